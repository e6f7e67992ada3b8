"""One claim for what a document says several times: drafts that tell the same are joined, with all their words."""

from __future__ import annotations

from typing import Any

from pledgebook import __version__
from pledgebook.analyse.reading import Reading
from pledgebook.extract.confidence import confidence_of
from pledgebook.extract.draft import Draft
from pledgebook.extract.voices import Voices
from pledgebook.model.claim import Claim, Slot
from pledgebook.model.dates import Interval
from pledgebook.model.span import Evidence

WEIGHED = f"pledgebook-weights {__version__}"  # what made claims that no rule read


def merged(drafts: list[Draft], reading: Reading, voices: Voices, extractor: str) -> list[Claim]:
    """The claims of a document: drafts that say the same thing become one."""
    groups: dict[tuple[Any, ...], list[Draft]] = {}
    for draft in drafts:
        if draft.kind in ("meeting", "body", "commitment"):
            continue
        groups.setdefault(_key(draft), []).append(draft)
    joined = [*groups.values(), *_joined([d for d in drafts if d.kind == "meeting"], _same_meeting)]
    joined += _joined([d for d in drafts if d.kind == "commitment"], _same_commitment)
    joined += _joined([d for d in drafts if d.kind == "body"], _same_body)
    claims = [_claim(group, reading, voices, extractor) for group in joined]
    claims.sort(key=lambda c: (c.evidence[0].start, c.evidence[0].end, c.kind, c.id))
    return claims


def _refs(draft: Draft, slot: str) -> frozenset[str]:
    value = draft.slots[slot].value if slot in draft.slots else []
    return frozenset(str(r.get("id") or (r.get("of"), str(r.get("value")))) for r in value or ())


def _value(draft: Draft, slot: str) -> Any:
    return draft.slots[slot].value if slot in draft.slots else None


def _key(draft: Draft) -> tuple[Any, ...]:
    """What two drafts must share to be the same claim."""
    if draft.kind == "figure":
        return ("figure", _value(draft, "measure"), str(_value(draft, "value")), _value(draft, "bound"))
    return (draft.kind, draft.spans[0], _value(draft, "stance"))


def _joined(drafts: list[Draft], same: Any) -> list[list[Draft]]:
    """Groups of drafts, each joined to the first group all of whose members it is the same as."""
    groups: list[list[Draft]] = []
    for draft in drafts:
        home = next((g for g in groups if all(same(other, draft) for other in g)), None)
        if home is None:
            groups.append([draft])
        else:
            home.append(draft)
    return groups


KEPT = frozenset(("refused", "withdrawn"))  # told apart from all other firmness


def _same_commitment(a: Draft, b: Draft) -> bool:
    """One undertaking told twice: the same holders and action, equally firm, and no other sum or number.

    What only the weights believe adds no claim by its firmness alone, unless it is a refusal, nor by fewer holders.
    """
    if a.polarity != b.polarity or _value(a, "action") != _value(b, "action"):
        return False
    weighed = any("weighed" in d.features for d in (a, b))
    actors, others = _refs(a, "actor"), _refs(b, "actor")
    if actors != others and not (weighed and (actors <= others or others <= actors)):
        return False
    firmness = {_value(a, "firmness"), _value(b, "firmness")}
    if len(firmness) > 1 and not (weighed and not firmness & KEPT):
        return False
    numbers = [{n for n in ("amount", "quantity") if _value(d, n)} for d in (a, b)]
    if numbers[0] and numbers[1] and not numbers[0] & numbers[1]:
        return False  # "500 million", "180,000 shells"
    return not any(_differs(_value(a, name), _value(b, name)) for name in ("amount", "quantity"))


def _differs(a: Any, b: Any) -> bool:
    """Whether two numbers, both told, are not the same."""
    return bool(a and b) and a.get("value") != b.get("value")


