"""The sentences of a text in which words were found, for the results of a search."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pledgebook.analyse.fold import fold, lower
from pledgebook.model.document import Document

_WORD = re.compile(r"\w+")
_END = re.compile(r"[.!?…](?=\s)|\n")
_MOST_TEXT = 200_000  # characters looked at
_LONGEST = 2_000  # of one sentence
_WIDTH = 220  # shown of one sentence
_STEM = 5
_BEFORE = 40


def passages(document: Document, query: str, most: int = 3) -> list[str]:
    """The sentences of the main text with most of the words, in order of place; long ones are cut."""
    stems = {word[: max(_STEM, len(word) - 2)] for word in _WORD.findall(lower(fold(query)))}
    found: dict[str, tuple[int, frozenset[str]]] = {}
    for start, end in _sentences(document):
        text = document.text[start : min(end, start + _LONGEST)].strip()
        if places := _places(text, stems):
            found.setdefault(_cut(text, places), (start, frozenset(stem for _, stem in places)))
    return [text for _, text in sorted(_best(found)[:most])]


def _best(found: dict[str, tuple[int, frozenset[str]]]) -> list[tuple[int, str]]:
    """Those with at least half as many words as the best, or a word that no better one has."""
    ordered = sorted(found.items(), key=lambda item: (-len(item[1][1]), item[1][0]))
    kept: list[tuple[int, str]] = []
    seen: set[str] = set()
    for text, (start, stems) in ordered:
        if 2 * len(stems) >= len(ordered[0][1][1]) or stems - seen:
            kept.append((start, text))
        seen |= stems
    return kept


def _places(text: str, stems: set[str]) -> list[tuple[int, str]]:
    """Where words of the query begin, and which."""
    words = _WORD.finditer(lower(fold(text)))
    return [(w.start(), stem) for w in words for stem in stems if w.group().startswith(stem)]


def _cut(text: str, places: list[tuple[int, str]]) -> str:
    """The stretch of the text that holds most of the words."""
    if len(text) <= _WIDTH:
        return text
    start = max((p for p, _ in places), key=lambda p: (_count(places, p), -p)) - _BEFORE
    start = 0 if start <= _BEFORE else text.rfind(" ", 0, start) + 1
    piece = text[start : start + _WIDTH]
    end = len(piece) if start + _WIDTH >= len(text) else piece.rfind(" ")
    return ("…" if start else "") + piece[:end] + ("…" if start + end < len(text) else "")


def _count(places: list[tuple[int, str]], start: int) -> int:
    return len({stem for p, stem in places if start <= p < start + _WIDTH - _BEFORE})


def _sentences(document: Document) -> Iterator[tuple[int, int]]:
    seen = 0
    for block in document.blocks:
        if not block.is_text or seen > _MOST_TEXT:
            continue
        seen += block.end - block.start
        last = min(block.end, block.start + _MOST_TEXT)
        start = block.start
        for match in _END.finditer(document.text, block.start, last):
            yield start, match.end()
            start = match.end()
        if start < last:
            yield start, last
