"""One pass over a clause, from left to right: which predicate governs which act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.grammar import Grammar
from pledgebook.analyse.reading import Layered
from pledgebook.analyse.verb import Verb
from pledgebook.extract.act_words import GUARDED, act_hits
from pledgebook.extract.acts import GENERIC, Act, Link
from pledgebook.extract.asides import is_of_another
from pledgebook.packs.lexicon import Hit


class Scan:
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
        hits_at = act_hits(item, clause, self.g)
        money = {
            a: (a, b)
            for a, b, q in item.quantities
            if q.kind in ("money", "percent") and clause.first <= a < clause.last
        }
        done = clause.first + clause.opener
        for n in sorted({*links, *verbs, *hits_at, *money}):
            if n < done or n >= clause.last:
                continue
            link = links.get(n)
            if link is not None and n in hits_at and hits_at[n].last > link.hit.last:
                link = None  # "secure the Black Sea" is an act, though "secure" alone is to receive
            if link is not None and n in hits_at and hits_at[n].entry.key == "guard" and self._guards(hits_at, n):
                link = None  # "secure its skies"
            verb = verbs.get(n)
            if (
                verb is None
                and link is not None
                and link.verb is not None
                and link.verb.head in range(n, link.hit.last)
            ):
                verb = link.verb
            if verb is not None:
                self._verb(verb, link, hits_at.get(n))
                done = max(n + 1, link.hit.last if link else n + 1)
            elif link is not None:
                self._noun_link(link)
                done = link.hit.last
            elif n in hits_at:
                self._nominal(hits_at[n])
                done = hits_at[n].last
            elif n in money:
                self._money(*money[n])
        self._close(clause.last)
        for n, act in enumerate(self.acts):
            if act.pending or not (act.chain or act.verb is not None) or self._is_paper(act, self.acts[n + 1 :]):
                continue
            if self._is_only_told_of(act):
                continue
            yield act

    def _stands_alone(self, verb: Verb) -> bool:
        """Whether a gerund begins anew: behind a comma, or with its own subject ('with Berlin promising')."""
        if self.item.tokens[verb.first - 1].low == ",":
            return True
        return self.g.articles and any(
            m.last == verb.first and m.role != "adjective" and m.kind in ("country", "org") for m in self.item.mentions
        )

    def _is_aim(self, verb: Verb) -> bool:
        """Whether an infinitive of guarding tells what the things given before it are for."""
        given = self.open is not None and any(h.entry.part in ("items", "phrases") for h in self.open.hits)
        return given and verb.form == "inf" and self.item.tokens[verb.first].low == "to"

    def _guards(self, hits_at: dict[int, Hit], n: int) -> bool:
        """Whether what is guarded follows a word of guarding."""
        return any(h.entry.part == "areas" and n < m <= n + GUARDED for m, h in hits_at.items())

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
        if (
            verb.copula
            and verb.is_finite
            and verb.head not in range(*(link.hit.first, link.hit.last) if link else (0, 0))
        ):
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
        elif verb.form == "ger" and verb.first > self.clause.first and self._stands_alone(verb):
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
        if hit is not None and hit.entry.key == "guard" and self._is_aim(verb):
            return  # "send drones to protect the ports": what they are for
        if hit is not None and not finite and is_of_another(self.item, self.g, self.clause, self.chain, hit):
            return
        if hit is not None and hit.entry.part in ("verbs", "phrases"):
            if not finite:
                self._close(verb.first)
            if verb.form == "part" and not finite:
                return
            self.open = Act(verb.first, hit.last, list(self.chain), [hit], self.clause, verb, hit, over=self.over)
            if finite and (
                verb.passive
                or verb.reflexive
                or hit.entry.key == "move"
                or self._objects_ahead()
                or self._relates(verb)
            ):
                self._take_pending(self.open)
            self.acts.append(self.open)
            return
        if not finite and self._is_told(verb):
            self._close(verb.first)
            self.chain = []  # "ready to welcome peacekeepers": what is welcomed is not undertaken

    def _is_told(self, verb: Verb) -> bool:
        """Whether a verb is one of saying, of a stance or of meeting."""
        return any(
            h.first <= verb.head < h.last for g in ("voices", "stances", "events") for h in self.item.hits.get(g, ())
        )

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
        comes = (
            bool(link.data.get("recipient"))
            and not self.g.articles
            and link.hit.entry.text in link.data.get("alone", ())
        )
        if not (verb.passive or verb.reflexive or said_of or comes or link.key in ("begin", "expect")):
            return
        for act in self.acts:
            if act.pending:
                act.pending = False
                act.chain = list(self.chain)
                act.over = verb

    def _adopt_objects(self, verb: Verb) -> None:
        """Acts before a predicate that are its objects: the languages with endings put them first."""
        ahead = self._objects_ahead() and self.chain[-1].key != "consist"
        for act in self.acts:
            bare = act.verb is not None and act.verb.form == "inf" and act.chain == self.above and act.over is None
            if (ahead and act.pending) or (bare and not self.g.articles):
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
            m.role != "adjective"
            and m.kind in ("country", "org", "coalition", "person")
            and (not m.cases or "nom" in m.cases)
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
        return name is not None and any(
            a.pending and a.anchor is not None and a.anchor.last == name.first for a in self.acts
        )

    def _take_pending(self, act: Act) -> None:
        for other in self.acts:
            if other.pending:
                if act.verb is not None:
                    act.verb = self._denied(act.verb, other.first)
                act.hits = [*act.hits, *other.hits]
                act.first = min(act.first, other.first)
        self.acts = [a for a in self.acts if not a.pending]

    def _noun_link(self, link: Link) -> None:
        if link.hit.entry.part == "adjectives" and self.open is not None and self._is_attribute(link.hit):
            return  # "participation in a possible force"
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

    def _is_attribute(self, hit: Hit) -> bool:
        """Whether an adjective stands between an article and its noun."""
        tokens = self.item.tokens
        before = tokens[hit.first - 1] if hit.first else None
        return self.g.articles and before is not None and before.word.parts == {"det"}

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

    def _nominal(self, hit: Hit) -> None:
        if is_of_another(self.item, self.g, self.clause, self.chain, hit):
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
        if (
            not governed
            and self.unlisted is not None
            and hit.entry.part in ("items", "phrases")
            and not self.unlisted.passive
        ):
            self.open = Act(
                self.unlisted.first,
                hit.last,
                [],
                [hit],
                self.clause,
                self.unlisted,
                hit,
                over=self.unlisted,
                loose=True,
            )
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
