"""Rows of a .jsonl file: one document a line, with what the row says of it."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from pledgebook.ingest.codes import finding
from pledgebook.ingest.encodings import decode
from pledgebook.model.finding import Finding

KEYS = ("title", "published", "outlet", "uri", "language", "file")
_OTHER_NAMES = {"uri": ("url", "link"), "published": ("date",)}
EXPECTED = 'expected one object a line, such as {"text": "..."}'


def read_lines(stream: BinaryIO, limit: int, place: str, findings: list[Finding]) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers from 1; a line over the limit is a finding and is passed over."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while rest := stream.readline(1 << 20):
                if rest.endswith(b"\n"):
                    break
            message = f"line {number} is over {limit} bytes; skipped. Split it, or raise the limit"
            findings.append(finding("too-large", message, f"{place}:{number}"))
            continue
        yield number, line


def read_row(line: bytes, place: str, findings: list[Finding]) -> dict[str, Any] | None:
    """The row of a line with its text, or None with a finding."""
    decoded = decode(line.removeprefix(codecs.BOM_UTF8).strip())
    if decoded is None:
        findings.append(finding("bad-json-line", f"the line is not text; {EXPECTED}", place))
        return None
    if not decoded.text.strip():
        return None
    try:
        row = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        reason = f"{error.msg} at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else str(error)
        findings.append(finding("bad-json-line", f"not JSON: {reason}; {EXPECTED}", place))
        return None
    if not isinstance(row, dict):
        findings.append(finding("row-not-object", f"found {_kind(row)}; {EXPECTED}", place))
        return None
    if not isinstance(row.get("text"), str):
        had = (
            f'"text" is {_kind(row["text"])}'
            if "text" in row
            else f"the keys are {', '.join(sorted(row)[:8]) or 'none'}"
        )
        findings.append(finding("row-without-text", f'{had}; expected a string under "text"', place))
        return None
    if decoded.encoding != "utf-8" or decoded.damaged:
        row["_encoding"] = decoded
    return row


def metadata_of(row: dict[str, Any], place: str, findings: list[Finding]) -> dict[str, Any]:
    """What the row says of its document; values that are no strings are left out with a finding."""
    found: dict[str, Any] = {}
    for key in KEYS:
        value = next((row[k] for k in (key, *_OTHER_NAMES.get(key, ())) if row.get(k) not in (None, "")), None)
        if value is None:
            continue
        if isinstance(value, str) or (key == "published" and isinstance(value, dict)):
            found[key] = value
        else:
            findings.append(finding("bad-metadata", f'"{key}" is {_kind(value)}, expected a string; left out', place))
    return found


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
