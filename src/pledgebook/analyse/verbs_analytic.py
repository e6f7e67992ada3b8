"""Verb groups of a language with auxiliaries and few endings."""

from __future__ import annotations

import itertools
from functools import cache

from pledgebook.analyse.grammar import Grammar, grammar
from pledgebook.analyse.morphology import Reading
from pledgebook.analyse.noun_or_verb import noun_or_verb
from pledgebook.analyse.tokens import Token
from pledgebook.analyse.verb import Verb

TELLING = frozenset(("announce", "confirm", "say", "report", "tell", "reveal"))
HEADLINE = 8  # tokens before the verb of a headline


def analytic(tokens: list[Token], g: Grammar, taken: set[int]) -> list[Verb]:
    found: list[Verb] = []
    i, count = 0, len(tokens)
    helping = _auxiliaries(g.language)
    while i < count:
        token = tokens[i]
        may_start = token.word.has_verb or token.low == "to" or token.low in helping
        verb = _group(tokens, i, g, taken, found) if may_start and i not in taken else None
        if verb is None:
            i += 1
            continue
        found.append(verb)
        i = verb.last
        if verb.copula and _is_adjectival(tokens, i, g):
            i += 1
    found = _shared(tokens, _destined(found, tokens), g)
    return _reduced(_headlined(found, tokens, taken), tokens, g, taken)


def _destined(found: list[Verb], tokens: list[Token]) -> list[Verb]:
    """'is to provide': one verb of what is to come."""
    out: list[Verb] = []
    for verb in found:
        left = out[-1] if out else None
        joined = left is not None and left.copula and left.is_finite and left.last == verb.first and verb.form == "inf"
        if joined and left is not None and left.tense in ("pres", "past") and tokens[verb.first].low == "to":
            verb.first, verb.form, verb.tense, verb.negated = left.first, "fin", "fut", left.negated
            out[-1] = verb
            continue
        out.append(verb)
    return out


def _headlined(found: list[Verb], tokens: list[Token], taken: set[int]) -> list[Verb]:
    """'Germany to send tanks', 'Talks to be held in Rome': what a headline says is to come."""
    verb = found[0] if found else None
    if verb is None or verb.form != "inf" or not verb.first or tokens[verb.first].low != "to" or verb.first > HEADLINE:
        return found
    named = verb.first - 1 in taken or (verb.passive and "noun" in tokens[verb.first - 1].word.parts)
    if named and not any(v.is_finite for v in found) and not any(t.word.parts & {"prep"} for t in tokens[: verb.first]):
        verb.form, verb.tense = "fin", "fut"
    return found


def _inside(tokens: list[Token], j: int, g: Grammar) -> int:
    """How many tokens from j on are adverbs that may stand inside a verb group."""
    low = tokens[j].low
    for phrase in g.phrases.get("inside", ()):
        if phrase[0] == low and all(j + n < len(tokens) and tokens[j + n].low == x for n, x in enumerate(phrase)):
            return len(phrase)
    return int(g.has("inside", low) or (low.endswith("ly") and "adv" in tokens[j].word.parts))


def _shared(tokens: list[Token], found: list[Verb], g: Grammar) -> list[Verb]:
    """A bare form after 'and' shares the auxiliary or the 'to' of the verb before it: 'will consult and provide'."""
    for left, right in itertools.pairwise(found):
        bare = right.first == right.head and right.form == "fin" and right.tense == "pres" and right.number == "pl"
        joined = right.first > 0 and g.has("coordinators", tokens[right.first - 1].low)
        if not bare or not joined or right.first - left.last > 12:
            continue
        if left.form == "inf":
            right.form, right.tense, right.negated = "inf", "", left.negated
        elif left.is_finite and (left.tense == "fut" or left.modal):
            right.tense, right.modal, right.negated = left.tense, left.modal, left.negated
    return found


