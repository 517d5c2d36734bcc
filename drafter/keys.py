"""The stored API key: a file of this user alone (mode 0600), outside every digest folder. Environment and `.env` win over it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import platformdirs

from drafter.errors import ConfigError


def path() -> Path:
    """Where the key file is, whether or not it exists."""
    return Path(platformdirs.user_config_dir("drafter")) / "keys.json"


def stored() -> dict[str, str]:
    """Name → key; empty without a file. Raises ConfigError when the file is not ours to read."""
    file = path()
    if not file.exists():
        return {}
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(str(file), f"cannot be read: {error}", "run `drafter keys set` again") from error
    return {str(name): str(key) for name, key in data.items()} if isinstance(data, dict) else {}


def store(name: str, key: str) -> Path:
    """Keep `key` under `name`; the file is never readable by others, not even for a moment."""
    file = path()
    file.parent.mkdir(parents=True, exist_ok=True)
    keys = stored() | {name: key}
    part = file.with_suffix(".part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(json.dumps(keys, indent=1) + "\n")
    part.replace(file)
    return file
