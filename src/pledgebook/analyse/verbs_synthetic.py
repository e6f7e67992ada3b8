"""Verb groups of a language with endings."""

from __future__ import annotations

from collections.abc import Iterable

from pledgebook.analyse.grammar import Grammar
from pledgebook.analyse.morphology import Reading
from pledgebook.analyse.tokens import Token
from pledgebook.analyse.verb import Verb
from pledgebook.packs.lexicon import Hit


# ------------------------------------------------------------ languages with endings
def synthetic(tokens: list[Token], g: Grammar, taken: set[int]) -> list[Verb]:
    found: list[Verb] = []
    thrown_in, predicatives = g.words.get("parentheticals", frozenset()), g.words["predicatives"]
    for i, token in enumerate(tokens):
        if i in taken or (token.low in thrown_in and _is_thrown_in(tokens, i)):
            continue
        if not predicatives.isdisjoint(token.word.lemmas) and (predicative := _predicative(tokens, i, g, found)):
            found.append(predicative)
            continue
        if not token.word.has_verb:
            continue
        reading = _verb_reading(tokens, i, g, found[-1] if found else None)
        if reading is None:
            continue
        negated = i > 0 and g.has("negations", tokens[i - 1].low)
        first = i - 1 if negated else i
        form = {"fin": "fin", "impersonal": "fin", "short": "fin", "imp": "fin"}.get(reading.form, reading.form)
        verb = Verb(
            first, i + 1, i, form, reading.tense or ("pres" if reading.form == "short" else ""), negated,
            reading.passive, number=reading.number, person=reading.person, gender=reading.gender,
            aspect=reading.aspect, reflexive=reading.reflexive,
        )  # fmt: skip
        if reading.lemma in g.words["be"] or token.low in g.words["be"]:
            verb.copula = True
        if reading.tense == "pres" and reading.aspect == "perf":
            verb.tense = "fut"
        if reading.form == "short" and reading.aspect == "perf":
            verb.tense = "past"
        if _is_conditional(tokens, i, g):
            verb.modal = "cond"
        previous = found[-1] if found else None
        if previous is not None and previous.copula and previous.is_finite and _is_near(tokens, previous, i):
            joined = form == "inf" or (reading.form in ("short", "part", "impersonal") and i - previous.last <= 4)
            if joined and previous.head != i:
                tense = previous.tense if form == "inf" else previous.tense or verb.tense
                verb.passive = verb.passive or reading.form in ("short", "part")
                verb.tense = (
                    "fut" if previous.tense == "fut" else ("past" if reading.form in ("short", "impersonal") else tense)
                )
                verb.form = "fin"
                verb.first = previous.first
                verb.negated = verb.negated or previous.negated
                verb.number, verb.person = previous.number, previous.person
                found[-1] = verb
                continue
        if _may_be(verb, previous, found, tokens, i, g):
            may = found[-2]
            verb.first, verb.form, verb.tense, verb.modal, verb.passive = may.first, "fin", "fut", "may", True
            verb.negated, verb.number, verb.person = may.negated or verb.negated, may.number, may.person
            del found[-2:]
            found.append(verb)
            continue
        if (
            verb.copula
            and verb.tense == "fut"
            and previous is not None
            and previous.form == "inf"
            and _is_near(tokens, previous, first)
        ):
            previous.form, previous.tense, previous.negated = "fin", "fut", verb.negated or previous.negated
            previous.last, previous.number, previous.person = verb.last, verb.number, verb.person
            continue  # "they will not send", with the auxiliary last
        found.append(verb)
    return found


def _may_be(verb: Verb, previous: Verb | None, found: list[Verb], tokens: list[Token], i: int, g: Grammar) -> bool:
    """Whether a participle closes 'may be sent': a verb of possibility, the infinitive 'to be' and itself."""
    if previous is None or previous.form != "inf" or not previous.copula or len(found) < 2:
        return False
    passive = verb.passive or "short" in {r.form for r in tokens[i].word.readings}
    may = found[-2]
    possible = any(g.has("may", x) for x in tokens[may.head].word.lemmas)
    return passive and possible and _is_near(tokens, previous, i) and _is_near(tokens, may, previous.first)


def _is_near(tokens: list[Token], verb: Verb, i: int) -> bool:
    """Whether a token stands close behind a verb, no comma between them."""
    return i - verb.last <= 3 and not any(t.low == "," for t in tokens[verb.last : i])


