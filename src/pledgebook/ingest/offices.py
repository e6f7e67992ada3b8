"""Persons named with an office they hold: the text is of their term."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from pledgebook.analyse.lexicon import load_pack
from pledgebook.ingest.windows import HIGH, LOW, Days, join
from pledgebook.packs.load import rows

_READ = 60_000  # characters of a text in which offices are looked for
_BEFORE, _AFTER = 70, 40
_BESIDE = 120  # characters around an office in which a year tells of its time
_BETWEEN = 4  # words between an office and the name
_JUST_BEFORE = 24  # characters before an office in which it is called new
_NEW = 183  # days that it is called so
_CUT = 3  # letters of an ending at most
_STEM = 3  # letters of a stem at least
_GRACE = 14  # days that an office is given to someone who has left it
_WORDS = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_BREAK = re.compile(r"[.!?;:\n\"]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Held:
    """Someone named in office: the earliest day of any term, the terms, and where it is said."""

    since: int
    terms: Days
    is_told_back: bool  # beside a year, so that an end of the term says nothing
    near: Days  # the days of a term just begun or about to end, where a word says so
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """A term of an office, open ends as far days."""

    office: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Offices:
    """The office words of a language with what they may stand for, and the words beside them."""

    pattern: re.Pattern[str]
    kinds: dict[str, tuple[str, ...]]
    former: re.Pattern[str]
    new: re.Pattern[str]
    outgoing: re.Pattern[str]


@cache
def _offices(language: str) -> Offices:
    pack = load_pack(language, "published").get("offices", {})
    named = {f"k{n}": (tuple(entry["means"]), entry["words"]) for n, entry in enumerate(pack.get("named", ()))}
    parts = "|".join(
        f"(?P<{key}>{'|'.join(map(_loose, sorted(words, key=len, reverse=True)))})" for key, (_, words) in named.items()
    )
    return Offices(
        re.compile(rf"(?<![\w-])(?:{parts})(?![\w-])" if parts else "(?!)"),
        {key: kinds for key, (kinds, _) in named.items()},
        *(_any_of(pack.get(name, ())) for name in ("former", "new", "outgoing")),
    )


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_loose, words))})(?!\w)" if words else "(?!)")


def _loose(words: str) -> str:
    return re.escape(words).replace(r"\*", r"\w*")


@cache
def _terms() -> dict[str, tuple[Term, ...]]:
    """The terms of each person, a little longer than they were; unknown ends are open."""
    found: dict[str, list[Term]] = {}
    for row in rows("shared", "offices"):
        first = date.fromisoformat(row["from"]).toordinal() if row["from"] else LOW
        last = date.fromisoformat(row["to"]).toordinal() + _GRACE if row["to"] else HIGH
        found.setdefault(row["person"], []).append(Term(row["office"], first, last))
    return {person: tuple(terms) for person, terms in found.items()}


@cache
def _surnames(language: str) -> dict[str, tuple[str, ...]]:
    """The persons with terms by the stem of their surname."""
    known, endings = _terms(), _endings(language)
    found: dict[str, list[str]] = {}
    for row in rows(language, "names"):
        if row["id"] in known and (words := _WORDS.findall(row["form"].lower())):
            people = found.setdefault(_stem(words[-1], endings), [])
            if row["id"] not in people:
                people.append(row["id"])
    return {stem: tuple(people) for stem, people in found.items()}


@cache
def _begins(language: str) -> frozenset[str]:
    return frozenset(stem[:_STEM] for stem in _surnames(language))


def _stem(surname: str, endings: tuple[str, ...]) -> str:
    """A surname without its ending in the nominative, if enough remains."""
    ending = next((e for e in endings if surname.endswith(e)), "")
    stem = surname.removesuffix(ending)
    return stem if len(stem) >= _STEM else surname


@cache
def _capitalised(language: str) -> re.Pattern[str]:
    """Words with the first letters that surnames have."""
    firsts = "".join(sorted({stem[0].upper() for stem in _surnames(language)}))
    return re.compile(rf"(?<!\w)[{firsts}][^\W\d_]+(?:['-][^\W\d_]+)*" if firsts else "(?!)")


@cache
def _endings(language: str) -> tuple[str, ...]:
    """The endings of surnames in the nominative, the longest first; none where names have no cases."""
    found = load_pack(language, "published").get("offices", {}).get("endings", ())
    return tuple(sorted(found, key=lambda e: (-len(e), e)))


def find_offices(text: str, low: str, language: str) -> Iterator[Held]:
    """Everyone named beside an office that the packs know them to have held."""
    surnames, begins = _surnames(language), _begins(language)
    cuts = _CUT + 1 if _endings(language) else 1
    for found in _capitalised(language).finditer(text, 0, _READ):
        start, end = found.span()
        if low[start : start + _STEM] not in begins:
            continue
        word = low[start:end].removesuffix("'s")
        people: set[str] = set()
        for cut in range(min(cuts, len(word) - _STEM + 1)):
            people.update(surnames.get(word[: len(word) - cut], ()))
        if people and (held := _held(text, low, start, start + len(word), people, language)):
            yield held


def _held(text: str, low: str, start: int, end: int, people: set[str], language: str) -> Held | None:
    for kinds, first, last in _named(text, low, start, end, _offices(language)):
        terms = [t for person in people for t in _terms()[person] if t.office in kinds]
        since = min((t.first for t in terms), default=LOW)
        if since == LOW and not any(t.last < HIGH for t in terms):
            continue
        all_terms = join(((t.first, t.last),) for t in terms)
        near = _near(low, first, terms, _offices(language))
        return Held(since, all_terms, _is_told_back(low, first, last, terms), near, first, last)
    return None


def _near(low: str, first: int, terms: Sequence[Term], known: Offices) -> Days:
    """The first months of a new term, the last of one that ends."""
    before = _BREAK.split(low[max(0, first - _JUST_BEFORE) : first])[-1]
    if known.new.search(before):
        return join(((t.first, t.first + _NEW),) for t in terms if t.first > LOW)
    if known.outgoing.search(before):
        return join(((t.last - _GRACE - _NEW, t.last),) for t in terms if t.last < HIGH)
    return ()


def _is_told_back(low: str, first: int, last: int, terms: Sequence[Term]) -> bool:
    """Whether a year beside the office is one of a term that ended."""
    years = [int(y.group()) for y in _YEAR.finditer(low, max(0, first - _BESIDE), min(len(low), last + _BESIDE))]
    ended = [t for t in terms if t.last < HIGH]
    return any(date.fromordinal(t.first).year <= y <= date.fromordinal(t.last).year for y in years for t in ended)


def _named(text: str, low: str, start: int, end: int, known: Offices) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """The offices said right before a name, or right after it, with the span of both."""
    first = max(0, start - _BEFORE)
    for found in _BREAK.finditer(low, first, start):
        first = found.end()
    offices = list(known.pattern.finditer(low, first, start))
    if (
        offices
        and _joins(text, offices[-1].end(), start)
        and not _is_former(low, first, offices[-1].start(), start, known)
    ):
        yield known.kinds[offices[-1].lastgroup or ""], offices[-1].start(), end
    after = known.pattern.search(low, end, end + _AFTER)
    if after and _follows(low[end : after.start()]) and not known.former.search(low, first, after.end()):
        yield known.kinds[after.lastgroup or ""], start, after.end()


def _joins(text: str, first: int, last: int) -> bool:
    """Whether all that stands between an office and a name are names and short words."""
    between = text[first:last].split()
    return len(between) <= _BETWEEN and all(len(w) <= 3 or w[0].isupper() for w in between)


def _follows(between: str) -> bool:
    """Whether a name runs on into an office: "X, the German chancellor", "X's government"."""
    between = between.removeprefix("'s")
    return len(between.split()) <= (3 if between.startswith(",") else 0) and len(between) <= 22


def _is_former(low: str, first: int, office: int, start: int, known: Offices) -> bool:
    """Whether a word beside the office says that it is over, or another one."""
    before = " ".join(low[first:office].split()[-2:])
    return known.former.search(before) is not None or known.former.search(low, office, start) is not None
