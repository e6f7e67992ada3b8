"""Who speaks for which state or organisation, and since when."""

from __future__ import annotations

from functools import cache

from pledgebook.analyse.names import entities
from pledgebook.packs.load import rows, table

OWN_VOICE = frozenset(("opposition_leader", "other", "chief_of_staff_military", "parliament_speaker"))


@cache
def latest_office(person: str) -> str:
    """The kind of office that a listed person came to last, "" for others."""
    held = [(row.get("from") or "", row["office"]) for row in rows("shared", "offices") if row["person"] == person]
    return max(held)[1] if held else ""


@cache
def office_kinds(language: str, lemmas: tuple[str, ...]) -> frozenset[str]:
    """Which offices a noun may stand for."""
    listed = table(language, "offices")
    return frozenset(kind for kind, nouns in listed.items() if any(x in nouns for x in lemmas))


@cache
def offices_of(person: str) -> frozenset[str]:
    """The kinds of office that a listed person holds or held."""
    return frozenset(row["office"] for row in rows("shared", "offices") if row["person"] == person)


@cache
def _offices() -> dict[str, str]:
    """{person: the state or organisation they speak for}, by the latest office."""
    found: dict[str, tuple[str, str]] = {}
    for row in rows("shared", "offices"):
        if row["office"] in OWN_VOICE:
            continue
        since = row.get("from") or ""
        if row["person"] not in found or since >= found[row["person"]][0]:
            found[row["person"]] = (since, row["state_or_org"])
    return {person: state for person, (_, state) in found.items()}


@cache
def own_voices() -> frozenset[str]:
    """Listed persons that speak for themselves."""
    return frozenset(row["person"] for row in rows("shared", "offices") if row["office"] in OWN_VOICE)


def office_state(person: str) -> str | None:
    """The state or organisation that a listed person speaks for, None for others."""
    found = _offices().get(person)
    return state_behind(found) if found else None


def state_behind(id_: str) -> str:
    """The state that an organ of it acts for; others act for themselves."""
    entity = entities().get(id_)
    return entity.attributes.get("state", id_) if entity and entity.attributes.get("organ") else id_


def state_of_organ(id_: str) -> str:
    """The state whose organ an organisation is (a ministry, a presidency), else the organisation itself."""
    entity = entities().get(id_)
    if entity is None or not entity.attributes.get("organ"):
        return id_
    return entity.attributes.get("state", id_)
