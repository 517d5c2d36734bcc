"""Do the checks leave a corrected draft alone? `python -m tests.bench.corrected_drafts [--flags]`.

Twenty posts of ten items each, in Chinese and in English, put together from invented articles and summaries that were corrected against
them (`corrected/*.toml`). Whatever stands in them holds, so every BLOCK and HIGH is false. Half are checked as drafted and corrected (the kept
edition names the evidence of sentences that were not touched), half as posts that somebody wrote by hand. `--flags` names each flag once.
"""

from __future__ import annotations

import hashlib
import statistics
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from drafter import proofread
from drafter.collect.kind import kind_of
from drafter.collect.sentences import split as sentences
from drafter.config import Settings
from drafter.entities import Article, Edition, Evidence, Item, Language, Link, Paragraph, Source, Stamp, Statement
from drafter.post.read import parse
from drafter.post.render import render
from drafter.proofread import Review
from drafter.proofread.of_form import of_form

HERE = Path(__file__).parent / "corrected"
TEMPLATE = Path(__file__).parent.parent.parent / "templates" / "post.md.j2"
ITEMS = 10
DRAFTS = 20
DAY = date(2026, 4, 17)
MOST_GRAVE, MOST_WARN = 1, 5
"""What the median draft may have of false BLOCK and HIGH, and of WARN."""


class Outcome(NamedTuple):
    grave: int
    warn: int
    by_hand: bool
    language: Language
    review: Review


def pool() -> list[dict[str, Any]]:
    return [row for path in sorted(HERE.glob("*.toml")) for row in tomllib.loads(path.read_text(encoding="utf-8"))["item"]]


def article(row: dict[str, Any]) -> Article:
    text = row["text"].strip()
    url = f"https://{hashlib.sha256(row['site'].encode()).hexdigest()[:8]}.example/{row['id']}"
    source = Source(location=url, origin="bench", name=row["site"])
    found = Article(
        id=hashlib.sha256(url.encode()).hexdigest()[:12],
        url=url,
        title=row["title"],
        site=row["site"],
        published=Stamp(value=row["published"]),
        language=row["language"],
        text=text,
        sentences=sentences(text),
        digest=hashlib.sha256(text.encode()).hexdigest(),
        source=source,
    )
    kind, why = kind_of(found)
    return found.model_copy(update={"kind": kind, "kind_why": why})


def settings(language: Language) -> Settings:
    return Settings.model_validate({"digest": {"language": language, "name": "海湾周报" if language == "zh" else "Bay Weekly"}})


def edition(rows: list[dict[str, Any]], articles: list[Article], language: Language) -> Edition:
    """One edition: each item's statements name the whole article; analysis sentences rest on one item, the lede on two."""
    items = tuple(_item(row, one, language) for row, one in zip(rows, articles, strict=True))
    upshots = [Statement(text=row[language]["upshot"], kind="inference", rests_on=(item.id,)) for row, item in zip(rows, items, strict=True)]
    lede = tuple(Statement(text=_stopped(item.headline, language), rests_on=(item.id,)) for item in items[:2])
    return Edition(
        name="2026-W16",
        language=language,
        date=Stamp(value=DAY.isoformat()),
        title="、".join(item.headline for item in items[:2]) if language == "zh" else "; ".join(item.headline for item in items[:2]),
        lede=Paragraph(statements=lede),
        items=items,
        analysis=tuple(Paragraph(statements=tuple(upshots[at : at + 3])) for at in (0, 3, 6)),
        conclusion=(Paragraph(statements=(upshots[9],)),),
        tags=("weekly",),
    )


def _item(row: dict[str, Any], source: Article, language: Language) -> Item:
    evidence = (Evidence(article_id=source.id, sentence_ids=tuple(one.id for one in source.sentences)),)
    return Item(
        id="i" + source.id[:6],
        article_id=source.id,
        headline=row[language]["headline"],
        statements=tuple(Statement(text=text, evidence=evidence) for text in row[language]["said"]),
        link=Link(title=source.title, url=source.url),
        published=source.published,
    )


def _stopped(text: str, language: Language) -> str:
    return f"{text}。" if language == "zh" else f"{text}."


def drafts() -> Iterator[tuple[Language, bool, list[dict[str, Any]]]]:
    """Language, whether by hand, and the items: another ten for each number, every row about as often as the others."""
    rows = pool()
    for number in range(DRAFTS):
        language: Language = "zh" if number % 2 == 0 else "en"
        chosen = [rows[(number // 2 * 7 + step * 5) % len(rows)] for step in range(ITEMS)]
        yield language, number % 4 >= 2, chosen


def checked(language: Language, by_hand: bool, rows: list[dict[str, Any]]) -> Outcome:
    """One draft rendered, read back and checked."""
    articles = [article(row) for row in rows]
    kept, own = edition(rows, articles, language), settings(language)
    text = render(kept, own, load_template=lambda name: TEMPLATE.read_text(encoding="utf-8"))
    post = parse(text)
    by_id = {one.id: one for one in articles}
    read = proofread.of_post(post, None if by_hand else kept, by_id, own, today=DAY)
    window = (date(2026, 4, 11), DAY)
    review = proofread.proofread(read, by_id, own, proofread.Beside(post=text, more=of_form(post), known_urls={one.url for one in articles}, window=window))
    grave = sum(flag.severity in ("BLOCK", "HIGH") for flag in review.flags)
    return Outcome(grave, sum(flag.severity == "WARN" for flag in review.flags), by_hand, language, review)


def outcomes() -> list[Outcome]:
    return [checked(*draft) for draft in drafts()]


def medians(found: list[Outcome]) -> tuple[float, float]:
    """Of false BLOCK and HIGH, and of WARN."""
    return statistics.median(one.grave for one in found), statistics.median(one.warn for one in found)


def main() -> None:
    found = outcomes()
    for label, some in (
        ("all", found),
        *((language, [one for one in found if one.language == language]) for language in ("zh", "en")),
        ("corrected", [one for one in found if not one.by_hand]),
        ("by hand", [one for one in found if one.by_hand]),
    ):
        grave, warn = medians(some)
        worst = max(one.grave for one in some), max(one.warn for one in some)
        sys.stdout.write(f"{label:10} {len(some):3} drafts  median {grave:g} BLOCK/HIGH, {warn:g} WARN  most {worst[0]}, {worst[1]}\n")
    codes = Counter((flag.severity, flag.code) for one in found for flag in one.review.flags)
    for (severity, code), number in sorted(codes.items(), key=lambda each: (-each[1], each[0])):
        sys.stdout.write(f"  {number:4} {severity:5} {code}\n")
    if "--flags" in sys.argv:
        told = {(flag.severity, flag.code, flag.words, flag.statement, flag.message) for one in found for flag in one.review.flags if flag.severity != "INFO"}
        for severity, code, words, statement, message in sorted(told):
            sys.stdout.write(f"{severity} {code} «{words}» {statement} | {message}\n")


if __name__ == "__main__":
    main()
