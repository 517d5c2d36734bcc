"""Small editions and articles for the checks of form: one call each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from drafter.check.form.flags import form_flags
from drafter.check.text import CheckedText, ItemText, Part, Said
from drafter.entities import Article, ArticleKind, Flag, Language, Link, Sentence, Source


def article(key: str, text: str, title: str = "A page of some kind", url: str = "", kind: ArticleKind = "news", language: str = "en") -> Article:
    """Its sentences are the text's lines."""
    sentences, at = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        sentences.append(Sentence(id=f"s{number}", paragraph=number, start=at, end=at + len(line), text=line))
        at += len(line) + 1
    return Article(
        id=key,
        url=url or f"https://{key}.example/story",
        title=title,
        text=text,
        sentences=tuple(sentences),
        kind=kind,
        language=language,
        digest="0" * 64,
        source=Source(location=f"https://{key}.example/feed", origin="sources.txt:1"),
    )


def item(key: str, source: Article | None, headline: str, *said: str, link: Link | None = None, published: date | None = None, **more: Any) -> ItemText:
    wanted = link or (Link(title=source.title, url=source.url) if source else None)
    return ItemText(
        id=key,
        headline=Said(text=headline, part="headline", item_id=key),
        said=tuple(Said(text=text, part="item", item_id=key, **more) for text in said),
        link=wanted,
        article_ids=(source.id,) if source else (),
        published=published,
    )


def edition(
    language: Language, *items: ItemText, lede: Sequence[str] = (), analysis: Sequence[str | Said] = (), conclusion: Sequence[str | Said] = (), **more: Any
) -> CheckedText:
    def paragraph(part: Part, texts: Iterable[str | Said]) -> tuple[Said, ...]:
        return tuple(text if isinstance(text, Said) else Said(text=text, part=part) for text in texts)

    return CheckedText(
        language=language,
        day=date(2026, 1, 30),
        lede=paragraph("lede", lede),
        items=items,
        analysis=(paragraph("analysis", analysis),),
        conclusion=(paragraph("conclusion", conclusion),),
        **more,
    )


def flags(text: CheckedText, *articles: Article, **more: Any) -> dict[str, list[Flag]]:
    """By code."""
    found: dict[str, list[Flag]] = {}
    for flag in form_flags(text, {one.id: one for one in articles}, **more):
        found.setdefault(flag.code, []).append(flag)
    return found
