"""Main text told from the rest: own dumps, properties for any text, and pages that are all of one kind."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.analyse.fold import fold, lower
from pledgebook.ingest.blocks import find_blocks
from pledgebook.model.document import BLOCK_KINDS

from .dumps import Dump, read_dumps, score

DUMPS = tuple(read_dumps())
FLOOR = 0.92  # of the worst dump


@pytest.mark.parametrize("dump", DUMPS, ids=lambda d: d.name)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\n\n"], ids=["lf", "crlf", "blank lines"])
def test_main_text_of_own_dumps(dump: Dump, newline: str) -> None:
    if newline == "\n\n" and dump.name.endswith((":hard-wrapped", ":poem-and-letter")):
        pytest.skip("a blank line ends a wrapped paragraph")
    common, found, expected, wrong = score(dump, newline)
    assert 2 * common / (found + expected) >= FLOOR, wrong


def test_enough_dumps_of_each_language() -> None:
    names = [d.name.split(":")[0] for d in DUMPS]
    assert all(names.count(name) >= 4 for name in set(names))
    assert 3 * sum(d.unseen for d in DUMPS) >= len(DUMPS)


LINES = st.lists(
    st.text(max_size=60) | st.sampled_from([d.lines[i][1] for d in DUMPS for i in range(min(3, len(d.lines)))]),
    max_size=12,
)


@given(LINES, st.sampled_from(["\n", "\r\n", "\n\n", "\r"]))
@settings(max_examples=150, deadline=None)
def test_blocks_lie_in_the_text_in_order_and_hold_every_word(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    blocks = find_blocks(text, lower(fold(text)), "und")
    last = 0
    for block in blocks:
        assert block.kind in BLOCK_KINDS
        assert last <= block.start < block.end <= len(text)
        assert not text[last : block.start].strip("\ufeff" + "\x1c\x1d\x1e\x1f\x85\u2028\u2029 \t\r\n\v\f\xa0")
        last = block.end
    assert not any(c.isalnum() for c in text[last:])


def _kinds(text: str, **options: str) -> list[str]:
    return [b.kind for b in find_blocks(text, lower(fold(text)), "und", **options)]


def test_one_line_is_text() -> None:
    assert _kinds("Malta will send two ambulances.") == ["lead"]


def test_a_title_given_is_found() -> None:
    text = "Weather for the islands\nMalta sends ambulances\n\nMalta will send two of them to Odesa, she said."
    kinds = _kinds(text, title="Malta sends ambulances")
    assert kinds == ["navigation", "title", "lead"]


def test_the_title_again_is_not_text() -> None:
    title = "Malta sends two ambulances to Odesa region"
    text = f"{title}\n\n{title}\n\nMalta will send two ambulances to Odesa, its minister said on Monday."
    assert _kinds(text) == ["title", "other", "lead"]


def test_a_caption_before_the_lead_is_cut_off() -> None:
    text = (
        "Malta sends two ambulances\n\n"
        "The harbour of Valletta at dawn (photos.example.com). "
        "Malta will send two ambulances to Odesa, its minister said."
    )
    blocks = find_blocks(text, lower(fold(text)), "en")
    assert [b.kind for b in blocks] == ["title", "caption", "lead"]
    assert text[blocks[2].start :].startswith("Malta will send")


def test_a_date_before_the_title_is_cut_off() -> None:
    text = "date 2025-09-04 Malta sends two ambulances\n\nMalta will send two of them to Odesa, it said."
    blocks = find_blocks(text, lower(fold(text)), "en")
    assert [text[b.start : b.end] for b in blocks][:2] == ["date 2025-09-04", "Malta sends two ambulances"]
    assert blocks[1].kind == "title"


def test_wrapped_lines_are_one_block() -> None:
    head = "Ambulances for Odesa\n\n"
    text = head + "Malta will send two ambulances to\nOdesa in the spring, its minister\nsaid after talks.\n"
    blocks = find_blocks(text, lower(fold(text)), "en")
    assert [b.kind for b in blocks] == ["title", "lead"]


def test_a_very_long_line_is_text() -> None:
    text = "Malta will send two ambulances to Odesa. " * 25_000
    assert _kinds(text) == ["lead"]


@pytest.mark.parametrize("piece", ["(" * 300, "a" * 300, "1 " * 300, "# " * 300, "www." * 100, "- " * 300])
def test_hostile_lines_do_not_hang(piece: str) -> None:
    text = "\n".join([piece] * 400)
    assert find_blocks(text, lower(fold(text)), "und")
