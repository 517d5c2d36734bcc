"""What was learned of posts as the files of a new digest: settings with their evidence beside them; style and glossary as offers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any

from drafter.voice.learned import Learned, sentence_spread
from drafter.voice.measures import Measured
from drafter.voice.recurring import Term

_TABLE = re.compile(r"\[([a-z.]+)\]\s*")
_SETTING = re.compile(r"#?([a-z][a-z0-9_]*) = ")
_LEARNED = "learned · 得自旧文"


def filled(text: str, found: Sequence[Learned]) -> str:
    """A settings file with the learned values in the places of the usual ones, each under its evidence; what is only offered stays a comment."""
    wanted = {one.key: one for one in found}
    table, lines = "", []
    for line in text.splitlines():
        if head := _TABLE.fullmatch(line):
            table = head[1]
        named = _SETTING.match(line)
        one = wanted.pop(f"{table}.{named[1]}", None) if named else None
        if one is None or named is None:
            lines.append(line)
            continue
        lines += [f"# {_LEARNED}: {one.why}", f"{'#' if one.offered else ''}{named[1]} = {_toml(one.value)}"]
    return "\n".join(lines) + "\n"


def _toml(value: int | bool | str | tuple[str, ...]) -> str:
    """JSON's forms are valid TOML, but for DEL."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False).replace("\x7f", "\\u007f")


def style_text(posts: Sequence[Measured], language: str) -> str:
    """A first `style.md`: how it is used, and what the posts suggest as lines to take."""
    zh = language == "zh"
    lines = ["# 文风" if zh else "# House style", "", "<!--"]
    lines += (
        ["每行一条要求，随每个提示词交给模型：只管写法，不是事实来源。删去一行，它就不再生效。", "下面是旧文的习惯，合用的移到注释之外："]
        if zh
        else [
            "One wish a line; each goes with every prompt. They say how to write and are no source. A line taken out counts no more.",
            "What the old posts do; move what fits out of this comment:",
        ]
    )
    lines += [f"- {wish}" for wish in _habits(posts, zh=zh)]
    return "\n".join([*lines, "-->", ""])


def _habits(posts: Sequence[Measured], *, zh: bool) -> Iterable[str]:
    most, why = sentence_spread(posts)
    if most:
        yield f"一句话不超过{most}字 ({why})" if zh else f"no sentence over {most} characters ({why})"
    first = [post for post in posts if any(text.startswith("首先") for text in post.prose)]
    if zh and len(first) * 2 > len(posts):
        yield f"分析各段以首先、其次、第三开头 ({len(posts)}篇中{len(first)}篇)"


def glossary_text(terms: Sequence[Term], language: str, entry: Callable[[dict[str, Any], str], str], quoted: Callable[[str], str]) -> str:
    """A first `glossary.yaml`: every term an offer behind a #, with where it was met. `entry` and `quoted` are the file's own ways to write a term."""
    zh = language == "zh"
    lines = ["# 术语表：去掉行首的 # 即采用" if zh else "# Glossary: take the # away to use a term", ""]
    for term in terms:
        if not term.kept:
            lines += [f"#{line}" for line in entry(term.fields, where_met(term)).splitlines()]
    kept = [term for term in terms if term.kept]
    if kept:
        lines += ["", "# 从不翻译的名称" if zh else "# Names that are never translated", "#never_translate:"]
        lines += [f"#  - {quoted(term.term)}  # {where_met(term)}" for term in kept]
    return "\n".join(lines) + "\n"


def where_met(term: Term) -> str:
    """The first posts or editions it was met in, and of how many."""
    first = ", ".join(" ".join(PurePosixPath(name).name.split())[:60] for name in term.where[:3])
    return first + (f" … ({len(term.where)})" if len(term.where) > 3 else "")
