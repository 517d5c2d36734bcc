"""Flags of codes that a desk takes less seriously: one severity lower, and said so. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.check.codes import CODES
from drafter.entities import Flag, Severity
from drafter.proofread.review import SEVERITIES


def lowered(flag: Flag, demoted: Mapping[str, str]) -> Flag:
    """The flag as this desk counts it. `demoted` is code → who demoted it and when, in words.

    Never one of a code that can block, whatever a file says: those are what must not be published.
    """
    known = CODES.get(flag.code)
    if flag.code not in demoted or flag.severity not in ("HIGH", "WARN") or known is None or known.severity == "BLOCK":
        return flag
    said = " ".join(f"demoted from {flag.severity} {demoted[flag.code]}".split())
    return flag.model_copy(update={"severity": lower_of(flag.severity), "message": f"{flag.message} [{said}]"})


def lower_of(severity: Severity) -> Severity:
    """One severity less; INFO stays."""
    return SEVERITIES[min(SEVERITIES.index(severity) + 1, len(SEVERITIES) - 1)]
