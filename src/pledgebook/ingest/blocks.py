"""Main text told from navigation, captions, lists and tails, in a text that has lost its HTML.

The policy is the ordered list at the end: each step looks at the lines that no earlier step has decided, and
writes into the line what it is and which rule said so. Text is what remains between the title and the last
running sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from pledgebook.ingest.labels import label
from pledgebook.ingest.lines import Line, read_lines
from pledgebook.ingest.page import Page, set_zone, shared, topic_of
from pledgebook.ingest.phrases import phrases
from pledgebook.ingest.runs import after_text, by_list, within_text
from pledgebook.model.document import TEXT_KINDS, Block

_QUOTED = re.compile(r"(?:\"|\u2013 |- ).{20,}", re.DOTALL)
_SIGNED = re.compile(r"[^\s:][^\n:.!?]{1,28}:(?: |$)")
ABOUT = 16  # words in a line about the author below the text, at most
EARLIER = 2  # how much better a later headline must be than an earlier one


def find_blocks(text: str, low: str, language: str, *, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of a text in order; every line that is not blank is in exactly one."""
    page = Page(read_lines(text, low))
    for _, step in POLICY:
        step(page, title)
    return _blocks(page)


def _by_label(page: Page, _: str | None) -> None:
    """What a line says of itself."""
    label(page.lines)


def _find_zone(page: Page, _: str | None) -> None:
    """Comments run to the end, unless most of the text would go; then the first and last running sentence."""
    lines = page.lines
    after = sum(line.words for line in lines if not line.kind and line.is_sentence)
    before = 0
    for n, line in enumerate(lines):
        if not line.kind and line.is_sentence:
            before, after = before + line.words, after - line.words
        elif line.kind == "comments":
            line.decide("other", "comments")
            if before and (2 * before > after or _is_comment(lines[n + 1 : n + 2])):
                _set_aside(lines, n + 1)
                break
    set_zone(page)


def _set_aside(lines: list[Line], start: int) -> None:
    for n in range(start, len(lines)):
        if not lines[n].kind or lines[n].kind == "comments":
            lines[n].decide("other", "comments")


def _is_comment(lines: list[Line]) -> bool:
    """Whether a line begins with the name of who wrote it."""
    return bool(lines and _SIGNED.match(lines[0].low))


def _join_wrapped(page: Page, _: str | None) -> None:
    """Lines that a sentence runs through (hard wraps, verse) count as running text with their neighbours."""
    lines = page.lines
    start = 0
    while start < len(lines):
        end = start + 1
        if lines[start].kind:
            start = end
            continue
        while end < len(lines) and not (lines[end].gap or lines[end].kind or lines[end].split):
            end += 1
        if end - start >= 2:
            _unite(lines[start:end])
        start = end


def _unite(lines: list[Line]) -> None:
    """Joins what runs on: lines that begin small after one that does not end, and paragraphs of such."""
    starts = [n for n in range(1, len(lines)) if lines[n].lower_start and not lines[n - 1].stops]
    longest = max(len(line.low) for line in lines)
    even = longest <= 110 and all(line.ends or 0.6 * longest <= len(line.low) for line in lines)
    if starts and lines[-1].ends and len(lines) >= 3 and even:
        starts = list(range(1, len(lines)))
    for n in starts:
        words = lines[n - 1].words + lines[n].words
        for line in lines[n - 1 : n + 1]:
            line.ends, line.words = True, max(line.words, min(words, 12))
        lines[n].joined = True


def _find_title(page: Page, given: str | None) -> None:
    """The headline before the first sentence that shares most with the text, or the one that is given."""
    lines, topic = page.lines, topic_of(page)
    wanted = " ".join(given.lower().split()) if given else ""
    best: tuple[float, int] | None = None
    for n in range(min(page.first + 1, len(lines))):
        line = lines[n]
        if line.kind or line.words < 2 or (n == page.first and (best or not _may_be_title(page, n))):
            continue
        score = min(line.words, 12) * 0.5 + 8 * shared(line, topic) - 4 * line.split + 2 * (line.words >= 4)
        score += 20 * bool(wanted and line.low.startswith(wanted)) - 0.01 * n - 4 * line.low.endswith(".")
        if (best is None and score >= 2) or (best and score > best[0] + EARLIER):
            best = (score, n)
    if best is not None:
        page.title = best[1]
        lines[best[1]].decide("title", "title")
        set_zone(page)


