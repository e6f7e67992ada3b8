"""Words with all their readings, from a dictionary or from the inflection tables of a pack."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple, Protocol

from pledgebook.packs.load import table

CACHE_SIZE = 150_000  # forms kept a language: about 100 MB at most


class Reading(NamedTuple):
    """One way to read a form. Empty strings stand for what does not apply."""

    lemma: str
    pos: str  # noun adj verb pron num prep conj part adv det x
    case: str = ""  # nom gen dat acc ins loc voc
    number: str = ""  # sg pl
    gender: str = ""  # m f n
    person: str = ""  # 1 2 3
    tense: str = ""  # past pres fut
    aspect: str = ""  # perf impf
    form: str = ""  # of verbs: fin inf ger part short imp impersonal
    passive: bool = False
    reflexive: bool = False


class Word:
    """A form with its readings; one object a form and language, shared by all its tokens."""

    __slots__ = ("form", "has_verb", "is_finite", "keys", "lemmas", "nodes", "parts", "readings")

    def __init__(self, form: str, readings: tuple[Reading, ...], extra: tuple[str, ...] = ()) -> None:
        self.form = form
        self.readings = readings
        self.lemmas = tuple(dict.fromkeys(r.lemma for r in readings))
        self.keys = tuple(dict.fromkeys((*self.lemmas, *extra, form, "=" + form)))
        self.parts = frozenset(r.pos for r in readings)
        self.has_verb = "verb" in self.parts
        self.is_finite = any(r.pos == "verb" and r.form in ("fin", "impersonal", "short") for r in readings)
        self.nodes: dict[int, Any] = {}

    def may_be(self, pos: str) -> bool:
        """Whether a reading has this part of speech ('' is any; a participle may be an adjective)."""
        if not pos or pos in self.parts or "x" in self.parts:
            return True
        return pos == "adj" and any(r.form in ("part", "short") for r in self.readings)

    def having(self, pos: str) -> list[Reading]:
        """The readings of a part of speech."""
        return [r for r in self.readings if r.pos == pos]

    def cases(self) -> set[str]:
        """The cases its nominal readings may stand in."""
        return {r.case for r in self.readings if r.case}


class Morphology(Protocol):
    """Gives words for forms."""

    def word(self, form: str) -> Word:
        """The word of a lower-case form."""

    def dictionary_keys(self, form: str, pos: str) -> tuple[str, ...]:
        """Under which lemmas a listed dictionary form is found."""


@cache
def morphology(language: str) -> Morphology:
    """The analyser that a language's grammar names."""
    engine = table(language, "grammar")["morphology"]
    if engine == "suffixes":
        from pledgebook.analyse.suffixes import SuffixMorphology

        return SuffixMorphology(language)
    from pledgebook.analyse.dictionary import DictionaryMorphology

    return DictionaryMorphology(language, engine)
