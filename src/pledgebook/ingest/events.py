"""Public events and numbered series that a text may speak of: from when, and until when, it can do so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from pledgebook.analyse.lexicon import load_pack
from pledgebook.ingest.tense import AHEAD, PAST, sentence_around, tense, words_of
from pledgebook.packs.load import rows

_READ = 200_000  # characters of a text in which events are looked for
_KEY = 5  # letters by which the phrases that may be there are found
_OPENERS = "\"'([{<-–—…,.:;!?*#"
_WORD = re.compile(r"\w+")
_NEAR = 60  # characters around one of a series in which it is said to be adopted


@dataclass(frozen=True, slots=True)
class Event:
    """A public event: the first day to speak of it, the last to do so as of what comes, its own last day."""

    id: str
    earliest: date | None
    latest: date | None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name an event, and the stems that any text with them holds, the longest first."""

    event: Event
    pattern: re.Pattern[str]
    stems: tuple[str, ...]


@cache
def _phrases(language: str) -> dict[str, tuple[Phrase, ...]]:
    """The phrases of a language by the first letters of a word that each of them holds."""
    out: dict[str, list[Phrase]] = {}
    for row in rows("shared", "events"):
        days = [date.fromisoformat(row[k]) if row.get(k) else None for k in ("earliest", "latest", "on")]
        event = Event(row["id"], *days)
        for phrase in filter(None, (p.strip() for p in (row.get(language) or "").split("|"))):
            stems = tuple(sorted(phrase.replace("*", "").split(), key=len, reverse=True))
            found = Phrase(event, _pattern(phrase), stems)
            out.setdefault(_WORD.findall(stems[0])[0][:_KEY], []).append(found)
    return {key: tuple(found) for key, found in out.items()}


def _pattern(phrase: str) -> re.Pattern[str]:
    """Words in this order in one sentence, few others between them; "*" stands for any ending."""
    words = [re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in phrase.split()]
    return re.compile(r"(?<!\w)" + r"(?!\w)[^.!?\n]{1,50}?(?<!\w)".join(words) + r"(?!\w)")


def find_events(low: str, language: str) -> Iterator[tuple[Event, int, int]]:
    """The known events that the text speaks of, each at its first place."""
    head = low[:_READ]
    known = _phrases(language)
    words = {word.lstrip(_OPENERS) for word in set(head.split())}
    keys = known.keys() & {word[:_KEY] for word in words}
    keys |= {key for key in known if len(key) < _KEY and key in head}
    seen: set[str] = set()
    for key in sorted(keys):
        for phrase in known[key]:
            if phrase.event.id in seen or not all(stem in head for stem in phrase.stems):
                continue
            if found := phrase.pattern.search(head):
                seen.add(phrase.event.id)
                yield phrase.event, found.start(), found.end()


# ------------ numbered series
@dataclass(frozen=True, slots=True)
class Series:
    """Things that come one after the other: the pattern that names one by its number, and their days."""

    pattern: re.Pattern[str]
    numbers: dict[str, int]  # the words of the numbers
    days: dict[int, date]
    early: int  # days before the last one that the next one is spoken of


@cache
def _series(language: str) -> tuple[tuple[tuple[tuple[str, ...], ...], Series], ...]:
    pack = load_pack(language, "published").get("series", {})
    numbers = {form: int(n) for n, forms in pack.get("numbers", {}).items() for form in forms}
    words = "|".join(sorted(map(re.escape, numbers), key=lambda w: (-len(w), w)))
    out = []
    for name, texts in sorted(pack.get("names", {}).items()):
        found = [row for row in rows("shared", "series") if row["series"] == name]
        days = {int(row["number"]): date.fromisoformat(row["on"]) for row in found}
        body = "|".join(text.replace("*", r"\w*").replace(" ", r"[^.!?\n]{1,24}?\b") for text in texts)
        number = rf"(?<!\w)(?:(?P<digits>\d{{1,2}})(?:-?[^\W\d]{{1,3}})?|(?P<word>{words or '(?!)'})\w*)"
        pattern = re.compile(rf"{number}\s(?:[^\W\d]+\s){{0,2}}?(?:{body})(?!\w)")
        stems = tuple(tuple(text.replace("*", "").split()) for text in texts)
        out.append((stems, Series(pattern, numbers, days, int(found[0]["early"]))))
    return tuple(out)


def find_series(low: str, language: str) -> Iterator[tuple[Event, int, int]]:
    """The numbered things that the text speaks of, as events of their own."""
    head = low[:_READ]
    for stems, series in _series(language):
        if not any(all(stem in head for stem in text) for text in stems):
            continue
        for found in series.pattern.finditer(head):
            digits, word = found["digits"], found["word"]
            number = int(digits) if digits else series.numbers[word]
            event = _numbered(series, number, _how(low, found.start(), found.end(), language))
            if event is not None:
                yield event, found.start(), found.end()


def _how(low: str, start: int, end: int, language: str) -> int | None:
    """PAST only where it is said to be adopted: much else is done with one that is still to come."""
    first, last = sentence_around(low, start, end)
    for found in words_of(language, "done").finditer(low, max(first, start - _NEAR), min(last, end + _NEAR)):
        before = " ".join(low[first : found.start()].split()[-3:])
        return AHEAD if words_of(language, "not_done").search(before) else PAST
    if words_of(language, "coming").search(low, max(first, start - _NEAR), min(last, end + _NEAR)):
        return AHEAD
    return AHEAD if tense(low, start, end, language) == AHEAD else None


def _numbered(series: Series, number: int, how: int | None) -> Event | None:
    """One that was is past, one to come is not, and none is spoken of before its time."""
    days = series.days
    if number not in days and number != max(days) + 1:
        return None
    on, before = days.get(number), days.get(number - 1)
    talked = before - timedelta(days=series.early) if before else None
    if how == PAST:
        return Event(str(number), on or talked, None, on)
    return Event(str(number), talked, on if how == AHEAD else None)
