"""A post read back: ours, edited by hand, written by hand, or of an older form, with the exact place of each part.

`parse` changes nothing and drops nothing: `render(parse(text)) == text` byte for byte, and what stands between the leaves of the
parts is white space. `replace` puts new words in one part's place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from drafter.errors import DrafterError, NotAPost
from drafter.post import frontmatter_edit
from drafter.post.blocks import GLUED, Block, definitions, scan
from drafter.post.items import briefs_in, item, items_in
from drafter.post.links import undone
from drafter.post.outline import Outline, Part, outline
from drafter.post.parts import NO_SPACE, Item, Prose, ReadPost, Role, Section, Span, Unread, Words
from drafter.post.reading import Reading

__all__ = ["NotAPost", "parse", "render", "replace", "seen"]

_IMPOSSIBLE = re.compile(r"(?P<control>[\x00-\x08\x0e-\x1f])|(?P<surrogate>[\ud800-\udfff])|(?<![^\r\n])(?P<conflict><{7}|>{7}) ")
_QUOTED = re.compile(r"[\r\n]+ {0,3}>[ \t]?")
_WEB_PAGE = re.compile(r"\ufeff?\s*<(?:!doctype|html|\?xml)", re.IGNORECASE)


def parse(text: str, *, subject: str = "post", own_headings: Mapping[str, str] | None = None, disclosure: str = "") -> ReadPost:
    """The post's parts. `subject` names the file in errors.

    `own_headings` (section → heading) and `disclosure` are the digest's own: settings `post.headings` and `post.ai_disclosure`.

    Raises NotAPost for what holds a conflict of git, is a web page or no text, or has neither headings nor items.
    """
    _refuse(text, subject)
    front = frontmatter_edit.locate(text)
    blocks = scan(text, front.end)
    reading = Reading(text, definitions(text, blocks), disclosure)
    parts = outline(text, blocks, own_headings or {})
    h1 = _heading(reading, parts.h1) if parts.h1 else None
    sections = (*_before(reading, parts), *_sections(reading, parts.parts))
    if h1 is None and not any(section.heading or section.items for section in sections):
        raise NotAPost(f"{subject}:{_line(text, front.end)}", "has neither headings nor items", "a post has `## ` headings and items with their sources")
    unread = sorted((*front.faults, *reading.unread), key=lambda one: (one.start, one.end, one.why))
    return ReadPost(text, front, h1, sections, tuple(dict.fromkeys(unread)), tuple(reading.layout))


def render(post: ReadPost) -> str:
    """The text again, put together from the parts' leaves and the white space between them."""
    pieces, at = [], 0
    for leaf in post.leaves():
        pieces += [post.text[at : leaf.start], post.text[leaf.start : leaf.end]]
        at = leaf.end
    return "".join([*pieces, post.text[at:]])


def replace(post: ReadPost, part: Span, new_text: str) -> str:
    """The post's text with `new_text` in the part's place and every other byte as it was.

    Line ends of `new_text` become those of the post. Raises DrafterError when `part` is none of this post's.
    """
    if part not in post.parts():
        raise DrafterError("post", f"the part at {part.start}–{part.end} is none of this text", "parse the text again and take the part from there")
    ending = _line_end(post.text)
    new = new_text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", ending)
    return post.text[: part.start] + new + post.text[part.end :]


def seen(post: ReadPost, prose: Prose, part: Span | None = None) -> str:
    """What a reader sees of a prose part, or of a sentence in it: links as their titles, escapes and marks undone, on one line."""
    at, end = (part.start, part.end) if part else (prose.start, prose.end)
    pieces: list[str] = []
    for link in prose.links:
        if at <= link.start and link.end <= end:
            pieces += [_words(post.text[at : link.start], prose), link.title]
            at = link.end
    return " ".join("".join([*pieces, _words(post.text[at:end], prose)]).split())


def _words(markdown: str, prose: Prose) -> str:
    return undone(_QUOTED.sub(" ", markdown) if prose.kind == "quote" else markdown)


def _line_end(text: str) -> str:
    """What most of its lines end with."""
    crlf = text.count("\r\n")
    counts = {"\n": text.count("\n") - crlf, "\r\n": crlf, "\r": text.count("\r") - crlf}
    return max(counts, key=lambda ending: counts[ending])


