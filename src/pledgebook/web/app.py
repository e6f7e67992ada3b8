"""The application: pages for people under /, JSON under /api/v1. It only reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.staticfiles import StaticFiles

from pledgebook import __version__
from pledgebook.errors import UnknownIdError
from pledgebook.present.messages import default_language, languages, words
from pledgebook.store import Book
from pledgebook.web import api, pages
from pledgebook.web.library import Library
from pledgebook.web.render import Page
from pledgebook.web.safety import LOOPBACK, guarded

STATIC = Path(__file__).parent / "static"
COOKIE = "lang"


def application(book: Book, hosts: frozenset[str] = LOOPBACK) -> FastAPI:
    """The application over an open book; hosts are the names by which it may be asked."""
    library = Library(book)
    app = FastAPI(
        title="pledgebook", version=__version__, openapi_url="/api/v1/openapi.json", docs_url=None, redoc_url=None
    )
    app.add_middleware(BaseHTTPMiddleware, dispatch=guarded(hosts))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.include_router(api.router(library))

    def page_of(request: Request) -> Page:
        return Page(words(language_of(request)), request.url.path, dict(request.query_params))

    def shown(path: str, view: Callable[..., tuple[str, dict[str, Any]]]) -> None:
        def endpoint(request: Request) -> Response:
            page = page_of(request)
            try:
                template, values = view(library, page, **request.path_params)
            except UnknownIdError:
                return _problem(page, 404)
            except (ValueError, api.Problem) as error:
                return _problem(page, 422, str(error))
            answer = HTMLResponse(page.render(template, **values))
            if "lang" in request.query_params:
                answer.set_cookie(COOKIE, page.language, httponly=True, samesite="strict")
            return answer

        app.add_api_route(path, endpoint, methods=["GET", "HEAD"], include_in_schema=False, response_class=HTMLResponse)

    for path, view in pages.VIEWS.items():
        shown(path, view)

    @app.exception_handler(api.Problem)
    def problem(request: Request, error: api.Problem) -> Response:
        return error.answer()

    @app.exception_handler(UnknownIdError)
    def unknown(request: Request, error: UnknownIdError) -> Response:
        return api.unknown(error)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(p) for p in first["loc"][1:])
        return api.Problem(422, "Wrong parameter", f"{where}: {first['msg']}").answer()

    @app.exception_handler(HTTPException)
    def failed(request: Request, error: HTTPException) -> Response:
        if request.url.path.startswith("/api/"):
            return api.Problem(error.status_code, "Not found", str(error.detail)).answer()
        return _problem(page_of(request), error.status_code)

    return app


def language_of(request: Request) -> str:
    """The language asked for: in the address, in a cookie, by the browser; else that of the server."""
    asked = [request.query_params.get("lang"), request.cookies.get(COOKIE)]
    accepted = request.headers.get("accept-language", "")
    asked += [part.split(";")[0].strip().split("-")[0].lower() for part in accepted.split(",")]
    return next((code for code in asked if code in languages()), default_language())


def _problem(page: Page, status: int, detail: str = "") -> HTMLResponse:
    return HTMLResponse(page.render("problem.html", status=status, detail=detail), status)
