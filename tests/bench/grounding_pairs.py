"""The checks against the labelled pairs, atoms and traps, and against mutants of the right pairs: `python -m tests.bench.grounding_pairs [--errors] [--mutants] [--atoms]`.

Each pair is an edition of one item whose one statement names every sentence of its source. A flag above INFO counts.
`--errors` and `--mutants` name the rows that went wrong, of the two development splits (`--split` picks one). Of the sealed splits only
scores are printed, and only with `--sealed`: whoever tunes the checks never opens its files. Each table tells how many right pairs were flagged
by each code. The third split has right pairs only, as an editor meets them (`--split third`), the fourth and the fifth (rich in figures, and in
what is reckoned from them) such pairs and the mistakes made with them.
"""

from __future__ import annotations

import hashlib
import re
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from drafter.check.atoms import Atom, atoms
from drafter.check.atoms.units import MONTHS, SECONDS
from drafter.check.grounding import ground
from drafter.check.text import CheckedText, ItemText, Said
from drafter.collect.sentences import split as sentences
from drafter.entities import Article, Evidence, Flag, Link, Source, Stamp
from tests.bench.mutants import MUTATORS, mutants

HERE = Path(__file__).parent / "grounding"
SPLITS = ("dev", "second")
RIGHT_ONLY = "third"
AS_MET = ("fourth", "fifth", "sixth")
SEALED = ("sealed", "sealed-second", "sealed-third")
FILES = {
    "pair": (
        ("pairs.toml", "third.toml", "fourth.toml", "fifth.toml", "sixth.toml"),
        ("sealed_pairs.toml", "sealed_claims.toml", "sealed_quotes.toml", "sealed_second.toml", "sealed_third.toml"),
    ),
    "atoms": (("atoms.toml", "sixth_atoms.toml"), ("sealed_atoms.toml",)),
    "traps": (("traps.toml", "sixth_traps.toml"), ("sealed_traps.toml",)),
}
"""What → (the open files, the sealed ones)."""
FIGURES = (
    "digit",
    "magnitude",
    "currency",
    "unit",
    "date",
    "comparator",
    "rounding",
    "range",
    "count",
    "percent",
    "points",
    "fraction",
    "multiple",
    "duration",
)
URL = "https://news.example/a"


def rows(what: str, split: str) -> list[dict[str, Any]]:
    """Rows of one split: `pair`, `atoms` or `traps`."""
    found: list[dict[str, Any]] = []
    for name in FILES[what][split in SEALED]:
        found += tomllib.loads((HERE / name).read_text(encoding="utf-8"))["pair" if what == "pair" else "sentence"]
    return [row for row in found if row["split"] == split]


def article(text: str, language: str, anchor: str, key: str = "a" * 12) -> Article:
    return Article(
        id=key,
        url=URL,
        title="",
        published=Stamp(value=anchor),
        language=language,
        text=text,
        sentences=sentences(text),
        digest=hashlib.sha256(text.encode()).hexdigest(),
        source=Source(location=URL, origin="bench"),
    )


def edition(row: dict[str, Any], claim: str = "", *, cites: bool = True) -> tuple[CheckedText, dict[str, Article]]:
    """The pair as an edition of one item."""
    source = article(row["source"], row["source_language"], row["anchor"])
    ids = tuple(sentence.id for sentence in source.sentences)
    evidence = (Evidence(article_id=source.id, sentence_ids=ids, quote=row.get("quote", "")),) if cites else ()
    said = Said(text=claim or row["claim"], part="item", item_id="i1", evidence=evidence)
    item = ItemText(id="i1", headline=Said(text="", part="headline", item_id="i1"), said=(said,), link=Link(title="", url=URL), article_ids=(source.id,))
    names = tuple((form, original) for form, original in row.get("names", ()))
    return CheckedText(language=row["claim_language"], day=date.fromisoformat(row["anchor"]), items=(item,), names=names), {source.id: source}


def flags(row: dict[str, Any], claim: str = "", *, cites: bool = True) -> list[Flag]:
    """Flags above INFO."""
    return [flag for flag in ground(*edition(row, claim, cites=cites)).flags if flag.severity != "INFO"]


def pairs(split: str) -> tuple[Counter[tuple[str, bool, bool]], Counter[str], list[str]]:
    """(what, right, flagged) → pairs; severities of false flags; a line for every pair that went wrong."""
    counts: Counter[tuple[str, bool, bool]] = Counter()
    gravity: Counter[str] = Counter()
    wrong: list[str] = []
    for row in rows("pair", split):
        right, found = row["verdict"] == "supported", flags(row)
        counts[row["what"], right, bool(found)] += 1
        gravity.update(flag.severity for flag in found if right)
        if bool(found) == right:
            said = "; ".join(f"{flag.severity} {flag.code} {flag.message}" for flag in found)
            wrong.append(f"{'FALSE' if right else 'MISSED'} {row['id']} ({row['what']}: {row['note']})\n    {row['claim']}\n    {row['source']}\n    {said}")
    return counts, gravity, wrong


