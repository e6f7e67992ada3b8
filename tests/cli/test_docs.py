"""The documentation tells of every command, shared option and exit code."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pledgebook.cli import main

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_every_command_and_exit_code_is_documented() -> None:
    text = (DOCS / "cli.md").read_text("utf-8")
    assert all(f"| `{name}" in text for name in main.COMMANDS)
    codes = (main.OK, main.FOUND, main.USAGE, main.BROKEN, main.UNKNOWN, main.STOPPED, main.PIPE)
    assert all(f"\n| {code} | " in text for code in codes)


def test_every_question_has_its_commands_in_the_documentation() -> None:
    questions = tomllib.loads((Path(__file__).parent / "questions.toml").read_text("utf-8"))["question"]
    text = (DOCS / "questions.md").read_text("utf-8")
    assert len(questions) == 25
    for one in questions:
        assert f" {one['text']}\n" in text
        assert all(f"$ pledgebook {line}\n" in text for line in one["run"])
