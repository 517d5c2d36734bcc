"""The published text for mail and for WeChat: from the very bytes of the post, whose SHA-256 both carry."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from drafter import archive, bundled
from drafter.config import Settings
from drafter.post.inlined import Links, inlined
from drafter.post.read import parse
from drafter.publish.moving import sha256

TEMPLATES: dict[str, tuple[str, Links]] = {"email": ("mail.html.j2", "links"), "wechat": ("wechat.html.j2", "notes")}


def of(outlet: Literal["email", "wechat"] | str, text: str, settings: Settings, digest: Path | None) -> str:
    """The HTML of `text`, a whole post. Raises NotAPost, ConfigError for a template that cannot be filled."""
    name, links = TEMPLATES[outlet]
    post = parse(text, own_headings=settings.post.headings, disclosure=settings.post.ai_disclosure)
    template = bundled.read("templates", name, digest, settings.post.form)
    return inlined(post, template, name, digest=sha256(text), language=archive.language_of(post), links=links)
