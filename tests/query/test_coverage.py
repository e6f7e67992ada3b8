"""Needs, who covers them, and what is overdue."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ledger.builders import DE, ES, FR, GB, IT, NO, document, pledge, when
from ledger.test_merge import entries
from pledgebook.model.entry import Entry
from pledgebook.query import coverage, needs_of, overdue
from pledgebook.query.coverage import Covered, NeedsError

MAY = document("May.", "2025-05-03", outlet="alpha")
EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "needs.toml"


def euros(millions: float) -> dict[str, Any]:
    return {"value": millions * 1e6, "currency": "EUR", "bound": "exactly", "text": str(millions)}


def book() -> list[Entry]:
    ceasefire = [{"code": "ceasefire", "text": "after a ceasefire"}]
    return entries(
        (MAY, pledge(MAY, GB, "troops", "pledged", conditions=ceasefire)),
        (MAY, pledge(MAY, FR, "troops", "considered")),
        (MAY, pledge(MAY, ES, "troops", "refused")),
        (MAY, pledge(MAY, DE, "weapons", "pledged", amount=euros(300))),
        (MAY, pledge(MAY, NO, "weapons", "binding", amount=euros(150))),
        (MAY, pledge(MAY, IT, "weapons", "pledged")),
    )


def covered(text: str) -> Covered:
    (found,) = coverage(needs_of(text), book())
    return found


def who(ids: tuple[str, ...]) -> list[str]:
    by_id = {e.id: e.slots["actor"][0]["id"] for e in book()}
    return [by_id[i] for i in ids]


def test_contributors_refusals_and_conditions() -> None:
    found = covered('[[need]]\nname = "Force"\nactions = ["troops"]')
    assert (found.state, who(found.firm), who(found.waiting)) == ("conditional", [GB], [GB])
    assert (who(found.weak), who(found.refused)) == ([FR], [ES])


def test_sums_and_what_is_left() -> None:
    found = covered('[[need]]\nname = "Arms"\nactions = ["weapons"]\namount = { value = 1e9, currency = "EUR" }')
    assert (found.state, found.found, found.left) == ("partly", 450e6, 550e6)
    assert who(found.unmeasured) == [IT]
    least = covered('[[need]]\nname = "Arms"\nactions = ["weapons"]\nleast = "binding"')
    assert (least.state, who(least.firm)) == ("covered", [NO])


def test_a_need_that_nobody_serves_is_open() -> None:
    assert covered('[[need]]\nname = "Sea"\nactions = ["maritime_security"]').state == "open"
    assert covered('[[need]]\nname = "Sea"\nactions = ["troops"]\ndomains = ["sea"]').state == "open"


@pytest.mark.parametrize(("text", "told"), [
    ("need = 3", "expected one table"),
    ("[[need]\n", "found no TOML"),
    ('[[need]]\nactions = ["troops"]', "found no name"),
    ('[[need]]\nname = "A"', "found no actions"),
    ('[[need]]\nname = "A"\nactions = ["soldiers"]', "found 'soldiers' in actions"),
    ('[[need]]\nname = "A"\nactions = ["troops"]\nleast = "refused"', "expected one of considered"),
    ('[[need]]\nname = "A"\nactions = ["troops"]\namount = 5', "expected { value"),
    ('[[need]]\nname = "A"\nactions = ["troops"]\namounts = 5', "found amounts, expected one of"),
])  # fmt: skip
def test_bad_needs_are_told(text: str, told: str) -> None:
    with pytest.raises(NeedsError, match=told):
        needs_of(text)


def test_the_example_is_understood() -> None:
    assert len(needs_of(EXAMPLE.read_text(encoding="utf-8"))) == 5


def test_overdue() -> None:
    period = when("2025-06-30")
    found = entries(
        (MAY, pledge(MAY, GB, "weapons", "pledged", period=period)),
        (MAY, pledge(MAY, FR, "weapons", "delivered", period=period)),
        (MAY, pledge(MAY, DE, "weapons", "considered", period=period)),
        (MAY, pledge(MAY, NO, "weapons", "pledged")),
    )
    (late,) = overdue(found, date(2025, 7, 10))
    assert (late.due, late.days) == (date(2025, 6, 30), 10)
    assert overdue(found, date(2025, 6, 30)) == []
