"""Undertakings whose verb is not said again: sums beside a state, and answers that take the action told before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pledgebook.analyse.holders import Resolver
from pledgebook.analyse.memory import Holder
from pledgebook.analyse.names import Mention
from pledgebook.analyse.reading import Layered
from pledgebook.extract.actors import may_act
from pledgebook.extract.acts import Act
from pledgebook.extract.draft import Draft, evidence_of
from pledgebook.extract.slots import currency_of, draft_of
from pledgebook.model.claim import Slot
from pledgebook.model.dates import Interval
from pledgebook.model.mention import Quantity

ECHO = 4  # sentences that an action is kept for those who say no more than yes or no to it


def echoed(
    item: Layered, act: Act, resolver: Resolver, subjects: dict[int, list[Holder]], firm: Any, anchor: Interval
) -> Iterator[Draft]:
    """What 'Slovakia refused' refers to: the action told last, if that was not long ago."""
    action, told = resolver.memory.action or ("", 0)
    actors = [h for h in subjects.get(item.clauses.index(act.clause), []) if h.ref.get("id") and may_act(h)]
    if action and item.number - told <= ECHO and actors:
        yield draft_of(item, act, resolver, actors, None, action, firm, (act.first, act.last), anchor)


def gapped(item: Layered, told: list[Draft], resolver: Resolver) -> Iterator[Draft]:
    """'Germany gives 60 million, Finland – 12 million': an undertaking whose verb is not said again."""
    model = next((d for d in told if "amount" in d.slots or "quantity" in d.slots), None)
    if model is None:
        return
    text = resolver.reading.text
    for a, _, q in item.quantities:
        m = next(
            (
                x
                for x in reversed(item.mentions)
                if x.kind in ("country", "org") and 0 <= a - x.last <= 2 and x.start > model.spans[0][0]
            ),
            None,
        )
        if m is None or q.kind not in ("money", "count") or not _is_gap(item, m, a, q):
            continue
        if any(m.id == r.get("id") for d in told for r in d.slots["actor"].value):
            continue
        words = evidence_of(text, q.start, q.end)
        currency = currency_of(q, [m.reference(text)])
        if q.kind == "count" and "amount" in model.slots:
            currency = model.slots["amount"].value.get("currency")
        slots = {k: v for k, v in model.slots.items() if k in ("action", "firmness", "beneficiary", "conditions")}
        slots["actor"] = Slot([m.reference(text)], (evidence_of(text, m.start, m.end),))
        if "amount" in model.slots:
            scale = _scale(model, q.value) if q.kind == "count" else 1
            value = q.value * scale if q.value is not None and scale != 1 else q.json_value
            slots["amount"] = Slot(
                {"value": value, "currency": currency, "bound": q.bound, "text": words.quote}, (words,)
            )
        yield Draft(
            "commitment",
            item,
            [(m.start, q.end)],
            slots,
            model.polarity,
            model.reasons,
            model.clause,
            {**model.features, "gapped": 1.0},
        )


def _is_gap(item: Layered, m: Mention, at: int, q: Quantity) -> bool:
    """Whether a verb is left out between a state and a sum: a dash, a bracket, or nothing after a comma or 'and'."""
    between = item.tokens[m.last : at]
    if any(t.low in ("\u2013", "-", "(") for t in between):
        return True
    before = item.tokens[m.first - 1].low if m.first else ""
    listed = before in (",", ";") or before in item.coordinators
    return (
        listed
        and q.kind == "money"
        and not any(t.word.parts & {"verb", "prep", "noun"} or t.low == "," for t in between)
    )


def _scale(model: Draft, value: float | None) -> int:
    """'60 million … 12': a bare number takes the scale word of the sum before it."""
    whole = model.slots["amount"].value.get("value")
    if not isinstance(whole, (int, float)) or value is None or value >= 1000:
        return 1
    return next((n for n in (10**9, 10**6, 1000) if whole >= n), 1)
