"""The patterns of rules: names of classes in order, with groups, alternatives, options and looks around."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Letters = Callable[[str], str]  # the characters of a class
_PIECE = re.compile(r"[<=!]?[A-Za-z_]+|[()|?]")


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a pattern: "name", a look ("<", "=", "!"), "sequence", "either" or "optional"."""

    kind: str
    name: str = ""
    parts: tuple[Node, ...] = ()

    def regex(self, letters: Letters, seen: list[str]) -> tuple[str, list[tuple[str, str]]]:
        """The regular expression over characters of classes, and its groups with the names they stand for."""
        if self.kind in ("name", "<", "=", "!"):
            found = letters(self.name)
            body = f"[{found}]" if found else "(?!)"
            if self.kind != "name":
                return {"<": "(?<=", "=": "(?=", "!": "(?!"}[self.kind] + body + ")", []
            seen.append(self.name)
            count = seen.count(self.name)
            group = self.name if count == 1 else f"{self.name}{count}"
            return f"(?P<{group}>{body})", [(group, self.name)]
        made = [part.regex(letters, seen) for part in self.parts]
        groups = [g for _, found in made for g in found]
        if self.kind == "sequence":
            return "".join(text for text, _ in made), groups
        text = "(?:" + "|".join(text for text, _ in made) + ")"
        return (text + "?" if self.kind == "optional" else text), groups

    def firsts(self, letters: Letters) -> tuple[set[str], bool]:
        """The characters it may begin with, and whether it may be empty."""
        if self.kind == "name":
            return set(letters(self.name)), False
        if self.kind in "<=!":
            return set(), True
        out: set[str] = set()
        made = [part.firsts(letters) for part in self.parts]
        if self.kind != "sequence":
            return out.union(*(f for f, _ in made)), self.kind == "optional" or any(e for _, e in made)
        for found, is_empty in made:
            out |= found
            if not is_empty:
                return out, False
        return out, True


def first_of(node: Node, letters: Letters) -> list[str]:
    """The characters that a match may begin with, in order."""
    return sorted(node.firsts(letters)[0])


def parse(text: str) -> Node:
    """The tree of a pattern; raises ValueError where brackets do not match."""
    pieces = _PIECE.findall(text)
    node, rest = _either(pieces, 0)
    if rest != len(pieces):
        raise ValueError(f"pattern {text!r}: found a closing bracket that opens nowhere, expected the end")
    return node


def _either(pieces: list[str], at: int) -> tuple[Node, int]:
    options = []
    while True:
        node, at = _sequence(pieces, at)
        options.append(node)
        if at >= len(pieces) or pieces[at] != "|":
            break
        at += 1
    return (options[0] if len(options) == 1 else Node("either", parts=tuple(options))), at


def _sequence(pieces: list[str], at: int) -> tuple[Node, int]:
    parts: list[Node] = []
    while at < len(pieces) and pieces[at] not in "|)":
        piece = pieces[at]
        if piece == "?":
            parts[-1] = Node("optional", parts=(parts[-1],))
            at += 1
        elif piece == "(":
            node, at = _either(pieces, at + 1)
            if at >= len(pieces):
                raise ValueError("a pattern has a bracket that does not close")
            parts.append(node)
            at += 1
        else:
            look = piece[0] if piece[0] in "<=!" else ""
            parts.append(Node(look or "name", piece.lstrip("<=!")))
            at += 1
    return Node("sequence", parts=tuple(parts)), at
