"""Main text told from navigation, captions, lists and tails, in a text that has lost its HTML.

The policy is the ordered list at the end: each step looks at the lines that no earlier step has decided, and writes
into the line what it is and which step said so. Text is what remains between the title and the last running sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pledgebook.ingest.lines import Line, is_date, is_menu, read_lines
from pledgebook.ingest.phrases import phrases
from pledgebook.model.document import TEXT_KINDS, Block

_DOMAIN = re.compile(r"\(?(?:https?://)?(?:[\w-]+\.)+[a-z]{2,6}(?:/\S*)?\)?\.?$")
_HASHTAGS = re.compile(r"(?:#\w[\w-]*[\s,]*){1,}$")
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w+|\+\d[\d ()-]{7,}")
_BULLET = re.compile(
    r"(?:[-\u2013*\u2022\u25cf\u25aa\u00b7\u2023\u25a0] ?|\(?\d{1,2}[.)] |[a-z\u0430-\u044f]\) )"
)
_NUMBERED = re.compile(r"\(?\d{1,2}[.)] ")
_QUOTED = re.compile(r"(?:\"|\u2013 |- ).{20,}", re.DOTALL)
_CREDIT_END = re.compile(r"\((?:[\w-]+\.)+[a-z]{2,6}\)\.?$")
_NOISE = re.compile(r"[\W\d_]+$")
SUBHEAD = 9  # words in a heading within the text, at most
SHORT = 14  # words from which a finished sentence outweighs a phrase at its start


@dataclass(slots=True)
class Page:
    """The lines and what the steps agree on."""

    lines: list[Line]
    first: int = 0  # the first and the last running sentence
    last: int = -1
    title: int | None = None

    def undecided(self) -> list[tuple[int, Line]]:
        """The lines that no step has decided."""
        return [(n, line) for n, line in enumerate(self.lines) if not line.kind]


def find_blocks(text: str, low: str, language: str, *, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of a text in order; every line that is not blank is in exactly one."""
    page = Page(read_lines(text, low))
    for _, step in POLICY:
        step(page, title)
    return _blocks(page)


def _by_phrase(page: Page, _: str | None) -> None:
    """What a line says of itself: tags, captions, notices of the site, bylines, dates, menus, bare addresses."""
    known = phrases()
    for line in page.lines:
        if len(line.low) > 600:
            continue
        kind = _phrase_kind(line, known.starts, known.anywhere, known.credits)
        if kind:
            line.decide(kind, "phrase")


def _phrase_kind(
    line: Line, starts: dict[str, re.Pattern[str]], anywhere: Sequence[str], credits_: Sequence[str]
) -> str:
    low = line.low.lstrip("-\u2013\u2022*>\u25ba\u2192 #").rstrip()
    running = line.is_sentence and line.words >= SHORT
    head = starts["related"].match(low)
    if (
        head
        and not running
        and (low[head.end() : head.end() + 1] in (":", "") or not low[head.end() :].strip(" :.>\u2192\u00bb"))
    ):
        return "related"
    if _HASHTAGS.match(line.low) and "#" in line.low:
        return "tags"
    head = starts["tags"].match(low)
    if head and low[head.end() :].lstrip().startswith(":") and not line.inner:
        return "tags"
    if _is_caption(line, low, starts, credits_):
        return "caption"
    if is_date(line):
        return "byline"
    head = starts["byline"].match(low)
    if head and line.words <= 9 and not line.ends and not line.inner:
        return "byline"
    head = starts["comments"].match(low)
    if head and line.words <= 8 and not (line.ends and line.words > 4 and not low.endswith(":")):
        rest = low[head.end() :].strip(" ():.\u2013-")
        if not rest or rest.isdigit():
            return "comments"
    if not running and (starts["notices"].match(low) or low.startswith("\u00a9")):
        return "other"
    if "\u00a9" in low or any(p in low for p in anywhere):
        return "other" if line.words < 40 else ""
    if _CONTACT.search(low) and line.words < 12:
        return "other"
    if is_menu(line):
        return "navigation"
    if _NOISE.match(low) or not line.words:
        return "other"
    return ""


def _is_caption(line: Line, low: str, starts: dict[str, re.Pattern[str]], credits_: Sequence[str]) -> bool:
    head = starts["caption"].match(low)
    if (
        head
        and line.words < 30
        and (low[head.end() :].lstrip()[:1] in (":", "/", "", "\u00a9", "(", "|") or line.words <= 5)
    ):
        return True
    if _DOMAIN.match(low) or (line.words < 45 and _CREDIT_END.search(low)):
        return True
    tail = low[-70:]
    return line.words < 35 and any(c in tail for c in credits_) and not _says(low)


