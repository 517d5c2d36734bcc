"""`glossary.yaml`: what it may hold, and errors that name the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.check.glossary import GlossaryTerm
from drafter.errors import ConfigError
from drafter.store import glossary

TEXT = """\
# 术语
stablecoin: 稳定币
no: 否
ISO 20022: ISO 20022
1.10: 一点一零
tokenised deposit:
  wanted: 代币化存款
  also: [tokenized deposit]
  forbidden: 代币存款
"""


def test_terms_are_read_in_order_and_every_value_is_text(tmp_path: Path) -> None:
    (tmp_path / glossary.FILE).write_text("\ufeff" + TEXT, encoding="utf-8")
    assert tuple(GlossaryTerm(**fields) for fields in glossary.read(tmp_path)) == (
        GlossaryTerm(term="stablecoin", wanted="稳定币"),
        GlossaryTerm(term="no", wanted="否"),
        GlossaryTerm(term="ISO 20022", wanted="ISO 20022"),
        GlossaryTerm(term="1.10", wanted="一点一零"),
        GlossaryTerm(term="tokenised deposit", wanted="代币化存款", also=("tokenized deposit",), forbidden=("代币存款",)),
    )


def test_without_a_file_or_with_an_empty_one_there_are_no_terms(tmp_path: Path) -> None:
    assert glossary.read(tmp_path) == ()
    (tmp_path / glossary.FILE).write_text("# nothing yet\n", encoding="utf-8")
    assert glossary.read(tmp_path) == ()


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: 甲\nb: [乙\n", 3, "is not YAML"),
        ("a: 甲\na: 乙\n", 2, "second time"),
        ("a: 甲\nb:\n", 2, "a word is missing"),
        ("a: 甲\nb: [乙, 丙]\n", 2, "a single word was expected"),
        ("a: 甲\nb:\n  forbidden: [丙]\n", 3, "which form is wanted"),
        ("a: 甲\nb:\n  wanted: 乙\n  forbid: 丙\n", 4, "no field of a term"),
        ("- a\n- b\n", 1, "no list of"),
    ],
)
def test_a_fault_is_named_with_its_line_and_the_way_out(text: str, line: int, what: str) -> None:
    with pytest.raises(ConfigError) as error:
        glossary.parse(text, "glossary.yaml")
    assert error.value.subject == f"glossary.yaml:{line}"
    assert what in error.value.what
    assert error.value.way_out


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    (tmp_path / glossary.FILE).write_bytes("稳定币".encode("gb18030"))
    with pytest.raises(ConfigError, match="UTF-8"):
        glossary.read(tmp_path)
