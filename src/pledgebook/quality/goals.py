"""What the project set itself to reach, and what is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pledgebook.quality.floors import figures
from pledgebook.quality.results import Score, is_language
from pledgebook.quality.tables import Table, shown


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure of a set of gold that is to be at least (or, of days, at most) so much."""

    gold: str
    figure: str
    wanted: float
    is_ceiling: bool = False

    def is_met(self, reached: float) -> bool:
        """Whether it is reached."""
        return reached <= self.wanted if self.is_ceiling else reached >= self.wanted


SHARED = (
    Goal("shared", "f1 all", 0.85),
    Goal("shared", "strict_f1 all", 0.70),
    Goal("shared", "main_text", 0.98),
    Goal("shared", "published_contains", 1.0),
    Goal("shared", "published_days", 7, is_ceiling=True),
    Goal("shared", "language", 1.0),
)


def goals(scores: Mapping[str, Score]) -> tuple[Goal, ...]:
    """The goals of the gold that was measured."""
    found = list(SHARED) if "shared" in scores else []
    for group in scores["unseen"].groups if "unseen" in scores else ():
        if is_language(group):
            found += [Goal("unseen", f"f1 {group}", 0.70), Goal("unseen", f"strict_f1 {group}", 0.55)]
    return (*found, *(Goal(name, "evidence", 1.0) for name in scores))


def goals_table(scores: Mapping[str, Score]) -> Table:
    """Each goal, what is reached, and whether it is met."""
    reached = {name: figures(score) for name, score in scores.items()}
    rows = []
    for goal in goals(scores):
        now = reached[goal.gold].get(goal.figure)
        wanted = f"{'at most' if goal.is_ceiling else 'at least'} {goal.wanted:g}"
        said = "met" if now and goal.is_met(now.value) else "MISSED"
        rows.append((f"{goal.gold}: {goal.figure}", wanted, shown(now.value if now else None), said))
    return Table("Goals", ("figure", "goal", "reached", ""), tuple(rows))
