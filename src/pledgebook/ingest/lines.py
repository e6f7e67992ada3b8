"""The lines of a text and what can be seen of each without reading it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pledgebook.ingest.phrases import WORD, phrases

HUGE = 2000  # a line longer than this is text whatever it looks like
_LINE = re.compile(r"[^\n]+")
_DATE = re.compile(r"\d\d:\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2} [^\W\d]{3,10},? \d{4}")
_DIGIT = re.compile(r"\d")
_COUNTED = re.compile(r"\d[\d ,.]* [^\W\d]")
_END = re.compile(r"[.!?\u2026][\")'\]]*$|:$|;$")
_INNER = re.compile(r"[.!?\u2026][\")\]]* +[\"(\u2013-]*\w")
_SEPARATORS = ("  ", "|", "\u2022", "\u00b7", "\u2192", "\u25ba", " / ", " > ")
_PREFIX = re.compile(
    r"(?:date|\w{1,12}:)? ?(?:\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4},?)(?:[t ]\d\d:\d\d(?::\d\d)?)?"
    r"(?: ?[:|\u2013])?(?: [^\w\s]?[a-z]{0,3} ?\d+[.,]\d[\d.,]*)*(?= )"  # rates of exchange
)
_CLOCK = re.compile(r"(?:\[)?(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\])?(?: ?[ap]\.?m\.?)?(?: ?[|\u2013\u2022-])?(?= +\D)")


@dataclass(slots=True)
class Line:
    """A line or a part of one. kind is empty until the policy has decided; why names the rule that did."""

    start: int
    end: int
    low: str
    words: int = 0
    gap: bool = False  # a blank line before it
    ends: bool = False  # with the mark of a sentence
    inner: bool = False  # a sentence ends within it
    split: bool = False  # by separators, as menus are
    lower_start: bool = False
    joined: bool = False  # goes on with the line before
    tokens: tuple[str, ...] = ()
    kind: str = ""
    why: str = ""
    stems: frozenset[str] = field(default=frozenset())

    def decide(self, kind: str, why: str) -> None:
        """Sets the kind and the rule."""
        self.kind, self.why = kind, why

    @property
    def stops(self) -> bool:
        """Whether a sentence is over at its end."""
        return self.ends and not self.low.endswith((":", ";"))

    @property
    def ends_head(self) -> bool:
        """Whether the head of a list has its one headline on the same line."""
        return not self.low.endswith(":") and ":" in self.low

    @property
    def is_sentence(self) -> bool:
        """Whether it reads as running text: a finished sentence of some length, or simply long."""
        if self.split and self.words < 40:
            return False
        return (
            self.words >= 30
            or (self.ends and self.words >= 8)
            or (self.inner and (self.ends or self.words >= 20) and self.words >= 5)
        )


def read_lines(text: str, low: str) -> list[Line]:
    """The non-blank lines, trimmed, with header, clock and caption parts cut off in front."""
    found: list[Line] = []
    last_end = 0
    for match in _LINE.finditer(low):
        start, end = match.span()
        piece = match.group()
        stripped = piece.strip()
        if not stripped:
            continue
        start += len(piece) - len(piece.lstrip())
        between = text.count("\n", last_end, start) or text.count("\r", last_end, start)
        gap = between > 1
        last_end = end
        for a, b in _parts(stripped):
            found.append(_line(text, low, start + a, start + b, gap))
            gap = False
    return found


def _parts(piece: str) -> Iterator[tuple[int, int]]:
    """Where to cut a line: after a date put in front by a crawler, a clock, a caption with its credit."""
    start = 0
    head = piece[:400]
    credit = phrases().bracketed
    for pattern in (_PREFIX, _CLOCK, credit):
        if "(" not in head if pattern is credit else not _DIGIT.search(head[:24]):
            continue
        match = pattern.match(head, start)
        if not match or not match.group().strip():
            continue
        cut = match.end()
        rest = piece[cut:]
        if pattern is credit and (rest.count(" ") < 8 or rest[1:2] in "-\u2013" or not _END.search(rest[-6:])):
            continue
        yield start, cut
        start = cut + len(rest) - len(rest.lstrip())
    if start < len(piece):
        yield start, len(piece)


def _line(text: str, low: str, start: int, end: int, gap: bool) -> Line:
    piece = low[start:end]
    if len(piece) > HUGE:
        return Line(start, end, piece, len(piece) // 7, gap, ends=True, inner=True, stems=stems_of(piece[:HUGE]))
    words = WORD.findall(piece)
    return Line(
        start,
        end,
        piece,
        len(words),
        gap,
        ends=bool(_END.search(piece[-6:])),
        inner=bool(_INNER.search(piece)),
        split=len(words) < 60 and any(map(piece.__contains__, _SEPARATORS)),
        lower_start=text[start].islower(),
        tokens=tuple(words),
        stems=frozenset([w[:5] for w in words if len(w) > 4]),
    )


def stems_of(low: str) -> frozenset[str]:
    """The first five letters of the longer words: enough to see that two lines are about one thing."""
    return frozenset(w[:5] for w in WORD.findall(low) if len(w) > 4)


def is_clock(line: Line) -> bool:
    """Whether it is a time of day and nothing else, as before the items of a live blog."""
    return len(line.low) <= 12 and bool(_CLOCK.match(line.low + " -"))


def is_date(line: Line) -> bool:
    """Whether a short line says little more than a date, a time or a count of views."""
    low = line.low.lstrip("( ")
    if line.words > 14 or len(low) > 120 or not _DIGIT.search(low):
        return False
    known = phrases()
    if line.tokens and line.tokens[0] in known.first_words["dates"] and known.starts["dates"].match(low):
        return True
    if line.ends and line.words > 2:
        return False
    if _COUNTED.match(low) and known.counters.search(low):
        return True
    rest = [w for w in WORD.findall(known.counters.sub(" ", low)) if w not in known.date_words]
    if _DATE.match(low) and (line.split or len(rest) <= 4):
        return True
    return len(rest) <= (2 if line.words > 2 else 0)


def is_menu(line: Line) -> bool:
    """Whether most of its words are those of menus, or it is a run of short items."""
    if line.is_sentence or line.words > 60:
        return False
    known = phrases().menu
    if line.low.strip(" .:>|/") in known:
        return True
    words = line.tokens
    hits = sum(w in known for w in words)
    if line.split:
        items = [i for i in re.split(r" {2,}|[|\u2022\u00b7\u2192\u25ba/>]", line.low) if i.strip()]
        return (
            len(items) >= 2
            and max(len(i.split()) for i in items) <= 5
            and (len(items) > 2 or hits > 0 or line.words <= 6)
        )
    return (
        bool(words) and hits >= 0.6 * len(words) and line.words != 0 and not line.ends and (hits > 1 or line.words == 1)
    )
