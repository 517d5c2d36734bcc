"""Checks against labelled rows and articles that others published: `python -m tests.bench.external FOLDER [--held] [--rows]`.

FOLDER holds any of faithbench.jsonl, summedits-news.jsonl, summedits-earnings.jsonl, uhgeval-zh.jsonl (fields id, lang, source, text, label,
number_or_date) and truth.jsonl (articles: id, lang, text, date). None of it is part of the repository.

The number check alone: a text is flagged when a figure or date of it is bound nowhere; with evidence, nowhere in the three sentences of the
source that are most like its sentence. Half of FaithBench, told by a hash of the id, is held back unless `--held` asks for it.
Articles: every sentence is held against its own article, as it stands, and rewritten without a change of meaning; any flag is a false one.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from drafter.check.atoms import Atom, atoms
from drafter.check.binding.bound import LITERAL, Ring, bind, small
from drafter.check.bounds import read
from drafter.check.grounding import ground
from drafter.check.lines import Line, Text, article_text, features
from drafter.check.text import CheckedText, ItemText, Said
from drafter.collect.sentences import split
from drafter.entities import Article, Evidence, Flag
from tests.bench.grounding_pairs import article

SETS = ("summedits-news", "summedits-earnings", "uhgeval-zh")
BEST = 3
"""Sentences of the source taken as a sentence's evidence."""
ANCHOR = "2020-06-15"


def load(folder: Path, name: str) -> list[dict[str, Any]]:
    path = folder / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line] if path.exists() else []


def held(row: dict[str, Any]) -> bool:
    """The half that is not looked at while the checks are built."""
    return hashlib.sha256(row["id"].encode()).digest()[0] % 2 == 1


def _day(row: dict[str, Any]) -> str:
    found = re.match(r"\d{4}-\d\d-\d\d", str(row.get("date") or ""))
    return found[0] if found else ANCHOR


def _likest(words: str, lines: Sequence[Line], most: int) -> list[Line]:
    """The lines that share most with the words, the rarest features counting most."""
    known = Counter(feature for line in lines for feature in line.features)
    ours = features(words)
    scored = sorted(((sum(1 / known[each] for each in ours & line.features), -at, line) for at, line in enumerate(lines)), key=lambda each: each[:2])
    return [line for _, _, line in scored[-most:]]


def unbound(row: dict[str, Any], best: int = 0) -> list[Atom]:
    """Figures and dates of the row's text that nothing in its source (or in the `best` likest sentences) carries."""
    source: Text = article_text(article(f"{row.get('headline', '')}\n\n{row['source']}", row["lang"], _day(row)))
    found = []
    for sentence in split(row["text"]):
        lines = _likest(sentence.text, source.lines, best) if best else source.lines
        for atom in read(sentence.text, row["lang"], date.fromisoformat(_day(row))):
            if small(atom) or atom.kind in LITERAL:
                continue
            bound = bind(atom, sentence.text, [Ring("cited", lines)], _likest(sentence.text, lines, 12))
            if bound.ring is None:
                found.append(atom)
    return found


def scored(rows: Sequence[dict[str, Any]], best: int, show: bool) -> str:
    """Precision and recall over all unfaithful rows, recall over those with a number or date error, false flags on faithful rows."""
    counts: Counter[tuple[bool, bool, bool]] = Counter()
    for row in rows:
        found = unbound(row, best)
        wrong = row["label"] == "unfaithful"
        counts[wrong, bool(row.get("number_or_date")), bool(found)] += 1
        if show and bool(found) != (wrong and bool(row.get("number_or_date"))):
            sys.stdout.write(
                f"{'FALSE' if not wrong else 'WRONG' if found else 'MISSED'} {row['id']} {[atom.text for atom in found]} {row.get('spans', '')!s:.300}\n"
            )
    flagged = sum(count for (_, _, hit), count in counts.items() if hit)
    caught = sum(count for (wrong, _, hit), count in counts.items() if wrong and hit)
    bad = sum(count for (wrong, _, _), count in counts.items() if wrong)
    numbers = sum(count for (wrong, number, _), count in counts.items() if wrong and number)
    hit_numbers = counts[True, True, True]
    good, false = len(rows) - bad, flagged - caught
    return (
        f"precision {caught / max(flagged, 1):.2f} recall {caught / max(bad, 1):.2f} ({caught}/{bad}); "
        f"number errors caught {hit_numbers}/{numbers}; faithful rows flagged {false}/{good}"
    )


def numbers(folder: Path, *, with_held: bool, show: bool) -> Iterator[str]:
    rows = [row for row in load(folder, "faithbench") if with_held or not held(row)]
    sets = [("faithbench, held half" if with_held else "faithbench, open half", [row for row in rows if held(row) == with_held])]
    if with_held:
        sets.append(("faithbench, all", rows))
    sets += [(name, load(folder, name)) for name in SETS]
    for name, chosen in sets:
        for best in (0, BEST) if chosen else ():
            yield f"{name:22} {f'{best} likest sentences' if best else 'whole source':18} {scored(chosen, best, show and not with_held)}"


