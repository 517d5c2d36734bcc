"""The digest's voice, read from the files that people own: `style.md`, `glossary.yaml`, `examples.jsonl`, and the example posts that settings name."""

from __future__ import annotations

from pathlib import Path

from drafter.check.glossary import GlossaryTerm
from drafter.config import Settings
from drafter.errors import ConfigError
from drafter.post.read import parse
from drafter.store import glossary, voice
from drafter.voice.examples import of_post
from drafter.voice.nouns import Change, Example, Voice


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
