"""How claims agree on a slot, as lines: the relation, the reason, and each side with its sources."""

from __future__ import annotations

from pledgebook.cli.parts import DIM, Sources, outlet_name, quote_line
from pledgebook.cli.screen import RELATION_STYLE, Screen
from pledgebook.model.document import Document
from pledgebook.model.entry import Agreement, Side
from pledgebook.present.dates import interval
from pledgebook.present.messages import Words
from pledgebook.present.safe import one_line
from pledgebook.present.sentence import slot_value


def agreement_lines(screen: Screen, found: Agreement, sources: Sources, *, with_quotes: bool) -> None:
    """One slot: on one line where all say the same, else each side on a line of its own."""
    words = screen.words
    relation = (words.code("relation", found.relation), RELATION_STYLE.get(found.relation, ""))
    head = ((words.code("slots", found.slot), "bold"), ": ", relation)
    if found.relation == "same" and len(found.sides) == 1:
        screen.say(*head, f" — {_value(words, found, found.sides[0])}", indent=2, hang=4)
        return
    reason = f" — {reason_words(words, found.reason)}" if found.reason else ""
    screen.say(*head, (reason, DIM), indent=2, hang=4)
    for side in found.sides:
        told = "; ".join(_source(screen, sources.get(d)) for d in side.documents)
        screen.say("– ", _value(words, found, side), (f" ({told})", DIM), indent=4, hang=6)
        for quote in side.quotes[:1] if with_quotes else ():
            quote_line(screen, quote, sources, indent=8)


def _value(words: Words, found: Agreement, side: Side) -> str:
    return one_line(slot_value(words, found.slot, side.value))


def _source(screen: Screen, document: Document) -> str:
    return f"{outlet_name(screen, document)}, {interval(screen.words, document.published.when)}"


def reason_words(words: Words, reason: str) -> str:
    """A reason of the ledger in the reader's language; the numbers after a colon stay."""
    plain, colon, rest = reason.partition(": ")
    key = "".join(c if c.isalnum() else "_" for c in plain)
    found = words(f"reason.{key}") if words.has(f"reason.{key}") else plain
    return found + (f" ({rest.replace(' to ', '–')})" if colon else "")
