"""Who undertakes an act: the subject, the agent, the owner, or whoever was told of before."""

from __future__ import annotations

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.holders import Resolver
from pledgebook.analyse.memory import Holder
from pledgebook.analyse.names import entities
from pledgebook.analyse.reading import Layered
from pledgebook.analyse.verb import Verb
from pledgebook.extract.acts import GENERIC, Act
from pledgebook.extract.roles import agent_of, giver_of, joined_after, owner_of, preposition_of, topic_of
from pledgebook.packs.lexicon import Hit

RECENT = 1  # sentences for which a subject stays in mind


LEADING = 2  # mentions that make a coalition the one a document tells of


# ------------------------------------------------------------ actor
def actors_of(
    item: Layered, act: Act, resolver: Resolver, subjects: dict[int, list[Holder]]
) -> tuple[list[Holder], str | None]:
    """Who undertakes it, and how that is known where it is not the grammatical subject."""
    number = item.clauses.index(act.clause)
    clause = act.clause
    if (act.chain and act.chain[-1].data.get("recipient")) or (
        act.chain and any(k.data.get("recipient") for k in act.chain)
    ):
        given = giver_of(item, act, resolver)
        if given:
            return given, None
        above = _above(number, item, subjects)
        found, basis = (above, "who confirmed it") if above else _fallback(item, resolver)
        receiving = {h.key for h in subjects.get(number, [])}
        return [h for h in found if h.key not in receiving], basis
    noun = next((k for k in act.chain if k.hit.entry.part == "nouns"), None)
    told = (
        noun is not None
        and resolver.g.articles
        and all(k.data.get("reports") for k in act.chain[: act.chain.index(noun)])
    )
    within = [] if resolver.g.articles else [k for k in act.chain if item.clause_at[k.hit.first] == number]
    if noun is not None and (noun is act.chain[0] or told or noun is next(iter(within), None)):
        owner = [o for o in owner_of(item, noun.hit, resolver) if not _is_helped_by(act, noun.hit, o, resolver)]
        if owner:
            return owner, None
    if act.chain and act.chain[-1].key == "consist":
        return _whose_part(item, act, resolver)
    over = act.over or act.verb
    passive = over is not None and (over.passive or (over.reflexive and _is_passive_use(act, resolver)))
    if passive and over is not None and resolver.g.articles and act.first >= over.last and over.last < len(item.tokens):
        raised = subjects.get(number, []) if item.tokens[over.last].low == "to" else []
        if raised:
            return [h for h in raised if may_act(h)], None  # "Portugal is expected to send"
    if passive:
        agent = agent_of(item, over, clause, resolver)
        if agent:
            return agent, None
        ahead = [
            h for h in act.hits if over is not None and h.last <= over.first and h.entry.part in ("items", "phrases")
        ]
        owner = next((o for h in ahead if resolver.g.articles and (o := owner_of(item, h, resolver))), [])
        if owner:
            return owner, None  # "Greek troops will be sent"
        hosts = _of_held(item, act, resolver)
        if hosts:
            return hosts, "who met"
        above = _above(number, item, subjects)
        if above:
            return above, "who said it"
        return _fallback(item, resolver)
    if act.anchor is not None and act.anchor.entry.key == "move":
        for h in act.hits:
            owner = owner_of(item, h, resolver) if h.entry.key not in GENERIC else []
            if owner:
                return owner, None
        if not subjects.get(number):
            return [], None
    absolute = _absolute(item, act, resolver)
    if absolute:
        return absolute, None
    own = subjects.get(number, [])
    if own:
        return [h for h in [*own, *_together_with(item, act, resolver)] if may_act(h)], None
    met = _of_meeting(item, act, resolver)
    if met:
        return met, "who met"
    if clause.kind in ("coord", "purpose", "comp", "main", "sub", "rel"):
        above = _above(number, item, subjects)
        if above and clause.kind != "rel" and _is_of_many(item, act.over, above, resolver):
            return [], None
        if above:
            return [h for h in above if may_act(h)], "subject of the clause before"
    if act.clause.verb is None and act.verb is None and not act.chain:
        return [], None
    if has_unknown_subject(item, clause, act.over, resolver):
        return [], None
    owned = _owners(item, act, resolver)
    if owned:
        return owned, "whose it is"
    found, basis = _fallback(item, resolver)
    many = (
        act.over is not None
        and act.over.number == "pl"
        and act.over.person not in ("1", "2")
        and not resolver.g.articles
    )
    if many and len(found) == 1 and found[0].ref.get("kind") in ("country", "person"):
        return [], None
    return found, basis


