"""An edition as a post: front matter from typed fields, body from the template `post.md.j2`.

The template only places finished Markdown; whatever came from outside or from a model has passed `escape` by then.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from drafter.config import Settings
from drafter.entities import Continued, Edition, Item, Language, Link, Paragraph, Statement
from drafter.errors import ConfigError
from drafter.post import escape, frontmatter, headings, place, spacing

TEMPLATE = "post.md.j2"
EXCERPT_CEILING: dict[Language, int] = {"zh": 160, "en": 320}
"""Characters of the excerpt: what search engines and feeds show of it."""

_SENTENCE_END = re.compile(r"[。！？!?][”」』\"’)）]*|\.[”\"’)]*(?=\s|$)")


def render(edition: Edition, settings: Settings, *, load_template: Callable[[str], str], unpublished: bool = False) -> str:
    """The whole post: same edition, settings and template give the same bytes; LF, one final newline.

    `load_template` gives a template's text by name. `unpublished` adds `published: false`, for Jekyll folders other than `_drafts`.
    Raises ConfigError for a template or heading that cannot be used.
    """
    prose = _Prose(edition, settings)
    return _front(prose, unpublished=unpublished) + "\n" + _body(prose, load_template(TEMPLATE))


class _Prose:
    """The edition's texts in house style, not yet escaped."""

    def __init__(self, edition: Edition, settings: Settings) -> None:
        self.edition, self.settings, self.language = edition, settings, edition.language
        self.title = escape.plain(self._titled(self.styled(edition.title)))
        self.lede = self.paragraph(edition.lede.statements)

    def _titled(self, title: str) -> str:
        name = self.settings.digest.name
        return headings.NAME_AND_TITLE[self.language].format(name=name, title=title) if name else title

    def styled(self, text: str) -> str:
        """House style is about Chinese text; in an English one `the 央行 said` keeps its spaces."""
        return spacing.styled(text, self.settings.post.spacing) if self.language == "zh" else text

    def paragraph(self, statements: tuple[Statement, ...], *, verbatim: bool = False) -> str:
        """One line; the source's own sentences stay as the source has them."""
        return spacing.joined((escape.clean(s.text if verbatim or s.fallback else self.styled(s.text)) for s in statements), self.language)


def _front(prose: _Prose, *, unpublished: bool) -> str:
    edition, settings = prose.edition, prose.settings
    fields: list[tuple[str, frontmatter.Value]] = [
        ("layout", settings.digest.layout),
        ("title", prose.title),
        ("date", _date(edition, settings)),
        ("author", escape.plain(settings.digest.author)),
        ("source", next((url for url in (escape.url(item.link.url) for item in edition.items) if url), "")),
        ("categories", _listed(settings.digest.categories)),
        ("tags", _listed(edition.tags)),
        *_engine_fields(prose, unpublished=unpublished),
    ]
    return frontmatter.header([(key, value) for key, value in fields if value or value is False], bare=("layout", "slug"), iso=settings.post.profile == "hugo")


def _listed(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(escape.plain, words))))


def _date(edition: Edition, settings: Settings) -> date | datetime:
    """A time always carries its zone: Jekyll reads one without as UTC."""
    zone = settings.digest.zone
    return edition.date.day(zone) if settings.post.date == "date" else edition.date.instant(zone).astimezone(zone).replace(microsecond=0)


def _engine_fields(prose: _Prose, *, unpublished: bool) -> list[tuple[str, frontmatter.Value]]:
    excerpt = escape.plain(shortened(prose.lede, EXCERPT_CEILING[prose.language])) if prose.settings.post.excerpt else ""
    if prose.settings.post.profile == "hugo":
        day = prose.edition.date.day(prose.settings.digest.zone)
        slug = place.file_name(prose.settings, prose.edition.name, day).removesuffix(".md")
        return [("description", excerpt), ("slug", slug), ("draft", True)]
    return [("excerpt", excerpt), *([("published", False)] if unpublished else [])]


def shortened(text: str, ceiling: int) -> str:
    """`text` up to the last sentence that ends within `ceiling` characters, or cut at a word with `…` when the first one is longer."""
    if len(text) <= ceiling:
        return text
    ends = [end.end() for end in _SENTENCE_END.finditer(text) if end.end() <= ceiling]
    if ends:
        return text[: ends[-1]]
    cut = text[: ceiling - 1]
    word = cut.rfind(" ")
    inside_word = text[ceiling - 1].isascii() and not text[ceiling - 1].isspace() and cut[-1].isascii()
    return (cut[:word] if inside_word and word > 0 else cut).rstrip(" ，,、;；:：") + "…"


def _body(prose: _Prose, template: str) -> str:
    edition, settings = prose.edition, prose.settings
    values: dict[str, object] = {
        "h1": escape.text(prose.title, line_start=False) if settings.post.body_h1 else "",
        **{f"{section}_note": _note(edition.editor_notes.get(section, ""), prose) for section in ("edition", *headings.SECTIONS)},
        "lede": escape.text(prose.lede, line_start=True),
        **{f"{k}_heading": escape.text(v, line_start=False) for k, v in headings.headings(edition.language, settings.post.headings).items()},
        "groups": _groups(prose),
        "briefs": [_brief(item, prose) for item in edition.items if item.place == "brief"],
        "briefs_notes": [note for item in edition.items if item.place == "brief" and (note := _brief_note(item, prose))],
        "analysis": _paragraphs(edition.analysis, prose),
        "conclusion": _paragraphs(edition.conclusion, prose),
        "notices_heading": escape.text(headings.NOTICES[prose.language], line_start=False),
        "notices": [
            headings.notice(one, prose.language, _post_link(one.title, one.url, prose.language, first=prose.language == "en"), _plain)
            for one in edition.notices
        ],
        "disclosure": escape.text(settings.post.ai_disclosure, line_start=True),
    }
    filled = re.sub(r"[ \t]+(?=\n)", "", (_filled(template, values) + _unplaced(template, values)).replace("\r\n", "\n"))
    return re.sub(r"\n{3,}", "\n\n", filled).strip("\n") + "\n"


