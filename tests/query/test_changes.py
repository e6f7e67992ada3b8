"""What became otherwise between two states of the book."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from ledger.builders import COALITION, DE, FR, GB, document, figure, pledge
from ledger.test_merge import entries
from pledgebook.model.claim import FIRMNESS
from pledgebook.query import changes

MAY = document("May.", "2025-05-03", outlet="alpha")
JULY = document("July.", "2025-07-11", outlet="beta")
AUGUST = document("August.", "2025-08-11", outlet="gamma")


def told(*firmness: str, polarity: str = "positive") -> list[tuple[object, object]]:
    docs = (MAY, JULY, AUGUST)
    return [(d, pledge(d, GB, "troops", f)) for d, f in zip(docs, firmness, strict=False)]


def kinds(before: Sequence[str], after: Sequence[str]) -> list[str]:
    return [c.kind for c in changes(entries(*told(*before)), entries(*told(*after)))]


def test_firmness() -> None:
    assert kinds(["ready"], ["ready", "pledged"]) == ["firmer"]
    assert kinds(["pledged"], ["pledged", "refused"]) == ["withdrawn"]
    assert kinds(["pledged"], ["pledged", "ready"]) == []
    assert kinds([], ["ready"]) == ["new"]
    assert kinds(["ready"], []) == ["gone"]


def test_a_change_has_its_words_and_the_documents_that_came() -> None:
    (found,) = changes(entries(*told("ready")), entries(*told("ready", "binding")))
    assert (found.slot, found.before, found.after) == ("firmness", "ready", "binding")
    assert found.quote is not None
    assert found.quote.document == JULY.id
    assert found.documents == (JULY.id,)


def test_disputes_come_and_go() -> None:
    def members(*values: int) -> list[tuple[object, object]]:
        docs = (MAY, document("May too.", "2025-05-03", outlet="beta"))
        return [(d, figure(d, "members", v, of=[{"id": COALITION}])) for d, v in zip(docs, values, strict=False)]

    one, two = entries(*members(31)), entries(*members(31, 39))
    if len(two) == 1:  # told as one figure, they contradict each other
        assert [c.kind for c in changes(one, two)] == ["disputed"]
        assert [c.kind for c in changes(two, one)] == ["resolved"]
    else:
        assert [c.kind for c in changes(one, two)] == ["new"]


def test_what_lives_on_in_another_entry_is_not_gone() -> None:
    before = entries((MAY, pledge(MAY, GB, "troops", "ready")), (MAY, pledge(MAY, FR, "troops", "ready")))
    assert changes(before, before) == []


@given(st.lists(st.sampled_from(FIRMNESS), min_size=1, max_size=3))
def test_nothing_is_otherwise_from_itself(firmness: list[str]) -> None:
    found = entries(*told(*firmness), (JULY, pledge(JULY, DE, "funding", "pledged")))
    assert changes(found, found) == []
