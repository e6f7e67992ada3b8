"""The API: what the commands give with --json, over HTTP, under /api/v1."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from starlette.responses import Response

from pledgebook.cli.filters import chosen
from pledgebook.errors import UnknownIdError
from pledgebook.model.claim import ACTIONS, FIRMNESS, KINDS
from pledgebook.model.entry import Entry
from pledgebook.query import assumptions, changes, conflicts, figures, matrix, overdue, scenario, timeline
from pledgebook.web.library import Library

MOST = 500
Limit = Annotated[int, Query(ge=1, le=MOST, description="At most so many.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many to leave out first.")]
Name = Annotated[str | None, Query(max_length=200)]
AsOf = Annotated[date | None, Query(description="As a reader of that day could have known it.")]


class Problem(Exception):
    """What is wrong with a request (RFC 9457)."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        super().__init__(detail)
        self.status, self.title, self.detail = status, title, detail

    def answer(self) -> JSONResponse:
        """As application/problem+json."""
        body = {"type": "about:blank", "status": self.status, "title": self.title, "detail": self.detail}
        return JSONResponse(body, self.status, media_type="application/problem+json")


PROBLEM = {
    "content": {"application/problem+json": {"schema": {"type": "object"}}}, "description": "What is wrong.",
}  # fmt: skip
ANSWERS: dict[int | str, dict[str, Any]] = {404: PROBLEM, 422: PROBLEM}


def router(library: Library) -> APIRouter:
    """All of its paths."""
    made = APIRouter(prefix="/api/v1", responses=ANSWERS)

    def told(request: Request, work: Callable[[], Any]) -> Response:
        """The answer with its ETag; none where the asker has it already."""
        tag = f'"{library.version()}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        return JSONResponse(work(), headers={"ETag": tag, "Cache-Control": "no-cache"})

    def kept(as_of: date | None, **wanted: Any) -> list[Entry]:
        return chosen(library.entries(as_of), wanted)

    @made.get("/entries", summary="Entries, by filters")
    def entries(
        request: Request, kind: Name = None, actor: Name = None, action: Name = None, firmness: Name = None,
        text: Name = None, conflicts: bool = False, as_of: AsOf = None, limit: Limit = 50, offset: Offset = 0,
    ) -> Response:  # fmt: skip
        wanted = {
            "kind": _codes("kind", kind, KINDS), "action": _codes("action", action, ACTIONS),
            "firmness": _codes("firmness", firmness, FIRMNESS), "actor": (actor,) if actor else (), "text": text,
            "conflicts": conflicts,
        }  # fmt: skip
        return told(request, lambda: paged(kept(as_of, **wanted), limit, offset))

    @made.get("/entries/{identity}", summary="One entry with its links")
    def entry(request: Request, identity: str) -> Response:
        with library.held() as book:
            return told(request, lambda: book.entry(identity).as_json())

    @made.get("/claims/{identity}", summary="One claim with its reasons")
    def claim(request: Request, identity: str) -> Response:
        with library.held() as book:
            return told(request, lambda: book.claim(identity).as_json())

    @made.get("/documents", summary="What the book was made from")
    def documents(request: Request, limit: Limit = 50, offset: Offset = 0) -> Response:
        with library.held() as book:
            return told(request, lambda: paged(book.documents(), limit, offset))

    @made.get("/documents/{identity}", summary="One document with its text and its claims")
    def document(request: Request, identity: str) -> Response:
        with library.held() as book:
            found = book.document(identity)
            claims = [c.as_json() for c in book.claims(found.id)]
            return told(request, lambda: {"document": found.as_json(), "text": found.text, "claims": claims})

    @made.get("/matrix", summary="Who has undertaken what")
    def matrix_(request: Request, as_of: AsOf = None) -> Response:
        return told(request, lambda: matrix(library.entries(as_of)).as_json())

    @made.get("/timeline", summary="What happened when")
    def timeline_(request: Request, as_of: AsOf = None, limit: Limit = 50, offset: Offset = 0) -> Response:
        return told(request, lambda: paged(timeline(library.entries(as_of)), limit, offset))

    @made.get("/figures", summary="Reported values side by side")
    def figures_(request: Request, as_of: AsOf = None) -> Response:
        return told(request, lambda: [g.as_json() for g in figures(library.entries(as_of))])

    @made.get("/conflicts", summary="Where documents contradict each other")
    def conflicts_(request: Request, as_of: AsOf = None) -> Response:
        return told(request, lambda: [c.as_json() for c in conflicts(library.entries(as_of))])

    @made.get("/scenario", summary="What would be in force")
    def scenario_(request: Request, assume: Annotated[str, Query(max_length=300)] = "", as_of: AsOf = None) -> Response:
        try:
            found = scenario(library.entries(as_of), assumptions(assume))
        except ValueError as error:
            raise Problem(422, "Wrong assumption", str(error)) from error
        return told(request, found.as_json)

    @made.get("/diff", summary="What became otherwise between two days")
    def diff(request: Request, first: date, second: date) -> Response:
        if second < first:
            raise Problem(422, "Wrong order", f"found {first} after {second}; give the earlier day first")
        return told(request, lambda: [c.as_json() for c in changes(library.entries(first), library.entries(second))])

    @made.get("/overdue", summary="Undertakings whose time has passed")
    def overdue_(request: Request, on: date) -> Response:
        return told(request, lambda: [o.as_json() for o in overdue(library.entries(), on)])

    @made.get("/search", summary="Entries and documents in which words occur")
    def search(request: Request, q: Annotated[str, Query(min_length=1, max_length=500)], limit: Limit = 20) -> Response:
        with library.held() as book:
            return told(
                request, lambda: [{"kind": h.kind, "id": h.id, "score": h.score} for h in book.search(q, limit)]
            )

    return made


def paged(items: Iterable[Any], limit: int, offset: int) -> dict[str, Any]:
    """One page of a list, with how many there are."""
    every = list(items)
    shown = [one.as_json() for one in every[offset : offset + limit]]
    return {"total": len(every), "offset": offset, "limit": limit, "items": shown}


def _codes(name: str, text: str | None, known: Iterable[str]) -> tuple[str, ...]:
    """Codes with commas between them."""
    codes = tuple(c for c in (text or "").split(",") if c)
    for code in codes:
        if code not in known:
            raise Problem(422, "Unknown code", f"found {name}={code!r}, expected one of {', '.join(known)}")
    return codes


def unknown(error: UnknownIdError) -> JSONResponse:
    """Nothing goes by an id."""
    return Problem(404, "Not found", str(error).partition(": ")[2] or str(error)).answer()
