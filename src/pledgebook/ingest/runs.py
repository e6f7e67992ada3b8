"""Lists of other headlines told from running text: after a head, between sentences, below the last one."""

from __future__ import annotations

import re
from collections import Counter

from pledgebook.ingest.lines import Line
from pledgebook.ingest.page import Page, set_zone, shared, topic_of
from pledgebook.model.document import TEXT_KINDS

_NUMBERED = re.compile(r"\(?\d{1,2}[.)] ")
SUBHEAD = 9  # words in a heading within the text, at most
LONG_HEADLINE = 14  # words from which a line without its full stop may be text
REACH = 12  # lines looked at before and after


def by_list(page: Page, _: str | None) -> None:
    """After the bare head of a list: headlines, each maybe with a sentence, to where running text goes on."""
    topic = topic_of(page)
    inside = teasers = False
    for n, line in enumerate(page.lines):
        if line.why == "list head":
            inside, teasers = not line.ends_head and n > page.first, False
        elif line.kind in ("title", "lead"):
            inside = False
        elif inside and not line.kind:
            if line.is_sentence and not teasers:
                teasers = _is_teaser(page.lines, n) and not _on_topic(line, topic)
                inside = teasers
            if inside:
                line.decide("related", "in a list")
    set_zone(page)


def _is_teaser(lines: list[Line], n: int) -> bool:
    """Whether a sentence stands between two headlines, the second not a short heading of the text."""
    after = next((x for x in lines[n + 1 : n + REACH] if not x.kind), None)
    before = lines[n - 1]
    if before.why != "in a list" or before.is_sentence:
        return False
    return after is not None and not after.is_sentence and not after.ends and after.words >= 3


def _on_topic(line: Line, topic: Counter[str]) -> bool:
    """Whether other running lines have a good part of its words."""
    shared = sum(topic[stem] > 1 for stem in line.stems)
    return shared >= max(3, 0.35 * len(line.stems))


def within_text(page: Page, _: str | None) -> None:
    """Between the first and last sentence: sentences, lists, headings are text, runs of headlines not."""
    lines, topic = page.lines, topic_of(page)
    for n, line in page.undecided():
        if not page.first <= n <= page.last:
            continue
        if line.is_sentence or line.ends or _listed(lines, n):
            line.decide("body", "running text")
        elif line.words >= LONG_HEADLINE and shared(line, topic) >= 0.5 and not _headline_beside(lines, n):
            line.decide("body", "on the topic")
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
    while back >= 0 and back > n - REACH and lines[back].kind in ("body", "") and not lines[back].is_sentence:
        back -= 1
    return back >= 0 and lines[back].low.endswith(":") and lines[back].kind in ("body", "lead", "")


def _headline_beside(lines: list[Line], n: int) -> bool:
    """Whether the line before or after is a headline too."""
    beside = [lines[i] for i in (n - 1, n + 1) if 0 <= i < len(lines)]
    return any(not x.is_sentence and not x.ends and x.words >= 4 and x.kind in ("", "related") for x in beside)


def after_text(page: Page, _: str | None) -> None:
    """Below the last sentence: sentences close by are text, words are tags, headlines are related."""
    lines = page.lines
    open_ = page.last >= 0
    for n, line in page.undecided():
        if n < page.last:
            continue
        before = next((x for x in lines[max(0, n - REACH) : n][::-1] if not _is_between(x)), None)
        near = before is not None and before.kind in TEXT_KINDS
        if open_ and near and line.words >= 2 and (line.ends or _listed(lines, n)):
            line.decide("body", "last words")
            continue
        open_ = False
        line.decide("tags" if line.words <= 3 else "related", "below the text")


def _is_between(line: Line) -> bool:
    """Whether text may go on after the line: a time of day, or one headline that is read also."""
    return line.why == "clock" or (line.why == "list head" and line.ends_head)
