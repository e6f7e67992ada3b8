"""Floors: what was reached is written down, and nothing may fall below it unnoticed."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pledgebook.quality.results import Score

MARGIN = 0.02
WIDEST = 0.1  # margin of a small group
ENOUGH = 12  # required gold claims that a kind within a language needs for floors of its own
CEILINGS = frozenset(("published_days",))  # less is better
HEAD = """# Floors of the quality gate (python -m pledgebook.quality): a number below its floor fails it.
# --raise moves floors up to what is reached, less 0.02 or (in small groups) one claim; only --lower
# moves one down. published_days is a ceiling. digest is that of the gold the floors were measured on.
"""


class Figure(NamedTuple):
    """What was reached, and how far below it the floor is set: 0.02, in small groups one claim."""

    value: float
    margin: float = MARGIN


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors of one set of gold: {figure: least value}, and the digest of that gold."""

    digest: str = ""
    figures: Mapping[str, float] = field(default_factory=dict)


def figures(score: Score) -> dict[str, Figure]:
    """The figures that have floors, flat: "f1 en/commitment", "language" …"""
    docs = score.documents
    found: dict[str, tuple[float | None, float]] = {
        "evidence": (score.exact, 0),
        "main_text": (docs.main_text.f1, MARGIN),
        "language": (docs.language, MARGIN),
        "published_contains": (docs.contains, MARGIN),
        "published_days": (docs.days, 0),
    }
    for group, modes in score.groups.items():
        if "/" in group and modes["default"].gold < ENOUGH:
            continue
        margin = min(max(MARGIN, 1 / max(modes["default"].gold, 1)), WIDEST)
        found[f"precision {group}"] = (modes["default"].rates.precision, margin)
        found[f"f1 {group}"] = (modes["default"].rates.f1, margin)
        found[f"strict_f1 {group}"] = (modes["strict"].rates.f1, margin)
    return {name: Figure(value, margin) for name, (value, margin) in found.items() if value is not None}


def falls(floors: Floors, reached: Mapping[str, Figure]) -> list[tuple[str, float, float | None]]:
    """(figure, floor, reached) of what is below its floor or not to be had any more."""
    now = {name: figure.value for name, figure in reached.items()}
    rows = [(name, floor, now.get(name)) for name, floor in sorted(floors.figures.items())]
    return [row for row in rows if row[2] is None or _is_below(row[0], row[2], row[1])]


def moved(floors: Floors, reached: Mapping[str, Figure], *, digest: str, up: bool, down: bool) -> Floors:
    """The floors after what is reached: up where it is higher, down (only if asked) where it is lower."""
    new = dict(floors.figures)
    for name, now in reached.items():
        floor = _floor(name, now)
        old = new.get(name)
        if old is None:
            new[name] = floor
        elif _is_below(name, now.value, old):
            new[name] = floor if down else old
        elif up and _is_below(name, old, floor):
            new[name] = floor
    if down:
        new = {name: floor for name, floor in new.items() if name in reached}
    return Floors(digest, new)


def load_floors(path: Path) -> dict[str, Floors]:
    """The floors of each set; none where there is no file."""
    if not path.is_file():
        return {}
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: Floors(table.pop("digest", ""), table) for name, table in data.items()}


def save_floors(path: Path, floors: Mapping[str, Floors]) -> None:
    """Writes the floors, sorted."""
    lines = [HEAD]
    for name in sorted(floors):
        lines.append(f'[{_key(name)}]\ndigest = "{floors[name].digest}"')
        lines += [f'"{figure}" = {value:g}' for figure, value in sorted(floors[name].figures.items())]
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")


def _key(name: str) -> str:
    """A name as TOML takes it."""
    return name if name.isidentifier() else f'"{name}"'


def _floor(name: str, now: Figure) -> float:
    if name in CEILINGS:
        return float(math.ceil(now.value))
    return math.floor(max(now.value - now.margin, 0) * 1000) / 1000


def _is_below(name: str, now: float, floor: float) -> bool:
    return now > floor if name in CEILINGS else now < floor
