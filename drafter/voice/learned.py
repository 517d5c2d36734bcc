"""Settings as a digest's own posts suggest them, each with what it was learned from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

from drafter.entities import Language
from drafter.post.headings import headings
from drafter.settings import LengthSettings
from drafter.voice.measures import Measured

LEAST = 2
"""Posts that a habit stands in."""
LEAST_LENGTHS = 4
"""Measures from which a length is one."""
_MOST_TAGS = 60
_EXAMPLES = 2
_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WORD = re.compile(r"[\w.&-]+(?: [\w.&-]+)*")
_NAME = re.compile(r"(?P<name>[^：:]{2,24})[：:]\s*\S")


@dataclass(frozen=True, slots=True)
class Learned:
    """One setting."""

    key: str
    """`length.headline`."""
    value: int | bool | str | tuple[str, ...]
    why: str
    """In both languages; holds no words of a post."""
    offered: bool = False
    """Only offered: written as a comment, for a person to take."""


def learned(posts: Sequence[Measured]) -> tuple[Learned, ...]:
    """What the posts suggest; nothing of what fewer than LEAST of them have."""
    language = _most([post.language for post in posts]) or "zh"
    own = [post for post in posts if post.language == language]
    found = [
        Learned("digest.language", language, f"{len(own)} of {len(posts)} posts · {len(posts)}篇中{len(own)}篇"),
        *_front(own),
        *_lengths(own, "en" if language == "en" else "zh"),
        *_form(own, "en" if language == "en" else "zh"),
        *_examples(own),
    ]
    return tuple(found)


# Front matter


def _front(posts: Sequence[Measured]) -> Iterable[Learned]:
    named = [found["name"].strip() for post in posts if (found := _NAME.match(post.title))]
    for key, values in (
        ("digest.name", named),
        ("digest.author", [post.author for post in posts if len(post.author) <= 80]),
        ("digest.layout", [post.layout for post in posts if _WORD.fullmatch(post.layout)]),
    ):
        value = _most(values)
        if value and (number := values.count(value)) * 2 > len(posts) and number >= LEAST:
            yield Learned(key, value, _of(number, posts))
    counted = Counter(word for post in posts for word in post.categories if _WORD.fullmatch(word))
    common = tuple(word for word, number in counted.most_common() if number * 2 > len(posts) and number >= LEAST)
    if common:
        yield Learned("digest.categories", common, _of(counted[common[-1]], posts, "each in at least", "每个至少见于"))
    elif counted:
        words = tuple(sorted(word for word, number in counted.items() if number >= LEAST))
        if words:
            yield Learned("digest.categories", words, "none of these is in most posts: keep what fits this digest · 都不占多数，请留下合用的", offered=True)
    yield from _tags(posts)


def _tags(posts: Sequence[Measured]) -> Iterable[Learned]:
    counted = Counter(tag for post in posts for tag in post.tags)
    kept = tuple(tag for tag, number in counted.most_common() if number >= LEAST and _KEBAB.fullmatch(tag))[:_MOST_TAGS]
    if kept:
        odd = sum(not _KEBAB.fullmatch(tag) for tag in counted)
        more = f"; {odd} that are not lower-kebab left out · 另有{odd}个写法不合的未收" if odd else ""
        yield Learned("digest.tags", kept, f"tags of at least {LEAST} posts, of {len(counted)} in all · 至少{LEAST}篇用过的标签，共{len(counted)}个{more}")
    numbers = [len(post.tags) for post in posts if post.tags]
    if numbers:
        yield Learned("length.tags", max(1, min(20, _ninth(numbers))), _spread(numbers, "tags a post", "每篇标签"))


# Lengths


def _lengths(posts: Sequence[Measured], language: Language) -> Iterable[Learned]:
    """Nine of ten parts keep within the ceiling; English is given in Chinese characters, as the settings are."""
    factor = 1.0 if language == "zh" else LengthSettings().english_factor
    rows: tuple[tuple[str, list[int], int, str, str], ...] = (
        ("headline", [size for post in posts for size in post.headlines], 8, "characters of a headline", "小标题字数"),
        ("item", [size for post in posts for size in post.items], 60, "characters of an item", "每条字数"),
        ("analysis", _section(posts, "analysis"), 100, "characters of the analysis", "分析字数"),
        ("conclusion", _section(posts, "conclusion"), 60, "characters of the conclusion", "结论字数"),
        ("lede", _section(posts, "lede"), 40, "characters of the lede", "导语字数"),
        ("title", _section(posts, "title"), 12, "characters of the title", "标题字数"),
    )
    for name, sizes, least, what, zh in rows:
        if len(sizes) >= LEAST_LENGTHS:
            yield Learned(f"length.{name}", max(least, _round(_ninth(sizes) / factor)), _spread(sizes, what, zh))
    sentences = [number for post in posts for number in post.statements]
    if len(sentences) >= LEAST_LENGTHS:
        yield Learned("length.statements", max(2, min(8, _ninth(sentences))), _spread(sentences, "sentences of an item", "每条句数"))
    items = [len(post.items) for post in posts if post.items]
    if len(items) >= LEAST_LENGTHS:
        yield Learned("select.max_items", max(2, _ninth(items)), _spread(items, "items a post", "每篇条数"))


def _section(posts: Sequence[Measured], part: str) -> list[int]:
    return [post.sections[part] for post in posts if part in post.sections]


def _round(size: float) -> int:
    """Up to a multiple of two, of ten above a hundred: a ceiling is no measurement."""
    step = 10 if size > 100 else 2
    return ceil(size / step) * step


def _ninth(sizes: Sequence[int]) -> int:
    """What nine of ten keep within."""
    ordered = sorted(sizes)
    return ordered[min(len(ordered) - 1, ceil(len(ordered) * 0.9) - 1)]


def sentence_spread(posts: Sequence[Measured]) -> tuple[int, str]:
    """What nine of ten sentences keep within, and what that was learned from; 0 where there are too few."""
    sizes = [size for post in posts for size in post.sentences if size]
    return (_ninth(sizes), _spread(sizes, "characters of a sentence", "每句字数")) if len(sizes) >= LEAST_LENGTHS else (0, "")


# Form


def _form(posts: Sequence[Measured], language: Language) -> Iterable[Learned]:
    usual = headings(language, {})
    for section in ("items", "analysis", "conclusion"):
        said = [text for post in posts if (text := post.headings.get(section, "")) and len(text) <= 40]
        heading = _most(said)
        if heading and heading != usual[section] and said.count(heading) * 2 > len(posts) and said.count(heading) >= LEAST:
            yield Learned(f"post.headings.{section}", heading, _of(said.count(heading), posts))
    for key, has in (("post.body_h1", [post.body_h1 for post in posts]), ("post.excerpt", [post.excerpt for post in posts])):
        if len(has) >= LEAST:
            yield Learned(key, sum(has) * 2 > len(has), _of(sum(has), posts, "true of", "符合的有"))
    spaced, tight = sum(post.spaced for post in posts), sum(post.tight for post in posts)
    if language == "zh" and spaced + tight >= 20:
        value = "space" if spaced > 4 * tight else "nospace" if tight > 4 * spaced else "keep"
        yield Learned("post.spacing", value, f"{spaced} places with a space, {tight} without · 有空格{spaced}处，无空格{tight}处")


def _examples(posts: Sequence[Measured]) -> Iterable[Learned]:
    """The posts nearest to the usual measures; the editor says whether they are worth imitating."""
    sound = [post for post in posts if post.sound] if len(posts) >= LEAST else []
    measures: list[Callable[[Measured], float]] = [
        lambda post: len(post.items),
        lambda post: sum(post.items) / max(1, len(post.items)),
        lambda post: post.sections.get("analysis", 0),
        lambda post: post.sections.get("conclusion", 0),
    ]
    middles = [median(measure(post) for post in sound) if sound else 0.0 for measure in measures]

    def far(post: Measured) -> float:
        return sum(abs(measure(post) - middle) / middle for measure, middle in zip(measures, middles, strict=True) if middle)

    best = sorted(sound, key=lambda post: (far(post), post.path))[:_EXAMPLES]
    if best:
        why = "the posts nearest to the usual lengths; take away the # of those worth imitating · 篇幅最接近常态的文章，值得模仿的请去掉#"
        yield Learned("style.examples", tuple(post.path for post in best), why, offered=True)


# Words


def _most(values: Iterable[str]) -> str:
    counted = Counter(value for value in values if value)
    return counted.most_common(1)[0][0] if counted else ""


def _of(number: int, posts: Sequence[Measured], said: str = "in", zh: str = "见于") -> str:
    return f"{said} {number} of {len(posts)} posts · {len(posts)}篇中{zh}{number}篇"


def _spread(sizes: Sequence[int], what: str, zh: str) -> str:
    middle, high = round(median(sizes)), _ninth(sizes)
    return f"{what}: median {middle}, nine of ten up to {high} (of {len(sizes)}) · {zh}：中位数{middle}，九成不超过{high}（{len(sizes)}例）"
