"""Kept answers: every request to a model with its answer, written before anything reads the answer.

An answer is found by what shapes it (`answer_key`) and by nothing else, so that a request that was answered once is not
paid for again, and a changed prompt pays for itself only. Files are `PROMPT/SUBJECT-KEY.json`; texts stand there as arrays
of lines, so that two of them can be compared by any diff.
"""

from __future__ import annotations

import difflib
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from drafter.entities import FORMAT_VERSION, Answer, Ask, Entity, Failure, Message, Stage
from drafter.errors import KeptMissing
from drafter.store.files import read_json, slug, write_json

SHAPES = ("messages", "json_schema", "output", "temperature", "max_output_tokens", "take", "attempt")
"""Fields of an Ask that shape its answer; the model's name does too."""
DIFF_LINES = 60
DIFF_WIDTH = 300


def answer_key(ask: Ask, model: str) -> str:
    """SHA-256, hex, of what shapes the answer: messages, schema, model, limits, take and attempt."""
    facts = ask.model_dump(mode="json", include=set(SHAPES)) | {"model": model}
    return hashlib.sha256(json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


class Kept(Entity):
    """A request and its answer, as they lie in the file."""

    key: str
    prompt: str
    subject: str
    prompt_digest: str = ""
    model: str
    shapes: dict[str, Any]
    """What was asked, but for the messages (`SHAPES`)."""
    messages: tuple[Message, ...]
    answer: Answer | None
    failure: Failure | None = None
    """Why there is no answer: a live run asks again, `--offline` fails the same way again."""


class Nearest(NamedTuple):
    """The kept request most like one that is not kept."""

    kept: Kept
    diff: str
    """Unified, from the kept request to the one asked for, of bounded size."""


class KeptAnswers:
    """Answers by key in `folder`; `also` are folders that are read when it has none (a fixture's), `first` before it; neither is written.

    The folders' names are read once: what another process adds meanwhile is not seen (a digest has one process at a time).
    A file that cannot be read is a miss; why is told in `warnings`.
    """

    def __init__(self, folder: Path, also: Sequence[Path] = (), first: Sequence[Path] = ()) -> None:
        self.folder = folder
        self.warnings: list[Failure] = []
        self._folders = (*first, folder, *also)
        self._paths: dict[str, list[Path]] | None = None

    def get(self, key: str) -> Kept | None:
        """The answer kept under `key` (`answer_key`)."""
        return next((kept for path in self._index().get(key[:16], ()) if (kept := self._read(path)) and kept.key == key), None)

    def put(self, key: str, ask: Ask, model: str, answer: Answer) -> None:
        """Keep an answer, before it is read. The same again changes nothing. Raises OSError."""
        self._write(key, ask, _facts(key, ask, model, answer))

    def put_failure(self, key: str, ask: Ask, model: str, failure: Failure) -> None:
        """Keep that a call gave no answer, and why. An answer that comes later takes its place. Raises OSError."""
        self._write(key, ask, _facts(key, ask, model, None) | {"failure": failure.model_dump(mode="json")})

    def _write(self, key: str, ask: Ask, facts: dict[str, Any]) -> None:
        path = self.folder / (slug(ask.prompt) or "prompt") / f"{_readable(ask.subject)}-{key[:16]}.json"
        write_json(path, facts)
        paths = self._index().setdefault(key[:16], [])
        if path not in paths:
            paths.insert(0, path)

    def file(self, key: str) -> Path | None:
        """Where the answer lies, below its folder's PROMPT folder."""
        paths = self._index().get(key[:16], [])
        if len(paths) < 2:
            return paths[0] if paths else None
        return next((path for path in paths if (kept := self._read(path)) and kept.key == key), None)

    def require(self, ask: Ask, model: str) -> Kept:
        """The kept answer. Raises KeptMissing that names the prompt, the subject and how the nearest kept request differs."""
        kept = self.get(answer_key(ask, model))
        if kept is not None:
            return kept
        found = self.nearest(ask, model)
        what = f"no answer is kept for prompt {ask.prompt!r} (attempt {ask.attempt}, model {model})"
        if found is None:
            raise KeptMissing(ask.subject, f"{what}, nor any other of this prompt", "run once without --offline, or name the bundle that holds it")
        way_out = f"run once without --offline; or, if a prompt was changed on purpose, record the bundle anew. The nearest one kept:\n{found.diff}"
        raise KeptMissing(ask.subject, what, way_out)

    def nearest(self, ask: Ask, model: str) -> Nearest | None:
        """The kept request of the same prompt (and subject, if any) that shares most lines with `ask`."""
        mine = [folder / (slug(ask.prompt) or "prompt") for folder in self._folders]
        paths = [path for found in self._index().values() for path in found if path.parent in mine]
        of_subject = [path for path in paths if path.stem[:-17] == _readable(ask.subject)]
        kept = [one for path in sorted(of_subject or paths) if (one := self._read(path))]
        wanted = Counter(_lines(ask.messages))

        def likeness(one: Kept) -> tuple[bool, int, bool, str]:
            return one.subject == ask.subject, sum((Counter(_lines(one.messages)) & wanted).values()), one.model == model, one.key

        best = max(kept, key=likeness, default=None)
        return Nearest(best, _diff(best, ask, model)) if best else None

    def _index(self) -> dict[str, list[Path]]:
        """First 16 digits of the key → files, own folder first."""
        if self._paths is None:
            self._paths = {}
            for folder in self._folders:
                for path in sorted(folder.glob("*/*.json")):
                    self._paths.setdefault(path.stem[-16:], []).append(path)
        return self._paths

    def _read(self, path: Path) -> Kept | None:
        try:
            return _kept(read_json(path))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            said = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            what = f"the kept answer cannot be read ({type(error).__name__}: {said}) and counts as missing; it is asked again"
            stage: Stage = "summarize" if path.parent.name == "summarize" else "compose"
            self.warnings.append(Failure(subject=str(path), stage=stage, reason="kept-unreadable", message=what))
            return None


def _readable(subject: str) -> str:
    return slug(subject.removeprefix("https://").removeprefix("http://"))


def _facts(key: str, ask: Ask, model: str, answer: Answer | None) -> dict[str, Any]:
    request = ask.model_dump(mode="json", include=set(SHAPES) - {"messages"})
    said = answer.model_dump(mode="json") if answer else None
    return {
        "format_version": FORMAT_VERSION,
        "key": key,
        "prompt": ask.prompt,
        "prompt_digest": ask.prompt_digest,
        "subject": ask.subject,
        "model": model,
        "answer": {**said, "text": said["text"].split("\n")} if said else None,
        "messages": [{"role": message.role, "content": message.content.split("\n")} for message in ask.messages],
        "request": request,
    }


def _kept(facts: Any) -> Kept:
    """From a file's facts; a text may be one string instead of lines, as a person would write it."""
    if facts["format_version"] > FORMAT_VERSION:
        raise ValueError(f"it is of format {facts['format_version']}, this drafter reads {FORMAT_VERSION}")
    return Kept(
        key=facts["key"],
        prompt=facts["prompt"],
        subject=facts["subject"],
        prompt_digest=facts.get("prompt_digest", ""),
        model=facts["model"],
        shapes=facts["request"],
        messages=tuple(Message(role=one["role"], content=_text(one["content"])) for one in facts["messages"]),
        answer=Answer(**{**facts["answer"], "text": _text(facts["answer"]["text"])}) if facts["answer"] else None,
        failure=Failure(**facts["failure"]) if facts.get("failure") else None,
    )


def _text(said: str | list[str]) -> str:
    return said if isinstance(said, str) else "\n".join(said)


def _lines(messages: Sequence[Message]) -> list[str]:
    return [line for message in messages for line in (f"[{message.role}]", *message.content.split("\n"))]


def _shape_lines(shapes: dict[str, Any], model: str) -> list[str]:
    lines = json.dumps({**shapes, "model": model}, ensure_ascii=False, sort_keys=True, indent=1).split("\n")
    return lines[1:-1]


def _diff(kept: Kept, ask: Ask, model: str) -> str:
    before = [*_shape_lines(kept.shapes, kept.model), *_lines(kept.messages)]
    after = [*_shape_lines(ask.model_dump(mode="json", include=set(SHAPES) - {"messages"}), model), *_lines(ask.messages)]
    lines = difflib.unified_diff(before, after, f"kept {kept.prompt} {kept.subject} {kept.key[:16]}", "asked for", n=1, lineterm="")
    shown = [line if len(line) <= DIFF_WIDTH else f"{line[:DIFF_WIDTH]}…" for line in islice(lines, DIFF_LINES + 1)]
    return "\n".join([*shown[:DIFF_LINES], "… and more"] if len(shown) > DIFF_LINES else shown)
