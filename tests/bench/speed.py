"""How fast drafter is beside a plain thread pool, with a mock site and a mock model on loopback. Not a test: it asserts no time.

    python -m tests.bench.speed [--n 10,50,200] [--scenario clean,rerun,edit,faults,limit,rate,kill] [--repeat 3] [--json]

clean   from nothing to a draft; `naive` (16 threads: httpx, trafilatura, openai) does the same job in the same run
rerun   the same command again, nothing changed        edit   again, one article changed
faults  10 % 429, 5 % 500, 2 % never answer, 5 % half a JSON; default settings
limit   more than 8 calls at once are refused          rate   more than 300 calls a minute (10 at once) are refused
kill    killed when half of the summaries are answered, then the same command again: what is shown is the second run

Each repeat draws other times and faults, the same ones in the next run. Columns, medians of the repeats: wall seconds; x path: wall
over the critical path (slowest page + summaries list-scheduled on 16 slots, 8 in `limit`, + chain, as the model planned them; in
`rate` no less than the limit allows); x even: the same with the summaries spread evenly over the slots; dead: seconds without a
model call; page, call: seconds until the first; refused: share of the calls; lost: items not in the draft, marked: fallbacks in it
(the most of the repeats); twice: calls whose answers the model had given to the killed run already; kept: those of them whose
answer was on disk, which must be none; MB: most resident memory of all its processes. Exit code 1 when a run did not finish, lost
items or asked for a kept answer again.
"""

# ruff: noqa: T201  # a command: it prints its table

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from tests.bench.measure import SLOTS, Seen, Spent, run, seen
from tests.bench.mock_site import article
from tests.pipeline.week import WINDOW, digest, environment
from tests.pipeline.writer import fingerprint

ROOT = Path(__file__).parents[2]
SCENARIOS = ("clean", "rerun", "edit", "faults", "limit", "rate", "kill")
TROUBLE: dict[str, dict[str, Any]] = {
    "faults": {"refused": 0.10, "broken": 0.05, "hanging": 0.02, "malformed": 0.05},
    "limit": {"most_at_once": 8},
    "rate": {"per_minute": 300, "burst": 10},
}
HURRIED = 0.05
DRAFT = Path("_drafts/test-weekly-2026-w05.md")
RECORD = Path(".drafter/editions/2026-W05/record.json")


@dataclass(frozen=True)
class Row:
    """One run's figures, or the medians of several. None: not measured here."""

    program: str
    scenario: str
    n: int
    wall_s: float
    times_path: float | None
    times_even: float | None
    dead_s: float
    first_page_s: float
    first_call_s: float
    calls: int
    refused: float
    lost: int
    marked: int
    twice: int | None
    kept_twice: int | None
    cpu_s: float | None
    peak_mb: float | None
    finished: bool