def _may_be_title(page: Page, n: int) -> bool:
    line = page.lines[n]
    return not line.inner and line.words <= 25 and page.last > n and not page.lines[n + 1].joined


def _by_title(page: Page, _: str | None) -> None:
    """The title again, alone or with a caption."""
    title = page.lines[page.title].low.rstrip(" .") if page.title is not None else ""
    if len(title) <= 15:
        return
    for _n, line in page.undecided():
        if line.low.rstrip(" .") == title:
            line.decide("other", "title again")
        elif line.low.startswith(title) and not line.is_sentence and len(line.low) < 2.5 * len(title):
            line.decide("caption", "title again")
    set_zone(page)


def _by_repetition(page: Page, _: str | None) -> None:
    """Headlines that stand twice in a row, or begin as the next one does."""
    first = next((n for n, line in page.undecided() if line.is_sentence), 0)
    for n, (line, after) in enumerate(pairwise(page.lines)):
        if line.kind or after.kind or line.is_sentence or not after.low.startswith(line.low):
            continue
        if n + 1 < first:  # the title may stand twice
            (after if after.low == line.low else line).decide("other", "twice")
        elif n >= first and (after.low == line.low or not after.is_sentence or line.words < 5):
            line.decide("related", "twice")
            after.decide("related", "twice")


def _before_text(page: Page, _: str | None) -> None:
    """Above the title nothing is text; below it, up to the first sentence, a second headline may be."""
    for n, line in page.undecided():
        if n >= page.first:
            break
        if page.title is None or n < page.title:
            line.decide("navigation", "above the title")
        elif line.words >= 6 and not line.split:
            line.decide("lead", "below the title")
        else:
            line.decide("byline" if line.words <= 4 else "other", "below the title")


def _no_text(page: Page, _: str | None) -> None:
    """Where no sentence was found: whatever has words and was not known for something else is text."""
    if any(line.kind in ("body", "lead", "quote") for line in page.lines) or page.last >= 0:
        return
    for line in page.lines:
        if line.why in ("above the title", "below the title", "below the text") and line.words >= 3 and not line.split:
            line.decide("body", "nothing better")


def _refine(page: Page, _: str | None) -> None:
    """The first text below the title is the lead; what is all quoted is a quote."""
    last = page.lines[page.last] if page.last >= 0 else None
    if (
        last
        and last.kind == "body"
        and last.words <= ABOUT
        and phrases().roles.search(last.low)
        and '"' not in last.low
    ):
        last.decide("byline", "about the author")
    text = [line for line in page.lines if line.kind == "body"]
    if text and not any(line.kind == "lead" for line in page.lines):
        text[0].kind = "lead"
    for line in text[1:]:
        if _QUOTED.match(line.low) and line.low.rstrip(".,!? ").endswith('"'):
            line.kind = "quote"


def _set_author_aside(page: Page) -> None:
    """A last line that names the office of a writer is about the author."""
    last = page.lines[page.last] if page.last >= 0 else None
    if last is None or last.kind != "body" or last.words > ABOUT or last.inner or '"' in last.low:
        return
    if phrases().roles.search(last.low):
        last.decide("byline", "about the author")


def _blocks(page: Page) -> tuple[Block, ...]:
    """One block a line of text; other lines of one kind that follow each other are one block."""
    found: list[Block] = []
    for line in page.lines:
        kind = line.kind or "other"
        if found and ((kind == found[-1].kind and kind not in TEXT_KINDS) or (line.joined and found[-1].is_text)):
            found[-1] = Block(found[-1].kind, found[-1].start, line.end)
        else:
            found.append(Block(kind, line.start, line.end))
    return tuple(found)


POLICY: tuple[tuple[str, Callable[[Page, str | None], None]], ...] = (
    ("label", _by_label),
    ("wrapped", _join_wrapped),
    ("repetition", _by_repetition),
    ("zone", _find_zone),
    ("title", _find_title),
    ("title again", _by_title),
    ("list", by_list),
    ("before", _before_text),
    ("within", within_text),
    ("after", after_text),
    ("no text", _no_text),
    ("refine", _refine),
)
