"""What an editor decided to leave as it is: a flag's code, the exact words, the statement they stand in, and why.

Each is a file of its own in `.drafter/editions/NAME/waivers/`, named by what it waives, so that two people's waivers merge in git
and the same one given twice is one. A waiver counts while the statement stands word for word: change the words and the flag is back.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import ValidationError

from drafter.entities import Entity, Failure, Flag
from drafter.store.files import read_json, write_json

FOLDER = "waivers"
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Waiver(Entity):
    """One flag that a person has looked at and lets stand."""

    code: str
    words: str
    """Exactly those of the flag; empty for a flag that names none."""
    statement: str
    """Word for word; white space alone may change. Empty for a flag of the whole post."""
    reason: str


class Waivers:
    """An edition's waivers. `broken`: files that cannot be read, and so waive nothing."""

    def __init__(self, found: Iterable[Waiver] = (), broken: Sequence[Failure] = ()) -> None:
        self._found = {_key(one.code, one.words, one.statement): one for one in found}
        self.broken = tuple(broken)

    def reason(self, flag: Flag) -> str:
        """Why the flag is waived; empty when it is not."""
        waiver = self._found.get(_key(flag.code, flag.words, flag.statement))
        return waiver.reason if waiver else ""

    def lapsed(self, flags: Iterable[Flag]) -> tuple[Waiver, ...]:
        """Those that none of the edition's flags needs: the words were changed, or what was wrong is mended."""
        needed = {_key(flag.code, flag.words, flag.statement) for flag in flags}
        return tuple(one for key, one in sorted(self._found.items()) if key not in needed)


def read(edition: Path) -> Waivers:
    """The waivers in an edition's folder; none where there is no such folder."""
    found: list[Waiver] = []
    broken: list[Failure] = []
    for path in sorted((edition / FOLDER).glob("*.json")):
        try:
            found.append(Waiver.model_validate(read_json(path)))
        except (OSError, ValueError) as error:
            said = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            message = f"the waiver cannot be read ({said}) and waives nothing; mend the file or remove it"
            broken.append(Failure(subject=str(path), stage="render", reason="kept-unreadable", message=message))
    return Waivers(found, broken)


def keep(edition: Path, flag: Flag, reason: str) -> Path:
    """Waive the flag; given again, the reason is the later one. Raises OSError."""
    waiver = Waiver(code=flag.code, words=flag.words, statement=flag.statement, reason=" ".join(reason.split()))
    path = _path(edition, flag)
    write_json(path, waiver.model_dump(mode="json"))
    return path


def take_back(edition: Path, flag: Flag) -> None:
    """The flag stands again; also where the waiver's file was named by a person. Raises OSError."""
    _path(edition, flag).unlink(missing_ok=True)
    for path in sorted((edition / FOLDER).glob("*.json")):
        try:
            waiver = Waiver.model_validate(read_json(path))
        except (OSError, ValueError):
            continue  # `read` tells of it
        if _key(waiver.code, waiver.words, waiver.statement) == _key(flag.code, flag.words, flag.statement):
            path.unlink(missing_ok=True)


def _path(edition: Path, flag: Flag) -> Path:
    digest = hashlib.sha256("\0".join(_key(flag.code, flag.words, flag.statement)).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    code = flag.code if _CODE.fullmatch(flag.code) else "flag"
    return edition / FOLDER / f"{code}-{digest}.json"


def _key(code: str, words: str, statement: str) -> tuple[str, str, str]:
    return code, "".join(words.split()), "".join(statement.split())
