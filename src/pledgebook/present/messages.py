"""The catalogues of what the program says, one file a language."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from pledgebook.present.plural import category

_ROOT = resources.files("pledgebook") / "cli" / "messages"
_INDEX = "index"


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((_ROOT / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def languages() -> tuple[str, ...]:
    """The languages of output, sorted."""
    names = (path.name.removesuffix(".toml") for path in _ROOT.iterdir() if path.name.endswith(".toml"))
    return tuple(sorted(name for name in names if name != _INDEX))


def default_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language of the locale where it has a catalogue, else the one the index names."""
    for name in ("PLEDGEBOOK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            code = value.replace("-", "_").split("_")[0].split(".")[0].lower()
            return code if code in languages() else _default()
    return _default()


def _default() -> str:
    return str(_file(_INDEX)["default"])


@dataclass(frozen=True, slots=True)
class Words:
    """A catalogue: words("label.who"), words("slot.place", x="Rome"), words.count("label.claims", 3)."""

    language: str
    table: Mapping[str, Any]

    def __call__(self, key: str, **values: Any) -> str:
        """The words under a key, with values put in."""
        found = self._get(key)
        return str(found).format(**values) if values else str(found)

    def code(self, group: str, code: Any) -> str:
        """The word of a code; a code that is not listed is shown as it is."""
        found = self.table.get(group, {}).get(str(code))
        return found if isinstance(found, str) else str(code).replace("_", " ")

    def has(self, key: str) -> bool:
        """Whether there is such a key."""
        section, _, name = key.partition(".")
        return name in self.table.get(section, {})

    def values(self, key: str) -> list[str]:
        """A list of words."""
        return list(self._get(key))

    def count(self, key: str, number: float, shown: str | None = None) -> str:
        """Words in the form that goes with a number."""
        form = self._get(key)[category(self("language.plural"), number)]
        return str(form).format(n=str(number) if shown is None else shown)

    def list_of(self, items: list[str]) -> str:
        """One, one and another, or one, another and a third."""
        if len(items) < 2:
            return "".join(items)
        return self("language.list").join(items[:-1]) + self("language.last") + items[-1]

    def quoted(self, text: str) -> str:
        """In the quotation marks of the language."""
        first, last = self.values("language.quotes")
        return f"{first}{text}{last}"

    def _get(self, key: str) -> Any:
        section, _, name = key.partition(".")
        return self.table[section][name]


@cache
def words(language: str) -> Words:
    """The catalogue of a language."""
    return Words(language, _file(language))
