"""Writes docs/questions.md: 25 questions, the commands that answer them, and what they print.

python -m tests.cli.questions FOLDER, where FOLDER holds the five articles (not in this repository).
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
import tomllib
from pathlib import Path

from pledgebook.cli.main import run

WORDS = 3  # of a quotation that are shown
QUOTED = re.compile(r"“([^”]*)”")
HERE = Path(__file__).parent
TARGET = HERE.parent.parent / "docs" / "questions.md"
HEAD = """# Twenty-five questions and the commands that answer them

The book holds five real articles in three languages (not in this repository). Each answer is what
the program printed, made by `python -m tests.cli.questions FOLDER`; quotes are cut. `entries`, `figures`,
`who` and `documents` answer from claims; `search` shows the sentences in which the words occur.
"""


def printed(line: str) -> str:
    """What a command prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        run(shlex.split(line))
    return out.getvalue().rstrip()


def cut(text: str) -> str:
    """What was printed, with the articles' own words cut short: they are not ours to copy."""
    return QUOTED.sub(lambda m: f"“{' '.join(m[1].split()[:WORDS])} …”" if len(m[1].split()) > WORDS else m[0], text)


def answers() -> str:
    """All questions with their commands and output."""
    parts = [HEAD]
    for number, one in enumerate(tomllib.loads((HERE / "questions.toml").read_text("utf-8"))["question"], 1):
        parts.append(f"## {number}. {one['text']}\n")
        for line in one["run"]:
            parts.append(f"```\n$ pledgebook {line}\n{cut(printed(line))}\n```\n")
    return "\n".join(parts)


def main(folder: Path) -> None:
    """Makes a book of the folder's articles in a temporary place and asks it."""
    os.environ.update(COLUMNS="100", PLEDGEBOOK_LANG="en")
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(folder, Path(place) / "articles")
        os.chdir(place)
        run(["add", "articles"])
        TARGET.write_text(answers(), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
