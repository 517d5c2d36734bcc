"""`rates.toml` of a digest: the exchange rates that conversions for readers are recomputed from.

[[rate]]
pair = "USD/CNY"                    # what one US dollar costs in yuan
rate = 7.0215
date = 2026-01-30
source = "PBoC central parity"
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from drafter.entities import Rate
from drafter.errors import ConfigError

FILE = "rates.toml"
_PAIR = re.compile(r"([A-Z]{3})/([A-Z]{3})")
_FIELDS = {"pair", "rate", "date", "source"}


def read(folder: Path) -> tuple[Rate, ...]:
    """The rates in the file's order; none without a file. ConfigError names the file and the rate."""
    path = folder / FILE
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError as error:
        raise ConfigError(str(path), "is not UTF-8 text", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(str(path), f"is not TOML: {error}", "mend the line named; text needs quotes") from error
    rows = data.pop("rate", [])
    if data or not isinstance(rows, list):
        raise ConfigError(str(path), f"holds {', '.join(map(repr, data)) or 'no list of rates'}", "each rate is a [[rate]] table")
    return tuple(_rate(row, f"{path}: rate {number}") for number, row in enumerate(rows, 1))


def _rate(row: Any, subject: str) -> Rate:
    if not isinstance(row, dict) or set(row) != _FIELDS:
        raise ConfigError(subject, f"has the fields {', '.join(sorted(row)) if isinstance(row, dict) else row}", "it needs pair, rate, date and source")
    pair = _PAIR.fullmatch(str(row["pair"]))
    if pair is None or pair[1] == pair[2]:
        raise ConfigError(subject, f"pair {row['pair']!r} is none", 'write two different ISO 4217 codes: "USD/CNY" is what one US dollar costs in yuan')
    value = row["rate"]
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite() or value <= 0:
        raise ConfigError(subject, f"rate {value!r} is no positive number", "write it without quotes: rate = 7.0215")
    day = row["date"]
    if not isinstance(day, date) or isinstance(day, datetime):
        raise ConfigError(subject, f"date {day!r} is no day", "write it without quotes: date = 2026-01-30")
    source = row["source"]
    if not isinstance(source, str) or not source.strip():
        raise ConfigError(subject, "says no source", 'name who states the rate: source = "PBoC central parity"')
    return Rate(base=pair[1], quote=pair[2], value=Decimal(value), day=day, source=" ".join(source.split()))
