"""The week's candidates by story, and what the editor decided of them, in the same text file that the command line reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from drafter import choices, shortlisted
from drafter.chinese import said
from drafter.choices import Choice, Choices, Proposal, Shortlisted
from drafter.desk import SHORTLIST
from drafter.duplicates import address
from drafter.entities import Language
from drafter.errors import DrafterError, UsageError
from drafter.review.opened import digest_of
from drafter.review.told import safe
from drafter.store import lock, runs
from drafter.store.editions import edition_folder
from drafter.store.files import STATE, read_json, write_atomic

_FACTS = ("title", "source", "kind", "score", "parts", "reason", "marks", "by", "note", "chosen")
_SAID = ("kind_why", "detail")
"""Facts that are the engine's words."""


def told(folder: Path, name: str, sections: Sequence[str], language: Language = "en") -> dict[str, Any]:
    """The shortlist of edition `name`. `digest` tells one state of the file from another, and is empty without one.

    A file that cannot be read is told with its line (`error`), and no story is.
    """
    path = _path(folder, name)
    text = _text(path)
    state: dict[str, Any] = {"digest": digest_of(text) if text else "", "file": f"{STATE}/editions/{name}/{SHORTLIST}", "sections": list(sections)}
    try:
        before = choices.read(text, SHORTLIST, sections)
    except DrafterError as error:
        return {
            **state,
            "error": {"subject": error.subject, "what": said(error.what, language), "way_out": said(error.way_out, language)},
            "stories": [],
            "notes": [],
        }
    facts = _facts(folder, name)
    _, stories = shortlisted.laid(text)
    decided = {address(one.url): (at, one) for at, one in enumerate(before.choices.decided)}
    found = [_story(one, decided.get(address(one.url)), facts, before.comments.get(address(one.url), ()), language) for one in stories]
    return {**state, "stories": found, "notes": list(before.comments.get("", ()))}


def _story(
    one: Proposal, decided: tuple[int, Choice] | None, facts: Mapping[str, dict[str, Any]], comments: Sequence[str], language: Language
) -> dict[str, Any]:
    """`word` is the editor's where `decided`, else drafter's; `proposed` is drafter's word in any case."""
    known = facts.get(address(one.url), {})
    word, section = (decided[1].word, decided[1].section) if decided else (one.word, one.section)
    stamp = known.get("published") or {}
    return {
        "url": one.url,
        "link": safe(one.url),
        "site": urlsplit(one.url).netloc.removeprefix("www."),
        "word": word,
        "section": section,
        "decided": decided is not None,
        "proposed": (known.get("place") or "drop") if known else one.word,
        "published": str(stamp.get("value", ""))[:10] if isinstance(stamp, dict) else "",
        "others": [_other(url, facts.get(address(url), {})) for url in known.get("others", ())],
        "says": list(one.says),
        "comments": list(comments),
        **{name: known.get(name) for name in _FACTS},
        **{name: said(str(known.get(name) or ""), language) for name in _SAID},
    }


def _other(url: str, known: Mapping[str, Any]) -> dict[str, str]:
    fields = {name: str(known.get(name, "")) for name in ("title", "source", "reason", "detail")}
    return {"url": url, "link": safe(url), "site": urlsplit(url).netloc.removeprefix("www."), **fields}


def _facts(folder: Path, name: str) -> dict[str, dict[str, Any]]:
    """Address → what the edition's latest run says of the candidate; empty where no run's record can be read."""
    records = [*runs.folder_of(folder).glob(f"{name}-*/record.json"), edition_folder(folder, name) / "record.json"]
    for path in sorted((path for path in records if path.is_file()), key=lambda path: -path.stat().st_mtime_ns):
        try:
            found = read_json(path)["candidates"]
        except (OSError, ValueError, KeyError, TypeError):  # torn, or of another format: an older one may do
            continue
        if isinstance(found, list) and found:
            return {address(str(one.get("url", ""))): one for one in reversed(found) if isinstance(one, dict)}
    return {}


def chosen_items(folder: Path, name: str) -> list[dict[str, str]]:
    """The latest run's chosen articles, with the ids that theses name them by: for theses before there is a draft."""
    from drafter.assemble import item_ids

    chosen = [one for one in _facts(folder, name).values() if one.get("chosen") and one.get("article_id") and one.get("place") != "brief"]
    ids = item_ids([str(one["article_id"]) for one in chosen])
    return [{"id": ids[str(one["article_id"])], "headline": str(one.get("title", ""))} for one in chosen]


def decide(folder: Path, name: str, sections: Sequence[str], decided: Any, digest: str) -> bool:
    """Write the shortlist with these decisions in their order; every other line of a person's stays. False where the file says something else by now.

    Raises UsageError for what is no decision or a file that cannot be read, OSError.
    """
    with lock.desk(folder):
        return _decided(folder, name, sections, decided, digest)


def _decided(folder: Path, name: str, sections: Sequence[str], decided: Any, digest: str) -> bool:
    path = _path(folder, name)
    text = _text(path)
    if (digest_of(text) if text else "") != digest:
        return False
    before = choices.read(text, SHORTLIST, sections)
    head, stories = shortlisted.laid(text)
    facts = _facts(folder, name)
    wanted = Shortlisted(Choices(_choices(decided, sections)), before.comments)
    kept = {address(one.url) for one in wanted.choices.decided}
    proposals = [one if address(one.url) in kept else _proposed_again(one, facts, before.choices) for one in stories]
    write_atomic(path, choices.written(head, [one for one in proposals if one is not None], wanted))
    return True


def _proposed_again(one: Proposal, facts: Mapping[str, dict[str, Any]], before: Choices) -> Proposal | None:
    """What is no longer decided is drafter's proposal again; a line that a person added, and takes back, goes."""
    if before.of([one.url]) is None:
        return one
    known = facts.get(address(one.url))
    return one.model_copy(update={"word": known.get("place") or "drop", "section": ""}) if known else None


def _choices(sent: Any, sections: Sequence[str]) -> tuple[Choice, ...]:
    found: dict[str, Choice] = {}
    for one in sent if isinstance(sent, list) else ():
        try:
            choice = Choice.model_validate({key: one[key] for key in ("url", "word", "section") if key in one})
        except (ValidationError, TypeError) as error:
            raise UsageError("decided", "is no list of decisions", "send url, word and section of each") from error
        if any(char.isspace() for char in choice.url) or not choices.line_of(f"{choice.word} {choice.url}"):
            raise UsageError(choice.url, "is no address", "write it whole, with https://")
        if choice.section and choice.section not in sections:
            raise UsageError(choice.section, "is no section of the digest", "choose one of the list")
        found.setdefault(address(choice.url), choice)
    return tuple(found.values())


def _path(folder: Path, name: str) -> Path:
    return edition_folder(folder, name) / SHORTLIST


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise UsageError(str(path), "is not UTF-8 text", "save it as UTF-8") from error
