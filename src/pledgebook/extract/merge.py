"""One claim for what a document says several times: drafts that tell the same are joined, with all their words."""

from __future__ import annotations

from pledgebook.analyse.reading import Reading
from pledgebook.extract.draft import Draft
from pledgebook.model.claim import Claim, Slot
from pledgebook.model.dates import Interval
from pledgebook.model.span import Evidence


def merged(drafts: list[Draft], reading: Reading, extractor: str) -> list[Claim]:
    """The claims of a document: drafts that say the same thing become one."""
    claims: list[Claim] = []
    groups: dict[tuple, list[Draft]] = {}  # type: ignore[type-arg]
    for draft in drafts:
        groups.setdefault(_key(draft), []).append(draft)
    for group in groups.values():
        claims.append(_claim(group, reading, extractor))
    claims.sort(key=lambda c: (c.evidence[0].start, c.evidence[0].end, c.kind, c.id))
    return claims


def _key(draft: Draft) -> tuple:  # type: ignore[type-arg]
    def refs(slot: str) -> tuple[str, ...]:
        value = draft.slots[slot].value if slot in draft.slots else []
        return tuple(sorted(str(r.get("id") or (r.get("of"), str(r.get("value")))) for r in value or ()))

    if draft.kind == "commitment":
        amount = draft.slots.get("amount")
        sum_ = str(amount.value.get("value")) if amount else ""
        return ("commitment", refs("actor"), draft.slots["action"].value, draft.slots["firmness"].value, draft.polarity, sum_)
    return (draft.kind, draft.spans[0])


def _claim(group: list[Draft], reading: Reading, extractor: str) -> Claim:
    text = reading.text
    slots: dict[str, Slot] = {}
    for draft in group:
        for name, slot in draft.slots.items():
            have = slots.get(name)
            if have is None or (have.basis and not slot.basis):
                slots[name] = slot
    spans = dict.fromkeys(span for d in group for span in d.spans)
    evidence = tuple(Evidence.of(text, *span) for span in spans)
    return Claim(
        kind=group[0].kind, document=reading.document.id, evidence=evidence, slots=slots, time=Interval(),
        polarity=group[0].polarity, extractor=extractor, reasons=tuple(dict.fromkeys(r for d in group for r in d.reasons)),
        confidence=0.6,
    )  # fmt: skip
