"""What a command writes to: text for people on a terminal or in a pipe, or JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from pledgebook.model.finding import Finding
from pledgebook.present.messages import Words, default_language, languages, words
from pledgebook.present.safe import json_text, one_line, safe

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

FIRMNESS_STYLE = {
    "refused": "bold red", "withdrawn": "red", "considered": "bright_black", "ready": "cyan",
    "pledged": "blue", "agreed": "green", "binding": "bold green", "delivered": "bold bright_green",
}  # fmt: skip
RELATION_STYLE = {
    "conflicts": "bold red",
    "changed": "yellow",
    "compatible": "green",
    "refines": "green",
    "same": "green",
}
SEVERITY_STYLE = {"error": "bold red", "warning": "yellow", "info": "bright_black"}
_NARROW = 40


@dataclass
class Screen:
    """The language and the form of a command's output."""

    words: Words
    as_json: bool

    @cached_property
    def out(self) -> Console:
        """Standard output."""
        return _console(sys.stdout)

    @cached_property
    def err(self) -> Console:
        """Standard error."""
        return _console(sys.stderr)

    @property
    def width(self) -> int:
        """How many characters go in a line."""
        return max(self.out.width, _NARROW)

    def json(self, value: Any) -> None:
        """One JSON value."""
        sys.stdout.write(json_text(value, indent=2) + "\n")

    def json_line(self, value: Any) -> None:
        """One JSON value on a line of its own."""
        sys.stdout.write(json_text(value) + "\n")

    def say(self, *parts: str | tuple[str, str] | Text, indent: int = 0, hang: int | None = None) -> None:
        """A paragraph of parts, each a text or one with its style; hang is the indent of further lines."""
        hang = indent if hang is None else hang
        lines = self.text(*parts).wrap(self.out, max(self.width - max(indent, hang), _NARROW // 2))
        for number, line in enumerate(lines):
            line.rstrip()
            self.out.print(self.text(" " * (hang if number else indent), line), soft_wrap=True)

    def show(self, what: RenderableType) -> None:
        """A table or the like."""
        self.out.print(what)

    def text(self, *parts: str | tuple[str, str] | Text) -> Text:
        """Text with styles, nothing in it interpreted."""
        from rich.text import Text as RichText

        made = RichText()
        for part in parts:
            if isinstance(part, RichText):
                made.append_text(part)
            elif isinstance(part, tuple):
                made.append(safe(part[0]), style=part[1])
            else:
                made.append(safe(str(part)))
        return made

    def blank(self) -> None:
        """An empty line."""
        self.out.print()

    def head(self, words: str) -> None:
        """A heading."""
        self.say((words, "bold"))

    def findings(self, found: Iterable[Finding], *, with_infos: bool = False) -> None:
        """What is wrong with the input, on standard error."""
        for one in found:
            if one.severity == "info" and not with_infos:
                continue
            severity = self.words(f"label.finding_{one.severity}")
            place = f"{one_line(one.place)}: " if one.place else ""
            style = SEVERITY_STYLE.get(one.severity, "")
            line = self.text(place, (severity, style), f" {one.code}: {one_line(one.message)}")
            self.err.print(line, soft_wrap=True)


def screen(ctx: click.Context, language: str | None, as_json: bool) -> Screen:
    """The screen of a command; complains of a language that has no catalogue."""
    wanted = language or ctx.obj or default_language()
    if wanted not in languages():
        raise click.UsageError(f"found no language {wanted!r}; expected one of {', '.join(languages())}")
    return Screen(words(wanted), as_json)


def _console(stream: Any) -> Console:
    from rich.console import Console as RichConsole

    class QuietConsole(RichConsole):
        """Lets a broken pipe be seen by who runs the program."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return QuietConsole(file=stream, markup=False, highlight=False, emoji=False)
