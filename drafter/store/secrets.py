"""Keys, cookies and logins: kept out of run.json, and found in what is to be recorded. No file is touched here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_NAME = re.compile(r"(?i)key$|token$|secret|password|authorization|cookie")
_LOGIN = re.compile(r"(?<=://)[^/@\s]+@")
_QUERY = re.compile(r"(https?://[^?\s]+)\?\S*")
"""Some endpoints take their key in the address."""
_KEY = re.compile(rb"(?<![A-Za-z0-9_-])sk-(?=[A-Za-z_-]*[0-9])(?=[0-9_-]*[A-Za-z])[A-Za-z0-9_-]{20,}")
"""As OpenAI and those who follow its form make them; a digit is asked for because style sheets name classes `sk-…` too."""


def without_secrets(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings as JSON without anything named like a secret, and URLs without a user's name and password."""
    return {str(name): _plain(value) for name, value in settings.items() if not _NAME.search(str(name))}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return without_secrets(value)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, bool | int | float) else _QUERY.sub(r"\1", _LOGIN.sub("", str(value)))


def key_in(content: bytes, known: Sequence[str] = ()) -> str:
    """What secret `content` holds, in words that do not repeat it; empty when none. `known`: keys that are configured."""
    if any(len(key) >= 8 and key.encode() in content for key in known):
        return "the configured API key"
    return "what looks like an API key (sk-…)" if _KEY.search(content) else ""
