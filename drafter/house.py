"""The digest's voice, read from the files that people own: `style.md`, `glossary.yaml`, `examples.jsonl`, and the example posts that settings name."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from drafter.check.glossary import GlossaryTerm
from drafter.config import Settings
from drafter.entities import Failure
from drafter.errors import ConfigError, UsageError
from drafter.post.read import NotAPost, parse
from drafter.store import glossary, voice
from drafter.voice.examples import of_post
from drafter.voice.measures import Measured, measured
from drafter.voice.nouns import Change, Example, Voice

MOST_POSTS = 400
"""Of an archive the last ones by name are measured: they are how the digest writes now."""
_POSTS = (".md", ".markdown")


def read(folder: Path, settings: Settings) -> Voice:
    """All of it; empty where there are no such files. Raises ConfigError that names file and line, NotAPost for an example that is none."""
    return Voice(style=voice.style(folder), terms=terms(folder), examples=_examples(folder, settings), changes=_changes(folder))


def terms(folder: Path) -> tuple[GlossaryTerm, ...]:
    """The glossary alone. Raises ConfigError."""
    return tuple(GlossaryTerm.model_validate(fields) for fields in glossary.read(folder))


def _changes(folder: Path) -> tuple[Change, ...]:
    return tuple(Change.model_validate(fields) for fields in voice.changes(folder))


def _examples(folder: Path, settings: Settings) -> tuple[Example, ...]:
    found: list[Example] = []
    for name in settings.style.examples:
        path = folder / name
        try:
            text = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"style.examples: {name}", f"cannot be read ({error})", "name posts relative to the digest's folder") from error
        post = parse(text, subject=str(path), own_headings=settings.post.headings, disclosure=settings.post.ai_disclosure)
        found += of_post(post, name)
    return tuple(found)


def posts(places: Iterable[Path], folder: Path) -> tuple[tuple[Measured, ...], tuple[Failure, ...]]:
    """The posts of files and folders, measured, named as seen from `folder`; and those that are none. Raises UsageError where there is no post."""
    files = [path for place in places for path in (sorted(place.rglob("*")) if place.is_dir() else [place])]
    files = [path for path in files if path.suffix.lower() in _POSTS and path.is_file() and not path.name.startswith(".")]
    chosen = sorted(dict.fromkeys(files), key=lambda path: (path.name, path))[-MOST_POSTS:]
    found: list[Measured] = []
    broken: list[Failure] = []
    for path in chosen:
        try:
            found.append(measured(parse(path.read_bytes().decode("utf-8"), subject=str(path)), _seen_from(folder, path)))
        except (NotAPost, OSError, UnicodeDecodeError) as error:
            broken.append(Failure(subject=str(path), stage="render", reason="no-post", message=str(error)))
    if not found:
        named = ", ".join(map(str, places)) or "--from"
        raise UsageError(named, "holds no post that can be read" + (f" (of {len(chosen)} files)" if chosen else ""), "name a folder with Markdown posts")
    return tuple(found), tuple(broken)


def _seen_from(folder: Path, path: Path) -> str:
    """Relative where a relative name exists: not so on another drive."""
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return path.resolve().as_posix()
