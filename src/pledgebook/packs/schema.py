"""What the files of a pack may hold: which files and keys, and the same in each language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from pledgebook.analyse.grammar import GROUPS
from pledgebook.model.claim import ACTIONS, CONDITIONS, FIRMNESS, STANCES
from pledgebook.model.finding import Finding
from pledgebook.packs.lexicon import PARTS
from pledgebook.packs.load import languages, table

LISTS = GROUPS
# Files of other forms: the groups of keys that each language has alike ("" for those at the top).
OTHERS: Mapping[str, tuple[str, ...]] = {
    "blocks": ("",),
    "detect": ("",),
    "forms": (),
    "grammar": ("", "words", "abbreviations"),
    "names_stop": ("",),
    "numerals": ("words", "suffixes"),
    "offices": ("",),
    "outlet": ("",),
    "published": ("words", "tails"),
    "quantities": ("words", "suffixes"),
    "romanise": ("",),
    "times": ("words", "suffixes", "tails"),
}
TABLES = ("names", "usual", "open")  # TSV files
# What a table says of all its words, besides the words and the examples.
SAYS = frozenset((
    "ahead", "alone", "asides", "awaiting", "beside", "bound", "context", "demand", "doing", "domain", "echo", "echoes", "entity",
    "firmness", "helping", "history", "kinds", "needs_infinitive", "neutral", "needs_time", "negative", "of", "own", "recipient", "reports", "spared", "spoken", "stance", "thing",
    "times", "undecided", "unit", "utters", "weak",
))  # fmt: skip
EXAMPLES = ("match", "avoid")
# Tables named for a code, or for words that take their code from what stands beside them.
CODES = {
    "acts": frozenset((*ACTIONS, "transfer", "aid", "move", "join", "host", "guard")),
    "stances": frozenset(STANCES),
    "conditions": frozenset((*CONDITIONS, "connector")),
}
LEAST_MATCH, LEAST_AVOID = 2, 1
_ROOT = resources.files("pledgebook") / "languages"


def error(code: str, place: str, message: str) -> Finding:
    """A finding that a pack cannot stay with."""
    return Finding(code, message, place, "error")


def files(language: str) -> Iterator[Finding]:
    """What is wrong with the files as such."""
    for path in sorted((_ROOT / language).iterdir(), key=lambda p: p.name):
        stem, _, ending = path.name.rpartition(".")
        known = {"toml": (*LISTS, *OTHERS), "tsv": TABLES}.get(ending, ())
        place = f"{language}/{path.name}"
        if stem not in known:
            yield error("unknown-file", place, f"expected one of {', '.join(sorted(known)) or '.toml, .tsv'}")
        elif ending == "toml":
            try:
                tomllib.loads(path.read_text(encoding="utf-8"))
            except tomllib.TOMLDecodeError as found:
                yield error("bad-toml", place, f"{found}; a table or a key may stand there twice")


# ------------------------------------------------------------ the same keys in each language
def missing(language: str) -> Iterator[Finding]:
    """The keys that other languages have and this one neither has nor lists under gaps."""
    every = frozenset().union(*(keys(code) for code in languages()))
    own, declared = keys(language), gaps(language)
    for key in sorted(every - own - declared):
        message = "other languages have it; add it, or list it under gaps"
        yield error("missing-key", f"{language}: {key}", message)
    for key in sorted(declared & own | declared - every):
        yield Finding("idle-gap", "it is no gap; take it out of the list", f"{language}: {key}")


@cache
def keys(language: str) -> frozenset[str]:
    """The keys that other languages are expected to have too, e.g. 'acts.troops', 'times.words.month'."""
    found: set[str] = set()
    for name in LISTS:
        found.update(f"{name}.{key}" for key, data in table(language, name).items() if isinstance(data, dict))
    for name, groups in OTHERS.items():
        data = table(language, name)
        found.update([name] if data else [], [f"{name}.decimal"] if "decimal" in data else [])
        for group in groups:
            start = f"{name}.{group}." if group else f"{name}."
            found.update(start + key for key in _inner(data, group) if key != "gaps")
    return frozenset(found)


def _inner(data: Mapping[str, Any], group: str) -> list[str]:
    if group:
        return list(data.get(group, ()))
    return [key for key, value in data.items() if not isinstance(value, dict)]


def gaps(language: str) -> set[str]:
    """The keys that a language declares to lack: in its grammar those of all files, in a file its own."""
    found = set(table(language, "grammar").get("gaps", ()))
    for name in OTHERS:
        if name != "grammar":
            found.update(f"{name}.{key}" for key in table(language, name).get("gaps", ()))
    return found


# ------------------------------------------------------------ the tables of word lists
def tables(language: str) -> Iterator[Finding]:
    """What is wrong with tables of word lists as such: their name, their keys, too few examples."""
    for group in LISTS:
        for key, data in table(language, group).items():
            if isinstance(data, dict):
                yield from _table(f"{language}/{group}/{key}", group, key, data)


def _table(place: str, group: str, key: str, data: Mapping[str, Any]) -> Iterator[Finding]:
    allowed = CODES.get(group)
    if allowed and data.get("stance", key) not in allowed:
        yield error("unknown-table", place, f"expected one of {', '.join(sorted(allowed))}")
    for name in sorted(set(data) - {*PARTS, *SAYS, *EXAMPLES}):
        expected = ", ".join((*PARTS, *EXAMPLES, *sorted(SAYS)))
        yield error("unknown-key", place, f"found {name}, expected one of {expected}")
    if data.get("firmness", FIRMNESS[0]) not in FIRMNESS:
        message = f"found firmness {data['firmness']}, expected one of {', '.join(FIRMNESS)}"
        yield error("unknown-code", place, message)
    have = len(data.get("match", ())), len(data.get("avoid", ()))
    wanted = group == "stances" or "firmness" in data
    if wanted and (have[0] < LEAST_MATCH or have[1] < LEAST_AVOID):
        found = f"found {have[0]} examples to match and {have[1]} to avoid"
        yield error("few-examples", place, f"{found}, expected at least {LEAST_MATCH} and {LEAST_AVOID}")
