"""Quotations are verbatim, or translated with a verbatim original, or found wanting; likeness never accepts one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.check.findings import Passage
from drafter.check.quotations.checked import Original, check_quotations, quotation_findings, quotations

SOURCE = (
    "“We will not close any branch before 2029, whatever the regulator of Vale City says,” Nadia Orlov told reporters. "
    "她补充说：“今年我们不会裁员，也不会关闭三家试点网点。” The auditor called the gap “deeply worrying”."
)
PASSAGES = [Passage("a", SOURCE)]


def verdicts(text: str, originals: tuple[Original, ...] = (), names: tuple[tuple[str, str], ...] = ()) -> list[str]:
    return [each.verdict for each in check_quotations(text, PASSAGES, originals, names)]


@pytest.mark.parametrize(
    "text",
    [
        'Orlov said: "We will not close any branch before 2029".',
        "Orlov said “we will NOT close any branch  before 2029”.",
        "Orlov said “We will not close any branch … whatever the regulator of Vale City says”.",
        "她说：「今年我们不会裁员，也不会关闭三家试点网点」。",
        '她说："今年我们不会裁员,也不会关闭三家试点网点"',
        "The auditor called it “deeply worrying.”",
    ],
)
def test_benign_variants_are_verbatim(text: str) -> None:
    assert verdicts(text) == ["verbatim"]


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        ("Orlov said “We will not close any branch before 2027”.", "2027"),
        ("Orlov said “We will close any branch before 2029, whatever the regulator says”.", "not"),
        ("Orlov said “We will not close any branch before 2029, whatever the regulator of Hill City says”.", "Hill"),
        ("她说：“今年我们会裁员，也不会关闭三家试点网点。”", "不"),
        ("她说：“今年我们不会裁员，也不会关闭五家试点网点。”", "五"),
        ("The auditor called it “deeply puzzling”.", "puzzling"),
    ],
)
def test_altered_quotations_show_what_differs(text: str, differs: str) -> None:
    (found,) = check_quotations(text, PASSAGES)
    assert found.verdict == "altered"
    assert found.source is not None
    assert any(differs in ours or differs in theirs for ours, theirs in found.differs)


def test_an_ellipsis_does_not_hide_a_denial() -> None:
    source = [Passage("a", "“The committee members will certainly not raise the fees for merchants,” he said.")]
    (found,) = check_quotations("He said: “The committee members will certainly … raise the fees for merchants.”", source)
    assert found.verdict != "verbatim"


def test_a_made_up_quotation_is_not_found() -> None:
    assert verdicts("Orlov said: “Everybody should buy our shares today, they are far too cheap.”") == ["not-found"]


ORIGINAL = Original("q1", "We will not close any branch before 2029")


def test_a_translation_needs_its_original() -> None:
    text = "奥尔洛夫说：“我们在2029年以前不会关闭任何网点。”"
    assert verdicts(text) == ["not-found"]
    (found,) = check_quotations(text, PASSAGES, (ORIGINAL,))
    assert (found.verdict, found.original) == ("translated", ORIGINAL.words)


@pytest.mark.parametrize(
    "text",
    [
        "奥尔洛夫说：“我们在2027年以前不会关闭任何网点。”",
        "奥尔洛夫说：“我们将在2029年以前关闭所有网点。”",
        "奥尔洛夫说：“我们在2029年以前不会关闭Lumio网点。”",
    ],
)
def test_a_translation_with_another_number_sense_or_name_is_altered(text: str) -> None:
    assert verdicts(text, (ORIGINAL,)) == ["altered"]


def test_an_original_that_stands_nowhere_is_not_found() -> None:
    assert verdicts("奥尔洛夫说：“我们会关闭网点，而且很快就会。”", (Original("q1", "We will close our branches soon"),)) == ["not-found"]


@pytest.mark.parametrize("text", ["这是一种“合作优先”的做法。", "So-called “super apps” are rare.", "《网点》一书很有名。"])
def test_scare_quotes_and_terms_are_soft(text: str) -> None:
    assert all(finding.severity == "INFO" for finding in quotation_findings(check_quotations(text, PASSAGES)))


def test_traditional_characters_are_not_folded() -> None:
    assert verdicts("她說：「今年我們不會裁員，也不會關閉三家試點網點。」") != ["verbatim"]


def test_apostrophes_do_not_end_a_quotation() -> None:
    (found,) = quotations("He said ‘we don’t know what they’ll do’ and left.")
    assert found.words == "we don’t know what they’ll do"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="“”\"'‘’「」…ab 不1，。", max_size=80), st.text(alphabet='“”"ab 不1，。…', max_size=80))
def test_no_input_crashes_it_and_the_order_of_sources_does_not_matter(text: str, source: str) -> None:
    passages = [Passage("a", source), Passage("b", SOURCE)]
    assert check_quotations(text, passages, (ORIGINAL,)) == check_quotations(text, passages[::-1], (ORIGINAL,))


@pytest.mark.parametrize("unit", ["“a", "“a”", '"', "‘“", "“ab … cd"])
def test_time_grows_with_the_text_only(unit: str) -> None:
    began = time.process_time()
    check_quotations(unit * (60_000 // len(unit)), PASSAGES)
    check_quotations("He said “we will not be raising any fee … in 2028 or later”", [Passage("a", unit * (100_000 // len(unit)))])
    assert time.process_time() - began < 20
