"""review, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Call
from tests.cli.sample import documents


def entries(call: Call, book: Path, actor: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(call("entries", "--actor", actor, "--json", book=book).out)
    return found


def test_a_day_of_a_reviewer(call: Call, book: Path) -> None:
    queued = json.loads(call("review", "queue", "--json", book=book).out)
    assert queued[0]["weight"] >= queued[-1]["weight"]
    claim = documents()[0][1][0]
    (entry,) = entries(call, book, "Norway")[:1]
    done = call("review", "correct", claim.id, "firmness=considered", "beneficiary=Україна", "place=",
                "--by", "Olena", "--why", "it only thinks of it", book=book)  # fmt: skip
    assert done.code == 0, done.err
    assert "ready → considered" in done.out
    assert "it only thinks of it" in call("explain", claim.id, book=book).out
    assert "it only thinks of it" in call("show", str(entry["id"]), book=book).out
    (decision,) = json.loads(call("review", "log", "--json", book=book).out)
    assert (decision["by"], decision["state"]) == ("Olena", "met")
    assert call("review", "undo", decision["hash"][:8], "--by", "Ivan", book=book).code == 0
    assert [d["state"] for d in json.loads(call("review", "log", "--json", book=book).out)] == ["undone", "met"]
    assert call("verify", book=book).code == 0


def test_an_entry_is_rejected_with_all_its_claims(call: Call, book: Path) -> None:
    entry = entries(call, book, "Spain")[0]
    assert call("review", "reject", str(entry["id"])[:12], "--by", "Olena", book=book).code == 0
    assert entry["id"] not in [e["id"] for e in entries(call, book, "Spain")]


def test_a_claim_is_declared(call: Call, book: Path) -> None:
    made = call("review", "declare", "nordic.txt", "--words", "Norway is ready", "--kind", "commitment",
                "actor=Denmark", "action=logistics", "firmness=ready", "--by", "Olena", book=book)  # fmt: skip
    assert made.code == 0, made.err
    assert [e["firmness"] for e in entries(call, book, "Denmark")] == ["ready"]


@pytest.mark.parametrize(("line", "told"), [
    ("accept nothing --by O", "found no claim"),
    ("correct CLAIM firmness=sure --by O", "expected one of refused"),
    ("correct CLAIM colour=red --by O", "expected SLOT=VALUE"),
    ("correct CLAIM actor=Nowhereland --by O", "found nobody by the name"),
    ("correct CLAIM amount={bad --by O", "found no JSON"),
    ("correct CLAIM firmness=ready", "--by"),
    ("declare nordic.txt --words Norway --kind commitment actor=Norway --by O", "found no action"),
    ("declare nordic.txt --words zzz --kind commitment actor=Norway --by O", "found these words 0 times"),
    ("declare nordic.txt --words Norway --kind promise actor=Norway --by O", "expected one of commitment"),
    ("undo abc --by O", "found 0 decisions"),
])  # fmt: skip
def test_wrong_use_is_told_and_decides_nothing(line: str, told: str, call: Call, book: Path) -> None:
    found = call("review", *line.replace("CLAIM", documents()[0][1][0].id).split(), book=book)
    assert found.code in (2, 4)
    assert told in found.err
    assert json.loads(call("review", "log", "--json", book=book).out) == []


def test_entries_of_different_things_are_not_merged(call: Call, book: Path) -> None:
    norway, spain = (str(entries(call, book, who)[0]["id"]) for who in ("Norway", "Spain"))
    found = call("review", "merge", norway, spain, "--by", "Olena", book=book)
    assert (found.code, "correct the claims of one of them first" in found.err) == (2, True)
