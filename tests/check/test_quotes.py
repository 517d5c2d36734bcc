"""A quotation is verbatim or it is not: what carries no meaning is normalised away, nothing else."""

from __future__ import annotations

import pytest

from drafter.check.quotations.haystack import Haystack

TEXT = (
    "The bank said it was unable to pay US$1,500 million, or 1.5% of GDP – “not now,” he said. "
    "金管局表示，「稳定币」发行人须在6个月内（2026年7月前）申请牌照，罚款500万元。 "
    "It is not able. The U.S. firm's shares fell -0.3% on $20，300美圆 of sales; a co-operative won’t lend."
)


@pytest.mark.parametrize(
    "quote",
    [
        "unable to pay US$1,500 million",
        "unable to pay US$1500 million",
        "UNABLE  to\npay",
        '1.5 % of GDP - "not now"',
        "金管局表示,“稳定币”发行人",
        "6个月内(2026年7月前)申请牌照",
        "罚款５００万元",
        "the US firm’s shares fell",
        "won't lend",
        "The bank said it was … 1.5% of GDP",
    ],
)
def test_benign_variants_are_found_where_they_stand(quote: str) -> None:
    found = Haystack(TEXT).find(quote)
    assert found is not None
    assert TEXT[found.start : found.end]


@pytest.mark.parametrize(
    "quote",
    [
        "able to pay",  # inside a word
        "15% of GDP",  # lost decimal point
        "500 million, or 1.5",  # inside a number
        "fell 0.3%",  # lost sign
        "$20300",  # two numbers made one
        "It is able",  # lost negation
        "unable to not pay US$1,500 million",  # inserted word
        "unable to pay US$1,600 million",  # changed digit
        "金管局表示，「稳定币」发行人须在9个月内",
        "罚款5000万元",
        "bank … GDP",  # crumbs
        "pay",  # too short to be evidence
        "1.5% of GDP … The bank said it was",  # wrong order
        "",
        "“”",
    ],
)
def test_altered_quotations_are_never_accepted(quote: str) -> None:
    assert Haystack(TEXT).find(quote) is None


def test_exact_is_told_from_normalised() -> None:
    haystack = Haystack(TEXT)
    exact, normalised = haystack.find("It is not able"), haystack.find("it is NOT able")
    assert exact is not None
    assert normalised is not None
    assert (exact.exact, normalised.exact) == (True, False)
    assert (exact.start, exact.end) == (normalised.start, normalised.end)


def test_every_single_character_change_of_a_digit_or_letter_is_refused() -> None:
    quote = "unable to pay US$1,500 million, or 1.5% of GDP"
    haystack = Haystack(TEXT)
    assert haystack.find(quote)
    for at, character in enumerate(quote):
        if character.isalnum():
            other = "7" if character.isdigit() else "q"
            assert haystack.find(quote[:at] + other + quote[at + 1 :]) is None, (at, character)
