"""Articles to measure speed with: sentences of gold texts in ever new orders, with other numbers in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from math import gcd

from pledgebook.quality.gold import Expected

WORDS = 300
PARAGRAPH = 3  # sentences
_NUMBER = re.compile(r"(?<![\d.,:/-])(?!19|20)[1-9]\d{1,2}(?![\d.,:/-])")
_END = re.compile(r"(?<=[.!?])\s+(?=\S)|\n+")


def articles(texts: Sequence[Expected], language: str) -> Iterator[str]:
    """Articles of about 300 words in a language, without end, all different."""
    pool = sentences(texts, language)
    steps = [n for n in range(1, len(pool)) if gcd(n, len(pool)) == 1]
    number = 0
    while pool:
        start, step = number % len(pool), steps[(number // len(pool) + number) % len(steps)]
        yield _article(pool, start, step, number)
        number += 1


def stream(texts: Sequence[Expected], count: int) -> Iterator[str]:
    """So many articles, the languages in turn."""
    languages = sorted({str(text.document["language"]) for text in texts})
    streams = [articles(texts, language) for language in languages]
    return (next(streams[n % len(streams)]) for n in range(count))


def mixed(texts: Sequence[Expected], count: int) -> list[str]:
    """The same as a list."""
    return list(stream(texts, count))


def some(texts: Sequence[Expected], language: str, count: int) -> list[str]:
    """So many articles in one language."""
    return list(islice(articles(texts, language), count))


def sentences(texts: Sequence[Expected], language: str) -> list[str]:
    """The sentences of the main texts in a language, each once, in order."""
    found: dict[str, None] = {}
    for text in texts:
        if text.document["language"] == language:
            for start, end in text.document["main_text"]:
                found |= dict.fromkeys(s for s in _END.split(text.text[start:end]) if len(s.split()) > 3)
    return list(found)


def _article(pool: Sequence[str], start: int, step: int, number: int) -> str:
    """A header with a day, a title, and paragraphs."""
    day = f"{2024 + number % 2}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    order = (_changed(pool[(start + n * step) % len(pool)], number) for n in range(len(pool)))
    lines, words, paragraph = [f"date {day}", next(order).rstrip(".")], 0, []
    for sentence in order:
        paragraph.append(sentence)
        words += len(sentence.split())
        if len(paragraph) == PARAGRAPH or words >= WORDS:
            lines.append(" ".join(paragraph))
            paragraph = []
        if words >= WORDS:
            break
    return "\n\n".join([*lines, " ".join(paragraph)]).strip() + "\n"


def _changed(sentence: str, number: int) -> str:
    """The sentence with other numbers of as many digits, so that it tells something else."""

    def other(found: re.Match[str]) -> str:
        least = 10 ** (len(found[0]) - 1)
        return str(least + (int(found[0]) + 7 * number) % (9 * least))

    return _NUMBER.sub(other, sentence)
