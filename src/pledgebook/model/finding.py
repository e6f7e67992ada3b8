"""What went wrong with an input, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the input that a person should know of: its code, the place, what was found and what to do."""

    code: str
    message: str
    place: str = ""
    severity: str = "warning"  # "info", "warning" or "error"

    def as_json(self) -> dict[str, Any]:
        """For --json output."""
        return {"code": self.code, "severity": self.severity, "place": self.place, "message": self.message}
