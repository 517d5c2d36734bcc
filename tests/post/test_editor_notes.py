"""Notes to the editor."""

from __future__ import annotations

from drafter.editor_notes import differ


def test_sources_that_differ_are_named_once_whoever_says_which() -> None:
    pairs = [("Loan", "4.2%", "4.5%"), ("Fine", "3", "4"), ("Loan", "4.5%", "4.2%"), ("Loan", "4.2%", "4.5%")]
    assert differ(pairs, "en").count("4.5%") == 1
    assert differ(pairs, "zh").index("4.2%") < differ(pairs, "zh").index("Fine")
