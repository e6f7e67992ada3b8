"""Which language a text or a passage is in: letters, frequent words and endings, all from the packs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pledgebook.packs.load import table

UNKNOWN = "und"
SAMPLE = 6000  # characters looked at, from the longest lines first
LONG_LINE = 60  # a line of this length is hardly a menu
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_LATIN = re.compile(r"[a-z\u00df-\u024f]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")


@dataclass(frozen=True, slots=True)
class Profile:
    """What one pack says of its language."""

    code: str
    script: str
    letters: str
    foreign: str
    expected: str
    words: frozenset[str]
    endings: tuple[str, ...]
    beginnings: tuple[str, ...]


@cache
def profiles() -> tuple[Profile, ...]:
    """The profiles of all packs with a detect.toml, sorted by code."""
    root = resources.files("pledgebook") / "languages"
    codes = sorted(d.name for d in root.iterdir() if d.is_dir() and (d / "detect.toml").is_file())
    return tuple(_profile(code) for code in codes)


def _profile(code: str) -> Profile:
    data = table(code, "detect")
    return Profile(
        code,
        data["script"],
        data["letters"],
        data["foreign"],
        data["expected"],
        frozenset(data["words"].split()),
        tuple(data["endings"]),
        tuple(data["beginnings"]),
    )


def detect(low: str) -> tuple[str, float]:
    """The language of a text, in lower case of its fold, and how sure that is; menus weigh little."""
    return _best(_sample(low), {})


def detect_passage(low: str, start: int, end: int, prior: str) -> tuple[str, float]:
    """The language of a passage; a short or doubtful one takes the prior, the language of its document."""
    return _best(low[start : min(end, start + SAMPLE)], {prior: 0.12})


def _sample(low: str) -> str:
    """The long lines, or the whole where there are few of them."""
    if len(low) > 8 * SAMPLE:
        low = low[: 4 * SAMPLE]
    long_lines = "\n".join(line for line in low.split("\n") if len(line) >= LONG_LINE)
    return (long_lines if len(long_lines) >= LONG_LINE * 2 else low)[:SAMPLE]


def _best(sample: str, bonus: Mapping[str, float]) -> tuple[str, float]:
    words = _WORD.findall(sample)
    if not words:
        return next(iter(bonus), UNKNOWN), 0.0
    latin, cyrillic = len(_LATIN.findall(sample)), len(_CYRILLIC.findall(sample))
    script = "latin" if latin > cyrillic else "cyrillic"
    if max(latin, cyrillic) < 0.5 * sum(map(len, words)):
        return UNKNOWN, 0.5
    scored = sorted(
        (
            (_score(p, words, sample) + bonus.get(p.code, 0.0), p.code)
            for p in profiles()
            if p.script == script
        ),
        reverse=True,
    )
    top, code = scored[0]
    margin = top - (scored[1][0] if len(scored) > 1 else 0.0)
    if top < _needed(len(words)):
        return UNKNOWN, min(1.0, 0.5 + max(0.0, 0.2 - top))
    return code, round(min(1.0, 0.5 + margin), 3)


def _needed(words: int) -> float:
    """The least score to be believed: a long text must look like its language, a title need not."""
    return 0.14 if words >= 40 else 0.08 if words >= 10 else 0.02


def _score(profile: Profile, words: list[str], sample: str) -> float:
    """Shares of frequent words and of endings, and what the letters say, for one language."""
    count = len(words)
    frequent = sum(w in profile.words for w in words) / count
    ended = sum(w.endswith(profile.endings) for w in words if len(w) > 3) / count
    begun = sum(w.startswith(profile.beginnings) for w in words if len(w) > 3) / count
    size = sum(map(len, words))
    own = sum(sample.count(c) for c in profile.letters) / size
    other = sum(sample.count(c) for c in profile.foreign) / size
    absent = size > 250 and any(c not in sample for c in profile.expected)
    letters = min(own * 8, 0.6) - min(max(other - 0.004, 0.0) * 12, 0.9) - (0.5 if absent else 0.0)
    return frequent + 0.25 * ended + 0.1 * begun + letters
