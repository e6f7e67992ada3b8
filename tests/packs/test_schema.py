"""What is found wrong with the files of a pack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from pledgebook.packs import check as checking
from pledgebook.packs import schema, words
from pledgebook.packs.check import PackReport, check
from pledgebook.packs.load import languages, rows

GOOD = {"firmness": "ready", "verbs": ["promise"], "match": ["a", "b"], "avoid": ["c"]}
Place = Callable[[str, Mapping[str, Any]], None]


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Place:
    """Puts tables in the place of a file of the English pack; its other lists are empty."""

    def put(group: str, tables: Mapping[str, Any]) -> None:
        def fake(language: str, name: str) -> Mapping[str, Any]:
            return tables if name == group else {}

        monkeypatch.setattr(schema, "table", fake)
        monkeypatch.setattr(words, "table", fake)

    return put


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, []),
        ({"frimness": "ready"}, ["unknown-key"]),
        ({"firmness": "sure"}, ["unknown-code"]),
        ({"match": ["a"]}, ["few-examples"]),
        ({"avoid": []}, ["few-examples"]),
    ],
)
def test_tables(place: Place, changed: Mapping[str, Any], code: list[str]) -> None:
    place("predicates", {"pledge": {**GOOD, **changed}})
    assert [f.code for f in schema.tables("en")] == code


def test_a_table_must_be_named_for_a_code(place: Place) -> None:
    place("acts", {"troops": {}, "transfer": {}, "trops": {}})
    assert [(f.code, f.place) for f in schema.tables("en")] == [("unknown-table", "en/acts/trops")]


@pytest.mark.parametrize(
    ("part", "listed", "code"),
    [
        ("verbs", ["promise", "send"], []),
        ("verbs", ["send", "send"], ["word-twice"]),
        ("nouns", ["f-16"], ["word-never-met"]),
        ("phrases", ["=let ='s", "hand over"], []),
        ("verbs", ["mountain"], ["not-of-its-part"]),
        ("verbs", ["=mountain"], []),
    ],
)
def test_words(place: Place, part: str, listed: list[str], code: list[str]) -> None:
    place("predicates", {"pledge": {part: listed}})
    assert [f.code for f in words.listed("en")] == code


def test_a_key_that_one_language_lacks_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    had = schema.keys
    monkeypatch.setattr(schema, "keys", lambda code: had(code) - {"acts.troops"} if code == "en" else had(code))
    assert [f.place for f in schema.missing("en") if f.code == "missing-key"] == ["en: acts.troops"]


def test_a_gap_that_is_none_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    had = schema.gaps("en")
    monkeypatch.setattr(schema, "gaps", lambda code: had | {"acts.troops"})
    assert [f.place for f in schema.missing("en") if f.code == "idle-gap"] == ["en: acts.troops"]


def test_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[dict[str, str | None]] = [
        {"id": "country:FR", "form": "France"},
        {"id": "country:FR", "form": "France"},
        {"id": "country:XX", "form": "Nowhere"},
        {"id": "country:FR", "form": None},
    ]
    monkeypatch.setattr(words, "rows", lambda language, name: held if name == "usual" else rows(language, name))
    found = [f.code for f in words.names("en") if "usual" in f.place]
    assert found == ["row-twice", "unknown-entity", "bad-row"]


def test_every_file_of_a_pack_is_known() -> None:
    assert [f for language in languages() for f in schema.files(language)] == []


def test_an_example_that_fails_is_an_error_unless_it_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    every = {(e.rule, e.drawn) for e in checking.examples("en")}
    monkeypatch.setattr(checking, "problem", lambda example: "no claim rests on this rule")
    monkeypatch.setattr(checking, "rows", lambda language, name: [])
    failing = [f for f in check("en") if f.code == "example-fails"]
    assert len(failing) == len(every)
    assert {f.severity for f in failing} == {"error"}
    first = next(iter(sorted(every)))
    listed = [{"rule": first[0], "example": first[1]}, {"rule": "en/predicates/ready", "example": "gone"}]
    monkeypatch.setattr(checking, "rows", lambda language, name: listed)
    codes = [(f.code, f.severity) for f in check("en") if f.code in ("example-open", "idle-open")]
    assert codes == [("example-open", "warning"), ("idle-open", "warning")]


@pytest.mark.slow
def test_the_packs_are_sound() -> None:
    report = check()
    assert [f for f in report if f.severity == "error"] == []
    assert report.is_sound
    assert report.languages == languages()
    assert {c.language for c in report.coverage} == set(languages())
    assert sum(c.examples for c in report.coverage) > 100


def test_a_report_of_a_language_as_json() -> None:
    report = PackReport(("en",), (), ())
    assert report.as_json() == {"languages": ["en"], "coverage": [], "findings": []}
    assert report.is_sound
