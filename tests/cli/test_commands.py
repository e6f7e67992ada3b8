"""Every command: valid JSON, filters, languages, and what each exit code stands for."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from tests.cli.conftest import Call
from tests.cli.sample import NORDIC, documents

from pledgebook.cli.main import COMMANDS, program, run
from pledgebook.store import open_book

JSON_RUNS = (
    "documents", "document nordic.txt", "entries", "matrix", "timeline", "figures", "conflicts",
    "search instructors", "who Norway", "verify", "scenario --assume ceasefire=yes,us_support=no",
    "diff 2027-02-15 2027-03-31", "overdue --on 2030-01-01",
    "entries --as-of 2027-02-15", "entries --recorded-before 2027-01-01",
)  # fmt: skip
ARTICLE = "Oslo ready\n10 March 2027\n\nNorway will send 200 instructors to Ukraine, the government said.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A file to read."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE)
    return path


@pytest.mark.parametrize("line", JSON_RUNS)
def test_json_is_valid(line: str, call: Call, sample_book: Path) -> None:
    found = call(*line.split(), "--json", book=sample_book)
    assert found.code == 0, found.err
    assert json.loads(found.out) is not None


def test_json_of_one_entry_and_of_one_claim(call: Call, sample_book: Path) -> None:
    entry = json.loads(call("entries", "--actor", "Spain", "--json", book=sample_book).out)[0]
    assert json.loads(call("show", entry["id"], "--json", book=sample_book).out) == entry | {"links": []}
    claim = documents()[0][1][0]
    shown = json.loads(call("explain", claim.id[:14], "--json", book=sample_book).out)
    assert shown["id"] == claim.id
    assert shown["reasons"][0]["words"] == "Norway is ready to send 200 instructors"


def test_read_prints_a_document_a_line(call: Call, article: Path) -> None:
    found = call("read", article)
    assert found.code == 0
    row = json.loads(found.out)
    assert row["document"]["file"] == str(article)
    for claim in row["claims"]:
        assert all(ARTICLE[e["start"] : e["end"]] == e["quote"] for e in claim["evidence"])


def test_read_for_people(call: Call, article: Path) -> None:
    assert "Norway: pledged" in call("read", "--pretty", article).out


def test_add_twice_changes_nothing(call: Call, article: Path, tmp_path: Path) -> None:
    book = tmp_path / "new.book"
    first = json.loads(call("add", article, "--json", book=book).out)
    again = json.loads(call("add", article, "--json", book=book).out)
    assert (first["added"], again["added"], again["unchanged"]) == (1, 0, 1)
    assert first["entries"] == again["entries"]
    anew = json.loads(call("add", article, "--again", "--json", book=book).out)
    assert anew["added"] == 0
    assert call("verify", book=book).code == 0


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("--kind commitment", 3), ("--kind figure --kind body", 4), ("--actor Norway", 3),
        ("--actor Испания", 1), ("--actor Spain --actor Norway", 0), ("--condition any", 1),
        ("--condition ceasefire", 1), ("--place Oslo", 2),
        ("--place Київ", 1), ("--for Ukraine", 3), ("--measure killed", 2), ("--stance demand", 1),
        ("--type coordination_centre", 1), ("--status planned", 2), ("--document nordic.txt", 3),
        ("--outlet Reuters", 9), ("--conflicts", 1), ("--text instructors", 1), ("--firmness agreed", 1),
        ("--domain any", 0), ("--actor Nobody", 0), ("--since 2027-03-11", 5), ("--until 2027-02-02", 4),
    ],
)  # fmt: skip
def test_filters(line: str, count: int, call: Call, sample_book: Path) -> None:
    assert len(json.loads(call("entries", *line.split(), "--json", book=sample_book).out)) == count


def test_export_to_a_file(call: Call, sample_book: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    assert call("export", "-o", target, book=sample_book).code == 0
    assert len([json.loads(line) for line in target.read_text("utf-8").splitlines()]) == 9
    for what in ("entries", "claims", "documents"):
        assert call("export", "--what", what, "--format", "csv", book=sample_book).code == 0


def test_help_lists_every_command_and_each_has_its_own(call: Call) -> None:
    out = call("--help").out
    assert all(f"\n  {name}" in out for name in COMMANDS)
    for name in COMMANDS:
        found = program.get_command(click.Context(program), name)
        assert found is not None
        assert found.help
        assert call(name, "--help").code == 0


def test_language_by_locale_and_by_option(call: Call, sample_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLEDGEBOOK_LANG")
    monkeypatch.setenv("LC_ALL", "uk_UA.UTF-8")
    assert "Хто за що взявся" in call("matrix", book=sample_book).out
    assert "Кто за что взялся" in call("--lang", "ru", "matrix", book=sample_book).out
    assert "Who has undertaken" in call("--lang", "ru", "matrix", "--lang", "en", book=sample_book).out
    monkeypatch.setenv("LC_ALL", "C")
    assert "Who has undertaken" in call("matrix", book=sample_book).out


@pytest.mark.parametrize("width", [40, 60, 200])
def test_narrow_and_wide(width: int, call: Call, sample_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for line in ("matrix", "entries", "figures", "timeline", "documents"):
        out = call(*line.split(), book=sample_book).out
        assert max(len(row) for row in out.splitlines()) <= width


def test_no_color_and_forced_color(call: Call, sample_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[" in call("matrix", book=sample_book).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in call("matrix", book=sample_book).out


def test_exit_codes(call: Call, book: Path, tmp_path: Path, article: Path) -> None:
    assert call("entries", book=book).code == 0
    assert call("add", tmp_path / "missing.txt", article, book=book).code == 1
    assert call("entries", "--kind", "nonsense", book=book).code == 2
    assert call("entries", "--as-of", "yesterday", book=book).code == 2
    assert call("entries", "--lang", "xx", book=book).code == 2
    assert call("nonsense").code == 2
    assert call("entries", book=tmp_path / "no.book").code == 3
    assert call("entries", book=article).code == 3
    for line in ("show zzz", "document zzz", "explain zzz", "who zzz"):
        found = call(*line.split(), book=book)
        assert (found.code, found.out) == (4, ""), line
        assert found.err.startswith("pledgebook: ")


def test_verify_tells_what_is_wrong(call: Call, book: Path) -> None:
    import sqlite3

    db = sqlite3.connect(book)
    db.execute("UPDATE claims SET json = replace(json, 'Norway is ready', 'Norway was ready')")
    db.commit()
    db.close()
    found = call("verify", book=book)
    assert found.code == 1
    assert "quote-differs" in found.err
    assert not json.loads(call("verify", "--json", book=book).out)["whole"]


def test_stopped_by_hand(call: Call, book: Path, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(document: object) -> list[object]:
        raise KeyboardInterrupt

    monkeypatch.setattr("pledgebook.cli.books.reader", lambda: stop)
    assert call("add", article, book=book).code == 130
    assert call("verify", book=book).code == 0


def test_nothing_is_said_to_a_reader_who_left(monkeypatch: pytest.MonkeyPatch, sample_book: Path) -> None:
    def gone(value: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("pledgebook.cli.main._let_go_of_output", lambda: None)
    monkeypatch.setattr("pledgebook.present.safe.json.dumps", lambda *a, **k: gone(a))
    assert run(["entries", "--json", "--book", str(sample_book)]) == 141


def test_a_book_that_cannot_be_written_is_read(call: Call, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pledgebook.errors import ReadOnlyBookError

    def refuse(path: Path, **options: object) -> object:
        if not options.get("readonly"):
            raise ReadOnlyBookError("no")
        return open_book(path, readonly=True)

    monkeypatch.setattr("pledgebook.cli.books.open_book", refuse)
    assert call("entries", book=book).code == 0
    assert call("add", book, book=book).code == 3


def test_marks_stand_where_the_claims_do(call: Call, sample_book: Path) -> None:
    out = call("document", "nordic.txt", book=sample_book).out
    assert "⟦Norway is ready to send 200 instructors⟧1 to Ukraine if a ceasefire holds." in out
    assert "┊ Herring prices fall" in out
    plain = out.replace("⟦", "").replace("┊ ", "")
    assert all(line in plain.replace("⟧1", "").replace("⟧2", "").replace("⟧3", "") for line in NORDIC.splitlines())
