"""Which claims are one entry, and how they agree."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.builders import (
    BE,
    COALITION,
    DE,
    FR,
    GB,
    IT,
    PL,
    UA,
    claim,
    document,
    figure,
    group,
    money,
    pledge,
    when,
)  # fmt: skip
from pledgebook.ledger.build import build
from pledgebook.ledger.candidates import pairs
from pledgebook.ledger.compare import Setting, compare, gap
from pledgebook.ledger.relate import links
from pledgebook.ledger.sources import sketch
from pledgebook.ledger.statement import Statement, Told, statements
from pledgebook.model.claim import Claim
from pledgebook.model.document import Document
from pledgebook.model.entry import Entry

Pair = tuple[Document, Claim]


def entries(*pairs: Pair) -> list[Entry]:
    """The entries of claims with their documents."""
    return build([(c, told(d)) for d, c in pairs])


def told(d: Document) -> Told:
    """As the book sees a document."""
    return Told(d.id, d.language, d.outlet, d.published.when, sketch(d.text))


MAY = document("A May story.", "2025-05-03", outlet="alpha")
JULY = document("A July story.", "2025-07-11", outlet="beta")
JULY_RU = document("Another July story.", "2025-07-11", outlet="gamma", language="ru")
AUTUMN = document("An autumn story.", "2025-10-02", outlet="delta")
WINTER = document("A January story.", "2026-01-07", outlet="epsilon")


def test_one_meeting_in_three_languages() -> None:
    date_ = document("one", "2025-07-11", language="en")
    place = document("two", "2025-07-10", language="uk")
    names = document("three", "2025-07-10", language="ru")
    people = ["person:anna-berg", "person:otto-lind", "person:ivan-koval", COALITION]
    found = entries(
        (date_, claim("meeting", date_, format="summit", date=when("2025-07-10"), participants=people[2:])),
        (place, claim("meeting", place, format="summit", date=when("2025-07-10"), place="place:rome")),
        (names, claim("meeting", names, format="summit", participants=people)),
    )
    assert [len(e.claims) for e in found] == [3]
    assert found[0].slots["date"] == when("2025-07-10")
    assert found[0].languages == ("en", "ru", "uk")


def test_two_meetings_in_one_town() -> None:
    found = entries(
        (MAY, claim("meeting", MAY, format="talks", date=when("2025-05-02"), place="place:rome")),
        (JULY, claim("meeting", JULY, format="summit", date=when("2025-07-10"), place="place:rome")),
    )
    assert len(found) == 2


def test_two_packages_of_different_months_and_amounts() -> None:
    found = entries(
        (
            MAY,
            pledge(MAY, DE, "weapons", "pledged", amount=money(5e9), period=when("2025-05-01", "2025-05-31")),
        ),
        (
            JULY,
            pledge(JULY, DE, "weapons", "pledged", amount=money(2e9), period=when("2025-07-01", "2025-07-31")),
        ),
    )
    assert len(found) == 2


def test_one_figure_told_more_or_less_exactly() -> None:
    found = entries(
        (JULY, figure(JULY, "members", 31)),
        (JULY_RU, figure(JULY_RU, "members", 30, "more_than")),
        (MAY, figure(MAY, "members", 30, "about")),
    )
    assert len(found) == 1
    assert found[0].relation("value") == "refines"
    assert found[0].slots["value"]["value"] == 31


@pytest.mark.parametrize(
    "other",
    [
        figure(JULY, "invited", 35, unit="delegations"),
        figure(JULY, "attendees", 27, "more_than", unit="leaders"),
        figure(JULY, "members", 70, "more_than", unit="countries and organisations"),
    ],
)
def test_other_measures_are_other_figures(other: Claim) -> None:
    assert len(entries((JULY_RU, figure(JULY_RU, "members", 31)), (JULY, other))) == 2


def test_a_figure_in_conflict_keeps_both_sides() -> None:
    found = entries(
        (JULY, figure(JULY, "members", 31, of=[{"id": COALITION}])),
        (JULY_RU, figure(JULY_RU, "members", 39, of=[{"id": COALITION}])),
    )
    assert [e.relation("value") for e in found] == ["conflicts"]
    assert "value" not in found[0].slots
    assert [s.value["value"] for s in found[0].conflicts[0].sides] in ([31, 39], [39, 31])
    assert {s.sources for s in found[0].conflicts[0].sides} == {("outlet:beta",), ("outlet:gamma",)}


def test_growth_is_a_change() -> None:
    found = entries(
        (MAY, figure(MAY, "members", 31, of=[{"id": COALITION}])),
        (AUTUMN, figure(AUTUMN, "members", 39, of=[{"id": COALITION}])),
    )
    assert [e.relation("value") for e in found] == ["changed"]
    assert found[0].slots["value"]["value"] == 39


def test_a_figure_that_fits_two_stands_apart() -> None:
    found = entries(
        (JULY, figure(JULY, "members", 31)),
        (JULY, figure(JULY, "members", 39)),
        (JULY, figure(JULY, "members", 30, "more_than")),
    )
    assert len(found) == 3


def steps(*told_steps: tuple[Document, str]) -> Entry:
    """The one entry of a state's readiness to send troops, told step by step."""
    found = entries(*((d, pledge(d, GB, "troops", f, beneficiary=UA)) for d, f in told_steps))
    assert len(found) == 1
    return found[0]


