"""Forms of a language with few endings that may be a noun or a verb."""

from __future__ import annotations

from functools import cache

from pledgebook.analyse.grammar import Grammar
from pledgebook.analyse.morphology import Reading
from pledgebook.analyse.tokens import Token
from pledgebook.analyse.verb import Verb
from pledgebook.packs.load import table


@cache
def _numbers(language: str) -> frozenset[str]:
    """The words of small numbers."""
    words = table(language, "numerals")["words"]
    return frozenset(form for name in ("small", "teens", "tens") for forms in words[name].values() for form in forms)


def noun_or_verb(
    tokens: list[Token],
    j: int,
    finite: list[Reading],
    before: Token | None,
    after: Token | None,
    found: list[Verb],
    g: Grammar,
) -> Reading | None:
    """Whether a form like 'plans' or 'support' is a verb here: by what stands before and after it."""
    if not finite or before is None:
        return None
    parts = before.word.parts
    if (found and found[-1].last == j and found[-1].form == "ger") or before.low == "member":
        return None  # "shelving plans", "member states"
    if before.low in ("we", "they", "i", "you", "he", "she", "who", "it", "which", "that"):
        return finite[0]
    if parts & {"det", "prep", "num"} or (parts == {"adj"}) or before.low in ("'s", "and", "or", ",", "of"):
        if before.low == "and" and found and found[-1].is_finite and found[-1].tense == "pres" and not found[-1].copula:
            return finite[0] if after is not None and after.word.parts & {"det", "prep", "adj"} else None
        return None
    if before.low[0].isdigit() or before.low in _numbers(g.language) or ("adj" in parts and "noun" not in parts):
        return None
    earlier = [
        v for v in found if v.is_finite and not any(t.low in (",", "that", "who", "which") for t in tokens[v.last : j])
    ]
    plural_before = any(r.pos == "noun" and r.number == "pl" for r in before.word.readings)
    if earlier and not (plural_before and tokens[j - 2].low[0].isdigit() and j - 2 >= earlier[-1].last):
        return None  # but "Macron says 26 nations pledge troops"
    singular = any(r.number == "sg" and r.person == "3" for r in finite)
    if singular and (before.capital or not plural_before):
        nominal_after = after is not None and after.word.parts & {
            "det",
            "adj",
            "prep",
            "noun",
            "num",
            "adv",
            "pron",
            "part",
        }
        return (
            finite[0]
            if (before.capital and nominal_after)
            or (after is not None and after.low in ("to", "that", "its", "the", "a", "an", "more", "new"))
            else None
        )
    several = any(t.low == "and" for t in tokens[max(0, j - 5) : j - 1])  # "Paris and London want"
    wants = after is not None and after.low == "to" and before.capital
    return finite[0] if not singular and (plural_before or (several and wants)) else None
