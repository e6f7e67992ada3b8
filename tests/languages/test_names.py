"""The lists of who is who hold to their schema, in every language."""

from __future__ import annotations

import csv
import re
import unicodedata
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import pledgebook

PACKS = Path(pledgebook.__file__).parent / "languages"
LANGUAGES = sorted(path.parent.name for path in PACKS.glob("*/names.tsv"))
KINDS = {"country", "org", "person", "coalition", "body", "place", "outlet"}
ROLES = {"name", "abbreviation", "adjective", "inhabitant", "seat", "surname"}
ATTRIBUTES = {"gender", "state", "capital", "region", "wikidata", "organ"}  # organ: speaks and acts for its state
OFFICES = {
    "head_of_state", "head_of_government", "foreign_minister", "defence_minister", "finance_minister",
    "interior_minister", "spokesperson", "envoy", "security_adviser", "chief_of_staff_military",
    "president_of_commission", "secretary_general", "high_representative", "chancellor_of_exchequer",
    "parliament_speaker", "opposition_leader", "other",
}  # fmt: skip
ROLES_OF_KIND = {"seat": {"country", "org"}, "inhabitant": {"country", "place"}, "surname": {"person"}}
GAPS: set[tuple[str, str]] = set()  # (language, id) of an entity that has no name in a language

Row = tuple[str, ...]


@cache
def table(*path: str) -> tuple[Row, tuple[Row, ...]]:
    """The header and the rows of a list."""
    with PACKS.joinpath(*path).open(encoding="utf-8", newline="") as lines:
        content = (line for line in lines if line.strip() and not line.startswith("#"))
        header, *rows = (tuple(row) for row in csv.reader(content, delimiter="\t", quoting=csv.QUOTE_NONE))
    return header, tuple(rows)


@cache
def entities() -> dict[str, Row]:
    """Rows of the list of entities by id."""
    return {row[0]: row for row in table("shared", "entities.tsv")[1]}


def attributes(id_: str) -> dict[str, str]:
    """The attributes of an entity."""
    return dict(pair.split("=", 1) for pair in entities()[id_][3].split(";") if pair)


def with_kind(kind: str) -> list[str]:
    """Ids of a kind."""
    return [id_ for id_ in entities() if id_.startswith(kind + ":")]


@pytest.mark.parametrize(
    ("path", "header"),
    [
        (("shared", "entities.tsv"), ("id", "kind", "name", "attributes")),
        (("shared", "offices.tsv"), ("person", "office", "state_or_org", "from", "to")),
        *(((language, "names.tsv"), ("id", "role", "form")) for language in LANGUAGES),
    ],
)
def test_lists_are_sorted_unique_and_rectangular(path: Row, header: Row) -> None:
    found, rows = table(*path)
    assert found == header
    assert {len(row) for row in rows} == {len(header)}
    assert list(rows) == sorted(set(rows))
    cells = [cell for row in rows for cell in row]
    assert [c for c in cells if c != c.strip() or unicodedata.normalize("NFC", c) != c or "  " in c] == []


def test_entities_are_well_formed() -> None:
    assert len(entities()) == len(table("shared", "entities.tsv")[1])
    wrong = [
        id_
        for id_, kind, name, _ in entities().values()
        if kind not in KINDS or not re.fullmatch(rf"{kind}:(?:[A-Z]{{2}}|[a-z0-9]+(?:-[a-z0-9]+)*)", id_) or not name
    ]
    assert wrong == []


def test_attributes_are_known_and_point_to_listed_entities() -> None:
    for id_ in entities():
        own = attributes(id_)
        assert set(own) <= ATTRIBUTES, id_
        assert own.get("state", "country:UA") in entities(), id_
        assert own.get("gender", "m") in {"m", "f"}, id_
        assert re.fullmatch(r"Q[1-9]\d*", own.get("wikidata", "Q1")), id_
    assert [id_ for id_ in with_kind("person") if "gender" not in attributes(id_)] == []


def test_every_country_has_its_capital_and_region() -> None:
    regions = {id_.split(":")[1] for id_ in with_kind("place")}
    for id_ in with_kind("country"):
        capital = attributes(id_)["capital"]
        assert attributes(capital)["state"] == id_
        assert attributes(capital)["capital"] == "yes"
        assert attributes(id_)["region"] in regions, id_
    capitals = {attributes(id_)["capital"] for id_ in with_kind("country")}
    assert {id_ for id_ in with_kind("place") if "capital" in attributes(id_)} == capitals


def test_offices_are_known_and_their_dates_are_ordered() -> None:
    for person, office, held_of, first, last in table("shared", "offices.tsv")[1]:
        assert person in with_kind("person") and office in OFFICES
        assert held_of in entities() and held_of.split(":")[0] in {"country", "org", "body"}, (
            person,
            held_of,
        )
        days = [date.fromisoformat(day) for day in (first, last) if day]
        assert days == sorted(days), (person, office)


@pytest.mark.parametrize("office", ["head_of_state", "head_of_government"])
def test_leaders_of_a_state_follow_each_other(office: str) -> None:
    terms = [row for row in table("shared", "offices.tsv")[1] if row[1] == office and row[3]]
    for state in {row[2] for row in terms}:
        held = sorted((first, last or "9999-12-31", person) for person, _, of, first, last in terms if of == state)
        overlaps = [(a, b) for a, b in pairwise(held) if a[1] > b[0] and not _is_interim(a, b)]
        assert overlaps == [], state


def _is_interim(earlier: Row, later: Row) -> bool:
    """Up to two weeks of overlap: appointed before the predecessor's cabinet left."""
    return (date.fromisoformat(earlier[1]) - date.fromisoformat(later[0])).days <= 14


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_have_known_ids_and_roles(language: str) -> None:
    for id_, role, form in table(language, "names.tsv")[1]:
        assert id_ in entities(), id_
        assert role in ROLES and entities()[id_][1] in ROLES_OF_KIND.get(role, KINDS), (id_, role)
        assert form and not re.search(r"[\u2018\u2019\u02bc\"\u00ab\u00bb]", form), form


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entity_is_named(language: str) -> None:
    named = {id_ for id_, role, _ in table(language, "names.tsv")[1] if role in {"name", "abbreviation"}}
    assert {(language, id_) for id_ in set(entities()) - named} == {gap for gap in GAPS if gap[0] == language}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_stands_for_one_entity_unless_it_is_a_seat(language: str) -> None:
    owners: dict[str, set[str]] = {}
    for id_, role, form in table(language, "names.tsv")[1]:
        if role != "seat":
            owners.setdefault(form, set()).add(id_)
    assert {form: ids for form, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_seat_is_a_place_too(language: str) -> None:
    rows = table(language, "names.tsv")[1]
    places = {form for id_, role, form in rows if id_.startswith("place:") and role == "name"}
    assert {form for _, role, form in rows if role == "seat"} - places == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_of_one_script(language: str) -> None:
    words = (word for _, _, form in table(language, "names.tsv")[1] for word in re.findall(r"[^\W\d_]+", form))
    assert [word for word in words if len({unicodedata.name(c).split()[0] for c in word}) > 1] == []


def test_the_members_of_the_united_nations_are_complete() -> None:
    assert len(with_kind("country")) == 193 + 4  # and Kosovo, the Holy See, Palestine, Taiwan
