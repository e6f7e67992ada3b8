"""Measured parts of a page that people write: each stands between two marks and is replaced as a whole."""

from __future__ import annotations

import re
from pathlib import Path

from pledgebook.errors import PledgebookError


def put(path: Path, part: str, body: str) -> None:
    """Replaces a part of a page, between <!-- part --> and <!-- /part -->."""
    page = path.read_text(encoding="utf-8")
    first, last = f"<!-- {part} -->", f"<!-- /{part} -->"
    found = re.compile(re.escape(first) + r".*?" + re.escape(last), re.DOTALL)
    if len(found.findall(page)) != 1:
        raise PledgebookError(f"{path} has no place for this part; put {first} and {last} into it, once")
    path.write_text(found.sub(lambda _: f"{first}\n\n{body.strip()}\n\n{last}", page), encoding="utf-8")
