"""Parts that several commands show: a document's head, a claim, an entry, a quote with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pledgebook.cli.screen import FIRMNESS_STYLE, Screen
from pledgebook.model.claim import Claim
from pledgebook.model.document import Document
from pledgebook.model.entry import Entry, Quote
from pledgebook.present.dates import interval
from pledgebook.present.names import entity_name
from pledgebook.present.safe import one_line, shorten
from pledgebook.present.sentence import of_claim, of_entry, sentence
from pledgebook.store import Book

DIM = "bright_black"
_QUOTE = 160
_TITLE = 60
_ID = 14


@dataclass
class Sources:
    """The documents that quotes come from, each looked up once."""

    book: Book
    _held: dict[str, Document] = field(default_factory=dict)

    def get(self, identity: str) -> Document:
        """The document of an id."""
        if identity not in self._held:
            self._held[identity] = self.book.document(identity)
        return self._held[identity]


def outlet_name(screen: Screen, document: Document) -> str:
    """Who published it; else the name of its file."""
    if document.outlet:
        return entity_name(screen.words, document.outlet)
    return one_line(document.source.file).rpartition("/")[2] or screen.words("label.no_outlet")


def document_line(screen: Screen, document: Document) -> str:
    """Outlet, date and language in one line."""
    words = screen.words
    parts = [outlet_name(screen, document), interval(words, document.published.when)]
    return ", ".join([*parts, words.code("languages", document.language)])


def document_head(screen: Screen, document: Document, claims: int) -> None:
    """The title and what is known of a document as a whole."""
    words = screen.words
    screen.say((shorten(document.title or document.source.file, 200), "bold"))
    count = words.count("label.claims", claims)
    line = f"{document_line(screen, document)} ({words.code('basis', document.published.basis)})"
    screen.say((f"{document.id} · {line} · {count}", DIM))


def claim_lines(screen: Screen, claim: Claim, *, mark: str = "• ") -> None:
    """A claim as a sentence after a mark, with its words and voices."""
    screen.say((mark, DIM), sentence_text(screen, claim), indent=2, hang=4)
    for one in claim.evidence[:2]:
        screen.say((screen.words.quoted(shorten(one.quote, _QUOTE)), "italic"), indent=6)
    voices = [entity_name(screen.words, v) for v in claim.attribution]
    chain = " ← ".join(voices) or screen.words("voice.nobody")
    screen.say((f"{claim.id} · {chain} · {claim.confidence:.2f}", DIM), indent=6)


def sentence_text(screen: Screen, claim: Claim | Entry) -> Any:
    """The sentence, its firmness in colour."""
    told = of_claim(claim) if isinstance(claim, Claim) else of_entry(claim)
    made = screen.text(one_line(sentence(screen.words, told)))
    style = FIRMNESS_STYLE.get(told.firmness or "")
    if style:
        from pledgebook.present.sentence import firmness

        made.highlight_words([": " + firmness(screen.words, told.firmness, told.polarity)], style)
    if told.disputed:
        made.highlight_words([screen.words("slot.disputed", x="").strip()], "bold red")
    return made


def entry_lines(screen: Screen, entry: Entry, sources: Sources, *, quotes: int = 1) -> None:
    """An entry as a sentence, where it is from, and its first words of each document."""
    words = screen.words
    screen.say((short_id(entry.id) + "  ", "bold cyan"), sentence_text(screen, entry), hang=4)
    facts = [
        words.code("kind", entry.kind),
        words.count("label.documents", len(entry.documents)),
        words("label.known") + ": " + interval(words, entry.first_known),
    ]
    facts += [words("label.dormant")] if entry.dormant else []
    facts += [words("label.fall")] if entry.has_fall else []
    screen.say((" · ".join(facts), DIM), indent=4)
    for quote in first_of_each(entry.evidence)[:quotes]:
        quote_line(screen, quote, sources, indent=4)


def first_of_each(quotes: Iterable[Quote]) -> list[Quote]:
    """One quote of each document, in order."""
    found: dict[str, Quote] = {}
    for quote in quotes:
        found.setdefault(quote.document, quote)
    return list(found.values())


def quote_line(screen: Screen, quote: Quote, sources: Sources, *, indent: int = 2, width: int = _QUOTE) -> None:
    """The original words and the document they are from."""
    document = sources.get(quote.document)
    said = screen.words.quoted(shorten(quote.quote, width))
    screen.say((said, "italic"), (f" — {document_line(screen, document)}", DIM), indent=indent)


def short_id(identity: str) -> str:
    """Enough of an id for the commands that take one."""
    return identity[:_ID]


def names_of(screen: Screen, ids: Iterable[str]) -> str:
    """Several entities, as a list."""
    return screen.words("language.list").join(entity_name(screen.words, i) for i in ids)


def voices_line(screen: Screen, chain: Iterable[Mapping[str, Any]]) -> str:
    """A chain of voices from the nearest to the outlet."""
    return " ← ".join(entity_name(screen.words, dict(v)) for v in chain) or screen.words("voice.nobody")
