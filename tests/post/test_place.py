"""Where drafts lie and what they are called."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from drafter.errors import ConfigError, DrafterError
from drafter.post import place
from tests.post.sites import settings


def test_the_profile_chooses_the_folder() -> None:
    digest = Path("d")
    assert place.draft_path(settings(), digest, "2026-W05") == digest / "_drafts" / "weekly-2026-w05.md"
    assert place.draft_path(settings(post={"profile": "hugo"}), digest, "2026-W05") == digest / "content" / "posts" / "weekly-2026-w05.md"
    assert place.draft_path(settings(post={"folder": "site/_posts"}), digest, "2026-W05").parent == digest / "site" / "_posts"


@pytest.mark.parametrize(
    ("template", "name", "file"),
    [
        ("{series}-{iso_year}-w{week:02d}", "2026-W53", "weekly-2026-w53.md"),
        ("{date}-{series}", "2026-W01", "2025-12-29-weekly.md"),
        ("金融-{iso_year}-{week}.md", "2026-W05", "金融-2026-5.md"),
    ],
)
def test_the_file_name_follows_the_template(template: str, name: str, file: str) -> None:
    assert place.file_name(settings(post={"file_name": template}), name) == file


def test_the_date_in_the_name_is_the_editions_when_it_is_given() -> None:
    assert place.file_name(settings(post={"file_name": "{date}-x"}), "2026-W05", date(2026, 1, 31)) == "2026-01-31-x.md"


@pytest.mark.parametrize("template", ["{title}", "{0}", "{series", "../{series}", "a/b", "", ".hidden", "{series.nothing}", "{week:%}", "a b", "{series:02d}"])
def test_a_template_that_gives_no_file_name_is_refused(template: str) -> None:
    with pytest.raises(ConfigError, match=r"post\.file_name"):
        place.file_name(settings(post={"file_name": template}), "2026-W05")


@pytest.mark.parametrize("name", ["2026-05", "2025-W53", "2026-W00", "x/../2026-W05", "2026-W05\n"])
def test_a_name_that_is_no_iso_week_is_refused(name: str) -> None:
    with pytest.raises(DrafterError, match="ISO week"):
        place.file_name(settings(), name)


def test_published_false_is_needed_outside_drafts_in_jekyll_only() -> None:
    assert not place.needs_unpublished(settings())
    assert not place.needs_unpublished(settings(post={"folder": "blog/_drafts"}))
    assert place.needs_unpublished(settings(post={"folder": "_posts"}))
    assert not place.needs_unpublished(settings(post={"profile": "hugo"}))
