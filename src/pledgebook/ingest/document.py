"""A document from a source: its language, blocks, title, byline, outlet and date."""

from __future__ import annotations

import re

from pledgebook.analyse.fold import fold, lower
from pledgebook.analyse.times import find_times
from pledgebook.ingest.blocks import find_blocks
from pledgebook.ingest.codes import finding
from pledgebook.ingest.language import UNKNOWN, detect, profiles
from pledgebook.ingest.lines import is_date, read_lines
from pledgebook.ingest.outlets import find_outlet
from pledgebook.ingest.published import date_document
from pledgebook.model.document import Block, Document, Published, Source
from pledgebook.model.finding import Finding

SURE = 0.6  # from here on the text decides against its metadata
_SPACES = re.compile(r"\s+")


def build_document(source: Source, *, findings: list[Finding]) -> Document:
    """What can be said of a source as a whole."""
    text = source.text
    low = lower(fold(text))
    language = _language(source, low, findings)
    given = source.metadata.get("title")
    blocks = find_blocks(text, low, language, title=given if isinstance(given, str) else None)
    if text.strip() and not any(b.is_text for b in blocks):
        findings.append(
            finding("no-main-text", "no running text was found; look at the document's blocks", source.file)
        )
    return Document(
        source,
        language,
        blocks,
        _published(source, low, language, blocks),
        find_outlet(text, low, language, blocks, metadata=source.metadata, uri=source.uri),
        _title(source, blocks),
        _byline(text, low, blocks),
    )


def _language(source: Source, low: str, findings: list[Finding]) -> str:
    found, sure = detect(low)
    given = str(source.metadata.get("language") or "").lower().split("-")[0]
    if given and given != found and given in {p.code for p in profiles()}:
        if found == UNKNOWN or sure < SURE:
            return given
        message = f"the metadata say {given}, the text reads as {found}, which was taken"
        findings.append(finding("language-differs", message, source.file))
    if found == UNKNOWN and low.strip():
        known = ", ".join(p.code for p in profiles())
        message = f"the language was not recognised (read are: {known}); the document is kept without claims"
        findings.append(finding("language-not-read", message, source.file))
    return found


def _published(source: Source, low: str, language: str, blocks: tuple[Block, ...]) -> Published:
    times = find_times(low, language)
    return date_document(source.text, low, language, blocks, times, source.metadata, source.uri)


def _title(source: Source, blocks: tuple[Block, ...]) -> str | None:
    given = source.metadata.get("title")
    return given if isinstance(given, str) and given.strip() else _words_of(source.text, blocks, "title")


def _byline(text: str, low: str, blocks: tuple[Block, ...]) -> str | None:
    """The first line of a byline that names someone, rather than a date."""
    for block in blocks:
        piece = text[block.start : block.end] if block.kind == "byline" else ""
        for line in read_lines(piece, low[block.start : block.end] if piece else ""):
            if not is_date(line) and line.words:
                return _SPACES.sub(" ", piece[line.start : line.end])
    return None


def _words_of(text: str, blocks: tuple[Block, ...], kind: str) -> str | None:
    """The words of the first block of a kind, on one line."""
    block = next((b for b in blocks if b.kind == kind), None)
    return _SPACES.sub(" ", text[block.start : block.end]).strip() if block else None