def _says(low: str) -> bool:
    """Whether a line that names an agency is a sentence that goes on after it or quotes it."""
    return low.count('"') >= 2 or low.count(",") >= 4


def _find_zone(page: Page, _: str | None) -> None:
    """Comments run to the end, unless most of the text would go; then the first and last running sentence."""
    running = [n for n, line in page.undecided() if line.is_sentence]
    for n, line in enumerate(page.lines):
        if line.kind != "comments":
            continue
        before = sum(page.lines[i].words for i in running if i < n)
        after = sum(page.lines[i].words for i in running if i > n)
        line.decide("other", "comments")
        if before > after:
            for later in page.lines[n + 1 :]:
                if not later.kind:
                    later.decide("other", "comments")
            break
    _set_zone(page)


def _set_zone(page: Page) -> None:
    running = [n for n, line in page.undecided() if line.is_sentence]
    page.first, page.last = (running[0], running[-1]) if running else (len(page.lines), -1)


def _join_wrapped(page: Page, _: str | None) -> None:
    """Lines that a sentence runs through (hard wraps, verse) count as running text with their neighbours."""
    lines = page.lines
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and _goes_on(lines[end - 1], lines[end]):
            end += 1
        if end - start >= 2:
            _unite(lines[start:end])
        start = end
    _set_zone(page)


def _goes_on(line: Line, after: Line) -> bool:
    if after.gap or line.kind or after.kind or line.split or after.split:
        return False
    if after.lower_start and (not line.ends or line.low.endswith((":", ";"))):
        return True
    return (
        not line.ends
        and len(line.low) >= 55
        and len(after.low) <= 1.3 * len(line.low)
        and line.low.endswith((",", "-"))
    )


def _unite(lines: list[Line]) -> None:
    words = sum(line.words for line in lines)
    if words < 8 or not (lines[-1].ends or any(line.ends or line.inner for line in lines)):
        return
    for line in lines:
        line.ends, line.words = True, max(line.words, min(words, 30))


def _find_title(page: Page, given: str | None) -> None:
    """The headline before the first running sentence that shares most with the text; a given one if it is there."""
    lines = page.lines
    topic = _topic(page)
    limit = min(page.first + 1, len(lines))
    wanted = " ".join(given.lower().split()) if given else ""
    best: tuple[float, int] | None = None
    for n in range(limit):
        line = lines[n]
        if line.kind or line.words < 2 or (n == page.first and not _may_be_title(page, n)):
            continue
        score = min(line.words, 12) * 0.5 + 8 * _shared(line, topic) - 4 * line.split + 2 * (line.words >= 5)
        score += 20 * bool(wanted and line.low.startswith(wanted)) + 0.01 * n - 3 * (n == page.first)
        if best is None or score > best[0]:
            best = (score, n)
    if best is None or best[0] < 3:
        return
    page.title = best[1]
    lines[best[1]].decide("title", "title")
    if best[1] == page.first:
        _set_zone(page)


def _may_be_title(page: Page, n: int) -> bool:
    line = page.lines[n]
    return not line.inner and line.words <= 25 and page.last > n


def _topic(page: Page) -> Counter[str]:
    """How many running lines have each stem."""
    return Counter(stem for _, line in page.undecided() if line.is_sentence for stem in line.stems)


def _shared(line: Line, topic: Counter[str]) -> float:
    """Which part of the line's stems the text has too."""
    if not line.stems:
        return 0.0
    return sum(stem in topic for stem in line.stems) / len(line.stems)


def _by_repetition(page: Page, _: str | None) -> None:
    """The title again, and headlines that stand twice or begin as the next one does."""
    lines = page.lines
    title = lines[page.title].low if page.title is not None else ""
    for n, line in page.undecided():
        if title and len(title) > 15 and line.low.startswith(title) and len(line.low) < 2.5 * len(title):
            line.decide("other" if line.low == title else "caption", "title again")
        elif not line.is_sentence and n + 1 < len(lines) and lines[n + 1].low.startswith(line.low):
            line.decide("related", "twice")
            if not lines[n + 1].kind and (
                lines[n + 1].low == line.low or not lines[n + 1].is_sentence or line.words < 5
            ):
                lines[n + 1].decide("related", "twice")
    _set_zone(page)


def _before_text(page: Page, _: str | None) -> None:
    """Above the title nothing is text; below it, up to the first sentence, a second headline may be."""
    lines = page.lines
    for n, line in page.undecided():
        if n >= page.first:
            break
        if page.title is None or n < page.title:
            line.decide("navigation", "above the title")
        elif line.words >= 6 and not line.split:
            line.decide("lead" if _reads_on(line) else "caption", "below the title")
        else:
            line.decide("byline" if line.words <= 4 else "other", "below the title")


