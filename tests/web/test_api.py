"""The API: by its own schema, with typed errors, pages and ETags."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient
from tests.cli.sample import make_book

from pledgebook.store import Book, open_book
from pledgebook.web.app import application


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with open_book(make_book(tmp_path_factory.mktemp("api") / "a.book")) as made:
        yield made


@pytest.fixture(scope="module")
def api(book: Book) -> TestClient:
    return TestClient(application(book), base_url="http://localhost")


@pytest.mark.slow
def test_it_answers_as_its_schema_says(book: Book) -> None:
    app = application(book, frozenset(("localhost",)))
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers={"host": "localhost"})
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 10
    for operation in operations:

        @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            answer = case.call(headers={"host": "localhost"})
            assert answer.status_code in (200, 404, 422), answer.text
            kind = answer.headers["content-type"][0]
            wanted = "application/json" if answer.status_code == 200 else "application/problem+json"
            assert kind.startswith(wanted), kind

        ask()


def test_the_same_as_the_book(api: TestClient, book: Book) -> None:
    found = api.get("/api/v1/entries?limit=500").json()
    assert [e["id"] for e in found["items"]] == [e.id for e in book.entries()]
    for entry in found["items"]:
        assert api.get(f"/api/v1/entries/{entry['id']}").json()["id"] == entry["id"]
    for told in api.get("/api/v1/documents").json()["items"]:
        whole = api.get(f"/api/v1/documents/{told['id']}").json()
        assert all(whole["text"][e["start"] : e["end"]] == e["quote"] for c in whole["claims"] for e in c["evidence"])
        for claim in whole["claims"]:
            assert api.get(f"/api/v1/claims/{claim['id']}").json() == claim


def test_pages(api: TestClient) -> None:
    whole = api.get("/api/v1/entries").json()
    parts = [api.get(f"/api/v1/entries?limit=3&offset={n}").json()["items"] for n in range(0, whole["total"], 3)]
    assert [e for part in parts for e in part] == whole["items"]


def test_what_is_known_is_not_sent_again(api: TestClient) -> None:
    first = api.get("/api/v1/matrix")
    again = api.get("/api/v1/matrix", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_was_decided_since_is_sent_again(api: TestClient, book: Book) -> None:
    first = api.get("/api/v1/entries").headers["etag"]
    book.decide("note", "A. Reader", "", {"about": [], "text": "seen"})
    assert api.get("/api/v1/entries", headers={"if-none-match": first}).status_code == 200


@pytest.mark.parametrize(("path", "status", "told"), [
    ("entries/zzz", 404, "found no entry"),
    ("entries?kind=promise", 422, "expected one of commitment"),
    ("entries?limit=0", 422, "limit"),
    ("scenario?assume=rain=yes", 422, "expected one of ceasefire"),
    ("scenario?assume=peace_agreement=yes,ceasefire=no", 422, "cannot both be"),
    ("scenario?assume=ceasefire=yes,ceasefire=no", 422, "leave one out"),
    ("diff?first=2027-03-01&second=2027-01-01", 422, "give the earlier day first"),
    ("nothing", 404, ""),
])  # fmt: skip
def test_problems_are_told(path: str, status: int, told: str, api: TestClient) -> None:
    answer = api.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert told in answer.json()["detail"]


def test_serve_without_the_extra_tells_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import sys

    from pledgebook.cli.main import run

    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert run(["serve", "--book", str(make_book(tmp_path / "a.book"))]) == 3


def test_an_open_address_needs_a_name(tmp_path: Path) -> None:
    from pledgebook.cli.main import run

    assert run(["serve", "--host", "0.0.0.0", "--book", str(tmp_path / "a.book")]) == 2
