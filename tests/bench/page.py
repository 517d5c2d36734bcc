"""How fast the review page is, in Debian's chromium on loopback. Not a test: it asserts nothing, and says what misses its goal.

    python -m tests.bench.page [--rounds 7] [--items 10] [--json]

A draft of `items` items (the demo's pages, no model) under a server of its own process; each round opens it in a browser that kept nothing.

paint   ms to the first frame that shows the draft's cards      goal 300
checked ms until the flags of the whole draft are there         told
flag    ms from the key that makes a figure wrong to its mark   goal 1000
weight  KB over the wire, all of it                             goal 300
said    errors and warnings in the console                      goal 0
"""

# ruff: noqa: T201  # a command: it prints its table

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.pipeline.week import drafter, environment

DEMO = Path(__file__).parents[2] / "fixtures" / "demo"
GOALS = {"paint": 300.0, "flag": 1000.0, "weight": 300.0, "said": 0.0}
SEEN = """
new MutationObserver((_, watch) => {
  if (!document.querySelector(".piece textarea")) return;
  watch.disconnect();
  requestAnimationFrame(() => { const port = new MessageChannel(); port.port1.onmessage = () => { window.painted = performance.now(); }; port.port2.postMessage(0); });
}).observe(document, { childList: true, subtree: true });
new MutationObserver((_, watch) => {
  if (!/\\d/.test(document.getElementById("flag-count")?.textContent ?? "")) return;
  watch.disconnect();
  window.checked = performance.now();
}).observe(document, { childList: true, subtree: true, characterData: true });
"""
"""A frame is on the screen when a task runs behind its animation frame."""
PLACE = """() => {
  for (const area of document.querySelectorAll(".piece.item .field.body textarea")) {
    const found = /\\d{2,}/.exec(area.value);
    if (!found) continue;
    area.focus({ preventScroll: false });
    area.setSelectionRange(found.index, found.index + found[0].length);
    return found[0];
  }
}"""
FLAGGED = """(figure) => new Promise((done) => {
  const start = window.typed;
  const look = () => [...document.querySelectorAll(".mirror .flagged")].some((one) => one.textContent.includes(figure));
  const end = () => done(performance.now() - start);
  if (look()) { end(); return; }
  const watch = new MutationObserver(() => { if (look()) { watch.disconnect(); end(); } });
  watch.observe(document.getElementById("pieces"), { childList: true, subtree: true });
  setTimeout(() => done(-1), 20000);
})"""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The post's address, of a server in a process of its own."""
    (post,) = (folder / "_drafts").glob("*.md")
    command = [sys.executable, "-m", "drafter", "review", str(post), "--no-browser", "--port", "0", "--offline"]
    process = subprocess.Popen(command, cwd=folder, env=environment(), stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield process.stdout.readline().strip()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def drafted(folder: Path, items: int) -> Path:
    """The demo with a draft of so many items, written by no model. Raises RuntimeError."""
    shutil.copytree(DEMO, folder)
    path = folder / "drafter.toml"
    path.write_text(re.sub(r"max_items = \d+", f"max_items = {items}\nmax_per_source = 0\nmax_per_topic = 0\nmax_briefs = 0", path.read_text("utf-8")), "utf-8")
    done = drafter(folder, "draft", "--offline", "--writer", "extractive")
    if done.returncode not in (0, 3):
        raise RuntimeError(done.stderr)
    return folder


def opened(browser: Any, address: str, number: int) -> dict[str, float]:
    """One round: what a first visit and one wrong figure cost."""
    context = browser.new_context(viewport={"width": 1280, "height": 860}, locale="zh-CN")
    tab, said = context.new_page(), []
    tab.on("console", lambda one: said.append(one.text) if one.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.add_init_script(SEEN)
    tab.goto(address)
    while not tab.evaluate("Boolean(window.painted && window.checked)"):  # the page's policy lets no other way of waiting in
        tab.wait_for_timeout(20)
    found = {name: float(tab.evaluate(f"window.{name}")) for name in ("painted", "checked")}
    entries = "performance.getEntries().filter(e => 'transferSize' in e).reduce((sum, e) => sum + e.transferSize, 0) / 1000"
    weight, items = float(tab.evaluate(entries)), tab.locator(".piece.item").count()
    flag = _typed(tab, number)
    context.close()
    return {"paint": found["painted"], "checked": found["checked"], "flag": flag, "weight": weight, "said": float(len(said)), "items": float(items)}


def _typed(tab: Any, number: int) -> float:
    """ms from the last key of a figure that no source has to the mark under it. The figure is put back, and the file with it."""
    was, wrong = tab.evaluate(PLACE), f"98{700 + number}"
    tab.evaluate("() => document.addEventListener('input', () => { window.typed = performance.now(); })")
    tab.keyboard.type(wrong)
    took = float(tab.evaluate(FLAGGED, wrong))
    for _ in wrong:
        tab.keyboard.press("Backspace")
    tab.keyboard.type(was)
    tab.locator("#saved.done").wait_for()
    return took


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.page", formatter_class=argparse.RawDescriptionHelpFormatter, description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--items", type=int, default=10)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with (
        tempfile.TemporaryDirectory(prefix="drafter-bench-") as folder,
        served(drafted(Path(folder) / "digest", given.items)) as address,
        sync_playwright() as started,
    ):
        arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        opened(browser, address, 0)  # what is read from disk once is no part of any figure
        rounds = [opened(browser, address, number + 1) for number in range(max(1, given.rounds))]
        browser.close()
    medians = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    print(json.dumps(medians) if given.json else _table(medians, rounds))
    return 0


def _table(medians: dict[str, float], rounds: list[dict[str, float]]) -> str:
    rows = []
    for name, value in medians.items():
        spread = f"{min(one[name] for one in rounds):.0f}–{max(one[name] for one in rounds):.0f}"
        goal = GOALS.get(name)
        told = "" if goal is None else f"goal {goal:.0f}" + ("" if 0 <= value <= goal else "  missed")
        rows.append(f"{name:8}{value:8.0f}  {spread:>12}  {told}")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
