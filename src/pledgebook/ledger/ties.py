"""What reviewers tied together or apart, applied to groups of statements.

A tie is a text NUMBER SIGN NAME: statements with the same NUMBER+NAME are one entry; those with NUMBER-NAME are parted
from those with NUMBER~NAME of the same entry. Ties are applied in order of their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pledgebook.ledger.statement import Statement

_TIE = re.compile(r"(\d+)([+~-])(.+)")


def tied(groups: Sequence[list[Statement]]) -> list[list[Statement]]:
    """The groups with all ties applied; the same for any order of groups and statements."""
    out = [list(g) for g in groups]
    for number, sign, name in sorted({_parts(t) for g in out for s in g for t in s.ties if "~" not in t}):
        token = f"{number}{sign}{name}"
        meant = [g for g in out if any(token in s.ties for s in g)]
        if sign == "+":
            if len(meant) > 1:
                out = [g for g in out if g not in meant] + [[s for g in meant for s in g]]
            continue
        rest = f"{number}~{name}"
        for group in meant:
            if any(rest in s.ties for s in group):
                out.remove(group)
                out += [[s for s in group if token in s.ties], [s for s in group if token not in s.ties]]
    return out


def _parts(tie: str) -> tuple[str, str, str]:
    found = _TIE.fullmatch(tie)
    if found is None:
        raise ValueError(f"found tie {tie!r}, expected a number, a sign and a name")
    return found[1], found[2], found[3]


def parted(group: Sequence[Statement]) -> str:
    """What tells a group from one that it was parted from; empty where it was not."""
    return ",".join(sorted({t for s in group for t in s.ties if "-" in t}))
