"""What calls cost: token estimates before, prices by usage. Offline; an unknown price is None, never zero."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.settings import Price

MILLION = Decimal(1_000_000)


def estimate_tokens(text: str) -> int:
    """Tokens of a text, guessed; the endpoint's own `usage` is the truth. Han, kana, hangul and full-width forms weigh more."""
    cjk = sum(_wide(ord(character)) for character in text)
    return math.ceil(cjk * 0.8 + (len(text) - cjk) * 0.3)


def _wide(code: int) -> bool:
    return 0x2E80 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7AF or 0xF900 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFFEF or 0x20000 <= code <= 0x3FFFF


def load() -> None:
    """Import the built-in table (a fifth of a second); called in a thread while the first answer is under way."""
    import genai_prices  # noqa: F401  # for its effect


def price(model: str, input_tokens: int, output_tokens: int, own: Mapping[str, Price], *, cached_tokens: int = 0) -> Decimal | None:
    """US dollars for these tokens of `model`; own prices win. None when nobody states a price."""
    if model in own:
        stated = own[model]
        return (Decimal(str(stated.input)) * input_tokens + Decimal(str(stated.output)) * output_tokens) / MILLION
    from genai_prices import Usage, calc_price

    counted = Usage(input_tokens=input_tokens, output_tokens=output_tokens, cache_read_tokens=min(cached_tokens, input_tokens))
    try:
        return calc_price(counted, model).total_price
    except LookupError:
        return None
