"""Word lists of a pack, compiled to one trie over lemmas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pledgebook.analyse.morphology import Morphology, Word

GAP = "~"  # in a phrase: one word or a few of any kind
WIDEST = 7  # words
PARTS = ("verbs", "adjectives", "nouns", "deeds", "items", "qualifiers", "areas", "words", "phrases")


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed word or phrase: group (file), key (table), part (list) and the rule id shown to people."""

    group: str
    key: str
    part: str
    text: str
    rule: str
    data: dict[str, Any] = field(compare=False, hash=False, repr=False)


List = tuple[str, str, str]  # group, key and part of an entry


class Node:
    """A node of the trie: what ends here, and how it goes on, by lemma."""

    __slots__ = ("ends", "gap", "next")

    def __init__(self) -> None:
        self.gap: Node | None = None  # what goes on after a few words of any kind
        self.next: dict[str, Node] = {}
        self.ends: list[tuple[List, Entry]] = []


class Hit(NamedTuple):
    """An entry found at tokens first to last (last excluded)."""

    first: int
    last: int
    entry: Entry


WANTED = {
    "verbs": "verb",
    "nouns": "noun",
    "deeds": "noun",
    "items": "noun",
    "adjectives": "adj",
    "qualifiers": "",
    "areas": "",
    "words": "",
    "phrases": "",
}


def _fits(word: Word, entry: Entry) -> bool:
    """Whether a word of one token may be the listed part of speech, by the reading of the listed lemma if there is one."""
    wanted = WANTED[entry.part]
    if not word.may_be(wanted):
        return False
    own = [r.pos for r in word.readings if r.lemma == entry.text]
    return not wanted or not own or wanted in own or "x" in own or wanted == "adj"


class Lexicon:
    """The word lists of several groups. A word list is in dictionary forms; '=' before a word takes it as written."""

    def __init__(self, morphology: Morphology) -> None:
        self._morphology = morphology
        self._root = Node()

    def add_group(self, language: str, group: str, tables: dict[str, Any]) -> None:
        """Adds all lists of a file; keys that are no lists are kept as the entry's data."""
        for key, data in tables.items():
            if not isinstance(data, dict):
                continue
            rest = {k: v for k, v in data.items() if k not in PARTS}
            for part in PARTS:
                for text in data.get(part, ()):
                    rule = f"{language}/{group}/{key}"
                    self._add(Entry(group, key, part, text, rule, rest))

    def _add(self, entry: Entry) -> None:
        nodes = [self._root]
        words = entry.text.split()
        for n, piece in enumerate(words):
            if piece == GAP:
                for node in nodes:
                    node.gap = node.gap or Node()
                nodes = [node.gap for node in nodes if node.gap is not None]
                continue
            keys = self._keys(piece, entry.part if len(words) == 1 else "phrases", alone=n == 0)
            nodes = [node.next.setdefault(key, Node()) for node in nodes for key in keys]
        for node in nodes:
            if all(entry != other for _, other in node.ends):
                node.ends.append(((entry.group, entry.key, entry.part), entry))

    def _keys(self, piece: str, part: str, *, alone: bool) -> tuple[str, ...]:
        if piece.startswith("="):
            return ("=" + piece[1:].lower(),)
        low = piece.lower()
        return self._morphology.dictionary_keys(low, WANTED[part])

    def match(self, words: list[Word]) -> list[Hit]:
        """Every longest entry of each list at each place, in order."""
        hits: list[Hit] = []
        own, last = id(self), len(words) - 1
        for i, word in enumerate(words):
            start = word.nodes.get(own)
            if start is None:
                start = word.nodes[own] = self._start(word)
            alone, nodes, gaps = start
            if gaps:
                hits.extend(_leaps(words, i, gaps))
            if nodes and i < last and (going := _continue(nodes, words[i + 1])):
                hits.extend(_longest(words, i, alone, going))
            elif alone:
                hits.extend([Hit(i, i + 1, entry) for _, entry in alone])
        return hits

    def _start(self, word: Word) -> tuple[list[tuple[List, Entry]], list[Node], list[Node]]:
        """The entries that a word is by itself, the first of each list, and where more may follow, at once or after a gap."""
        nodes = _continue([self._root], word)
        alone: dict[List, Entry] = {}
        for node in nodes:
            for listed, entry in node.ends:
                if listed not in alone and _fits(word, entry):
                    alone[listed] = entry
        gaps = [node.gap for node in nodes if node.gap is not None]
        return list(alone.items()), [node for node in nodes if node.next], gaps


def _leaps(words: list[Word], i: int, gaps: list[Node]) -> Iterator[Hit]:
    """The entries that begin with word i and end a few words later, whatever stands between."""
    for j in range(i + 2, min(i + WIDEST, len(words))):
        if not words[j - 1].form[0].isalnum():
            return
        for node in _continue(gaps, words[j]):
            for _, entry in node.ends:
                yield Hit(i, j + 1, entry)
                return


def _longest(words: list[Word], i: int, alone: list[tuple[List, Entry]], nodes: list[Node]) -> list[Hit]:
    """The longest entries of each list from word i on, given where they stand after the word behind it."""
    best = {listed: (i + 1, entry) for listed, entry in alone}
    j = i + 1
    while nodes:
        for node in nodes:
            for listed, entry in node.ends:
                held = best.get(listed)
                if held is None or held[0] <= j:  # of equals the word's own lemma comes first
                    best[listed] = (j + 1, entry)
        j += 1
        if j >= len(words):
            break
        nodes = _continue(nodes, words[j])
    return [Hit(i, end, entry) for end, entry in best.values()]


def _continue(nodes: list[Node], word: Word) -> list[Node]:
    keys = word.keys
    return [node.next[key] for node in nodes for key in keys if key in node.next]
