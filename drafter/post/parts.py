"""A post that was read back: frozen parts, each with its place in the exact text.

Offsets count characters of the text that was parsed, line ends and byte order mark included: `text[part.start:part.end]` is the part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Role = Literal["items", "briefs", "analysis", "conclusion", "lede", "notes", "other"]
"""What a section is for; `other` was added by hand and is kept."""

FoundBy = Literal["label", "alone", "headline", "inline"]
"""How an item's source was told: a `Source:` line, a line of links only, the linked headline, or a link within the prose."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link(Span):
    """A link as it stands, from its `[` to its `)`; a bare address from its first to its last character."""

    title: str
    """As readers see it, escapes undone; the address itself where none is written."""
    url: str
    """Escapes undone; empty for a source that has a title and no address."""
    closed: bool = True
    """False where the closing parenthesis is missing."""


@dataclass(frozen=True, slots=True)
class Words(Span):
    """The words of a heading or headline, without `###`, stars and the like."""

    text: str
    """As readers see them."""
    level: int = 0
    """1–6 for a heading; 0 for words that head an item without being one (bold, or the first link of a list's entry)."""


@dataclass(frozen=True, slots=True)
class Prose(Span):
    """A paragraph, a list's entry, a quotation or a heading within a section: text that readers see and checks read."""

    kind: Literal["paragraph", "entry", "quote", "heading"]
    sentences: tuple[Span, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceLine(Span):
    """A line that names where an item comes from."""

    links: tuple[Link, ...]
    labelled: bool
    """False for a line that is nothing but links."""


@dataclass(frozen=True, slots=True)
class Item(Span):
    """One piece of news, from its headline to its last line."""

    headline: Words | None
    prose: tuple[Prose, ...]
    source: Link | None
    found_by: FoundBy | None
    links: tuple[Link, ...]
    """All its other links in reading order: further sources of the story, and links within its prose."""
    source_lines: tuple[SourceLine, ...] = ()
    notes: tuple[Span, ...] = ()
    group: str = ""
    """Title of the heading between the section's and the item's own, where there is one."""

    @property
    def url(self) -> str:
        """What the item is known by; empty when it names no address."""
        return self.source.url if self.source else ""

    @property
    def body(self) -> Span | None:
        """Its prose as one stretch; None where it has none, or where a source line or note stands in between."""
        between = [other.start for other in (*self.source_lines, *self.notes)]
        return _one_stretch(self.prose, between)


@dataclass(frozen=True, slots=True)
class Section(Span):
    """A heading and what stands under it; the lede and items without a section's heading have `heading` None."""

    role: Role
    heading: Words | None
    prose: tuple[Prose, ...]
    """What belongs to no item."""
    items: tuple[Item, ...] = ()
    source_lines: tuple[SourceLine, ...] = ()
    """Those outside of items."""
    notes: tuple[Span, ...] = ()

    @property
    def body(self) -> Span | None:
        """Its prose as one stretch; None where it has none, or where an item, source line or note stands in between."""
        between = [other.start for other in (*self.items, *self.source_lines, *self.notes)]
        return _one_stretch(self.prose, between)


def _one_stretch(prose: tuple[Prose, ...], between: list[int]) -> Span | None:
    if not prose or any(prose[0].start < at < prose[-1].end for at in between):
        return None
    return Span(prose[0].start, prose[-1].end)


@dataclass(frozen=True, slots=True)
class Unread(Span):
    """Kept as it is, and not understood."""

    why: str


@dataclass(frozen=True, slots=True)
class Front(Span):
    """The block of front matter with its fences. Start and end are equal where there is none."""

    inner_start: int
    inner_end: int
    data: dict[str, Any] = field(hash=False)
    """As Jekyll reads it (YAML 1.1); empty where it cannot be read."""
    faults: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadPost:
    """A whole post."""

    text: str
    front: Front
    h1: Words | None
    sections: tuple[Section, ...]
    """In reading order; the first may be the lede."""
    unread: tuple[Unread, ...]
    layout: tuple[Span, ...] = ()
    """Rules, attribute lines, definitions of links, the marks around headings: seen by no reader as words."""

    def by_role(self, role: Role) -> tuple[Section, ...]:
        """Every section of the role; a post may have two of one kind."""
        return tuple(section for section in self.sections if section.role == role)

    @property
    def lede(self) -> Section | None:
        return next(iter(self.by_role("lede")), None)

    @property
    def analysis(self) -> Section | None:
        return next(iter(self.by_role("analysis")), None)

    @property
    def conclusion(self) -> Section | None:
        return next(iter(self.by_role("conclusion")), None)

    @property
    def others(self) -> tuple[Section, ...]:
        """Sections that were added by hand."""
        return self.by_role("other")

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for section in self.by_role("items") for item in section.items)

    @property
    def briefs(self) -> tuple[Item, ...]:
        return tuple(item for section in self.by_role("briefs") for item in section.items)

    def notes(self) -> tuple[Span, ...]:
        """Every note for the editor, wherever it stands."""
        holders = [holder for section in self.sections for holder in _holders(section)]
        return tuple(sorted((note for holder in holders for note in holder.notes), key=lambda note: note.start))

    def leaves(self) -> tuple[Span, ...]:
        """The smallest parts, in reading order and apart from each other: between them stands nothing but white space."""
        found: list[Span] = [*self.layout, *(span for span in self.unread if not self._inside(span))]
        found += [self.front] if self.front.end > self.front.start else []
        found += [self.h1] if self.h1 else []
        for section in self.sections:
            found += _leaves(section)
        return tuple(sorted(found, key=lambda leaf: (leaf.start, leaf.end)))

    def _inside(self, span: Unread) -> bool:
        """What is wrong within a part that is a leaf of its own: the front matter, a heading, a source line."""
        return span in self.front.faults or span.start == span.end or span.why in WITHIN

    def parts(self) -> Iterator[Span]:
        """Everything that can be replaced, large parts before the small ones in them."""
        yield self.front
        if self.h1:
            yield self.h1
        for section in self.sections:
            yield section
            for holder in _holders(section):
                yield from _within(holder)
        yield from self.unread


NOT_CLOSED = "the link is not closed"
BESIDE = "words beside the link of a source"
NO_SPACE = "no space after the #: engines show it as text"
WITHIN = frozenset({NOT_CLOSED, BESIDE, NO_SPACE})
"""What is said of a stretch within a leaf."""


def _holders(section: Section) -> list[Section | Item]:
    return [section, *section.items]


def _leaves(section: Section) -> list[Span]:
    found: list[Span] = []
    for holder in _holders(section):
        head = holder.heading if isinstance(holder, Section) else holder.headline
        found += [head] if head else []
        found += [*holder.prose, *holder.source_lines, *holder.notes]
    return found


def _within(holder: Section | Item) -> Iterator[Span]:
    if isinstance(holder, Item):
        yield holder
    head = holder.heading if isinstance(holder, Section) else holder.headline
    if head:
        yield head
    if holder.body:
        yield holder.body
    for prose in holder.prose:
        yield prose
        yield from prose.sentences
        yield from prose.links
    for line in holder.source_lines:
        yield line
        yield from line.links
    yield from holder.notes
