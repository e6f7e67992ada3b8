"""Measurements as tables: one form for the screen and for Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rich.table import Table as RichTable

from pledgebook.quality.fit import MAIN, MODES
from pledgebook.quality.gold import GoldSet
from pledgebook.quality.results import Score, ratio
from pledgebook.quality.values import Json, code, slots

WORST = 15  # kinds of claims that are shown where it fails most


@dataclass(frozen=True, slots=True)
class Table:
    """A title, the names of the columns, and rows of text."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def for_screen(self) -> RichTable:
        """As rich shows it; the first column is text, the others numbers."""
        table = RichTable(title=self.title, title_justify="left", header_style="bold")
        for n, name in enumerate(self.columns):
            table.add_column(name, justify="right" if n else "left", no_wrap=True)
        for row in self.rows:
            table.add_row(*row)
        return table

    def for_markdown(self) -> str:
        """As Markdown, under a heading."""
        lines = [self.columns, ("---", *("---:",) * (len(self.columns) - 1)), *self.rows]
        return f"### {self.title}\n\n" + "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def shown(value: float | None, digits: int = 3) -> str:
    """A number, or a dash where there is none."""
    return "–" if value is None else f"{value:.{digits}f}"


def claims_table(gold: GoldSet, score: Score) -> Table:
    """Counts and rates by language, kind, and kind within a language."""
    rows = []
    for group, modes in score.groups.items():
        tally = modes["default"]
        counts = (tally.gold, tally.read, tally.hit, tally.optional, tally.wrong, tally.dup)
        plain, lenient, strict = (modes[m].rates for m in MODES)
        shares = (plain.precision, plain.recall, plain.f1, lenient.f1, strict.precision, strict.f1)
        rows.append((group, *map(str, counts), *map(shown, shares)))
    columns = (
        "group", "gold", "read", "hit", "optional", "wrong", "twice",
        "P", "R", "F1", "lenient F1", "strict P", "strict F1",
    )  # fmt: skip
    return Table(f"{gold.name}: claims of {len(gold.texts)} texts", columns, tuple(rows))


def slots_table(gold: GoldSet, score: Score) -> Table:
    """The share of slots that are right, in claims that are."""
    rows = [(name, str(n), shown(ratio(right, n))) for name, (right, n) in score.slots.items()]
    return Table(f"{gold.name}: slots of the claims that were hit", ("slot", "judged", "right"), tuple(rows))


def documents_table(gold: GoldSet, score: Score) -> Table:
    """Everything about whole documents, evidence and confidences."""
    docs, bets = score.documents, score.calibration
    exact, words = score.evidence
    rows = (
        ("documents read", str(docs.gold), str(docs.read)),
        ("language right", str(docs.gold), shown(docs.language)),
        ("main text F1 (characters)", str(docs.gold), shown(docs.main_text.f1)),
        ("published contains the gold", str(docs.gold), shown(docs.contains)),
        ("published meets the gold", str(docs.gold), shown(docs.meets)),
        ("published, median days", str(docs.gold - docs.open), shown(docs.days, 1)),
        ("published left open", str(docs.gold), str(docs.open)),
        ("evidence exact", str(words), shown(ratio(exact, words))),
        ("confidence, Brier score", str(bets.n), shown(bets.brier)),
        ("confidence, calibration error", str(bets.n), shown(bets.ece)),
    )
    return Table(f"{gold.name}: documents, evidence, confidence", ("what", "of", "reached"), rows)


def failures_table(gold: GoldSet, score: Score) -> Table:
    """What is missed most, by kind and main code."""
    wanted = Counter(_coded(c) for text in gold.texts for c in text.claims if c.get("required"))
    missed = Counter(_coded(claim) for label, _, claim in score.errors if label == "miss")
    wrong = Counter(_coded(claim) for label, _, claim in score.errors if label == "wrong")
    most = sorted(missed | wrong, key=lambda name: (-missed[name] - wrong[name], name))[:WORST]
    rows = [(name, str(wanted[name]), str(missed[name]), str(wrong[name])) for name in most]
    return Table(f"{gold.name}: where it fails most", ("claims", "gold", "missed", "wrong"), tuple(rows))


def _coded(claim: Json) -> str:
    """The kind of a claim and its main code."""
    kind = str(claim.get("kind"))
    return f"{kind} {code(slots(claim).get(MAIN.get(kind, 'format'))) or ''}".strip()


def markdown(tables: Sequence[Table]) -> str:
    """Tables one after the other."""
    return "\n".join(table.for_markdown() for table in tables)
