"""Verb groups: which verb, finite or not, when, negated, passive, under which modal."""

from __future__ import annotations

from collections.abc import Iterable

from pledgebook.analyse.grammar import Grammar
from pledgebook.analyse.tokens import Token
from pledgebook.analyse.verb import Verb
from pledgebook.analyse.verbs_analytic import analytic
from pledgebook.analyse.verbs_synthetic import synthetic
from pledgebook.packs.lexicon import Hit


def find_verbs(tokens: list[Token], g: Grammar, taken: set[int]) -> list[Verb]:
    """The verb groups of a sentence, left to right; tokens inside names are left out."""
    return analytic(tokens, g, taken) if g.articles else synthetic(tokens, g, taken)


def with_headline_adjectives(
    tokens: list[Token], verbs: list[Verb], hits: Iterable[Hit], taken: set[int]
) -> list[Verb]:
    """The verbs, with adjectives that a headline leaves without their verb: 'Macron says 26 countries ready to send troops'."""
    added = []
    for hit in hits:
        n = hit.first
        if hit.entry.part != "adjectives" or not n or hit.last >= len(tokens) or tokens[hit.last].low != "to":
            continue
        plural = any(r.pos == "noun" and r.number == "pl" for r in tokens[n - 1].word.readings)
        if not (plural or n - 1 in taken) or any(
            v.first <= n < v.last or (v.is_finite and (v.first > n or v.copula)) for v in verbs
        ):
            continue
        added.append(Verb(n, hit.last, n, "fin", "pres", number="pl" if plural else "sg"))
    return sorted([*verbs, *added], key=lambda v: v.head) if added else verbs
