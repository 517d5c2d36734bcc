"""Every flag code: number, severity, meaning, example, way out. `drafter explain` prints it; who raises a new code adds it to its group's table.

Groups by number: `grounding` GR1xx, `form` FO2xx, `language` LA3xx, `links` LI4xx and IN5xx, `edition` ED6xx, `publishing` PU7xx.
"""

from __future__ import annotations

from typing import Any

from drafter.check.codes.edition import EDITION
from drafter.check.codes.form import FORM
from drafter.check.codes.grounding import GROUNDING
from drafter.check.codes.language import LANGUAGE
from drafter.check.codes.links import LINKS
from drafter.check.codes.nouns import Code, Told
from drafter.check.codes.publishing import PUBLISHING
from drafter.check.codes.severities import cases
from drafter.entities import Flag, Severity

__all__ = ["CODES", "Code", "Told", "by_name", "cases", "raised"]

CODES: dict[str, Code] = {**GROUNDING, **FORM, **LANGUAGE, **LINKS, **EDITION, **PUBLISHING}
"""By code, group by group."""


def raised(code: str, where: str, message: str, *, severity: Severity | None = None, **more: Any) -> Flag:
    """A flag with its code's severity, or a milder one. KeyError for a code that no table has."""
    return Flag(code=code, severity=severity or CODES[code].severity, where=where, message=message, **more)


def by_name(name: str) -> tuple[str, Code] | None:
    """The code that a person names by its code or its number, however they write it; None when there is none."""
    said = name.strip().lower().replace("_", "-").replace(" ", "")
    return next(((key, code) for key, code in CODES.items() if said in (key, code.number.lower())), None)
