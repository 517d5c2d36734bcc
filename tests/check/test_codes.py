"""Every flag code is registered, explained in both languages, and raised somewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter.check.codes import CODES, Code, by_name, cases, raised
from drafter.check.grounding import ground
from tests.bench import grounding_pairs

PACKAGE = Path(__file__).parent.parent.parent / "drafter"
TABLES = PACKAGE / "check" / "codes"
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if TABLES not in path.parents]
GROUPS = {"GR1", "FO2", "LA3", "LI4", "IN5", "ED6", "PU7"}
each = pytest.mark.parametrize(("name", "code"), CODES.items())


def _raised(tree: ast.Module) -> Iterator[str]:
    """Codes given as plain words to `Flag(code=…)`, `Fault(…)` or `raised(…)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Flag", "Fault", "raised"):
            given = next((word.value for word in node.keywords if word.arg == "code"), node.args[0] if node.args else None)
            if isinstance(given, ast.Constant):
                yield str(given.value)


def _words(tree: ast.Module) -> Iterator[str]:
    return (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def test_every_code_that_is_raised_is_registered() -> None:
    for path in MODULES:
        unknown = set(_raised(ast.parse(path.read_text(encoding="utf-8")))) - set(CODES)
        assert not unknown, f"{path.relative_to(PACKAGE)} raises {unknown}: add them to drafter/check/codes"


def test_every_registered_code_is_raised_somewhere() -> None:
    words = {word for path in MODULES for word in _words(ast.parse(path.read_text(encoding="utf-8")))}
    assert not set(CODES) - words


@each
def test_a_code_is_a_stable_name_with_a_number_of_its_group(name: str, code: Code) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert re.fullmatch(r"[A-Z]{2}[1-7]\d\d", code.number)
    assert code.number[:3] in GROUPS


def test_no_number_is_given_twice() -> None:
    numbers = [code.number for code in CODES.values()]
    assert len(numbers) == len(set(numbers))


@each
def test_a_code_is_told_whole_in_both_languages(name: str, code: Code) -> None:
    assert code.en.example.strip(), name
    assert code.zh.example.strip(), name
    for text in (code.en.means, code.en.way_out):
        assert re.search("[A-Za-z]{2}", text), name
        assert not text.endswith("."), name
    for text in (code.zh.means, code.zh.way_out):
        assert re.search("[\u4e00-\u9fff]", text), name
        assert not text.endswith("。"), name


def test_a_flag_has_its_codes_severity_or_the_milder_one_given() -> None:
    assert raised("foreign-link", "x", "y").severity == "BLOCK"
    assert raised("foreign-link", "x", "y", severity="INFO").severity == "INFO"
    with pytest.raises(KeyError):
        raised("no-such-code", "x", "y")


@pytest.mark.parametrize("said", ["ED602", "ed602", "fallback-item", "Fallback_Item", " fallback-item "])
def test_a_code_is_found_by_number_or_name(said: str) -> None:
    found = by_name(said)
    assert found is not None
    assert found[0] == "fallback-item"


def test_a_name_that_is_no_code_finds_none() -> None:
    assert by_name("ED999") is None
    assert by_name("") is None


@pytest.mark.parametrize(("split", "part"), [("dev", "item"), ("second", "item"), ("second", "headline"), ("second", "analysis"), ("second", "lede")])
def test_no_flag_comes_with_a_code_or_a_severity_that_is_not_told(split: str, part: str) -> None:
    """As drafted (the statement names its sentences) and as somebody wrote it by hand, wherever it stands."""
    told = {(code, one.severity) for code in CODES for one in cases(code)}
    found = set()
    for number, row in enumerate(grounding_pairs.rows("pair", split)):
        text, articles = grounding_pairs.edition(row, cites=bool(number % 2))
        said = text.items[0].said[0]
        if part == "headline":
            item = text.items[0].model_copy(update={"headline": said.model_copy(update={"part": "headline"}), "said": ()})
            text = text.model_copy(update={"items": (item,)})
        elif part != "item":
            moved = said.model_copy(update={"part": part, "item_id": "", "evidence": (), "rests_on": ("i1",)})
            item = text.items[0].model_copy(update={"said": ()})
            text = text.model_copy(update={"items": (item,), part: ((moved,),) if part == "analysis" else (moved,)})
        found |= {(flag.code, flag.severity) for flag in ground(text, articles).flags}
    assert len(found) > 5
    assert not found - told
