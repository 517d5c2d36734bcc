"""Figures and dates that follow from those of a source: what editors reckon, step by step."""
