"""Exports: what is written can be read back, and no cell is a formula."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.sample import documents

from pledgebook.export import rows, write_csv, write_jsonl
from pledgebook.export.write import harmless


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1", "|calc"])
def test_formulas_are_disarmed(cell: str) -> None:
    assert harmless(cell).startswith("'")


@given(st.text())
def test_no_cell_begins_as_a_formula(cell: str) -> None:
    assert not harmless(cell).lstrip(" \u00a0\n\t").startswith(("=", "+", "-", "@"))


def test_csv_has_a_row_a_claim() -> None:
    claims = [claim for _, told in documents() for claim in told]
    out = io.StringIO()
    assert write_csv(rows(claims, lambda thing: "= a sentence"), out) == len(claims)
    read = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert [r["id"] for r in read] == [c.id for c in claims]
    assert {r["sentence"] for r in read} == {"'= a sentence"}


def test_jsonl_holds_everything() -> None:
    claims = [claim for _, told in documents() for claim in told]
    out = io.StringIO()
    write_jsonl((c.as_json() for c in claims), out)
    assert [json.loads(line) for line in out.getvalue().splitlines()] == [c.as_json() for c in claims]
