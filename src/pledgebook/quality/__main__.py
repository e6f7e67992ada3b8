"""python -m pledgebook.quality: measures the reader on gold; fails where a number is below its floor."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from rich.console import Console

from pledgebook.errors import PledgebookError
from pledgebook.quality import pages, tables
from pledgebook.quality.expressions import Measured, expressions_table, measure_all
from pledgebook.quality.floors import (
    CEILINGS,
    Figure,
    Floors,
    falls,
    figures,
    load_floors,
    moved,
    save_floors,
)
from pledgebook.quality.goals import goals_table
from pledgebook.quality.gold import SEALED, GoldSet, gold_sets, read_all
from pledgebook.quality.results import Score
from pledgebook.quality.score import evaluate
from pledgebook.quality.values import Json, items, slots

PATH = click.Path(path_type=Path)
TOLD = frozenset(("actor", "action", "firmness", "date", "place", "type", "measure", "value", "holder", "stance"))


@click.command()
@click.option("--gold", type=PATH, default=Path("gold"), show_default=True, help="Folder of gold.")
@click.option("--errors", default=0, metavar="N", help="Show N wrong and N missed claims of each open set.")
@click.option("--write", type=PATH, help="Write the tables into this page.")
@click.option("--raise", "up", is_flag=True, help="Raise floors to what is reached, less a margin.")
@click.option("--lower", "down", is_flag=True, help="Lower floors that are not reached; say why.")
def main(gold: Path, errors: int, write: Path | None, up: bool, down: bool) -> None:
    """Measures the reader on the gold; exit code 1 where a number is below its floor."""
    console = Console(width=None if sys.stdout.isatty() else 150)
    try:
        sets = gold_sets(gold)
        scores = {one.name: evaluate(one.texts, read_all(one.texts)) for one in sets}
        measured = measure_all(gold)
        found = all_tables(sets, scores, measured)
        for table in found:
            console.print(table.for_screen())
        for one in sets if errors else ():
            _show_errors(console, one, scores[one.name], errors)
        if write:
            pages.put(write, "measured", tables.markdown(found))
        said = gate(gold / "floors.toml", sets, scores, measured, up=up, down=down)
    except PledgebookError as error:
        raise click.ClickException(str(error)) from error
    for line in said or ["every number is at or above its floor"]:
        console.print(line, markup=False, highlight=False)
    sys.exit(1 if said else 0)


def all_tables(
    sets: Sequence[GoldSet], scores: Mapping[str, Score], measured: Sequence[Measured] = ()
) -> list[tables.Table]:
    """The goals, dates and numbers, then for each set its claims, slots, documents and, unless it is sealed, failures."""
    found = [goals_table(scores), *([expressions_table(measured)] if measured else [])]
    for one in sets:
        makers = [tables.claims_table, tables.slots_table, tables.documents_table]
        makers += [tables.failures_table] if one.name not in SEALED else []
        found += [make(one, scores[one.name]) for make in makers]
    return found


def gate(
    path: Path,
    sets: Sequence[GoldSet],
    scores: Mapping[str, Score],
    measured: Sequence[Measured] = (),
    *,
    up: bool = False,
    down: bool = False,
) -> list[str]:
    """What is wrong, in lines; moves floors first if asked."""
    floors = load_floors(path)
    reached = {one.name: (one.digest, figures(scores[one.name])) for one in sets}
    reached |= {one.name: (one.digest, one.figures) for one in measured}
    if up or down:
        for name, (digest, now) in reached.items():
            floors[name] = moved(floors.get(name, Floors()), now, digest=digest, up=up, down=down)
        save_floors(path, floors)
    return [line for name, now in reached.items() for line in _said(name, floors.get(name, Floors()), *now)]


def _said(name: str, floors: Floors, digest: str, reached: Mapping[str, Figure]) -> list[str]:
    said = []
    if floors.digest != digest:
        pinned = floors.digest or "none"
        said.append(
            f"{name}: this gold is not what its floors were measured on (digest {digest}, pinned"
            f" {pinned}); look at the numbers, then pin it with --raise or --lower"
        )
    for figure, floor, now in falls(floors, reached):
        below = "above its ceiling of" if figure in CEILINGS else "below its floor of"
        said.append(f"{name}: {figure} is {tables.shown(now)}, {below} {floor:g}")
    return said


def _show_errors(console: Console, gold: GoldSet, score: Score, shown: int) -> None:
    """Wrong and missed claims, never those of sealed gold."""
    if gold.name in SEALED:
        return
    for kind in ("wrong", "miss"):
        for label, file, claim in [e for e in score.errors if e[0] == kind][:shown]:
            line = f"{label:5} {file} {claim.get('kind')} {_told(claim)}"
            console.print(line, markup=False, highlight=False)


def _told(claim: Json) -> str:
    quotes = [str(e.get("quote")) for e in items(claim.get("evidence")) if isinstance(e, dict)]
    told = {k: v for k, v in slots(claim).items() if v and k in TOLD}
    return f"{json.dumps(told, ensure_ascii=False, default=str)}\n      {(quotes or ['(no words)'])[0][:160]!r}"


if __name__ == "__main__":
    main()
