"""How well repeats and updates are told across editions: on labelled pairs of our own, and on an archive of posts.

    python -m tests.bench.recurrence [FOLDER] [--split dev|held-out|third] [--days 7] [--list]

Without FOLDER, the labelled pairs of `tests/bench/stories`: the earlier report of a pair stands for an earlier edition's item, the later
one for this week's candidate. Same event: a repeat; a later stage: an update; anything else: new.

With FOLDER, its posts in order of their dates. Counted independently of the ledger, from the addresses alone: items whose address an
earlier post of the same series had within so many days, and items whose address any earlier post had; and texts that are near-duplicates
(4-gram Jaccard from 0.5). For each the share that the ledger names; then what it names beyond that. A series is what is left of a file's
name without its date. Exit code 1 where a counted repeat is not named.
"""

# ruff: noqa: T201  # a command: it prints its table

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from drafter.duplicates import address, bare
from drafter.post.parts import Item, ReadPost
from drafter.post.read import NotAPost, parse, seen
from drafter.recurrence import judged, recurrences
from drafter.retold import Recurrence, SourceText, Subject, Told
from drafter.stories import Report
from drafter.stories.affairs import kin
from tests.bench.cluster import articles, pairs

DATED = re.compile(r"(\d{4}-\d\d-\d\d)-?(.*)")
NEAR = 0.5
WEEKS = timedelta(weeks=8)
"""As many weekly editions as `drafter.told` compares with."""


class Post(NamedTuple):
    name: str
    day: date
    series: str
    items: tuple[Told, ...]


class Met(NamedTuple):
    """An item of an archive with what was counted and what the ledger says."""

    post: str
    headline: str
    kinds: frozenset[str]
    """`series` (same series, within the days), `any` (any earlier post), `text` (near-duplicate within the days), `inside` (twice in its post)."""
    verdict: Recurrence | None


def archive(folder: Path) -> list[Post]:
    """Its posts by date; what is no post is named on stderr."""
    found = []
    for path in sorted(folder.glob("*.md")):
        try:
            post = parse(path.read_text(encoding="utf-8"), subject=path.name)
        except NotAPost as error:
            print(f"left out: {error}", file=sys.stderr)
            continue
        dated = DATED.match(path.stem)
        day = date.fromisoformat(dated[1]) if dated else date.min
        found.append(Post(path.stem, day, dated[2] if dated else "", tuple(_told(post, path.stem, day))))
    return sorted(found, key=lambda post: (post.day, post.name))


def _told(post: ReadPost, name: str, day: date) -> Iterator[Told]:
    for number, item in enumerate((*post.items, *post.briefs)):
        said = tuple(seen(post, prose, span) for prose in item.prose for span in prose.sentences)
        urls = tuple(dict.fromkeys(address(url) for url in _urls(item)))
        headline = item.headline.text if item.headline else ""
        yield Told(key=f"{name}#{number}", edition=name, ago=1, date=day.isoformat(), addresses=urls, headline=headline, sentences=said, language="zh")


def _urls(item: Item) -> list[str]:
    links = [*([item.source] if item.source else []), *(link for line in item.source_lines for link in line.links)]
    return [link.url for link in links if link.url]


def met(posts: Sequence[Post], days: int) -> list[Met]:
    """Every item of the archive, against all posts before its own."""
    found: list[Met] = []
    for at, post in enumerate(posts):
        before = [one for one in posts[:at] if one.day < post.day or one.series == post.series]
        lately = [one for one in before if one.series == post.series and post.day - one.day <= timedelta(days=days)]
        editions = list(dict.fromkeys(one.name for one in reversed(before)))
        told = [item.model_copy(update={"ago": editions.index(item.edition) + 1}) for one in before for item in one.items if _may_count(one, post, item)]
        subjects = [_subject(item, post.day) for item in post.items]
        verdicts = recurrences(subjects, told, near_duplicate=0.75)
        for number, (item, subject) in enumerate(zip(post.items, subjects, strict=True)):
            kinds = _kinds(item, post.items[:number], before, lately)
            found.append(Met(post.name, item.headline, kinds, verdicts.get(subject.id)))
    return found


def _may_count(before: Post, post: Post, item: Told) -> bool:
    """Of older posts than a digest compares stories with, only those with the same address."""
    mine = {url for one in post.items for url in one.addresses}
    return post.day - before.day <= WEEKS or bool(mine & set(item.addresses))


