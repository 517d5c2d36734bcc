"""An edition's window and name."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.entities import Stamp
from drafter.errors import UsageError
from drafter.window import edition_name, edition_window

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut", "Pacific/Apia", "UTC")
FRIDAY = datetime(2026, 1, 30, 9, tzinfo=SHANGHAI)


def test_the_first_edition_covers_the_days_before_now() -> None:
    window = edition_window(FRIDAY, SHANGHAI, 7)
    assert (window.name, window.start, window.end) == ("2026-W05", FRIDAY - timedelta(days=7), FRIDAY)


def test_a_later_edition_starts_at_the_previous_cutoff() -> None:
    cutoff = datetime(2026, 1, 20, 3, tzinfo=UTC)
    assert edition_window(FRIDAY, SHANGHAI, 7, cutoff).start == cutoff


def test_the_window_is_half_open() -> None:
    window = edition_window(FRIDAY, SHANGHAI, 7)
    assert window.holds(window.start)
    assert not window.holds(window.end)
    assert window.holds(window.end - timedelta(microseconds=1))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-01", "2026-W01"),
        ("2025-12-29", "2026-W01"),
        ("2025-12-28", "2025-W52"),
        ("2026-12-31", "2026-W53"),
        ("2027-01-03", "2026-W53"),
        ("2027-01-04", "2027-W01"),
    ],
)
def test_the_name_is_the_iso_week_also_across_years(day: str, name: str) -> None:
    assert edition_name(datetime.fromisoformat(f"{day}T12:00+08:00"), SHANGHAI) == name


def test_the_name_is_of_the_digests_zone() -> None:
    sunday_evening_in_new_york = datetime(2026, 2, 1, 20, tzinfo=ZoneInfo("America/New_York"))
    assert edition_name(sunday_evening_in_new_york, SHANGHAI) == "2026-W06"
    assert edition_name(sunday_evening_in_new_york, ZoneInfo("America/New_York")) == "2026-W05"


def test_a_named_week_that_is_over_ends_with_it() -> None:
    window = edition_window(FRIDAY, SHANGHAI, 7, week="2026-W04")
    assert (window.name, window.start, window.end) == ("2026-W04", datetime(2026, 1, 19, tzinfo=SHANGHAI), datetime(2026, 1, 26, tzinfo=SHANGHAI))


@pytest.mark.parametrize("week", ["2026-W05", "2026-W06", "2026-w5", "2026W05"])
def test_a_named_week_that_is_not_over_ends_now(week: str) -> None:
    assert edition_window(FRIDAY, SHANGHAI, 7, week=week).end == FRIDAY


@pytest.mark.parametrize("week", ["2026-W54", "2025-W53", "2026-W00", "W05", "2026-05", "next", "", "9999-W52"])
def test_a_week_that_does_not_exist_is_a_usage_error(week: str) -> None:
    with pytest.raises(UsageError, match="ISO week"):
        edition_window(FRIDAY, SHANGHAI, 7, week=week)


def test_dates_by_hand_win_and_include_the_last_day() -> None:
    window = edition_window(FRIDAY, SHANGHAI, 7, FRIDAY - timedelta(days=1), since=date(2026, 1, 5), until=date(2026, 1, 11))
    assert (window.name, window.start, window.end) == ("2026-W02", datetime(2026, 1, 5, tzinfo=SHANGHAI), datetime(2026, 1, 12, tzinfo=SHANGHAI))
    assert window.holds_stamp(Stamp(value="2026-01-11T23:59:59"), SHANGHAI)


def test_a_time_by_hand_without_zone_is_the_digests() -> None:
    window = edition_window(FRIDAY, SHANGHAI, 7, week="2026-W03", since=datetime(2026, 1, 5, 8), until=datetime(2026, 1, 9, 8, tzinfo=UTC))  # noqa: DTZ001 # as typed
    assert (window.name, window.start, window.end) == ("2026-W03", datetime(2026, 1, 5, 0, tzinfo=UTC), datetime(2026, 1, 9, 8, tzinfo=UTC))


def test_an_empty_window_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="empty"):
        edition_window(FRIDAY, SHANGHAI, 7, since=date(2026, 1, 31))


def test_it_never_reaches_into_the_edition_after_it() -> None:
    later_start = datetime(2026, 1, 24, tzinfo=SHANGHAI)
    assert edition_window(FRIDAY, SHANGHAI, 7, week="2026-W04", next_start=later_start).end == later_start
    with pytest.raises(UsageError, match="another edition"):
        edition_window(FRIDAY, SHANGHAI, 7, later_start, week="2026-W04", next_start=later_start)


def test_seven_days_are_local_days_where_the_clock_changes() -> None:
    window = edition_window(datetime(2026, 3, 30, 9, tzinfo=BERLIN), BERLIN, 7)
    assert window.start == datetime(2026, 3, 23, 9, tzinfo=BERLIN)
    assert window.end - window.start == timedelta(days=7) - timedelta(hours=1)


def test_the_hour_that_comes_twice_belongs_to_one_window() -> None:
    """Two datetimes of one zone compare by wall clock; the second 02:30 must not count as the first."""
    second = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
    window = edition_window(second, BERLIN, 7)
    assert window.holds(datetime(2026, 10, 25, 2, 45, tzinfo=BERLIN))
    assert not window.holds(datetime(2026, 10, 25, 2, 45, tzinfo=BERLIN, fold=1))


@given(
    zone=st.sampled_from(ZONES),
    begin=st.datetimes(datetime(2025, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC)),  # noqa: DTZ001 # hypothesis adds the zone
    gaps=st.lists(st.integers(60, 20 * 24 * 3600), min_size=4, max_size=4),
    dates=st.lists(st.tuples(st.floats(0, 1), st.sampled_from(["zoned", "naive", "day"])), min_size=1, max_size=30),
)
def test_every_dated_entry_falls_into_exactly_one_of_five_editions(zone: str, begin: datetime, gaps: list[int], dates: list[tuple[float, str]]) -> None:
    """On any weekday, late, across year ends and changes of the clock, however exact the date is."""
    place = ZoneInfo(zone)
    windows = [edition_window(begin, place, 7)]
    for gap in gaps:
        windows.append(edition_window(windows[-1].end + timedelta(seconds=gap), place, 7, windows[-1].end))
    first, last = windows[0].start, windows[-1].end
    for share, kind in dates:
        moment = (first + share * (last - first)).astimezone(place)
        value = {"zoned": moment.isoformat(), "naive": moment.replace(tzinfo=None).isoformat(), "day": moment.date().isoformat()}[kind]
        stamp = Stamp(value=value)
        holding = [window.name for window in windows if window.holds_stamp(stamp, place)]
        assert len(holding) == (first <= stamp.instant(place).astimezone(UTC) < last)
