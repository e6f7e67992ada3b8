"""Listed names of a language, found in its sentences."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pledgebook.analyse.morphology import Word, morphology
from pledgebook.analyse.tokens import Token
from pledgebook.packs.load import rows, table


class _Node:
    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.ends: list[tuple[str, str, str]] = []  # id, role, form


Candidate = tuple[str, str, str]  # id, role, form
BEGINNING = 3  # letters
_FIRST_WORD = re.compile(r"[\w'\-]+")


@lru_cache(maxsize=1 << 15)
def _beginning(form: str) -> str:
    first = _FIRST_WORD.match(form.lstrip("=").lower())
    return first.group()[:BEGINNING] if first else ""


class Gazetteer:
    """Listed names of a language, matched by lemma (or as written), with regard to letter case.

    Names are analysed when a word that begins like them is first met, so that a start costs nothing.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._words = morphology(language)
        self._root = _Node()
        grammar = table(language, "grammar")
        self._inflected = not grammar.get("articles")
        self._stems = tuple(grammar.get("name_stems", ""))
        self._endings: list[str] = grammar.get("name_endings", [])
        self._waiting: dict[str, list[tuple[str, str, str]]] = {}
        for row in rows(language, "names"):
            self._waiting.setdefault(_beginning(row["form"]), []).append((row["id"], row["role"], row["form"]))
        for row in rows("shared", "outlets"):
            for name in filter(None, (row.get(language) or row.get("en") or "").split("|")):
                self._waiting.setdefault(_beginning(name), []).append(("outlet:" + row["id"], "name", name))

    def _add(self, id_: str, role: str, form: str) -> None:
        pieces = _pieces(form)
        nodes = [self._root]
        for piece in pieces:
            keys = self._keys(piece, role)
            nodes = [node.next.setdefault(key, _Node()) for node in nodes for key in keys]
        for node in nodes:
            node.ends.append((id_, role, form))

    def _keys(self, piece: str, role: str) -> tuple[str, ...]:
        low = piece.lower()
        if role == "abbreviation" or not self._inflected or not low[0].isalpha():
            return ("=" + low,)
        cases = (f"={low}{x}" for x in self._endings if role == "surname" and low.endswith(self._stems))
        return (*_own_lemmas(self._words.word(low)), "=" + low, *cases)

    def find(self, tokens: list[Token]) -> list[tuple[int, int, list[Candidate]]]:
        """(first, last, candidates) of the longest names, left to right, not overlapping."""
        found = []
        own, i, count = -id(self), 0, len(tokens)
        while i < count:
            word = tokens[i].word
            start = word.nodes.get(own)
            if start is None:
                start = word.nodes[own] = self._start(word)
            nodes, beginnings = start
            best: tuple[int, list[Candidate]] | None = None
            j = i
            while nodes:
                ends = [e for node in nodes for e in node.ends if self._fits(tokens, i, j + 1, e, beginnings)]
                if ends:
                    best = (j + 1, ends)
                j += 1
                if j >= count:
                    break
                keys = tokens[j].word.keys
                nodes = [node.next[k] for node in nodes for k in keys if k in node.next]
            if best:
                found.append((i, best[0], best[1]))
                i = best[0]
            else:
                i += 1
        return found

    def _start(self, word: Word) -> tuple[list[_Node], frozenset[str]]:
        """Where names that begin with a word go on, and how its keys begin."""
        beginnings = frozenset(_beginning(key) for key in word.keys)
        for beginning in beginnings:
            for name in self._waiting.pop(beginning, ()):
                self._add(*name)
        following = self._root.next
        return [following[k] for k in word.keys if k in following], beginnings

    @staticmethod
    def _fits(tokens: list[Token], first: int, last: int, entry: Candidate, beginnings: frozenset[str]) -> bool:
        _, role, form = entry
        if _beginning(form) not in beginnings:
            return False  # else what was read before would decide
        head = tokens[first]
        if role == "abbreviation":
            dotted = form[1:2] == "."  # "U.S.": its first letter is a token of its own
            return head.upper or (head.capital and (dotted or form[:2] != form[:2].upper())) or not form[0].isupper()
        if not form[0].isupper():
            return True
        if not head.capital:
            return False
        return last - first > 1 or not _is_first_word(tokens, first) or not _is_another_word(head, form, role)


def _is_first_word(tokens: list[Token], n: int) -> bool:
    return n == 0 or tokens[n - 1].low in ('"', ".", ":", "-", "\u2013", "\u2022")


def _is_another_word(token: Token, form: str, role: str) -> bool:
    """Whether a word at the start of a sentence is rather a common word than an inflected name."""
    if form.lower() == token.low:
        named = any(r.pos == "noun" and r.case == "nom" for r in token.word.readings)
        return bool(token.word.parts & {"adv", "verb"}) and role != "seat" and not named
    return any(r.lemma == token.low and r.pos == "noun" for r in token.word.readings)


def _own_lemmas(word: Word) -> tuple[str, ...]:
    """The lemmas of a listed form, which stands in the nominative: itself, or those of its nominative readings."""
    nominal = [r for r in word.readings if r.pos not in ("prep", "conj")]
    own = [r.lemma for r in nominal if r.lemma == word.form]
    return tuple(dict.fromkeys(own or [r.lemma for r in nominal if r.case == "nom"] or [r.lemma for r in nominal]))


@cache
def gazetteer(language: str) -> Gazetteer:
    """The gazetteer of a language."""
    return Gazetteer(language)


_PIECE = re.compile(r"'s\b|[^\W\d_]+(?:['\-](?!s\b)[^\W\d_]+)*|\d+|[^\w\s]")


def _pieces(form: str) -> list[str]:
    return _PIECE.findall(form)