def _flags(words: str, language: str, source: Article, day: date) -> list[Flag]:
    ids = tuple(sentence.id for sentence in source.sentences)
    said = Said(text=words, part="item", item_id="i1", evidence=(Evidence(article_id=source.id, sentence_ids=ids),))
    item = ItemText(id="i1", headline=Said(text="", part="headline", item_id="i1"), said=(said,), link=None, article_ids=(source.id,))
    text = CheckedText(language="zh" if language == "zh" else "en", day=day, items=(item,))
    return [flag for flag in ground(text, {source.id: source}).flags if flag.severity != "INFO"]


def _wide(words: str) -> str:
    return words.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})


def _millions(words: str) -> str:
    return re.sub(r"(?<![-–\d.,])(\d+(?:\.\d+)?) billion", lambda found: f"{Decimal(found[1]) * 1000:,f} million".replace(".0 ", " "), words)


def _plain_units(words: str) -> str:
    return re.sub(r"(?<![\d.,])(\d+(?:\.\d+)?)亿(?![\d万千百多余])", lambda found: f"{(Decimal(found[1]) * 10000).normalize():f}万", words)


def _percent(words: str) -> str:
    return words.replace("%", "％" if re.search(r"[\u4e00-\u9fff]", words) else " percent")


REWRITES: dict[str, Callable[[str], str]] = {
    "as it stands": str,
    "full-width digits": _wide,
    "billion in millions": _millions,
    "亿 in 万": _plain_units,
    "percent": _percent,
}


def abroad(atom: Atom, chinese: bool) -> str:
    """The figure as the other language says it; empty where there is no one way."""
    before = {"over": ("超过", "more than "), "under": ("不到", "less than "), "about": ("约", "about "), "at-least": ("至少", "at least ")}
    hedge = before.get(atom.comparator, ("", ""))[0 if chinese else 1]
    if atom.value is None or atom.comparator == "at-most":
        return ""
    if atom.kind == "percent" and atom.unit == "%":
        return f"{hedge}{atom.value:f}%" if chinese else f"{hedge}{atom.value:f} percent"
    names = {"USD": ("美元", "US dollars"), "CNY": ("元人民币", "yuan"), "EUR": ("欧元", "euros"), "GBP": ("英镑", "pounds"), "JPY": ("日元", "yen")}
    if atom.kind == "money" and atom.unit in names:
        scale, word = (Decimal(10**8), "亿") if atom.value >= 10**8 else (Decimal(1), "")
        million, english = (Decimal(10**6), " million") if atom.value >= 10**6 else (Decimal(1), "")
        if chinese:
            return f"{hedge}{(atom.value / scale).normalize():f}{word}{names[atom.unit][0]}"
        return f"{hedge}{(atom.value / million).normalize():f}{english} {names[atom.unit][1]}"
    if atom.kind == "duration" and atom.unit in ("day", "month", "year", "hour", "week"):
        zh = {"day": "天", "month": "个月", "year": "年", "hour": "小时", "week": "周"}
        return f"历时{hedge}{atom.value:f}{zh[atom.unit]}" if chinese else f"lasting {hedge}{atom.value:f} {atom.unit}s"
    return ""


def _dated(atom: Atom, chinese: bool) -> str:
    if atom.kind != "date" or atom.first is None or atom.precision not in ("day", "month", "year"):
        return ""
    first = atom.first
    day = {"day": f"{first.month}月{first.day}日", "month": f"{first.month}月", "year": ""}[atom.precision]
    english = {"day": f"{first:%B} {first.day}, ", "month": f"{first:%B} ", "year": ""}[atom.precision]
    return f"时间为{first.year}年{day}。" if chinese else f"It happened in {english}{first.year}."


def articles(folder: Path, *, show: bool) -> Iterator[str]:
    tried: Counter[str] = Counter()
    flagged: Counter[str] = Counter()
    for row in load(folder, "truth"):
        if not row.get("text"):
            continue
        day = date.fromisoformat(_day(row))
        source = article(row["text"], row["lang"], day.isoformat())
        for name, words, language in _said(row, source, day):
            tried[name] += 1
            if found := _flags(words, language, source, day):
                flagged[name] += 1
                if show:
                    sys.stdout.write(
                        f"{name} {row['id']} {words}\n    "
                        + "; ".join(f"{flag.severity} {flag.code} {flag.message} <{flag.sentence}>" for flag in found)
                        + "\n"
                    )
    for name, count in tried.items():
        yield f"{name:22} {flagged[name]:5}/{count:<6} {flagged[name] / count:7.2%}"


def _said(row: dict[str, Any], source: Article, day: date) -> Iterator[tuple[str, str, str]]:
    """(what was done, the words, their language)."""
    chinese = row["lang"] == "en"
    for sentence in source.sentences:
        for name, rewrite in REWRITES.items():
            words = rewrite(sentence.text)
            if name == "as it stands" or words != sentence.text:
                yield name, words, row["lang"]
        for atom in atoms(sentence.text, row["lang"], day):
            if words := abroad(atom, chinese):
                yield "in the other language", f"这一数字为{words}。" if chinese else f"The figure was {words}.", "zh" if chinese else "en"
            elif words := _dated(atom, chinese):
                yield "date elsewhere", words, "zh" if chinese else "en"


def main() -> None:
    folder, show = Path(sys.argv[1]), "--rows" in sys.argv
    for line in numbers(folder, with_held="--held" in sys.argv, show=show):
        sys.stdout.write(line + "\n")
    for line in articles(folder, show=show):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
