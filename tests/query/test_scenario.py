"""What would be in force under assumptions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.builders import DE, ES, FR, GB, IT, PL, TR, document, pledge
from ledger.test_merge import entries
from pledgebook.model.claim import CONDITIONS
from pledgebook.model.entry import Entry
from pledgebook.query import scenario
from pledgebook.query.scenario import STATES, closed

MAY = document("May.", "2025-05-03", outlet="alpha")


def on(*codes: str) -> list[dict[str, str]]:
    return [{"code": c, "text": c} for c in codes]


def book() -> list[Entry]:
    return entries(
        (MAY, pledge(MAY, GB, "troops", "pledged", conditions=on("ceasefire"))),
        (MAY, pledge(MAY, FR, "troops", "pledged", conditions=on("ceasefire", "us_support"))),
        (MAY, pledge(MAY, DE, "logistics", "ready", conditions=on("peace_agreement"))),
        (MAY, pledge(MAY, TR, "maritime_security", "ready", conditions=on("ceasefire", "peace_agreement"))),
        (MAY, pledge(MAY, ES, "training", "delivered", conditions=on("mandate"))),
        (MAY, pledge(MAY, IT, "demining", "pledged")),
        (MAY, pledge(MAY, PL, "troops", "refused", conditions=on("ceasefire"))),
    )


def states(**assumed: bool) -> dict[str, str]:
    by_id = {e.id: e.slots["actor"][0]["id"].removeprefix("country:") for e in book()}
    return {by_id[s.entry]: s.state for s in scenario(book(), assumed).standings}


def test_nothing_assumed() -> None:
    assert states() == {
        "GB": "waiting", "FR": "waiting", "DE": "waiting", "TR": "waiting", "ES": "unconditional",
        "IT": "unconditional", "PL": "refused",
    }  # fmt: skip


def test_a_ceasefire_without_the_united_states() -> None:
    found = states(ceasefire=True, us_support=False)
    assert (found["GB"], found["FR"], found["DE"]) == ("in_force", "blocked", "waiting")


def test_of_several_ends_of_the_fighting_the_first_is_enough() -> None:
    assert states(ceasefire=True)["TR"] == "in_force"
    assert states(ceasefire=True, peace_agreement=False)["TR"] == "in_force"


def test_peace_brings_a_ceasefire_and_without_one_there_is_none() -> None:
    assert states(peace_agreement=True)["GB"] == "in_force"
    assert states(ceasefire=False)["DE"] == "blocked"
    assert closed({"end_of_hostilities": True}) == {"ceasefire": True, "end_of_hostilities": True}


def test_contradictions_and_unknown_conditions_are_told() -> None:
    with pytest.raises(ValueError, match="cannot both be"):
        scenario(book(), {"peace_agreement": True, "ceasefire": False})
    with pytest.raises(ValueError, match="expected one of ceasefire"):
        scenario(book(), {"rain": True})


def test_what_one_assumption_more_would_change() -> None:
    found = scenario(book(), {"ceasefire": True})
    by_id = {e.id: e.slots["actor"][0]["id"] for e in book()}
    shifts = {(c.condition, c.holds): {s: [by_id[i] for i in ids] for s, ids in c.moved.items()} for c in found.changes}
    assert shifts["us_support", True] == {"in_force": [FR]}
    assert shifts["us_support", False] == {"blocked": [FR]}
    assert shifts["peace_agreement", True] == {"in_force": [DE]}


def test_the_words_of_each_come_along() -> None:
    assert all(s.words for s in scenario(book(), {}).standings)


@given(st.dictionaries(st.sampled_from(CONDITIONS), st.booleans()))
def test_every_commitment_stands_somehow_and_what_holds_follows_from_itself(assumed: dict[str, bool]) -> None:
    try:
        found = scenario(book(), assumed)
    except ValueError:
        assert any(assumed.values())
        assert not all(assumed.values())
        return
    assert len(found.standings) == len(book())
    assert {s.state for s in found.standings} <= set(STATES)
    assert closed(found.holds) == found.holds
    assert all(not set(s.missing) & set(found.holds) for s in found.standings)
