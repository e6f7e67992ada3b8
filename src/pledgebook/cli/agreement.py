"""How claims agree on a slot, as lines: the relation, the reason, and each side with its sources."""

from __future__ import annotations

from pledgebook.cli.parts import DIM, Sources, document_line, quote_line
from pledgebook.cli.screen import RELATION_STYLE, Screen
from pledgebook.model.entry import Agreement
from pledgebook.present.messages import Words
from pledgebook.present.safe import one_line
from pledgebook.present.sentence import slot_value


def agreement_lines(screen: Screen, found: Agreement, sources: Sources, *, with_quotes: bool) -> None:
    """One slot, each side on a line of its own."""
    words = screen.words
    relation = (words.code("relation", found.relation), RELATION_STYLE.get(found.relation, ""))
    reason = f" — {reason_words(words, found.reason)}" if found.reason else ""
    screen.say((words.code("slots", found.slot), "bold"), ": ", relation, (reason, DIM), indent=2, hang=4)
    for side in found.sides:
        told = "; ".join(document_line(screen, sources.get(d)) for d in side.documents)
        value = one_line(slot_value(words, found.slot, side.value))
        screen.say("– ", value, (f" ({told})", DIM), indent=4, hang=6)
        for quote in side.quotes[:1] if with_quotes else ():
            quote_line(screen, quote, sources, indent=8)


def reason_words(words: Words, reason: str) -> str:
    """A reason of the ledger in the reader's language; the numbers after a colon stay."""
    plain, colon, rest = reason.partition(": ")
    key = "".join(c if c.isalnum() else "_" for c in plain)
    found = words(f"reason.{key}") if words.has(f"reason.{key}") else plain
    return found + (f" ({rest.replace(' to ', '–')})" if colon else "")
