"""The program: its commands, its exit codes, and what happens when something goes wrong."""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module

import click

from pledgebook.errors import PledgebookError, UnknownIdError

OK, FOUND, USAGE, BROKEN, UNKNOWN, STOPPED, PIPE = 0, 1, 2, 3, 4, 130, 141
COMMANDS = {
    "add": "Read files and folders into the book.",
    "read": "Print the claims of files without keeping them.",
    "documents": "List what the book was made from.",
    "document": "Show a document with its claims marked.",
    "entries": "List entries, by filters.",
    "show": "Show an entry with everything behind it.",
    "explain": "Show why a claim is what it is.",
    "who": "Show who goes by a name.",
    "matrix": "Show who has undertaken what, by firmness.",
    "timeline": "Show what happened when.",
    "figures": "Show reported values side by side.",
    "conflicts": "Show where documents contradict each other.",
    "scenario": "Show what would be in force under conditions.",
    "diff": "Show what became otherwise between two days.",
    "coverage": "Show who covers what is needed.",
    "overdue": "Show undertakings whose time has passed.",
    "review": "Accept, reject, correct, merge, split, note, declare.",
    "serve": "Show the book in a browser.",
    "search": "Find entries and documents by words.",
    "export": "Write the book as JSON lines or CSV.",
    "verify": "Check the book against itself.",
    "pack": "Check the language packs.",
}


class Commands(click.Group):
    """Each command is a file of its own, read when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which a book is made and asked."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of a name."""
        if name not in COMMANDS:
            return None
        found: click.Command = import_module(f"pledgebook.cli.commands.{name}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without reading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from pledgebook import __version__

        click.echo(f"pledgebook {__version__}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", "language", metavar="LANG", help="Language of the output (en, ...); else that of the locale.")
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="The version.")
@click.pass_context
def program(ctx: click.Context, language: str | None) -> None:
    """Keeps the book on who has undertaken to do what, and in which exact words.

    Articles in English, Ukrainian and Russian go in; entries come out, each provable word by word.

    \b
    pledgebook add articles/          read files and folders into the book
    pledgebook matrix                 who has undertaken what, how firmly
    pledgebook show ENTRY             one entry with its evidence

    The book is ./pledgebook.book unless --book or $PLEDGEBOOK_BOOK names another. Exit codes: 0 all well,
    1 findings of severity error (or a book that is not whole), 2 wrong use, 3 the book or the environment is
    at fault, 4 nothing goes by that id or name, 130 interrupted.
    """
    ctx.obj = language


def main(arguments: list[str] | None = None) -> None:
    """Runs the program and leaves with its exit code."""
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, _stop)
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Runs the program; the exit code."""
    try:
        given = sys.argv[1:] if arguments is None else arguments
        with program.make_context("pledgebook", list(given)) as ctx:
            found = program.invoke(ctx)
        sys.stdout.flush()
        return found if isinstance(found, int) else OK
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show(sys.stderr)
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        _complain("stopped; what was added is kept")
        return STOPPED
    except BrokenPipeError:
        _let_go_of_output()
        return PIPE
    except UnknownIdError as error:
        _complain(str(error))
        return UNKNOWN
    except PledgebookError as error:
        _complain(str(error))
        return BROKEN
    except (OSError, MemoryError) as error:
        _complain(str(error) or "found no memory left; split the documents, then run again")
        return BROKEN


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _complain(message: str) -> None:
    from pledgebook.present.safe import one_line

    click.echo(f"pledgebook: {one_line(message)}", err=True)


def _let_go_of_output() -> None:
    """The reader of our output is gone; nothing more is said to it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
