"""Templates, and what a person chose of the interface: its language and theme.

Templates come with drafter only. A digest that was cloned from elsewhere must not bring a page of its own that may write files here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from drafter.entities import Language
from drafter.review.words import WORDS

Theme = Literal["auto", "light", "dark"]
_YEAR_S = 365 * 24 * 3600
ASKED = "x-drafter-language"
"""Header of a script's request: the language of its page. A stream of events, which takes no headers, has it as `?in=zh`."""


@dataclass(frozen=True)
class Look:
    """How a person wants the interface."""

    language: Language
    theme: Theme = "auto"

    @classmethod
    def of(cls, request: Request, default: Language) -> Look:
        """By the browser's cookies; the digest's language where they say nothing."""
        language, theme = request.cookies.get("drafter-language"), request.cookies.get("drafter-theme")
        return cls("zh" if language == "zh" else "en" if language == "en" else default, "light" if theme == "light" else "dark" if theme == "dark" else "auto")


def asked_in(request: Request, default: Language) -> Language:
    """What the asking page is in: another tab may have chosen another language since, and its cookie is both tabs'."""
    said = request.headers.get(ASKED) or request.query_params.get("in", "")
    return "zh" if said == "zh" else "en" if said == "en" else Look.of(request, default).language


def chosen(request: Request) -> Response | None:
    """The answer to `?language=zh` or `?theme=dark`: a cookie, and the page without it; None where nothing is chosen."""
    wanted = {name: request.query_params.get(name) for name in ("language", "theme")}
    if not any(wanted.values()):
        return None
    answer = RedirectResponse(request.url.path, 303)
    for name, value in wanted.items():
        if value in ("zh", "en", "auto", "light", "dark"):
            answer.set_cookie(f"drafter-{name}", value, max_age=_YEAR_S, samesite="strict")
    return answer


@cache
def _templates() -> Environment:
    found = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    found.filters["embedded"] = embedded
    return found


def embedded(data: Any) -> str:
    """JSON that may stand in a data block of a page, unescaped: no `<` ends the block, whatever a text holds."""
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return text.encode("utf-8", "replace").decode()


def page(name: str, look: Look, key: str, **values: Any) -> HTMLResponse:
    """A page in the person's language. Templates see `words`, `look`, `token` and `values`; all of it is escaped."""
    text = _templates().get_template(name).render(words=WORDS[look.language], look=look, token=key, **values)
    return HTMLResponse(text)
