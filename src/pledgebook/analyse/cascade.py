"""A cascade of small grammars: each level folds what its rules find among the terms into one term."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from pledgebook.analyse.lexicon import Lexicon, Term, load_lexicon, load_pack, split_terms
from pledgebook.analyse.numerals import MAKERS
from pledgebook.analyse.pattern import first_of, parse

Values = dict[str, Any]
Maker = Callable[[Values], Any]
_PACKS = ("numerals", "times", "quantities")


@dataclass(frozen=True)
class Rule:
    """One rule: what it gives, what makes its value, and its pattern over the characters of classes."""

    id: str
    gives: str
    code: str
    maker: Maker
    pattern: re.Pattern[str]
    groups: tuple[tuple[str, tuple[str, ...]], ...]  # name of a group, the classes it may stand for
    fixed: Mapping[str, Any]


@dataclass(frozen=True)
class Level:
    """Rules tried together, the first of the leftmost; kept by the character that a match begins with."""

    rules: Mapping[str, tuple[Rule, ...]]
    begins: re.Pattern[str]


@dataclass(frozen=True)
class Grammar:
    """The levels of one grammar of a language, above the numerals that all share."""

    language: str
    levels: tuple[Level, ...]

    def read(self, low: str, start: int, end: int, taken: Sequence[tuple[int, int]] = ()) -> list[Term]:
        """The terms of a stretch of the text after all levels, those in taken spans left unread."""
        terms = _numbered(low, self.language, start, end)
        if taken:
            terms = without(terms, taken, lexicon_of(self.language).code({"other": None}))
        line = _line(terms)
        for level in self.levels:
            terms, line = fold_level(terms, line, level)
        return terms


@cache
def lexicon_of(language: str) -> Lexicon:
    """The words of all packs of a language that its grammars use."""
    return load_lexicon(language, _PACKS)


@lru_cache(maxsize=2)
def _numbered(low: str, language: str, start: int, end: int) -> list[Term]:
    """The terms of a stretch, numbers in words folded; kept, as times and quantities read the same."""
    terms = split_terms(low, lexicon_of(language), start, end)
    line = _line(terms)
    for level in _numeral_levels(language):
        terms, line = fold_level(terms, line, level)
    return terms


def without(terms: list[Term], taken: Sequence[tuple[int, int]], other: str) -> list[Term]:
    """The terms, those that touch a taken span as words of no meaning."""
    out = terms.copy()
    for start, end in taken:
        at = bisect_right(terms, start, key=itemgetter(1))
        while at < len(terms) and terms[at][0] < end:
            out[at] = (terms[at][0], terms[at][1], other, {"other": None})
            at += 1
    return out


def fold_level(terms: list[Term], line: str, level: Level) -> tuple[list[Term], str]:
    """The terms and their line, with each match of a rule replaced by one term of what the rule gives."""
    out: list[Term] = []
    done = 0
    for found in level.begins.finditer(line):
        first = found.start()
        if first < done:
            continue
        made = _apply(terms, line, first, level.rules[found.group()])
        if made is None:
            continue
        rule, last, value = made
        out.extend(terms[done:first])
        out.append((terms[first][0], terms[last - 1][1], rule.code, {rule.gives: value, "rule": rule.id}))
        done = last
    if not done:
        return terms, line
    out.extend(terms[done:])
    return out, _line(out)


def _line(terms: list[Term]) -> str:
    """The characters of the sets of classes, one a term."""
    return "".join([t[2] for t in terms])


def _apply(terms: list[Term], line: str, first: int, rules: tuple[Rule, ...]) -> tuple[Rule, int, Any] | None:
    for rule in rules:
        found = rule.pattern.match(line, first)
        if found is None or found.end() == first:
            continue
        values: Values = {**rule.fixed, "span": (terms[first][0], terms[found.end() - 1][1])}
        for name, classes in rule.groups:
            at = found.start(name)
            if at >= 0:
                held = terms[at][3]
                values[name] = next(held[c] for c in classes if c in held)
        value = rule.maker(values)
        if value is not None:
            return rule, found.end(), value
    return None


def compile_grammar(language: str, name: str, makers: Mapping[str, Maker]) -> Grammar:
    """A grammar of a language from its pack and the shared one, the language's own rules first."""
    _numeral_levels(language)  # first, as the others build on what they give
    return Grammar(language, _levels(language, name, makers))


@cache
def _numeral_levels(language: str) -> tuple[Level, ...]:
    return _levels(language, "numerals", MAKERS)


def _levels(language: str, name: str, makers: Mapping[str, Maker]) -> tuple[Level, ...]:
    lexicon = lexicon_of(language)
    classes: dict[str, tuple[str, ...]] = {}
    macros: dict[str, str] = {}
    for pack in (load_pack(owner, p) for p in _PACKS for owner in (language, "shared")):
        classes.update({alias: tuple(members) for alias, members in pack.get("classes", {}).items()})
        macros.update(pack.get("macros", {}))
    raw: dict[str, list[Mapping[str, Any]]] = {}
    for owner in (language, "shared"):
        for level, rules in load_pack(owner, name).get("rules", {}).items():
            raw.setdefault(level, []).extend({**r, "id": f"{name}/{r['id']}"} for r in rules)
    for rule in (r for level in sorted(raw) for r in raw[level]):
        lexicon.code({rule["gives"]: None})

    def letters(alias: str) -> str:
        members = classes.get(alias, (alias,))
        return "".join(sorted({c for m in members for c in lexicon.members(m)}))

    return tuple(_level(raw[level], lexicon, classes, macros, letters, makers) for level in sorted(raw))


def _level(
    raw: Sequence[Mapping[str, Any]],
    lexicon: Lexicon,
    classes: Mapping[str, tuple[str, ...]],
    macros: Mapping[str, str],
    letters: Callable[[str], str],
    makers: Mapping[str, Maker],
) -> Level:
    by_first: dict[str, list[Rule]] = {}
    for entry in raw:
        text = entry["pattern"]
        for macro, meaning in macros.items():
            text = re.sub(rf"\b{macro}\b", meaning, text)
        node = parse(text)
        regex, names = node.regex(letters, [])
        groups = tuple((group, classes.get(alias, (alias,))) for group, alias in names)
        rule = Rule(
            entry["id"], entry["gives"], lexicon.code({entry["gives"]: None}), makers[entry["makes"]],
            re.compile(regex), groups, entry.get("with", {}),
        )  # fmt: skip
        for letter in first_of(node, letters):
            by_first.setdefault(letter, []).append(rule)
    begins = re.compile(f"[{''.join(sorted(by_first))}]" if by_first else "(?!)")
    return Level({letter: tuple(rules) for letter, rules in by_first.items()}, begins)
