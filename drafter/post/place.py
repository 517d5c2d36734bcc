"""Where a draft and a post lie in the site's folders, by profile."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from drafter.config import Settings
from drafter.errors import ConfigError, DrafterError
from drafter.post import escape

FOLDERS = {"jekyll": "_drafts", "hugo": "content/posts"}
POSTS = {"jekyll": "_posts", "hugo": "content/posts"}
_NAME = re.compile(r"(?P<year>\d{4})-W(?P<week>\d{2})")
_FILE = re.compile(r"\w[\w.-]*")
_DATED = re.compile(r"(?:\d{4}-\d{1,2}-\d{1,2}-)?(?P<slug>.+)", re.DOTALL)
_WORD = re.compile(r":(?:year|month|day|title|slug|name)\b")


def file_name(settings: Settings, name: str, day: date | None = None) -> str:
    """`weekly-2026-w05.md` for the edition `2026-W05`; `day` fills `{date}`, the week's Monday where it is None.

    Raises DrafterError when `name` is no ISO week, ConfigError when the template does not give a file name.
    """
    week = _NAME.fullmatch(name)
    try:
        monday = date.fromisocalendar(int(week["year"]), int(week["week"]), 1) if week else None
    except ValueError:
        monday = None
    if week is None or monday is None:
        raise DrafterError(f"edition {name!r}", "is no ISO week", "name it like 2026-W05")
    return _filled(settings, year=int(week["year"]), week=int(week["week"]), day=day or monday) + ".md"


def _filled(settings: Settings, *, year: int, week: int, day: date) -> str:
    template, way_out = settings.post.file_name, "use {series}, {iso_year}, {week:02d}, {date} with letters, digits, '-', '_' and '.'"
    try:
        stem = template.format(series=settings.digest.series, iso_year=year, week=week, date=day).removesuffix(".md")
    except (LookupError, ValueError, AttributeError, TypeError) as error:
        raise ConfigError("post.file_name", f"{template!r} cannot be filled: {error}", way_out) from error
    if not _FILE.fullmatch(stem):
        raise ConfigError("post.file_name", f"{template!r} gives {stem!r}, which is no file name", way_out)
    return stem


def draft_path(settings: Settings, folder: Path, name: str, day: date | None = None) -> Path:
    """The draft's path in the digest at `folder`."""
    return folder / (settings.post.folder or FOLDERS[settings.post.profile]) / file_name(settings, name, day)


def needs_unpublished(settings: Settings) -> bool:
    """True where the folder alone does not keep Jekyll from publishing the draft, so `published: false` must."""
    folder = Path(settings.post.folder or FOLDERS[settings.post.profile])
    return settings.post.profile == "jekyll" and "_drafts" not in folder.parts


def posts_folder(settings: Settings, folder: Path) -> Path:
    """Where the digest's published posts lie."""
    if settings.publish.folder:
        return folder / settings.publish.folder
    drafts = Path(settings.post.folder or FOLDERS[settings.post.profile])
    if settings.post.profile == "hugo" or "_posts" in drafts.parts:
        return folder / drafts
    return folder / _beside(drafts) if "_drafts" in drafts.parts else folder / POSTS["jekyll"]


def post_path(settings: Settings, folder: Path, draft: Path, day: date) -> Path:
    """Where the draft goes when it is published: Jekyll wants its day in the name, Hugo leaves it where it is."""
    if settings.post.profile == "hugo":
        return draft
    name = f"{day.isoformat()}-{slug_of(draft.name)}"
    inside = draft.parent.relative_to(folder) if draft.is_relative_to(folder) else draft.parent
    if settings.publish.folder:
        return folder / settings.publish.folder / name
    if "_posts" in inside.parts:
        return draft.parent / name
    return (folder / _beside(inside) if "_drafts" in inside.parts else posts_folder(settings, folder)) / name


def slug_of(name: str) -> str:
    """A file's name without the day before it."""
    found = _DATED.fullmatch(name)
    return found["slug"] if found else name


def _beside(drafts: Path) -> Path:
    """`site/_drafts/x` → `site/_posts/x`: Jekyll has a pair of them in each collection."""
    parts = list(drafts.parts)
    parts[len(parts) - 1 - parts[::-1].index("_drafts")] = "_posts"
    return Path(*parts)


def post_url(settings: Settings, post: str, day: str) -> str:
    """Where readers find the published post (path below the digest), by `post.permalink`; empty where the setting is."""
    stem = post.rpartition("/")[2].removesuffix(".md").removesuffix(".markdown")
    title = slug_of(stem)
    year, month, number = (day[:4], day[5:7], day[8:10])
    words = {":year": year, ":month": month, ":day": number, ":title": title, ":slug": title, ":name": stem}
    return escape.url(_WORD.sub(lambda found: words.get(found[0], found[0]), settings.post.permalink)) if settings.post.permalink else ""
