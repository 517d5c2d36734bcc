"""A run frozen as a fixture: its bundle copied to where tests and `--offline` read it, after a look for secrets."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from drafter.errors import DrafterError
from drafter.store.files import write_atomic
from drafter.store.runs import read_info
from drafter.store.secrets import key_in

MADE = ("record.json", "edition.json", "draft.md", "desk.json")
USED = ("pages", "answers")


def freeze(run: Path, target: Path, secrets: Sequence[str] = ()) -> tuple[Path, ...]:
    """Copy the bundle `run` to `target` as a fixture; returns the files written, relative to `target`.

    An earlier bundle there is replaced (its pages, answers and what was made); anything else in `target` stays.
    Raises DrafterError before anything is written, for a run that did not end and for a file that holds a key.
    """
    if read_info(run / "run.json").status == "started":
        raise DrafterError(run.name, "has not ended, so it is not known what it needs", "run the same draft again and record that")
    if not (target / "run.json").exists() and any((target / name).exists() for name in USED):
        raise DrafterError(str(target), "holds pages or answers that are no bundle's", "name another folder")
    paths = [Path(name) for name in MADE if (run / name).exists()]
    paths += sorted(path.relative_to(run) for name in USED for path in (run / name).rglob("*") if path.is_file())
    paths.append(Path("run.json"))
    for path in paths:
        if found := key_in((run / path).read_bytes(), secrets):
            raise DrafterError(str(path), f"holds {found}", f"nothing was recorded; take it out of {run / path}, and if it is a real key, revoke it")
    for name in USED:
        if (target / name).exists():
            shutil.rmtree(target / name)
    for name in MADE:
        (target / name).unlink(missing_ok=True)
    for path in paths:
        write_atomic(target / path, (run / path).read_bytes())
    return tuple(paths)