def _reads_on(line: Line) -> bool:
    return line.words >= 6


def _by_list(page: Page, _: str | None) -> None:
    """After the head of a list: headlines, to the next running sentence that is on the topic."""
    topic = _topic(page)
    inside = False
    for n, line in enumerate(page.lines):
        if line.kind == "related" and line.why == "phrase":
            inside = n < page.last or n > page.first
        elif inside and not line.kind:
            if _resumes(page, n, topic):
                inside = False
            else:
                line.decide("related", "in a list")
        elif inside and line.kind in ("title", "lead"):
            inside = False
    _set_zone(page)


def _resumes(page: Page, n: int, topic: Counter[str]) -> bool:
    line = page.lines[n]
    if not line.is_sentence or line.words < 10:
        return False
    rest = topic.copy()
    rest.subtract(line.stems)
    shared = sum(rest[stem] > 0 for stem in line.stems) / max(len(line.stems), 1)
    return line.inner or line.words >= 22 or shared >= 0.25


def _within_text(page: Page, _: str | None) -> None:
    """Between the first and the last sentence: short sentences, lists and headings are text, runs of headlines are not."""
    lines = page.lines
    for n, line in page.undecided():
        if not page.first <= n <= page.last:
            continue
        if line.is_sentence or line.ends or _listed(lines, n):
            line.decide("body", "running text")
        elif line.words > SUBHEAD or _headline_beside(lines, n):
            line.decide("related", "headlines in the text")
        else:
            line.decide("body", "heading")


def _listed(lines: list[Line], n: int) -> bool:
    """Whether the line is an item of a list that the text brings in with a colon, or a numbered point."""
    line = lines[n]
    if _NUMBERED.match(line.low) or line.low.endswith((";", ",")):
        return True
    back = n - 1
    while back >= 0 and back > n - 12 and lines[back].kind in ("body", "") and not lines[back].is_sentence:
        back -= 1
    return back >= 0 and lines[back].low.endswith(":") and lines[back].kind in ("body", "lead", "")


def _headline_beside(lines: list[Line], n: int) -> bool:
    """Whether the line before or after is a headline too."""
    beside = [lines[i] for i in (n - 1, n + 1) if 0 <= i < len(lines)]
    return any(
        not x.is_sentence and not x.ends and x.words >= 4 and x.kind in ("", "related") for x in beside
    )


def _after_text(page: Page, _: str | None) -> None:
    """Below the last sentence: short finished sentences close by are text, words are tags, headlines are related."""
    lines = page.lines
    open_ = page.last >= 0
    for n, line in page.undecided():
        if n < page.last:
            continue
        before = lines[n - 1] if n else None
        if open_ and line.ends and line.words >= 2 and before is not None and before.kind in TEXT_KINDS:
            line.decide("body", "last words")
            continue
        if open_ and before is not None and _listed(lines, n):
            line.decide("body", "last words")
            continue
        open_ = False
        line.decide("tags" if line.words <= 3 else "related", "below the text")


def _no_text(page: Page, _: str | None) -> None:
    """Where no sentence was found: whatever has words and was not known for something else is text."""
    if any(line.kind in ("body", "lead", "quote") for line in page.lines) or page.last >= 0:
        return
    for line in page.lines:
        if (
            line.why in ("above the title", "below the title", "below the text")
            and line.words >= 3
            and not line.split
        ):
            line.decide("body", "nothing better")


def _refine(page: Page, _: str | None) -> None:
    """The first text below the title is the lead; what is all quoted is a quote."""
    text = [line for line in page.lines if line.kind == "body"]
    if text and not any(line.kind == "lead" for line in page.lines):
        text[0].kind = "lead"
    for line in text[1:]:
        if _QUOTED.match(line.low) and line.low.rstrip(".,!? ").endswith('"'):
            line.kind = "quote"


def _blocks(page: Page) -> tuple[Block, ...]:
    """One block a line of text; other lines of one kind that follow each other are one block."""
    found: list[Block] = []
    for line in page.lines:
        kind = line.kind or "other"
        if found and kind == found[-1].kind and kind not in TEXT_KINDS:
            found[-1] = Block(kind, found[-1].start, line.end)
        else:
            found.append(Block(kind, line.start, line.end))
    return tuple(found)


POLICY: tuple[tuple[str, Callable[[Page, str | None], None]], ...] = (
    ("phrase", _by_phrase),
    ("wrapped", _join_wrapped),
    ("zone", _find_zone),
    ("title", _find_title),
    ("repetition", _by_repetition),
    ("list", _by_list),
    ("before", _before_text),
    ("within", _within_text),
    ("after", _after_text),
    ("no text", _no_text),
    ("refine", _refine),
)
