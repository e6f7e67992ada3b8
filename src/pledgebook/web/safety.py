"""What each answer says of itself, and which requests are turned away."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
LOOPBACK = frozenset(("127.0.0.1", "localhost", "[::1]"))
Next = Callable[[Request], Awaitable[Response]]


def guarded(hosts: frozenset[str]) -> Callable[[Request, Next], Awaitable[Response]]:
    """Turns away requests for another host (a page elsewhere that points its name here) and all but reading."""

    async def guard(request: Request, following: Next) -> Response:
        host = request.headers.get("host", "").lower()
        name = host[: host.rfind(":")] if ":" in host and not host.endswith("]") else host
        if name not in hosts:
            told = f"found host {name!r}; start the server with --host to allow it\n"
            return PlainTextResponse(told, 421, headers=HEADERS)
        if request.method not in ("GET", "HEAD"):
            return PlainTextResponse("found a request that writes; this server only reads\n", 405, headers=HEADERS)
        answer = await following(request)
        for header, value in HEADERS.items():
            answer.headers.setdefault(header, value)
        return answer

    return guard
