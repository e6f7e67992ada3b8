"""Own raw dumps as tables: '+' before a line of main text, '-' before any other, '=== name' before each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pledgebook.analyse.fold import fold, lower
from pledgebook.ingest.blocks import find_blocks


@dataclass(frozen=True)
class Dump:
    """A text and which of its lines are main text."""

    name: str
    unseen: bool
    lines: tuple[tuple[bool, str], ...]

    def text(self, newline: str = "\n") -> str:
        """The dump as a scraper leaves it."""
        return newline.join(line for _, line in self.lines)


def read_dumps() -> Iterator[Dump]:
    """All dumps of the tables beside this file."""
    for path in sorted(Path(__file__).parent.glob("dumps_*.txt")):
        for part in path.read_text(encoding="utf-8").split("=== ")[1:]:
            head, *lines = part.rstrip("\n").split("\n")
            name, *marks = head.split()
            table = tuple((line[0] == "+", line[2:]) for line in lines)
            yield Dump(f"{path.stem}:{name}", "unseen" in marks, table)


def score(dump: Dump, newline: str = "\n") -> tuple[int, int, int, list[str]]:
    """Common, found and expected characters of main text, and the lines that came out wrong."""
    text = dump.text(newline)
    blocks = [b for b in find_blocks(text, lower(fold(text)), "und") if b.is_text]
    have = {n for b in blocks for n in range(b.start, b.end) if not text[n].isspace()}
    want: set[int] = set()
    wrong: list[str] = []
    start = 0
    for expected, line in dump.lines:
        here = {n for n in range(start, start + len(line)) if not text[n].isspace()}
        if expected:
            want |= here
        if here and (len(here & have) * 2 > len(here)) != expected:
            wrong.append(f"{'+' if expected else '-'} {line}")
        start += len(line) + len(newline)
    return len(want & have), len(have), len(want), wrong
