"""Drawing examples, and holding them against what the reader reads."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from pledgebook.packs.examples import draw, examples, problem
from pledgebook.packs.load import languages

NAMES = st.text(string.ascii_lowercase, min_size=1, max_size=6)
WORDS = st.text(st.characters(blacklist_characters="{}|", blacklist_categories=("Cs",)), max_size=12)


@given(st.lists(st.tuples(WORDS, NAMES, WORDS), max_size=5), WORDS)
def test_marks_are_where_their_words_are(parts: list[tuple[str, str, str]], tail: str) -> None:
    drawn = "".join(f"{before}{{{name}|{words}}}" for before, name, words in parts) + tail
    found = draw("xx/acts/y", "match", drawn)
    assert found.text == "".join(before + words for before, _, words in parts) + tail
    assert [(m.name, found.text[m.start : m.end]) for m in found.marks] == [(n, w) for _, n, w in parts]


def test_a_sentence_that_is_read_as_drawn_has_no_problem() -> None:
    good = draw("en/predicates/ready", "match", "{actor|Norway} is {cue|ready} to {act|send minesweepers}.")
    assert problem(good) is None


def test_what_is_missing_is_named() -> None:
    wrong = draw("en/predicates/ready", "match", "Norway is ready to {actor|send minesweepers}.")
    assert "actor (send minesweepers)" in (problem(wrong) or "")
    other = draw("en/predicates/refuse", "match", "{actor|Norway} is {cue|ready} to {act|send minesweepers}.")
    assert problem(other) == "no claim rests on this rule"


def test_what_must_be_avoided_is_a_problem_when_it_is_read() -> None:
    text = "{actor|Norway} is {cue|ready} to {act|send minesweepers}."
    assert "country:NO" in (problem(draw("en/predicates/ready", "avoid", text)) or "")
    assert problem(draw("en/predicates/ready", "avoid", "The new bridge is ready for traffic.")) is None


def test_every_language_has_examples_with_known_marks() -> None:
    names = {
        "actor",
        "holder",
        "beneficiary",
        "target",
        "cue",
        "act",
        "about",
        "item",
        "place",
        "period",
        "amount",
    }
    for language in languages():
        found = list(examples(language))
        assert {e.kind for e in found} == {"match", "avoid"}
        assert {m.name for e in found for m in e.marks} <= names
        assert not [e.drawn for e in found if "{" in e.text or "}" in e.text]
