"""Where the files that travel with drafter are: in the wheel, or at the top of a checkout. A digest's own file of the same name wins."""

from __future__ import annotations

from pathlib import Path

from drafter.errors import ConfigError

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The bundled folder `name` (`prompts`, `templates`, `demo`)."""
    installed = _PACKAGE / "_bundled" / name
    checkout = _PACKAGE.parent / {"demo": "fixtures/demo"}.get(name, name)
    return installed if installed.is_dir() else checkout


def find(kind: str, name: str, digest: Path | None) -> Path:
    """The file `kind/name`: the digest's own or the bundled one. Raises ConfigError when there is neither."""
    for place in ([digest / kind] if digest else []) + [folder(kind)]:
        if (path := place / name).is_file():
            return path
    raise ConfigError(f"{kind}/{name}", "is not there", f"put it into the digest's {kind}/ folder, or install drafter again")


def read(kind: str, name: str, digest: Path | None) -> str:
    """The text of `kind/name`."""
    return find(kind, name, digest).read_text(encoding="utf-8")
