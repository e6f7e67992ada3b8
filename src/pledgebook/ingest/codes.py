"""The codes of findings about documents, each with its severity and meaning, as in docs/findings.md."""

from __future__ import annotations

from pledgebook.model.finding import Finding

CODES: dict[str, tuple[str, str]] = {
    "missing-path": ("error", "A path that was given does not exist."),
    "unreadable-path": ("error", "A file or folder could not be opened or read."),
    "no-documents": ("warning", "A folder holds no file that is read (.txt, .md, .jsonl)."),
    "special-file": ("warning", "A path is neither a file nor a folder (a pipe, a socket, a device)."),
    "symlink-loop": ("warning", "A folder leads back into itself; it was not entered again."),
    "odd-file-name": ("info", "The name of a file is not valid text; it is shown with its bytes escaped."),
    "empty-document": ("warning", "There is nothing but white space in it."),
    "binary-file": ("error", "The bytes are not those of a text."),
    "too-large": ("error", "A document is larger than the limit; it was skipped."),
    "encoding-guessed": ("info", "The file is not UTF-8; the encoding in which it reads best was taken."),
    "encoding-doubtful": ("warning", "No encoding reads well; the likeliest was taken."),
    "damaged-bytes": ("warning", "Some bytes do not fit the encoding; each is read as U+FFFD."),
    "misread-text": ("warning", "The text was decoded wrongly before it came here (UTF-8 as another one)."),
    "bidi-characters": ("info", "Characters that change the direction of the text; they are kept."),
    "control-characters": ("info", "Control characters in the text; they are kept."),
    "bad-json-line": ("error", "A line of a .jsonl file is not JSON."),
    "row-not-object": ("error", "A line of a .jsonl file is JSON, but no object."),
    "row-without-text": ("error", 'A row has no "text", or it is no string.'),
    "bad-metadata": ("warning", "A value of a row is not of the expected form; it was left out."),
    "language-not-read": ("warning", "The language is none of those that have a pack; no claims are read."),
    "language-differs": ("info", "The metadata name one language; the text reads as another, taken here."),
    "no-main-text": ("warning", "No running text was found among menus, lists and notices."),
}  # fmt: skip


def finding(code: str, message: str, place: str = "") -> Finding:
    """A finding with the severity that its code has."""
    return Finding(code, message, place, CODES[code][0])