def _subject(item: Told, day: date) -> Subject:
    return Subject(item.key, item.headline, "".join(item.sentences), item.sentences, item.language, day, item.addresses)


def _kinds(item: Told, own: Sequence[Told], before: Sequence[Post], lately: Sequence[Post]) -> frozenset[str]:
    mine = set(item.addresses)
    grams = _grams(item)
    found = {
        "series": any(mine & set(other.addresses) for post in lately for other in post.items),
        "any": any(mine & set(other.addresses) for post in before for other in post.items),
        "text": any(_jaccard(grams, _grams(other)) >= NEAR for post in lately for other in post.items),
        "inside": any(mine & set(other.addresses) for other in own),
    }
    return frozenset(kind for kind, is_so in found.items() if is_so)


def _grams(item: Told) -> frozenset[str]:
    text = bare("".join(item.sentences))
    return frozenset(text[at : at + 4] for at in range(max(0, len(text) - 3)))


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def labelled(split: str) -> dict[str, Counter[str]]:
    """Kind of pair → verdicts. All reports of the split stand beside a pair, as a week's candidates do."""
    reports = {one.report.id: one.report for one in articles(split)}
    kins = kin(list(reports.values()), [one._replace(id=f"{key}/1") for key, one in reports.items()])
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs(split):
        first, second = sorted((reports[pair.a], reports[pair.b]), key=lambda one: (one.published or date.min, one.id))
        verdict = judged(_of_report(second), _as_told(first), [one for one in kins.get(second.id, ()) if one.earlier == f"{first.id}/1"])
        counted[pair.kind][verdict.kind if verdict else "new"] += 1
    return dict(counted)


def _as_told(one: Report) -> Told:
    day = (one.published or date.min).isoformat()
    source = SourceText(title=one.title, text=one.text, language=one.language)
    return Told(key=one.id, edition="before", ago=1, date=day, headline=one.title, sentences=(), language=one.language, sources=(source,))


def _of_report(one: Report) -> Subject:
    sentences = tuple(part for part in re.split(r"(?<=[。！？])|(?<=[.!?])\s+", one.text) if part)
    return Subject(one.id, one.title, one.text, sentences, one.language, one.published, (f"{one.site}/{one.id}",))


def _print_labelled(split: str) -> None:
    print(f"{split}: {'kind of pair':28}{'pairs':>6}{'repeat':>8}{'update':>8}{'new':>6}")
    for kind, counted in sorted(labelled(split).items()):
        print(f"{'':{len(split) + 2}}{kind:28}{counted.total():6}{counted['repeat']:8}{counted['update']:8}{counted['new']:6}")


def _print_archive(found: Sequence[Met], days: int, *, each: bool) -> bool:
    posts = len({one.post for one in found})
    print(f"{posts} posts with items, {len(found)} items")
    whole = True
    said = {"series": f"address of the same series, last {days} days", "any": "address of any earlier post", "text": f"near-duplicate text, last {days} days"}
    for kind, words in said.items():
        counted = [one for one in found if kind in one.kinds]
        named = [one for one in counted if one.verdict]
        whole = whole and len(named) == len(counted)
        in_posts = len({one.post for one in counted})
        print(
            f"{words:44}{len(counted):5} items in {in_posts:3} posts; named {len(named)} ({sum(one.verdict.kind == 'update' for one in named if one.verdict)} as updates)"
        )
    beyond = [one for one in found if one.verdict and not one.kinds & {"series", "any", "text"}]
    kinds = Counter(one.verdict.kind for one in beyond if one.verdict)
    print(f"{'by its story alone':44}{len(beyond):5} items: {kinds['repeat']} repeats, {kinds['update']} updates")
    print(f"{'address twice in one post':44}{sum('inside' in one.kinds for one in found):5} items")
    for one in found if each else ():
        if one.verdict:
            print(
                f"  {one.post}  {one.headline}\n    {one.verdict.kind} of {one.verdict.of.edition} “{one.verdict.of.headline}”: {one.verdict.why}; new: {one.verdict.new}"
            )
    return whole


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--split", choices=("dev", "held-out", "third"), action="append")
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--list", action="store_true", dest="each")
    given = parser.parse_args()
    if given.folder is None:
        for split in given.split or ("dev", "held-out", "third"):
            _print_labelled(split)
        return 0
    return 0 if _print_archive(met(archive(given.folder), given.days), given.days, each=given.each) else 1


if __name__ == "__main__":
    sys.exit(main())
