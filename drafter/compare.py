"""What differs between two runs, and what that did to the post. Pure but for reading the two bundles."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drafter.store.runs import RunInfo, load_made


def differences(one: tuple[Path, RunInfo], other: tuple[Path, RunInfo]) -> Iterator[str]:
    """Lines for a person: settings, prompts, pages, answers, then the draft as a unified diff."""
    (a, first), (b, second) = one, other
    yield from _changed("setting", _flat(first.settings), _flat(second.settings))
    yield from _changed("prompt", first.prompts, second.prompts)
    yield from _changed("page", _bodies(a / "pages"), _bodies(b / "pages"))
    yield from _changed("answer", _names(a / "answers"), _names(b / "answers"))
    before, after = load_made(a)[2] or "", load_made(b)[2] or ""
    yield from difflib.unified_diff(before.splitlines(), after.splitlines(), f"{a.name}/draft.md", f"{b.name}/draft.md", n=1, lineterm="")


def _changed(kind: str, before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield f"{kind} {name}: {_said(before.get(name), 'added')} → {_said(after.get(name), 'gone')}"


def _said(value: str | None, absent: str) -> str:
    return absent if value is None else value if len(value) <= 60 else value[:57] + "…"


def _flat(data: dict[str, Any], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in data.items():
        flat |= _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}": str(value)}
    return flat


def _bodies(folder: Path) -> dict[str, str]:
    """Name of a page's body → its digest; the facts of the fetch (when it was) are no difference."""
    import hashlib

    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in folder.glob("*") if path.suffix != ".json" or path.name.endswith(".feed.json")
    }


def _names(folder: Path) -> dict[str, str]:
    """`prompt/subject` → keys of its answers."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*/*.json")):
        found.setdefault(f"{path.parent.name}/{path.stem[:-17]}", []).append(path.stem[-16:])
    return {name: ", ".join(keys) for name, keys in found.items()}
