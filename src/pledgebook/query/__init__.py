"""Asking the book: pure functions over entries, whose answers are values to be shown."""

from pledgebook.query.conflicts import Conflict, conflicts
from pledgebook.query.figures import FigureGroup, Reading, figures
from pledgebook.query.matrix import Cell, Matrix, matrix
from pledgebook.query.timeline import Moment, timeline

__all__ = [
    "Cell",
    "Conflict",
    "FigureGroup",
    "Matrix",
    "Moment",
    "Reading",
    "conflicts",
    "figures",
    "matrix",
    "timeline",
]
