"""Undertakings in a clause: predicates, the acts they govern, and how firm the two make it.

The composition is that of docs/architecture.md: a predicate that gives firmness, an act that gives the action, and a
holder, whatever form each has. A chain is the predicates over an act, the outermost first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.grammar import Grammar
from pledgebook.analyse.reading import Layered
from pledgebook.analyse.verbs import Verb
from pledgebook.packs.lexicon import Hit

GENERIC = ("transfer", "aid", "move", "join", "host")


@dataclass(slots=True)
class Link:
    """A predicate of a chain: its class and what the pack says of it, and its verb where it is one."""

    key: str
    data: dict[str, Any]
    hit: Hit
    verb: Verb | None = None
    negated: bool = False

    @property
    def weak(self) -> bool:
        """Whether it makes whatever stands under it merely considered."""
        return bool(self.data.get("weak"))


@dataclass(slots=True)
class Act:
    """An act at tokens first to last (last excluded), with the chain over it and the verb it is, if it is one."""

    first: int
    last: int
    chain: list[Link]
    hits: list[Hit]
    clause: Clause
    verb: Verb | None = None
    anchor: Hit | None = None
    pending: bool = False  # stands before its verb, as a subject
    over: Verb | None = None  # the finite verb whose subject undertakes it
    loose: bool = False  # its verb is in no list: what is given and to whom must tell
    is_echo: bool = False  # takes its action from what was told before: 'Slovakia refused'


@dataclass(slots=True)
class Firmness:
    """How firm, and whether that firmness is said or denied."""

    code: str
    polarity: str = "positive"


def acts_of(item: Layered, g: Grammar, inherited: dict[int, list[Link]]) -> Iterator[Act]:
    """All acts of a sentence with their chains. inherited gains, for each clause, the chain it hands to its complements."""
    given: dict[int, list[Link]] = {}
    for number, clause in enumerate(item.clauses):
        above: list[Link] = []
        if clause.parent is not None and clause.kind in ("comp", "coord", "purpose") and clause.parent in inherited:
            above = inherited[clause.parent] if clause.kind == "comp" else []
        if clause.kind == "coord" and clause.parent in given and not g.articles and item.clauses[clause.parent].kind == "comp":
            above = given[clause.parent]  # "expects that they keep to it and adopt"
        given[number] = above
        links = _links(item, clause)
        acts = list(_Scan(item, g, clause, above, links).run())
        yield from acts or _echo(item, number, clause, links)
        inherited[number] = [*above, *(k for k in links if not k.data.get("recipient"))]


def _echo(item: Layered, number: int, clause: Clause, links: list[Link]) -> Iterator[Act]:
    """A predicate left without its act ('Slovakia refused', 'Denmark agreed to that'), if nothing else completes it."""
    link = next((k for k in links if k.hit.entry.text in k.data.get("echoes", ())), None)
    if link is None or any(v.form == "inf" and v.first >= link.hit.last for v in clause.verbs):
        return
    following = item.clauses[number + 1 : number + 2]
    if any(c.kind in ("comp", "purpose") for c in following) or len(_own_nouns(item, clause, link)) > 0:
        return
    over = link.verb if link.verb is not None and link.verb.is_finite else None
    yield Act(link.hit.first, link.hit.last, [link], [], clause, None, None, over=over, is_echo=True)


def _own_nouns(item: Layered, clause: Clause, link: Link) -> list[int]:
    """The nouns beside a predicate that say what it is about, without names and pronouns."""
    named = {n for m in item.mentions for n in range(m.first, m.last)}
    return [
        n for n in range(clause.first, clause.last)
        if n not in named and not link.hit.first <= n < link.hit.last
        and item.tokens[n].word.readings[0].pos == "noun" and not item.tokens[n].capital
        and not any(item.tokens[k].word.parts & {"det"} for k in range(max(n - 2, clause.first), n))
        and not any(h.first <= n < h.last for name in ("groups", "predicates") for h in item.hits.get(name, ()))
    ]  # fmt: skip


def _links(item: Layered, clause: Clause) -> list[Link]:
    """All predicates of a clause, left to right, the longest at each place."""
    found = item.found("predicates", clause.first, clause.last)
    if not found:
        return []
    best: dict[int, Link] = {}
    topics = (h for h in item.found("conditions", clause.first, clause.last) if h.entry.key != "connector")
    taken = {n for h in topics for n in range(h.first, h.last)}
    acts = {h.first: h.last for h in item.found("acts", clause.first, clause.last) if h.entry.part == "phrases"}
    hits = sorted(found, key=lambda h: (h.first - h.last, h.first, h.entry.part != "verbs"))
    for hit in hits:
        if any(n in taken for n in range(hit.first, hit.last)):
            continue
        if hit.entry.part == "nouns" and acts.get(hit.first, 0) > hit.last:
            continue  # "the preparation of pilots" is training
        link = _as_link(item, hit)
        if link is not None:
            best[hit.first] = link
            taken.update(range(hit.first, hit.last))
    return [best[n] for n in sorted(best)]


def _as_link(item: Layered, hit: Hit) -> Link | None:
    verb = next((v for v in item.verbs if hit.first <= v.head < hit.last or v.first <= hit.first < v.last), None)
    part = hit.entry.part
    if part == "verbs" and (verb is None or verb.head != hit.last - 1):
        return None
    if hit.entry.data.get("needs_infinitive") and not _has_infinitive(item, hit):
        return None
    if part in ("nouns",) and verb is not None and verb.head == hit.first and verb.is_finite:
        return None
    loose = part == "adjectives" or part == "phrases" and verb is None
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


class _Scan:
    """One pass over a clause, from left to right."""

    def __init__(self, item: Layered, g: Grammar, clause: Clause, above: list[Link], links: list[Link]) -> None:
        self.item = item
        self.g = g
        self.clause = clause
        self.chain = list(above)
        self.above = list(above)
        self.links = links
        self.acts: list[Act] = []
        self.open: Act | None = None
        self.seen_finite = False
        self.over: Verb | None = None
        self.unlisted: Verb | None = None
        self.there: Verb | None = None
        self.mute = False  # whether its finite verb is one of saying or of a stance only

    def run(self) -> Iterator[Act]:
        item, clause = self.item, self.clause
        links = {link.hit.first: link for link in self.links}
        verbs = {v.head: v for v in clause.verbs}
        act_hits = _act_hits(item, clause, self.g)
        money = {a: (a, b) for a, b, q in item.quantities if q.kind in ("money", "percent") and clause.first <= a < clause.last}
        done = clause.first + clause.opener
        for n in sorted({*links, *verbs, *act_hits, *money}):
            if n < done or n >= clause.last:
                continue
            link = links.get(n)
            if link is not None and n in act_hits and act_hits[n].last > link.hit.last:
                link = None  # "secure the Black Sea" is an act, though "secure" alone is to receive
            verb = verbs.get(n)
            if verb is None and link is not None and link.verb is not None and link.verb.head in range(n, link.hit.last):
                verb = link.verb
            if verb is not None:
                self._verb(verb, link, act_hits.get(n))
                done = max(n + 1, link.hit.last if link else n + 1)
            elif link is not None:
                self._noun_link(link)
                done = link.hit.last
            elif n in act_hits:
                self._nominal(act_hits[n])
                done = act_hits[n].last
            elif n in money:
                self._money(*money[n])
        self._close(clause.last)
        for n, act in enumerate(self.acts):
            if act.pending or not (act.chain or act.verb is not None) or self._is_paper(act, self.acts[n + 1 :]):
                continue
            if self._is_only_told_of(act):
                continue
            yield act

    def _is_only_told_of(self, act: Act) -> bool:
        """Whether a noun stands in a clause that is told, with a verb of its own that is in no list: 'said that it is against the deployment'."""
        own = self.clause.verb
        if self.g.articles or act.verb is not None or own is None or own.tense == "fut" or self.clause.kind != "comp":
            return False
        return bool(self.above) and act.chain == self.above and all(k.data.get("reports") for k in act.chain)

    def _is_paper(self, act: Act, later: list[Act]) -> bool:
        """Whether an act is but the paper in which the next one stands: 'signed a declaration of intent to station troops'."""
        if not act.hits or any(h.entry.key != "other" for h in act.hits):
            return False
        width = len(act.chain)
        return any(not o.pending and o.hits and len(o.chain) > width and o.chain[:width] == act.chain for o in later)

    def _verb(self, verb: Verb, link: Link | None, hit: Hit | None) -> None:
        finite = verb.is_finite
        if verb.copula and verb.is_finite and verb.head not in range(*(link.hit.first, link.hit.last) if link else (0, 0)):
            if verb.negated and verb.tense == "fut" and not self.g.articles:
                self._deny(verb)
            self._close(verb.first)
            self.seen_finite = True
            self.over = verb
            self.chain = list(self.above)
            self.there = verb if verb.first and self.g.has("there", self.item.tokens[verb.first - 1].low) else None
            return
        if finite:
            self._close(verb.first)
            self.seen_finite = True
            self.over = verb
            self.chain = list(self.above)
            self.unlisted = verb if link is None and hit is None and not self._is_said(verb) else None
            self.mute = not self.g.articles and link is None and hit is None and self._is_told(verb)
        elif verb.form == "ger" and verb.first > self.clause.first and self.item.tokens[verb.first - 1].low == ",":
            self._close(verb.first)
            self.chain = []  # "refused to send soldiers, offering its airfields"
        if self.mute and verb.form == "inf" and self.chain == self.above:
            self._close(verb.first)
            self.chain = []  # "thinks that the way to guarantee": said of the world, not promised
            return
        if link is not None:
            if not finite:
                self._close(verb.first)
            self.chain = [*self.chain, link]
            if finite:
                self._adopt_pending(verb)
                self._adopt_objects(verb)
            return
        if hit is not None and verb.form == "ger" and self.open is not None and self._is_for(verb):
            self.open.hits.append(hit)  # "assist with demining"
            self.open.last = max(self.open.last, hit.last)
            return
        if hit is not None and hit.entry.part in ("deeds", "items") and not finite:
            self._nominal(hit)
            return
        if hit is not None and not finite and self._is_of_another(hit):
            return
        if hit is not None and hit.entry.part in ("verbs", "phrases"):
            if not finite:
                self._close(verb.first)
            if verb.form == "part" and not finite:
                return
            self.open = Act(verb.first, hit.last, list(self.chain), [hit], self.clause, verb, hit, over=self.over)
            if finite and (verb.passive or verb.reflexive or hit.entry.key == "move" or self._objects_ahead() or self._relates(verb)):
                self._take_pending(self.open)
            self.acts.append(self.open)
            return
        if not finite and self._is_told(verb):
            self._close(verb.first)
            self.chain = []  # "ready to welcome peacekeepers": what is welcomed is not undertaken

    def _is_told(self, verb: Verb) -> bool:
        """Whether a verb is one of saying, of a stance or of meeting."""
        return any(h.first <= verb.head < h.last for g in ("voices", "stances", "events") for h in self.item.hits.get(g, ()))

    def _is_for(self, verb: Verb) -> bool:
        """Whether a gerund tells what the help or money before it is for: 'assist with demining'."""
        if self.open is None:
            return False
        if self.open.anchor is not None and self.open.anchor.entry.key in GENERIC:
            return True
        given = self.open.anchor is None or self.open.anchor.entry.key == "funding"
        return given and verb.first > 0 and self.g.has("to_whom", self.item.tokens[verb.first - 1].low)

    def _is_said(self, verb: Verb) -> bool:
        """Whether a verb is one of saying, of a stance, of meeting or of setting up."""
        groups = ("voices", "stances", "events", "bodies", "figures")
        return any(h.first <= verb.head < h.last for g in groups for h in self.item.hits.get(g, ()))

    def _deny(self, verb: Verb) -> None:
        """What there will not be: the acts before a negated 'will be'."""
        for act in self.acts:
            if act.verb is None and act.over is None:
                act.pending, act.verb, act.over = False, verb, verb

    def _adopt_pending(self, verb: Verb) -> None:
        """Acts before a predicate that is said of them: 'the deployment is being discussed'."""
        link = self.chain[-1]
        said_of = verb.copula and link.hit.entry.part in ("phrases", "adjectives")
        comes = bool(link.data.get("recipient")) and not self.g.articles and link.hit.entry.text in link.data.get("alone", ())
        if not (verb.passive or verb.reflexive or said_of or comes or link.key in ("begin", "expect")):
            return
        for act in self.acts:
            if act.pending:
                act.pending = False
                act.chain = list(self.chain)
                act.over = verb

    def _adopt_objects(self, verb: Verb) -> None:
        """Acts before a predicate that are its objects: the languages with endings put them first."""
        ahead = self._objects_ahead()
        for act in self.acts:
            bare = act.verb is not None and act.verb.form == "inf" and act.chain == self.above and act.over is None
            if ahead and act.pending or bare and not self.g.articles:
                act.pending, act.chain, act.over = False, list(self.chain), verb
                self.open = act if act.verb is None else self.open

    def _objects_ahead(self) -> bool:
        """Whether what stands before the verb cannot be its subject: by its case, or as a name is there to be it."""
        pending = [a for a in self.acts if a.pending]
        if self.g.articles or not pending:
            return False
        cases = [self.item.tokens[a.anchor.first if a.anchor else a.first].word.cases() for a in pending]
        if all(c and "nom" not in c for c in cases):
            return True
        return any(
            m.role != "adjective" and m.kind in ("country", "org", "coalition", "person") and (not m.cases or "nom" in m.cases)
            and not _is_governed(self.item, m.first)
            for m in self.item.mentions_in(self.clause.first, self.clause.last)
        )

    def _denied(self, verb: Verb, at: int) -> Verb:
        """The verb, negated if what it is said of is none: 'there will be no soldiers', 'no soldier will go'."""
        before = self.item.tokens[max(self.clause.first, at - 3) : at]
        none = any(t.low in self.item.negations for t in before)
        return replace(verb, negated=True) if none and self.g.articles else verb

    def _relates(self, verb: Verb) -> bool:
        """Whether a verb tells, without a relative word, who did it to what stands before: 'the drones Norway sent'."""
        if not self.g.articles or verb.passive:
            return False
        name = next((m for m in self.item.mentions if m.last == verb.first and m.role != "adjective"), None)
        return name is not None and any(a.pending and a.anchor is not None and a.anchor.last == name.first for a in self.acts)

    def _take_pending(self, act: Act) -> None:
        for other in self.acts:
            if other.pending:
                if act.verb is not None:
                    act.verb = self._denied(act.verb, other.first)
                act.hits = [*act.hits, *other.hits]
                act.first = min(act.first, other.first)
        self.acts = [a for a in self.acts if not a.pending]

    def _noun_link(self, link: Link) -> None:
        self._close(link.hit.first)
        if link.hit.entry.part == "nouns" and self._is_coordinated(link.hit):
            return  # "the signing and the deployment": one does not govern the other
        if link.verb is not None and link.verb.copula:
            self.over = link.verb
            self.seen_finite = True
            self.chain = [*self.above, link]
            self._adopt_pending(link.verb)
            return
        if self.g.articles and self._stands_apart(link):
            return
        if link.hit.entry.part in ("words", "phrases") and link.key in ("may", "must"):
            self.chain = [*self.chain, link]
            return
        self.chain = [*self.chain, link]

    def _is_coordinated(self, hit: Hit) -> bool:
        """Whether a predicate noun is joined to an act beside it, which it then does not govern."""
        tokens = self.item.tokens
        if self.g.articles or hit.last >= self.clause.last or not self.g.has("coordinators", tokens[hit.last].low):
            return False
        return any(h.first == hit.last + 1 and h.entry.part == "deeds" for h in self.item.hits.get("acts", ()))

    def _stands_apart(self, link: Link) -> bool:
        """Whether a comma closes what a noun says: 'Under the plan, the loan would be repaid'."""
        after = self.item.tokens[link.hit.last : link.hit.last + 1]
        return link.hit.entry.part == "nouns" and not self.seen_finite and bool(after) and after[0].low == ","

    def _is_of_another(self, hit: Hit) -> bool:
        """Whether what is announced or expressed is something else, said of the act: 'progress regarding the deployment'."""
        link = self.chain[-1] if self.chain else None
        asides = link.data.get("asides", ()) if link is not None and link.verb is not None else ()
        if link is None or not asides:
            return False
        between = self.item.tokens[link.hit.last : hit.first]
        if link.hit.entry.text in link.data.get("utters", ()) and self._has_other_noun(link.hit.last, hit.first):
            return True
        return any(t.low in asides for t in between[1:])

    def _has_other_noun(self, first: int, last: int) -> bool:
        """Whether what is expressed is a noun of no list: 'his disagreement with'."""
        item = self.item
        listed = {n for g in ("predicates", "acts") for h in item.found(g, first, last) for n in range(h.first, h.last)}
        named = {n for m in item.mentions_in(first, last) for n in range(m.first, m.last)}
        return any(item.tokens[n].word.readings[0].pos == "noun" and n not in listed and n not in named for n in range(first, last))

    def _nominal(self, hit: Hit) -> None:
        if self._is_of_another(hit):
            return
        if self.open is not None:
            self.open.hits.append(hit)
            self.open.last = max(self.open.last, hit.last)
            return
        governed = bool(self.chain)
        if not governed and self.there is not None and self.there.tense == "fut":
            verb = self._denied(self.there, hit.first)
            self.open = Act(verb.first, hit.last, [], [hit], self.clause, verb, hit, over=verb)
            self.acts.append(self.open)
            return
        if not governed and self.unlisted is not None and hit.entry.part in ("items", "phrases") and not self.unlisted.passive:
            self.open = Act(self.unlisted.first, hit.last, [], [hit], self.clause, self.unlisted, hit, over=self.unlisted, loose=True)
            self.acts.append(self.open)
            return
        if hit.entry.part == "qualifiers" and not governed and self.seen_finite:
            return
        act = Act(hit.first, hit.last, list(self.chain), [hit], self.clause, None, hit, over=self.over)
        if governed:
            self.open = act
            self.acts.append(act)
        elif not self.seen_finite:
            act.pending = True
            self.open = act
            self.acts.append(act)

    def _money(self, first: int, last: int) -> None:
        if self.open is not None:
            self.open.last = max(self.open.last, last)
            return
        if self.chain:
            self.open = Act(first, last, list(self.chain), [], self.clause, None, None, over=self.over)
            self.acts.append(self.open)
        elif self.unlisted is not None and not self.unlisted.passive:
            verb = self.unlisted
            self.open = Act(verb.first, last, [], [], self.clause, verb, None, over=verb, loose=True)
            self.acts.append(self.open)
        elif not self.seen_finite:
            self.open = Act(first, last, [], [], self.clause, None, None, pending=True)
            self.acts.append(self.open)

    def _close(self, at: int) -> None:
        if self.open is not None:
            self.open.last = max(self.open.last, min(at, self.clause.last))
        self.open = None


def _is_governed(item: Layered, first: int) -> bool:
    """Whether a preposition stands just before a token."""
    return first > 0 and "prep" in item.tokens[first - 1].word.parts


def _act_hits(item: Layered, clause: Clause, g: Grammar) -> dict[int, Hit]:
    """The act words of a clause by their first token, the longest at each place; verbs only where they are verbs."""
    best: dict[int, Hit] = {}
    taken: set[int] = set()
    heads = {v.head: v for v in item.verbs}
    hits = sorted(
        item.found("acts", clause.first, clause.last),
        key=lambda h: (-(h.last - h.first), h.first, h.entry.key in GENERIC, h.entry.part == "qualifiers"),
    )
    offices = set() if g.articles else {h.last for h in item.found("groups", clause.first, clause.last) if h.entry.key == "office"}
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
        if _is_background(item, hit, clause, g):
            continue
        if part == "items" and g.articles and hit.entry.key == "troops" and _is_of_a_name(item, hit):
            continue
        best[hit.first] = hit
        taken.update(range(hit.first, hit.last))
    return best


def _is_of_a_name(item: Layered, hit: Hit) -> bool:
    """Whether forces are those of a name: 'the Armed Forces of Ukraine', 'Support Forces Command'."""
    before = item.tokens[hit.first - 1] if hit.first else None
    return before is not None and item.tokens[hit.first].capital and before.capital and before.low[0].isalpha() and (
        not all(t.capital for t in item.tokens if t.low[0].isalpha() and t.end - t.start > 4)
    )


def _is_background(item: Layered, hit: Hit, clause: Clause, g: Grammar) -> bool:
    """Whether something is only what else there is: 'despite the sanctions', 'amid new aid'."""
    if hit.entry.part == "verbs":
        return False
    n = hit.first - 1
    while g.articles and n > clause.first and item.tokens[n].word.parts & {"det", "adj", "num"} and not item.tokens[n].word.parts & {"prep"}:
        n -= 1
    return n >= 0 and g.has("without", item.tokens[n].low)


def _is_attribute(item: Layered, hit: Hit) -> bool:
    """Whether a word that may be a noun is the adjective of the noun behind it: 'military registers'."""
    word = item.tokens[hit.last - 1].word
    if "adj" not in word.parts or hit.last >= len(item.tokens):
        return False
    following = item.tokens[hit.last]
    return (
        not following.capital and following.word.readings[0].pos == "noun" and bool(word.cases() & following.word.cases())
        and any(r.pos == "adj" and (r.case, r.number) == (x.case, x.number) for r in word.readings for x in following.word.having("noun"))
    )  # fmt: skip


def _is_recipient(item: Layered, hit: Hit) -> bool:
    """Whether those named get something rather than are sent: in the dative, by its number or a word beside it."""
    if item.grammar_articles or hit.entry.key != "troops":
        return False
    before = item.tokens[hit.first - 1].word if hit.first else None
    cases = item.tokens[hit.last - 1].word.cases()
    agreed = cases & before.cases() if before is not None and before.parts & {"adj", "det"} else cases
    return agreed == {"dat"} or "dat" in agreed and agreed <= {"dat", "ins", "loc"} and before is not None and bool(before.parts & {"det"})


def _is_where(item: Layered, hit: Hit, g: Grammar) -> bool:
    """Whether something is only the place where another is done: 'at a training ground'."""
    if g.articles or hit.first == 0 or not g.has("place_in", item.tokens[hit.first - 1].low):
        return False
    cases = item.tokens[hit.first].word.cases()
    return "loc" in cases and "acc" not in cases


# ------------------------------------------------------------ firmness
_DENIED = {"ready": "refused", "plan": "refused", "intend": "refused", "consider": "refused", "may": "refused", "try": "refused"}
_OPEN = {"agree": "considered", "decide": "considered", "refuse": "considered"}


def firmness_of(act: Act) -> Firmness | None:
    """How firm the chain and the verb of an act make it; None where it is no undertaking (a demand, a wish of others)."""
    chain = act.chain
    if any(k.data.get("demand") and not _is_answered(k, chain) for k in chain):
        return None
    bare = act.verb is None and (act.anchor is None or act.anchor.entry.part == "items")
    if bare and chain and all(k.key == "begin" for k in chain):
        return None  # "launched 20 missiles", "raised 15 million"
    if any(v is not None and v.modal == "must" for v in (act.verb, act.over)) or any(k.verb is not None and k.verb.modal == "must" for k in chain):
        return None
    if any(k.data.get("doing") for k in act.chain) and act.verb is None:
        return None  # of what others would do: a position
    if any(k.data.get("own") and not _is_own(k, act) for k in act.chain):
        return None
    doubted = any(k.data.get("negative") for k in chain)
    chain = [k for k in chain if not k.data.get("negative") and not k.data.get("recipient")]
    received = next((k.verb for k in act.chain if k.data.get("recipient")), None)
    result = _composed(act, chain) or _of_verb(received)
    if result is not None and doubted and result.polarity == "positive":
        result = Firmness(result.code, "negative")
    return result


def _is_answered(link: Link, chain: list[Link]) -> bool:
    """Whether a request is what is refused or considered: 'turned down the request for'."""
    above = chain[: chain.index(link)]
    return link.hit.entry.part == "nouns" and any(k.key in ("refuse", "reject", "consider") for k in above)


def _is_own(link: Link, act: Act) -> bool:
    """Whether what is hoped or wanted is one's own doing: 'hopes to send', or passive, 'is expected to'."""
    verb = link.verb
    if verb is None or link.hit.entry.part != "verbs" or verb.passive:
        return True
    return act.verb is not None and (act.verb.form == "inf" and act.verb.first - verb.last <= 1 or act.verb.is_finite)


