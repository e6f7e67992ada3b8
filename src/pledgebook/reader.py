"""Reads a document: claims out of its text."""

from __future__ import annotations

from pledgebook import __version__
from pledgebook.analyse.holders import Resolver
from pledgebook.analyse.reading import analyse
from pledgebook.extract.draft import Draft
from pledgebook.extract.merge import merged
from pledgebook.extract.subjects import subjects_of
from pledgebook.extract.voices import Voices
from pledgebook.model.claim import Claim
from pledgebook.model.document import Document
from pledgebook.packs.load import languages
from pledgebook.weigh.choose import Choice
from pledgebook.weigh.spots import topics_of

EXTRACTOR = f"pledgebook-rules {__version__}"


def read(document: Document) -> list[Claim]:
    """The claims of a document, in the order of their words. A document in a language without a pack has none."""
    if document.language not in languages():
        return []
    reading = analyse(document)
    resolver = Resolver(reading)
    voices = Voices(reading, resolver)
    choice = Choice(reading, resolver, topics_of(reading), document.published.when)
    drafts: list[Draft] = []
    for item in reading.sentences:
        resolver.memory.speaker = voices.speaker(item)
        subjects = subjects_of(item, resolver)
        drafts += choice.drafts(item, subjects)
    return merged(drafts, reading, voices, EXTRACTOR)
