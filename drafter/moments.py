"""A day or time as a person gives it. Pure."""

from __future__ import annotations

from datetime import datetime, tzinfo

from drafter.errors import UsageError


def moment(text: str, zone: tzinfo, where: str) -> datetime:
    """A time given by hand, in the digest's zone where it states none; `where` is what it was given as. Raises UsageError."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(f"{where} {text}", "is no date", "use 2026-01-26 or 2026-01-26T18:00") from error
    return found if found.tzinfo else found.replace(tzinfo=zone)


def day_or_moment(text: str, zone: tzinfo, where: str) -> str:
    """The same as it is kept: a bare day stays one. Raises UsageError."""
    if not text.strip():
        return ""
    found = moment(text, zone, where)
    return found.date().isoformat() if len(text.strip()) <= 10 else found.isoformat(timespec="seconds")
