"""Keeps the book on a coalition of states: who has undertaken to do what, and in which exact words."""

__version__ = "0.1.0"