def test_firmness_rises_through_its_history() -> None:
    entry = steps((WINTER, "binding"), (MAY, "ready"), (JULY, "pledged"))
    assert [s.value for s in entry.history] == ["ready", "pledged", "binding"]
    assert entry.firmness == "binding"
    assert entry.relation("firmness") == "changed"


def test_a_weaker_wording_does_not_lower() -> None:
    entry = steps((MAY, "binding"), (JULY, "ready"))
    assert entry.firmness == "binding"
    assert [s.counted for s in entry.history] == [True, False]
    assert not entry.has_fall


def test_a_refusal_is_a_fall() -> None:
    entry = steps((MAY, "pledged"), (JULY, "refused"))
    assert (entry.firmness, entry.has_fall, entry.relation("firmness")) == ("refused", True, "changed")


def test_ready_and_refused_at_once_conflict() -> None:
    entry = steps((JULY, "ready"), (JULY_RU, "refused"))
    assert entry.relation("firmness") == "conflicts"


def test_actors_are_taken_one_by_one() -> None:
    found = entries(
        (MAY, pledge(MAY, [PL, IT, "country:BG"], "troops", "refused")),
        (JULY, pledge(JULY, IT, "troops", "refused")),
    )
    assert sorted(len(e.claims) for e in found) == [1, 1, 2]


def test_a_joint_act_stays_together_and_has_parts() -> None:
    found = entries((MAY, pledge(MAY, GB, "troops", "pledged")), (JULY, pledge(JULY, [GB, FR], "troops", "agreed")))
    assert len(found) == 2
    single = next(e for e in found if len(e.slots["actor"]) == 1)
    assert [k.kind for k in links(single, found)] == ["is_part_of"]


def test_a_member_is_part_of_its_group() -> None:
    found = entries(
        (MAY, pledge(MAY, group(26), "troops", "ready")),
        (JULY, pledge(JULY, BE, "troops", "ready", beneficiary=UA)),
    )
    assert len(found) == 2
    assert {k.kind for e in found for k in links(e, found)} == {"is_part_of", "has_part"}


def test_near_actions_need_a_shared_number() -> None:
    same = money(40e9, bound="at_least")
    one = (MAY, pledge(MAY, COALITION, "weapons", "pledged", amount=same))
    assert len(entries(one, (JULY, pledge(JULY, COALITION, "funding", "agreed", amount=same)))) == 1
    assert len(entries(one, (JULY, pledge(JULY, COALITION, "funding", "agreed")))) == 2


