"""The function words of a language, compiled from its grammar file."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from pledgebook.analyse.morphology import morphology
from pledgebook.packs.lexicon import Lexicon
from pledgebook.packs.load import table

OPENING = (
    "purpose", "conditionals", "subordinators", "adversatives", "complementisers", "relatives", "inverted",
)  # fmt: skip
GROUPS = ("predicates", "acts", "stances", "events", "bodies", "figures", "conditions", "voices", "groups")


_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What a pronoun may go back to."""

    number: str = ""
    gender: str = ""
    kind: str = "any"  # person, thing, any, speaker, relative


@dataclass(frozen=True, slots=True)
class Grammar:
    """Sets of function words; single words as sets, phrases as tuples of words."""

    language: str
    articles: bool
    words: dict[str, frozenset[str]] = field(repr=False)
    phrases: dict[str, tuple[tuple[str, ...], ...]] = field(repr=False)
    pronouns: dict[str, Pronoun] = field(repr=False)
    reflexive: tuple[str, ...] = ()  # endings of verbs that are reflexive
    openers: frozenset[str] = field(repr=False, default=frozenset())  # first words of all that may open a clause

    def has(self, name: str, low: str) -> bool:
        """Whether this form is in a list."""
        return low in self.words.get(name, _NONE)


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language."""
    data = table(language, "grammar")
    words: dict[str, frozenset[str]] = {}
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for name, listed in data["words"].items():
        words[name] = frozenset(x for x in listed if " " not in x)
        phrases[name] = tuple(tuple(x.split()) for x in listed if " " in x)
    pronouns = {form: Pronoun(**spec) for form, spec in data["pronouns"].items()}
    openers = {x for name in OPENING for x in words.get(name, ())}
    openers |= {phrase[0] for name in OPENING for phrase in phrases.get(name, ())}
    reflexive = tuple(ending for ending, _ in data.get("reflexive", ()))
    return Grammar(language, bool(data.get("articles")), words, phrases, pronouns, reflexive, frozenset(openers))


@cache
def lexicon(language: str) -> Lexicon:
    """All word lists of a language, in one trie."""
    found = Lexicon(morphology(language))
    for group in GROUPS:
        found.add_group(language, group, table(language, group))
    return found
