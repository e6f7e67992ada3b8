"""Names of countries, persons and organisations in the reader's language, and who is meant by a name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from pledgebook.analyse.fold import fold, lower
from pledgebook.packs.load import SHARED, rows
from pledgebook.present.messages import Words, languages
from pledgebook.present.numbers import bounded, number

_WHO = ("country", "org", "coalition", "person", "body", "outlet")
_WHERE = ("place", "country", "body")


@cache
def _usual(language: str) -> dict[str, str]:
    """The usual name of each entity: the one listed as usual, the one it is filed under, or the first."""
    found = {row["id"]: row["form"] for row in rows(language, "usual")}
    filed = {row["id"]: row["name"] for row in rows(SHARED, "entities")}
    names = [(row["id"], row["form"]) for row in rows(language, "names") if row["role"] == "name"]
    for identity, form in sorted(names, key=lambda name: filed.get(name[0]) != name[1]):
        found.setdefault(identity, form)
    for row in rows(SHARED, "outlets"):
        name = (row.get(language) or "").split("|")[0]
        if name:
            found.setdefault("outlet:" + row["id"], name)
    return found


def usual_name(identity: str, language: str) -> str | None:
    """The usual name in a language, None where the packs have none."""
    return _usual(language).get(identity)


def entity_name(words: Words, value: Any) -> str:
    """An entity, a group or a voice as words."""
    if isinstance(value, str):
        value = {"id": value} if ":" in value else {"text": value}
    if not isinstance(value, dict):
        return str(value)
    if value.get("kind") == "group":
        return _group(words, value)
    if value.get("kind") in ("anonymous", "document") and not value.get("id"):
        return words(f"voice.{value['kind']}", x=value.get("text") or "—")
    identity = str(value.get("id") or "")
    name = usual_name(identity, words.language) or value.get("name")
    if not name or name == identity.partition(":")[2]:
        name = _from_id(identity) or value.get("text") or "—"
    return str(name)


def _from_id(identity: str) -> str:
    """Words from an id that no pack knows."""
    kind, _, tail = identity.partition(":")
    plain = tail.replace("-", " ")
    return plain.title() if kind in ("person", "place", "outlet") else plain


def entity_names(words: Words, values: Iterable[Any]) -> str:
    """Several, as a list in a sentence."""
    names = list(dict.fromkeys(entity_name(words, value) for value in values))
    return words.list_of(names)


def _group(words: Words, value: dict[str, Any]) -> str:
    of = str(value.get("of") or "entity")
    of = of if words.has(f"group.{of}") else "entity"
    count, region = value.get("value"), value.get("region")
    if isinstance(count, (int, float)) and not isinstance(count, bool):
        shown = bounded(words, words.count(f"group.{of}", count, number(words, count)), value.get("bound"))
    else:
        shown = str(value.get("text") or words(f"unnamed.{of}"))
    if not region:
        return shown
    where = entity_name(words, region) if isinstance(region, dict) or ":" in str(region) else str(region)
    return f"{shown} ({where})"


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """Ids by name, folded and in lower case, of all languages."""
    found: dict[str, dict[str, None]] = {}
    for language in languages():
        for row in (*rows(language, "names"), *rows(language, "usual")):
            found.setdefault(_key(row["form"]), {})[row["id"]] = None
        for row in rows(SHARED, "outlets"):
            for name in (row.get(language) or "").split("|"):
                found.setdefault(_key(name), {})["outlet:" + row["id"]] = None
    return {name: tuple(ids) for name, ids in found.items()}


def _key(name: str) -> str:
    return " ".join(lower(fold(name)).split())


def ids_of(name: str, *, is_place: bool = False) -> frozenset[str]:
    """Whom (or, is_place, which place) a name stands for in any of the languages; an id stands for itself."""
    kind, _, tail = name.partition(":")
    if tail and kind.islower() and kind.isascii():
        return frozenset({name})
    known = _known().get(_key(name), ())
    if not known and len(name) == 2 and name.isascii() and name.isalpha():
        known = (f"country:{name.upper()}",)
    kinds = _WHERE if is_place else _WHO
    for wanted in kinds:
        found = frozenset(i for i in known if i.partition(":")[0] == wanted)
        if found:
            return found
    return frozenset()