def _whose_part(item: Layered, act: Act, resolver: Resolver) -> tuple[list[Holder], str | None]:
    """Whose part or contribution it is that consists in something: 'Poland's role will be logistics'."""
    stop = act.chain[-1].hit.first
    text = resolver.reading.text
    for m in item.mentions_in(act.clause.first, stop):
        if m.kind in ("country", "org", "coalition"):
            return [Holder({**m.reference(text)}, m.start, m.end, m.first)], "whose it is"
    for n in range(act.clause.first, stop + 1):
        if n < len(item.tokens) and item.tokens[n].low in resolver.g.words["reflexive_we"]:
            speaker = resolver.memory.speaker
            return ([speaker], "the speaker") if speaker is not None else ([], None)
    return [], None


def _absolute(item: Layered, act: Act, resolver: Resolver) -> list[Holder]:
    """Who does what a gerund with its own subject tells: 'with Berlin promising launchers and Paris offering pilots'."""
    verb = next((v for v in (act.chain[0].verb if act.chain else None, act.verb) if v is not None), None)
    if not resolver.g.articles or verb is None or verb.form != "ger" or verb.first <= act.clause.first:
        return []
    near = [n for n in resolver.nominals(item) if n.last == verb.first and n.kind != "pronoun"]
    return [h for n in near for h in resolver.holders(item, n) if may_act(h)]


JOINT = ("agree", "sign")


def _together_with(item: Layered, act: Act, resolver: Resolver) -> list[Holder]:
    """With whom something is agreed or signed: 'has signed with Norway'."""
    link = act.chain[0] if act.chain else None
    if (
        resolver.g.articles
        or link is None
        or link.key not in JOINT
        or link.verb is None
        or link.hit.entry.part == "nouns"
    ):
        return []
    for n in resolver.nominals(item):
        if not (link.verb.last <= n.first < min(link.verb.last + 4, act.clause.last)) or (
            n.cases and "ins" not in n.cases
        ):
            continue
        if resolver.g.has("between", preposition_of(item, n.first)):
            found = [h for k in joined_after(item, n, resolver) for h in resolver.holders(item, k)]
            return [h for h in found if h.ref.get("kind") in ("country", "org") and h.key != "country:RU"]
    return []


def _is_of_many(item: Layered, verb: Verb | None, above: list[Holder], resolver: Resolver) -> bool:
    """Whether a plural verb without a subject cannot be said of the one who was subject of a singular one before."""
    if resolver.g.articles or verb is None or verb.number != "pl" or verb.person in ("1", "2") or len(above) != 1:
        return False
    one = above[0]
    if one.ref.get("kind") not in ("country", "org", "person") or not 0 <= one.first < len(item.tokens):
        return False
    own = item.clause_of(one.first).verb
    return own is not None and own.number == "sg"


def _of_meeting(item: Layered, act: Act, resolver: Resolver) -> list[Holder]:
    """Whose meeting it is that decides: 'the summit of the EU approved a loan'."""
    if act.over is None or resolver.g.articles:
        return []
    for h in item.found("events", act.clause.first, act.over.first):
        if (
            h.entry.part in ("nouns", "phrases")
            and "nom" in item.tokens[h.first].word.cases()
            and (h.first == 0 or "prep" not in item.tokens[h.first - 1].word.parts)
        ):
            return owner_of(item, h, resolver)
    return []


def _of_held(item: Layered, act: Act, resolver: Resolver) -> list[Holder]:
    """Whose meeting it is at which something is decided: 'a declaration was adopted at the summit of the coalition'."""
    if act.over is None or not any(k.key in ("agree", "decide", "sign") for k in act.chain):
        return []
    for h in item.found("events", act.clause.first, act.clause.last):
        if h.entry.part in ("nouns", "phrases") and h.first and "prep" in item.tokens[h.first - 1].word.parts:
            found = [o for o in owner_of(item, h, resolver) if o.ref.get("kind") in ("coalition", "org")]
            if found:
                return found
    return []


