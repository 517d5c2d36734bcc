"""Figures and dates of a statement, each bound to the place of a source that carries it, and to what it is said of there."""
