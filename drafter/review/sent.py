"""What a page sent, looked at before it is used. Pure."""

from __future__ import annotations

from typing import Any

from drafter.errors import UsageError


def texts(sent: Any, *names: str) -> tuple[str, ...]:
    """These fields, each a text. Raises UsageError."""
    found = [sent.get(name) if isinstance(sent, dict) else None for name in names]
    wrong = next((name for name, value in zip(names, found, strict=True) if not isinstance(value, str)), None)
    if wrong is not None:
        raise UsageError(wrong, "is missing", "send it as text")
    return tuple(str(value) for value in found)
