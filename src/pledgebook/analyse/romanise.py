"""Names in Latin letters: Ukrainian by the national table of 2010, Russian by BGN/PCGN; others as written."""

from __future__ import annotations

from functools import cache

from pledgebook.packs.load import table


@cache
def _tables(language: str) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    data = table(language, "romanise")
    return data.get("letters", {}), data.get("initial", {}), data.get("after", {})


def romanise(name: str, language: str) -> str:
    """The name in Latin letters, word by word; characters without an entry stay (apostrophes and soft signs go)."""
    letters, initial, after = _tables(language)
    if not letters:
        return name
    out = []
    start = True
    before = ""
    for char in name:
        low = char.lower()
        plain = after.get(before + low) or letters.get(low, low)
        latin = initial.get(low, plain) if start else plain
        before = low
        out.append(latin.capitalize() if char != low and latin else latin)
        start = not char.isalpha() and char not in "'\u2019"
    return "".join(out)
