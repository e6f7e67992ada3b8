"""The sentences of a text in which words were found, for the results of a search."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pledgebook.analyse.fold import fold, lower
from pledgebook.model.document import Document

_WORD = re.compile(r"\w+")
_END = re.compile(r"[.!?…](?=\s)|\n")
_MOST_TEXT = 200_000  # characters looked at
_LONGEST = 600
_STEM = 5


def passages(document: Document, query: str, most: int = 3) -> list[str]:
    """The sentences of the main text with most of the words, in order of place."""
    stems = {word[: max(_STEM, len(word) - 2)] for word in _WORD.findall(lower(fold(query)))}
    found: dict[str, tuple[int, int]] = {}
    for start, end in _sentences(document):
        text = document.text[start : min(end, start + _LONGEST)]
        words = _WORD.findall(lower(fold(text)))
        count = sum(any(word.startswith(stem) for word in words) for stem in stems)
        if count:
            found.setdefault(text.strip(), (-count, start))
    best = sorted(found.items(), key=lambda item: item[1])[:most]
    return [text for text, (_, _) in sorted(best, key=lambda item: item[1][1])]


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
