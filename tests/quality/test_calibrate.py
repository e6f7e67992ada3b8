"""Confidences: weights come from rows alone, and what is read carries them."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from pledgebook.extract.confidence import confidence, watching, weights
from pledgebook.quality.calibrate import as_toml, crossed, moved, rows_of
from pledgebook.quality.gold import Expected, read_text
from pledgebook.quality.logistic import Row, fitted

TEXT = "Malta will send Ukraine 12 armoured vehicles. Iceland refused to supply weapons, officials said.\n"


def _rows() -> list[Row]:
    """Twelve documents whose plain claims are right, and whose loose ones are so one time in three."""
    rows = []
    for n in range(12):
        rows.append(Row(f"d{n}", {"plain": 1.0}, True))
        rows.append(Row(f"d{n}", {"loose": 1.0}, n % 3 == 0))
    return rows


def test_a_feature_of_right_claims_gets_more_weight() -> None:
    weight = fitted(_rows(), 1.0)
    assert weight["plain"] > 0 > weight["loose"]
    assert confidence({"plain": 1.0}, weight) > 0.8 > 0.5 > confidence({"loose": 1.0}, weight)


def test_fitting_is_the_same_each_time() -> None:
    assert fitted(_rows(), 1.0) == fitted(_rows(), 1.0)


def test_rare_features_get_none() -> None:
    assert "rare" not in fitted([*_rows(), Row("x", {"rare": 1.0}, True)], 1.0)


def test_held_out_documents_are_judged_once_each() -> None:
    assert crossed(_rows(), 1.0).n == 24


def test_confidences_can_be_moved_to_what_is_known_of_new_texts() -> None:
    rows = _rows()
    weight = moved(fitted(rows, 1.0), rows, 0.4)
    assert abs(sum(confidence(row.features, weight) for row in rows) / len(rows) - 0.4) < 0.01
    assert confidence({"plain": 1.0}, weight) > confidence({"loose": 1.0}, weight)


def test_weights_as_a_pack_file() -> None:
    packed = tomllib.loads(as_toml({"bias": 0.001, "kind figure": -0.12345, "in title": 0.01}))
    assert packed == {"weights": {"bias": 0.001, "kind figure": -0.123}}


@given(st.dictionaries(st.text(max_size=5), st.floats(-1e6, 1e6), max_size=8))
def test_confidence_is_a_probability(found: dict[str, float]) -> None:
    assert 0 < confidence(found, dict.fromkeys(found, 1.0)) < 1


def test_claims_carry_the_confidence_of_their_features() -> None:
    claims = read_text(TEXT, "own.txt").claims
    assert claims
    with watching() as seen:
        watched = read_text(TEXT, "own.txt").claims
    assert [c["id"] for c in watched] == [c["id"] for c in claims]
    for claim, place in zip(claims, watched, strict=True):
        assert claim["confidence"] == confidence(seen[int(place["confidence"])], weights())


def test_rows_know_their_document() -> None:
    rows = list(rows_of([Expected("own.txt", TEXT, {"language": "en"}, [])]))
    assert rows and {(row.document, row.is_right) for row in rows} == {("own.txt", False)}
