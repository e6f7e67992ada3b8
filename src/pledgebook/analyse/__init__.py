"""Layers over a text: folding, tokens, morphology, times, quantities, names, voices."""
