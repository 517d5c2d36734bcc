"""Claims without figures, quotations and names against the labelled pairs: `python -m tests.bench.claims [--rows]`.

Caught: wrong pairs of that kind with at least one finding. False: right pairs with one. The last line counts false flags on all other
right pairs (figures, dates), which these checks should leave alone. `--rows` names the rows that went wrong, of the two development splits;
of the sealed split only scores are printed, and only with `--sealed`.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

from drafter.check.claims import check_claims
from drafter.check.claims.clauses import sentences
from drafter.check.findings import Finding, Passage
from drafter.check.names.checked import Names, name_findings
from drafter.check.quotations.checked import Original, check_quotations, quotation_findings
from tests.bench.grounding_pairs import SEALED, SPLITS, rows

FIGURELESS = ("status", "growth-base", "increase-to-by", "rank", "role")
KINDS = (*FIGURELESS, "quote", "name", "negation")


def findings(row: dict[str, Any]) -> tuple[Finding, ...]:
    """All that these checks find in one pair."""
    source = row["source"]
    parts = [Passage(f"s{number}", source[start:end]) for number, (start, end) in enumerate(sentences(source), 1)]
    names = [(form, original) for form, original in row.get("names", ())]
    originals = [Original("q1", row["quote"])] if row.get("quote") else []
    whole = [Passage("text", source)]
    quoted = quotation_findings(check_quotations(row["claim"], whole, originals, names))
    hard = tuple(each for each in quoted if each.severity != "INFO")
    return (*check_claims(row["claim"], parts, names), *hard, *name_findings(Names(whole, names).check(row["claim"])))


def score(split: str) -> tuple[Counter[tuple[str, bool, bool]], list[str]]:
    """(kind, right, found) → rows; and a line for every row that went wrong."""
    counts: Counter[tuple[str, bool, bool]] = Counter()
    wrong: list[str] = []
    for row in rows("pair", split):
        kind = row["what"] if row["what"] in KINDS else "other"
        right, found = row["verdict"] == "supported", findings(row)
        counts[kind, right, bool(found)] += 1
        if bool(found) == right and (right or kind != "other"):
            wrong.append(f"{'FALSE' if right else 'MISSED'} {row['id']} {row['claim']} | {'; '.join(f'{each.what}: {each.message}' for each in found)}")
    return counts, wrong


def shares(counts: Counter[tuple[str, bool, bool]], kinds: tuple[str, ...]) -> tuple[int, int, int, int]:
    """(caught, wrong pairs, falsely flagged, right pairs) over `kinds`."""
    caught = sum(counts[kind, False, True] for kind in kinds)
    flagged = sum(counts[kind, True, True] for kind in kinds)
    return caught, caught + sum(counts[kind, False, False] for kind in kinds), flagged, flagged + sum(counts[kind, True, False] for kind in kinds)


def table(split: str) -> list[str]:
    """Lines: kind, caught, falsely flagged."""
    counts, _ = score(split)
    lines = [f"{split}: kind              caught   false flags"]
    for label, kinds in (*((kind, (kind,)) for kind in KINDS), ("without figures", FIGURELESS), ("other", ("other",))):
        caught, bad, flagged, good = shares(counts, kinds)
        lines.append(f"  {label:18} {caught:4}/{bad:<4} {flagged:4}/{good}")
    return lines


def main() -> None:
    for split in SEALED[:1] if "--sealed" in sys.argv else SPLITS:
        sys.stdout.write("\n".join(table(split)) + "\n")
    for split in SPLITS if "--rows" in sys.argv else ():
        sys.stdout.write("\n".join(score(split)[1]) + "\n")


if __name__ == "__main__":
    main()
