"""The name of an outlet that no list knows, from the head or the foot of its page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pledgebook.analyse.fold import fold, lower
from pledgebook.analyse.romanise import romanise
from pledgebook.ingest.phrases import phrases
from pledgebook.model.document import Block

PREFIX = "outlet:"
WORDS = 5  # in a name, at most
_SLUG = re.compile(r"[^a-z0-9]+")
_CUT = re.compile(r" {2,}| in [A-Z]|[|\u2022\u00b7\u2192>/(\[,]|::| [\u2013-] |\n")
_QUOTED = re.compile(r'"([^"\n]{3,40})"')
_HOLDER = re.compile(r"\u00a9 ?(?:\d{4}(?:[-\u2013]\d{4})?)?[. ]*([^.,|\n\d]{3,40})")
_DOMAIN = re.compile(r"([^\W_]{3,30})\.[a-z]{2,6}$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def brand_id(name: str, language: str) -> str | None:
    """The id of an outlet of this name; None where nothing is left of it in Latin letters."""
    domain = _DOMAIN.match(name)
    latin = romanise(domain.group(1) if domain else name, language).replace("&", " and ")
    slug = _SLUG.sub("-", lower(latin)).strip("-")
    return PREFIX + slug if slug else None


def find_brand(text: str, language: str, blocks: Sequence[Block]) -> str | None:
    """The name that stands in quotes by the date, after a copyright sign, or first on the page."""
    title = next((b.start for b in blocks if b.is_text), 0)
    for block in blocks:
        if block.kind not in ("byline", "other"):
            continue
        piece = fold(text[block.start : block.end])
        if block.kind == "byline" and (quoted := _QUOTED.match(piece)) and block.start < title + 600:
            return brand_id(quoted.group(1), language)
        if block.kind == "other" and (holder := _HOLDER.match(piece)) and _is_name(holder.group(1)):
            return brand_id(holder.group(1).strip(), language)
    first = blocks[0] if blocks else None
    if first is None or first.kind not in ("navigation", "other") or first.start > 200 or first.start >= title:
        return None
    line = fold(text[first.start : first.end]).split("\n")[0]
    name = _CUT.split(line.strip())[0].strip(" .:")
    if quoted := _QUOTED.search(name):
        return brand_id(quoted.group(1), language)
    return (
        brand_id(name, language)
        if _is_name(name) and _is_striking(name, among_others=name != line.strip(" .:"))
        else None
    )


def _is_name(name: str) -> bool:
    """Whether it is a few words, the first with a capital, that are not all those of a menu."""
    words = _WORD.findall(lower(name))
    menu = phrases().menu
    if not 0 < len(words) <= WORDS or lower(name) in menu or all(w in menu for w in words):
        return False
    return name[:1].isupper() or bool(_DOMAIN.match(name))


def _is_striking(name: str, *, among_others: bool) -> bool:
    """A single word among others on its line is a section, unless it is written as names of sites are."""
    if " " in name or not among_others:
        return True
    return "." in name or "-" in name or name[1:] != name[1:].lower()
