"""serve: the book in a browser."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import click

from pledgebook.cli import options

PORT = 8317


@click.command("serve")
@options.book
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help="The port.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A further name by which it may be asked.")
def command(book_path: Path | None, host: str, port: int, names: tuple[str, ...]) -> int:
    """The book in a browser, and its API under /api/v1. It only reads.

    At a loopback address anybody on this machine may read it. Behind another address put a proxy that knows its users
    and speaks TLS, and name the host it is asked by with --name.
    """
    from pledgebook.cli.books import opened
    from pledgebook.errors import PledgebookError

    try:
        import uvicorn

        from pledgebook.web.app import application
        from pledgebook.web.safety import LOOPBACK
    except ModuleNotFoundError as error:
        raise PledgebookError(f"found no {error.name}; install it: pip install 'pledgebook[web]'") from error
    hosts = LOOPBACK | {n.lower() for n in names}
    if not _is_loopback(host) and not names:
        raise click.UsageError(f"found --host {host} without --name; name the host by which it will be asked")
    with opened(book_path) as book:
        book.count_entries()  # what was added is brought up to date once, not at the first page
        click.echo(f"http://{host}:{port}/", err=True)
        uvicorn.run(application(book, hosts), host=host, port=port, log_level="warning", server_header=False)
    return 0


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
