"""Logistic regression in plain Python: the same rows give the same weights on every machine."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ROUNDS = 300
SEEN = 5  # claims that a feature must be seen in
BIAS = "bias"


@dataclass(frozen=True, slots=True)
class Row:
    """One claim: the document it is from, its features, and whether it was right."""

    document: str
    features: Mapping[str, float]
    is_right: bool


def fitted(rows: Sequence[Row], penalty: float) -> dict[str, float]:
    """The weights that make the rows likeliest, with a penalty on squares, after a fixed number of steps."""
    seen = Counter(name for row in rows for name, value in row.features.items() if value)
    names = sorted(name for name, n in seen.items() if n >= SEEN)
    columns = [_column(row, names) for row in rows]
    weight, bias = [0.0] * len(names), _logit(sum(r.is_right for r in rows), len(rows))
    step = 1 / (0.25 * max(1 + sum(v * v for _, v in c) for c in columns) + penalty / len(rows))
    for _ in range(ROUNDS):
        slope, lean = [penalty * w for w in weight], 0.0
        for column, row in zip(columns, rows, strict=True):
            gap = _logistic(bias + sum(weight[n] * v for n, v in column)) - row.is_right
            lean += gap
            for n, v in column:
                slope[n] += gap * v
        weight = [w - step * s / len(rows) for w, s in zip(weight, slope, strict=True)]
        bias -= step * lean / len(rows)
    return {BIAS: bias, **dict(zip(names, weight, strict=True))}


def _column(row: Row, names: Sequence[str]) -> list[tuple[int, float]]:
    values = ((n, row.features.get(name, 0.0)) for n, name in enumerate(names))
    return [(n, value) for n, value in values if value]


def _logistic(total: float) -> float:
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


def _logit(part: int, whole: int) -> float:
    return math.log((part + 1) / (whole - part + 1))
