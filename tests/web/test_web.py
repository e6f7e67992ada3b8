"""The pages: each in three languages, harmless whatever stands in documents, by the rules of the house."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.cli.sample import documents, make_book

from pledgebook.model.claim import Claim, Slot
from pledgebook.model.document import Block, Document, Source
from pledgebook.model.span import Evidence
from pledgebook.present.messages import languages
from pledgebook.store import Book, open_book
from pledgebook.web.app import application
from pledgebook.web.marks import pieces
from pledgebook.web.pages import VIEWS

HOSTILE = (
    '<script>alert(1)</script> Spain \u202ewill\u202c send "troops" to Ukraine & <img src=x onerror=y> ' + "x" * 5000
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with open_book(make_book(tmp_path_factory.mktemp("web") / "a.book")) as made:
        text = HOSTILE
        told = Document(
            Source("doc-" + _hash(text), text, "<b>a</b>.txt"), "en", (Block("title", 0, len(text)),), title=text
        )
        slots = {"actor": Slot([{"id": "country:ES", "kind": "country", "name": "<b>Spain</b>"}]), "action": Slot("troops"),
                 "firmness": Slot("pledged"), "items": Slot(["<script>alert(2)</script>"])}  # fmt: skip
        made.add(told, [Claim("commitment", told.id, (Evidence.of(text, 0, 80),), slots)])
        yield made


def _hash(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()[:16]


@pytest.fixture(scope="module")
def web(book: Book) -> TestClient:
    return TestClient(application(book), base_url="http://localhost")


def paths(book: Book) -> list[str]:
    found = [p for p in VIEWS if "{" not in p]
    found += [f"/entries/{e.id}" for e in book.entries()] + [f"/documents/{d.id}" for d in book.documents()]
    return [*found, "/search?q=instructors", "/search?q=%3Cscript%3E", "/scenario?ceasefire=yes&us_support=no",
            "/entries?kind=commitment&actor=Norway", "/?as_of=2027-02-15", "/entries?page=99"]  # fmt: skip


class Reader(HTMLParser):
    """Collects what matters of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def read(html: str) -> Reader:
    found = Reader()
    found.feed(html)
    return found


@pytest.mark.parametrize("language", languages())
def test_every_page_in_every_language(language: str, web: TestClient, book: Book) -> None:
    for path in paths(book):
        answer = web.get(path, headers={"accept-language": language})
        assert answer.status_code == 200, (path, answer.text[:300])
        page = read(answer.text)
        assert page.tags[0] == ("html", {"lang": language}), path
        names = [tag for tag, _ in page.tags]
        assert names.count("h1") == names.count("main") == 1, path
        assert not {"script", "iframe", "object", "embed", "base"} & set(names), path
        for tag, attributes in page.tags:
            assert not any(a.startswith("on") or a == "style" for a in attributes), (path, tag)
            for link in (attributes.get("href"), attributes.get("src"), attributes.get("action")):
                assert link is None or link.startswith(("/", "#", "?")), (path, link)
        ids = [a["id"] for _, a in page.tags if "id" in a]
        assert len(ids) == len(set(ids)), path
        labelled = {a.get("for") for tag, a in page.tags if tag == "label"}
        fields = [a for tag, a in page.tags if tag in ("input", "select") and a.get("type") != "radio"]
        assert all(a.get("id") in labelled for a in fields), path


def test_nothing_from_a_document_becomes_markup(web: TestClient, book: Book) -> None:
    for path in paths(book):
        text = web.get(path).text
        assert "<script" not in text and "<img" not in text and "<b>" not in text, path
        assert not set("\u202e\u202c\x1b\x07") & set(text), path


def test_links_lead_somewhere(web: TestClient, book: Book) -> None:
    seen: dict[str, set[str]] = {}
    for path in paths(book):
        for _, attributes in read(web.get(path).text).tags:
            link = attributes.get("href") or ""
            if not link.startswith(("/entries/", "/documents/")):
                continue
            target, _, anchor = link.partition("#")
            if target not in seen:
                answer = web.get(target)
                assert answer.status_code == 200, link
                seen[target] = {a["id"] or "" for _, a in read(answer.text).tags if "id" in a}
            assert not anchor or anchor in seen[target], link


def test_answers_say_what_they_allow(web: TestClient) -> None:
    for path in ("/", "/static/style.css", "/api/v1/matrix", "/nothing"):
        headers = web.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_other_hosts_and_writing_are_turned_away(web: TestClient) -> None:
    assert web.get("/", headers={"host": "evil.example"}).status_code == 421
    assert web.get("/", headers={"host": "localhost:8317"}).status_code == 200
    assert [web.request(m, "/entries").status_code for m in ("POST", "PUT", "DELETE")] == [405] * 3


def test_the_language_is_kept(web: TestClient) -> None:
    assert web.get("/?lang=uk").cookies["lang"] == "uk"
    fresh = TestClient(web.app, base_url="http://localhost", cookies={"lang": "ru"})
    assert read(fresh.get("/").text).tags[0] == ("html", {"lang": "ru"})
    assert read(fresh.get("/?lang=xx").text).tags[0] == ("html", {"lang": "ru"})


def test_what_is_not_there_and_what_is_wrong(web: TestClient) -> None:
    assert web.get("/entries/zzz").status_code == 404
    assert web.get("/nothing").status_code == 404
    wrong = web.get("/?as_of=tomorrow")
    assert (wrong.status_code, "expected a date" in wrong.text) == (422, True)
    both = web.get("/scenario?peace_agreement=yes&ceasefire=no")
    assert (both.status_code, "cannot both be" in both.text) == (422, True)


def test_pages_change_with_the_book(tmp_path: Path) -> None:
    with open_book(make_book(tmp_path / "a.book")) as book:
        client = TestClient(application(book), base_url="http://localhost")
        before = client.get("/api/v1/entries?kind=commitment").json()["total"]
        claim = documents()[0][1][1]
        about = {"about": [{"claim": claim.id, "document": claim.document, "kind": claim.kind, "who": [], "words": []}]}
        book.decide("reject", "Olena", "", about)
        assert "Olena" not in client.get("/").text
        assert client.get("/api/v1/entries?kind=commitment").json()["total"] <= before
        assert [e.firmness for e in book.entries() if claim.id in e.claims] == []


def test_the_whole_text_is_shown_and_each_claim_marked() -> None:
    for told, claims in documents():
        found = pieces(told, claims)
        assert "".join(p.text for p in found) == told.text
        assert {i for p in found for i in p.opens} == {c.id for c in claims} == {i for p in found for i in p.closes}


def test_styles_are_our_own(web: TestClient) -> None:
    css = web.get("/static/style.css").text
    assert not re.search(r"url\(|@import|https?:", css)