def has_unknown_subject(item: Layered, clause: Clause, verb: Verb | None, resolver: Resolver) -> bool:
    """Whether a common noun before the verb agrees with it as its subject: then nobody told of before is meant."""
    if resolver.g.articles or verb is None or not verb.is_finite or verb.passive or verb.reflexive:
        return False
    groups = ("predicates", "events")  # a meeting stands for those who meet
    said = {n for g in groups for h in item.found(g, clause.first, verb.first) for n in range(h.first, h.last)}
    words = [
        t
        for n, t in enumerate(item.tokens[: verb.first])
        if n >= clause.first and n not in said and (n == 0 or not t.capital)
    ]
    if any(resolver.g.has("indefinites", x) for t in words for x in (t.low, *t.word.lemmas)):
        return True
    counted = any(
        clause.first <= a and b <= verb.first and q.kind == "count" and not _is_governed_at(item, a)
        for a, b, q in item.quantities
    )
    if counted and verb.number != "sg":
        return True
    nouns = (r for t in words for r in t.word.readings[:1])
    return any(
        r.pos == "noun" and r.case == "nom" and r.number == verb.number and verb.gender in ("", r.gender) for r in nouns
    )


def _is_governed_at(item: Layered, first: int) -> bool:
    return first > 0 and "prep" in item.tokens[first - 1].word.parts


def _owners(item: Layered, act: Act, resolver: Resolver) -> list[Holder]:
    """Whose act it is where nobody else is named: 'a package of the EU is being prepared', but not whom it helps."""
    if resolver.g.articles:
        return []
    topic = topic_of(resolver)
    comma = next((n for n in range(act.first, min(act.last, len(item.tokens))) if item.tokens[n].low == ","), act.last)
    return [o for h in act.hits if h.last <= comma for o in owner_of(item, h, resolver) if o.key != topic]


def _is_helped_by(act: Act, hit: Hit, owner: Holder, resolver: Resolver) -> bool:
    """'The discussion of support for Ukraine': a genitive behind the act is whom it helps, not whose it is."""
    return owner.key in (topic_of(resolver), "country:UA") and any(hit.last <= h.first < owner.first for h in act.hits)


def _is_passive_use(act: Act, resolver: Resolver) -> bool:
    if act.verb is not None and act.verb is act.over:
        return act.anchor is not None and not _is_reflexive(act.anchor, resolver)
    link = act.chain[-1] if act.chain else None
    return link is not None and not _is_reflexive(link.hit, resolver)


def _is_reflexive(hit: Hit, resolver: Resolver) -> bool:
    """Whether a listed verb is reflexive in itself, so that its ending makes no passive."""
    return hit.entry.text.endswith(resolver.g.reflexive)


def may_act(holder: Holder) -> bool:
    vague = holder.ref.get("kind") == "group" and holder.ref.get("of") == "person" and holder.ref.get("value") is None
    return holder.ref.get("kind") != "outlet" and not vague


def _above(number: int, item: Layered, subjects: dict[int, list[Holder]]) -> list[Holder]:
    seen = set()
    bracketed = _bracketed(item)
    clause = item.clauses[number]
    while clause.parent is not None and clause.parent not in seen:
        seen.add(clause.parent)
        if subjects.get(clause.parent):
            return subjects[clause.parent]
        clause = item.clauses[clause.parent]
    for n in range(number - 1, -1, -1):
        if subjects.get(n) and n not in bracketed:
            return subjects[n]
    return []


def _bracketed(item: Layered) -> set[int]:
    """The clauses that stand in brackets: '(Hungary abstained)'."""
    return {
        n for n, c in enumerate(item.clauses)
        if c.first and item.tokens[c.first - 1].low == "(" and item.tokens[c.last - 1].low == ")"
    }  # fmt: skip


def _fallback(item: Layered, resolver: Resolver) -> tuple[list[Holder], str | None]:
    """Nobody is named: whoever was the subject before, if that was a collective or a state."""
    memory = resolver.memory
    leading = memory.coalition_acted or not memory.subjects
    if memory.coalition and leading and resolver.reading.counts[memory.coalition] >= LEADING:
        entity = entities().get(memory.coalition)
        ref = {"id": memory.coalition, "kind": "coalition", "name": entity.name if entity else memory.coalition}
        return [Holder(ref, 0, 0)], "the coalition that the document tells of"
    if item.number - memory.subjects_at > RECENT:
        return [], None
    older = memory.collective if memory.collective_at >= memory.subjects_at else []
    kept = [h for h in older or memory.subjects if h.ref.get("kind") in ("coalition", "country", "org", "group")]
    if kept:
        return kept, "subject of the sentences before"
    return [], None
