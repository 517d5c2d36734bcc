"""What `drafter init` writes: a digest's first files, or the bundled demo. Nothing here ever replaces a file that a person wrote.

The files' texts are `templates/starter/`. The demo's files are remembered by digest in `.drafter/kept/demo.json`, so that a newer demo
may replace what an older one wrote, and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from string import Template

from drafter import bundled
from drafter.config import CONFIG_FILE
from drafter.errors import UsageError
from drafter.settings import DigestSettings
from drafter.store.files import STATE, read_json, same_bytes, write_atomic, write_json
from drafter.store.glossary_edit import entry, quoted
from drafter.voice.learned import Learned, learned
from drafter.voice.measures import Measured
from drafter.voice.recurring import recurring
from drafter.voice.written import filled, glossary_text, style_text

IGNORED = (".env", f"{STATE}/kept/")
"""Lines every digest's .gitignore has: secrets, and what can be made again."""
MERGED = f"{STATE}/**/*.jsonl merge=union"
"""The line of a digest's .gitattributes by which two people's lines of the ledger and of decisions merge."""
ATTRIBUTES = ".gitattributes"
_FILES = {CONFIG_FILE: "drafter.toml", "sources.txt": "sources.txt", ".gitignore": "gitignore", ATTRIBUTES: "gitattributes", ".env.example": "env.example"}
"""File in the digest → its text in `templates/starter/`."""
_COPIED = PurePosixPath(STATE, "kept", "demo.json")


@dataclass(frozen=True)
class Copied:
    """What copying the demo did; names are relative to the folder."""

    written: tuple[str, ...]
    left_alone: tuple[str, ...]
    """Files of the demo that a person changed."""


def write(folder: Path, digest: DigestSettings, posts: Sequence[Measured] = ()) -> tuple[str, ...]:
    """A new digest's files, with what `posts` suggest. Raises UsageError that names what is already there; nothing is written then."""
    texts = {name: _text(source) for name, source in _FILES.items()}
    texts[CONFIG_FILE] = Template(texts[CONFIG_FILE]).substitute(
        {name: _toml(getattr(digest, name)) for name in ("series", "name", "language", "timezone", "author")}
    )
    if posts:
        texts[CONFIG_FILE] = filled(texts[CONFIG_FILE], [one for one in learned(posts) if _holds(one, digest)])
        prose = [(post.path, "\n".join(post.prose)) for post in posts]
        texts |= {"style.md": style_text(posts, digest.language), "glossary.yaml": glossary_text(recurring(prose), digest.language, entry, quoted)}
    if _ignores(folder / ".gitignore"):
        del texts[".gitignore"]
    if merges(folder):
        del texts[ATTRIBUTES]
    for name in texts:
        if (folder / name).exists() or (folder / name).is_symlink():
            raise UsageError(str(folder / name), "is already there, and init overwrites nothing", _way_out(name))
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        with (folder / name).open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    return tuple(texts)


def in_git(folder: Path) -> bool:
    """Whether the folder lies in a git repository."""
    return any((place / ".git").exists() for place in (folder.resolve(), *folder.resolve().parents))


def merges(folder: Path) -> bool:
    """Whether git merges lines that two people added to the digest's `.jsonl` files; the .gitattributes of the repository's own folders count too."""
    places = (folder.resolve(), *folder.resolve().parents)
    top = next((number for number, place in enumerate(places) if (place / ".git").exists()), 0)
    return any(_says_union(place / ATTRIBUTES) for place in places[: top + 1])


def _says_union(path: Path) -> bool:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else ()
    return any("jsonl" in line and "merge=union" in line for line in lines if not line.lstrip().startswith("#"))


def _holds(one: Learned, digest: DigestSettings) -> bool:
    """Whether nothing else was said on the command line."""
    table, _, name = one.key.partition(".")
    return table != "digest" or name not in ("name", "language", "author") or getattr(digest, name) == one.value


def copy_demo(folder: Path) -> Copied:
    """The bundled demo in `folder`; again and again it restores what is missing. Raises UsageError where another digest lies there."""
    files = _demo_files()
    before = _copied(folder)
    is_demo = bool(before) or same_bytes(folder / "run.json", files["run.json"])
    there = [name for name in files if (folder / name).exists()]
    changed = [name for name in there if not same_bytes(folder / name, files[name]) and before.get(name) != _digest((folder / name).read_bytes())]
    if changed and not is_demo:
        raise UsageError(str(folder / changed[0]), "is already there and is not the demo's", "name an empty folder, or one that does not exist yet")
    wanted = {name: body for name, body in files.items() if name not in changed and not same_bytes(folder / name, body)}
    if wanted or not before:
        write_json(folder / _COPIED, before | {name: _digest(body) for name, body in files.items() if name not in changed})
    for name, body in wanted.items():
        write_atomic(folder / name, body)
    return Copied(tuple(wanted), tuple(changed))


def series_of(name: str, folder: Path) -> str:
    """A series' name for file names, from the readers' name, else the folder's, as far as they have Latin letters."""
    for said in (name, folder.resolve().name):
        if kebab := re.sub(r"[^a-z0-9]+", "-", said.lower()).strip("-"):
            return kebab
    return "weekly"


def _text(source: str) -> str:
    return (bundled.folder("templates") / "starter" / source).read_text(encoding="utf-8")


def _toml(value: str) -> str:
    """A TOML basic string; JSON's escapes are valid there, but TOML also wants DEL escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _ignores(path: Path) -> bool:
    """Whether a .gitignore that is there already keeps secrets out of the repository."""
    if not path.is_file():
        return False
    lines = {line.strip().removeprefix("/") for line in path.read_text(encoding="utf-8", errors="replace").splitlines()}
    return set(IGNORED) <= lines


def _way_out(name: str) -> str:
    if name == ".gitignore":
        return f"add these two lines to it and run init again: {'  '.join(IGNORED)}"
    if name == ATTRIBUTES:
        return f"add this line to it and run init again: {MERGED}"
    return "move it away, or name another folder"


def _demo_files() -> dict[str, bytes]:
    demo = bundled.folder("demo")
    files = {path.relative_to(demo).as_posix(): path.read_bytes() for path in sorted(demo.rglob("*")) if path.is_file() and not path.name.startswith(".")}
    return files | {".gitignore": _text("gitignore").encode(), ATTRIBUTES: _text("gitattributes").encode()}


def _copied(folder: Path) -> dict[str, str]:
    """Name → SHA-256 of each file as it was copied; empty where none was, or where that is no longer known."""
    try:
        facts = read_json(folder / _COPIED)
    except (OSError, ValueError):
        return {}
    return {str(name): str(digest) for name, digest in facts.items()} if isinstance(facts, dict) else {}


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
