"""What each page shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from pledgebook.cli.agreement import reason_words
from pledgebook.cli.filters import actor_values, chosen
from pledgebook.model.claim import ACTIONS, CONDITIONS, FIRMNESS, KINDS
from pledgebook.present.passages import passages
from pledgebook.query import conflicts, figures, matrix, scenario, timeline
from pledgebook.query.scenario import STATES
from pledgebook.review.queue import queue
from pledgebook.web import chart
from pledgebook.web.library import Library
from pledgebook.web.marks import pieces
from pledgebook.web.render import Page

A_PAGE = 40
ACTORS = 60  # rows of the matrix on one page
Shown = tuple[str, dict[str, Any]]


def _number(page: Page) -> int:
    """Which page of a list; the first where the address names none."""
    text = page.query.get("page", "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 7 else 1


def _cut(page: Page, items: Sequence[Any], size: int = A_PAGE) -> dict[str, Any]:
    """One page of a list, and where the next and the one before are."""
    number = _number(page)
    first = (number - 1) * size
    return {
        "items": items[first : first + size], "total": len(items),
        "before": page.link(page=number - 1) if number > 1 else None,
        "after": page.link(page=number + 1) if first + size < len(items) else None,
    }  # fmt: skip


def _as_of(page: Page) -> date | None:
    text = page.query.get("as_of")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"found as_of={text!r}, expected a date such as 2025-07-10") from error


def _wanted(page: Page) -> dict[str, Any]:
    """The filters of an address, in the form that the commands have."""
    many = {name: tuple(v for v in page.query.get(name, "").split(",") if v) for name in ("kind", "action", "firmness")}
    actor = page.query.get("actor")
    text = page.query.get("text")
    return {**many, "actor": (actor,) if actor else (), "text": text or None, "conflicts": "conflicts" in page.query}


def overview(library: Library, page: Page) -> Shown:
    """Who has undertaken what."""
    as_of = _as_of(page)
    wanted = {**_wanted(page), "kind": ("commitment",)}

    def work() -> tuple[Any, dict[str, Any]]:
        entries = chosen(library.entries(as_of), wanted)
        return matrix(entries), actor_values(entries)

    found, names = library.kept(("matrix", as_of, str(sorted(wanted.items(), key=str))), work)
    actors = _cut(page, found.actors, ACTORS)
    rows = [(a, page.name(names[a]), [found.cells.get((a, x)) for x in found.actions]) for a in actors["items"]]
    disputed = library.kept(("conflicts", as_of), lambda: conflicts(library.entries(as_of)))[:8]
    return "overview.html", {
        "rows": {**actors, "items": rows}, "actions": found.actions, "disputed": disputed, "codes": _codes(),
        "as_of": page.query.get("as_of", ""),
    }  # fmt: skip


def entries(library: Library, page: Page) -> Shown:
    """Entries by filters."""
    found = chosen(library.entries(_as_of(page)), _wanted(page))
    return "entries.html", {"list": _cut(page, found), "codes": _codes()}


def _codes() -> dict[str, Sequence[str]]:
    return {"kind": KINDS, "action": ACTIONS, "firmness": FIRMNESS}


def entry(library: Library, page: Page, identity: str) -> Shown:
    """One entry with everything behind it."""
    with library.held() as book:
        found = book.entry(identity)
        documents = {d: library.document(d) for d in found.documents}
        links = [(k, book.entry(k.entry)) for k in found.links[:A_PAGE]]
        decided = {h for d in found.documents for c, j in book.judged(d).judged.items() if c in found.claims
                   for h in j.decisions}  # fmt: skip
        decisions = [x for x in book.decisions() if x.hash in decided]
    reasons = {a.slot: reason_words(page.words, a.reason) if a.reason else "" for a in found.agreement}
    return "entry.html", {
        "entry": found, "documents": documents, "links": links, "decisions": decisions, "reasons": reasons,
        "points": chart.steps(found.history) if found.kind == "commitment" else [], "size": chart, "ranks": FIRMNESS,
    }  # fmt: skip


def documents(library: Library, page: Page) -> Shown:
    """What the book was made from."""
    with library.held() as book:
        found = library.kept("documents", lambda: list(book.documents()))
    return "documents.html", {"list": _cut(page, found)}


def document(library: Library, page: Page, identity: str) -> Shown:
    """The text of a document with its claims marked."""
    with library.held() as book:
        found = book.document(identity)
        claims = list(book.claims(found.id))
        owners = {c.id: book.entry_of(c.id) for c in claims}
    by_id = {c.id: c for c in claims}
    return "document.html", {
        "document": found, "pieces": pieces(found, claims), "claims": by_id, "owners": owners,
        "numbers": {c.id: n for n, c in enumerate(claims, 1)},
    }  # fmt: skip


def timeline_(library: Library, page: Page) -> Shown:
    """What happened when."""
    found = chosen(library.entries(_as_of(page)), _wanted(page))
    by_id = {e.id: e for e in found}
    moments = [m for m in timeline(found) if by_id[m.entry].kind in ("meeting", "commitment")]
    return "timeline.html", {"list": _cut(page, moments), "entries": by_id}


def figures_(library: Library, page: Page) -> Shown:
    """Reported values side by side."""
    groups = figures(library.entries(_as_of(page)))
    with_bars = [(g, chart.bars(g)) for g in groups]
    return "figures.html", {
        "list": _cut(page, with_bars, 12), "size": chart, "reason": lambda r: reason_words(page.words, r),
        "source": lambda d: page.source(library.document(d)),
    }  # fmt: skip


def conflicts_(library: Library, page: Page) -> Shown:
    """Where documents contradict each other."""
    found = conflicts(library.entries(_as_of(page)))
    return "conflicts.html", {
        "list": _cut(page, found), "reason": lambda r: reason_words(page.words, r) if r else "",
        "document": library.document,
    }  # fmt: skip


def scenario_(library: Library, page: Page) -> Shown:
    """What would be in force."""
    assumed = {c: page.query[c] == "yes" for c in CONDITIONS if page.query.get(c) in ("yes", "no")}
    every = library.entries(_as_of(page))
    found = scenario(every, assumed)
    by_id = {e.id: e for e in every}
    groups = [(state, found.of(state)) for state in STATES if found.of(state)]
    return "scenario.html", {
        "found": found, "groups": groups, "entries": by_id, "conditions": [c for c in CONDITIONS if c != "other"],
        "document": library.document, "most": A_PAGE,
    }  # fmt: skip


def search(library: Library, page: Page) -> Shown:
    """Entries and documents in which words occur."""
    query = page.query.get("q", "").strip()[:500]
    hits: list[tuple[str, Any, list[str]]] = []
    if query:
        with library.held() as book:
            for hit in book.search(query, A_PAGE):
                if hit.kind == "entry":
                    hits.append(("entry", book.entry(hit.id), []))
                else:
                    found = book.document(hit.id)
                    hits.append(("document", found, passages(found, query)))
    return "search.html", {"query": query, "hits": hits}


def review(library: Library, page: Page) -> Shown:
    """What a reviewer should look at first."""
    with library.held() as book:
        tasks = queue(library.entries(), book.accepted())
    return "review.html", {"list": _cut(page, tasks)}


VIEWS: dict[str, Callable[..., Shown]] = {
    "/": overview, "/entries": entries, "/entries/{identity}": entry, "/documents": documents,
    "/documents/{identity}": document, "/timeline": timeline_, "/figures": figures_, "/conflicts": conflicts_,
    "/scenario": scenario_, "/search": search, "/review": review,
}  # fmt: skip
