"""What is strange in a text that is kept as it is: directions, control characters, wrong decoding."""

from __future__ import annotations

import re

from pledgebook.ingest.codes import finding
from pledgebook.model.finding import Finding

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_STRANGE = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\x00-\x08\x0e-\x1f\x7f]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_MISREAD = re.compile(
    "(?:[\u0420\u0421\u0413\u0402][\u0080-\u00bf\u0402-\u040f\u0452-\u045f\u2010-\u2122]|[\u00d0\u00d1\u00c3\u00c2][\u0080-\u00bf\u0152-\u0192\u2013-\u2122])"
)


def inspect(text: str, place: str) -> list[Finding]:
    """The findings about the characters of a text."""
    found: list[Finding] = []
    strange = _STRANGE.search(text)
    if strange and (bidi := _BIDI.search(text)):
        where = f"U+{ord(bidi.group()):04X} at {bidi.start()}"
        found.append(finding("bidi-characters", f"the direction of writing is changed ({where}); kept", place))
    if strange and (control := _CONTROL.search(text)):
        where = f"U+{ord(control.group()):04X} at {control.start()}"
        found.append(finding("control-characters", f"control characters in the text ({where}); kept", place))
    if not text.isascii() and _is_misread(text[:20_000]):
        message = "it looks like UTF-8 that was read as a one-byte encoding; get it again from where it came from"
        found.append(finding("misread-text", message, place))
    return found


def _is_misread(sample: str) -> bool:
    """Whether a good part of it is the pairs that UTF-8 gives when it is read as one-byte text."""
    pairs = len(_MISREAD.findall(sample))
    return pairs >= 4 and 4 * pairs > sum(c > "\x7f" for c in sample)
