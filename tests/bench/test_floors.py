"""On the labelled sets nothing gets worse: the floors stand in floors.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.bench.claims import FIGURELESS, KINDS, score, shares
from tests.bench.grounding_pairs import AS_MET, RIGHT_ONLY, SPLITS, extraction, flags, mutated, pairs, share
from tests.check.carried_cases import RIGHT, WRONG, row

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("split", [*SPLITS, *AS_MET])
def test_pairs_stay_caught_and_clean(split: str) -> None:
    counts, _, _ = pairs(split)
    caught, wrong = share(counts, right=False)
    flagged, right = share(counts, right=True)
    assert caught / wrong >= FLOORS[split]["caught"]
    assert flagged / right <= FLOORS[split]["false"]


@pytest.mark.parametrize("split", [*SPLITS, *AS_MET])
def test_mutants_stay_caught(split: str) -> None:
    counts, _ = mutated(split)
    assert sum(count for (_, hit), count in counts.items() if hit) / sum(counts.values()) >= FLOORS[split]["mutants"]


def test_right_pairs_of_the_third_set_stay_clean_and_their_mutants_caught() -> None:
    flagged, right = share(pairs(RIGHT_ONLY)[0], right=True)
    counts, _ = mutated(RIGHT_ONLY)
    assert right >= 290
    assert flagged / right <= FLOORS[RIGHT_ONLY]["false"]
    assert sum(count for (_, hit), count in counts.items() if hit) / sum(counts.values()) >= FLOORS[RIGHT_ONLY]["mutants"]


@pytest.mark.parametrize("split", [*SPLITS, "sixth"])
def test_atoms_stay_read_and_traps_clean(split: str) -> None:
    typed, _, total, clean, traps = extraction(split)
    assert typed / total >= FLOORS[split]["typed"]
    assert clean / traps >= FLOORS[split]["traps"]


@pytest.mark.parametrize("split", SPLITS)
def test_claims_without_figures_stay_caught_and_clean(split: str) -> None:
    counts, _ = score(split)
    caught, wrong, _, _ = shares(counts, FIGURELESS)
    _, _, flagged, right = shares(counts, (*KINDS, "other"))
    assert caught / wrong >= FLOORS[split]["claims"]
    assert flagged / right <= FLOORS[split]["claims_false"]


@pytest.mark.parametrize("case", RIGHT, ids=[case[0][:24] for case in RIGHT])
def test_what_a_source_carries_in_other_words_is_left_alone(case: tuple[str, str, tuple[tuple[str, str], ...]]) -> None:
    assert flags(row(case)) == []


def test_of_what_a_source_does_not_carry_most_is_found() -> None:
    assert sum(bool(flags(row(case))) for case in WRONG) / len(WRONG) >= FLOORS["own"]["wrong_caught"]
