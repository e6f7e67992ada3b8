"""Places where something may be undertaken: an act, a sum, an answer in a clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.grammar import Grammar
from pledgebook.analyse.reading import Layered, Reading
from pledgebook.extract.act_words import act_hits
from pledgebook.extract.actions import is_of_army
from pledgebook.extract.acts import GENERIC, Link
from pledgebook.extract.links import links_of
from pledgebook.packs.lexicon import Hit

QUALIFIES = 6  # tokens between a qualifier and the help that it qualifies
KEPT = 4  # sentences for which the action told last stays in mind
OF_OTHERS = frozenset(("thank", "welcome", "condemn", "oppose", "doubt", "deny", "warn"))
NAMED = frozenset(("verbs", "deeds", "items", "phrases", "qualifiers", "areas"))
REPORTING = ("confirm", "announce")


@dataclass(slots=True)
class Spot:
    """A possible act, meeting or body at tokens first to last (last excluded) of a clause, with the words that tell it.

    form is how it is told: a part of the lists, a sum of money, or what was told before.
    """

    code: str
    form: str
    first: int
    last: int
    clause: Clause
    number: int  # of the clause
    hits: list[Hit]
    links: list[Link]  # the predicates of its clause

    @property
    def place(self) -> tuple[int, ...]:
        """The same for spots of which only one can be meant: what names nothing is one act, whatever its action."""
        named = self.form in NAMED
        return (self.number, self.first, self.last) if named else (self.number,)

    @property
    def hit(self) -> Hit | None:
        """The first of its words."""
        return self.hits[0] if self.hits else None


@dataclass(slots=True)
class Topics:
    """Which action a document tells of: the one told last, and the one told most."""

    main: str | None = None
    last: str | None = None
    last_at: int = -9


def topics_of(reading: Reading) -> Topics:
    """The action that most acts of a document tell."""
    counts: dict[str, int] = {}
    for item in reading.sentences:
        for hit in item.hits.get("acts", ()):
            if hit.entry.key not in GENERIC and hit.entry.part != "qualifiers":
                counts[hit.entry.key] = counts.get(hit.entry.key, 0) + 1
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return Topics(ranked[0][0] if ranked and ranked[0][1] > 1 else None)


def act_spots(item: Layered, g: Grammar, topics: Topics) -> list[Spot]:
    """The possible acts of a sentence, clause by clause."""
    found: list[Spot] = []
    for number, clause in enumerate(item.clauses):
        if clause.kind != "cond" and not _is_of_others(item, clause):
            found += _of_clause(item, g, clause, number, topics)
    told = next((s for s in found if s.form in NAMED), None)
    if told is not None:
        topics.last, topics.last_at = told.code, item.number
    return found


def _is_of_others(item: Layered, clause: Clause) -> bool:
    """Whether a clause only takes a stance on what others do, or threatens: 'thanked Norway for sending'."""
    verb = clause.verb
    return verb is not None and any(
        h.first <= verb.head < h.last and h.entry.key in OF_OTHERS for h in item.hits.get("stances", ())
    )


def _of_clause(item: Layered, g: Grammar, clause: Clause, number: int, topics: Topics) -> list[Spot]:
    best = act_hits(item, clause, g)
    hits = [best[n] for n in sorted(best)]
    links = links_of(item, clause)
    found: dict[str, Spot] = {}
    for hit in hits:
        key = "support" if is_of_army(item, hit) else hit.entry.key
        if key in GENERIC or (hit.entry.part == "qualifiers" and not _qualifies(item, hit, hits)):
            continue
        if key in found:
            found[key].hits.append(hit)
        else:
            found[key] = Spot(key, hit.entry.part, hit.first, hit.last, clause, number, [hit], links)
    if found:
        return list(found.values())
    vague = [h for h in hits if h.entry.key in GENERIC and h.entry.key != "guard"]
    return list(_without_thing(item, clause, number, vague, links, topics))


def _without_thing(
    item: Layered, clause: Clause, number: int, vague: list[Hit], links: list[Link], topics: Topics
) -> Iterator[Spot]:
    """Acts that name nothing: help in general, a sum, a verb of giving alone, an answer to what was told before."""
    aid = [h for h in vague if h.entry.key == "aid"]
    sums = [(a, b) for a, b, q in item.quantities if q.kind == "money" and clause.first <= a < clause.last]
    alone = next((h for h in vague if h.entry.data.get("alone", {}).get(h.entry.text)), None)
    cues = vague or [k.hit for k in links if k.key not in REPORTING]
    if aid:
        found = Spot("support", "aid " + aid[0].entry.part, aid[0].first, aid[0].last, clause, number, aid, links)
    elif sums:
        found = Spot("funding", "sum", *sums[0], clause, number, [], links)
    elif alone is not None:
        code = str(alone.entry.data["alone"][alone.entry.text])
        found = Spot(code, "alone", alone.first, alone.last, clause, number, [alone], links)
    elif cues:
        form = "giving" if vague else "answer"
        found = Spot("", form, cues[0].first, cues[0].last, clause, number, vague, links)
    else:
        return
    if found.code:
        yield found
    lately = topics.last if item.number - topics.last_at <= KEPT else None
    for told, other in ((" told last", lately), (" told most", topics.main if topics.main != lately else None)):
        if other and other != found.code:
            yield replace(found, code=other, form=found.form + told)


def _qualifies(item: Layered, hit: Hit, hits: list[Hit]) -> bool:
    near = [h for h in hits if h.entry.key in GENERIC and 0 <= h.first - hit.last <= QUALIFIES]
    return any(all(t.low != "," for t in item.tokens[hit.last : h.first]) for h in near)
