"""What `drafter doctor` looks at on this machine: settings, folder, lists, prompts, certificates, site. No network.

A finding is a code and what fills its text; the texts in both languages are `templates/doctor.toml`.
"""

from __future__ import annotations

import platform
import shutil
import ssl
import stat
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from drafter.errors import DrafterError, PromptError, SourceListError

if TYPE_CHECKING:
    from drafter.config import Origin, Settings

Level = Literal["ok", "note", "wrong"]


@dataclass(frozen=True)
class Finding:
    """`wrong` keeps drafting from working as set up; `note` is worth knowing."""

    code: str
    level: Level
    filled: dict[str, str] = field(default_factory=dict)


def program() -> Finding:
    """Which drafter and Python run."""
    from drafter import __version__

    return Finding("python", "ok", {"drafter": __version__, "python": platform.python_version()})


def settings_file(folder: Path) -> Finding:
    """Whether the folder is a digest's. The file is sound when the settings could be loaded."""
    path = folder / "drafter.toml"
    return Finding("config", "ok", {"path": str(path)}) if path.exists() else Finding("no-config", "note", {"folder": str(folder)})


def of_error(code: str, error: DrafterError) -> Finding:
    """An error of ours as a finding."""
    said = f"{error.subject}: {error.what}" if error.subject else error.what
    return Finding(code, "wrong", {"what": said, "way_out": error.way_out})


def local(folder: Path, settings: Settings, *, https_model: bool) -> Iterator[Finding]:
    """Everything about the digest but its model."""
    yield from _folders(folder, settings)
    yield _sources(folder, settings)
    yield _prompts(folder, settings.post.form)
    yield _certificates(needed=https_model)
    yield from _site(folder, settings)
    yield from _merging(folder)
    yield from _secrets(folder)


def model(settings: Settings, origins: list[Origin]) -> Finding:
    """Who writes, and whether what that takes is there."""
    kind = settings.writer_kind
    if kind == "replay":
        return Finding("replay", "note")
    if kind == "extractive":
        return Finding("extractive-auto" if settings.model.kind == "auto" else "extractive", "note")
    if settings.key is not None:
        return Finding("key", "ok", {"origin": next(one.origin for one in origins if one.key == settings.key[0])})
    return Finding("keyless", "note", {"endpoint": settings.endpoint}) if settings.endpoint else Finding("no-key", "wrong")


def _folders(folder: Path, settings: Settings) -> Iterator[Finding]:
    from drafter.post.place import FOLDERS

    drafts = folder / (settings.post.folder or FOLDERS[settings.post.profile])
    for place in (folder, folder / ".drafter", drafts):
        if not place.is_dir():
            continue
        try:
            with tempfile.TemporaryFile(dir=place):
                pass
        except OSError as error:
            yield Finding("folder-closed", "wrong", {"folder": str(place), "what": error.strerror or str(error)})
            return
    yield Finding("folder", "ok", {"folder": str(folder.resolve())})


def _sources(folder: Path, settings: Settings) -> Finding:
    from drafter.cli.sources import digest_lists
    from drafter.collect.sources import read

    lists = digest_lists(folder, settings.digest.sources)
    try:
        sources, bad = read([name for name in lists if name != "-"], folder, lambda: "")
    except SourceListError as error:
        return of_error("bad-list", error)
    shown = ", ".join(lists) or str(folder / "sources.txt")
    if not sources:
        return Finding("no-sources", "wrong", {"lists": shown})
    if bad:
        return Finding("bad-lines", "wrong", {"count": str(len(bad)), "what": bad[0].message})
    return Finding("sources", "ok", {"count": str(len(sources)), "lists": shown})


def _prompts(folder: Path, form: str) -> Finding:
    from drafter.prompts import load_all

    try:
        loaded = load_all(folder, form)
    except PromptError as error:
        return of_error("bad-prompt", error)
    own = [name for name, template in loaded.items() if Path(template.path).is_relative_to(folder / "prompts")]
    return Finding("prompts", "ok", {"own": ", ".join(own) or "–"})


def _certificates(*, needed: bool) -> Finding:
    """The model's client trusts the system's certificates alone; fetching pages also brings its own."""
    if sys.platform in ("win32", "darwin"):
        return Finding("certificates", "ok")
    counted = ssl.create_default_context().cert_store_stats()["x509_ca"]
    folder = ssl.get_default_verify_paths().capath  # certificates in a folder are loaded one by one, when they are needed
    if counted or (folder and any(Path(folder).glob("*.0"))):
        return Finding("certificates", "ok")
    return Finding("no-certificates", "wrong" if needed else "note")


def _site(folder: Path, settings: Settings) -> Iterator[Finding]:
    tool = settings.post.profile
    found = shutil.which(tool)
    yield Finding("site", "ok", {"tool": tool, "path": found}) if found else Finding("no-site", "note", {"tool": tool})
    site = folder / "_config.yml"
    if tool == "jekyll" and site.is_file():
        text = site.read_text(encoding="utf-8", errors="replace")
        covered = '"sources.*"' in text or "'sources.*'" in text
        ours = [folder / "drafter.toml", *(() if covered else sorted(folder.glob("sources.*")))]
        names = [path.name for path in ours if path.exists() and path.name not in text]
        if names:
            yield Finding("published-settings", "note", {"folder": str(folder), "names": ", ".join(names)})


def _merging(folder: Path) -> Iterator[Finding]:
    """In a git repository two people's lines of the ledger would conflict."""
    from drafter.starter import MERGED, in_git, merges

    if (folder / ".drafter").is_dir() and in_git(folder) and not merges(folder):
        yield Finding("no-union-merge", "note", {"folder": str(folder), "line": MERGED})


def _secrets(folder: Path) -> Iterator[Finding]:
    from drafter import keys

    stored = keys.path()
    if sys.platform != "win32" and stored.exists() and stat.S_IMODE(stored.stat().st_mode) & 0o077:
        yield Finding("open-key", "wrong", {"path": str(stored)})
    ignored = folder / ".gitignore"
    if (folder / ".env").exists() and ignored.is_file() and ".env" not in ignored.read_text(encoding="utf-8", errors="replace").split():
        yield Finding("open-env", "wrong", {"path": str(folder / ".env")})
