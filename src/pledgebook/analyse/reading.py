"""A document with all its layers: what the extraction reads claims from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from pledgebook.analyse.clauses import Clause, find_asides, find_clauses
from pledgebook.analyse.fold import fold, lower
from pledgebook.analyse.grammar import Grammar, grammar, lexicon
from pledgebook.analyse.names import Mention, find_mentions
from pledgebook.analyse.persons import link_persons
from pledgebook.analyse.quantities import find_quantities
from pledgebook.analyse.times import find_times
from pledgebook.analyse.tokens import Sentence, Token, sentences
from pledgebook.analyse.verb import Verb
from pledgebook.analyse.verbs import find_verbs, with_headline_adjectives
from pledgebook.analyse.verbs_synthetic import with_predicate_adjectives
from pledgebook.model.document import Document
from pledgebook.model.mention import Quantity, TimeMention
from pledgebook.packs.lexicon import Hit

A_SUM = 1_000_000  # from here on a bare number may be money
CURRENCY_HOLDS = 2  # sentences after a sum in which a bare one is of its currency
OBJECTING = ("oppose", "condemn", "doubt", "deny")  # stances that undertake nothing


@dataclass(slots=True)
class Layered:
    """A sentence with its layers. All positions are token numbers in the sentence, last excluded."""

    sentence: Sentence
    number: int
    grammar: Grammar
    mentions: list[Mention]
    hits: dict[str, list[Hit]]
    verbs: list[Verb]
    clauses: list[Clause]
    clause_at: list[int]
    asides: list[tuple[int, int]]  # brackets and dashes inside a clause
    times: list[tuple[int, int, TimeMention]]
    quantities: list[tuple[int, int, Quantity]]
    quoted: list[tuple[int, int]]
    tokens: list[Token]  # of the sentence
    memo: dict[Any, Any] = field(default_factory=dict)  # what later stages found of it and ask again

    @property
    def is_question(self) -> bool:
        """Whether it ends with a question mark, be it in a quotation."""
        tokens = self.tokens
        return tokens[-1].low == "?" or (len(tokens) > 1 and tokens[-2].low == "?")

    @property
    def negations(self) -> frozenset[str]:
        """The words of negation of its language."""
        return self.grammar.words["negations"]

    @property
    def coordinators(self) -> frozenset[str]:
        """The words of "and" and "or"."""
        return self.grammar.words["coordinators"]

    @property
    def sources(self) -> frozenset[str]:
        """The words of "from"."""
        return self.grammar.words["place_from"]

    @property
    def enumerators(self) -> frozenset[str]:
        """The words of "including"."""
        return self.grammar.words["enumerators"]

    @property
    def grammar_articles(self) -> bool:
        """Whether its language tells subjects by order rather than by case."""
        return self.grammar.articles

    @property
    def start(self) -> int:
        """Where it starts in the text."""
        return self.sentence.start

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.sentence.end

    def found(self, group: str, first: int = 0, last: int | None = None) -> list[Hit]:
        """The hits of a group that lie in a range of tokens."""
        hits = self.hits.get(group)
        if not hits:
            return []
        last = len(self.sentence.tokens) if last is None else last
        return [h for h in hits if first <= h.first and h.last <= last]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets of tokens first to last (last excluded)."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def clause_of(self, token: int) -> Clause:
        """The clause that a token lies in."""
        return self.clauses[self.clause_at[token]]

    def mentions_in(self, first: int, last: int) -> list[Mention]:
        """The mentions that lie in a range of tokens."""
        return [m for m in self.mentions if first <= m.first and m.last <= last]


@dataclass(slots=True)
class Reading:
    """A document and the layers over its text."""

    document: Document
    folded: str
    low: str
    grammar: Grammar
    sentences: list[Layered]
    counts: Counter[str]

    @property
    def text(self) -> str:
        """The original text."""
        return self.document.text

    @property
    def language(self) -> str:
        """The language it was read in."""
        return self.grammar.language


def analyse(document: Document) -> Reading:
    """All layers over a document's text blocks. Works on any text; nothing here decides what is claimed."""
    folded = fold(document.text)
    low = lower(folded)
    language = document.language
    g = grammar(language)
    times = find_times(low, language)
    quantities = find_quantities(low, language, [(t.start, t.end) for t in times])
    layered = []
    counts: Counter[str] = Counter()
    t = q = 0
    currency: tuple[str, int] | None = None
    for number, sentence in enumerate(sentences(folded, document.blocks, language)):
        while t < len(times) and times[t].end <= sentence.start:
            t += 1
        while q < len(quantities) and quantities[q].end <= sentence.start:
            q += 1
        own_times = _within(times, t, sentence)
        own_quantities = _within(quantities, q, sentence)
        own_quantities, currency = _with_currency(own_quantities, sentence.tokens, currency)
        if any(q.bound == "at_most" for q in own_quantities):
            own_quantities = [_as_reached(q, sentence.tokens, g) for q in own_quantities]
        item = _layer(sentence, number, language, g, own_times, own_quantities)
        layered.append(item)
    link_persons(layered, case_marks=not g.articles)
    for item in layered:
        counts.update(m.id for m in item.mentions)
    return Reading(document, folded, low, g, layered, counts)


