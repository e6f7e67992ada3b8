"""The rules of the house: which way imports go, what the code may not hold, how long a file may be."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pledgebook.cli.main import COMMANDS
from pledgebook.packs.load import SHARED, languages, rows, table

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "pledgebook"
FILES = sorted(SOURCE.rglob("*.py"))

# From the bottom to the top: a module imports from its own layer or from one before it.
LAYERS = (
    "model", "packs", "analyse", "ingest", "extract", "weigh", "reader", "ledger", "review", "store", "query", "present",
    "export", "check", "cli", "web",
)  # fmt: skip
# Modules that stand in another layer than their folder says.
ELSEWHERE = {
    "errors": "model",
    "quality": "cli",  # a program of its own
    "packs.lexicon": "analyse",  # it matches words with their readings: its place is in analyse/
    "packs.check": "check",  # the check of packs reads their examples with the reader
    "packs.examples": "check",
    "packs.schema": "check",
    "packs.words": "check",
    "cli.commands.serve": "web",  # it starts what stands above it
}
LONGEST = 400
# What is not yet as it should be. The lists may only grow shorter.
TOO_LONG: set[str] = set()
WITH_CYRILLIC: set[str] = set()
WITH_CODES = {"analyse/gazetteer.py"}
OF_ENCODINGS = {"ingest/inspect.py"}  # letters, escaped, that bytes turn into when they are decoded wrongly


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text("utf-8"))


def name_of(path: Path) -> str:
    """The module of a file, without the name of the package."""
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix("__init__").strip(".")


def imported(path: Path) -> Iterator[str]:
    """The modules of ours that a file imports, wherever in it."""
    for node in ast.walk(tree(path)):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            inner = name.removeprefix("pledgebook.")
            if inner != name and (SOURCE / inner.replace(".", "/")).with_suffix(".py").is_file():
                yield inner


def layer(module: str) -> int:
    """How high a module stands."""
    found = ELSEWHERE.get(module) or ELSEWHERE.get(module.split(".")[0]) or module.split(".")[0]
    return LAYERS.index(found)


def strings(path: Path) -> Iterator[str]:
    """The strings of a file, as they are when it runs."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def named(paths: Iterator[Path] | list[Path]) -> set[str]:
    """Files by their place in the package."""
    return {path.relative_to(SOURCE).as_posix() for path in paths}


def test_imports_go_one_way() -> None:
    pairs = [(name_of(path), name) for path in FILES if name_of(path) for name in imported(path)]
    assert [f"{one} imports {other}" for one, other in pairs if layer(other) > layer(one)] == []


def test_no_file_is_too_long() -> None:
    assert named([p for p in FILES if len(p.read_text("utf-8").splitlines()) > LONGEST]) <= TOO_LONG


def test_no_cyrillic_in_code() -> None:
    """Also none in escapes: a string is looked at as it is when the program runs."""
    letters = re.compile(r"[\u0400-\u04ff]")
    found = [p for p in FILES if letters.search(p.read_text("utf-8")) or any(map(letters.search, strings(p)))]
    assert named(found) <= WITH_CYRILLIC | OF_ENCODINGS


def test_no_language_codes_in_code() -> None:
    codes = set(languages())
    assert named([p for p in FILES if codes.intersection(strings(p))]) <= WITH_CODES


def test_what_is_listed_as_not_yet_done_is_not_done() -> None:
    assert all((SOURCE / name).is_file() for name in TOO_LONG | WITH_CYRILLIC | WITH_CODES)


def test_nothing_is_printed_or_evaluated() -> None:
    found = [
        f"{path.name}:{node.lineno}"
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in ("print", "eval", "exec")
    ]
    assert found == []


def test_every_module_says_what_it_is() -> None:
    assert named([path for path in FILES if not ast.get_docstring(tree(path))]) == set()


def test_every_pack_loads_and_every_language_has_the_same_messages() -> None:
    for path in sorted((SOURCE / "languages").rglob("*.t[os]*")):
        load = table if path.suffix == ".toml" else rows
        assert load(path.parent.name, path.stem), f"{path.name} of {path.parent.name} is empty"
    assert {p.stem for p in (SOURCE / "cli" / "messages").glob("*.toml")} >= set(languages())
    assert SHARED not in languages()


def texts() -> list[Path]:
    """The files of the tree that people write, gold apart."""
    folders = [ROOT / name for name in ("src", "tests", "docs", "examples", ".ci")]
    inner = [p for folder in folders for p in sorted(folder.rglob("*")) if p.is_file()]
    kept = [p for p in inner if "__pycache__" not in p.parts and "egg-info" not in str(p)]
    return [
        *kept,
        *(p for p in ROOT.iterdir() if p.is_file() and not p.name.endswith((".book", "-wal", "-shm"))),
    ]


def test_no_paths_of_one_machine() -> None:
    place = re.compile(rb"(?<![\w.])/(?:home/\w+|root/\w|Users/\w+|work/\w+|tmp/\w+)")
    assert [str(p) for p in texts() if p != Path(__file__) and place.search(p.read_bytes())] == []


def test_commands_and_targets_that_pages_name_exist() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / ".ci" / "run"]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^(\w+):", makefile, re.MULTILINE))
    for page in pages:
        text = page.read_text("utf-8")
        named_ = set(re.findall(r"(?:^\$ |`)pledgebook ([a-z]+)", text, re.MULTILINE))
        assert named_ <= set(COMMANDS), page.name
        assert set(re.findall(r"(?:^|`)make (\w+)", text, re.MULTILINE)) <= targets, page.name


def test_the_makefile_needs_nothing_but_python() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    begun = {line.split()[0] for line in makefile.splitlines() if line.startswith("\t")}
    allowed = ("$(BIN)/", "$(PYTHON)", "touch", "rm", "BIN=$(BIN)")
    assert [word for word in begun if not word.startswith(allowed)] == []
