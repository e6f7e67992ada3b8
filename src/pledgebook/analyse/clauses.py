"""Clauses of a sentence: their range, kind, verb and the clause they depend on."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from pledgebook.analyse.grammar import Grammar
from pledgebook.analyse.tokens import Token
from pledgebook.analyse.verb import Verb

HARD = frozenset((";", ":", "\u2013", "(", ")", "\u2026", "...", "!", "?", "|", "\u2022", "."))


@dataclass(slots=True)
class Clause:
    """Tokens first to last (last excluded). kind: main, comp (that ...), rel (who ...), cond (if ...), purpose, sub,
    coord (shares the subject before it), infs (infinitives that go on with those of its parent), bare (no finite verb). parent is the index of the clause it hangs on."""

    first: int
    last: int
    kind: str
    verbs: list[Verb] = field(default_factory=list)
    parent: int | None = None
    opener: int = 0  # how many tokens the connecting word takes

    @property
    def verb(self) -> Verb | None:
        """Its finite verb."""
        for verb in self.verbs:
            if verb.form == "fin":
                return verb
        return None


LONGEST_ASIDE = 25  # tokens


def find_asides(tokens: list[Token], verbs: list[Verb]) -> list[tuple[int, int]]:
    """What stands in brackets or between dashes without a finite verb: it belongs to the clause around it."""
    finite = [v.head for v in verbs if v.is_finite]
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for n, token in enumerate(tokens):
        low = token.low
        if low == "(" or (low == "\u2013" and opened is None):
            opened = n if n else None
        elif opened is not None and (low == ")" or (low == "\u2013" and tokens[opened].low == "\u2013")):
            goes_on = (n + 1 < len(tokens) and any(n < h for h in finite)) or tokens[opened].low == "("
            short = 1 < n - opened <= LONGEST_ASIDE and not any(opened < h < n for h in finite)
            if short and goes_on:
                found.append((opened, n + 1))
                opened = None
            else:
                opened = n if low == "\u2013" else None
    return found


def find_clauses(
    tokens: list[Token], verbs: list[Verb], g: Grammar, taken: set[int], asides: list[tuple[int, int]]
) -> list[Clause]:
    """The clauses of a sentence, left to right, without gaps."""
    cuts = _cuts(tokens, verbs, g, taken, {n for a, b in asides for n in range(a, b)})
    clauses: list[Clause] = []
    points = sorted(cuts)
    for n, start in enumerate(points):
        end = points[n + 1] if n + 1 < len(points) else len(tokens)
        kind, opener = cuts[start]
        inside = [v for v in verbs if start <= v.head < end]
        clauses.append(Clause(start, end, kind, inside, opener=opener))
    resumed = {n for n, c in enumerate(clauses) if c.kind in ("coord", "main") and tokens[c.first].low == ","}
    dashed = {n for n in range(2, len(clauses)) if _is_resumed_after_dash(tokens, clauses, n)}
    for n, clause in enumerate(clauses):
        if n in dashed:
            clause.kind, clause.parent = "coord", n - 2
        elif n in resumed and (outer := _outer(clauses, n)) is not None:
            clause.kind, clause.parent = "coord", outer
        elif clause.kind == "infs":
            clause.parent = next(
                m for m in range(n - 1, -1, -1) if clauses[m].kind not in ("sub", "cond", "infs") or not m
            )
        elif clause.kind in ("comp", "rel", "cond", "purpose", "sub", "coord"):
            clause.parent = _parent(clauses, n)
    return clauses


def _is_resumed_after_dash(tokens: list[Token], clauses: list[Clause], n: int) -> bool:
    """Whether a clause goes on after a short one between dashes: 'the coalition – it has 35 members – discussed'."""
    before, aside, own = clauses[n - 2 : n + 1]
    framed = tokens[aside.first - 1].low == "\u2013" and tokens[own.first - 1].low == "\u2013"
    short = aside.last - aside.first <= LONGEST_ASIDE and aside.verb is not None
    return framed and short and before.kind == "main" and before.verb is None and own.verb is not None


def _outer(clauses: list[Clause], n: int) -> int | None:
    """The clause without a verb so far that a verb after an inserted clause goes on with: 'X, who leads it, said'."""
    for m in range(n - 1, -1, -1):
        if clauses[m].kind == "main":
            return m if clauses[m].verb is None and m < n - 1 else None
    return None


def _parent(clauses: list[Clause], n: int) -> int | None:
    for m in range(n - 1, -1, -1):
        if clauses[m].verbs or clauses[n].kind == "rel":
            return m
    return n + 1 if clauses[n].kind in ("cond", "sub") and n + 1 < len(clauses) else None


def _cuts(
    tokens: list[Token], verbs: list[Verb], g: Grammar, taken: set[int], aside: set[int]
) -> dict[int, tuple[str, int]]:
    """{start: (kind, tokens of the connecting word)}."""
    cuts: dict[int, tuple[str, int]] = {0: ("main", 0)}
    count = len(tokens)
    finite = [v for v in verbs if v.is_finite]
    openers = g.openers
    opened = 0  # up to where the last connector reaches
    grouped = {n for v in verbs for n in range(v.first + 1, v.last)} if g.articles else frozenset()
    for i, token in enumerate(tokens):
        if i in taken or i in grouped or i in aside or i < opened:
            continue
        low = token.low
        if low in HARD and i + 1 < count and not _is_range(tokens, i):
            if low == "." and i and tokens[i - 1].capital and tokens[i - 1].end - tokens[i - 1].start == 1:
                continue  # of an initial or an abbreviation
            if low != ":" or g.articles or not _is_list(tokens, i, finite):
                cuts[i + 1] = ("main", 0)
            continue
        if low not in openers and openers.isdisjoint(token.word.lemmas):
            continue
        after_comma = i > 0 and tokens[i - 1].low in (",", '"', "\u2013")
        found = _connector(tokens, i, g, after_comma or i == 0 or (i - 1) in cuts, finite)
        if found:
            kind, width = found
            cuts[i] = (kind, width)
            opened = i + width
    if not g.articles:
        _cut_participials(tokens, verbs, cuts)
    _cut_coordinations(tokens, finite, g, taken, cuts)
    if g.articles:
        _cut_resumed(tokens, verbs, g, cuts)
    return cuts


def _cut_resumed(tokens: list[Token], verbs: list[Verb], g: Grammar, cuts: dict[int, tuple[str, int]]) -> None:
    """Cuts where an infinitive goes on with what an inserted clause broke off: 'to send a force once it ends, to help'."""
    starts = sorted(cuts)
    for verb in verbs:
        if verb.form != "inf" or tokens[verb.first].low != "to" or not verb.first:
            continue
        at = verb.first - 1 if g.has("coordinators", tokens[verb.first - 1].low) else verb.first
        comma = at - 1
        start = max(c for c in starts if c <= verb.first)
        inserted = cuts[start][0] in ("sub", "cond", "infs")
        over = any(v.is_finite and start <= v.head < comma for v in verbs) or cuts[start][0] == "infs"
        if inserted and over and comma > start and tokens[comma].low == ",":
            cuts[comma] = ("infs", verb.first - comma)
            starts = sorted(cuts)


def _cut_participials(tokens: list[Token], verbs: list[Verb], cuts: dict[int, tuple[str, int]]) -> None:
    """Cuts around participial phrases between commas: 'Sweden, having pledged two machines, halted the delivery'."""
    for verb in verbs:
        start = next((n for n in range(verb.first - 1, max(verb.first - 4, 0), -1) if tokens[n].low == ","), None)
        if verb.form != "part" or start is None or start + 1 in cuts or start in cuts:
            continue
        if any(t.word.parts & {"noun", "pron"} and "adv" not in t.word.parts for t in tokens[start + 1 : verb.first]):
            continue
        stop = next(
            (n for n in range(verb.last, len(tokens)) if tokens[n].low in (",", ".", "\u2013", ";", ":")), len(tokens)
        )
        later = any(v.is_finite and v.head > stop for v in verbs)
        if any(v.is_finite and verb.last <= v.head < stop for v in verbs):
            continue
        cuts[start + 1] = ("rel", 0)
        if later and stop < len(tokens) and tokens[stop].low == "," and stop + 1 not in cuts:
            cuts[stop] = ("coord", 1)


def _is_list(tokens: list[Token], i: int, finite: list[Verb]) -> bool:
    """Whether a colon only opens a list of what was spoken of: 'a new package: four launchers, 300 missiles'."""
    stop = next((n for n in range(i + 1, len(tokens)) if tokens[n].low in HARD), len(tokens))
    return (
        i > 0
        and tokens[i - 1].low != '"'
        and any(v.head < i for v in finite)
        and not any(i < v.head < stop for v in finite)
    )


def _is_range(tokens: list[Token], i: int) -> bool:
    """Whether a dash stands between two numbers."""
    return tokens[i].low == "\u2013" and i > 0 and tokens[i - 1].low[0].isdigit() and tokens[i + 1].low[0].isdigit()


def _connector(tokens: list[Token], i: int, g: Grammar, fresh: bool, finite: list[Verb]) -> tuple[str, int] | None:
    low = tokens[i].low
    lemmas = tokens[i].word.lemmas
    later = any(v.head > i for v in finite)
    if (
        fresh
        and g.has("inverted", low)
        and i + 1 < len(tokens)
        and (tokens[i + 1].capital or "pron" in tokens[i + 1].word.parts)
    ):
        return "cond", 1
    for name, kind in (
        ("purpose", "purpose"),
        ("conditionals", "cond"),
        ("subordinators", "sub"),
        ("adversatives", "main"),
    ):
        width = _phrase_at(tokens, i, g, name)
        loose = kind == "cond" or (kind == "sub" and g.articles and low != "as")
        if width and (fresh or (loose and later)):
            if kind in ("cond", "sub") and not _finite_soon(tokens, i + width - 1, finite):
                continue
            if name == "adversatives" and not later:
                continue
            return kind, width
    if g.has("complementisers", low) and later:
        if g.articles:
            if low == "that" and i > 0 and _follows_verb_or_idea(tokens, i, finite):
                return "comp", 1
            if low in ("whether", "how") and i > 0:
                return "comp", 1
        elif fresh and i > 0:
            return "comp", 1
    if any(g.has("relatives", x) for x in (low, *lemmas)) and i > 0 and later:
        if fresh:
            return "rel", 1
        if tokens[i - 1].word.parts & {"prep"}:
            return "rel", 1
        if g.articles and low in ("who", "which", "whose"):
            return "rel", 1
    if g.articles and low == "that" and later and i > 0 and "noun" in tokens[i - 1].word.parts:
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if following is not None and following.word.has_verb and "noun" not in following.word.parts:
            return "rel", 1
        if following is not None and following.low in ("will", "would", "has", "have", "is", "are", "could"):
            return "rel", 1
    return None


def _follows_verb_or_idea(tokens: list[Token], i: int, finite: list[Verb]) -> bool:
    if any(v.last == i for v in finite):
        return True
    before = [v for v in finite if v.head < i]
    return bool(before) and i - before[-1].last <= 4 and tokens[i - 1].low != "of"


def _finite_soon(tokens: list[Token], i: int, finite: list[Verb]) -> bool:
    stop = next((n for n in range(i + 1, len(tokens)) if tokens[n].low in (",", ";", "\u2013", ".")), len(tokens))
    return any(i < v.head < stop for v in finite)


def _phrase_at(tokens: list[Token], i: int, g: Grammar, name: str) -> int:
    low = tokens[i].low
    for phrase in sorted(g.phrases.get(name, ()), key=len, reverse=True):
        if (
            phrase[0] == low
            and len(phrase) <= len(tokens) - i
            and all(tokens[i + n].low == p for n, p in enumerate(phrase))
        ):
            return len(phrase)
    return 1 if g.has(name, low) else 0


def _cut_coordinations(
    tokens: list[Token], finite: list[Verb], g: Grammar, taken: set[int], cuts: dict[int, tuple[str, int]]
) -> None:
    """Cuts between two finite verbs that no connector parts: at the last comma or coordinator between them."""
    for left, right in itertools.pairwise(finite):
        start, stop = left.last, right.first
        if any(start <= c <= right.first for c in cuts):
            continue
        spot = None
        for n in range(stop - 1, start - 1, -1):
            if n in taken:
                continue
            if _is_coordinator(tokens, n, g):
                if not g.articles and n - 1 in taken and n + 1 in taken and right.number == "pl":
                    continue  # joins two names that are the subject
                spot = (n, 1)
                break
            if tokens[n].low == ",":
                spot = (n, 1)
                break
        if spot is not None:
            n, width = spot
            bare = not any(k in taken or tokens[k].word.parts & {"noun", "pron"} for k in range(n + 1, right.first))
            cuts[n] = ("coord" if bare or tokens[n].low != "," else "main", width)
        elif g.articles and right.first > left.last:
            cuts[_where_that_is_left_out(tokens, left, right, g)] = ("comp", 0)


def _where_that_is_left_out(tokens: list[Token], left: Verb, right: Verb, g: Grammar) -> int:
    """Where the second clause of 'said Italy would send', 'told London they are ready' begins."""
    for n in range(right.first - 1, left.last - 1, -1):
        if tokens[n].low in g.pronouns and n > left.last:
            return n
    return left.last


def _is_coordinator(tokens: list[Token], n: int, g: Grammar) -> bool:
    return g.has("coordinators", tokens[n].low) or (g.articles and g.has("adversatives", tokens[n].low))
