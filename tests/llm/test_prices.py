from decimal import Decimal

from drafter.llm.prices import estimate_tokens, price
from drafter.settings import Price


def test_tokens_are_estimated_by_script() -> None:
    assert estimate_tokens("") == 0
    assert estimate_tokens("央行" * 50) == 80
    assert estimate_tokens("a" * 100) == 30


def test_own_prices_win() -> None:
    assert price("gpt-5-mini", 1_000_000, 500_000, {"gpt-5-mini": Price(input=2, output=4)}) == Decimal(4)


def test_a_known_model_has_a_price_offline_and_an_unknown_one_none() -> None:
    known = price("gpt-5-mini", 1_000_000, 1_000_000, {})
    assert known is not None
    assert known > 0
    assert price("my-own-model", 1, 1, {}) is None
