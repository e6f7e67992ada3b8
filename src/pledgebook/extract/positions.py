"""Positions: who supports, opposes, condemns, welcomes, demands, warns of, doubts, denies or thanks for what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.holders import Resolver
from pledgebook.analyse.memory import Holder
from pledgebook.analyse.names import entities
from pledgebook.analyse.reading import Layered
from pledgebook.analyse.verb import Verb
from pledgebook.extract.actors import has_unknown_subject
from pledgebook.extract.draft import Draft, evidence_of, reference
from pledgebook.extract.roles import agent_of, owner_of
from pledgebook.model.claim import Reason, Slot
from pledgebook.packs.lexicon import GAP, Hit

HOLDING = ("country", "org", "coalition", "person", "group", "body")


def positions(item: Layered, resolver: Resolver, subjects: dict[int, list[Holder]]) -> Iterator[Draft]:
    """The positions of a sentence."""
    if item.is_question:
        return
    taken: set[int] = set()
    told: set[tuple[str, str]] = set()
    spelt: set[tuple[int | None, str]] = (
        set()
    )  # clauses and the stances told in them: their complements only spell them out
    hits = sorted(item.hits.get("stances", ()), key=lambda h: (-(h.last - h.first), h.first))
    for hit in hits:
        if any(n in taken for n in range(hit.first, hit.last)):
            continue
        draft = _position(item, hit, resolver, subjects)
        if draft is not None:
            said = (draft.slots["stance"].value, str([r.get("id") for r in draft.slots["holder"].value]))
            if said in told and draft.slots["stance"].value == "warn":
                continue  # ", he warned" of the threat just told
            told.add(said)
            clause = item.clause_of(hit.first)
            if clause.kind == "comp" and (clause.parent, said[0]) in spelt:
                continue
            spelt.add((item.clause_at[hit.first], said[0]))
            taken.update(range(hit.first, hit.last))
            yield draft


def _position(item: Layered, hit: Hit, resolver: Resolver, subjects: dict[int, list[Holder]]) -> Draft | None:
    number = item.clause_at[hit.first]
    clause = item.clauses[number]
    if clause.kind == "cond" or _is_demanded(item, clause):
        return None
    verb = next((v for v in item.verbs if hit.first <= v.head < hit.last or v.first <= hit.first < v.last), None)
    part = hit.entry.part
    demanding = bool(hit.entry.data.get("spoken")) or (
        hit.entry.key == "demand" and (part == "words" or (part == "phrases" and verb is None))
    )
    if demanding and part == "words" and _states_fact(item, hit):
        return None
    if hit.entry.data.get("thing") and not _has_thing(item, hit, verb):
        return None
    if part == "verbs" and (verb is None or (verb.form == "part" and not verb.is_finite)):
        return None
    if part == "nouns" and not _is_stated(item, hit, clause):
        return None
    if (
        part in ("verbs", "phrases")
        and verb is not None
        and verb.form == "ger"
        and item.grammar_articles
        and not _goes_along(item, hit)
    ):
        return None
    if (
        part == "adjectives"
        and not any(v.copula and v.is_finite and 0 <= hit.first - v.last <= 3 for v in item.verbs)
        and item.grammar_articles
    ):
        return None
    if "beside" in hit.entry.data and not _is_taken_side(item, hit, clause):
        return None
    if (
        part in ("nouns", "phrases")
        and hit.entry.key == "support"
        and any(v.form == "inf" and 0 <= v.first - hit.last <= 1 for v in item.verbs)
    ):
        return None  # "the commitment to transfer": what follows is an act
    if (
        demanding
        and verb is None
        and hit.first
        and item.grammar_articles
        and "det" in item.tokens[hit.first - 1].word.parts
    ):
        return None  # "any need to"
    if hit.entry.key == "warn" and part == "verbs" and verb is not None and verb.passive and item.grammar_articles:
        return None  # "threatened by": that is being in danger
    about = _about(item, hit, clause)
    if about is None:
        return None
    holders, basis = _holders(item, hit, clause, number, verb, resolver, subjects, demanding)
    holders = [h for h in holders if h.ref.get("kind") in HOLDING]
    if not holders:
        return None
    if _is_undertaking(item, hit, clause, verb):
        return None
    if basis is None and not resolver.g.articles and GAP not in hit.entry.text:
        about = _ahead(item, hit, clause, holders) or about
    text = resolver.reading.text
    first = min(
        [
            hit.first,
            *(h.first for h in holders if h.first >= 0 and basis is None and clause.first <= h.first < clause.last),
        ]
    )
    start, end = item.tokens[min(first, about[0])].start, item.tokens[max(about[1], hit.last) - 1].end
    negated = (verb.negated if verb else False) or (hit.first > 0 and item.tokens[hit.first - 1].low in item.negations)
    if negated and (demanding or any(t.low in item.negations for t in item.tokens[hit.first : hit.last])):
        negated = False
    slots = {
        "holder": Slot(
            _with_persons(holders), tuple(evidence_of(text, h.start, h.end) for h in holders if h.first >= 0), basis
        ),
        "stance": Slot(
            hit.entry.data.get("stance", hit.entry.key), (evidence_of(text, *item.span(hit.first, hit.last)),)
        ),
        "about": Slot(
            text[item.tokens[about[0]].start : item.tokens[about[1] - 1].end],
            (evidence_of(text, item.tokens[about[0]].start, item.tokens[about[1] - 1].end),),
        ),
    }
    return Draft(
        "position", item, [(start, end)], slots, "negative" if negated else "positive",
        [Reason(hit.entry.rule, *item.span(hit.first, hit.last))], clause,
        {"derived_actor": float(basis is not None), "nominal": float(part == "nouns"), "demand": float(demanding)},
        tuple(dict.fromkeys(h.person for h in holders if h.person)),
    )  # fmt: skip


def _states_fact(item: Layered, hit: Hit) -> bool:
    """Whether what follows a word of need is a fact: 'it matters that they decided so soon'."""
    if item.grammar_articles or hit.last + 1 >= len(item.tokens) or item.tokens[hit.last].low != ",":
        return False
    low = item.tokens[hit.last + 1].low
    return item.grammar.has("complementisers", low) and not item.grammar.has("purpose", low)


def _is_demanded(item: Layered, clause: Clause) -> bool:
    """Whether a clause tells what somebody is to do: 'demand that the United States support the mission'."""
    if (
        not item.grammar_articles
        or clause.kind != "comp"
        or clause.parent is None
        or clause.verb is None
        or clause.verb.tense != "pres"
    ):
        return False
    above = item.clauses[clause.parent]
    bare = clause.verb.first == clause.verb.head and clause.verb.number == "pl"
    return bare and any(h.entry.key in ("demand", "wish") for h in item.found("stances", above.first, above.last))


def _goes_along(item: Layered, hit: Hit) -> bool:
    """Whether a participle tells what its subject does besides: ', urging allies', 'while thanking'."""
    before = item.tokens[hit.first - 1] if hit.first else None
    if any(m.last == hit.first and m.role != "adjective" for m in item.mentions):
        return True  # "with Zelensky expressing gratitude"
    return before is not None and (before.low == "," or "conj" in before.word.parts or before.word.is_finite)


def _has_thing(item: Layered, hit: Hit, verb: Verb | None) -> bool:
    """Whether a verb of wanting has a thing or another's doing for its object, not one's own doing."""
    if verb is None or not verb.is_finite or verb.passive or hit.last >= len(item.tokens):
        return False
    after = item.tokens[hit.last]
    return after.low != "to" and (after.capital or bool(after.word.parts & {"det", "adj", "noun", "num", "pron"}))


def _is_taken_side(item: Layered, hit: Hit, clause: Clause) -> bool:
    """Whether 'against' says where somebody stands: beside a verb of standing, or as all that is said of a name."""
    if clause.verb is not None:
        return any(x in hit.entry.data["beside"] for x in item.tokens[clause.verb.head].word.lemmas)
    before = item.tokens[hit.first - 1] if hit.first > clause.first else None
    named = any(m.last == hit.first and m.role != "adjective" for m in item.mentions)
    return before is not None and (named or before.low == "," or before.word.readings[0].pos in ("adv", "part"))


def _with_persons(holders: list[Holder]) -> list[dict[str, Any]]:
    """The holders, and behind a state the person who was named as speaking for it."""
    found = {}
    for h in holders:
        found[h.key] = reference(h)
        if h.person is not None and h.person not in found:
            entity = entities().get(h.person)
            found[h.person] = {
                "id": h.person,
                "kind": "person",
                "name": entity.name if entity else h.person.split(":")[1],
            }
    return list(found.values())


def _is_stated(item: Layered, hit: Hit, clause: Clause) -> bool:
    """Whether a noun of stance is what is expressed: 'voiced support for', not 'with the support of'."""
    links = [h for h in item.found("predicates", clause.first, hit.first) if h.entry.key in ("confirm", "announce")]
    if not links or not any(v.is_finite and 0 <= hit.first - v.last <= 5 for v in clause.verbs):
        return False
    between = item.tokens[links[-1].last : hit.first]
    return not any(("noun" in t.word.parts and "adj" not in t.word.parts) or t.low == "," for t in between)


def _about(item: Layered, hit: Hit, clause: Clause) -> tuple[int, int] | None:
    """What it is about: the words after the cue, to the end of its clause or of the clause it opens."""
    if GAP in hit.entry.text:  # "called the plan ~ a mistake"
        return hit.first + 1, hit.last - 1
    last = clause.last
    number = item.clause_at[hit.first]
    if (
        hit.last >= clause.last - 1
        and number + 1 < len(item.clauses)
        and item.clauses[number + 1].kind in ("comp", "purpose", "main", "sub")
    ):
        following = item.clauses[number + 1]
        if following.kind != "main":
            last = following.last
    end = last
    while end > hit.last and item.tokens[end - 1].low in (",", ".", '"', "\u2013", ";", ":", "!", "?", "-"):
        end -= 1
    if end <= hit.last:
        before = item.clauses[number].first
        return (before, hit.last) if hit.first - before > (0 if hit.entry.part == "phrases" else 1) else None
    return hit.last, end


def _ahead(item: Layered, hit: Hit, clause: Clause, holders: list[Holder]) -> tuple[int, int] | None:
    """What it is about where the holder comes last: 'that plan blocked Belgium', in languages with endings."""
    verb = clause.verb
    if verb is None or not all(0 <= h.first - max(verb.last, hit.last) <= 4 for h in holders):
        return None
    first, last = clause.first + clause.opener, min(hit.first, verb.first)
    if hit.last <= verb.first:
        return hit.last, verb.first
    for n in range(first, last):
        word = item.tokens[n].word
        k = n - 1
        while k >= first and item.tokens[k].word.parts & {"adj", "det"}:
            k -= 1
        if (
            word.readings[0].pos == "noun"
            and "acc" in word.cases()
            and not (k >= first and "prep" in item.tokens[k].word.parts)
        ):
            return max(k + 1, first), last
    return None


def _holders(
    item: Layered, hit: Hit, clause: Clause, number: int, verb: Verb | None, resolver: Resolver,
    subjects: dict[int, list[Holder]], demanding: bool,
) -> tuple[list[Holder], str | None]:  # fmt: skip
    if demanding:
        speaker = resolver.memory.heard
        return ([speaker], "the speaker") if speaker is not None and not _is_unknown(speaker) else ([], None)
    if hit.entry.part == "nouns" and not subjects.get(number):
        owner = owner_of(item, hit, resolver)
        if owner:
            return owner, None
    if verb is not None and verb.passive:
        return agent_of(item, verb, clause, resolver), None
    if verb is not None and verb.form == "ger" and resolver.g.articles:
        beside = next((n for n in resolver.nominals(item) if n.last == verb.first and n.kind == "mention"), None)
        if beside is not None:
            return resolver.holders(item, beside), None
    aside = (
        verb is not None
        and verb.form == "ger"
        and clause.kind == "comp"
        and hit.first
        and item.tokens[hit.first - 1].low == ","
    )
    if aside and resolver.g.articles and clause.parent is not None and subjects.get(clause.parent):
        return subjects[clause.parent], None  # "Dutton says Australia should stay out, accusing the premier"
    own = subjects.get(number, [])
    if own:
        return own, None
    if verb is not None and (verb.is_finite or clause.kind in ("coord", "purpose", "bare", "main")):
        parent = clause.parent
        if parent is not None and subjects.get(parent) and clause.kind in ("coord", "main"):
            return subjects[parent], "subject of the clause before"
        for n in range(number - 1, -1, -1):
            if subjects.get(n):
                return subjects[n], "subject of the clause before"
        if hit.entry.part == "adjectives" and not resolver.g.articles:
            speaker = resolver.memory.heard  # "grateful to Germany": whoever speaks
            return ([speaker], "the speaker") if speaker is not None else ([], None)
        one = [h for h in resolver.memory.subjects if h.ref.get("kind") != "group"]
        if (
            verb.number == "pl"
            and len(one) == 1 == len(resolver.memory.subjects)
            and one[0].ref.get("kind") != "coalition"
            and verb.person not in ("1", "2")
        ):
            return [], None  # "the paper was backed by 204 members": not by whoever was told of before
        if (
            verb.is_finite
            and resolver.memory.subjects
            and not resolver.g.articles
            and not has_unknown_subject(item, clause, verb, resolver)
        ):
            return resolver.memory.subjects, "subject of the sentence before"
    return [], None


def _is_unknown(holder: Holder) -> bool:
    """Whether a speaker is a person that no list holds and no office is told of: what such a one thinks necessary is no demand."""
    return holder.ref.get("kind") == "person" and str(holder.ref.get("id")) not in entities()


def _is_undertaking(item: Layered, hit: Hit, clause: Clause, verb: Verb | None) -> bool:
    """'will support Ukraine' is help to come, not a position."""
    if hit.entry.key != "support" or verb is None or hit.entry.part != "verbs":
        return False
    return verb.form == "inf" or verb.tense == "fut"
