"""Files, folders, rows and standard input; each finding provoked for real."""

from __future__ import annotations

import hashlib
import io
import json
import os
from pathlib import Path

import pytest

from pledgebook.ingest.codes import CODES
from pledgebook.ingest.document import build_document
from pledgebook.ingest.files import read_sources, source_id
from pledgebook.model.document import Source
from pledgebook.model.finding import Finding

TEXT = "Denmark will give Ukraine forty boats, the ministry said on Wednesday evening.\r\n"


def _read(*paths: Path, **options: object) -> tuple[list[Source], list[str]]:
    found: list[Finding] = []
    sources = list(read_sources(paths, findings=found, **options))  # type: ignore[arg-type]
    assert all(f.severity == CODES[f.code][0] and f.message and f.place for f in found)
    return sources, [f.code for f in found]


def test_a_folder_is_read_in_order_and_in_depth(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/y.TXT", "c.jsonl", "skipped.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        row = json.dumps({"text": TEXT + name})
        (tmp_path / name).write_text(row if name.endswith("jsonl") else TEXT + name, newline="")
    sources, codes = _read(tmp_path)
    assert [s.text.removeprefix(TEXT) for s in sources] == ["a/y.TXT", "a/z.md", "b.txt", "c.jsonl"]
    assert codes == []


def test_the_text_is_not_changed_and_gives_the_id(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    (source,), codes = _read(path)
    assert source.text == TEXT
    assert source.id == "doc-" + hashlib.sha256(TEXT.encode()).hexdigest()[:16]
    assert codes == []
    assert source_id("\ud800") == source_id("?")


def test_rows_carry_metadata(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [
        {
            "text": TEXT,
            "title": "Boats",
            "url": "https://example.com/a",
            "outlet": "UNN",
            "date": "2025-06-04",
        },
        {"text": TEXT + "2", "title": 7},
    ]
    path.write_text("\n\n".join(map(json.dumps, rows)))
    (first, second), codes = _read(path)
    assert first.uri == "https://example.com/a"
    assert first.metadata == {"title": "Boats", "outlet": "UNN", "published": "2025-06-04"}
    assert (second.metadata, codes) == ({}, ["bad-metadata"])
    assert first.file.endswith("rows.jsonl:1")
    assert second.file.endswith("rows.jsonl:3")


def test_standard_input_is_a_document_or_rows() -> None:
    (source,), _ = _read(Path("-"), stdin=io.BytesIO(TEXT.encode() * 3))
    assert source.text == TEXT * 3
    rows = "".join(json.dumps({"text": TEXT + str(n)}) + "\n" for n in range(3))
    sources, codes = _read(Path("-"), stdin=io.BytesIO(rows.encode()))
    assert len(sources) == 3
    assert codes == []


def _bytes(name: str, data: bytes):  # type: ignore[no-untyped-def]
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return make


def _loop(folder: Path) -> Path:
    (folder / "inner").mkdir()
    (folder / "inner" / "again").symlink_to(folder)
    (folder / "x.txt").write_text(TEXT)
    return folder


def _locked(folder: Path) -> Path:
    if os.geteuid() == 0:
        (folder / "x.txt").symlink_to("x.txt")
    else:
        (folder / "x.txt").write_text(TEXT)
        (folder / "x.txt").chmod(0)
    return folder / "x.txt"


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "x.txt")
    return folder / "x.txt"


def _odd(folder: Path) -> Path:
    path = os.fsencode(folder) + b"/\xff.txt"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(TEXT.encode())
    return folder


def _dangling(folder: Path) -> Path:
    (folder / "x.txt").symlink_to("nowhere")
    return folder / "x.txt"


RU = "Дания передаст Украине сорок катеров, сообщило министерство в среду вечером."
BAD = {
    "missing-path": (_dangling, 0),
    "unreadable-path": (_locked, 0),
    "no-documents": (lambda folder: folder, 0),
    "special-file": (_pipe, 0),
    "symlink-loop": (_loop, 1),
    "odd-file-name": (_odd, 1),
    "empty-document": (_bytes("x.txt", b" \r\n\xef\xbb\xbf \n"), 0),
    "binary-file": (_bytes("x.txt", b"\x89PNG\r\n\x1a\n\0\0\0"), 0),
    "too-large": (_bytes("x.txt", b"a" * 2000), 0),
    "encoding-guessed": (_bytes("x.txt", RU.encode("cp1251")), 1),
    "encoding-doubtful": (_bytes("x.txt", b"\xe9\xaa\xbb\xa9" * 9), 1),
    "damaged-bytes": (_bytes("x.txt", RU.encode() + b" \xff"), 1),
    "misread-text": (_bytes("x.txt", (RU.encode().decode("cp1251", "ignore")).encode()), 1),
    "bidi-characters": (_bytes("x.txt", (TEXT + "\u202e abc").encode()), 1),
    "control-characters": (_bytes("x.txt", TEXT.encode() * 9 + b"\x07"), 1),
    "bad-json-line": (_bytes("x.jsonl", b'{"text": "a b c"}\n{"text": \n{"text": "d e f"}'), 2),
    "row-not-object": (_bytes("x.jsonl", b'["text"]\n'), 0),
    "row-without-text": (_bytes("x.jsonl", b'{"title": "a"}\n'), 0),
    "bad-metadata": (_bytes("x.jsonl", b'{"text": "a b c", "outlet": ["x"]}\n'), 1),
}


@pytest.mark.parametrize("code", sorted(BAD))
def test_bad_input_is_a_finding_and_the_rest_goes_on(code: str, tmp_path: Path) -> None:
    make, expected = BAD[code]
    (tmp_path / "bad").mkdir()
    (tmp_path / "good.txt").write_text(TEXT)
    sources, codes = _read(make(tmp_path / "bad"), tmp_path / "good.txt", limit=1000)
    assert code in codes
    assert len(sources) == expected + 1


def _document(text: str, **metadata: str) -> list[str]:
    found: list[Finding] = []
    build_document(Source(source_id(text), text, "x", metadata=dict(metadata)), findings=found)
    return [f.code for f in found]


def test_findings_about_documents() -> None:
    polish = "Polska wyśle do Ukrainy tysiąc żołnierzy, powiedział wczoraj wieczorem minister obrony."
    assert _document(polish) == ["language-not-read"]
    assert _document(RU, language="en") == ["language-differs"]
    assert _document("Share | Print\n© 2025\n") == ["no-main-text"]


def test_every_code_is_provoked_and_documented() -> None:
    said = (Path(__file__).parents[2] / "docs" / "findings.md").read_text(encoding="utf-8")
    assert set(CODES) == set(BAD) | {"language-not-read", "language-differs", "no-main-text"}
    assert [code for code in CODES if f"`{code}`" not in said] == []


def test_a_long_line_of_rows_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps({"text": "a " * 3_000_000}) + "\n" + json.dumps({"text": TEXT}) + "\n")
    sources, codes = _read(path, limit=2_000_000)
    assert [s.text for s in sources] == [TEXT]
    assert codes == ["too-large"]
