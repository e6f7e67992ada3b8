"""The words of acts in a clause, the longest at each place, without those that only look like one."""

from __future__ import annotations

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.grammar import Grammar
from pledgebook.analyse.reading import Layered
from pledgebook.extract.acts import GENERIC
from pledgebook.extract.links import is_attacked, is_background, is_of_a_name
from pledgebook.packs.lexicon import Hit

GUARDED = 6  # tokens between a word of guarding and what is guarded


def act_hits(item: Layered, clause: Clause, g: Grammar) -> dict[int, Hit]:
    """The act words of a clause by their first token, the longest at each place; verbs only where they are verbs.

    Found once a clause.
    """
    place = "acts", clause.first, clause.last
    if place not in item.memo:
        item.memo[place] = _act_hits(item, clause, g)
    return item.memo[place]  # type: ignore[no-any-return]


def _act_hits(item: Layered, clause: Clause, g: Grammar) -> dict[int, Hit]:
    best: dict[int, Hit] = {}
    taken: set[int] = set()
    heads = {v.head: v for v in item.verbs}
    hits = sorted(
        item.found("acts", clause.first, clause.last),
        key=lambda h: (-(h.last - h.first), h.first, h.entry.key in GENERIC, h.entry.part == "qualifiers"),
    )
    offices = (
        set()
        if g.articles
        else {h.last for h in item.found("groups", clause.first, clause.last) if h.entry.key == "office"}
    )
    for hit in hits:
        if any(n in taken for n in range(hit.first, hit.last)):
            continue
        part = hit.entry.part
        if part == "items" and hit.first in offices:
            continue  # "the minister of finance"
        if part == "verbs" and hit.first not in heads:
            continue
        if part in ("deeds", "items") and hit.first in heads and heads[hit.first].form in ("fin", "inf"):
            continue
        if part == "items" and (_is_attribute(item, hit) or _is_recipient(item, hit) or _is_where(item, hit, g)):
            continue
        if is_background(item, hit, clause, g) or is_attacked(item, hit, clause, g):
            continue
        if part in ("items", "deeds") and not g.articles and _is_met(item, hit, g):
            continue
        if part == "items" and g.articles and hit.entry.key == "troops" and is_of_a_name(item, hit):
            continue
        best[hit.first] = hit
        taken.update(range(hit.first, hit.last))
    return {n: h for n, h in best.items() if h.entry.part != "areas" or _is_guarded(h, best)}


def _is_guarded(hit: Hit, best: dict[int, Hit]) -> bool:
    """Whether a word of sky or sea is what is guarded: 'secure its skies', not 'strikes from the sky'."""
    return any(h.entry.key == "guard" and -GUARDED <= h.first - hit.first <= GUARDED for h in best.values())


def _is_attribute(item: Layered, hit: Hit) -> bool:
    """Whether a word that may be a noun is the adjective of the noun behind it: 'military registers'."""
    word = item.tokens[hit.last - 1].word
    if "adj" not in word.parts or hit.last >= len(item.tokens):
        return False
    following = item.tokens[hit.last]
    return (
        not following.capital and following.word.readings[0].pos == "noun" and bool(word.cases() & following.word.cases())
        and any(
            r.pos == "adj" and r.case == x.case and (r.number == x.number or _is_listed(item, hit.first))
            for r in word.readings for x in following.word.having("noun")
        )
    )  # fmt: skip


def _is_listed(item: Layered, first: int) -> bool:
    """Whether an adjective stands behind others of one noun: 'on the political, financial and military levels'."""
    before = item.tokens[first - 1] if first else None
    return before is not None and (before.low == "," or before.low in item.coordinators)


def _is_recipient(item: Layered, hit: Hit) -> bool:
    """Whether those named get something rather than are sent: in the dative, by its number or a word beside it."""
    if item.grammar_articles or hit.entry.key != "troops":
        return False
    before = item.tokens[hit.first - 1].word if hit.first else None
    cases = item.tokens[hit.last - 1].word.cases()
    agreed = cases & before.cases() if before is not None and before.parts & {"adj", "det"} else cases
    return agreed == {"dat"} or (
        "dat" in agreed and agreed <= {"dat", "ins", "loc"} and before is not None and bool(before.parts & {"det"})
    )


def _is_met(item: Layered, hit: Hit, g: Grammar) -> bool:
    """Whether it names those whom a meeting is with: 'at a meeting with the command'."""
    n = hit.first - 1
    while n > 0 and item.tokens[n].word.parts & {"adj", "det"} and "prep" not in item.tokens[n].word.parts:
        n -= 1
    met = any(h.last == n and h.entry.part != "verbs" for h in item.hits.get("events", ()))
    return n > 0 and met and g.has("between", item.tokens[n].low)


def _is_where(item: Layered, hit: Hit, g: Grammar) -> bool:
    """Whether something is only the place where another is done: 'at a training ground'."""
    if g.articles or hit.first == 0 or not g.has("place_in", item.tokens[hit.first - 1].low):
        return False
    cases = item.tokens[hit.first].word.cases()
    return "loc" in cases and "acc" not in cases
