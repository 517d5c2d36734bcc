"""Figures and dates that a sentence implies without writing them."""
