"""A feed of changes as Atom (RFC 4287)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

ATOM = "http://www.w3.org/2005/Atom"
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed. key tells it from all others, on every machine the same."""

    key: str
    title: str
    day: date
    text: str
    category: str


def atom(title: str, key: str, language: str, items: Iterable[Item], updated: date) -> str:
    """The feed as XML; updated is its day where it has no items. What XML cannot hold is replaced by U+FFFD."""
    ElementTree.register_namespace("", ATOM)
    listed = sorted(items, key=lambda i: (-i.day.toordinal(), i.key))
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": language})
    _put(feed, "id", _urn(key))
    _put(feed, "title", title)
    _put(feed, "updated", _instant(max((i.day for i in listed), default=updated)))
    _put(ElementTree.SubElement(feed, f"{{{ATOM}}}author"), "name", "pledgebook")
    _put(feed, "generator", "pledgebook")
    for item in listed:
        entry = ElementTree.SubElement(feed, f"{{{ATOM}}}entry")
        _put(entry, "id", _urn(item.key))
        _put(entry, "title", item.title)
        _put(entry, "updated", _instant(item.day))
        ElementTree.SubElement(entry, f"{{{ATOM}}}category", {"term": _fit(item.category)})
        _put(entry, "content", item.text)
    ElementTree.indent(feed)
    made = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{made}\n'


def _put(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}{name}").text = _fit(text)


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)


def _urn(key: str) -> str:
    return "urn:sha256:" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
