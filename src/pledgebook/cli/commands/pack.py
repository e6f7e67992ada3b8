"""pack: the language packs."""

from __future__ import annotations

from typing import Any

import click

from pledgebook.cli import options


@click.group("pack")
def command() -> None:
    """The language packs: check what they hold."""


@command.command("check")
@click.argument("languages", nargs=-1, metavar="[LANG]...")
@options.output
@click.pass_context
def check_command(ctx: click.Context, languages: tuple[str, ...], language: str | None, as_json: bool) -> int:
    """Run every example of the packs of these languages, or of all, and tell what they cover."""
    from pledgebook.cli.screen import screen
    from pledgebook.packs.check import check
    from pledgebook.packs.load import languages as all_languages

    shown = screen(ctx, language, as_json)
    unknown = sorted(set(languages) - set(all_languages()))
    if unknown:
        raise click.UsageError(f"found no pack {', '.join(unknown)}; expected one of {', '.join(all_languages())}")
    reports = [check(one) for one in languages] if languages else [check()]
    is_sound = all(report.is_sound for report in reports)
    if as_json:
        shown.json([report.as_json() for report in reports])
        return 0 if is_sound else 1
    for report in reports:
        _coverage(shown, report)
        shown.findings(report, with_infos=True)
    if is_sound:
        shown.say((shown.words("says.no_findings"), "green"))
    return 0 if is_sound else 1


def _coverage(shown: Any, report: Any) -> None:
    """What each word list covers, as a table."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("language", "group", "words", "examples", "failures"):
        table.add_column(shown.words(f"label.{name}"), justify="left" if name in ("language", "group") else "right")
    for one in report.coverage:
        counts = (sum(one.words.values()), one.examples, one.failures)
        style = "bold red" if one.failures else ""
        table.add_row(one.language, one.group, *(str(n) for n in counts), style=style)
    shown.show(table)
