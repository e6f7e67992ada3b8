"""read: the claims of documents, without keeping them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pledgebook.cli import options


@click.command("read")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--pretty", is_flag=True, help="Sentences with their evidence instead of JSON lines.")
@click.option("-v", "--verbose", is_flag=True, help="Show notes too, not only warnings and errors.")
@options.output
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    pretty: bool,
    verbose: bool,
    language: str | None,
    as_json: bool,
) -> int:
    """Read files and print their claims, one document a line as JSON: {"document": {...}, "claims": [...]}.

    Nothing is kept, and no book is needed.
    """
    from pledgebook.cli.books import reader
    from pledgebook.cli.screen import screen
    from pledgebook.cli.steady import steady
    from pledgebook.ingest.document import build_document
    from pledgebook.ingest.files import read_sources
    from pledgebook.model.finding import Finding

    shown = screen(ctx, language, as_json or not pretty)
    read = reader()
    findings: list[Finding] = []
    has_error = False
    with steady():
        for source in read_sources(paths, findings=findings):
            document = build_document(source, findings=findings)
            claims = read(document)
            has_error |= _settle(shown, findings, verbose)
            if shown.as_json:
                lines = [c.as_json() for c in claims]
                shown.json_line({"document": _document_json(document), "claims": lines})
            else:
                _pretty(shown, document, claims)
    has_error |= _settle(shown, findings, verbose)
    return 1 if has_error else 0


def _document_json(document: Any) -> dict[str, Any]:
    """The document, with the ranges of its main text beside its blocks."""
    blocks = [[b.start, b.end] for b in document.blocks if b.is_text]
    return {**document.as_json(), "main_text": blocks}


def _settle(shown: Any, findings: list[Any], verbose: bool) -> bool:
    has_error = any(f.severity == "error" for f in findings)
    shown.findings(findings, with_infos=verbose)
    findings.clear()
    return has_error


def _pretty(shown: Any, document: Any, claims: list[Any]) -> None:
    from pledgebook.cli.parts import claim_lines, document_head

    document_head(shown, document, len(claims))
    for claim in claims:
        claim_lines(shown, claim)
    shown.blank()
