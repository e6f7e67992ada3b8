"""The Atom feed, read by a reader of feeds."""

from __future__ import annotations

from datetime import date

import feedparser

from pledgebook.export.feed import Item, atom

DAY = date(2027, 3, 1)


def test_a_reader_of_feeds_understands_it() -> None:
    items = [
        Item("a", "Firmer — Norway: pledged", date(2027, 2, 1), "firmness: ready → pledged\n“will send”", "firmer"),
        Item("b", "New — <script>alert(1)</script> & co", DAY, "\x1b[31mred\x00 \ud800", "new"),
    ]
    found = feedparser.parse(atom("What became otherwise", "key", "en", items, DAY))
    assert not found.bozo
    assert (found.version, found.feed.updated, found.feed.language) == ("atom10", "2027-03-01T00:00:00Z", "en")
    assert [e.category for e in found.entries] == ["new", "firmer"]
    assert len({e.id for e in found.entries}) == 2
    assert found.entries[1].title == "Firmer — Norway: pledged"
    assert "\x1b" not in found.entries[0].content[0].value


def test_it_is_the_same_for_any_order_and_empty_without_changes() -> None:
    items = [Item(str(n), f"title {n}", DAY, "", "new") for n in range(3)]
    assert atom("t", "k", "en", items, DAY) == atom("t", "k", "en", reversed(items), DAY)
    assert feedparser.parse(atom("t", "k", "uk", [], DAY)).feed.updated == "2027-03-01T00:00:00Z"
