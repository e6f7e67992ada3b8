"""Whether the words around a date tell what was or what is to come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pledgebook.analyse.lexicon import expand, load_pack

PAST, OPEN, AHEAD = -1, 0, 1
_CLASSES = {"said": PAST, "past": PAST, "open": OPEN, "ahead": AHEAD}  # a later one overrides
_REACH = 160  # characters looked at on each side
_FAR, _SAID = 90, 15  # characters to a telling word, and to one of saying, beyond which it tells nothing
_BREAK = re.compile(r"[.!?](?=\s|$)|\n")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of a language that tell the tense: by form, by first word of a phrase, and by ending."""

    words: dict[str, str]
    phrases: dict[str, tuple[tuple[str, str], ...]]
    tails: tuple[tuple[str, tuple[str, ...]], ...]
    be: frozenset[str]  # before a participle of what is to come


@cache
def _cues(language: str) -> Cues:
    pack = load_pack(language, "published")
    words: dict[str, str] = {}
    phrases: dict[str, list[tuple[str, str]]] = {}
    for name in _CLASSES:
        for form in (f for text in pack.get("words", {}).get(name, ()) for f in expand(text, {})):
            if " " in form:
                phrases.setdefault(form.split()[0], []).append((form, name))
            else:
                words[form] = name
    tails = tuple((name, tuple(pack.get("tails", {}).get(name, ()))) for name in ("ahead", "past", "open"))
    return Cues(
        words,
        {k: tuple(sorted(v, key=lambda p: -len(p[0]))) for k, v in phrases.items()},
        tails,
        frozenset(pack.get("words", {}).get("be", ())),
    )


def sentence_around(low: str, start: int, end: int) -> tuple[int, int]:
    """The sentence of a span, as far as it is near."""
    first, last = max(0, start - _REACH), min(len(low), end + _REACH)
    for found in _BREAK.finditer(low, first, start):
        first = found.end()
    stop = _BREAK.search(low, end, last)
    return first, stop.start() if stop else last


def tense(low: str, start: int, end: int, language: str) -> int | None:
    """PAST, AHEAD, or OPEN (as an undertaking is), by the nearest telling word; None where no word tells."""
    first, last = sentence_around(low, start, end)
    cues = _cues(language)
    best: tuple[int, int, str] | None = None
    previous = ""
    for found in _WORD.finditer(low, first, last):
        if start < found.end() and found.start() < end:
            continue  # a month may be a word of another meaning
        name = _class_of(low, found, cues)
        if name == "past" and previous in cues.be:
            name = "ahead"  # "is to be signed", "could be decided"
        previous = found.group()
        gap = start - found.end() if found.end() <= start else found.start() - end
        if name is None or gap > (_SAID if name == "said" else _FAR):
            continue
        key = (gap + 1000 * (name == "said"), -_CLASSES[name], name)
        if best is None or key < best:
            best = key
    return _CLASSES[best[2]] if best else None


def _class_of(low: str, found: re.Match[str], cues: Cues) -> str | None:
    word = found.group()
    for phrase, name in cues.phrases.get(word, ()):
        past = found.start() + len(phrase)
        if low.startswith(phrase, found.start()) and not low[past : past + 1].isalnum():
            return name
    if word in cues.words:
        return cues.words[word]
    for name, tails in cues.tails:
        if word.endswith(tails) and len(word) > 3:
            return name
    return None


@cache
def words_of(language: str, name: str) -> re.Pattern[str]:
    """The words of one list of the pack; "*" stands for any ending."""
    words = load_pack(language, "published").get("words", {}).get(name, [])
    loose = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"(?<!\w)(?:{loose})(?!\w)" if words else "(?!)")
