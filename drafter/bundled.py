"""Where the files that travel with drafter are: in the wheel, or at the top of a checkout. A digest's own file of the same name wins."""

from __future__ import annotations

from pathlib import Path

from drafter.errors import ConfigError

FORMS = ("classic", "briefing")
"""The forms that come with drafter; the first has no folder of its own."""

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The bundled folder `name` (`prompts`, `templates`, `demo`)."""
    installed = _PACKAGE / "_bundled" / name
    checkout = _PACKAGE.parent / {"demo": "fixtures/demo"}.get(name, name)
    return installed if installed.is_dir() else checkout


def find(kind: str, name: str, digest: Path | None, form: str = "") -> Path:
    """The file of a form, `kind/form/name`, else `kind/name`: the digest's own first. Raises ConfigError when there is none."""
    for place in ([digest / kind] if digest else []) + [folder(kind)]:
        for path in ([place / form / name] if form else []) + [place / name]:
            if path.is_file():
                return path
    raise ConfigError(f"{kind}/{name}", "is not there", f"put it into the digest's {kind}/ folder, or install drafter again")


def read(kind: str, name: str, digest: Path | None, form: str = "") -> str:
    """The text of `find`. Raises ConfigError where it is no UTF-8."""
    path = find(kind, name, digest, form)
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(str(path), "is not UTF-8 text", "save it as UTF-8") from error


def check_form(form: str, digest: Path | None) -> None:
    """Raises ConfigError for a form of which there is no file at all: it would be the default's in silence."""
    places = [place / form for kind in ("prompts", "templates") for place in ([digest / kind] if digest else []) + [folder(kind)]]
    if form != FORMS[0] and not any(place.is_dir() for place in places):
        way_out = f"known are {', '.join(FORMS)}; or put files into prompts/{form}/ or templates/{form}/"
        raise ConfigError("post.form", f"names {form!r}, of which there is no file", way_out)
