"""What a line says of itself, whatever stands around it: tags, captions, bylines, notices, menus."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pledgebook.ingest.lines import Line, is_clock, is_date, is_menu
from pledgebook.ingest.phrases import Phrases, phrases

LONG = 45  # words from which no phrase makes a line something else than text
SHORT = 14  # words from which a finished sentence outweighs a phrase at its start
_MARKS = "-\u2013\u2022*>\u25ba\u25b8\u2192 #+"
_DOMAIN = re.compile(r"\(?(?:https?://)?(?:[\w-]+\.)+[a-z]{2,6}(?:/\S*)?\)?\.?$")
_HASHTAGS = re.compile(r"(?:#\w[\w-]*[\s,]*)+$")
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w+|\+\d[\d ()-]{7,}")
_CREDIT_END = re.compile(r"\((?:[\w-]+\.)+[a-z]{2,6}\)\.?$")
_NOISE = re.compile(r"[\W\d_]*$")
_STOP = re.compile(r"\w{3}[.!?\u2026] ")
_COUNT = re.compile(r"\(?\d[\d ,.]*\)? ")


@dataclass(frozen=True, slots=True)
class Seen:
    """A line with its words without marks in front, and whether it is a finished sentence of some length."""

    line: Line
    low: str
    running: bool
    known: Phrases
    anywhere: Sequence[str]

    def after(self, key: str) -> str | None:
        """What follows a phrase of this list at the start of the line; None where there is none."""
        if not self.line.tokens or self.line.tokens[0] not in self.known.first_words[key]:
            return None
        head = self.known.starts[key].match(self.low)
        return self.low[head.end() :].strip() if head else None


def label(lines: Sequence[Line]) -> None:
    """Decides the lines that one of the rules knows."""
    known = phrases()
    short = [line for line in lines if line.words < LONG]
    whole = "\n".join(line.low for line in short)
    anywhere = [phrase for phrase in known.anywhere if phrase in whole]
    for line in short:
        low = line.low.lstrip(_MARKS).rstrip()
        seen = Seen(line, low, line.is_sentence and line.words >= SHORT, known, anywhere)
        for kind, name, rule in RULES:
            if rule(seen):
                line.decide(kind, name)
                break


def _is_nothing(seen: Seen) -> bool:
    return not seen.line.words and bool(_NOISE.match(seen.low))


def _is_related(seen: Seen) -> bool:
    """A head alone on its line, with a count, or with a colon and a headline."""
    rest = seen.after("related")
    if rest is None or seen.running:
        return False
    return rest[:1] in ("", ":", ">", "\u2192", "\u00bb", "\u25bc") or rest.strip(" ().:").isdigit()


def _is_tags(seen: Seen) -> bool:
    if "#" in seen.line.low and _HASHTAGS.match(seen.line.low):
        return True
    rest = seen.after("tags")
    return rest is not None and rest.startswith(":") and not seen.line.inner


def _is_caption(seen: Seen) -> bool:
    """Named as one, or with the credit of its picture at the end."""
    rest, line = seen.after("caption"), seen.line
    if rest is not None and line.words < 30 and (rest[:1] in (":", "/", "", "\u00a9", "(", "|") or line.words <= 5):
        return True
    if _DOMAIN.match(seen.low) or _CREDIT_END.search(seen.low):
        return True
    if line.words < 30 and seen.known.gallery.search(seen.low[-12:]):
        return True
    if line.words >= 35 or seen.low.count('"') >= 2 or seen.low.count(",") >= 4:
        return False
    return _ends_with_credit(seen)


def _ends_with_credit(seen: Seen) -> bool:
    """A credit near the end; after a finished sentence only where a mark sets it off."""
    tail = seen.low[-60:]
    found = seen.known.credits.search(tail)
    if found is None or not seen.line.ends:
        return found is not None
    return tail[: found.start()].rstrip().endswith((".", "!", "?", "/", "|", "(", "\u00a9"))


def _is_byline(seen: Seen) -> bool:
    rest = seen.after("byline")
    return rest is not None and seen.line.words <= 9 and not seen.line.ends and not seen.line.inner


def _is_comments(seen: Seen) -> bool:
    """The head of the comments, with their number or a colon."""
    if seen.line.words > 10:
        return False
    count = _COUNT.match(seen.low)
    if count and seen.known.starts["comments"].match(seen.low[count.end() :]):
        return True
    rest = seen.after("comments")
    return rest is not None and (rest[:1] in ("", ":") or rest.strip(" ():.\u2013-").isdigit())


def _is_notice(seen: Seen) -> bool:
    if not seen.running and (seen.after("notices") is not None or seen.low.startswith("\u00a9")):
        return True
    if seen.line.words < 40 and ("\u00a9" in seen.low or any(_is_about_site(seen, p) for p in seen.anywhere)):
        return True
    is_contact = seen.line.words < 12 and ("@" in seen.low or "+" in seen.low)
    return is_contact and bool(_CONTACT.search(seen.low[:300]))


def _is_about_site(seen: Seen, phrase: str) -> bool:
    """Whether the line has the phrase, and not only after a sentence of its own."""
    before, found, _ = seen.low.partition(phrase)
    return bool(found) and not (seen.running and before.count(" ") >= 12 and _STOP.search(before))


RULES: tuple[tuple[str, str, Callable[[Seen], bool]], ...] = (
    ("other", "clock", lambda seen: is_clock(seen.line)),
    ("other", "nothing", _is_nothing),
    ("related", "list head", _is_related),
    ("tags", "tags", _is_tags),
    ("caption", "caption", _is_caption),
    ("comments", "comments", _is_comments),
    ("byline", "date", lambda seen: is_date(seen.line)),
    ("byline", "byline", _is_byline),
    ("other", "notice", _is_notice),
    ("navigation", "menu", lambda seen: is_menu(seen.line)),
)
