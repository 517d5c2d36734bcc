"""An atom is one checkable particle of a text: a figure with its unit, a date at the precision given, an identifier."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal[
    "money",
    "percent",
    "points",
    "number",
    "fraction",
    "multiple",
    "count",
    "ordinal",
    "date",
    "date-range",
    "time",
    "duration",
    "quantity",
    "identifier",
    "url",
    "email",
    "phone",
    "unparsed",
]
Comparator = Literal["exact", "over", "at-least", "under", "at-most", "about"]
Precision = Literal["", "decade", "year", "half", "quarter", "part", "month", "week", "day"]


class Atom(NamedTuple):
    """`text == source_text[start:end]`, comparator and unit words included. A range has `low` and `high` instead of `value`."""

    kind: Kind
    start: int
    end: int
    text: str
    value: Decimal | None = None
    """Exact, magnitude applied: 15亿 is 1500000000. Percent as written (40), points in percentage points, a multiple as factor."""
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    """ISO 4217 (or a token's ticker), `%`, `pp`, a unit of time or measure, the class that a classifier or noun names; `` unknown."""
    comparator: Comparator = "exact"
    hedge: str = ""
    """The comparator's words as folded: some are read two ways (高达, over five years), near differs from about."""
    digits: int = 0
    """Significant digits given, trailing zeros not counted."""
    first: date | None = None
    last: date | None = None
    """First and last day a date stands for; None for a date whose year is neither given nor known from the anchor."""
    precision: Precision = ""
    key: str = ""
    """What must be equal: ISO-like form of a date (`2026-01-26`, `XXXX-01-26`, `2025-Q3`, `FY2025`), of a time, an identifier's bare form."""
    ambiguous: bool = False
    """The unit (a bare `$` among other dollars, `¥`, 元) or the factor (three times faster) can be read in more than one way."""
    inferred: bool = False
    """Year, month or week come from the anchor and not from the text."""
    down: bool = False
    """A fall is told beside it: 下降0.3% is -0.3 %."""
