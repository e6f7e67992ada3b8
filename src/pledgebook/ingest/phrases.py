"""The phrase lists of blocks.toml of all packs together, since pages mix languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pledgebook.packs.load import table

HEADS = ("related", "tags", "comments", "caption", "byline", "dates", "notices")
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_NOT_WORD = r"(?![^\W_])"


@dataclass(frozen=True, slots=True)
class Phrases:
    """Compiled lists: patterns are matched at the start of a line, sets are asked for words or lines."""

    starts: dict[str, re.Pattern[str]]
    first_words: dict[str, frozenset[str]]  # of the phrases of each list
    credits: re.Pattern[str]
    bracketed: re.Pattern[str]  # words up to a credit in brackets
    gallery: re.Pattern[str]  # "3 of 14" at the end
    anywhere: tuple[str, ...]
    roles: re.Pattern[str]
    counters: re.Pattern[str]
    menu: frozenset[str]
    date_words: frozenset[str]


@cache
def phrases() -> Phrases:
    """Read once a process."""
    lists = {key: _all(key) for key in (*HEADS, "credits", "anywhere", "roles", "counters", "menu", "months", "of")}
    return Phrases(
        {key: re.compile(f"(?:{_either(lists[key])}){_NOT_WORD}") for key in HEADS},
        {key: frozenset(w for p in lists[key] for w in WORD.findall(p)[:1]) for key in HEADS},
        re.compile(rf"(?<![^\W_])(?:{_either(lists['credits'])})(?:{_NOT_WORD}|(?<=[^\w]))"),
        re.compile(
            r"[^\n]{0,250}?\((?:(?:[\w-]+\.)+[a-z]{2,6}|"
            rf"[^()]{{0,20}}(?<![^\W_])(?:{_either(lists['credits'])})[^()]{{0,60}})\)\.?(?= |$)"
        ),
        re.compile(rf"\b\d{{1,2}} ?(?:/|{_either(lists['of'])}) ?\d{{1,2}}$"),
        lists["anywhere"],
        re.compile(rf"(?<![^\W_])(?:{_either(lists['roles'])}){_NOT_WORD}"),
        re.compile(rf"(?<![^\W_])(?:{_either(lists['counters'])}){_NOT_WORD}"),
        frozenset(lists["menu"]),
        frozenset(lists["months"]) | frozenset(lists["dates"]),
    )


def _all(key: str) -> tuple[str, ...]:
    root = resources.files("pledgebook") / "languages"
    codes = sorted(d.name for d in root.iterdir() if (d / "blocks.toml").is_file())
    found = {phrase for code in codes for phrase in table(code, "blocks").get(key, ())}
    return tuple(sorted(found, key=lambda p: (-len(p), p)))


def _either(found: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, found))
