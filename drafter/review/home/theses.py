"""What the analysis argues: proposals to pick or skip, and a thesis of the editor's own, in the same text file that the command line reads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from drafter import theses
from drafter.chinese import said
from drafter.desk import THESES
from drafter.entities import Language, Thesis
from drafter.errors import DrafterError, UsageError
from drafter.review.home import shortlist
from drafter.review.opened import digest_of
from drafter.store import lock
from drafter.store.editions import edition_folder
from drafter.store.files import STATE, read_json, write_atomic
from drafter.theses import Decisions, Line


def told(folder: Path, name: str, language: Language = "en") -> dict[str, Any]:
    """The theses of edition `name`, in the file's order; `n` is a line's place in it."""
    text = _text(_path(folder, name))
    state: dict[str, Any] = {"digest": digest_of(text) if text else "", "file": f"{STATE}/editions/{name}/{THESES}", "items": _items(folder, name)}
    try:
        decisions = theses.parse(text, THESES)
    except DrafterError as error:
        return {**state, "error": {"subject": error.subject, "what": said(error.what, language), "way_out": said(error.way_out, language)}, "theses": []}
    return {**state, "theses": [_thesis(n, line, line.thesis) for n, line in enumerate(decisions.lines) if line.thesis]}


def _thesis(n: int, line: Line, thesis: Thesis) -> dict[str, Any]:
    facts = thesis.model_dump(mode="json", include={"text", "item_ids", "against", "earlier_ids", "affected", "change"})
    return {"n": n, "word": line.word, "own": line.own, **facts}


def _items(folder: Path, name: str) -> list[dict[str, str]]:
    """The items a thesis may rest on: the draft's, else those that would be drafted."""
    try:
        found = read_json(edition_folder(folder, name) / "edition.json")["items"]
        return [{"id": str(one["id"]), "headline": str(one["headline"])} for one in found if one.get("place") != "brief"]
    except (OSError, ValueError, KeyError, TypeError):  # nothing is drafted yet, or the file is not sound: the candidates are known all the same
        return shortlist.chosen_items(folder, name)


def decide(folder: Path, name: str, sent: Any, digest: str) -> bool:
    """Write what is decided: `words` says `use`, `skip` or `use?` of lines by their place, `own` is a further thesis.

    False where the file says something else by now. Raises UsageError, OSError.
    """
    with lock.desk(folder):
        return _decided(folder, name, sent, digest)


def _decided(folder: Path, name: str, sent: Any, digest: str) -> bool:
    path = _path(folder, name)
    text = _text(path)
    if (digest_of(text) if text else "") != digest:
        return False
    lines = list(theses.parse(text, THESES).lines)
    for place, word in _words(sent, len(lines)).items():
        lines[place] = _with(lines[place], word)
    headlines = {one["id"]: one["headline"] for one in _items(folder, name)}
    if sent.get("own"):
        lines.append(_own(sent["own"], headlines))
    proposals = [line.thesis for line in lines if line.thesis and line.word == "use?" and not line.own]
    write_atomic(path, theses.format(name, proposals, Decisions(lines=tuple(lines)), headlines))
    return True


def _words(sent: Any, many: int) -> Mapping[int, str]:
    found = sent.get("words", {}) if isinstance(sent, dict) else None
    if not isinstance(found, dict) or not all(str(n).isdigit() and int(n) < many and word in ("use", "skip", "use?") for n, word in found.items()):
        raise UsageError("words", "is no decision", "send the place of a line, and use, skip or use?")
    return {int(n): str(word) for n, word in found.items()}


def _with(line: Line, word: str) -> Line:
    return line if line.thesis is None else line.model_copy(update={"word": word})


def _own(sent: Any, known: Mapping[str, str]) -> Line:
    """A thesis of the editor's, decided. Raises UsageError."""
    facts = sent if isinstance(sent, dict) else {}
    text, on, against = facts.get("text"), facts.get("item_ids"), facts.get("against", [])
    if not isinstance(text, str) or not isinstance(on, list) or not isinstance(against, list):
        raise UsageError("own", "is no thesis", "send text, item_ids and against")
    said = " ".join(text.split())
    if not said:
        raise UsageError("own", "says nothing", "write one sentence")
    if strange := [key for key in (*on, *against) if key not in known]:
        raise UsageError(str(strange[0]), "is no item of the edition", "tick items of the list")
    if len(set(on)) < theses.NEEDED:
        raise UsageError("own", f"rests on fewer than {theses.NEEDED} items", f"tick at least {theses.NEEDED}")
    thesis = Thesis(text=said, item_ids=tuple(dict.fromkeys(on)), against=tuple(key for key in dict.fromkeys(against) if key not in on), by="editor")
    return Line(word="use", thesis=thesis, own=True)


def _path(folder: Path, name: str) -> Path:
    return edition_folder(folder, name) / THESES


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise UsageError(str(path), "is not UTF-8 text", "save it as UTF-8") from error
