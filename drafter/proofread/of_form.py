"""Flags of a post's own form: front matter that engines read otherwise, what was not understood, notes for the editor that are still there."""

from __future__ import annotations

from drafter.check.codes import raised
from drafter.entities import Flag
from drafter.post.live import live
from drafter.post.parts import ReadPost, Span

_MOST = 120
"""Characters of a long part that stand for it."""


def of_form(post: ReadPost) -> tuple[Flag, ...]:
    """One flag a place, in reading order."""
    faults = set(post.front.faults)
    found = [
        *(_flag(post, "front-matter-fault", "front matter", fault, fault.why) for fault in post.front.faults),
        *(_flag(post, "not-understood", "post", one, f"kept as it is, and checked by nobody: {one.why}") for one in post.unread if one not in faults),
        *(
            _flag(post, "editor-note-left", "post", note, "a note for the editor stands here; it must be gone before the post is published")
            for note in post.notes()
        ),
        *(_flag(post, "live-markup", "post", one, f"{one.why} stands here") for one in live(post)),
    ]
    return tuple(found)


def _flag(post: ReadPost, code: str, where: str, span: Span, message: str) -> Flag:
    words = " ".join(post.text[span.start : span.end][: _MOST * 2].split())[:_MOST]
    return raised(code, where, message, words=words, start=span.start, end=span.end)
