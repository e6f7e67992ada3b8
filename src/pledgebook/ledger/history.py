"""How firm an undertaking was told to be over time: each state with its date and words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pledgebook.ledger.statement import Statement
from pledgebook.model.claim import FIRMNESS
from pledgebook.model.entry import Quote, State

RANK = {name: rank for rank, name in enumerate(FIRMNESS)}
BACK = frozenset({"refused", "withdrawn"})


def told_order(statement: Statement) -> tuple[date, date, str, str]:
    """By when it was said or so, then by what cannot differ between machines; the unknown comes first."""
    when = statement.when
    first = when.earliest or when.latest or date.min
    return first, when.latest or first, statement.told.document, statement.claim_id


def history(statements: Sequence[Statement], slot: str = "firmness") -> tuple[State, ...]:
    """The states told of, in order of time: each, whether it moved the entry, and whether it was a fall."""
    ordered = sorted((s for s in statements if s.claim.value(slot) is not None), key=_state_order)
    out: list[State] = []
    current: Any = None
    for one in ordered:
        value = one.claim.value(slot)
        counts = slot != "firmness" or (one.claim.polarity == "positive" and moves(current, value))
        is_fall = slot == "firmness" and counts and value in BACK and current not in (None, *BACK)
        quote = quote_of(one, slot)
        out.append(State(value, one.when, one.told.document, one.claim_id, quote, one.claim.polarity, counts, is_fall))
        current = value if counts else current
    return tuple(out)


def _state_order(statement: Statement) -> tuple[date, date, int, str, str]:
    """Of one day, the weaker comes first."""
    first, last, document, claim = told_order(statement)
    return first, last, RANK.get(str(statement.claim.value("firmness")), -1), document, claim


def moves(current: str | None, told: str) -> bool:
    """Whether a state told later changes the entry: a weaker wording of the same undertaking does not."""
    if current is None or told in BACK or current in BACK:
        return True
    return RANK.get(told, 0) >= RANK.get(current, 0)


def quote_of(statement: Statement, slot: str) -> Quote:
    """The words of a slot, or of the whole claim where the slot has none of its own."""
    found = statement.claim.slots.get(slot)
    evidence = (found.evidence if found else ()) or statement.claim.evidence
    first = evidence[0]
    return Quote(statement.told.document, first.start, first.end, first.quote)


def current(states: Sequence[State]) -> tuple[str | None, str]:
    """The firmness now and its polarity: the last state that counted, or else the last denial."""
    counted = [s for s in states if s.counted]
    if counted:
        return str(counted[-1].value), "positive"
    return (str(states[-1].value), states[-1].polarity) if states else (None, "positive")