def _reduced(found: list[Verb], tokens: list[Token], g: Grammar, taken: set[int]) -> list[Verb]:
    """A past form before the real verb of its clause is a participle: 'the howitzers announced last autumn have arrived'."""
    for left, right in itertools.pairwise(found):
        simple = left.is_finite and left.tense == "past" and left.first == left.head and left.last < len(tokens)
        if not simple or not right.is_finite or left.first == 0:
            continue
        if not any(r.form == "part" for r in tokens[left.head].word.readings) or left.first - 1 in taken:
            continue
        between = tokens[left.last : right.first]
        if not between or not (between[0].word.parts & {"prep"} or g.has("time_openers", between[0].low)):
            continue
        if any(_parts(t, g) for t in between) or "pron" in between[-1].word.parts or right.first - 1 in taken:
            continue
        left.form, left.passive = "part", True
    return found


def _parts(token: Token, g: Grammar) -> bool:
    """Whether a token opens a clause or a list."""
    low = token.low
    names = ("coordinators", "adversatives", "complementisers", "relatives", "subordinators", "conditionals")
    return low in (",", ";", ":", "\u2013", '"', "(", ")") or any(g.has(n, low) for n in names)


@cache
def _auxiliaries(language: str) -> dict[str, str]:
    """{form: be, have, do, future, may or must}."""
    g = grammar(language)
    names = ("must", "may", "future", "do", "have", "be")
    return {form: name for name in names for form in g.words.get(name, ())}


def _aux(low: str, g: Grammar) -> str:
    return _auxiliaries(g.language).get(low, "")


def _group(tokens: list[Token], i: int, g: Grammar, taken: set[int], found: list[Verb]) -> Verb | None:
    count = len(tokens)
    first = i
    auxes: list[tuple[str, str]] = []
    negated = False
    infinitive = False
    if tokens[i].low == "to" and i + 1 < count and i + 1 not in taken:
        nxt = i + 1
        while nxt < count and nxt - i < 4 and (width := _inside(tokens, nxt, g)):
            nxt += width
        if nxt < count and any(r.pos == "verb" and r.form == "inf" for r in tokens[nxt].word.readings):
            infinitive = True
            i = nxt
        else:
            return None
    j = i
    while j < count and j not in taken:
        token = tokens[j]
        kind = _aux(token.low, g)
        if kind and not (kind == "may" and token.capital and j):
            if token.low in ("'s",) and not _is_verbal_clitic(tokens, j):
                break
            auxes.append((kind, token.low))
        elif auxes and g.has("negations", token.low) and token.low != "no":
            negated = True
        elif auxes and (width := _inside(tokens, j, g)):
            negated = negated or (width > 1 and g.has("negations", token.low))
            j += width - 1
        else:
            break
        j += 1
    head = _head(tokens, j, bool(auxes), infinitive, g, taken, found) if j < count else None
    if head is not None and auxes and auxes[-1][0] == "be" and _is_adjectival(tokens, j, g):
        head = None
    if not auxes and head is None:
        return None
    negated = negated or _negated_before(tokens, first, g)
    names = [k for k, _ in auxes]
    modal = "may" if "may" in names else "must" if "must" in names else ""
    if head is not None and head.lemma in TELLING and any(low == "can" for _, low in auxes):
        modal, names = "", [k for k in names if k != "may"]  # "we can announce": it is told
    if head is None:
        while j > i and not _aux(tokens[j - 1].low, g) and not g.has("negations", tokens[j - 1].low):
            j -= 1
        low = auxes[-1][1]
        tense = (
            "fut"
            if "future" in names
            else "past"
            if low in ("was", "were", "had", "did") or (names[0] == "have")
            else "pres"
        )
        form = "inf" if infinitive else "fin"
        if low in ("being", "having", "been", "be") and len(auxes) == 1 and not infinitive:
            form = "ger"
        return Verb(first, j, j - 1, form, tense, negated, modal=modal, copula=True, number=_be_number(low))
    reading = head
    form = "inf" if infinitive else "fin" if auxes or reading.form == "fin" else reading.form
    tense = _tense(names, auxes, reading)
    passive = "be" in names and reading.form == "part" and reading.tense == "past"
    if "have" in names and auxes and auxes[-1][1] != "been" and names[-1] == "have":
        passive = False
    if not auxes and reading.form == "part":
        passive = True
    if any(a == "would" for _, a in auxes):
        modal = modal or "would"
    going = "be" in names and reading.form == "ger"
    copula = reading.lemma in ("remain", "stay") and _is_linking(tokens, j)  # "remains a possibility"
    return Verb(
        first, j + 1, j, form, tense, negated, passive, modal, number=reading.number, going_on=going,
        person=reading.person, copula=copula,
    )  # fmt: skip


