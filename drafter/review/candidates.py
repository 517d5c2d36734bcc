"""Candidates that were not chosen, with their reasons, and the editor's word that swaps one in at the next draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from drafter import choices
from drafter.chinese import said
from drafter.choices import Choice
from drafter.desk import SHORTLIST
from drafter.duplicates import address
from drafter.entities import Language
from drafter.errors import UsageError
from drafter.review.told import safe
from drafter.store import lock
from drafter.store.files import read_json, write_atomic

_ADDRESS = re.compile(r"https?://[^\s；]+")


def listed(edition: Path, language: Language = "en") -> list[dict[str, Any]]:
    """From the run's record, best first; nothing where none is kept. `word` is what the shortlist says of it by now."""
    try:
        record = read_json(edition / "record.json")
    except (OSError, ValueError):
        return []
    found = record.get("candidates", []) if isinstance(record, dict) else []
    decided = _decided(edition / SHORTLIST)
    known = [one for one in found if isinstance(one, dict)]
    titles = {str(one.get("url")): str(one["title"]) for one in known if one.get("url") and one.get("title")}
    rest = [_told(one, decided, titles, language) for one in known if not one.get("chosen")]
    return sorted(rest, key=lambda one: -one["score"])


def _told(one: dict[str, Any], decided: choices.Choices, titles: Mapping[str, str], language: Language) -> dict[str, Any]:
    url = str(one.get("url", ""))
    word = decided.of([url])
    stamp = one.get("published") or {}
    return {
        "url": url,
        "link": safe(url),
        "title": str(one.get("title") or url),
        "source": str(one.get("source", "")),
        "published": str(stamp.get("value", ""))[:10] if isinstance(stamp, dict) else "",
        "score": float(one.get("score") or 0),
        "reason": str(one.get("reason", "")),
        "detail": _named(said(str(one.get("detail", "")), language), titles, language),
        "word": word[1].word if word else "",
    }


def _named(detail: str, titles: Mapping[str, str], language: Language) -> str:
    """A candidate that it names by its address, by its title: nobody knows a story by its address."""
    quoted = "《{}》" if language == "zh" else "“{}”"
    return _ADDRESS.sub(lambda url: quoted.format(titles[url[0]]) if url[0] in titles else url[0], detail)


def _decided(path: Path) -> choices.Choices:
    return choices.read(_text(path), str(path), check=False).choices if path.exists() else choices.Choices()


def decide(digest: Path, edition: Path, wanted: Iterable[Choice]) -> Path:
    """Put the editor's words into the shortlist of an edition's folder, every other line as it is; it is made where there is none.

    Raises UsageError for a shortlist that cannot be read, OSError.
    """
    path = edition / SHORTLIST
    with lock.desk(digest):
        text = _text(path) if path.exists() else ""
        choices.read(text, str(path), check=False)
        for choice in wanted:
            text = _with(text, choice)
        write_atomic(path, text)
    return path


def _with(text: str, choice: Choice) -> str:
    """A line of this address gets the word where it stands; else one is added at the end."""
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        found = choices.line_of(line)
        if found is not None and address(found.url) == address(choice.url):
            lines[number] = re.sub(r"^(\ufeff?\s*)\S+ *", lambda head: f"{head[1]}{choice.word:<6} ", line, count=1)
            return "".join(lines)
    gap = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{gap}{choice.word:<6} {choice.url}\n"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(str(path), "is not UTF-8 text", "save it as UTF-8") from error