def _unplaced(template: str, values: dict[str, object]) -> str:
    """Notices of corrections that a digest's own template has no place for: readers are owed them."""
    notices = values["notices"]
    if not isinstance(notices, list) or not notices or "notices" in template:
        return ""
    return "\n".join(["", "", f"## {values['notices_heading']}", "", *(f"- {one}" for one in notices), ""])


def _groups(prose: _Prose) -> list[dict[str, object]]:
    """Items in full under their section's heading, in the digest's order of sections; under one heading where there are none."""
    sections = prose.settings.digest.sections
    heading = headings.headings(prose.language, prose.settings.post.headings)["items"]
    full = [item for item in prose.edition.items if item.place != "brief"]
    if not sections:
        return [{"heading": escape.text(heading, line_start=False), "items": [_item(item, prose) for item in full]}]
    known = {section: [item for item in full if item.section == section] for section in sections}
    loose = [item for item in full if item.section not in known]
    groups = [(heading, loose), *known.items()] if loose else list(known.items())
    return [{"heading": escape.text(name, line_start=False), "items": [_item(item, prose) for item in items]} for name, items in groups if items]


def _brief(item: Item, prose: _Prose) -> str:
    """One sentence and its link, on one line. A file of the editor's own has no link."""
    verbatim = bool(item.fallback)
    mark = headings.UPDATE[prose.language] if item.continues else ""
    said = escape.text(prose.paragraph(item.statements[:1], verbatim=verbatim), line_start=not mark) or escape.text(item.headline, line_start=not mark)
    return f"{mark}{said} {_links((item.link, *item.further))}"


def _brief_note(item: Item, prose: _Prose) -> str:
    said = _item_note(item, prose)
    return _note(f"{escape.clean(item.headline)}: {said}" if prose.language == "en" else f"{escape.clean(item.headline)}：{said}", prose) if said else ""


def _item_note(item: Item, prose: _Prose) -> str:
    day = item.published.day(prose.settings.digest.zone).isoformat() if item.published else ""
    return headings.item_note(item, prose.language, day)


def _filled(template: str, values: dict[str, object]) -> str:
    from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    room = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)
    try:
        return room.from_string(template).render(values)
    except TemplateSyntaxError as error:
        raise ConfigError(f"{TEMPLATE}:{error.lineno}", f"{error.message}", "mend the template or remove it to use the bundled one") from error
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise ConfigError(TEMPLATE, f"cannot be filled: {error}", f"it may use {', '.join(values)}") from error


def _paragraphs(paragraphs: tuple[Paragraph, ...], prose: _Prose) -> list[str]:
    return [line for line in (escape.text(prose.paragraph(p.statements), line_start=True) for p in paragraphs) if line]


def _note(said: str, prose: _Prose) -> str:
    line = escape.text(said, line_start=False)
    return headings.NOTE[prose.language] + line if line else ""


def _item(item: Item, prose: _Prose) -> dict[str, str]:
    headline = item.headline if item.fallback else prose.styled(item.headline)
    shown = next((t for t in map(escape.clean, (headline, item.link.title, item.link.url)) if t), "…")
    mark = headings.UPDATE[prose.language] if item.continues else ""
    return {
        "headline": mark + escape.text(shown, line_start=False),
        "earlier": _earlier(item.continues, prose) if item.continues else "",
        "text": escape.text(prose.paragraph(item.statements, verbatim=bool(item.fallback)), line_start=True),
        "source": f"{headings.SOURCE} {_links((item.link, *item.further))}",
        "note": _note(_item_note(item, prose), prose),
    }


def _earlier(continued: Continued, prose: _Prose) -> str:
    """Nothing where nothing of ours was kept: the headline's mark stands alone then."""
    link = _post_link(continued.title, continued.url, prose.language)
    return headings.earlier(continued, prose.language, link, _plain) if any(map(escape.clean, continued.said)) else ""


def _post_link(title: str, url: str, language: Language, *, first: bool = False) -> str:
    """A post of ours, linked where its address is known. `first`: it opens its line."""
    name = f"《{title}》" if language == "zh" and title else title
    address = escape.url(url)
    return f"[{escape.link_title(name) or escape.link_title(address.split('/')[2])}]({address})" if address else escape.text(name, line_start=first)


def _plain(text: str) -> str:
    return escape.text(text, line_start=False)


def _links(links: tuple[Link, ...]) -> str:
    """All on one line; brackets in titles and parentheses in addresses are escaped, so that the pairs can be read back."""
    unique: dict[str, Link] = {}
    for link in links:
        unique.setdefault(escape.url(link.url) or link.title, link)
    return " · ".join(map(_link, unique.values()))


def _link(link: Link) -> str:
    """A file of the editor's own has no address: its title stands alone."""
    address = escape.url(link.url)
    if not address:
        return escape.text(link.title, line_start=False) or "…"
    return f"[{escape.link_title(link.title) or escape.link_title(address.split('/')[2])}]({address})"
