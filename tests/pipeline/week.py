"""A week's news for tests: invented articles as pages of a loopback site, and a digest that lists them."""

from __future__ import annotations

import html
import json
import os
import subprocess
import sys
from pathlib import Path

STORIES = (
    ("harbour-loan", "Harbour Bank signs US$1.5 billion facility with three lenders", "Harbour Bank", "facility"),
    ("stablecoin-rule", "Regulator proposes reserve rule for stablecoin issuers", "The Monetary Office", "reserve rule"),
    ("qr-pilot", "Cross-border code payments start between two islands", "Palm Pay", "payment link"),
    ("ai-credit", "Calder lender lets software agents approve small loans", "Calder Finch", "credit desk"),
    ("wallet-fine", "Wallet firm fined over late anti-fraud checks", "Nimbus Wallet", "fraud check"),
    ("exchange-merger", "Two regional exchanges plan to merge clearing arms", "Northport Exchange", "clearing arm"),
)


def story(name: str, title: str, actor: str, thing: str, day: int = 28, extra: str = "") -> tuple[int, str, bytes]:
    """A page with about 1,500 characters of text; each story's sentences are its own."""
    number = sum(map(ord, name))
    paragraphs = (
        f"{actor} said on Tuesday that its {thing} would start in March, after a year of talks with {number} partners in the region. {extra}",
        f"The {thing} is worth US${number % 90 + 10} million and covers {number * 7} customers, according to a statement of {actor} published in the morning.",
        f"“We want the {thing} to be boring and safe,” said {actor}'s head of operations, Mina Okafor, at a press briefing about {title.lower()}.",
        f"Analysts at Larch Street Research expect costs of the {thing} to fall by {number % 30 + 5}% within two years, though they warn that demand is uncertain.",
        f"Rivals of {actor} have until 30 June to comment on the {thing}; a final decision is due in September, the company said.",
        f"In its last annual report {actor} named the {thing} as one of {number % 6 + 3} projects that must not slip. The board meets again on 12 February.",
        f"People who tested the {thing} told this newspaper that it saved them about {number % 40 + 10} minutes a week, mostly in reconciliation work at month end.",
    )
    body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    page = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)} - Test Ledger</title>
<meta property="og:title" content="{html.escape(title)}"><meta property="og:site_name" content="Test Ledger">
<meta property="article:published_time" content="2026-01-{day:02d}T09:30:00+08:00"></head>
<body><nav><a href="/">Home</a></nav><main><article><h1>{html.escape(title)}</h1>{body}</article></main><footer>© Test Ledger</footer></body></html>"""
    return 200, "text/html; charset=utf-8", page.encode()


def pages() -> dict[str, tuple[int, str, bytes]]:
    return {f"/{name}": story(name, title, actor, thing) for name, title, actor, thing in STORIES}


def digest(folder: Path, base: str, names: list[str] | None = None, **sections: dict[str, object]) -> Path:
    """A digest folder that lists the stories and may fetch from loopback."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen = names if names is not None else [f"/{name}" for name, *_ in STORIES]
    (folder / "sources.txt").write_text("".join(f"{base}{path}\n" for path in chosen), encoding="utf-8")
    settings: dict[str, dict[str, object]] = {
        "digest": {"series": "test-weekly", "language": "en", "timezone": "Asia/Shanghai"},
        "select": {"max_items": 6, "max_per_source": 0, "max_per_topic": 0, "near_duplicate": 0.98},  # the stories share their sentence forms
        "fetch": {"allow_hosts": ["127.0.0.1"], "pause_s": 0},
        "model": {"writer": "test-model", "time_limit_s": 20},
        "check": {"judge": "off"},
    }
    for name, values in sections.items():
        settings.setdefault(name, {}).update(values)
    lines = [f"[{name}]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items()) for name, values in settings.items()]
    (folder / "drafter.toml").write_text("\n".join(lines), encoding="utf-8")
    return folder


WINDOW = ("--from", "2026-01-24", "--to", "2026-01-30", "--week", "2026-W05")


def environment(**extra: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR", "XDG_CONFIG_HOME")}
    return {**kept, "PYTHONPATH": str(Path(__file__).parent.parent.parent), **extra}


def drafter(folder: Path, *arguments: str, timeout: float = 120, **env: str) -> subprocess.CompletedProcess[str]:
    """The real command in a process of its own."""
    command = [sys.executable, "-m", "drafter", *arguments]
    return subprocess.run(command, cwd=folder, env=environment(**env), capture_output=True, text=True, timeout=timeout, check=False, encoding="utf-8")