def _with_currency(
    found: list[Quantity], tokens: list[Token], last: tuple[str, int] | None
) -> tuple[list[Quantity], tuple[str, int] | None]:
    """Large numbers that count nothing are sums in the currency spoken of just before: '17 million euros ... another 9 million'.

    last is that currency and for how many more sentences it holds.
    """
    out = []
    currency = last[0] if last and last[1] else None
    left = last[1] - 1 if last and last[1] else 0
    for q in found:
        if q.kind == "money" and q.currency:
            currency, left = q.currency, CURRENCY_HOLDS
        elif q.kind == "count" and currency and (q.value or q.low or 0) >= A_SUM and not _counts_something(q, tokens):
            q = replace(q, kind="money", currency=currency)
        out.append(q)
    return out, (currency, left) if currency and left else None


RISE = 9  # tokens from a verb of growing to the value that is reached


def _as_reached(q: Quantity, tokens: list[Token], g: Grammar) -> Quantity:
    """'Will raise its aid to 85 billion' tells the value itself, in languages whose 'to' may also be 'up to'."""
    at = next((n for n, t in enumerate(tokens) if t.end > q.start), 0)
    if q.bound != "at_most" or g.articles or not g.has("place_to", tokens[at].low):
        return q
    before = tokens[max(0, at - RISE) : at]
    rises = any(g.has("raising", x) for t in before for x in t.word.lemmas)
    return replace(q, bound="exactly") if rises else q


def _counts_something(q: Quantity, tokens: list[Token]) -> bool:
    following = next((t for t in tokens if t.start >= q.end), None)
    return (
        following is not None and following.word.readings[0].pos in ("noun", "adj", "x") and following.low[0].isalpha()
    )


def _within(found: list, at: int, sentence: Sentence) -> list:  # type: ignore[type-arg]
    out = []
    while at < len(found) and found[at].start < sentence.end:
        if found[at].end <= sentence.end:
            out.append(found[at])
        at += 1
    return out


def _layer(
    sentence: Sentence, number: int, language: str, g: Grammar, times: list[TimeMention], quantities: list[Quantity]
) -> Layered:
    tokens = sentence.tokens
    mentions = find_mentions(sentence, language)
    placed_times = [_place(tokens, x) for x in times]
    mentions = [m for m in mentions if m.known or not any(a <= m.first < b for a, b, _ in placed_times)]
    inside = {n for m in mentions if m.role != "adjective" for n in range(m.first, m.last)}
    telling = {n for m in mentions if m.kind in ("body", "coalition") for n in range(m.first, m.last)}
    hits: dict[str, list[Hit]] = {}
    for hit in lexicon(language).match([t.word for t in tokens]):
        if hit.entry.group in ("acts", "bodies", "events") and hit.first in telling and hit.last - 1 in telling:
            hits.setdefault(hit.entry.group, []).append(hit)  # "the demining coalition"
            continue
        if hit.last - hit.first == 1 and hit.first in inside:
            continue
        if (
            hit.first in inside
            and hit.last - 1 in inside
            and any(m.first <= hit.first and hit.last <= m.last for m in mentions)
        ):
            continue
        if hit.entry.part == "words" and not g.articles and _is_attribute(tokens, hit.first, g):
            continue
        hits.setdefault(hit.entry.group, []).append(hit)
    if "predicates" in hits and "stances" in hits:
        hits["predicates"] = [h for h in hits["predicates"] if not _is_part_of_objection(h, hits["stances"])]
    verbs = find_verbs(tokens, g, inside)
    if not g.articles:
        verbs = with_predicate_adjectives(tokens, verbs, hits.get("predicates", ()), g)
    elif "predicates" in hits:
        verbs = with_headline_adjectives(tokens, verbs, hits["predicates"], inside)
    asides = find_asides(tokens, verbs)
    clauses = find_clauses(tokens, verbs, g, inside, asides)
    clause_at = [n for n, c in enumerate(clauses) for _ in range(c.first, c.last)]
    return Layered(
        sentence, number, g, mentions, hits, verbs, clauses, clause_at, asides, placed_times,
        [_place(tokens, x) for x in quantities], _quotes(tokens), tokens,
    )  # fmt: skip


def _is_part_of_objection(hit: Hit, stances: list[Hit]) -> bool:
    """Whether a word is part of a longer phrase that objects: to voice doubt is to voice nothing else."""
    return any(
        s.entry.key in OBJECTING
        and s.first <= hit.first
        and hit.last <= s.last
        and s.last - s.first > hit.last - hit.first
        for s in stances
    )


def _is_attribute(tokens: list[Token], n: int, g: Grammar) -> bool:
    """Whether an adjective that may tell something by itself ("is necessary") only goes with its noun ("the necessary aid")."""
    cases = {r.case for r in tokens[n].word.readings if r.pos == "adj"}
    if not cases or "" in cases or n + 1 == len(tokens):
        return False
    if cases <= {"gen", "dat", "acc", "loc"}:
        return True
    goes_on = any(r.case in cases - {"ins"} for r in tokens[n + 1].word.having("noun"))
    before = tokens[n - 1].word if n else None
    return goes_on and before is not None and before.has_verb and not any(g.has("be", x) for x in before.lemmas)


def _place(tokens: list[Token], item):  # type: ignore[no-untyped-def]
    first = next((n for n, t in enumerate(tokens) if t.end > item.start), len(tokens) - 1)
    last = first
    while last < len(tokens) and tokens[last].start < item.end:
        last += 1
    return first, max(last, first + 1), item


def _quotes(tokens: list[Token]) -> list[tuple[int, int]]:
    found, opened = [], None
    for n, token in enumerate(tokens):
        if token.low == '"':
            if opened is None:
                opened = n
            else:
                found.append((opened, n + 1))
                opened = None
    if opened is not None:
        found.append((opened, len(tokens)))
    return found
