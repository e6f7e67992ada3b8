"""Reads a document: claims out of its text."""

from __future__ import annotations

from pledgebook import __version__
from pledgebook.analyse.holders import Resolver
from pledgebook.analyse.reading import Layered, analyse
from pledgebook.extract.bodies import bodies
from pledgebook.extract.commitments import commitments
from pledgebook.extract.draft import Draft
from pledgebook.extract.figures import figures
from pledgebook.extract.meetings import meetings
from pledgebook.extract.merge import merged
from pledgebook.extract.positions import positions
from pledgebook.extract.subjects import subjects_of
from pledgebook.extract.voices import Voices
from pledgebook.model.claim import Claim
from pledgebook.model.dates import Interval
from pledgebook.model.document import Document
from pledgebook.packs.load import languages

EXTRACTOR = f"pledgebook-rules {__version__}"


def read(document: Document) -> list[Claim]:
    """The claims of a document, in the order of their words. A document in a language without a pack has none."""
    if document.language not in languages():
        return []
    reading = analyse(document)
    resolver = Resolver(reading)
    voices = Voices(reading, resolver)
    drafts: list[Draft] = []
    for item in reading.sentences:
        resolver.memory.speaker = voices.speaker(item)
        subjects = subjects_of(item, resolver)
        drafts += _claims_in(item, resolver, subjects, document.published.when)
    return merged(drafts, reading, voices, EXTRACTOR)


def _claims_in(item: Layered, resolver: Resolver, subjects, anchor: Interval) -> list[Draft]:  # type: ignore[no-untyped-def]
    found = list(commitments(item, resolver, subjects, anchor))
    used = {
        e.start for d in found for name in ("amount", "quantity") if name in d.slots for e in d.slots[name].evidence
    }
    found += positions(item, resolver, subjects)
    found += meetings(item, resolver, anchor)
    found += bodies(item, resolver, anchor, subjects)
    found += figures(item, resolver, used)
    return found
