"""What a handful of posts cannot teach: habits that too few of them could show, with how many it takes. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.voice.learned import LEAST, LEAST_LENGTHS
from drafter.voice.measures import Measured
from drafter.voice.recurring import LEAST_PAIRS, LEAST_POSTS


@dataclass(frozen=True, slots=True)
class Unlearned:
    """Habits that were not learned."""

    what: str
    needs: int
    has: int
    of: str = "posts"
    """What is counted."""


def unlearned(posts: Sequence[Measured]) -> tuple[Unlearned, ...]:
    """What was not learned for want of posts in the language that most of them have; nothing where there were enough."""
    language = Counter(post.language for post in posts).most_common(1)[0][0] if posts else "zh"
    own = [post for post in posts if post.language == language]
    return tuple(one for one in _all(own) if one.has < one.needs)


def _all(own: Sequence[Measured]) -> Iterator[Unlearned]:
    yield Unlearned("name, author, layout, categories, tags, headings of its own, H1 and excerpt", LEAST, len(own))
    yield Unlearned("lengths of headlines and items, sentences an item", LEAST_LENGTHS, sum(len(post.items) for post in own), "items")
    for part in ("title", "lede", "analysis", "conclusion"):
        yield Unlearned(f"length of the {part}", LEAST_LENGTHS, sum(part in post.sections for post in own), "posts that have one")
    yield Unlearned("items a post", LEAST_LENGTHS, sum(bool(post.items) for post in own))
    yield Unlearned("examples for the style", LEAST, sum(post.sound for post in own), "posts in which nothing was left unread")
    yield Unlearned("terms with their originals", LEAST_PAIRS, len(own))
    yield Unlearned("names that are never translated", LEAST_POSTS, len(own))
