"""The lines of a page and what the steps that sort them agree on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pledgebook.ingest.lines import Line


@dataclass(slots=True)
class Page:
    """The lines and what the steps agree on."""

    lines: list[Line]
    first: int = 0  # the first and the last running sentence
    last: int = -1
    title: int | None = None

    def undecided(self) -> list[tuple[int, Line]]:
        """The lines that no step has decided."""
        return [(n, line) for n, line in enumerate(self.lines) if not line.kind]


def set_zone(page: Page) -> None:
    running = [n for n, line in page.undecided() if line.is_sentence]
    page.first, page.last = (running[0], running[-1]) if running else (len(page.lines), -1)


def topic_of(page: Page) -> Counter[str]:
    """How many running lines have each stem."""
    return Counter(stem for _, line in page.undecided() if line.is_sentence for stem in line.stems)


def shared(line: Line, topic: Counter[str]) -> float:
    """Which part of the line's stems the text has too."""
    if not line.stems:
        return 0.0
    return sum(stem in topic for stem in line.stems) / len(line.stems)
