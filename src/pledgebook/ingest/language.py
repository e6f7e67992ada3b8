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
CLEAR = 0.3  # a lead at which the endings of words need not be asked
ENOUGH = 600  # characters in which a frequent letter of the language is sure to stand
LONG_LINE = 60  # a line of this length is hardly a menu
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_LATIN = re.compile(r"[a-z\u00df-\u024f]+")
_CYRILLIC = re.compile(r"[\u0400-\u052f]+")


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


def share_of_words(low: str, language: str) -> float:
    """How many of the words of two letters and more are frequent ones of the language."""
    listed = next((p.words for p in profiles() if p.code == language), frozenset[str]())
    words = [w for w in _WORD.findall(low[:SAMPLE]) if len(w) > 1]
    return sum([w in listed for w in words]) / len(words) if words else 0.0


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
    latin, cyrillic = (sum(map(len, p.findall(sample))) for p in (_LATIN, _CYRILLIC))
    script = "latin" if latin > cyrillic else "cyrillic"
    fitting = [p for p in profiles() if p.script == script]
    if not fitting or max(latin, cyrillic) < 0.5 * sum(map(len, words)):
        return UNKNOWN, 0.5
    plain = [(_plain(p, words, sample) + bonus.get(p.code, 0.0), p) for p in fitting]
    top, lead, code = _rank(plain)
    if lead < CLEAR:
        top, lead, code = _rank([(score + _forms(p, words), p) for score, p in plain])
    if top < _needed(len(words)):
        return UNKNOWN, round(min(1.0, 0.5 + max(0.0, 0.2 - top)), 3)
    return code, round(min(1.0, 0.5 + lead), 3)


def _rank(scored: list[tuple[float, Profile]]) -> tuple[float, float, str]:
    """The best score, how far it is from the next, and whose it is."""
    ranked = sorted(((score, p.code) for score, p in scored), reverse=True)
    top, code = ranked[0]
    return top, top - (ranked[1][0] if len(ranked) > 1 else 0.0), code


def _needed(words: int) -> float:
    """The least score to be believed: a long text must look like its language, a title need not."""
    return 0.14 if words >= 40 else 0.08 if words >= 10 else 0.02


def _plain(profile: Profile, words: list[str], sample: str) -> float:
    """The share of frequent words, and what the letters say."""
    listed = profile.words
    frequent = sum([w in listed for w in words]) / len(words)
    size = len(sample)
    own = sum(map(sample.count, profile.letters)) / size
    other = sum(map(sample.count, profile.foreign)) / size
    absent = size > ENOUGH and any(c not in sample for c in profile.expected)
    return frequent + min(own * 9, 0.6) - min(max(other - 0.0035, 0.0) * 13, 0.9) - (0.5 if absent else 0.0)


def _forms(profile: Profile, words: list[str]) -> float:
    """Shares of words that end and begin as words of the language do."""
    longer = [w for w in words if len(w) > 3]
    ended = sum([w.endswith(profile.endings) for w in longer])
    begun = sum([w.startswith(profile.beginnings) for w in longer])
    return (0.25 * ended + 0.1 * begun) / len(words)
