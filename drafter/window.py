"""An edition's window and name. Pure.

Windows are half-open, `[start, end)`, and kept in UTC: two datetimes of one zone compare by wall clock, which is wrong
for an hour a year. Consecutive editions tile because each starts where the one before ended and never reaches into the
one after; where an edition's neighbours lie is read from the ledger (`store.ledger`), not here.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime

from drafter.entities import Entity, Stamp
from drafter.errors import UsageError

Moment = Annotated[AwareDatetime, AfterValidator(lambda moment: moment.astimezone(UTC))]


class Window(Entity):
    name: str
    """The edition's ISO week: `2026-W05`."""
    start: Moment
    end: Moment
    """The edition's cutoff: the first moment that belongs to the next one."""

    def holds(self, moment: datetime) -> bool:
        """Whether an aware `moment` belongs to this edition."""
        return self.start <= moment.astimezone(UTC) < self.end

    def holds_stamp(self, stamp: Stamp, zone: ZoneInfo) -> bool:
        """Same for a date as stated, read in the digest's zone."""
        return self.holds(stamp.instant(zone))


def edition_name(now: datetime, zone: ZoneInfo, week: str | None = None, until: date | datetime | None = None) -> str:
    """The edition's ISO week: the one named, else the one the window's last moment lies in. Raises UsageError."""
    if week is not None:
        year, number = _week(week)
        return f"{year:04d}-W{number:02d}"
    last = now if until is None else _end(until, zone) - timedelta(microseconds=1)
    year, number, _ = last.astimezone(zone).isocalendar()
    return f"{year:04d}-W{number:02d}"


def edition_end(now: datetime, zone: ZoneInfo, week: str | None = None, until: date | datetime | None = None) -> datetime:
    """The cutoff: `until`, else the end of a named week that is over, else `now`; UTC. A bare `until` day is included whole."""
    if until is not None:
        return _end(until, zone)
    if week is None:
        return now.astimezone(UTC)
    year, number = _week(week)
    monday_after = date.fromisocalendar(year, number, 7) + timedelta(days=1)
    return min(_first_moment(monday_after, zone), now.astimezone(UTC))


def edition_window(
    now: datetime,
    zone: ZoneInfo,
    days: int,
    previous_cutoff: datetime | None = None,
    week: str | None = None,
    since: date | datetime | None = None,
    until: date | datetime | None = None,
    next_start: datetime | None = None,
) -> Window:
    """The window from the previous edition's cutoff, else `days` local days, to `edition_end`; `since` and `until` win.

    `next_start` is where an edition after this one begins: a window that was not set by hand ends there at the latest.
    A `previous_cutoff` that is not before the end belongs to a later edition and is passed over.
    Raises UsageError for a week that does not exist and for an empty window.
    """
    name = edition_name(now, zone, week, until)
    end = edition_end(now, zone, week, until)
    if since is not None:
        start = _moment(since, zone)
    elif previous_cutoff is not None and previous_cutoff.astimezone(UTC) < end:
        start = previous_cutoff.astimezone(UTC)
    else:
        start = (end.astimezone(zone) - timedelta(days=days)).astimezone(UTC)
    if until is None and next_start is not None and (since is None or next_start > start):
        end = min(end, next_start.astimezone(UTC))
    if start >= end:
        what = f"its window is empty: it would start at {_shown(start, zone)} and end at {_shown(end, zone)}"
        way_out = "begin before the end" if since is not None else "another edition covers that time already; set --from and --to by hand"
        raise UsageError(f"edition {name}", what, way_out)
    return Window(name=name, start=start, end=end)


def _week(said: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{4})-?[Ww](\d{1,2})", said.strip())
    try:
        if found is None:
            raise ValueError(said)
        year, number = int(found[1]), int(found[2])
        date.fromisocalendar(year, number, 7) + timedelta(days=1)  # the year 9999 has no Monday after its last week
    except (ValueError, OverflowError) as error:
        raise UsageError(f"--week {said}", "is no ISO week", "write it as 2026-W04; a year has 52 or 53 weeks") from error
    return year, number


def _first_moment(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def _moment(said: date | datetime, zone: ZoneInfo) -> datetime:
    if not isinstance(said, datetime):
        return _first_moment(said, zone)
    return (said if said.tzinfo else said.replace(tzinfo=zone)).astimezone(UTC)


def _end(until: date | datetime, zone: ZoneInfo) -> datetime:
    return _moment(until, zone) if isinstance(until, datetime) else _first_moment(until + timedelta(days=1), zone)


def _shown(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(sep=" ", timespec="minutes")
