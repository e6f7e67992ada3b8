"""What can be said of a spot and of a party at it, as names that weights are learned for.

Most traits are of grammar and of the keys of the lists, the same in all languages; those that hold a word of a language
name that language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pledgebook.analyse.reading import Layered, Reading
from pledgebook.extract.draft import Draft
from pledgebook.extract.links import links_of
from pledgebook.weigh.parties import Party, key_of
from pledgebook.weigh.spots import Spot

EDGES = (0, 1, 2, 4, 8, 16)
GROUPS = ("stances", "voices", "events", "bodies", "conditions", "figures", "acts")
AHEAD, BEHIND = 4, 3  # words looked at before and behind a spot
OFTEN = 3
VERBAL = ("negated", "passive", "copula", "going_on", "reflexive")


def _size(n: int) -> int:
    return next((i for i, edge in enumerate(EDGES) if n <= edge), len(EDGES))


def clause_traits(item: Layered, number: int) -> list[str]:
    """What can be said of whatever stands in a clause: its kind, verb and predicates, what else it tells. Found once."""
    found = item.memo.get(("traits", number))
    if found is None:
        found = item.memo["traits", number] = _of_clause(item, number)
    return found


def _of_clause(item: Layered, number: int) -> list[str]:
    clause, language = item.clauses[number], item.grammar.language
    first, last = clause.first, clause.last
    found = [
        f"clause {clause.kind}", f"in {item.sentence.block.kind}", f"clauses {min(len(item.clauses), 5)}",
        f"length {_size(len(item.tokens))}",
    ]  # fmt: skip
    if item.number < 3:
        found.append("among the first")
    verb = clause.verb
    if verb is None:
        found.append("no verb")
    else:
        found += (f"tense {verb.tense}", f"modal {verb.modal}", f"person {verb.number}{verb.person}")
        found += [f"verb {name}" for name in VERBAL if getattr(verb, name)]
        found.append(f"{language} verb {item.tokens[verb.head].word.lemmas[0]}")
    for group in GROUPS:
        found += [f"{group} {h.entry.key}" for h in item.hits.get(group, ()) if first <= h.first and h.last <= last]
    found += [f"a {quantity.kind}" for a, _, quantity in item.quantities if first <= a < last]
    if any(first <= a < last for a, _, _ in item.times):
        found.append("a time")
    negations = item.negations
    if any(t.low in negations for t in item.tokens[first:last]):
        found.append("a negation")
    return found + list(_of_links(item, number))


def _of_links(item: Layered, number: int) -> Iterator[str]:
    clause, language = item.clauses[number], item.grammar.language
    links = links_of(item, clause)
    if not links:
        yield "no predicate"
    for link in links:
        yield f"predicate {link.key}{' denied' if link.negated else ''}"
        yield f"predicate of {link.hit.entry.part}"
        yield f"{language} predicate {link.hit.entry.text}"
    for hit in item.hits.get("predicates", ()):
        other = item.clause_at[hit.first]
        if other != number:
            yield f"{'above' if clause.parent == other else 'elsewhere'} {hit.entry.key}"


def spot_traits(item: Layered, spot: Spot, others: int) -> list[str]:
    """What can be said of a spot whoever is meant, beside what is said of its clause: its form, the words around."""
    found = [f"form {spot.form}", f"code {spot.code}", f"others {min(others, 4)}"]
    verb = spot.clause.verb
    if verb is not None:
        found.append(
            "verb before" if verb.head < spot.first else "verb behind" if verb.head >= spot.last else "verb is it"
        )
    found += [f"predicate {k.key} {'before' if k.hit.first < spot.first else 'behind'}" for k in spot.links]
    if any(a <= spot.first < b for a, b in item.quoted):
        found.append("quoted")
    if any(a <= spot.first < b for a, b in item.asides):
        found.append("aside")
    return found + list(_of_words(item, spot))


def _of_words(item: Layered, spot: Spot) -> Iterator[str]:
    language = item.grammar.language
    yield f"{language} told by {spot.hit.entry.text if spot.hit else spot.form}"
    ahead = item.tokens[max(spot.clause.first, spot.first - AHEAD) : spot.first]
    for token in ahead:
        yield f"{language} ahead {token.word.lemmas[0]}"
    if ahead and "prep" in ahead[-1].word.parts:
        yield f"{language} governed by {ahead[-1].low}"
    for token in item.tokens[spot.last : min(spot.clause.last, spot.last + BEHIND)]:
        yield f"{language} behind {token.word.lemmas[0]}"


def party_traits(item: Layered, spot: Spot, party: Party, reading: Reading) -> list[str]:
    """What can be said of a party at a spot: how it was come by, what it is, where it stands."""
    holder = party.holders[0]
    keys = party.keys
    found = [*party.nearest, *(f"also by {s}" for s in party.sources[1:])]
    found += [f"kind {kind}" for kind in {str(h.ref.get("kind")) for h in party.holders}]
    found += [f"the {role}" for role, id_ in (("attacked", "country:UA"), ("aggressor", "country:RU")) if id_ in keys]
    found.append(f"named {min(max(reading.counts.get(k, 0) for k in keys), OFTEN)}")
    if len(party.holders) > 1:
        found.append("several")
    if holder.person:
        found.append("a person speaks for it")
    if holder.first >= 0 and item.start <= holder.start < item.end and holder.end > holder.start:
        found += _of_position(item, spot, holder.first)
    else:
        found.append("not in the sentence")
    return found


def _of_position(item: Layered, spot: Spot, at: int) -> Iterator[str]:
    apart = spot.first - at
    yield f"apart {'before' if apart > 0 else 'behind'} {_size(abs(apart))}"
    yield "same clause" if spot.clause.first <= at < spot.clause.last else "other clause"
    before = item.tokens[at - 1] if at else None
    if before is not None and "prep" in before.word.parts:
        yield "governed"
        yield f"{item.grammar.language} party behind {before.low}"
    cases = item.tokens[at].word.cases()
    if cases:
        yield "may be nominative" if "nom" in cases else "oblique"
    mention = next((m for m in item.mentions if m.first == at), None)
    if mention is not None:
        yield f"role {mention.role}"
    between = sum(1 for m in item.mentions if min(at, spot.first) < m.first < max(at, spot.first))
    yield f"between {min(between, 3)}"
    verb = spot.clause.verb
    if verb is not None:
        yield "before the verb" if at < verb.first else "behind the verb"


RIGHT = ("by ", "the ", "governed", "same ", "before ", "behind ", "oblique", "may ")
LEFT = ("form ", "code ", "clause ")
UNITS = ("no verb", "no predicate", "verb passive")


def crossing(own: Iterable[str], shared: Iterable[str], *, of_party: bool) -> list[str]:
    """The traits that are looked at together with those of the other side."""
    if of_party:
        return [t for t in own if t.startswith(RIGHT)]
    return [*(t for t in own if t.startswith(LEFT)), *(t for t in shared if t.startswith(LEFT) or t in UNITS)]


def rule_traits(spot: Spot, party: Party, drafts: Iterable[Draft]) -> list[str]:
    """What the rules say of it: whether they read the same, nearly the same, or something else there."""
    found = []
    keys = party.keys
    for draft in drafts:
        same_code = draft.slots["action"].value == spot.code
        acting = {key_of(ref) for ref in draft.slots["actor"].value}
        near = draft.clause is spot.clause
        if same_code and acting == keys:
            found.append("rules read it" if near else "rules read it elsewhere")
            found += [f"rules {name}" for name, value in draft.features.items() if value]
        elif same_code:
            found.append("rules read it partly" if acting & keys else "rules read it of others")
        elif near:
            found.append("rules read else of them" if acting == keys else "rules read else")
    return found or ["rules read nothing"]
