"""Choosing the edition's items. Pure: no clock, no files, no network; the same input gives the same choice in the same order.

Two steps. `shortlist` (entries.py) works on what feeds and lists offer, before a page is fetched; `settle` (articles.py) on
the articles that came of it, each story once. Nobody is left out in silence: whoever is not chosen stands in `dropped` with
a reason and a score (`drafter.score`).

Reasons: `picked` (by the editor), `ranked` and `brief` are chosen; `dropped-by-editor`, `outside-window`, `undated`,
`held-back`, `private`, `duplicate-url`, `duplicate-title`, `duplicate-text`, `near-duplicate`, `same-story`, `not-news`, `repeat`, `already-run`, `source-cap`,
`topic-cap`, `over-shortlist` and `over-limit` are not. A `repeat` (`drafter.recurrence`) brings nothing new to what an earlier
edition told; `already-run` has the very address of an item, seen before its page was read. What brings something new to an
earlier item is chosen like any other, with the mark `update`; a repeat that the editor picks is chosen with the mark `repeat`.
"""

from drafter.select.arrivals import Arrivals
from drafter.select.articles import Settled, dated, settle, trouble
from drafter.select.candidate import Candidate, Criteria, Missed, is_wanted
from drafter.select.entries import Shortlist, doubled, shortlist

__all__ = ["Arrivals", "Candidate", "Criteria", "Missed", "Settled", "Shortlist", "dated", "doubled", "is_wanted", "settle", "shortlist", "trouble"]