def false_codes(split: str) -> Counter[str]:
    """Flag code → right pairs that have it."""
    return Counter(code for row in rows("pair", split) if row["verdict"] == "supported" for code in {flag.code for flag in flags(row)})


def share(counts: Counter[tuple[str, bool, bool]], right: bool, whats: Iterable[str] | None = None) -> tuple[int, int]:
    """(flagged, all) of the pairs that are right, or of those that are wrong."""
    kinds = None if whats is None else set(whats)
    chosen = {key: count for key, count in counts.items() if key[1] == right and (kinds is None or key[0] in kinds)}
    return sum(count for key, count in chosen.items() if key[2]), sum(chosen.values())


def mutated(split: str) -> tuple[Counter[tuple[str, bool]], list[str]]:
    """(mutator, caught) → mutants of the right pairs that are not flagged themselves; a line for each that was missed."""
    counts: Counter[tuple[str, bool]] = Counter()
    missed: list[str] = []
    for row in rows("pair", split):
        if row["verdict"] != "supported" or flags(row):
            continue
        for mutator, claim in mutants(row):
            caught = bool(flags(row, claim))
            counts[mutator, caught] += 1
            if not caught:
                missed.append(f"MISSED {mutator} {row['id']}\n    {claim}\n    {row['claim']}\n    {row['source']}")
    return counts, missed


def extraction(split: str) -> tuple[int, int, int, int, int]:
    """(atoms found with kind and value, with a kind and value that may be another's, all atoms, traps clean, all traps)."""
    typed = seen = total = 0
    for row in rows("atoms", split):
        found = atoms(row["text"], row["language"], date.fromisoformat(row["anchor"]))
        for wanted in row["atoms"]:
            total += 1
            over = _over(row, wanted, found)
            seen += bool(over)
            typed += _read(row, wanted, over)
    traps = rows("traps", split)
    clean = sum(not list(_lured(row)) for row in traps)
    return typed, seen, total, clean, len(traps)


def misread(split: str) -> list[str]:
    """A line for every labelled atom not read with its kind and value, and for every lure taken."""
    lines: list[str] = []
    for row in rows("atoms", split):
        found = atoms(row["text"], row["language"], date.fromisoformat(row["anchor"]))
        for wanted in row["atoms"]:
            over = _over(row, wanted, found)
            if not _read(row, wanted, over):
                read = [(atom.kind, atom.text, str(atom.key)) for atom in over]
                lines.append(f"MISREAD {row['id']} {wanted['text']!r} {wanted['kind']} {wanted['value']} as {read} in {row['text']}")
    return lines + [f"LURED {row['id']} {sorted(set(_lured(row)))} in {row['text']}" for row in rows("traps", split) if any(_lured(row))]


def _over(row: dict[str, Any], wanted: dict[str, Any], found: Iterable[Atom]) -> list[Atom]:
    """The atoms read where the labelled one stands."""
    start = row["text"].find(wanted["text"])
    return [atom for atom in found if atom.start < start + len(wanted["text"]) and start < atom.end]


def _read(row: dict[str, Any], wanted: dict[str, Any], over: list[Atom]) -> bool:
    """One atom is the labelled one; a moment (2026-01-26T14:30) may be read as a date (that of the article, where none is told) and a time, a vote (7比2) as one particle, an age as years."""
    if "T" in wanted["value"] and wanted["kind"] in ("date", "date-range"):
        moments = [end.partition("T") for end in wanted["value"].split("..")]
        days = {atom.key for atom in over if atom.kind == "date"} or {row["anchor"]}
        return all(day in days and any(atom.kind == "time" and atom.key == hour for atom in over) for day, _, hour in moments)
    if wanted["kind"] == "number" and _AGE.search(wanted["text"]):
        return any(atom.unit == "year" and [str(number) for number in _numbers(atom)] == wanted["value"].split("..") for atom in over)
    if wanted["kind"] == "number" and any(atom.kind == "unparsed" and wanted["value"] in atom.key.split(":") for atom in over):
        return True
    return any(_typed(atom, wanted) for atom in over)


_AGE = re.compile(r"岁|[- ]old$|^aged? ")


def _typed(atom: Atom, wanted: dict[str, Any]) -> bool:
    """Kind and value are the labelled ones. A count and a number are told apart by a noun alone; tokens (BTC) are money to us."""
    alike = ({"number", "count"}, {"money", "quantity"} if len(atom.unit) == 3 and wanted.get("unit") == atom.unit else {"-"})
    return (atom.kind == wanted["kind"] or {atom.kind, wanted["kind"]} in alike) and _valued(atom, wanted["value"])


