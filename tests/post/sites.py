"""Real sites of one layout, built by Jekyll and Hugo, and what a reader sees of a page."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import lxml.html
from lxml import etree

from drafter.config import Settings
from drafter.entities import Edition
from drafter.post import place
from drafter.post.render import render
from tests.tools import need

TEMPLATE = (Path(__file__).parents[2] / "templates" / "post.md.j2").read_text(encoding="utf-8")

# `raw` prints values without escaping, as many Jekyll themes do. Hugo escapes by itself.
_JEKYLL_LAYOUT = """<!doctype html><html><head><meta charset="utf-8"><title>{{ page.title | escape }}</title></head><body>
<div id="raw">{{ page.title }} {{ page.excerpt }} {{ page.author }} {{ page.categories | join: " " }} {{ page.tags | join: " " }}</div>
<div id="date">{{ page.date | date: "%Y-%m-%d %H:%M %z" }}</div>
<main>{{ content }}</main></body></html>
"""
_HUGO_LAYOUT = """<!doctype html><html><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>
<div id="raw">{{ .Title }} {{ .Description }} {{ .Params.author }}
{{ with .Params.categories }}{{ delimit . " " }}{{ end }} {{ with .Params.tags }}{{ delimit . " " }}{{ end }}</div>
<div id="date">{{ .Date.Format "2006-01-02 15:04 -0700" }}</div>
<main>{{ .Content }}</main></body></html>
"""
_CONFIG = {
    "jekyll": "timezone: Asia/Shanghai\npermalink: /p/:title/\n",
    "hugo": 'timeZone = "Asia/Shanghai"\nenableEmoji = true\n[permalinks]\nposts = "/p/:slug/"\n',
}
_OUR_ATTRIBUTES = {"id", "href"}
_OURS = {"main", "h1", "h2", "h3", "p", "a", "strong"}


@dataclass(frozen=True)
class Seen:
    """A built page: `blocks` are (tag, text) in reading order, `live` is every element or attribute that is none of ours."""

    title: str
    date: str
    blocks: list[tuple[str, str]]
    links: list[str]
    live: list[str]


def settings(**sections: dict[str, object]) -> Settings:
    """Settings from these values and the defaults, whatever the environment holds."""
    plain = Settings.model_construct()
    return plain.model_copy(update={name: type(getattr(plain, name))(**values) for name, values in sections.items()})


def write(folder: Path, edition: Edition, chosen: Settings) -> str:
    """Writes the draft where it belongs; returns its slug."""
    path = place.draft_path(chosen, folder, edition.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = render(edition, chosen, load_template=lambda name: TEMPLATE, unpublished=place.needs_unpublished(chosen))
    path.write_text(text, encoding="utf-8", newline="\n")
    return path.stem


def build(profile: str, folder: Path) -> None:
    """Builds the site as CI does: strict front matter, drafts shown."""
    if profile == "jekyll":
        command = [need("jekyll"), "build", "--strict_front_matter", "--drafts", "--unpublished", "--quiet"]
        layout, config, text = folder / "_layouts" / "post.html", folder / "_config.yml", _JEKYLL_LAYOUT
    else:
        command = [need("hugo"), "-D", "--quiet", "--destination", "_site"]
        layout, config, text = folder / "layouts" / "_default" / "single.html", folder / "config.toml", _HUGO_LAYOUT
    layout.parent.mkdir(parents=True, exist_ok=True)
    layout.write_text(text, encoding="utf-8")
    config.write_text(_CONFIG[profile], encoding="utf-8")
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def look(folder: Path, slug: str, *, briefs: bool = False) -> Seen:
    """The page of the draft `slug`. Lists are ours where it has briefs, and nowhere else."""
    ours = _OURS | {"ul", "li"} if briefs else _OURS
    page = lxml.html.fromstring((folder / "_site" / "p" / slug / "index.html").read_bytes().decode())
    main, raw = page.find(".//main"), page.get_element_by_id("raw")
    live = [f"<{e.tag}> in the head line" for e in raw.iterdescendants()]
    live += [f"<{e.tag}>" for e in main.iter() if e.tag not in ours]
    live += [f"{e.tag} {name}={value!r}" for e in main.iter() for name, value in e.attrib.items() if name not in _OUR_ATTRIBUTES]
    loose = [main.text or "", *(child.tail or "" for child in main)]
    live += [f"text outside a block: {text!r}" for text in loose if text.strip()]
    return Seen(
        title=straight(page.findtext(".//title")),
        date=page.get_element_by_id("date").text_content(),
        blocks=[(child.tag, straight(child.text_content())) for child in main.iterchildren(tag=etree.Element)],
        links=[a.get("href") for a in main.iter("a")],
        live=live,
    )


_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "--", "—": "---", "«": "<<", "»": ">>", "\u00a0": " "})


def straight(text: str) -> str:
    """Text with the engines' typography undone: curly quotes, dashes, dots."""
    return " ".join(text.translate(_TYPOGRAPHY).split())
