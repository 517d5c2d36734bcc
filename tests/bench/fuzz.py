"""The grammar and the whole check on made-up text for so many minutes: `python -m tests.bench.fuzz MINUTES [SEED]`.

Texts are pieces of figures, dates and words thrown together, and real-looking sentences with pieces put in. Held: no crash, spans true
and apart, no digit skipped, an atom carries itself, 2,000 characters read in well under a second. What breaks is printed; it becomes a case of the tests.
"""

from __future__ import annotations

import random
import re
import sys
import time
from datetime import date
from itertools import pairwise

from drafter.check.atoms import atoms
from drafter.check.bounds import read
from drafter.check.equivalence import compare
from drafter.check.implied.atoms import implied
from tests.bench.grounding_pairs import flags, rows
from tests.check.test_atoms_properties import PIECES

DAYS = (None, date(2026, 1, 28), date(2024, 2, 29), date(1, 1, 1), date(9999, 12, 31))
LISTED = re.compile(r"[0-9]{1,2}[)）.．、\u200b\ufeff]")
SLOW = 1.0
"""Seconds of CPU for one text of at most 2,000 characters."""


def text(chance: random.Random, sentences: list[str]) -> str:
    """Pieces alone, a run of few pieces again and again, or a sentence with pieces put in its place."""
    kind = chance.random()
    some = [chance.choice(PIECES) for _ in range(chance.randint(1, 24))]
    if kind < 0.45:
        return chance.choice(["", " "]).join(some)
    if kind < 0.55:
        return "".join(some[:3]) * chance.randint(2, 80)
    words = chance.choice(sentences)
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(words) + 1), chance.randint(0, 3)
        words = words[:at] + chance.choice(PIECES) + words[at + length :]
    return words


def faults(words: str, language: str, day: date | None) -> list[str]:
    """What of the promises does not hold."""
    found = atoms(words, language, day)
    wrong = []
    if not all(words[atom.start : atom.end] == atom.text and atom.text for atom in found):
        wrong.append("span")
    if not all(first.end <= second.start for first, second in pairwise(found)):
        wrong.append("overlap")
    covered = bytearray(len(words))
    for atom in found:
        covered[atom.start : atom.end] = b"\x01" * (atom.end - atom.start)
    if any(character in "0123456789" and not covered[at] and not LISTED.match(words[at:]) for at, character in enumerate(words)):
        wrong.append("digit skipped")
    if not all(compare(atom, atom).verdict == "same" for atom in found):
        wrong.append("atom does not carry itself")
    for atom in found:
        for other in found:
            compare(atom, other)
    implied(words, read(words, language, day), day)
    return wrong


def main(minutes: float, seed: int) -> None:
    chance = random.Random(seed)
    every = [row["source"] for row in rows("pair", "dev")] + [row["claim"] for row in rows("pair", "dev")]
    pairs = rows("pair", "dev")
    until, tried, seen = time.monotonic() + minutes * 60, 0, set[str]()
    while time.monotonic() < until:
        words, language, day = text(chance, every)[:2000], chance.choice(["zh", "en"]), chance.choice(DAYS)
        began = time.process_time()
        try:
            wrong = faults(words, language, day)
            if tried % 20 == 0:
                flags(chance.choice(pairs), words[:300])
        except Exception as error:  # noqa: BLE001  # whatever it is, it is what is looked for
            wrong = [f"{type(error).__name__}: {error}"]
        if time.process_time() - began > SLOW:
            wrong.append("slow")
        tried += 1
        if wrong and (key := " ".join(wrong)[:60]) not in seen:
            seen.add(key)
            sys.stdout.write(f"{wrong} {language} {day} {words!r}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{tried} texts\n")


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
