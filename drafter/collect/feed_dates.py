"""Dates as feeds and mails state them → `Stamp`: zone and precision are kept, nothing is added, nothing means "now".

Feed readers give UTC tuples and so lose the offset in which the publisher's day began; hence the raw string is read here:
RFC 822 with its zone names, all other spellings as pages spell theirs (`dates.parse`).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from drafter.collect import dates
from drafter.entities import Stamp

_RFC822 = re.compile(
    r"""(?:[A-Za-z]{3,9}\.?,?\s+)?(\d{1,2})[\s-]+([A-Za-z]{3})[A-Za-z]*\.?,?[\s-]+(\d{4}|\d\d)
    (?:,?\s+(\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*([+-]\d\d:?\d\d|[A-Za-z]{1,5})?(?:\s*\(.*\))?)?\s*$""",
    re.VERBOSE,
)
_ASCTIME = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?([A-Za-z]{3})[A-Za-z]*\.?\s+(\d{1,2})\s+(\d\d?):(\d\d)(?::(\d\d))?\s+([A-Za-z]{1,5}\s+)?(\d{4})\s*$")
_HOURS_ONLY = re.compile(r"(:\d\d(?:\.\d+)?\s*[+-]\d\d)$")
_NAMED_ZONE = re.compile(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*([A-Za-z]{2,5})$")
_MONTHS = {name: number for number, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)}
_ZONES = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet"), 0),
    **{"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "hst": -10},
    **{"bst": 1, "west": 1, "cet": 1, "cest": 2, "met": 1, "mest": 2, "eet": 2, "eest": 3, "msk": 3},
    **{"sgt": 8, "hkt": 8, "awst": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13},
}
"""Hours east of Greenwich. RFC 822 fixes the American ones (so CST is Chicago's); IST has three readings and is left out."""


def stamp(raw: str) -> Stamp | None:
    """What `raw` states, or None when it states no full day (`2026`, `昨天`) or is a "no date" marker (year 1, the epoch's first second)."""
    raw = " ".join(raw.split())[:80]
    if _RFC822.match(raw) or _ASCTIME.match(raw):
        return _rfc822(raw) or _asctime(raw)
    if zoned := _NAMED_ZONE.match(raw):
        return _of_iso(zoned[1], _zone(zoned[2]))
    found = dates.parse(_HOURS_ONLY.sub(r"\1:00", raw))
    return None if found is None or found.value.startswith("1970-01-01") else found


def of_moment(moment: datetime) -> Stamp | None:
    """A moment a library has read, at whole seconds."""
    if not 1970 <= moment.year < 9999 or (moment.year, moment.month, moment.day) == (1970, 1, 1):
        return None
    return Stamp(value=moment.isoformat(timespec="seconds"))


def _of_iso(value: str, zone: timezone | None) -> Stamp | None:
    try:
        return of_moment(datetime.fromisoformat(value).replace(tzinfo=zone))
    except ValueError:
        return None


def _rfc822(raw: str) -> Stamp | None:
    if not (match := _RFC822.match(raw)):
        return None
    day, month, year, hour, minute, second, zone = match.groups()
    full = year if len(year) == 4 else str(int(year) + (2000 if int(year) < 69 else 1900))
    return _build(full, month, day, (hour, minute, second), zone)


def _asctime(raw: str) -> Stamp | None:
    if not (match := _ASCTIME.match(raw)):
        return None
    month, day, hour, minute, second, zone, year = match.groups()
    return _build(year, month, day, (hour, minute, second), (zone or "").strip())


def _build(year: str, month: str, day: str, clock: tuple[str | None, ...], zone: str | None) -> Stamp | None:
    hour, minute, second = clock
    try:
        on = date(int(year), _MONTHS.get(month.lower(), 0), int(day))
        if hour is None:
            return Stamp(value=on.isoformat()) if on.year >= 1970 and on != date(1970, 1, 1) else None
        moment = datetime(on.year, on.month, on.day, int(hour), int(minute or 0), min(int(second or 0), 59), tzinfo=_zone(zone))
    except ValueError:
        return None
    return of_moment(moment)


def _zone(said: str | None) -> timezone | None:
    """None when nothing, or a name nobody agrees on, was said: the time then stays naive. Raises ValueError for offsets of a day."""
    if not said:
        return None
    if said[0] in "+-":
        digits = said[1:].replace(":", "")
        away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        return timezone(-away if said[0] == "-" else away)
    hours = _ZONES.get(said.lower())
    return None if hours is None else timezone(timedelta(hours=hours))
