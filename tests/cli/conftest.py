"""What the tests of the command line share."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.cli.sample import make_book

from pledgebook.cli.main import run


@dataclass
class Outcome:
    """How a run of the program ended."""

    code: int
    out: str
    err: str


Call = Callable[..., Outcome]


@pytest.fixture(scope="session")
def sample_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book, made once; not to be changed."""
    return make_book(tmp_path_factory.mktemp("book") / "sample.book")


@pytest.fixture
def book(sample_book: Path, tmp_path: Path) -> Path:
    """A copy of the sample book."""
    return Path(shutil.copy(sample_book, tmp_path / "copy.book"))


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Runs the program in this process, 80 columns wide and in English unless told otherwise."""
    for name in ("PLEDGEBOOK_BOOK", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("PLEDGEBOOK_LANG", "en")

    def called(*arguments: str | Path, book: Path | None = None) -> Outcome:
        if book:
            monkeypatch.setenv("PLEDGEBOOK_BOOK", str(book))
        capsys.readouterr()
        code = run([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return Outcome(code, out, err)

    return called
