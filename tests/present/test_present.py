"""Sentences, numbers, dates and names in every language of output."""

from __future__ import annotations

import json
import string
import tomllib
from datetime import date
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.model.claim import ACTIONS, BOUNDS, CONDITIONS, FIRMNESS, KINDS, STANCES
from pledgebook.model.dates import Interval
from pledgebook.model.entry import LINKS, RELATIONS
from pledgebook.present.dates import interval
from pledgebook.present.messages import Words, default_language, languages, words
from pledgebook.present.names import entity_name, ids_of
from pledgebook.present.numbers import counted, money, number
from pledgebook.present.plural import category
from pledgebook.present.safe import json_text, one_line, safe, shorten
from pledgebook.present.sentence import Told, sentence

ALL = [words(code) for code in languages()]
EN, RU, UK = (words(code) for code in ("en", "ru", "uk"))
GROUPS = {
    "kind": KINDS, "firmness": FIRMNESS, "not_firm": FIRMNESS, "action": ACTIONS, "stance": STANCES,
    "condition": CONDITIONS, "bound": BOUNDS, "link": LINKS, "relation": RELATIONS,
    "status": ("held", "ongoing", "planned", "cancelled", "agreed", "established", "working", "dissolved"),
    "format": ("summit", "meeting", "talks", "call", "conference", "session", "visit"),
    "type": ("headquarters", "command", "coordination_group", "coordination_centre", "contact_group",
             "mission", "force", "fund", "coalition", "tribunal", "other"),
    "measure": ("members", "attendees", "invited", "troops", "killed", "injured", "attacks", "budget",
                "price", "share", "votes", "other"),
    "basis": ("header", "metadata", "url", "dateline", "weekday", "inferred", "unknown"),
}  # fmt: skip


