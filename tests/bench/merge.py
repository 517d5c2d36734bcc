"""10 000 generated sequences of edits, redos, new orders, taken proposals and undone states: `python -m tests.bench.merge [COUNT [FIRST]]`.

Each merge is checked (no sentence of a person is lost, none that was deleted comes back, what nobody touched is renewed, line ends stay),
and after each sequence every state is brought back byte for byte from the history on disk.
"""

from __future__ import annotations

# ruff: noqa: T201  # a command: it prints its figures
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from drafter.merge import Merged, merge
from tests.merge import desk as desks


def main(count: int = 10_000, first: int = 0) -> int:
    """Exit code: 1 where a sequence failed."""
    counted: Counter[str] = Counter()

    def counting(*texts: str, **more: object) -> Merged:
        started = time.perf_counter()
        done = merge(*texts, **more)  # type: ignore[arg-type] # handed through
        counted["merge_us"] += int((time.perf_counter() - started) * 1e6)
        counted["merges"] += 1
        counted["proposals"] += len(done.proposals)
        counted["changes"] += len(done.changes)
        return done

    desks.merge = counting  # type: ignore[attr-defined] # counts on the way
    started = time.perf_counter()
    for seed in range(first, first + count):
        with tempfile.TemporaryDirectory() as folder:
            desk, moves = desks.drawn(seed, Path(folder))
            try:
                desk.play(moves)
            except Exception as error:  # noqa: BLE001  # one failing sequence is reported with its seed, the others go on
                counted["failed"] += 1
                print(f"sequence {seed}: {type(error).__name__}: {str(error)[:400]}", file=sys.stderr)
            assert desk.kept
            counted["states"] += len(desk.kept.expected)
            counted["sentences of a person"] += desk.count
    seconds = time.perf_counter() - started
    print(f"{count} sequences, {counted['failed']} failed, {seconds:.0f} s")
    print(f"{counted['merges']} merges at {counted['merge_us'] / max(counted['merges'], 1) / 1000:.1f} ms, {counted['changes']} pieces changed")
    print(f"{counted['sentences of a person']} sentences typed, {counted['proposals']} proposals, {counted['states']} states brought back")
    return 1 if counted["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
