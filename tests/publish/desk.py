"""A digest with a draft to publish: hand-written, so that nothing has to be drafted first."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from click.testing import Result

from tests.cli.command import run

ENV = {"DRAFTER_FETCH__ALLOW_HOSTS": "127.0.0.1", "DRAFTER_FETCH__PAUSE_S": "0", "DRAFTER_FETCH__ATTEMPTS": "1"}
DRAFT = "_drafts/harbour-weekly-2026-w05.md"
POST = "_posts/2026-01-30-harbour-weekly-2026-w05.md"
ENGLISH = """---
layout: post   # kept by hand
title: "Two banks and a rule"
date: 2026-01-30
tags: [ports,  banks]
---

# Two banks and a rule

Harbour Bank said its facility would start in March.

## Top Stories

### Harbour Bank signs a facility

Harbour Bank said on Tuesday that its facility would start in March. It is worth US$1.5 billion.

**Source:** [Harbour Bank signs US$1.5 billion facility with three lenders]({base}/harbour-loan)

### A rule for reserves

The Monetary Office said on Tuesday that its reserve rule would start in March.

**Source:** [Regulator proposes reserve rule for stablecoin issuers]({base}/stablecoin-rule)

## Analysis

Both start in March, and both bind lenders.

## Conclusion

Watch the board on 12 February.

Drafted with the help of a language model; every figure was checked by an editor.
"""
CHINESE = """---
layout: post
title: "港湾银行签下贷款，发行方迎来储备规则"
date: 2026-01-30 08:00:00 +0800
published: false   # 勿发
tags:
  - 银行
---

# 港湾银行签下贷款，发行方迎来储备规则

港湾银行的贷款安排三月启动。

## 主要新闻

### 港湾银行签下一笔贷款

港湾银行周二表示，贷款安排将在三月启动。银行称其规模为15亿美元。

**Source:** [Harbour Bank signs US$1.5 billion facility with three lenders]({base}/harbour-loan)

## 分析

两件事都从三月开始。

## 结论

下周看董事会。
"""


def digest(folder: Path, text: str = ENGLISH, base: str = "https://ledger.example", draft: str = DRAFT, **sections: dict[str, object]) -> Path:
    """A digest at `folder` with one draft."""
    settings = {"digest": {"series": "harbour-weekly", "language": "en", "timezone": "Asia/Shanghai"}} | sections
    lines = [
        f"[{name}]\n" + "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items()) for name, values in settings.items()
    ]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "drafter.toml").write_text("\n".join(lines), encoding="utf-8")
    (folder / draft).parent.mkdir(parents=True, exist_ok=True)
    (folder / draft).write_bytes(text.replace("{base}", base).encode())
    return folder


def drafter(folder: Path, *words: str, **env: str) -> Result:
    """In this process, called from the digest's folder."""
    with contextlib.chdir(folder):
        return run(*words, **{**ENV, **env})


def publish(folder: Path, *words: str, post: str = DRAFT, **env: str) -> Result:
    return drafter(folder, "publish", post, *([] if "--online" in words else ["--offline"]), *(word for word in words if word != "--online"), **env)


def told(folder: Path, *words: str, post: str = DRAFT, **env: str) -> dict:  # type: ignore[type-arg]  # the shape is what is tested
    return json.loads(publish(folder, "--json", *words, post=post, **env).stdout)


def ledger(folder: Path) -> list[dict]:  # type: ignore[type-arg]
    """Its lines."""
    path = folder / ".drafter/ledger.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def files(folder: Path) -> dict[str, bytes]:
    """All but what is not meant to be committed."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.parts and ".drafter/kept" not in path.as_posix() and path.name not in ("lock", "lock.holder")
    }
