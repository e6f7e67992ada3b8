"""Output for people, word by word. UPDATE_GOLDEN=1 in the environment writes the files anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.cli.conftest import Call
from tests.cli.sample import documents

GOLDEN = Path(__file__).parent / "golden"
SHOW = "ENTRY"
RUNS = {
    "matrix_en": "matrix",
    "matrix_uk": "matrix --lang uk",
    "matrix_of_norway": "matrix --actor Норвегія",
    "entries_en": "entries",
    "entries_uk": "entries --lang uk",
    "entries_ru": "entries --lang ru",
    "entries_hostile": "entries --actor Spain",
    "timeline_en": "timeline",
    "figures_en": "figures",
    "figures_ru": "figures --lang ru",
    "conflicts_en": "conflicts",
    "conflicts_uk": "conflicts --lang uk",
    "scenario_en": "scenario --assume ceasefire=yes",
    "scenario_uk": "scenario --assume peace_agreement=no --lang uk",
    "diff_en": "diff 2027-02-15 2027-03-31",
    "diff_ru": "diff 2027-02-15 2027-03-31 --lang ru",
    "diff_atom": "diff 2027-02-15 2027-03-31 --format atom",
    "overdue_en": "overdue --on 2030-01-01",
    "documents_en": "documents",
    "document_nordic": "document nordic.txt",
    "document_hostile": "document HOSTILE",
    "search_instructors": "search instructors",
    "who_norway": "who Norway",
    "show_en": "show ENTRY",
    "show_uk": "show ENTRY --lang uk",
    "explain_en": "explain CLAIM",
    "as_of": "entries --as-of 2027-02-15",
    "export_csv": "export --format csv --what claims",
    "verify_en": "verify",
}


@pytest.mark.parametrize("name", RUNS)
def test_golden(name: str, call: Call, sample_book: Path) -> None:
    told = documents()
    norway = told[0][1][0]
    line = RUNS[name].replace("CLAIM", norway.id).replace("HOSTILE", told[3][0].id)
    if SHOW in line:
        found = call("export", "--format", "csv", "--actor", "Norway", "--action", "training", book=sample_book)
        line = line.replace(SHOW, found.out.splitlines()[1].split(",")[0])
    made = call(*line.split(), book=sample_book)
    assert made.code == 0, made.err
    text = f"$ pledgebook {RUNS[name]}\n{made.out}"
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()


def test_nothing_steers_the_terminal(call: Call, sample_book: Path) -> None:
    for line in RUNS.values():
        if "ENTRY" not in line and "CLAIM" not in line and "HOSTILE" not in line:
            out = call(*line.split(), book=sample_book).out
            assert not set("\x1b\x07\x9b\u202e\u202c") & set(out), line
