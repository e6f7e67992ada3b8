"""The predicates of a clause."""

from __future__ import annotations

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.grammar import Grammar
from pledgebook.analyse.reading import Layered
from pledgebook.extract.acts import Link
from pledgebook.packs.lexicon import Hit


def own_nouns(item: Layered, clause: Clause, link: Link) -> list[int]:
    """The nouns beside a predicate that say what it is about, without names and pronouns."""
    named = {n for m in item.mentions for n in range(m.first, m.last)}
    return [
        n for n in range(clause.first, clause.last)
        if n not in named and not link.hit.first <= n < link.hit.last
        and item.tokens[n].word.readings[0].pos == "noun" and not item.tokens[n].capital
        and not any(item.tokens[k].word.parts & {"det"} for k in range(max(n - 2, clause.first), n))
        and not any(h.first <= n < h.last for name in ("groups", "predicates") for h in item.hits.get(name, ()))
    ]  # fmt: skip


def links_of(item: Layered, clause: Clause) -> list[Link]:
    """All predicates of a clause, left to right, the longest at each place. Found once."""
    place = "links", clause.first, clause.last
    if place not in item.memo:
        item.memo[place] = _links_of(item, clause)
    return item.memo[place]  # type: ignore[no-any-return]


def _links_of(item: Layered, clause: Clause) -> list[Link]:
    found = item.found("predicates", clause.first, clause.last)
    if not found:
        return []
    best: dict[int, Link] = {}
    said = clause.verb.head if clause.verb is not None and clause.kind not in ("cond", "sub") else -1
    topics = (
        h
        for h in item.found("conditions", clause.first, clause.last)
        if h.entry.key != "connector" and not h.first <= said < h.last  # "Germany and Ukraine agreed on"
    )
    taken = {n for h in topics for n in range(h.first, h.last)}
    acts = {h.first: h.last for h in item.found("acts", clause.first, clause.last) if h.entry.part == "phrases"}
    hits = sorted(found, key=lambda h: (h.first - h.last, h.first, h.entry.part != "verbs"))
    for hit in hits:
        if any(n in taken for n in range(hit.first, hit.last)):
            continue
        if hit.entry.text in hit.entry.data.get("spared", ()) and _is_of_assets(item, hit):
            continue  # "the freeze on Russian assets" is what is done to them
        if hit.entry.part == "nouns" and acts.get(hit.first, 0) > hit.last:
            continue  # "the preparation of pilots" is training
        link = _as_link(item, hit)
        if link is not None:
            best[hit.first] = link
            taken.update(range(hit.first, hit.last))
    return [best[n] for n in sorted(best)]


def _is_of_assets(item: Layered, hit: Hit) -> bool:
    """Whether assets or sanctions stand close behind a word of freezing."""
    return any(
        h.entry.key in ("reparations", "sanctions") and 0 <= h.first - hit.last <= ASSETS
        for h in item.hits.get("acts", ())
    )


ASSETS = 6  # tokens from a word of freezing to the assets


def _as_link(item: Layered, hit: Hit) -> Link | None:
    verb = next((v for v in item.verbs if hit.first <= v.head < hit.last or v.first <= hit.first < v.last), None)
    part = hit.entry.part
    if part == "verbs" and (verb is None or verb.head != hit.last - 1):
        return None
    if hit.first and item.tokens[hit.first - 1].low in hit.entry.data.get("kinds", ()):
        return None  # "combat readiness"
    if hit.entry.data.get("needs_infinitive") and not _has_infinitive(item, hit):
        return None
    if part in ("nouns",) and verb is not None and verb.head == hit.first and verb.is_finite:
        return None
    loose = part == "adjectives" or (part == "phrases" and verb is None)
    if loose and (verb is None or verb.head != hit.last - 1):
        verb = next((v for v in item.verbs if v.copula and v.is_finite and 0 <= hit.first - v.last <= 3), None)
    negated = not _says_no(item, hit) and ((verb.negated if verb else False) or _negated(item, hit))
    return Link(hit.entry.key, hit.entry.data, hit, verb, negated)


def _has_infinitive(item: Layered, hit: Hit) -> bool:
    """Whether an infinitive follows in the clause, and a time where the pack asks for one."""
    clause = item.clause_of(hit.first)
    timed = not hit.entry.data.get("needs_time") or any(clause.first <= a < clause.last for a, _, _ in item.times)
    return timed and any(v.form == "inf" and v.first >= hit.last for v in clause.verbs)


def _says_no(item: Layered, hit: Hit) -> bool:
    """Whether the negation is part of the listed phrase."""
    return any(t.low in item.negations for t in item.tokens[hit.first : hit.last])


def _negated(item: Layered, hit: Hit) -> bool:
    return hit.first > 0 and item.tokens[hit.first - 1].low in item.negations


def is_of_a_name(item: Layered, hit: Hit) -> bool:
    """Whether forces are those of a name: 'the Armed Forces of Ukraine', 'Support Forces Command'."""
    before = item.tokens[hit.first - 1] if hit.first else None
    return (
        before is not None
        and item.tokens[hit.first].capital
        and before.capital
        and before.low[0].isalpha()
        and (not all(t.capital for t in item.tokens if t.low[0].isalpha() and t.end - t.start > 4))
    )


ATTACKED = 4  # tokens from an attack to what it is on


def is_attacked(item: Layered, hit: Hit, clause: Clause, g: Grammar) -> bool:
    """Whether something is what an attack is on: 'strikes on energy infrastructure'."""
    if hit.entry.part not in ("items", "phrases", "qualifiers", "deeds"):
        return False
    for h in item.found("figures", max(clause.first, hit.first - ATTACKED - 1), hit.first):
        if h.entry.key not in ("attack", "attacks") or h.last > hit.first or h.entry.part == "verbs":
            continue
        if "noun" not in item.tokens[h.first].word.parts:
            continue
        between = [t.low for t in item.tokens[h.last : hit.first]]
        if any(g.has("attack_on", low) for low in between[:2]) and "," not in between:
            return True
    return False


def is_background(item: Layered, hit: Hit, clause: Clause, g: Grammar) -> bool:
    """Whether something is only what else there is: 'despite the sanctions', 'amid new aid'."""
    if hit.entry.part == "verbs":
        return False
    n = hit.first - 1
    while (
        g.articles
        and n > clause.first
        and item.tokens[n].word.parts & {"det", "adj", "num"}
        and not item.tokens[n].word.parts & {"prep"}
    ):
        n -= 1
    return n >= 0 and g.has("without", item.tokens[n].low)
