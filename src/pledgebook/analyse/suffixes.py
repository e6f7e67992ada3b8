"""Morphology of a language of few endings: closed classes and verbs from its pack, the rest by suffix."""

from __future__ import annotations

from pledgebook.analyse.morphology import CACHE_SIZE, Reading, Word
from pledgebook.packs.load import table

_VOWELS = "aeiou"


class SuffixMorphology:
    """Readings from the pack's closed classes and verb list; other words are nouns, adjectives or adverbs."""

    def __init__(self, language: str) -> None:
        data = table(language, "forms")
        self._forms: dict[str, list[Reading]] = {}
        self._words: dict[str, Word] = {}
        for pos, words in data["closed"].items():
            for form in words:
                self._add(form, Reading(form, pos))
        irregular = {x.split()[0]: x.split() for x in data["irregular"]}
        self._verbs = {*data["verbs"].split(), *irregular, *_listed_verbs(language)}
        for verb in sorted(self._verbs):
            self._add_verb(verb, irregular.get(verb))
        for form, verb in data.get("verb_forms", {}).items():
            self._add(form, Reading(verb, "verb", form="fin", tense="past" if form in data["past_forms"] else "pres"))
        for plural, singular in data.get("plurals", {}).items():
            self._add(plural, Reading(singular, "noun", number="pl"))
        for adjective in data["adjectives"].split():
            self._add(adjective, Reading(adjective, "adj"))
        self._also_noun = frozenset(data["also_nouns"].split())
        self._only_noun = frozenset(data["nouns"].split())

    def word(self, form: str) -> Word:
        """The word of a lower-case form."""
        found = self._words.get(form)
        if found is None:
            if len(self._words) >= CACHE_SIZE:
                self._words.clear()
            found = self._words[form] = self._analyse(form)
        return found

    def dictionary_keys(self, form: str, pos: str) -> tuple[str, ...]:
        """The form itself: lists hold dictionary forms."""
        return (form,)

    def _add(self, form: str, reading: Reading) -> None:
        self._forms.setdefault(form, []).append(reading)

    def _add_verb(self, verb: str, irregular: list[str] | None) -> None:
        past, participle = (irregular[1], irregular[2]) if irregular else (_past(verb), _past(verb))
        self._add(verb, Reading(verb, "verb", form="inf"))
        self._add(verb, Reading(verb, "verb", form="fin", tense="pres", number="pl"))
        self._add(_third(verb), Reading(verb, "verb", form="fin", tense="pres", number="sg", person="3"))
        self._add(past, Reading(verb, "verb", form="fin", tense="past"))
        self._add(participle, Reading(verb, "verb", form="part", tense="past", passive=True))
        self._add(_gerund(verb), Reading(verb, "verb", form="ger", tense="pres"))

    def _analyse(self, form: str) -> Word:
        readings = list(self._forms.get(form, ()) or self._forms.get(form.removeprefix("re-"), ()))
        verbal = [r for r in readings if r.pos == "verb"]
        closed = readings and not verbal and readings[0].pos not in ("noun", "adj")
        if not closed:
            nominal = self._nominal(form, verbal)
            readings = nominal + readings if _singular(form) in self._only_noun else readings + nominal
        return Word(form, tuple(dict.fromkeys(readings)))

    def _nominal(self, form: str, verbal: list[Reading]) -> list[Reading]:
        if form.endswith("ly") and len(form) > 4 and form not in self._only_noun:
            return [Reading(form, "adv")]
        if form.endswith("'s") or form.endswith("s'"):
            return [Reading(form[:-2], "noun", case="gen")]
        lemma = _singular(form)
        if lemma in self._only_noun:
            return [Reading(lemma, "noun", number="sg" if lemma == form else "pl")]
        if "-" in form and not verbal and form.endswith(("ed", "ing")):
            return [Reading(form, "adj")]
        found = []
        if any(r.form == "part" for r in verbal) and form not in self._also_noun:
            return [Reading(form, "adj")]
        if lemma != form:
            found.append(Reading(lemma, "noun", number="pl"))
            found.append(Reading(form, "noun"))
        else:
            found.append(Reading(form, "noun", number="sg"))
        if any(r.form in ("ger", "part") for r in verbal):
            found.append(Reading(form, "adj"))
            return found
        if verbal and not ({r.lemma for r in verbal} & self._also_noun):
            return []
        if (
            not verbal
            and not form.endswith(("ment", "dent"))
            and form.endswith(("al", "ive", "ary", "ic", "ous", "ful", "able", "ible", "ant", "ent"))
        ):
            found.append(Reading(form, "adj"))
        if not verbal and len(form) > 5 and form.endswith("ed"):
            stem = form[:-3] + "y" if form.endswith("ied") else form[:-2]
            found += [
                Reading(stem, "verb", form="fin", tense="past"),
                Reading(stem, "verb", form="part", tense="past", passive=True),
            ]
        if not verbal and len(form) > 6 and form.endswith("ing"):
            found.append(Reading(form[:-3], "verb", form="ger", tense="pres"))
        return found


def _listed_verbs(language: str) -> set[str]:
    """The verbs of the word lists, so that a verb needs to be listed but once."""
    groups = ("predicates", "acts", "stances", "events", "bodies", "figures", "voices")
    return {
        verb
        for g in groups
        for data in table(language, g).values()
        for verb in data.get("verbs", ())
        if " " not in verb
    }


def _third(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


# Longer verbs that end like these double their last letter: "permitted", "preferred", but "limited", "offered".
_STRESSED = (
    "dmit", "rmit", "mmit", "bmit", "nsmit", "sfer", "efer", "nfer", "pel", "cur", "ban", "trol", "gret", "quip", "nap", "cel", "vel", "nel", "llot",
)  # fmt: skip


def _doubles(verb: str) -> bool:
    if len(verb) < 3 or verb[-1] in "wxyaeiou" or verb[-2] not in _VOWELS or verb[-3] in _VOWELS:
        return False
    return len(verb) <= 4 or verb.endswith(_STRESSED)


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _doubles(verb) else "") + "ed"


def _gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _doubles(verb) else "") + "ing"


def _singular(form: str) -> str:
    if len(form) < 4 or not form.endswith("s") or form.endswith(("ss", "us", "is")):
        return form
    if form.endswith("ies"):
        return form[:-3] + "y"
    if form.endswith(("ches", "shes", "xes", "sses")):
        return form[:-2]
    return form[:-1]
