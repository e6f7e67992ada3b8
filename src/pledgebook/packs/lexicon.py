"""Word lists of a pack, compiled to one trie over lemmas."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pledgebook.analyse.morphology import Morphology, Word

PARTS = ("verbs", "adjectives", "nouns", "deeds", "items", "qualifiers", "words", "phrases")


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed word or phrase: group (file), key (table), part (list) and the rule id shown to people."""

    group: str
    key: str
    part: str
    text: str
    rule: str
    data: dict[str, Any] = field(compare=False, hash=False, repr=False)


class Node:
    """A node of the trie: what ends here, and how it goes on, by lemma."""

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.ends: list[Entry] = []


@dataclass(frozen=True, slots=True)
class Hit:
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
        self._starts: dict[int, tuple[Node, ...]] = {}

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
            keys = self._keys(piece, entry.part if len(words) == 1 else "phrases", alone=n == 0)
            nodes = [node.next.setdefault(key, Node()) for node in nodes for key in keys]
        for node in nodes:
            if entry not in node.ends:
                node.ends.append(entry)

    def _keys(self, piece: str, part: str, *, alone: bool) -> tuple[str, ...]:
        if piece.startswith("="):
            return ("=" + piece[1:].lower(),)
        low = piece.lower()
        return self._morphology.dictionary_keys(low, WANTED[part])

    def match(self, words: list[Word]) -> list[Hit]:
        """Every longest entry of each group at each place, in order."""
        hits: list[Hit] = []
        count = len(words)
        for i, word in enumerate(words):
            nodes = word.nodes.get(id(self))
            if nodes is None:
                nodes = word.nodes[id(self)] = self._continue(self._root, word)
            if not nodes:
                continue
            best: dict[tuple[str, str, str], tuple[int, Entry]] = {}
            j = i
            while nodes:
                for node in nodes:
                    for entry in node.ends:
                        if j == i and not _fits(word, entry):
                            continue
                        held = best.get((entry.group, entry.key, entry.part))
                        if held is None or held[0] <= j:  # of equals the word's own lemma comes first
                            best[entry.group, entry.key, entry.part] = (j + 1, entry)
                j += 1
                if j >= count:
                    break
                nodes = tuple(n for node in nodes if node.next for n in self._continue(node, words[j]))
            hits.extend(Hit(i, end, entry) for end, entry in best.values())
        return hits

    @staticmethod
    def _continue(node: Node, word: Word) -> tuple[Node, ...]:
        following = node.next
        found = [following[key] for key in word.keys if key in following]
        return tuple(dict.fromkeys(found))