class Mocks:
    """The servers' process, as the benchmark talks to it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        ports = process.stdout.readline().split()
        if len(ports) != 2:
            raise SystemExit("the mock servers did not start; what they said stands above")
        self.site, self.model = (f"http://127.0.0.1:{port}" for port in ports)

    def tell(self, what: str, timeout_s: float = 10, **said: Any) -> Any:
        request = urllib.request.Request(f"{self.model}/{what}", json.dumps(said).encode(), method="POST")
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=timeout_s) as answered:
            return json.load(answered)


@contextmanager
def mocks(count: int) -> Iterator[Mocks]:
    command = [sys.executable, "-m", "tests.bench.mocks", str(count)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield Mocks(process)
    finally:
        process.kill()
        process.wait()


class Cell:
    """One program on N articles in one scenario, in a folder of its own."""

    def __init__(self, servers: Mocks, folder: Path, scenario: str, n: int, limit_s: float, time_factor: float, seed: int) -> None:
        self.servers, self.folder, self.scenario, self.n, self.limit_s = servers, folder, scenario, n, limit_s
        self.trouble = {**TROUBLE.get(scenario, {}), "time_factor": time_factor, "seed": seed}
        self.paths = [article(i).path for i in range(n)]
        self.log = folder / "output.txt"
        digest(
            folder,
            servers.site,
            self.paths,
            select={"max_items": 1000, "max_per_source": 0, "max_per_topic": 0, "near_duplicate": 0.75},
            fetch={"allow_hosts": ["127.0.0.1"], "per_host": 64, "pause_s": 0},
            model={"kind": "openai", "base_url": f"{servers.model}/v1", "writer": "mock", "time_limit_s": 180},
            check={"judge": "off"},
        )

    def naive(self) -> Row:
        self.reset()
        command = [sys.executable, "-m", "tests.bench.naive", "sources.txt", f"{self.servers.model}/v1", "naive.md"]
        spent = run(command, self.folder, environment(), self.limit_s, self.log)
        return self.row("naive", spent, self.seen(spent), self.folder / "naive.md")

    def drafter(self) -> Row:
        """The scenario's last run."""
        self.reset()
        paid: frozenset[str] = frozenset()
        if self.scenario in ("rerun", "edit"):
            self.once()
            self.reset()
            if self.scenario == "edit":
                self.servers.tell("edit", article=self.n // 2)
        elif self.scenario == "kill":
            paid = self.seen(self.killed()).answered
            self.reset()
        kept = self.kept()
        spent = self.once()
        row = self.row("drafter", spent, found := self.seen(spent), self.folder / DRAFT)
        if self.scenario != "kill":
            return row
        return replace(row, twice=sum(call in paid for call in found.asked), kept_twice=sum(call in kept for call in found.asked))

    def once(self, kill_when: Any = None) -> Spent:
        command = [sys.executable, "-m", "drafter", "draft", "--quiet", *WINDOW]
        return run(command, self.folder, environment(OPENAI_API_KEY="none"), self.limit_s, self.log, kill_when)

    def killed(self) -> Spent:
        return self.once(lambda: self.servers.tell("summaries", self.limit_s, at_least=max(1, self.n // 2)))

    def kept(self) -> set[str]:
        """Fingerprints of the requests whose answers lie in the digest's folder."""
        files = [json.loads(path.read_bytes()) for path in self.folder.glob(".drafter/kept/answers/*/*.json")]
        asked = [[{**said, "content": "\n".join(said["content"])} for said in kept["messages"]] for kept in files if kept["answer"]]
        return {fingerprint({"messages": messages}) for messages in asked}

    def reset(self) -> None:
        self.servers.tell("reset", trouble=self.trouble, keep_edits=False)

    def seen(self, spent: Spent) -> Seen:
        return seen(spent, **self.servers.tell("logs"), slots=self.trouble.get("most_at_once", SLOTS))

    def row(self, program: str, spent: Spent, found: Seen, draft: Path) -> Row:
        text = draft.read_text(encoding="utf-8") if draft.is_file() else ""
        flags = json.loads((self.folder / RECORD).read_text(encoding="utf-8"))["flags"] if program == "drafter" and (self.folder / RECORD).is_file() else []
        least = self.least_s(found)
        whole = self.scenario not in ("rerun", "edit", "kill")
        return Row(
            program,
            self.scenario,
            self.n,
            spent.wall_s,
            spent.wall_s / max(found.path_s, least) if whole else None,
            spent.wall_s / max(found.bound_s, least) if whole else None,
            found.dead_s,
            found.first_page_s,
            found.first_call_s,
            found.calls,
            found.refused / max(1, found.calls),
            sum(path not in text for path in self.paths),
            sum(flag["code"].startswith("fallback") for flag in flags),
            None,
            None,
            spent.cpu_s,
            spent.peak_mb,
            spent.ended == "exit" and spent.code in (0, 3) and bool(text),
        )

    def least_s(self, found: Seen) -> float:
        """What a limit by rate allows at best."""
        told = self.trouble
        return (len(found.answered) - told["burst"]) * 60 / told["per_minute"] if "per_minute" in told else 0.0


def median(rows: list[Row]) -> Row:
    """Of each figure; the worst of what must not happen."""
    worst = {"lost": max, "marked": max, "kept_twice": max, "finished": min}
    made: dict[str, Any] = {}
    for name, first in asdict(rows[0]).items():
        values = [value for row in rows if (value := getattr(row, name)) is not None]
        plain = not values or isinstance(first, str)
        made[name] = first if plain else worst[name](values) if name in worst else statistics.median(values)
    return Row(**made)


COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("", "program", "8"),
    ("", "scenario", "8"),
    ("N", "n", "5g"),
    ("wall", "wall_s", "7.2f"),
    ("x path", "times_path", "7.2f"),
    ("x even", "times_even", "7.2f"),
    ("dead", "dead_s", "6.2f"),
    ("page", "first_page_s", "6.2f"),
    ("call", "first_call_s", "6.2f"),
    ("calls", "calls", "6g"),
    ("refused", "refused", "8.0%"),
    ("lost", "lost", "5g"),
    ("marked", "marked", "7g"),
    ("twice", "twice", "6g"),
    ("kept", "kept_twice", "5g"),
    ("cpu", "cpu_s", "6.1f"),
    ("MB", "peak_mb", "5.0f"),
)
"""Heading, field of Row, format."""


def head() -> str:
    return "".join(f"{title:>{_width(form)}}" for title, _, form in COLUMNS)


def line(row: Row) -> str:
    told = ((getattr(row, name), form) for _, name, form in COLUMNS)
    return "".join(f"{'-':>{_width(form)}}" if value is None else f"{value:{form}}" for value, form in told) + ("" if row.finished else "  did not finish")


def _width(form: str) -> int:
    return int(form.partition(".")[0].rstrip("g"))


def cell(servers: Mocks, scenario: str, n: int, limit_s: float, time_factor: float = 1.0, seed: int = 0) -> list[Row]:
    """One repeat: drafter, and the thread pool where it is compared."""
    rows = []
    for program in ("drafter", "naive") if scenario == "clean" else ("drafter",):
        with tempfile.TemporaryDirectory(prefix="drafter-bench-", ignore_cleanup_errors=True) as folder:
            one = Cell(servers, Path(folder) / "digest", scenario, n, limit_s, time_factor, seed)
            rows.append(getattr(one, program)())
            if not rows[-1].finished:
                print(one.log.read_text(encoding="utf-8", errors="replace")[-2000:], file=sys.stderr)
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.speed", formatter_class=argparse.RawDescriptionHelpFormatter, description=__doc__)
    parser.add_argument("--n", default="10,50,200", help="articles, comma-separated")
    parser.add_argument("--scenario", default=",".join(SCENARIOS), help="comma-separated")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--limit", type=float, default=120, metavar="SECONDS", help="a run that takes longer is ended")
    parser.add_argument("--json", action="store_true", help="a JSON row for each line")
    parser.add_argument("--quick", action="store_true", help="a model twenty times as quick: shows that all works, its figures say nothing")
    given = parser.parse_args()
    sizes, scenarios = [int(n) for n in given.n.split(",")], given.scenario.split(",")
    if unknown := set(scenarios) - set(SCENARIOS):
        parser.error(f"no scenario {', '.join(sorted(unknown))}; there are {', '.join(SCENARIOS)}")
    sound, factor = True, HURRIED if given.quick else 1.0
    with mocks(max(sizes)) as servers:
        if not given.quick:
            cell(servers, "clean", 1, given.limit, HURRIED)  # what is compiled and read from disk once is no part of any figure
        print("" if given.json else head() + "\n", end="", flush=True)
        for scenario in scenarios:
            for n in sizes:
                repeats = [cell(servers, scenario, n, given.limit, factor, seed) for seed in range(max(1, given.repeat))]
                for row in (median(list(runs)) for runs in zip(*repeats, strict=True)):
                    print(json.dumps(asdict(row)) if given.json else line(row), flush=True)
                    sound = sound and row.finished and not row.lost and not row.kept_twice
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
