"""Figures: how many or how much, of what."""

from __future__ import annotations

from collections.abc import Iterator

from pledgebook.analyse.holders import Resolver
from pledgebook.analyse.reading import Layered
from pledgebook.extract.draft import Draft, evidence_of
from pledgebook.model.claim import Reason, Slot
from pledgebook.model.mention import Quantity
from pledgebook.packs.lexicon import Hit

Measured = tuple[str, str | None, Hit | None, Hit | None]  # measure, unit, its cue and the noun that is counted
COUNTED = ("countries", "delegations", "leaders", "participants")
A_SUM = 1_000_000  # a bare number as large as this is money where a sum is spoken of
SOME = 3  # of so few it is told who they are: no number that measures
HURT = ("killed", "injured")
FEW = 10  # countries: fewer are seldom the size of a coalition


def figures(item: Layered, resolver: Resolver, used: set[int]) -> Iterator[Draft]:
    """The figures of a sentence; used holds the offsets of numbers that belong to commitments."""
    for first, last, quantity in item.quantities:
        if quantity.kind in ("ordinal", "multiple"):
            continue
        found = _measure(item, first, last, quantity, used, resolver.memory.coalition is not None)
        if found is None:
            continue
        yield figure_at(item, first, quantity, found, resolver)


def figure_at(item: Layered, first: int, quantity: Quantity, found: Measured, resolver: Resolver) -> Draft:
    """The figure that a number at a token gives of what was found to be measured."""
    measure, unit, cue, noun = found
    text = resolver.reading.text
    end = item.tokens[noun.last - 1].end if noun is not None else quantity.end
    spans = [(quantity.start, max(end, quantity.end))]
    words = evidence_of(text, quantity.start, quantity.end)
    slots = {
        "measure": Slot(
            measure,
            (evidence_of(text, *item.span(cue.first, cue.last)),) if cue else (),
            None if cue else "what is counted",
        ),
        "value": Slot(quantity.json_value, (words,)),
        "bound": Slot(quantity.bound, (words,)),
    }
    if unit:
        slots["unit"] = Slot(
            unit,
            (evidence_of(text, *item.span(noun.first, noun.last)),) if noun else (),
            None if noun else "the currency",
        )
    if noun is not None:
        slots["of"] = Slot(
            text[slice(*item.span(noun.first, noun.last))], (evidence_of(text, *item.span(noun.first, noun.last)),)
        )
    reasons = [Reason(h.entry.rule, *item.span(h.first, h.last)) for h in (cue, noun) if h is not None]
    reasons.append(Reason(quantity.rule, quantity.start, quantity.end))
    return Draft(
        "figure", item, spans, slots, "positive", reasons, item.clause_of(first), {"cue": float(cue is not None)}
    )


def _is_apart(item: Layered, first: int, hit: Hit) -> bool:
    """Whether a comma parts a number from a word, in languages where a clause may lack a verb."""
    if item.grammar_articles:
        return False
    return any(t.low == "," for t in item.tokens[min(first, hit.last) : max(first, hit.first)])


def _counting(noun: Hit) -> tuple[str, ...]:
    """What the number of such a noun may measure: leaders attend, states may also be members."""
    return ("attendees",) if noun.entry.data["unit"] == "leaders" else ("attendees", "members")


def _is_known(item: Layered, first: int, q: Quantity) -> bool:
    """'the two leaders': a few who were named before, not a number that is told."""
    few = isinstance(q.json_value, (int, float)) and q.json_value <= SOME and q.bound == "exactly"
    return few and first > 0 and item.tokens[first - 1].low in ("the", "these", "both") and item.grammar_articles


def _measure(item: Layered, first: int, last: int, q: Quantity, used: set[int], in_coalition: bool) -> Measured | None:
    hits = item.hits.get("figures", ())
    noun = next(
        (
            h
            for h in sorted(hits, key=lambda h: (h.first, h.entry.key == "people"))
            if last <= h.first <= last + 2 and h.entry.data.get("unit")
        ),
        None,
    )
    if noun is not None and any("prep" in t.word.parts for t in item.tokens[last : noun.first]):
        noun = None
    clause = item.clause_of(first)
    context = [h for h in hits if h.entry.data.get("context") and clause.first <= h.first < clause.last]

    def near(*names: str, reach: int = 8) -> Hit | None:
        fit = [h for h in context if h.entry.data["context"] in names and abs(h.first - first) <= reach]
        return min(
            fit,
            key=lambda h: (_is_apart(item, first, h), h.first - last if h.first >= last else first - h.last + 1),
            default=None,
        )

    if q.kind == "count":
        if noun is not None and _is_known(item, first, q):
            return None
        if noun is not None and noun.entry.data["unit"] in COUNTED:
            if q.bound == "exactly" and isinstance(q.value, float | int) and q.value <= SOME:
                return None
            cue = near("invited", reach=6) or near(*_counting(noun), reach=9)
            many = isinstance(q.value, float | int) and q.value >= FEW
            if cue is None and not (
                noun.entry.data["unit"] == "countries"
                and ((in_coalition and many) or item.found("predicates", clause.first, clause.last))
            ):
                return None
            measure = cue.entry.data["context"] if cue else "members"
            return measure, noun.entry.data["unit"], cue, noun
        hurt = near(*HURT, reach=7 if noun is not None else 5)
        unit = noun.entry.data["unit"] if noun else None
        if hurt is not None and (noun is None or unit in ("people", "troops")):
            return hurt.entry.data["context"], "people", hurt, noun
        if unit == "people" and (lot := near("other", reach=6)) is not None:
            return "other", "people", lot, noun
        if unit == "attacks" and q.start not in used:
            cue = near("attacks", reach=8)
            return ("attacks", None, cue, noun) if cue is not None else None
        if unit == "time" and noun is not None and noun.entry.data.get("times") and near("attacks", reach=5):
            return "attacks", None, near("attacks", reach=5), noun
        if unit == "troops" and q.start not in used and clause.verb is not None:
            return "troops", "people", near("troops", reach=10), noun
        if noun is None and isinstance(q.json_value, (int, float)) and q.json_value >= A_SUM and q.start not in used:
            cue = near("budget", reach=8)
            return ("budget", None, cue, None) if cue is not None else None
        votes = near("votes", reach=4)
        if votes is not None and noun is None:
            return "votes", "votes", votes, None
        return None
    if q.start in used:
        return None
    if (
        q.kind == "money"
        and first
        and item.tokens[first - 1].low == "("
        and any(b == first - 1 and x.kind == "money" for _, b, x in item.quantities)
    ):
        return None  # the same sum in another currency
    if q.kind == "money":
        cue = near("price", reach=4) or near("budget", reach=8)
        return (cue.entry.data["context"], q.currency, cue, None) if cue is not None else None
    if q.kind == "percent":
        cue = near("share", reach=8)
        return ("share", "percent", cue, None) if cue is not None else None
    return None
