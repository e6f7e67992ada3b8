"""The packs of times, numbers and dates: the same keys in each language, or a declared gap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from pledgebook.analyse.lexicon import LANGUAGES, expand, load_pack
from pledgebook.analyse.pattern import parse

CODES = sorted(p.name for p in LANGUAGES.iterdir() if p.is_dir() and p.name != "shared")
PACKS = ("numerals", "times", "quantities", "published")


def keys(pack: Mapping[str, Any]) -> set[str]:
    """The keys of a pack that other languages are expected to have too."""
    groups = ("words", "suffixes", "tails")
    return {f"{group}.{key}" for group in groups for key in pack.get(group, {})} | ({"decimal"} & set(pack))


@pytest.mark.parametrize("name", PACKS)
@pytest.mark.parametrize("language", CODES)
def test_keys_are_the_same_or_declared_as_gaps(name: str, language: str) -> None:
    every = set().union(*(keys(load_pack(code, name)) for code in CODES))
    pack = load_pack(language, name)
    assert every - keys(pack) == set(pack.get("gaps", ()))


def test_expand() -> None:
    assert expand("a(b|c|)d", {}) == ["abd", "acd", "ad"]
    assert expand("a{x}", {"x": ["1", "2"]}) == ["a1", "a2"]


@pytest.mark.parametrize("wrong", ["a (b", "a b) c"])
def test_a_pattern_with_an_odd_bracket_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="bracket"):
        parse(wrong)