def test_the_next_seat_is_a_change_and_another_first_seat_a_conflict() -> None:
    next_place = {"place": [{"id": "place:london"}], "when": when("2026-07-01", "2026-07-31")}
    leads = {"type": "headquarters", "leads": [GB, FR]}
    first = (JULY, claim("body", JULY, place="place:paris", next_place=next_place, **leads))
    later = (WINTER, claim("body", WINTER, place="place:london", **leads))
    assert [e.relation("place") for e in entries(first, later)] == ["changed"]
    paris = (JULY, claim("body", JULY, place="place:paris", **leads))
    london = (JULY_RU, claim("body", JULY_RU, place="place:london", **leads))
    assert [e.relation("place") for e in entries(paris, london)] == ["conflicts"]


def test_conditions_make_it_dormant() -> None:
    terms: list[dict[str, Any]] = [{"code": "ceasefire", "text": "after a truce"}]
    assert entries((MAY, pledge(MAY, GB, "troops", "ready", conditions=terms)))[0].dormant
    assert not entries((MAY, pledge(MAY, GB, "troops", "delivered", conditions=terms)))[0].dormant


def test_sources_that_lean_on_one_voice_are_one() -> None:
    def tell(d: Document, *voices: str) -> Pair:
        return d, pledge(d, GB, "troops", "ready", voices=list(voices))

    cited = "outlet:daily-north"
    alone = entries(tell(MAY, cited, "outlet:alpha"), tell(JULY, cited, "outlet:beta"))
    assert (len(alone[0].documents), len(alone[0].outlets), alone[0].independent_sources) == (2, 2, 1)
    more = entries(tell(MAY, cited, "outlet:alpha"), tell(JULY, "outlet:beta"))
    assert more[0].independent_sources == 2


def test_copies_are_one_source() -> None:
    words = " ".join(f"statement{k} minister{k * 7 % 31} announced{k % 13}" for k in range(60))
    one = document("Agency. " + words, outlet="alpha")
    other = document("Other header! " + words + " The end.", outlet="beta")
    found = entries(*((d, pledge(d, GB, "troops", "ready", voices=[d.outlet])) for d in (one, other)))
    assert (found[0].independent_sources, len(found[0].outlets)) == (1, 2)


def test_origin_and_distance() -> None:
    d = document("Own words.", outlet=None)
    assert entries((d, pledge(d, GB, "troops", "ready", voices=[GB])))[0].origin.distance == 0  # type: ignore[union-attr]
    far = pledge(MAY, GB, "troops", "ready", voices=["person:otto-lind", "outlet:daily-north", "outlet:alpha"])
    origin = entries((MAY, far))[0].origin
    assert origin is not None and (origin.voice["id"], origin.distance) == ("person:otto-lind", 2)


STORIES = [MAY, JULY, JULY_RU, AUTUMN, WINTER]
a_claim = st.builds(
    lambda d, kind, actor, firmness, number, text, place: (
        d,
        {
            "commitment": lambda: pledge(
                d, actor, "weapons", firmness, amount=number and money(number * 1e6), items=text
            ),
            "meeting": lambda: claim("meeting", d, format="summit", participants=[actor, COALITION], place=place),
            "figure": lambda: figure(d, "members", number or 30, "exactly" if number else "more_than", of=text),
            "body": lambda: claim("body", d, type="headquarters", leads=[actor], place=place),
            "position": lambda: claim("position", d, holder=actor, stance="support", about=text or "peace talks"),
        }[kind](),
    ),
    st.sampled_from(STORIES),
    st.sampled_from(["commitment", "meeting", "figure", "body", "position"]),
    st.sampled_from([GB, FR, [GB, FR]]),
    st.sampled_from(["ready", "pledged", "agreed", "refused"]),
    st.sampled_from([None, 31, 33, 39]),
    st.sampled_from([None, "air defence", "drone boats and air radars", "peace"]),
    st.sampled_from([[], "place:paris", "place:rome"]),
)


