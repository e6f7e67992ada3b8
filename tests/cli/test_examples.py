"""The example articles: four a language, read without errors, the same events told in all three."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from tests.cli.conftest import Call

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.fixture(scope="module")
def example_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place for the book of the examples."""
    return tmp_path_factory.mktemp("examples") / "examples.book"


def test_examples_make_a_book(call: Call, example_book: Path) -> None:
    report = json.loads(call("add", EXAMPLES / "articles", "--json", book=example_book).out)
    assert report["added"] == 12
    assert not report["findings"]
    documents = json.loads(call("documents", "--json", book=example_book).out)
    assert set(Counter(d["language"] for d in documents).values()) == {4}
    assert sum(d["published"]["basis"] == "header" for d in documents) >= 10
    entries = json.loads(call("entries", "--json", book=example_book).out)
    told_in_all = [e for e in entries if len(e["languages"]) == 3]
    assert len(told_in_all) >= 3
    assert json.loads(call("conflicts", "--json", book=example_book).out)
    assert call("verify", book=example_book).code == 0


def test_the_demo_runs_only_what_there_is() -> None:
    from pledgebook.cli.main import COMMANDS

    script = (EXAMPLES / "demo.sh").read_text("utf-8")
    named = [
        line.split()[1] for line in script.splitlines() if line.strip().startswith("run ") and len(line.split()) > 1
    ]
    assert set(named) <= {*COMMANDS, "()"}
    assert len(named) >= 8
