"""pack: the language packs."""

from __future__ import annotations

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
    """Run every example of the packs of these languages (of all, where none is named)."""
    from pledgebook.cli.screen import screen
    from pledgebook.errors import PledgebookError

    shown = screen(ctx, language, as_json)
    try:
        from pledgebook.packs.check import check
    except ModuleNotFoundError as error:
        raise PledgebookError(f"found no check of packs ({error}); install the program again") from error
    from pledgebook.packs.load import languages as all_languages

    unknown = sorted(set(languages) - set(all_languages()))
    if unknown:
        raise click.UsageError(
            f"found no pack {', '.join(unknown)}; expected one of {', '.join(all_languages())}"
        )
    found = [f for one in languages or all_languages() for f in check(one)]
    has_error = any(f.severity == "error" for f in found)
    if as_json:
        shown.json({"findings": [f.as_json() for f in found]})
    else:
        shown.findings(found, with_infos=True)
        if not has_error:
            shown.say((shown.words("says.no_findings"), "green"))
    return 1 if has_error else 0