def test_who_came_may_be_in_dispute() -> None:
    def meeting(d: Document, attendance: str) -> Pair:
        guest = {"id": DE, "kind": "country", "name": "DE", "attendance": attendance}
        people = [COALITION, guest]
        day = when("2025-07-10")
        return d, claim("meeting", d, format="summit", date=day, place="place:rome", participants=people)

    (entry,) = entries(meeting(JULY, "in_person"), meeting(JULY_RU, "absent"))
    assert entry.relation("participants") == "conflicts"
    assert [p["id"] for p in entry.slots["participants"]] == [COALITION]


@settings(max_examples=60, deadline=None)
@given(st.lists(a_claim, max_size=14), st.randoms())
def test_no_order_matters_and_each_claim_is_kept(pairs: list[Pair], random: Any) -> None:
    first = entries(*pairs)
    shuffled = list(pairs)
    random.shuffle(shuffled)
    assert [e.as_json() for e in entries(*shuffled, *pairs[:3])] == [e.as_json() for e in first]
    assert {c for e in first for c in e.claims} == {c.id for _, c in pairs}
    assert len({e.id for e in first}) == len(first)
    assert [Entry.from_json(e.as_json()) for e in first] == first


def test_later_documents_do_not_change_the_id() -> None:
    story = [(MAY, "ready"), (JULY, "pledged"), (WINTER, "binding")]
    assert len({steps(*story[:n]).id for n in (1, 2, 3)}) == 1


def test_undertaken_and_refused_in_one_document_are_two() -> None:
    found = entries(
        (JULY, pledge(JULY, GB, "weapons", "pledged", beneficiary=UA)),
        (JULY, pledge(JULY, GB, "weapons", "refused", beneficiary=UA)),
    )
    assert len(found) == 2


def test_actor_and_action_alone_do_not_make_one() -> None:
    for told_ in ([(MAY, "pledged"), (WINTER, "refused")], [(MAY, "pledged"), (WINTER, "pledged")]):
        assert len(entries(*((d, pledge(d, GB, "funding", f)) for d, f in told_))) == 2
    vague = {"kind": "group", "of": "country", "value": None, "bound": None}
    assert len(entries(*((d, pledge(d, vague, "troops", "ready")) for d in (JULY, JULY_RU)))) == 2


def test_what_was_raised_and_what_is_the_goal_are_two_figures() -> None:
    told_ = {"of": "the repair fund", "unit": "EUR"}
    assert len(entries(*((JULY, figure(JULY, "budget", v, **told_)) for v in (97e6, 400e6)))) == 2


def test_bodies_of_one_type_and_lead_are_two() -> None:
    led = {"type": "coalition", "leads": ["country:LT"]}
    names = ("demining coalition", "drone coalition")
    assert len(entries(*((JULY, claim("body", JULY, name=n, **led)) for n in names))) == 2


def test_packages_by_their_number() -> None:
    eu = {"actor": "org:eu", "action": "sanctions", "target": "country:RU"}
    told_ = [(JULY, "the 18th package"), (JULY_RU, "18-й пакет"), (AUTUMN, "the 19th package")]
    found = entries(*((d, claim("commitment", d, firmness="agreed", items=[text], **eu)) for d, text in told_))
    assert sorted(len(e.claims) for e in found) == [1, 2]


@settings(max_examples=60, deadline=None)
@given(st.lists(a_claim, max_size=14))
def test_what_is_not_compared_could_not_be_one(pairs_: list[Pair]) -> None:
    found = [s for d, c in pairs_ for s in statements(c, told(d))]
    for block in {s.block for s in found}:
        nodes = [(s.features, _days(s)) for s in found if s.block == block]
        kind, type_ = [*block.split("|"), ""][:2]
        compared = set(pairs(kind, nodes))
        for a, b in combinations(range(len(nodes)), 2):
            setting = Setting(gap(nodes[a][1], nodes[b][1]), False, type_)
            is_same = compare(kind, nodes[a][0], nodes[b][0], setting).is_same
            assert not is_same or (a, b) in compared
            assert is_same == compare(kind, nodes[b][0], nodes[a][0], setting).is_same


def _days(statement: Statement) -> tuple[int, ...]:
    day = statement.told.published.earliest
    return (day.toordinal(),) if day else ()