def _predicative(tokens: list[Token], i: int, g: Grammar, found: list[Verb]) -> Verb | None:
    """A short adjective that makes a clause without a verb: 'is ready', 'are willing'; a copula before it gives its tense."""
    listed = [r for r in tokens[i].word.readings if r.lemma in g.words["predicatives"]]
    reading = next((r for r in listed if r.form == "short"), None) or next((r for r in listed if r.case == "nom"), None)
    if reading is None or (reading.form != "short" and _is_attribute(tokens, i)):
        return None
    negated = i > 0 and g.has("negations", tokens[i - 1].low)
    verb = Verb(i - int(negated), i + 1, i, "fin", "pres", negated, number=reading.number, gender=reading.gender)
    previous = found[-1] if found else None
    if previous is not None and previous.copula and previous.is_finite and _is_near(tokens, previous, i):
        verb.first, verb.tense, verb.negated = previous.first, previous.tense, negated or previous.negated
        found.pop()
    if _is_conditional(tokens, i, g):
        verb.modal = "cond"
    return verb


def _is_attribute(tokens: list[Token], i: int) -> bool:
    """Whether an adjective belongs to the noun behind it."""
    following = tokens[i + 1].word if i + 1 < len(tokens) else None
    return (
        following is not None
        and following.readings[0].pos in ("noun", "adj")
        and "nom" in following.cases()
        and not tokens[i + 1].capital
    )


def _is_thrown_in(tokens: list[Token], i: int) -> bool:
    """Whether a word stands alone between commas, or opens a sentence before one."""
    return (
        (i == 0 or tokens[i - 1].low in (",", "\u2013"))
        and i + 1 < len(tokens)
        and tokens[i + 1].low in (",", "\u2013")
    )


def _is_conditional(tokens: list[Token], i: int, g: Grammar) -> bool:
    after = i + 1 < len(tokens) and g.has("conditional", tokens[i + 1].low)
    return after or (i > 0 and g.has("conditional", tokens[i - 1].low))


def _verb_reading(tokens: list[Token], i: int, g: Grammar, previous: Verb | None) -> Reading | None:
    """The verb reading that fits, or None where the word is rather something else."""
    token = tokens[i]
    readings = token.word.readings
    verbal = [r for r in readings if r.pos == "verb"]
    other = [r for r in readings if r.pos in ("noun", "adj", "prep", "conj", "det", "num", "adv", "part")]
    if verbal[0].form == "imp" and len(verbal) > 1:
        verbal = [r for r in verbal if r.form != "imp"] or verbal
    if other and readings[0].pos != "verb":
        if all(r.form == "imp" for r in verbal):
            return None
        if readings[0].pos in ("prep", "conj", "part", "det"):
            return None
        before = tokens[i - 1] if i else None
        if before is not None and (before.word.parts & {"prep", "adj", "det"}):
            return None
        if token.low in g.words["be"]:
            return next((r for r in verbal if r.form == "inf"), verbal[0])
        if not any(r.form in ("fin", "impersonal") for r in verbal):
            helped = previous is not None and previous.copula and _is_near(tokens, previous, i)
            return next((r for r in verbal if r.form == "part" and r.passive), None) if helped else None
    return next((r for r in verbal if r.form == "fin"), verbal[0])


def with_predicate_adjectives(tokens: list[Token], verbs: list[Verb], hits: Iterable[Hit], g: Grammar) -> list[Verb]:
    """The verbs, with adjectives that are predicates without a copula ('is' is not said) as finite verbs."""
    covered = {n for v in verbs for n in range(v.first, v.last)}
    added = []
    for hit in hits:
        head = hit.last - 1
        if (
            hit.entry.part != "adjectives"
            or head in covered
            or any(0 <= head - v.last <= 3 and v.copula for v in verbs)
        ):
            continue
        reading = next(
            (r for r in tokens[head].word.readings if r.pos == "adj" and (r.form == "short" or r.case == "nom")), None
        )
        if reading is None or not _takes_complement(tokens, head):
            continue
        negated = hit.first > 0 and g.has("negations", tokens[hit.first - 1].low)
        added.append(Verb(hit.first - int(negated), hit.last, head, "fin", "pres", negated, number=reading.number))
    return sorted([*verbs, *added], key=lambda v: v.head) if added else verbs


def _takes_complement(tokens: list[Token], head: int) -> bool:
    """Whether an infinitive or a preposition follows: 'ready to send', 'ready for'."""
    for token in tokens[head + 1 : head + 5]:
        if token.low in (",", ".", ";"):
            return False
        if any(r.form == "inf" for r in token.word.readings) or (
            token.word.readings and token.word.readings[0].pos == "prep"
        ):
            return True
    return False