def _leaves(table: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    found = {}
    for key, value in table.items():
        name = f"{prefix}.{key}" if prefix else key
        found.update(_leaves(value, name) if isinstance(value, dict) else {name: value})
    return found


def _catalogue(code: str) -> dict[str, Any]:
    path = resources.files("pledgebook") / "cli" / "messages" / f"{code}.toml"
    return _leaves(tomllib.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("code", languages())
def test_catalogues_have_the_same_keys_and_places(code: str) -> None:
    first, other = _catalogue(languages()[0]), _catalogue(code)
    assert first.keys() == other.keys()
    for key, value in first.items():
        assert isinstance(other[key], type(value)), key
        if isinstance(value, list):
            assert len(value) == len(other[key]), key
        else:
            assert _places(value) == _places(other[key]), key


def _places(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("group", GROUPS)
def test_every_code_has_a_word(group: str) -> None:
    assert all(code in found.table[group] for found in ALL for code in GROUPS[group])


@pytest.mark.parametrize(
    ("count", "form"),
    [(1, "one"), (2, "few"), (5, "many"), (11, "many"), (12, "many"), (21, "one"), (1.5, "other")],
)
def test_plural_forms(count: float, form: str) -> None:
    assert category("east-slavic", count) == form
    assert category("one-other", count) == ("one" if count == 1 else "other")


def test_numbers() -> None:
    assert [number(w, 1234567) for w in (EN, UK)] == ["1,234,567", "1\u00a0234\u00a0567"]
    assert [number(w, 0.5) for w in (EN, RU)] == ["0.5", "0,5"]
    amount = {"value": 40e9, "currency": "EUR", "bound": "at_least"}
    assert [money(w, amount) for w in (EN, UK, RU)] == [
        "at least €40 billion", "щонайменше 40 млрд євро", "как минимум 40 млрд евро",
    ]  # fmt: skip
    assert money(EN, {"value": {"low": 1e6, "high": 2e6}, "currency": "XYZ"}) == "1 million–2 million XYZ"
    assert money(EN, {"value": None, "text": "twice last year's sum"}) == "twice last year's sum"
    assert [counted(w, 31, "countries", "more_than") for w in (EN, UK, RU)] == [
        "more than 31 countries", "більш ніж 31 країна", "более чем 31 страна",
    ]  # fmt: skip


def test_dates() -> None:
    def made(first: tuple[int, ...] | None, last: tuple[int, ...] | None) -> list[str]:
        found = Interval(date(*first) if first else None, date(*last) if last else None)  # type: ignore[arg-type]
        return [interval(w, found) for w in (EN, UK, RU)]

    assert made((2027, 5, 2), (2027, 5, 2)) == ["2 May 2027", "2 травня 2027", "2 мая 2027"]
    assert made((2027, 5, 1), (2027, 5, 31)) == ["May 2027", "травень 2027", "май 2027"]
    assert made((2027, 1, 1), (2027, 12, 31)) == ["2027", "2027 рік", "2027 год"]
    assert made((2027, 5, 2), (2027, 5, 4)) == ["2–4 May 2027", "2–4 травня 2027", "2–4 мая 2027"]
    assert made((2027, 5, 2), None) == ["since 2 May 2027", "від 2 травня 2027", "с 2 мая 2027"]
    assert made(None, None) == ["date unknown", "дата невідома", "дата неизвестна"]


def test_names_in_the_language_of_the_reader() -> None:
    britain = {"id": "country:GB", "kind": "country", "name": "United Kingdom"}
    assert [entity_name(w, britain) for w in (EN, UK, RU)] == ["Britain", "Британія", "Великобритания"]
    unknown = {"id": "person:ola-nordmann", "kind": "person", "name": "ola-nordmann"}
    assert entity_name(UK, unknown) == "Ola Nordmann"
    group = {"kind": "group", "of": "country", "value": 26, "bound": "about"}
    assert [entity_name(w, group) for w in (EN, UK)] == ["about 26 countries", "приблизно 26 країн"]
    assert entity_name(EN, {"kind": "anonymous", "text": "diplomats"}) == "not named: diplomats"


@pytest.mark.parametrize("name", ["Britain", "Лондон", "велика британія", "UK", "country:GB"])
def test_who_is_meant(name: str) -> None:
    assert ids_of(name) == {"country:GB"}
    assert ids_of("London", is_place=True) == {"place:london"}
    assert not ids_of("Neverland")


def test_sentences() -> None:
    told = Told(
        "commitment",
        {
            "actor": [{"id": "country:GB"}], "action": "troops", "beneficiary": [{"id": "country:UA"}],
            "conditions": [{"code": "ceasefire"}],
        },
        "ready",
    )  # fmt: skip
    assert [sentence(w, told) for w in (EN, UK, RU)] == [
        "Britain: ready — troops, for Ukraine, if there is a ceasefire",
        "Британія: готовність — війська; для кого: Україна; умова: припинення вогню",
        "Великобритания: готовность — войска; для кого: Украина; условие: прекращение огня",
    ]


KEYS = ["id", "kind", "text", "value", "code", "low", "high", "unit", "place", "when"]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=6,
)  # fmt: skip
SLOTS = st.dictionaries(st.sampled_from(sorted(EN.table["slots"])), VALUES, max_size=8)


@given(
    st.sampled_from(KINDS),
    SLOTS,
    st.sampled_from([*FIRMNESS, None]),
    st.sampled_from(["positive", "negative"]),
)
def test_any_slots_make_a_sentence(kind: str, slots: dict[str, Any], firmness: str | None, polarity: str) -> None:
    for found in ALL:
        assert sentence(found, Told(kind, slots, firmness, polarity))


@given(st.text())
def test_safe_text_steers_nothing(text: str) -> None:
    made = safe(text)
    assert all(
        c in "\n\t" or c.isprintable() or c.isspace() or ord(c) > 0x2FFF
        for c in made
        if ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0
    )
    assert not set(made) & set("\x1b\x9b\x07\u202e\u2066\u200f\r")
    assert "\n" not in one_line(text)
    assert len(shorten(text, 20)) <= 20


@given(
    st.recursive(
        st.text() | st.integers() | st.none(),
        lambda v: st.lists(v) | st.dictionaries(st.text(), v),
        max_leaves=8,
    )
)
def test_safe_json_is_the_same_value(value: Any) -> None:
    made = json_text(value)
    assert json.loads(made) == value
    assert not set(made) & set("\x1b\x9b\u202e")
    made.encode("utf-8")


def test_language_of_the_locale() -> None:
    assert default_language({"LANG": "uk_UA.UTF-8"}) == "uk"
    assert default_language({"LC_ALL": "C", "LANG": "uk_UA"}) == "en"
    assert default_language({"PLEDGEBOOK_LANG": "ru", "LC_ALL": "uk"}) == "ru"
    assert default_language({}) == "en"
    assert isinstance(words("en"), Words)
