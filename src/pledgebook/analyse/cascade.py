"""A cascade of small grammars over terms: rules of a pack name classes, each level folds what it finds into one term."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pledgebook.analyse.lexicon import Lexicon, Term, load_lexicon, load_pack, split_terms

Values = dict[str, Any]
Maker = Callable[[Values], Any]
_PIECE = re.compile(r"[<=!]?[A-Za-z_]+|[()|?]")


@dataclass(frozen=True)
class Rule:
    """One rule: what it gives, what makes its value, and its pattern over the characters of classes."""

    id: str
    gives: str
    maker: Maker
    pattern: re.Pattern[str]
    groups: tuple[tuple[str, tuple[str, ...]], ...]  # name of a group, the classes it may stand for
    fixed: Mapping[str, Any]


@dataclass(frozen=True)
class Level:
    """Rules tried together: the leftmost match, then the first rule."""

    rules: tuple[Rule, ...]
    any_of: re.Pattern[str]


@dataclass(frozen=True)
class Grammar:
    """The levels of one language with their lexicon."""

    lexicon: Lexicon
    levels: tuple[Level, ...]

    def read(self, low: str, start: int, end: int, taken: Sequence[tuple[int, int]] = ()) -> list[Term]:
        """The terms of a stretch of the text after all levels, those in taken spans left unread."""
        terms = split_terms(low, self.lexicon, start, end)
        if taken:
            terms = list(without(terms, taken, self.lexicon.code({"other": None})))
        for level in self.levels:
            terms = fold_level(terms, level, self.lexicon)
        return terms


def without(terms: list[Term], taken: Sequence[tuple[int, int]], other: str) -> Iterator[Term]:
    """The terms, those that touch a taken span as words of no meaning; the spans are in order."""
    at = 0
    for term in terms:
        while at < len(taken) and taken[at][1] <= term[0]:
            at += 1
        is_taken = at < len(taken) and taken[at][0] < term[1]
        yield (term[0], term[1], other, {"other": None}) if is_taken else term


def fold_level(terms: list[Term], level: Level, lexicon: Lexicon) -> list[Term]:
    """The terms with each match of a rule replaced by one term of what the rule gives."""
    line = "".join([t[2] for t in terms])
    out: list[Term] = []
    done = at = 0
    while found := level.any_of.search(line, at):
        first = found.start()
        made = _apply(terms, line, first, level)
        if made is None:
            at = first + 1
            continue
        rule, last, value = made
        out.extend(terms[done:first])
        classes = {rule.gives: value, "rule": rule.id}
        out.append((terms[first][0], terms[last - 1][1], lexicon.codes[frozenset((rule.gives,))], classes))
        done = at = last
    if not done:
        return terms
    out.extend(terms[done:])
    return out


def _apply(terms: list[Term], line: str, first: int, level: Level) -> tuple[Rule, int, Any] | None:
    for rule in level.rules:
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


def compile_grammar(language: str, names: tuple[str, ...], makers: Mapping[str, Maker]) -> Grammar:
    """The grammar of a language from its packs and the shared ones, the language's own rules first."""
    lexicon = load_lexicon(language, names)
    packs = [(name, load_pack(owner, name)) for name in names for owner in (language, "shared")]
    classes: dict[str, tuple[str, ...]] = {}
    macros: dict[str, str] = {}
    for _, pack in packs:
        classes.update({name: tuple(members) for name, members in pack.get("classes", {}).items()})
        macros.update(pack.get("macros", {}))
    raw: dict[str, list[Mapping[str, Any]]] = {}
    for name, pack in packs:
        for level, rules in pack.get("rules", {}).items():
            raw.setdefault(level, []).extend({**r, "id": f"{name}/{r['id']}"} for r in rules)
    for rules in raw.values():
        for rule in rules:
            lexicon.code({rule["gives"]: None})
    order = sorted(raw)
    compiled = (tuple(_compile(r, lexicon, classes, macros, makers) for r in raw[level]) for level in order)
    return Grammar(lexicon, tuple(Level(rules, _joined(rules)) for rules in compiled))


def _joined(rules: tuple[Rule, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.sub(r"\?P<\w+>", "?:", rule.pattern.pattern) for rule in rules))


def _compile(
    raw: Mapping[str, Any],
    lexicon: Lexicon,
    classes: Mapping[str, tuple[str, ...]],
    macros: Mapping[str, str],
    makers: Mapping[str, Maker],
) -> Rule:
    text = raw["pattern"]
    for name, macro in macros.items():
        text = re.sub(rf"\b{name}\b", macro, text)
    out: list[str] = []
    groups: list[tuple[str, tuple[str, ...]]] = []
    for piece in _PIECE.findall(text):
        if piece in "()|?":
            out.append("(?:" if piece == "(" else piece)
            continue
        name = piece.lstrip("<=!")
        members = classes.get(name, (name,))
        letters = "".join(sorted({c for m in members for c in lexicon.members(m)}))
        body = f"[{letters}]" if letters else "(?!)"
        if piece[0] in "<=!":
            out.append({"<": "(?<=", "=": "(?=", "!": "(?!"}[piece[0]] + body + ")")
            continue
        number = sum(1 for group, _ in groups if group.rstrip("0123456789") == name)
        group = f"{name}{number + 1}" if number else name
        groups.append((group, members))
        out.append(f"(?P<{group}>{body})")
    return Rule(
        raw["id"], raw["gives"], makers[raw["makes"]], re.compile("".join(out)), tuple(groups), raw.get("with", {})
    )

