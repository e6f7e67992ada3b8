"""Checks language packs: what their files hold, and whether their own examples are read as drawn.

This module stands above the reader, which reads the examples; the rest of packs/ stands below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pledgebook.model.finding import Finding
from pledgebook.packs.examples import Example, examples, problem
from pledgebook.packs.lexicon import PARTS
from pledgebook.packs.load import languages, rows, table
from pledgebook.packs.schema import LISTS, files, missing, tables
from pledgebook.packs.words import listed, names

OPEN = "open"  # a TSV file of a pack: the examples that the program is known not to read as drawn


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one word list of a pack covers."""

    language: str
    group: str
    tables: int
    words: dict[str, int]  # by part of speech
    examples: int
    failures: int

    def as_json(self) -> dict[str, Any]:
        """For --json output."""
        return {
            "language": self.language, "group": self.group, "tables": self.tables, "words": self.words,
            "examples": self.examples, "failures": self.failures,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class PackReport:
    """What the packs of some languages cover, and what is wrong with them."""

    languages: tuple[str, ...]
    coverage: tuple[Coverage, ...]
    findings: tuple[Finding, ...]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    @property
    def is_sound(self) -> bool:
        """Whether nothing is an error."""
        return all(f.severity != "error" for f in self.findings)

    def as_json(self) -> dict[str, Any]:
        """For --json output."""
        return {
            "languages": list(self.languages),
            "coverage": [c.as_json() for c in self.coverage],
            "findings": [f.as_json() for f in self.findings],
        }


def check(language: str | None = None) -> PackReport:
    """The report on a language's pack; on all packs where none is named."""
    checked = languages() if language is None else (language,)
    coverage: list[Coverage] = []
    findings: list[Finding] = []
    for code in checked:
        for look in (files, missing, tables, listed, names):
            findings += look(code)
        failed = {(e.rule, e.drawn): (e, found) for e in examples(code) if (found := problem(e)) is not None}
        findings += _read(code, failed)
        coverage += _coverage(code, [e.rule for e, _ in failed.values()])
    return PackReport(checked, tuple(coverage), tuple(findings))


def _read(language: str, failed: dict[tuple[str, str], tuple[Example, str]]) -> Iterator[Finding]:
    """Findings on examples: one that fails is an error unless the pack lists it as open."""
    known = {(row["rule"], row["example"]) for row in rows(language, OPEN)}
    for key, (example, found) in failed.items():
        code, severity = ("example-open", "warning") if key in known else ("example-fails", "error")
        asked = "expected its marks" if example.kind == "match" else "expected no claim of this rule"
        message = f"{example.drawn} · {found}; {asked}"
        yield Finding(code, message, f"{example.rule}: {example.kind}", severity)
    for rule, drawn in sorted(known - failed.keys()):
        yield Finding("idle-open", f"{drawn} · is read, or is gone; take it out of {OPEN}.tsv", rule)


def _coverage(language: str, failed: list[str]) -> Iterator[Coverage]:
    for group in LISTS:
        tables = {key: data for key, data in table(language, group).items() if isinstance(data, dict)}
        words = {part: sum(len(data.get(part, ())) for data in tables.values()) for part in PARTS}
        count = sum(len(data.get(kind, ())) for data in tables.values() for kind in ("match", "avoid"))
        fails = sum(rule.split("/")[1] == group for rule in failed)
        yield Coverage(language, group, len(tables), {p: n for p, n in words.items() if n}, count, fails)
