"""Quotations of a statement, held against the words of its sources."""