def _is_linking(tokens: list[Token], j: int) -> bool:
    """Whether an article, an adjective or a phrase of state follows: 'remains a possibility', 'remains on the table'."""
    after = tokens[j + 1] if j + 1 < len(tokens) else None
    if after is None:
        return False
    return "det" in after.word.parts or (after.word.readings[0].pos == "adj" and not after.capital) or after.low == "on"


def _be_number(low: str) -> str:
    return "sg" if low in ("is", "was", "am", "'s") else "pl" if low in ("are", "were") else ""


def _is_verbal_clitic(tokens: list[Token], j: int) -> bool:
    if j == 0 or j + 1 >= len(tokens):
        return False
    return tokens[j - 1].low in ("it", "he", "she", "that", "there", "what", "who")


def _negated_before(tokens: list[Token], first: int, g: Grammar) -> bool:
    return first > 0 and tokens[first - 1].low in ("not", "never")


def _is_adjectival(tokens: list[Token], j: int, g: Grammar) -> bool:
    """'is prepared to', 'is open to': the adjective is the predicate, not a passive."""
    return j + 1 < len(tokens) and g.has("adjectival", tokens[j].low) and tokens[j + 1].low in ("to", "for", "in")


def _tense(names: list[str], auxes: list[tuple[str, str]], reading: Reading) -> str:
    if "future" in names:
        return "fut"
    if not names:
        return reading.tense
    if names[0] == "have":
        return "perfect"
    if names[0] == "do":
        return "past" if auxes[0][1] == "did" else "pres"
    if names[0] in ("may", "must"):
        return "fut"
    return "past" if auxes[0][1] in ("was", "were") else "pres"


