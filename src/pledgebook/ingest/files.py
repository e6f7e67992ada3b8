"""Sources from files, folders and standard input, one by one; bad input is a finding, the rest goes on."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from pledgebook.ingest.codes import finding
from pledgebook.ingest.encodings import Decoded, decode
from pledgebook.ingest.inspect import inspect
from pledgebook.ingest.rows import metadata_of, read_lines, read_row
from pledgebook.model.document import Source
from pledgebook.model.finding import Finding

LIMIT = 20_000_000  # bytes of one document
TEXTS = (".txt", ".md")
ROWS = (".jsonl",)
STDIN = "-"
DOUBTFUL = 0.55


def read_sources(
    paths: Iterable[Path], *, findings: list[Finding], limit: int = LIMIT, stdin: BinaryIO | None = None
) -> Iterator[Source]:
    """The documents of files, folders (recursively, sorted) and "-", each read when it is asked for."""
    for path in paths:
        if str(path) == STDIN:
            yield from _read_stdin(stdin or sys.stdin.buffer, limit, findings)
        else:
            yield from _read_path(Path(path), limit, findings)


def source_id(text: str) -> str:
    """The id of a document with this text."""
    return "doc-" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def shown(path: Path | str) -> str:
    """The name of a file for people; bytes that are no text are escaped."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def _read_path(path: Path, limit: int, findings: list[Finding]) -> Iterator[Source]:
    place = shown(path)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        said = "a link that leads nowhere" if path.is_symlink() else "no such file or folder"
        findings.append(finding("missing-path", f"{said}; check the spelling and the working directory", place))
        return
    except (OSError, ValueError) as error:
        findings.append(_unreadable(error, place))
        return
    if stat.S_ISDIR(mode):
        yield from _read_folder(path, limit, findings)
    elif stat.S_ISREG(mode):
        yield from _read_file(path, limit, findings)
    else:
        message = 'not a file or folder; pipe it in as "-" instead'
        findings.append(finding("special-file", message, place))


def _read_folder(folder: Path, limit: int, findings: list[Finding]) -> Iterator[Source]:
    count = 0
    for path in _walk(folder, (), findings):
        count += 1
        yield from _read_path(path, limit, findings)
    if not count:
        expected = ", ".join((*TEXTS, *ROWS))
        findings.append(finding("no-documents", f"no files of these kinds in it: {expected}", shown(folder)))


def _walk(folder: Path, above: tuple[tuple[int, int], ...], findings: list[Finding]) -> Iterator[Path]:
    """The files of a folder and below, sorted by name; a folder that is its own ancestor is not entered."""
    try:
        status = folder.stat()
        here = (status.st_dev, status.st_ino)
        names = sorted(os.listdir(folder), key=os.fsencode)  # noqa: PTH208
    except OSError as error:
        findings.append(_unreadable(error, shown(folder)))
        return
    if here in above:
        message = "the folder leads back into itself; not entered again"
        findings.append(finding("symlink-loop", message, shown(folder)))
        return
    for name in names:
        path = folder / name
        if path.is_dir():
            yield from _walk(path, (*above, here), findings)
        elif path.suffix.lower() in (*TEXTS, *ROWS):
            yield path


def _read_file(path: Path, limit: int, findings: list[Finding]) -> Iterator[Source]:
    place = shown(path)
    if place != str(path):
        findings.append(finding("odd-file-name", f"the name is not valid text; shown as {place}", place))
    try:
        with path.open("rb") as stream:
            if path.suffix.lower() in ROWS:
                yield from _read_rows(stream, limit, place, findings)
            else:
                yield from _read_text(stream, limit, place, findings)
    except OSError as error:
        findings.append(_unreadable(error, place))


def _read_stdin(stream: BinaryIO, limit: int, findings: list[Finding]) -> Iterator[Source]:
    """Rows where the first line is an object with a text, else one document."""
    try:
        first = stream.readline(limit + 1)
        if first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{") and read_row(first, STDIN, []):
            yield from _read_rows(_Joined(first, stream), limit, STDIN, findings)
        else:
            yield from _read_text(_Joined(first, stream), limit, STDIN, findings)
    except OSError as error:
        findings.append(_unreadable(error, STDIN))


class _Joined(BytesIO):
    """A line that was read already, and the rest of its stream."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        super().__init__(first)
        self._rest = rest

    def read(self, size: int | None = -1, /) -> bytes:
        """From the line, then from the stream."""
        wanted = -1 if size is None else size
        got = super().read(wanted)
        if wanted < 0:
            return got + self._rest.read()
        while len(got) < wanted and (more := self._rest.read(wanted - len(got))):
            got += more
        return got

    def readline(self, size: int | None = -1, /) -> bytes:
        """The line, then those of the stream."""
        wanted = -1 if size is None else size
        return super().readline(wanted) or self._rest.readline(wanted)


def _read_text(stream: BinaryIO, limit: int, place: str, findings: list[Finding]) -> Iterator[Source]:
    data = stream.read(limit + 1)
    if len(data) > limit:
        message = f"more than {limit} bytes in one document; skipped. Split it, or raise the limit"
        findings.append(finding("too-large", message, place))
        return
    decoded = decode(data)
    if decoded is None:
        message = f"not text (it begins with {data[:8]!r}); convert it to text first"
        findings.append(finding("binary-file", message, place))
        return
    findings.extend(_about(decoded, place))
    yield from _source(decoded.text, place, decoded.encoding, {}, findings)


def _read_rows(stream: BinaryIO, limit: int, place: str, findings: list[Finding]) -> Iterator[Source]:
    for number, line in read_lines(stream, limit, place, findings):
        where = f"{place}:{number}"
        row = read_row(line, where, findings)
        if row is None:
            continue
        decoded = row.pop("_encoding", None)
        if decoded:
            findings.extend(_about(decoded, where))
        metadata = metadata_of(row, where, findings)
        yield from _source(row["text"], where, decoded.encoding if decoded else "utf-8", metadata, findings)


def _source(
    text: str, place: str, encoding: str, metadata: dict[str, object], findings: list[Finding]
) -> Iterator[Source]:
    if not text.strip("\ufeff \t\r\n\f\v\u00a0\u2028\u2029\x00"):
        findings.append(finding("empty-document", "there is no text in it; skipped", place))
        return
    findings.extend(inspect(text, place))
    file, uri = metadata.pop("file", None), metadata.pop("uri", None)
    yield Source(
        source_id(text),
        text,
        str(file) if file else place,
        str(uri) if uri else None,
        encoding,
        dict(metadata),
    )


def _about(decoded: Decoded, place: str) -> list[Finding]:
    """What there is to say of how the bytes were read."""
    found: list[Finding] = []
    if decoded.sure < 1.0:
        code = "encoding-guessed" if decoded.sure >= DOUBTFUL else "encoding-doubtful"
        message = f"not UTF-8; read as {decoded.encoding}, sure to {decoded.sure:.2f}; convert it if this is wrong"
        found.append(finding(code, message, place))
    elif decoded.encoding != "utf-8":
        found.append(finding("encoding-guessed", f"read as {decoded.encoding}, as its first bytes say", place))
    if decoded.damaged:
        message = f"{decoded.damaged} places do not fit {decoded.encoding}; each is read as U+FFFD"
        found.append(finding("damaged-bytes", message, place))
    return found


def _unreadable(error: Exception, place: str) -> Finding:
    said = getattr(error, "strerror", None) or str(error)
    return finding("unreadable-path", f"cannot be read: {said.lower()}; check its permissions", place)
