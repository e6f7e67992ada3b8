"""Entries out of claims: comparison, merging, agreement, history."""
