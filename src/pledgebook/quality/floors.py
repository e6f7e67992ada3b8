"""Floors: what was reached is written down, and nothing may fall below it unnoticed."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pledgebook.quality.results import Score

MARGIN = 0.02
ENOUGH = 12  # required gold claims that a kind within a language needs for floors of its own
FIXED = frozenset(("evidence",))  # has no margin
CEILINGS = frozenset(("published_days",))  # less is better, and no margin
HEAD = """# Floors of the quality gate (python -m pledgebook.quality): a number below its floor fails it.
# --raise moves floors up to what is reached, less 0.02; only --lower moves one down. published_days
# is a ceiling. digest is that of the gold which the floors were measured on.
"""


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors of one set of gold: {figure: least value}, and the digest of that gold."""

    digest: str = ""
    figures: Mapping[str, float] = field(default_factory=dict)


def figures(score: Score) -> dict[str, float]:
    """The figures that have floors, flat: "f1 en/commitment", "language" …"""
    docs, found = score.documents, {}
    found["evidence"] = score.exact
    found["main_text"] = docs.main_text.f1
    found["language"] = docs.language
    found["published_contains"] = docs.contains
    found["published_days"] = docs.days
    for group, modes in score.groups.items():
        if "/" in group and modes["default"].gold < ENOUGH:
            continue
        found[f"precision {group}"] = modes["default"].rates.precision
        found[f"f1 {group}"] = modes["default"].rates.f1
        found[f"strict_f1 {group}"] = modes["strict"].rates.f1
    return {name: float(value) for name, value in found.items() if value is not None}


def falls(floors: Floors, reached: Mapping[str, float]) -> list[tuple[str, float, float | None]]:
    """(figure, floor, reached) of what is below its floor or not to be had any more."""
    rows = [(name, floor, reached.get(name)) for name, floor in sorted(floors.figures.items())]
    return [(n, floor, now) for n, floor, now in rows if now is None or _is_below(n, now, floor)]


def moved(floors: Floors, reached: Mapping[str, float], *, digest: str, up: bool, down: bool) -> Floors:
    """The floors after what is reached: up where it is higher, down (only if asked) where it is lower."""
    new = dict(floors.figures)
    for name, now in reached.items():
        floor = _floor(name, now)
        old = new.get(name)
        if old is None:
            new[name] = floor
        elif _is_below(name, now, old):
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
        lines.append(f'[{name}]\ndigest = "{floors[name].digest}"')
        lines += [f'"{figure}" = {value:g}' for figure, value in sorted(floors[name].figures.items())]
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")


def _floor(name: str, now: float) -> float:
    if name in CEILINGS:
        return float(math.ceil(now))
    return math.floor((now if name in FIXED else max(now - MARGIN, 0)) * 1000) / 1000


def _is_below(name: str, now: float, floor: float) -> bool:
    return now > floor if name in CEILINGS else now < floor
