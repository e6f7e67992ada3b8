"""Reads a document: claims out of its text."""

from __future__ import annotations

from pledgebook import __version__
from pledgebook.analyse.holders import Holder, Resolver
from pledgebook.analyse.reading import Layered, analyse
from pledgebook.extract.commitments import commitments
from pledgebook.extract.draft import Draft
from pledgebook.extract.merge import merged
from pledgebook.model.claim import Claim
from pledgebook.model.document import Document

EXTRACTOR = f"pledgebook-rules {__version__}"


def read(document: Document) -> list[Claim]:
    """The claims of a document, in the order of their words. A document in a language without a pack has none."""
    from pledgebook.packs.load import languages

    if document.language not in languages():
        return []
    reading = analyse(document)
    resolver = Resolver(reading)
    anchor = document.published.when
    drafts: list[Draft] = []
    for item in reading.sentences:
        drafts += _sentence(item, resolver, anchor)
    return merged(drafts, reading, EXTRACTOR)


def _sentence(item: Layered, resolver: Resolver, anchor) -> list[Draft]:  # type: ignore[no-untyped-def]
    speakers: dict[int, list[Holder]] = {}
    return list(commitments(item, resolver, speakers, anchor))
