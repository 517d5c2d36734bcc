"""`drafter explain` says what each flag means, from the table that the checks raise from."""

from __future__ import annotations

import json

import pytest

from drafter.check.codes import CODES, cases
from drafter.proofread.review import SEVERITIES
from tests.cli.command import run


@pytest.mark.parametrize("said", ["LI404", "li404", "cross-wired"])
def test_a_flag_is_told_by_number_or_code(said: str) -> None:
    done = run("explain", said, "--language", "en")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("LI404 cross-wired · HIGH\n")
    code = CODES["cross-wired"]
    for text in (code.en.means, code.en.example, code.en.way_out):
        assert text in done.stdout


@pytest.mark.parametrize(("locale", "word"), [("zh_CN.UTF-8", "怎么办"), ("en_GB.UTF-8", "way out")])
def test_the_language_is_the_locales(locale: str, word: str) -> None:
    assert word in run("explain", "filler", LC_ALL=locale).stdout


def test_the_flag_wins_over_the_locale() -> None:
    assert "怎么办" in run("explain", "filler", "--language", "zh", LC_ALL="en_GB.UTF-8").stdout


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_an_argument_every_code_is_listed(language: str) -> None:
    lines = run("explain", "--language", language).stdout.splitlines()
    assert len(lines) == len(CODES) + 1
    for line, (name, code) in zip(lines[1:], CODES.items(), strict=True):
        assert line.split()[:3] == [code.number, code.severity, name]


def test_json_has_every_field() -> None:
    rows = json.loads(run("explain", "--json", "--language", "zh").stdout)
    assert [row["code"] for row in rows] == list(CODES)
    assert set(rows[0]) == {"code", "number", "severity", "severities", "means", "example", "way_out", "desk"}


@pytest.mark.parametrize(("said", "near"), [("fallback-itm", "fallback-item"), ("zzz", "drafter explain")])
def test_an_unknown_code_names_the_nearest_or_the_list(said: str, near: str) -> None:
    done = run("explain", said)
    assert done.exit_code == 2
    assert said in done.stderr
    assert near in done.stderr


def test_help_says_how_a_flag_is_named() -> None:
    done = run("explain", "--help")
    assert done.exit_code == 0
    assert "[CODE|NUMBER]" in done.stdout


def test_a_code_of_several_severities_says_when_each_comes() -> None:
    """GR102 may come as HIGH, which stops no publishing."""
    said = run("explain", "GR102", "--language", "en").stdout
    assert said.startswith("GR102 figure-contradicted · BLOCK, HIGH, WARN\n")
    rows = {line.split()[0]: line for line in said.splitlines()[1:]}
    assert "names the source's sentence itself" in rows["BLOCK"]
    assert "by likeness" in rows["HIGH"]
    assert "a small count" in rows["WARN"]
    assert "小数目" in run("explain", "GR102", "--language", "zh").stdout
    [row] = json.loads(run("explain", "GR102", "--json").stdout)
    assert [one["severity"] for one in row["severities"]] == ["BLOCK", "HIGH", "WARN"]
    assert all(one["when"] for one in row["severities"])


def test_the_list_names_every_severity_and_the_help_what_each_stops() -> None:
    line = next(line for line in run("explain", "--language", "en").stdout.splitlines() if line.startswith("GR102 "))
    assert line.split()[1:5] == ["BLOCK", "figure-contradicted", "HIGH,", "WARN"]
    assert "BLOCK stops publishing" in run("explain", "--help").stdout


@pytest.mark.parametrize("code", list(CODES))
def test_each_codes_severities_are_told_worst_first_and_the_worst_is_its_own(code: str) -> None:
    each = [one.severity for one in cases(code)]
    assert each == sorted(set(each), key=SEVERITIES.index)
    assert each[0] == CODES[code].severity
    assert len(each) == 1 or all(one.en and one.zh for one in cases(code))
