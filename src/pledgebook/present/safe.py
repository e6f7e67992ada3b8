"""Text of documents made harmless: what steers a terminal or turns the writing is made visible."""

from __future__ import annotations

import json
import re
from typing import Any

_INVISIBLE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff"
)
_STEERING = re.compile(f"[{_INVISIBLE}]")
_WHITE = re.compile(r"\s+")
_PICTURES = 0x2400
_DELETE = 0x7F


def safe(text: str) -> str:
    """The text with each steering character as a visible mark; line ends and tabs stay."""
    return _STEERING.sub(_mark, text)


def one_line(text: str) -> str:
    """The same on one line."""
    return _STEERING.sub(_mark, _WHITE.sub(" ", text)).strip()


def shorten(text: str, width: int) -> str:
    """One line of at most so many characters, cut between words where that can be."""
    line = one_line(text)
    if len(line) <= width:
        return line
    cut = line[: max(width - 1, 1)]
    space = cut.rfind(" ")
    return (cut[:space] if space > width // 2 else cut).rstrip(" ,;:—-") + "…"


def json_text(value: Any, *, indent: int | None = None) -> str:
    """JSON as UTF-8 text, with the steering characters escaped: the same value, harmless on a terminal."""
    packed = json.dumps(value, ensure_ascii=False, indent=indent)
    return re.sub(f"[{_JSON_ESCAPED}]", _escape, packed)


_JSON_ESCAPED = _INVISIBLE.replace("\x0b-\x1f", "\x0b\x0c\x0e-\x1f")


def _escape(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]


def _mark(found: re.Match[str]) -> str:
    number = ord(found.group())
    if number == 0x0D:
        return ""
    if number < 0x20:
        return chr(_PICTURES + number)
    return "\u2421" if number == _DELETE else f"<U+{number:04X}>"
