"""Quality floor of extraction: ours beside plain trafilatura on the same pages in the same run.

    python -m tests.bench.extraction --data DIR

DIR holds `truth.jsonl` (a row a page: id, url, lang, file or html/ID.html, title, date, and either text or the segments that must
(`with`) and must not (`without`) appear). F1 is over Latin words and Han bigrams, averaged over a language's pages with full text; a
page that we refuse counts 0. Segments: share found times share avoided, over pages without full text. Dates may be a day off (zones).
Exit code 1 when ours is below plain trafilatura, with or without comments, in any language; 2 without pages.
"""

# ruff: noqa: T201  # a command: it prints its table

from __future__ import annotations

import argparse
import json
import logging
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from drafter.collect.decode import decode
from drafter.collect.extract import extract, load
from drafter.entities import Article, Entry, Source

_TOKEN = re.compile(r"[^\W\u3400-\u9fff_]+(?:['’][^\W\d_]+)?|[\u3400-\u9fff]+")
DEMO = Path(__file__).parents[2] / "fixtures" / "demo"


@dataclass(frozen=True)
class Found:
    """What an extractor gives for one page."""

    text: str
    title: str
    date: str


Extractor = Callable[[str, str], Found]


@dataclass(frozen=True)
class Score:
    """One page's; None where the truth says nothing of it."""

    f1: float | None
    segments: float | None
    title: bool | None
    date: bool | None
    seconds: float


def tokens(text: str) -> Counter[str]:
    """Latin words and pairs of Chinese characters, with how often each occurs."""
    count: Counter[str] = Counter()
    for word in _TOKEN.findall(text):
        if "\u3400" <= word[0] <= "\u9fff":
            count.update(word[i : i + 2] for i in range(max(1, len(word) - 1)))
        else:
            count[word.lower()] += 1
    return count


def f1(found: str, truth: str) -> float:
    """Of the two bags of tokens, 0 to 1."""
    ours, right = tokens(found), tokens(truth)
    common = sum((ours & right).values())
    return 2 * common / (sum(ours.values()) + sum(right.values())) if common else 0.0


def segments(found: str, wanted: Iterable[str], unwanted: Iterable[str]) -> float:
    """Share of the wanted that is there times share of the unwanted that is not; white space does not count."""
    text = "".join(found.split())
    there = [("".join(part.split())) in text for part in wanted]
    not_there = ["".join(part.split()) not in text for part in unwanted]
    return (sum(there) / len(there) if there else 1.0) * (sum(not_there) / len(not_there) if not_there else 1.0)


def same_title(found: str, truth: str) -> bool:
    """Letters and digits agree; a site's or section's name more or less is the same title."""
    one, other = (re.sub(r"\W+", "", text.lower()) for text in (found, truth))
    return bool(one) and bool(other) and (one in other or other in one) and min(len(one), len(other)) >= 0.6 * max(len(one), len(other))


def same_day(found: str, truth: str) -> bool:
    """At most one day apart."""
    return bool(found) and abs((date.fromisoformat(found[:10]) - date.fromisoformat(truth[:10])).days) <= 1


def ours(html: str, url: str) -> Found:
    """As the pipeline sees it, but for the feed's own text."""
    entry = Entry(url=url, source=Source(location=url, origin="bench"))
    article = extract(html, url=url, final_url=url, entry=entry, fetched_at=datetime.now(UTC), min_text=200)
    if not isinstance(article, Article):
        return Found("", "", "")
    return Found(article.text, article.title, article.published.value if article.published else "")


def plain(*, comments: bool) -> Extractor:
    """trafilatura with its own settings."""

    def run(html: str, url: str) -> Found:
        from trafilatura import bare_extraction

        found: Any = bare_extraction(html, url=url, include_comments=comments, with_metadata=True)
        return Found(found.text or "", found.title or "", found.date or "") if found else Found("", "", "")

    return run


def score(extractor: Extractor, row: dict[str, Any], html: str) -> Score:
    """One page against its truth."""
    start = time.process_time()
    found = extractor(html, row.get("url") or "https://example.org/article")
    seconds = time.process_time() - start
    return Score(
        f1=f1(found.text, row["text"]) if row.get("text") else None,
        segments=None if row.get("text") else segments(found.text, row.get("with") or [], row.get("without") or []),
        title=same_title(found.title, row["title"]) if row.get("title") else None,
        date=same_day(found.date, row["date"]) if row.get("date") else None,
        seconds=seconds,
    )


def mean(values: Iterable[float | bool | None]) -> float:
    """Of those that are known; 0 when none is."""
    known = [float(value) for value in values if value is not None]
    return sum(known) / len(known) if known else 0.0


def run(folder: Path) -> int:
    """Print the table; the exit code."""
    rows = [json.loads(line) for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]
    pages = [decode((folder / (row.get("file") or f"html/{row['id']}.html")).read_bytes()) for row in rows]
    extractors = {"ours": ours, "trafilatura": plain(comments=True), "trafilatura, no comments": plain(comments=False)}
    load()
    logging.disable(logging.ERROR)
    scores = {name: [score(extractor, row, page) for row, page in zip(rows, pages, strict=True)] for name, extractor in extractors.items()}
    print(f"{'':26}{'lang':6}{'n':>4}{'F1':>9}{'segments':>10}{'titles':>9}{'dates':>8}{'CPU ms a page':>15}")
    below = []
    for language in sorted({row["lang"] for row in rows}):
        own: dict[str, tuple[float, float]] = {}
        for name, all_pages in scores.items():
            of = [one for one, row in zip(all_pages, rows, strict=True) if row["lang"] == language]
            own[name] = mean(one.f1 for one in of), mean(one.segments for one in of)
            known = [mean(one.title for one in of), mean(one.date for one in of)]
            cells = f"{own[name][0]:9.4f}{own[name][1]:10.3f}{known[0]:9.3f}{known[1]:8.3f}"
            print(f"{name:26}{language:6}{len(of):4}{cells}{1000 * mean(one.seconds for one in of):15.1f}")
        below += [language for name in own if own["ours"][0] < own[name][0] or own["ours"][1] < own[name][1]]
    kilobytes = sum(map(len, pages)) / 1000
    print(f"{len(rows)} pages, {kilobytes / len(rows):.0f} kB; ours {100_000 * sum(one.seconds for one in scores['ours']) / kilobytes:.1f} ms for 100 kB")
    for language in sorted(set(below)):
        print(f"below plain trafilatura: {language}", file=sys.stderr)
    return 1 if below else 0


def main() -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DEMO, help="folder with truth.jsonl and the pages")
    folder = parser.parse_args().data
    if not (folder / "truth.jsonl").is_file():
        print(f"{folder}: holds no truth.jsonl\n  → give a folder with truth.jsonl and html/ by --data (see this module's docstring)", file=sys.stderr)
        return 2
    return run(folder)


if __name__ == "__main__":
    sys.exit(main())