def _same_meeting(a: Draft, b: Draft) -> bool:
    """Meetings are one unless their place, date, format or coalition tells them apart."""
    places = _refs(a, "place"), _refs(b, "place")
    if places[0] and places[1] and not places[0] & places[1]:
        return False
    dates = [Interval.from_json(v) if (v := _value(d, "date")) and not d.slots["date"].basis else None for d in (a, b)]
    if dates[0] and dates[1] and not dates[0].overlaps(dates[1]):
        return False
    formats = {_value(a, "format"), _value(b, "format")}
    if ("call" in formats and len(formats) > 1) or ("visit" in formats and len(formats) > 1):
        return False
    if _goes_back(b, a) or _goes_back(a, b):
        return True
    kinds = [{p for p in _refs(d, "participants") if p.startswith("coalition:")} for d in (a, b)]
    if kinds[0] and kinds[1]:
        return True
    if bool(places[0] & places[1]) or (dates[0] and dates[1]):
        return True
    people = _refs(a, "participants"), _refs(b, "participants")
    if people[0] == people[1]:
        return bool(people[0])
    return len(formats) == 1 and bool(people[0] & people[1]) and (people[0] <= people[1] or people[1] <= people[0])


NEAR = 6  # sentences for which a meeting stays in mind


def _goes_back(later: Draft, earlier: Draft) -> bool:
    """Whether a meeting without place, date or name is the one told of before: 'the meeting was chaired by'."""
    if not 0 < later.item.number - earlier.item.number <= NEAR or later.slots.get("place") or later.slots.get("date"):
        return False
    if _value(later, "format") != _value(earlier, "format"):
        return False
    first = later.slots["name"].evidence[0].start
    at = next((n for n, t in enumerate(later.item.tokens) if t.start == first), 0)
    before = later.item.tokens[at - 1] if at else None
    return before is not None and later.item.grammar.has("definite", before.low)


def _same_body(a: Draft, b: Draft) -> bool:
    """Bodies are one if their type is and their places do not differ."""
    if _value(a, "type") != _value(b, "type"):
        return False
    places = _refs(a, "place"), _refs(b, "place")
    return not (places[0] and places[1] and not places[0] & places[1])


def _claim(group: list[Draft], reading: Reading, voices: Voices, extractor: str) -> Claim:
    text = reading.text
    slots: dict[str, Slot] = {}
    for draft in sorted(group, key=lambda d: "weighed" in d.features):
        for name, slot in draft.slots.items():
            have = slots.get(name)
            if have is None or (have.basis and not slot.basis):
                slots[name] = slot
    if group[0].kind == "meeting" and len(group) > 1:
        everyone = _all_participants(group)
        if everyone is not None and everyone.value:
            slots["participants"] = everyone
    spans = dict.fromkeys(span for d in group for span in d.spans)
    evidence = tuple(Evidence.of(text, *span) for span in spans)
    return Claim(
        kind=group[0].kind, document=reading.document.id, evidence=evidence, slots=slots, time=Interval(),
        attribution=tuple(_told_by(group, voices)),
        polarity=group[0].polarity, extractor=WEIGHED if all("weighed" in d.features for d in group) else extractor, reasons=tuple(dict.fromkeys(r for d in group for r in d.reasons)),
        confidence=confidence_of(group, slots),
    )  # fmt: skip


def _told_by(group: list[Draft], voices: Voices) -> list[Any]:
    """The voices of a claim: those of its first telling, or where that names none (a title), of the next that does."""
    chains = (voices.chain(draft) for draft in group)
    first = next(chains)
    if any(v.get("kind") != "outlet" for v in first):
        return first
    return next((c for c in chains if any(v.get("kind") != "outlet" for v in c)), first)


def _all_participants(group: list[Draft]) -> Slot | None:
    found: dict[str, Any] = {}
    words = []
    for draft in group:
        slot = draft.slots.get("participants")
        for ref in slot.value if slot else ():
            found.setdefault(str(ref.get("id") or ref), ref)
        words += list(slot.evidence) if slot else []
    return Slot(list(found.values()), tuple(dict.fromkeys(words))) if found else None
