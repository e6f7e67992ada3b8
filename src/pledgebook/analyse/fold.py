"""Folding a text without moving a character, so that offsets into the fold are offsets into the original."""

from __future__ import annotations

_APOSTROPHES = "\u2018\u2019\u201b\u02bc\u02b9\u0060\u00b4\u2032\uff07\u05f3"
_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02\u2039\u203a\u301d\u301e"
_HYPHENS = "\u2010\u2011\u2212\u00ad\ufe63\uff0d"
_DASHES = "\u2012\u2013\u2014\u2015\u2e3a\u2e3b"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufeff\t"

_PLAIN = {
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_QUOTES, '"'),
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys(_DASHES, "\u2013"),
    **dict.fromkeys(_SPACES, " "),
    "\u2028": "\n",
    "\u2029": "\n",
    "\u0085": "\n",
    "\r": "\n",
}
_IN_ASCII = {variant: plain for variant, plain in _PLAIN.items() if variant.isascii()}


def fold(text: str) -> str:
    """The text with one apostrophe, quote, hyphen, dash (U+2013) and space for their variants, as long."""
    for variant, plain in (_IN_ASCII if text.isascii() else _PLAIN).items():
        text = text.replace(variant, plain)
    return text


def lower(folded: str) -> str:
    """Lower case, the same length: a character whose lower case is longer stays as it is."""
    low = folded.lower()
    if len(low) == len(folded):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in folded)
