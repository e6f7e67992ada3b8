"""Morphology from a pymorphy3 dictionary (OpenCorpora format), with every reading kept."""

from __future__ import annotations

import re
from typing import Any

from pledgebook.analyse.morphology import CACHE_SIZE, Reading, Word
from pledgebook.packs.load import table

_POS = {
    "NOUN": "noun", "ADJF": "adj", "ADJS": "adj", "COMP": "adv", "VERB": "verb", "INFN": "verb",
    "PRTF": "verb", "PRTS": "verb", "GRND": "verb", "NUMR": "num", "ADVB": "adv", "NPRO": "pron",
    "PRED": "adv", "PREP": "prep", "CONJ": "conj", "PRCL": "part", "INTJ": "x",
}  # fmt: skip
_CASE = {
    "nomn": "nom", "gent": "gen", "datv": "dat", "accs": "acc", "ablt": "ins", "loct": "loc", "voct": "voc",
    "gen2": "gen", "acc2": "acc", "loc2": "loc", "gen1": "gen",
}  # fmt: skip
_FORM = {"VERB": "fin", "INFN": "inf", "PRTF": "part", "PRTS": "short", "GRND": "ger", "ADJS": "short"}
_TENSE = {"past": "past", "pres": "pres", "futr": "fut"}
_GENDER = {"masc": "m", "femn": "f", "neut": "n"}


# Letters that the dictionary may know: Latin and Cyrillic. Others have no readings there.
_KNOWN_SCRIPTS = re.compile(r"[A-Za-z\u00c0-\u024f\u0400-\u052f\d'\-.,:\u2013]+|\W")


class DictionaryMorphology:
    """Readings of forms, cached; reflexive verbs also stand under their plain lemma, as passives."""

    def __init__(self, language: str, dictionary: str) -> None:
        import pymorphy3

        self._analyser: Any = pymorphy3.MorphAnalyzer(lang=dictionary)
        grammar = table(language, "grammar")
        self._reflexive: list[tuple[str, str]] = [tuple(x) for x in grammar.get("reflexive", ())]
        self._gerunds: list[tuple[str, str]] = [tuple(x) for x in grammar.get("gerunds", ())]
        self._participle_endings: list[tuple[str, str]] = [tuple(x) for x in grammar.get("participles", ())]
        self._added: dict[str, list[str]] = grammar.get("lemmas", {})
        self._words: dict[str, Word] = {}
        self._shapes: dict[str, Reading] = {}

    def word(self, form: str) -> Word:
        """The word of a lower-case form; unknown forms get the readings that their ending suggests."""
        found = self._words.get(form)
        if found is None:
            if len(self._words) >= CACHE_SIZE:
                self._words.clear()
            found = self._words[form] = self._analyse(form)
        return found

    def dictionary_keys(self, form: str, pos: str) -> tuple[str, ...]:
        """The lemmas under which a dictionary form stands; the form itself where it is its own lemma."""
        word = self.word(form)
        own = [x.lemma for x in word.readings if x.lemma == form and (not pos or x.pos == pos)]
        if own and pos in ("", "adj"):  # an adjective stands in the gender of its noun: "military aid"
            own += [x.lemma for x in word.readings if x.pos == "adj" and x.case == "nom"]
        wanted = own or [x.lemma for x in word.readings if not pos or x.pos == pos] or list(word.lemmas)
        return tuple(dict.fromkeys([*wanted, form] if not pos else wanted))

    def _analyse(self, form: str) -> Word:
        clean = form.replace("\u0301", "")
        if not _KNOWN_SCRIPTS.fullmatch(clean):
            return Word(form, (Reading(form, "x"),))
        readings = dict.fromkeys(self._reading(p) for p in self._analyser.parse(clean))
        extra = list(self._added.get(form, ()))
        for reading in readings:
            if reading.form == "ger" and reading.lemma == clean:
                extra += self._verb_of_gerund(clean)
            if reading.pos == "verb":
                for ending, plain in self._reflexive:
                    if reading.lemma.endswith(ending):
                        extra.append(reading.lemma[: -len(ending)] + plain)
        return Word(form, (*readings, *self._participles(readings)), tuple(extra))

    def _verb_of_gerund(self, form: str) -> list[str]:
        """The infinitives of a gerund that the dictionary leaves without its verb."""
        for ending, finite in self._gerunds:
            if form.endswith(ending):
                readings = [self._reading(p) for p in self._analyser.parse(form[: -len(ending)] + finite)]
                return list(dict.fromkeys(r.lemma for r in readings if r.pos == "verb"))
        return []

    def _participles(self, readings: dict[Reading, None]) -> list[Reading]:
        """Passive readings of adjectives that are participles by their ending, unknown as such."""
        found = []
        for reading in readings:
            if reading.pos != "adj" or reading.case != "nom":
                continue
            for ending, plain in self._participle_endings:
                if reading.lemma.endswith(ending):
                    verb = reading.lemma[: -len(ending)] + plain
                    if self._analyser.word_is_known(verb):
                        found.append(reading._replace(
                            lemma=verb, pos="verb", form="part", tense="past", aspect="perf", passive=True,
                        ))  # fmt: skip
                        break
        return found

    def _reading(self, parse: Any) -> Reading:
        tag = str(parse.tag)
        shape = self._shapes.get(tag)
        if shape is None:
            shape = self._shapes[tag] = _shape(tag)
        lemma = parse.normal_form
        if shape.pos == "verb" and not shape.reflexive:
            return shape._replace(lemma=lemma, reflexive=any(lemma.endswith(e) for e, _ in self._reflexive))
        return shape._replace(lemma=lemma)


def _shape(tag: str) -> Reading:
    """A reading without its lemma, from a tag of the OpenCorpora set."""
    tags = tag.replace(" ", ",").split(",")
    have = set(tags)
    pos = "det" if tags[0] == "ADJF" and "Apro" in have else _POS.get(tags[0], "x")
    form = _FORM.get(tags[0], "")
    if tags[0] == "VERB" and "Impe" in have:
        form = "impersonal"
    if tags[0] == "VERB" and have & {"impr", "excl", "incl"}:
        form = "imp"
    elif tags[0] == "VERB" and form == "fin" and not have & {"past", "pres", "futr"}:
        form = "inf"
    return Reading(
        lemma="",
        pos=pos,
        case=next((_CASE[t] for t in tags if t in _CASE), ""),
        number="pl" if "plur" in have else "sg" if "sing" in have or have & _GENDER.keys() else "",
        gender=next((_GENDER[t] for t in tags if t in _GENDER), ""),
        person=next((t[0] for t in tags if t in ("1per", "2per", "3per")), ""),
        tense="past" if form == "impersonal" else next((_TENSE[t] for t in tags if t in _TENSE), ""),
        aspect="perf" if "perf" in have else "impf" if "impf" in have else "",
        form=form,
        passive="pssv" in have or form == "impersonal",
        reflexive=pos == "verb" and "Refl" in have,
    )
