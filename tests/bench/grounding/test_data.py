"""The labelled data is consistent: what is measured on it means what its headers say."""

import re
import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
KINDS = {
    "money",
    "percent",
    "points",
    "number",
    "fraction",
    "multiple",
    "count",
    "date",
    "date-range",
    "duration",
    "quantity",
    "identifier",
    "url",
    "email",
    "phone",
}
DECIMAL_KINDS = {"money", "percent", "points", "number", "multiple", "count", "quantity"}
UNIT_KINDS = {"money", "points", "quantity"}
COMPARATORS = {"over", "at-least", "under", "at-most", "about"}
VERDICTS = {"supported", "contradicted", "not-in-source"}
FIGURELESS = {"status", "growth-base", "increase-to-by", "rank", "role"}
DAY = r"(FY\d{4}(-(H[12]|Q[1-4]))?|\d{3}0s|\d{4}(-(H[12]|Q[1-4]|W\d\d|\d\d(-\d\d(T\d\d:\d\d)?)?))?)"
DURATION = r"P(?=.)([\d.]+[YMWD])*(T(?=.)([\d.]+[HMS])+)?"


def rows(name: str, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((HERE / name).read_text(encoding="utf-8"))[table]
    return found


SENTENCES = rows("atoms.toml", "sentence")
TRAPS = rows("traps.toml", "sentence")
SIXTH_SENTENCES = rows("sixth_atoms.toml", "sentence")
SIXTH_TRAPS = rows("sixth_traps.toml", "sentence")
PAIRS = rows("pairs.toml", "pair")
THIRD = rows("third.toml", "pair")
FOURTH = rows("fourth.toml", "pair")
FIFTH = rows("fifth.toml", "pair")
SIXTH = rows("sixth.toml", "pair")
ALL_SENTENCES = SENTENCES + SIXTH_SENTENCES
ALL_TRAPS = TRAPS + SIXTH_TRAPS
EVERY = ALL_SENTENCES + ALL_TRAPS + PAIRS + THIRD + FOURTH + FIFTH + SIXTH
ATOMS = [(row, atom) for row in ALL_SENTENCES + ALL_TRAPS for atom in row["atoms"]]


def ends(value: str) -> list[str]:
    return value.split("..")


def test_ids_are_unique() -> None:
    assert [i for i, n in Counter(row["id"] for row in EVERY).items() if n > 1] == []


def test_texts_are_not_repeated() -> None:
    texts = Counter([row["text"] for row in ALL_SENTENCES + ALL_TRAPS] + [f"{row['claim']}\n{row['source']}" for row in PAIRS])
    assert [t for t, n in texts.items() if n > 1] == []


def test_there_is_enough_in_both_languages() -> None:
    assert len(SENTENCES) >= 260
    assert len(TRAPS) >= 120
    for table, least in ((SENTENCES, 0.45), (TRAPS, 0.45)):
        share = sum(row["language"] == "zh" for row in table) / len(table)
        assert least <= share <= 1 - least


def test_pairs_are_balanced() -> None:
    assert len(PAIRS) >= 420
    assert 0.44 <= sum(p["verdict"] == "supported" for p in PAIRS) / len(PAIRS) <= 0.56
    assert sum(p["claim_language"] != p["source_language"] for p in PAIRS) / len(PAIRS) >= 0.6
    assert sum(p["what"] in FIGURELESS for p in PAIRS) >= 150
    assert sum(p["what"] == "quote" for p in PAIRS) >= 60


@pytest.mark.parametrize("table", [SENTENCES, TRAPS, PAIRS], ids=["atoms", "traps", "pairs"])
def test_a_third_is_the_second_set(table: list[dict[str, Any]]) -> None:
    assert {row["split"] for row in table} == {"dev", "second"}
    assert 0.3 <= sum(row["split"] == "second" for row in table) / len(table) <= 0.37


def test_the_third_set_has_right_pairs_only() -> None:
    assert {(row["split"], row["verdict"]) for row in THIRD} == {("third", "supported")}


def test_the_fourth_set_has_both_verdicts_and_every_direction() -> None:
    assert {row["split"] for row in FOURTH} == {"fourth"}
    assert sum(row["verdict"] == "supported" for row in FOURTH) >= 400
    assert sum(row["verdict"] != "supported" for row in FOURTH) >= 240
    assert min(Counter((row["source_language"], row["claim_language"]) for row in FOURTH).values()) >= 60


def test_the_fifth_set_is_rich_in_what_is_reckoned() -> None:
    assert {row["split"] for row in FIFTH} == {"fifth"}
    assert sum(row["verdict"] == "supported" for row in FIFTH) >= 300
    assert sum(row["what"] == "derived" and row["verdict"] == "supported" for row in FIFTH) >= 95


def test_the_sixth_set_is_as_outlets_write() -> None:
    assert {row["split"] for row in SIXTH} == {"sixth"}
    assert sum(row["verdict"] == "supported" for row in SIXTH) >= 180


def test_the_sixth_set_of_sentences_is_in_both_languages() -> None:
    assert {row["split"] for row in SIXTH_SENTENCES + SIXTH_TRAPS} == {"sixth"}
    assert len(SIXTH_SENTENCES) >= 160
    assert len(SIXTH_TRAPS) >= 60
    for table in (SIXTH_SENTENCES, SIXTH_TRAPS):
        assert 2 * sum(row["language"] == "zh" for row in table) == len(table)


def test_every_kind_occurs_several_times_in_each_language() -> None:
    seen = Counter((atom["kind"], row["language"]) for row, atom in ATOMS)
    assert [(k, lang) for k in KINDS for lang in ("en", "zh") if seen[k, lang] < 3] == []


def test_rows_have_their_fields() -> None:
    for row in ALL_SENTENCES + ALL_TRAPS:
        assert row["language"] in {"en", "zh"}, row["id"]
        assert row["text"].strip(), row["id"]
    for pair in PAIRS + THIRD + FOURTH + FIFTH + SIXTH:
        assert {pair["claim_language"], pair["source_language"]} <= {"en", "zh"}, pair["id"]
        assert pair["verdict"] in VERDICTS, pair["id"]
        assert all(pair[key].strip() for key in ("claim", "source", "what", "note")), pair["id"]
    for row in EVERY:
        assert date.fromisoformat(row["anchor"]).year in (2025, 2026), row["id"]


def test_atoms_and_lures_occur_in_their_sentence() -> None:
    for row, atom in ATOMS:
        assert atom["text"] in row["text"], (row["id"], atom["text"])
    for row in ALL_TRAPS:
        assert row["lures"], row["id"]
        assert all(lure in row["text"] for lure in row["lures"]), row["id"]
        assert set(row.get("literal", [])) <= set(row["lures"]), row["id"]


def test_atoms_do_not_overlap() -> None:
    for row in ALL_SENTENCES + ALL_TRAPS:
        left = row["text"]
        for atom in sorted(row["atoms"], key=lambda a: -len(a["text"])):
            assert atom["text"] in left, (row["id"], atom["text"])
            left = left.replace(atom["text"], "\0", 1)


def well_formed(atom: dict[str, str]) -> bool:
    kind, value = atom["kind"], atom["value"]
    if kind in DECIMAL_KINDS:
        numbers = [Decimal(end) for end in ends(value)]
        return len(numbers) <= 2 and numbers == sorted(numbers)
    if kind in {"date", "date-range"}:
        return len(ends(value)) == (2 if kind == "date-range" else 1) and all(re.fullmatch(DAY, end) for end in ends(value))
    if kind == "duration":
        return all(re.fullmatch(DURATION, end) for end in ends(value))
    if kind == "fraction":
        return re.fullmatch(r"\d+/\d+", value) is not None
    return bool(value)


def test_values_are_well_formed() -> None:
    for row, atom in ATOMS:
        where = (row["id"], atom)
        assert atom["kind"] in KINDS, where
        assert well_formed(atom), where
        assert atom.get("comparator", "about") in COMPARATORS, where
        assert atom["kind"] not in UNIT_KINDS or atom.get("unit"), where
        assert atom["kind"] != "money" or re.fullmatch(r"[A-Z]{3}", atom["unit"]), where


def test_names_and_quotes_belong_to_the_pair() -> None:
    for pair in PAIRS + THIRD + FOURTH + FIFTH + SIXTH:
        for name, _ in pair.get("names", []):
            assert name in pair["claim"], (pair["id"], name)
        if pair["verdict"] == "supported":
            assert all(original in pair["source"] for _, original in pair.get("names", [])), pair["id"]
            assert pair.get("quote", "") in pair["source"], pair["id"]


def test_a_source_lies_in_one_split_only() -> None:
    splits: dict[str, set[str]] = {}
    for pair in PAIRS:
        splits.setdefault(pair["source"], set()).add(pair["split"])
    assert all(len(found) == 1 for found in splits.values())
