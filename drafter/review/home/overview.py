"""Editions with state, flags, cost, and what the editor kept of drafter's words. Reads files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drafter.config import Settings
from drafter.entities import Stamp
from drafter.errors import ConfigError
from drafter.post import place
from drafter.post.keyed import FRONT, Piece
from drafter.post.parts import Span
from drafter.publish import moving
from drafter.review.opened import Now, Opened, id_of
from drafter.store import published, runs
from drafter.store.editions import edition_folder
from drafter.store.files import STATE, read_json, same_bytes

_WEEK = re.compile(r"\d{4}-W\d{2}")


def editions(folder: Path, settings: Settings) -> list[dict[str, Any]]:
    """All editions that drafter knows of, the latest first. Raises ConfigError for a broken ledger."""
    posts = {one.edition: one for one in published.publications(folder)}
    spent = _spent(folder)
    names = {path.name for path in (folder / STATE / "editions").glob("*") if _WEEK.fullmatch(path.name)} | set(posts)
    return [_edition(folder, settings, name, posts.get(name), spent.get(name, {})) for name in sorted(names, reverse=True)]


def paths(folder: Path, settings: Settings) -> Iterator[Path]:
    """The posts of the editions that are there, and of those that were taken back."""
    for one in published.latest(folder).values():
        path = moving.draft_place(settings, folder, one) if one.taken_back else folder / one.post
        if path.is_file():
            yield path
    for path in (folder / STATE / "editions").glob("*/edition.json"):
        draft = _draft(folder, settings, path.parent.name, _read(path))
        if draft is not None and draft.is_file():
            yield draft


def _edition(folder: Path, settings: Settings, name: str, publication: published.Publication | None, spent: dict[str, Any]) -> dict[str, Any]:
    kept = edition_folder(folder, name)
    edition, record = _read(kept / "edition.json"), _read(kept / "record.json")
    path = folder / publication.post if publication else _draft(folder, settings, name, edition)
    there = path is not None and path.is_file()
    return {
        "name": name,
        "title": (publication.title if publication else "") or str(edition.get("title", "")),
        "date": publication.date if publication else str((edition.get("date") or {}).get("value", ""))[:10],
        "state": "published" if publication else _state(kept, path) if edition else "laid",
        "post": id_of(path.resolve()) if path is not None and there else "",
        "file": path.relative_to(folder).as_posix() if path is not None and there and path.is_relative_to(folder) else "",
        "aside": f"{STATE}/editions/{name}/draft.new.md" if (kept / "draft.new.md").exists() else "",
        "items": len(edition.get("items", ())),
        "flags": dict(Counter(str(flag.get("severity", "")) for flag in record.get("flags", ()))),
        **spent,
    }


def _state(kept: Path, path: Path | None) -> str:
    if path is None or not path.is_file():
        return "gone"
    return "drafted" if same_bytes(kept / "draft.md", path.read_bytes()) else "edited"


def _draft(folder: Path, settings: Settings, name: str, edition: dict[str, Any]) -> Path | None:
    """Where its draft lies; None where the settings cannot say."""
    stated = (edition.get("date") or {}).get("value", "")
    try:
        return place.draft_path(settings, folder, name, Stamp(value=stated).day(settings.digest.zone) if stated else None)
    except (ConfigError, ValueError):
        return None


def _spent(folder: Path) -> dict[str, dict[str, Any]]:
    """Edition → what all its runs cost in US dollars (`unpriced`: how many of them had no price), and how the last one ended."""
    found: dict[str, dict[str, Any]] = {}
    root = runs.folder_of(folder)
    for info in sorted(runs.listed(root)[0], key=lambda one: (root / one.id / "run.json").stat().st_mtime_ns):
        one = found.setdefault(info.edition, {"cost": 0.0, "unpriced": 0, "runs": 0})
        record = _read(root / info.id / "record.json")
        cost = record.get("cost_usd")
        called = any(not call.get("kept") for call in record.get("calls", ()))
        one["cost"] += cost if isinstance(cost, int | float) else 0.0
        one["unpriced"] += int(called and cost is None)
        one["runs"] += 1
        one["last"] = {"status": info.status, "exit_code": info.exit_code, "message": info.message}
    return found


def _read(path: Path) -> dict[str, Any]:
    """Empty for a file that is not there or not sound: the edition is listed all the same."""
    try:
        found = read_json(path)
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


async def now(post: Opened) -> dict[str, Any]:
    """The post as it is at this moment: its flags by severity, and how many of drafter's sentences stand in it. Raises NotAPost, OSError."""
    read = post.now()
    review = await post.review(read)
    return {"flags": dict(Counter(flag.severity for flag in review.flags)), "waived": len(review.waived), "effort": effort(post.base(), read)}


def effort(base: Now | None, mine: Now) -> dict[str, int] | None:
    """Sentences that drafter wrote, those of them that stand unchanged, and those there are by now; None where drafter wrote nothing of it."""
    if base is None:
        return None
    wrote, stands = _sentences(base), _sentences(mine)
    return {"wrote": wrote.total(), "kept": (wrote & stands).total(), "now": stands.total()}


def _sentences(read: Now) -> Counter[str]:
    return Counter(_plain(piece, one) for piece in read.pieces if piece.key != FRONT for one in piece.sentences)


def _plain(piece: Piece, sentence: Span) -> str:
    return "".join(piece.text[sentence.start - piece.start : sentence.end - piece.start].split())