def _valued(atom: Atom, value: str) -> bool:
    """Whether the atom has the labelled value; of literal kinds the span says it all."""
    if atom.kind in ("date", "date-range"):
        return _dated(atom) == value.replace("..", "/") or atom.key == value.replace("..", "/")
    if atom.kind == "duration":
        return any(_duration(atom, number) == _iso(part) for number, part in zip(_numbers(atom), value.split(".."), strict=False))
    if atom.kind == "fraction":
        above, _, below = value.partition("/")
        return atom.value is not None and abs(atom.value - Decimal(above) / Decimal(below)) < Decimal("0.0001")
    if atom.value is None and atom.low is None:
        return True
    return [str(number) for number in _numbers(atom)] == [str(_plain(part)) for part in value.split("..")]


def _dated(atom: Atom) -> str:
    """The key as the labels have it: a week by its number, the start, middle or end of a year by the year, a closer range by its ends."""
    if atom.precision == "week" and atom.first:
        year, week, _ = atom.first.isocalendar()
        return f"{year}-W{week:02d}"
    return re.sub(r"-(?:start|mid|end)$", "", atom.key)


def _numbers(atom: Atom) -> list[Decimal]:
    return [_plain(str(number)) for number in (atom.value, atom.low, atom.high) if number is not None]


def _plain(number: str) -> Decimal:
    value = Decimal(number)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _duration(atom: Atom, number: Decimal) -> tuple[Decimal, bool]:
    """(seconds or months, whether months)."""
    if atom.unit in MONTHS:
        return (number * MONTHS[atom.unit]).normalize(), True
    return (number * SECONDS.get(atom.unit, Decimal(0))).normalize(), False


def _iso(value: str) -> tuple[Decimal, bool]:
    day, _, clock = value.removeprefix("P").partition("T")
    parts = [(Decimal(number), _ISO[letter]) for number, letter in re.findall(r"([\d.]+)([YMWD])", day)]
    parts += [(Decimal(number), _CLOCK[letter]) for number, letter in re.findall(r"([\d.]+)([HMS])", clock)]
    months = any(letter in day for letter in "YM")
    return sum((number * Decimal(size) for number, size in parts), Decimal(0)).normalize(), months


_ISO = {"Y": 12, "M": 1, "W": 604_800, "D": 86_400}
_CLOCK = {"H": 3600, "M": 60, "S": 1}


def _lured(row: dict[str, Any]) -> Iterator[str]:
    literal = set(row.get("literal", ()))
    for lure in row["lures"]:
        start = row["text"].find(lure)
        for atom in atoms(row["text"], row["language"], date.fromisoformat(row["anchor"])):
            inside = start <= atom.start and atom.end <= start + len(lure)
            if inside and not (lure in literal and atom.kind in ("identifier", "unparsed")) and not any(atom.text in each["text"] for each in row["atoms"]):
                yield lure


def table(split: str) -> list[str]:
    """The rows of one split."""
    counts, gravity, _ = pairs(split)
    caught, bad = share(counts, right=False)
    flagged, good = share(counts, right=True)
    figures, wrong_figures = share(counts, right=False, whats=FIGURES)
    lines = [f"{split}"]
    if bad:
        lines.append(f"  wrong pairs caught              {caught:4}/{bad:<4} {caught / bad:7.1%}")
        lines.append(f"    of them figures and dates     {figures:4}/{wrong_figures:<4} {figures / wrong_figures:7.1%}")
    lines.append(f"  correct pairs falsely flagged   {flagged:4}/{good:<4} {flagged / good:7.1%}  {dict(gravity)}")
    lines += [f"    by {code:28} {count:4}" for code, count in sorted(false_codes(split).items())]
    mutant_counts, _ = mutated(split)
    for mutator in (*MUTATORS, "all"):
        hit = sum(count for (name, got), count in mutant_counts.items() if got and mutator in (name, "all"))
        every = sum(count for (name, _), count in mutant_counts.items() if mutator in (name, "all"))
        lines.append(f"  mutants caught: {mutator:15} {hit:4}/{every:<4} {hit / max(every, 1):7.1%}")
    typed, seen, total, clean, traps = extraction(split)
    if total:
        lines.append(f"  atoms: kind and value right {typed}/{total} {typed / total:.1%}, seen {seen}/{total}; traps clean {clean}/{traps}")
    return lines


def main() -> None:
    began = time.process_time()
    chosen = [split for split in (*SPLITS, RIGHT_ONLY, *AS_MET) if "--split" not in sys.argv or split in sys.argv]
    for split in SEALED if "--sealed" in sys.argv else chosen:
        sys.stdout.write("\n".join(table(split)) + "\n")
    for option, lines in (("--errors", lambda split: pairs(split)[2]), ("--mutants", lambda split: mutated(split)[1]), ("--atoms", misread)):
        for split in chosen if option in sys.argv else ():
            sys.stdout.write("\n".join(lines(split)) + "\n")
    sys.stdout.write(f"{time.process_time() - began:.1f} s CPU\n")


if __name__ == "__main__":
    main()