def _head(
    tokens: list[Token], j: int, helped: bool, infinitive: bool, g: Grammar, taken: set[int], found: list[Verb]
) -> Reading | None:
    """The verb reading of token j that fits here, or None."""
    if j in taken or j >= len(tokens):
        return None
    word = tokens[j].word
    if not word.has_verb or (j and tokens[j - 1].low == "-" and tokens[j - 1].end == tokens[j].start):
        return None  # "U.N.-brokered" is an adjective
    verbal = [r for r in word.readings if r.pos == "verb"]
    if infinitive and not helped:
        return next((r for r in verbal if r.form == "inf"), None)
    if helped:
        order = {"part": 0, "ger": 1, "inf": 2, "fin": 3}
        return min(verbal, key=lambda r: order.get(r.form, 4))
    before = tokens[j - 1] if j else None
    after = tokens[j + 1] if j + 1 < len(tokens) else None
    if _opens_condition(tokens, j, g):
        return None
    willing = after is not None and after.low == "to" and g.has("willing", tokens[j].low)
    if willing and before is not None and (j - 1 in taken or "noun" in before.word.parts):
        return None  # "countries prepared to contribute"
    finite = [r for r in verbal if r.form == "fin"]
    if (
        after is not None
        and finite
        and all(r.tense == "pres" for r in finite)
        and _aux(after.low, g)
        and after.low != "'s"
    ):
        return None
    if (
        after is not None
        and g.has("of", after.low)
        and finite
        and "noun" in word.parts
        and all(r.tense == "pres" for r in finite)
    ):
        return None
    if before is not None and before.word.parts == {"prep"} and not tokens[j].low.endswith("ing"):
        return None
    if (
        before is not None
        and before.low in ("he", "she", "it")
        and not any(r.tense == "past" or r.number == "sg" for r in finite)
    ):
        return None
    if before is not None and (before.low == "'s" or before.word.parts == {"det"} or g.has("of", before.low)):
        return None if "noun" in word.parts or not any(r.form == "ger" for r in verbal) else verbal[-1]
    if tokens[j].low.endswith("ing"):
        if word.readings[0].pos == "noun":
            return None  # "meeting", "briefing"
        return next((r for r in verbal if r.form == "ger"), None)
    past = [r for r in finite if r.tense == "past"]
    part = [r for r in verbal if r.form == "part"]
    if past and part and tokens[j].low not in ("cost", "put", "set", "cut", "hit", "read"):
        if (
            before is None
            or before.low in (",", "\u2013", "(", '"')
            or ("adj" in before.word.parts and not before.capital)
        ):
            follows = (
                after is not None and after.word.parts & {"prep"} and after.low in ("by", "in", "from", "at", "to")
            )
            if before is not None and follows and not _subject_behind(tokens, j):
                return part[0]
        if after is not None and after.low == "by":
            return part[0]
        if before is not None and before.low == "," and found and _is_listed_noun(tokens, j):
            return None  # "more weapons, expanded production and"
        if before is not None and "det" in before.word.parts and not before.low.endswith("ly"):
            return None
        if before is not None and before.low[0].isdigit() and after is not None and "noun" in after.word.parts:
            return None
        if before is not None and before.word.parts & {"prep"}:
            return None
        if found and found[-1].last == j and not found[-1].is_finite:
            return None  # "to use immobilised assets"
        return past[0]
    if found and before is not None and g.has("coordinators", before.low) and _goes_on(tokens, j, found[-1], after):
        return next((r for r in finite if r.number == "pl"), None)
    if "noun" in word.parts or "adj" in word.parts:
        return noun_or_verb(tokens, j, finite, before, after, found, g)
    if not finite:
        return next((r for r in verbal if r.form == "part"), None)
    base = next((r for r in finite if r.number == "pl"), None)
    return past[0] if past else base or finite[0]


def _is_listed_noun(tokens: list[Token], j: int) -> bool:
    """Whether a form opens a noun of a list: nouns without an article, up to a comma or 'and'."""
    n = j + 1
    while (
        n < len(tokens) and n - j <= 3 and tokens[n].word.readings[0].pos in ("noun", "adj") and not tokens[n].capital
    ):
        n += 1
    return n > j + 1 and n < len(tokens) and tokens[n].low in (",", "and")


def _opens_condition(tokens: list[Token], j: int, g: Grammar) -> bool:
    """Whether a form is part of a connector: 'provided that', ', provided'."""
    low = tokens[j].low
    if g.has("conditionals", low):
        return j > 0 and tokens[j - 1].low == ","
    return any(
        p[0] == low and [t.low for t in tokens[j : j + len(p)]] == list(p) for p in g.phrases.get("conditionals", ())
    )


def _goes_on(tokens: list[Token], j: int, left: Verb, after: Token | None) -> bool:
    """Whether a bare form after 'and' goes on an infinitive or a future: 'to equip and train one brigade'."""
    if not (left.form == "inf" or (left.is_finite and (left.tense == "fut" or left.modal))) or j - left.last > 10:
        return False
    return after is not None and (
        bool(after.word.parts & {"det", "num", "adj", "pron"})
        or after.capital
        or after.low[0].isdigit()
        or j - left.last <= 1
    )


def _subject_behind(tokens: list[Token], j: int) -> bool:
    return j >= 2 and tokens[j - 1].low == ","
