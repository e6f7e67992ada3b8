"""python -m pledgebook.quality.calibrate: fits the confidence of claims to gold/tuned."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.console import Console

import pledgebook
from pledgebook.extract.confidence import confidence, watching
from pledgebook.quality import train
from pledgebook.quality.gold import Expected, load, read_text
from pledgebook.quality.logistic import BIAS, Row, fitted
from pledgebook.quality.results import Calibration
from pledgebook.quality.score import calibration, paired
from pledgebook.quality.tables import Table, shown
from pledgebook.weigh.weights import using

FOLDS = 6
STEPS = 24  # halvings that the bias is found in
PENALTIES = (2.0, 6.0, 18.0)
LEAST = 0.02  # weights nearer to nothing are left out
MODEL = Path(pledgebook.__file__).parent / "languages" / "shared" / "confidence.toml"
HEAD = """# How sure a claim is: the weights of a logistic model over named features (extract/confidence.py).
# Fitted, not written: python -m pledgebook.quality.calibrate --write. Do not edit by hand.
"""


@click.command()
@click.option("--gold", type=click.Path(path_type=Path), default=Path("gold"), show_default=True)
@click.option("--write", is_flag=True, help=f"Write the weights into the pack ({MODEL.name}).")
@click.option("--precision", type=click.FloatRange(0.01, 0.99), help="Share that is right on new texts, if known.")
def main(gold: Path, write: bool, precision: float | None) -> None:
    """Fits the weights on gold/tuned; how good they are is measured on documents they were not fitted on."""
    texts = load("tuned", gold / "tuned", gold / "tuned").texts
    rows: list[Row] = []
    for held, learned in train.folds(texts, list(train.rows_of(texts))):
        with using(learned):
            rows += rows_of(held)
    tried = [(penalty, crossed(rows, penalty)) for penalty in PENALTIES]
    best = min(tried, key=lambda one: (one[1].brier or math.inf, one[0]))[0]
    weight = fitted(rows, best)
    if precision is not None:
        weight = moved(weight, rows, precision)
    Console().print(_table(rows, tried, calibration(_bets(rows, weight))).for_screen())
    if write:
        MODEL.write_text(as_toml(weight), encoding="utf-8")


def rows_of(texts: Iterable[Expected]) -> Iterable[Row]:
    """Each claim that is read from the gold texts, with its features and whether it is right."""
    for gold in texts:
        with watching() as seen:
            claims = read_text(gold.text, gold.file).claims
        right, _ = paired(gold.claims, claims, "default")
        for n, claim in enumerate(claims):
            yield Row(gold.file, seen[int(claim["confidence"])], n in right)


def crossed(rows: Sequence[Row], penalty: float) -> Calibration:
    """How well confidences come true in documents that the weights were not fitted on."""
    documents = sorted({row.document for row in rows})
    bets: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        held = set(documents[fold::FOLDS])
        weight = fitted([row for row in rows if row.document not in held], penalty)
        bets += _bets([row for row in rows if row.document in held], weight)
    return calibration(bets)


def moved(weight: dict[str, float], rows: Sequence[Row], precision: float) -> dict[str, float]:
    """The weights with the bias at which the rows are right so often on the average."""
    low, high = -8.0, 8.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        bets = _bets(rows, {**weight, BIAS: middle})
        low, high = (middle, high) if sum(c for c, _ in bets) < precision * len(bets) else (low, middle)
    return {**weight, BIAS: low}


def as_toml(weight: dict[str, float]) -> str:
    """The weights as a pack file, to three digits."""
    kept = {name: round(value, 3) for name, value in weight.items() if name == BIAS or abs(value) >= LEAST}
    return HEAD + "\n[weights]\n" + "".join(f'"{name}" = {value}\n' for name, value in sorted(kept.items()))


def _bets(rows: Sequence[Row], weight: dict[str, float]) -> list[tuple[float, bool]]:
    return [(confidence(row.features, weight), row.is_right) for row in rows]


def _table(rows: Sequence[Row], tried: Sequence[tuple[float, Calibration]], own: Calibration) -> Table:
    cells = [(f"held out, penalty {p:g}", str(c.n), shown(c.brier), shown(c.ece)) for p, c in tried]
    base = sum(row.is_right for row in rows) / len(rows)
    flat = calibration([(base, row.is_right) for row in rows])
    cells.append((f"all {base:.3f}", str(flat.n), shown(flat.brier), shown(flat.ece)))
    cells.append(("fitted on the same", str(own.n), shown(own.brier), shown(own.ece)))
    return Table("confidences", ("weights", "claims", "Brier", "error"), tuple(cells))


if __name__ == "__main__":
    main()