def _composed(act: Act, chain: list[Link]) -> Firmness | None:
    for link in chain:
        if link.key in ("refuse", "reject"):
            return Firmness("considered") if link.negated else Firmness("refused")
        if link.key == "halt":
            return Firmness("pledged") if link.negated else Firmness("withdrawn")
    for link in chain:
        if link.weak:
            if link.negated and link.key == "may" and any(k.key in _OPEN for k in chain):
                return Firmness("considered")  # "could not agree on"
            if link.negated:
                return Firmness(_DENIED.get(link.key, "considered"), "positive" if link.key in _DENIED else "negative")
            return Firmness("considered")
    strong = [k for k in chain if not k.data.get("reports")]
    if strong and act.verb is not None and act.verb.negated and (act.verb.form == "inf" or act.verb.is_finite and act.verb.tense == "fut"):
        return Firmness("refused")  # "decided not to send", "promised that they will not"
    if strong:
        return _of_link(strong[0])
    own = _of_verb(act.verb)
    if not chain:
        return own
    link = chain[-1]
    said = own is not None and act.verb is not None and act.verb.is_finite and act.verb is not link.verb  # "maintained that it will not"
    if link.key == "begin" and not said:
        return _begun(link, chain)
    if own is not None and act.verb is not None and act.verb.is_finite:
        if own.code == "pledged" and any(k.key == "confirm" for k in chain):
            return own
        return own
    first = chain[0]
    if first.negated:
        return Firmness("pledged", "negative")
    if _is_open_verb(first.verb):
        return Firmness("considered")
    if first.key == "confirm" and act.verb is None:
        return Firmness("pledged")
    return Firmness("pledged")