def _line(text: str, at: int) -> int:
    """1-based number of the line that the offset stands on."""
    return text.count("\n", 0, at) + text.count("\r", 0, at) - text.count("\r\n", 0, at) + 1


def _refuse(text: str, subject: str) -> None:
    found = _IMPOSSIBLE.search(text)
    if found:
        at = f"{subject}:{_line(text, found.start())}"
        if found["conflict"]:
            raise NotAPost(at, "holds a conflict that git left", f"keep one of the two versions and take the {found['conflict']} lines out")
        raise NotAPost(at, f"holds U+{ord(found[0]):04X}, which no text has", "save the file as UTF-8 text")
    if _WEB_PAGE.match(text):
        raise NotAPost(f"{subject}:1", "is a web page, no Markdown", "give the Markdown file that the page is made from")
    if not text.strip("\ufeff \t\r\n"):
        raise NotAPost(f"{subject}:1", "is empty", "give a post with headings and items")


def _heading(reading: Reading, block: Block) -> Words:
    words, _ = reading.words(*block.lines[0], level=block.level)
    reading.mark(block.start, block.end, [words])
    if block.odd == GLUED:
        reading.unread.append(Unread(block.start, block.end, NO_SPACE))
    return words


def _before(reading: Reading, parts: Outline) -> list[Section]:
    """The lede, and items that stand under no section's heading."""
    intro, found = list(parts.before), list[Item]()
    if not any(part.role == "items" for part in parts.parts):
        intro, found = items_in(reading, parts.before, lists=not parts.parts)
    return [*_section(reading, "lede", None, intro), *([_loose(found)] if found else [])]


def _loose(items: Sequence[Item]) -> Section:
    return Section(items[0].start, items[-1].end, "items", None, (), tuple(items))


def _sections(reading: Reading, parts: Sequence[Part]) -> list[Section]:
    found: list[Section] = []
    for part in parts:
        section = _of_part(reading, part)
        # Items whose headings stand on the sections' level follow each other as one section.
        if found and section.heading is None and found[-1].heading is None and found[-1].role == section.role == "items":
            section = _loose((*found.pop().items, *section.items))
        found.append(section)
    return found


def _of_part(reading: Reading, part: Part) -> Section:
    assert part.heading  # only the lede has none, and it is no Part
    if part.role == "other" and _is_item(reading, part):
        return _loose([item(reading, part.heading, part.blocks)])
    blocks, items = list(part.blocks), list[Item]()
    if part.role == "briefs":
        blocks, items = briefs_in(reading, part.blocks)
    elif part.role in ("items", "other"):
        trial = _trial(reading, part)
        if part.role == "items" or any(one.found_by in ("label", "headline") for one in trial):
            blocks, items = items_in(reading, part.blocks, lists=part.role == "items")
    role = "items" if part.role == "other" and items else part.role
    (section,) = _section(reading, role, part.heading, blocks, items)
    return section


def _section(reading: Reading, role: Role, heading: Block | None, blocks: Sequence[Block], items: Sequence[Item] = ()) -> list[Section]:
    """The section, or nothing where there is neither a heading nor a word."""
    words = _heading(reading, heading) if heading else None
    flow = reading.flow(blocks)
    prose, notes = (flow.prose, flow.notes) if role != "notes" else ([], sorted([*flow.prose, *flow.notes], key=lambda one: one.start))
    held: list[Span | Block] = [*([heading] if heading else []), *prose, *flow.source_lines, *notes, *items]
    if not held:
        return []
    start, end = min(one.start for one in held), max(one.end for one in held)
    return [Section(start, end, role, words, tuple(prose), tuple(items), tuple(flow.source_lines), tuple(notes))]


def _trial(reading: Reading, part: Part) -> list[Item]:
    """The items that a section would have, read apart so that nothing is noted twice."""
    return items_in(Reading(reading.text, reading.known), part.blocks, lists=False)[1] if part.role == "other" else []


def _is_item(reading: Reading, part: Part) -> bool:
    assert part.heading
    if any(block.kind == "heading" for block in part.blocks):
        return False
    one = item(Reading(reading.text, reading.known), part.heading, part.blocks)
    return one.found_by in ("label", "headline") and bool(one.headline)
