"""Asking the book: pure functions over entries, whose answers are values to be shown."""

from pledgebook.query.changes import Change, changes
from pledgebook.query.conflicts import Conflict, conflicts
from pledgebook.query.coverage import Covered, Need, Overdue, coverage, needs_of, overdue
from pledgebook.query.figures import FigureGroup, Reading, figures
from pledgebook.query.matrix import Cell, Matrix, matrix
from pledgebook.query.scenario import Scenario, Standing, assumptions, scenario
from pledgebook.query.timeline import Moment, timeline

__all__ = [
    "Cell",
    "Change",
    "Conflict",
    "Covered",
    "FigureGroup",
    "Matrix",
    "Moment",
    "Need",
    "Overdue",
    "Reading",
    "Scenario",
    "Standing",
    "assumptions",
    "changes",
    "conflicts",
    "coverage",
    "figures",
    "matrix",
    "needs_of",
    "overdue",
    "scenario",
    "timeline",
]
