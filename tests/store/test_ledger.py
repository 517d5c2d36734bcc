"""Which time earlier editions covered, and that editions tile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.errors import ConfigError, UsageError
from drafter.store.ledger import bounds, covered, keep_window, ledger_digest, ledger_path
from drafter.store.lines import add_lines
from drafter.window import Window, edition_end, edition_name, edition_window

SHANGHAI = ZoneInfo("Asia/Shanghai")
FRIDAY = datetime(2026, 1, 30, 9, tzinfo=SHANGHAI)


def append_cutoff(digest: Path, name: str, start: datetime, cutoff: datetime) -> None:
    """The line of an edition that was published."""
    add_lines(ledger_path(digest), [{"edition": name, "start": start.isoformat(), "cutoff": cutoff.isoformat()}])


def drafted(digest: Path, now: datetime, week: str | None = None, zone: ZoneInfo = SHANGHAI) -> Window:
    """The window as the pipeline comes to it, kept as after a draft."""
    name = edition_name(now, zone, week)
    near = bounds(covered(digest), name, edition_end(now, zone, week))
    window = edition_window(now, zone, 7, near.previous_cutoff, week, next_start=near.next_start)
    keep_window(digest, window.name, window.start, window.end)
    return window


def tile(digest: Path) -> bool:
    """Whether the editions' times meet without gap or overlap."""
    times = sorted((one.start, one.cutoff) for one in covered(digest).values() if one.start)
    return all(before[1] == after[0] for before, after in pairwise(times))


def test_the_first_edition_has_no_one_before_it(tmp_path: Path) -> None:
    assert covered(tmp_path) == {}
    assert bounds({}, "2026-W05", FRIDAY) == (None, None)
    assert ledger_digest(tmp_path) == ""


def test_an_edition_starts_where_the_last_one_ended(tmp_path: Path) -> None:
    first = drafted(tmp_path, FRIDAY)
    assert drafted(tmp_path, FRIDAY + timedelta(days=10)).start == first.end


def test_drafting_again_keeps_the_start_and_moves_the_end(tmp_path: Path) -> None:
    first = drafted(tmp_path, FRIDAY)
    again = drafted(tmp_path, FRIDAY + timedelta(days=1))
    assert (again.name, again.start, again.end) == (first.name, first.start, FRIDAY + timedelta(days=1))
    later = drafted(tmp_path, FRIDAY + timedelta(days=7))
    assert later.start == again.end
    assert drafted(tmp_path, FRIDAY + timedelta(days=8)).start == again.end


def test_drafting_an_older_edition_again_changes_nothing_for_the_one_after_it(tmp_path: Path) -> None:
    first, second = drafted(tmp_path, FRIDAY), drafted(tmp_path, FRIDAY + timedelta(days=7))
    again = drafted(tmp_path, FRIDAY + timedelta(days=9), "2026-W05")
    assert again == first
    assert drafted(tmp_path, FRIDAY + timedelta(days=9), second.name).start == second.start
    assert tile(tmp_path)


def test_an_edition_before_the_first_one_ends_where_that_begins(tmp_path: Path) -> None:
    first = drafted(tmp_path, FRIDAY)
    assert drafted(tmp_path, FRIDAY, "2026-W04").end == first.start
    assert tile(tmp_path)


def test_a_week_that_another_edition_covers_already_is_refused(tmp_path: Path) -> None:
    drafted(tmp_path, FRIDAY)
    drafted(tmp_path, FRIDAY + timedelta(days=14))
    with pytest.raises(UsageError, match="another edition"):
        drafted(tmp_path, FRIDAY + timedelta(days=14), "2026-W06")


def test_a_missed_week_made_late_leaves_the_rest_to_the_next(tmp_path: Path) -> None:
    drafted(tmp_path, FRIDAY)
    monday_after = datetime(2026, 2, 9, tzinfo=SHANGHAI)
    assert drafted(tmp_path, monday_after + timedelta(days=2), "2026-W06").end == monday_after
    assert drafted(tmp_path, monday_after + timedelta(days=2)).start == monday_after
    assert tile(tmp_path)


@settings(deadline=None)  # an example waits for the disk a dozen times
@given(
    zone=st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]),
    begin=st.datetimes(datetime(2025, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC)),  # noqa: DTZ001 # hypothesis adds the zone
    steps=st.lists(st.tuples(st.integers(600, 16 * 24 * 3600), st.booleans(), st.booleans()), min_size=4, max_size=9),
    again=st.integers(0, 3),
)
def test_editions_tile_however_late_they_are_and_whatever_is_drafted_again(
    tmp_path_factory: pytest.TempPathFactory, zone: str, begin: datetime, steps: list[tuple[int, bool, bool]], again: int
) -> None:
    """Any weekday, late, across year ends and changes of the clock, through the ledger and through drafts alone."""
    digest, now = tmp_path_factory.mktemp("digest"), begin
    window = drafted(digest, now, zone=ZoneInfo(zone))
    for gap, published, redo in steps:
        if published:
            append_cutoff(digest, window.name, window.start, window.end)
        now += timedelta(seconds=gap)
        if not published or edition_name(now, ZoneInfo(zone)) != window.name:
            window = drafted(digest, now, zone=ZoneInfo(zone))
        names = sorted(covered(digest))
        if redo and again < len(names) - 1:
            before = covered(digest)[names[again]]
            redone = drafted(digest, now, names[again], ZoneInfo(zone))
            assert (redone.start, redone.end) == (before.start, before.cutoff)
    assert tile(digest)


def test_the_ledger_wins_over_a_draft_and_its_later_line_over_an_earlier_one(tmp_path: Path) -> None:
    keep_window(tmp_path, "2026-W04", FRIDAY - timedelta(days=14), FRIDAY - timedelta(days=7))
    append_cutoff(tmp_path, "2026-W04", FRIDAY - timedelta(days=14), FRIDAY - timedelta(days=6))
    assert covered(tmp_path)["2026-W04"].cutoff == FRIDAY - timedelta(days=6)
    append_cutoff(tmp_path, "2026-W04", FRIDAY - timedelta(days=14), FRIDAY - timedelta(days=5))
    assert covered(tmp_path)["2026-W04"].cutoff == FRIDAY - timedelta(days=5)
    assert ledger_digest(tmp_path)


def test_lines_may_say_more_than_we_read_and_need_no_final_newline(tmp_path: Path) -> None:
    path = ledger_path(tmp_path)
    path.parent.mkdir()
    path.write_text('\n{"edition": "2026-W04", "cutoff": "2026-01-26T09:00:00+08:00", "urls": ["海湾"], "corrections": {}}', encoding="utf-8")
    append_cutoff(tmp_path, "2026-W05", FRIDAY - timedelta(days=4), FRIDAY)
    assert [line["edition"] if isinstance(line, dict) else line.edition for line in covered(tmp_path).values()] == ["2026-W04", "2026-W05"]
    assert "海湾" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"edition": "2026-W04"}', '{"edition": "2026-W04", "cutoff": "2026-01-26T09:00:00"}', '{"cutoff": "2026-01-26T09:00:00Z"}']
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    append_cutoff(tmp_path, "2026-W03", FRIDAY, FRIDAY)
    with ledger_path(tmp_path).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(ConfigError, match=r"ledger\.jsonl:2: is no edition's line"):
        covered(tmp_path)


def test_a_bad_window_file_is_named(tmp_path: Path) -> None:
    keep_window(tmp_path, "2026-W04", FRIDAY, FRIDAY)
    (tmp_path / ".drafter" / "editions" / "2026-W04" / "window.json").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"window\.json: is no edition's line"):
        covered(tmp_path)
