"""Reads the files of language packs. Everything is read once a process."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib import resources
from typing import Any

SHARED = "shared"


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a pack with a grammar, sorted."""
    root = resources.files("pledgebook") / "languages"
    found = [d.name for d in root.iterdir() if d.is_dir() and (d / "grammar.toml").is_file()]
    return tuple(sorted(found))


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """The TOML file of this name in a language's pack; empty where the pack has none."""
    path = resources.files("pledgebook") / "languages" / language / f"{name}.toml"
    if not path.is_file():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def rows(language: str, name: str) -> tuple[dict[str, str], ...]:
    """The rows of a TSV file with a header line; '#' starts a comment line. Empty where the pack has none."""
    path = resources.files("pledgebook") / "languages" / language / f"{name}.tsv"
    if not path.is_file():
        return ()
    lines = [x for x in path.read_text(encoding="utf-8").splitlines() if x and not x.startswith("#")]
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
