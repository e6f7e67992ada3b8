"""Which outlet a document is from: its metadata, its address, its header, or the way it names itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from pledgebook.analyse.fold import fold, lower
from pledgebook.ingest.brands import PREFIX, brand_id, find_brand
from pledgebook.model.document import Block
from pledgebook.packs.load import rows, table

NEAR = 140  # characters within which a second outlet or a source is cited
_WORD = re.compile(r"[^\W_]+(?:[.'&/+-]+[^\W_]+)*")
_DATELINE = re.compile(r"[^\n]{3,60}?\(([^()\n]{2,40})\) ?[\u2013-] ")
_HEADER = frozenset({"navigation", "byline", "other"})


@dataclass(frozen=True, slots=True)
class Outlet:
    """A row of outlets.tsv. names_itself: its own texts name it, as do those of portals that retell."""

    id: str
    domains: tuple[str, ...]
    languages: frozenset[str]
    names_itself: bool


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An outlet named at a place."""

    start: int
    end: int
    outlet: Outlet


@cache
def outlets() -> dict[str, Outlet]:
    """All known outlets by id."""
    return {
        row["id"]: Outlet(
            PREFIX + row["id"],
            tuple(row["domains"].split(",")),
            frozenset(row["languages"].split()),
            row["self"] == "yes",
        )
        for row in rows("shared", "outlets")
    }


@cache
def _by_domain() -> dict[str, Outlet]:
    return {domain: outlet for outlet in outlets().values() for domain in outlet.domains if domain}


@cache
def _by_name() -> dict[tuple[str, ...], tuple[Outlet, ...]]:
    """Names in all languages, as tuples of their folded words; one name may be that of several outlets."""
    found: dict[tuple[str, ...], tuple[Outlet, ...]] = {}
    for row in rows("shared", "outlets"):
        outlet = outlets()[row["id"]]
        names = [
            n for key, cell in row.items() if key not in ("id", "domains", "languages", "self") for n in cell.split("|")
        ]
        for words in {tuple(_WORD.findall(lower(fold(n)))) for n in names if n}:
            found[words] = (*found.get(words, ()), outlet)
    return found


@cache
def _first_words() -> dict[str, int]:
    """The words that names begin with, and the length of the longest name of each."""
    found: dict[str, int] = {}
    for words in _by_name():
        found[words[0]] = max(found.get(words[0], 0), len(words))
    return found


def find_outlet(
    text: str,
    low: str,
    language: str,
    blocks: Sequence[Block],
    *,
    metadata: Mapping[str, Any],
    uri: str | None,
) -> str | None:
    """The id of the document's own outlet, None where nothing tells it; one that is only cited is not it."""
    named = metadata.get("outlet")
    if isinstance(named, str) and named.strip():
        return _from_metadata(named.strip(), language)
    found = _from_uri(uri) or _from_header(text, low, language, blocks) or _from_text(text, low, language, blocks)
    return found.id if found else find_brand(text, language, blocks)


def _from_metadata(named: str, language: str) -> str | None:
    if named.startswith(PREFIX):
        return named
    known = _from_uri(named) or _named(tuple(_WORD.findall(lower(fold(named)))), language)
    if known:
        return known.id
    return brand_id(named, language)


def _from_uri(uri: str | None) -> Outlet | None:
    """By the address: the longest known domain (with its first folder) that it ends with."""
    if not uri or "." not in uri:
        return None
    try:
        parts = urlsplit(uri if "//" in uri else "//" + uri)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    folder = parts.path.strip("/").split("/")[0]
    known = _by_domain()
    labels = host.split(".")
    for n in range(len(labels) - 1):
        domain = ".".join(labels[n:])
        if found := known.get(f"{domain}/{folder}") or known.get(domain):
            return found
    return None


def _named(words: tuple[str, ...], language: str) -> Outlet | None:
    """The outlet of this name, rather one that publishes in the language."""
    found = _by_name().get(words, ())
    return next((o for o in found if language in o.languages), found[0] if found else None)


def mentions(text: str, low: str, start: int, end: int, language: str) -> list[Mentioned]:
    """The outlets named in a stretch, the longest name at each place; names are written with capitals."""
    words = [m.span() for m in _WORD.finditer(low, start, end)]
    firsts, known = _first_words(), _by_name()
    found: list[Mentioned] = []
    taken = 0
    for n, (at, stop) in enumerate(words):
        longest = firsts.get(low[at:stop])
        if longest is None or at < taken or text[at:stop].islower():
            continue
        for size in range(min(longest, len(words) - n), 0, -1):
            key = tuple(low[a:b] for a, b in words[n : n + size])
            if any(b - a > 3 and text[a].islower() for a, b in words[n + 1 : n + size]) and low[at].isascii():
                continue
            outlet = _named(key, language) if key in known else None
            if outlet:
                taken = words[n + size - 1][1]
                found.append(Mentioned(at, taken, outlet))
                break
    return found


def _from_header(text: str, low: str, language: str, blocks: Sequence[Block]) -> Outlet | None:
    """The one outlet that the lines around the text name; an agency in the brackets of a dateline."""
    found: dict[str, Outlet] = {}
    for block in blocks:
        if block.kind in _HEADER and block.end - block.start < 3000:
            found |= {m.outlet.id: m.outlet for m in mentions(text, low, block.start, block.end, language)}
    fitting = [o for o in found.values() if language in o.languages]
    if len(fitting) == 1:
        return fitting[0]
    first = next((b for b in blocks if b.kind in ("lead", "body")), None)
    match = _DATELINE.match(low, first.start, min(first.end, first.start + 120)) if first else None
    return _named(tuple(_WORD.findall(match.group(1))), language) if match else None


def _from_text(text: str, low: str, language: str, blocks: Iterable[Block]) -> Outlet | None:
    """An outlet that names itself: it says something citing a source, beside another outlet, or earlier."""
    verbs = _verbs(language)
    if verbs is None:
        return None
    says, citing, earlier = verbs
    for block in blocks:
        if block.kind == "title" or not block.is_text or not says.search(low, block.start, block.end):
            continue
        named = mentions(text, low, block.start, block.end, language)
        for m in named:
            if not m.outlet.names_itself or language not in m.outlet.languages or not _speaks(low, m, says):
                continue
            after = low[m.end : m.end + 60].split(". ")[0]
            other = any(o.outlet is not m.outlet and abs(o.start - m.start) < NEAR for o in named)
            before = low[max(block.start, m.start - 40) : m.start]
            if citing.search(after) or other or earlier.search(before):
                return m.outlet
    return None


def _speaks(low: str, m: Mentioned, says: re.Pattern[str]) -> bool:
    """Whether a verb of saying stands next to the name."""
    return bool(says.search(low[max(0, m.start - 22) : m.start]) or says.search(low[m.end : m.end + 16]))


@cache
def _verbs(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]] | None:
    data = table(language, "outlet")
    if not data:
        return None
    says, citing, earlier = (_either(data[key]) for key in ("says", "citing", "earlier"))
    return says, citing, earlier


def _either(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, longest_first))})(?![^\W_])")