def _begun(link: Link, chain: list[Link]) -> Firmness:
    verb = link.verb
    if link.negated:
        return Firmness("delivered", "negative")
    if verb is not None and (verb.tense == "fut" or verb.form == "inf" or verb.modal):
        return Firmness("considered" if verb.modal in ("may", "cond") else "pledged")
    return Firmness("delivered")


def _is_open_verb(verb: Verb | None) -> bool:
    return verb is not None and verb.modal in ("may", "cond")


def _of_link(link: Link) -> Firmness:
    code = str(link.data.get("firmness", "pledged"))
    if link.negated:
        if link.key in _DENIED:
            return Firmness(_DENIED[link.key])
        if link.key in _OPEN:
            return Firmness(_OPEN[link.key])
        return Firmness(code, "negative")
    verb = link.verb
    if verb is not None:
        if verb.modal in ("may", "cond"):
            return Firmness("considered")
        if verb.tense == "fut" and link.hit.entry.text in link.data.get("undecided", ()):
            return Firmness("considered")  # "will decide on"
        ahead = verb.tense == "fut" or (verb.form == "inf" and link.hit.entry.part == "verbs")
        if ahead and code in ("agreed", "binding", "delivered"):
            return Firmness("pledged")
    return Firmness(code)


def _of_verb(verb: Verb | None) -> Firmness | None:
    """The firmness that an act's own finite verb gives."""
    if verb is None or not verb.is_finite:
        return None
    if verb.modal in ("may", "cond"):
        return Firmness("refused" if verb.negated else "considered")
    if verb.modal == "would":
        return Firmness("refused" if verb.negated else "pledged")
    if verb.tense == "fut":
        return Firmness("refused" if verb.negated else "pledged")
    if verb.negated:
        return Firmness("refused") if verb.tense == "pres" else Firmness("delivered", "negative")
    return Firmness("delivered")
