"""The examples in README and docs: what is shown is what the program does."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pledgebook.packs.schema import SAYS

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("examples/*.md")])
PROGRAM = Path(sys.executable).parent / "pledgebook"
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"\b(?:entry|claim|doc)-[0-9a-f]{4,}")
_LINK = re.compile(r"\[[^\]]+\]\(([^)#:]+?)(?:#[^)]*)?\)")


def blocks(page: Path, kind: str) -> list[str]:
    """The code blocks of a kind on a page."""
    return [m["body"] for m in _BLOCK.finditer(page.read_text("utf-8")) if m["kind"] == kind]


def pages_with(kind: str) -> list[object]:
    """The pages that have such blocks, as parameters named for their files."""
    return [pytest.param(page, id=page.name) for page in PAGES if blocks(page, kind)]


def commands(body: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output that is shown for it."""
    for piece in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, shown = piece.partition("\n")
        yield command, shown


def fits(shown: str, printed: str) -> bool:
    """Whether the output is what is shown, where '...' stands for anything and one id for another."""
    pieces = [re.escape(line.strip()) for line in _ID.sub("an-id", shown).splitlines() if line.strip()]
    wanted = r"\s+".join(pieces).replace(r"\.\.\.", ".*?")
    return re.fullmatch(wanted, _ID.sub("an-id", printed).strip(), re.DOTALL) is not None


@pytest.mark.slow
@pytest.mark.parametrize("page", pages_with("console"))
def test_commands_print_what_is_shown(page: Path, tmp_path: Path) -> None:
    ids: dict[str, str] = {}
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "COLUMNS": "80", "PYTHONUTF8": "1"}
    environment.pop("PLEDGEBOOK_BOOK", None)
    for command, shown in (pair for body in blocks(page, "console") for pair in commands(body)):
        words = shlex.split(_ID.sub(lambda found: ids.get(found.group(), found.group()), command))
        if words[0] == "cat":
            (tmp_path / words[1]).write_text(shown, "utf-8")
            continue
        assert words[0] == "pledgebook", f"expected a command of pledgebook or cat, found {command}"
        done = subprocess.run(
            [PROGRAM, *words[1:]],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert fits(shown, done.stdout), f"$ {command}\n{done.stdout}{done.stderr}"
        ids.update(zip(_ID.findall(shown), _ID.findall(done.stdout), strict=False))


@pytest.mark.parametrize("page", pages_with("pycon"))
def test_sessions_give_what_is_shown(page: Path) -> None:
    text = "\n".join(blocks(page, "pycon"))
    test = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    complaints: list[str] = []
    found = doctest.DocTestRunner(optionflags=flags, verbose=False).run(test, out=complaints.append)
    assert found.attempted and not found.failed, "".join(complaints)


@pytest.mark.parametrize("page", pages_with("python"))
def test_python_can_be_read_and_imports_what_there_is(page: Path) -> None:
    for body in blocks(page, "python"):
        compile(body, page.name, "exec")
        for line in re.findall(r"^(?:from|import) pledgebook.*$", body, re.MULTILINE):
            exec(line, {})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    missing = [link for link in _LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()]
    assert missing == []


def test_what_tables_may_say_is_told() -> None:
    told = (ROOT / "docs" / "languages.md").read_text("utf-8")
    assert [key for key in sorted(SAYS) if f"`{key}`" not in told] == []


def test_fits() -> None:
    assert fits("a ...\n", "a b\nc\n")
    assert fits("entry-15ba4a1c x\n", "entry-99999999 x\n")
    assert not fits("a\n", "a b\n")
