"""Drafts that a person has corrected are left alone, as far as they are by now: floors that only rise (`tests/bench/corrected_drafts.py`)."""

from __future__ import annotations

from itertools import islice

from tests.bench.corrected_drafts import ITEMS, MOST_WARN, checked, drafts, medians, pool

FLOOR_GRAVE = 1
"""False BLOCK and HIGH of the median of the four drafts looked at here."""


def test_the_median_corrected_draft_has_few_false_flags() -> None:
    found = [checked(*draft) for draft in islice(drafts(), 4)]
    grave, warn = medians(found)
    assert grave <= FLOOR_GRAVE
    assert warn <= MOST_WARN
    assert {(one.language, one.by_hand) for one in found} == {("zh", False), ("en", False), ("zh", True), ("en", True)}


def test_every_draft_has_ten_different_items_and_each_item_is_in_several_drafts() -> None:
    chosen = [[row["id"] for row in rows] for _, _, rows in drafts()]
    assert len(chosen) == 20
    assert all(len(set(ids)) == ITEMS for ids in chosen)
    assert {row["id"] for row in pool()} == {key for ids in chosen for key in ids}


def test_a_wrong_figure_in_a_corrected_draft_is_still_seen() -> None:
    language, by_hand, rows = next(drafts())
    before = checked(language, by_hand, rows)
    said = rows[0]["zh"]["said"]
    rows[0] = rows[0] | {"zh": rows[0]["zh"] | {"said": [said[0].replace("40家", "47家"), *said[1:]]}}
    assert checked(language, by_hand, rows).grave == before.grave + 1
