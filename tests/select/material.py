"""Invented sources, entries and articles."""

from __future__ import annotations

import hashlib
import random
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from drafter.entities import Article, Entry, Source, Stamp
from drafter.window import Window

ZONE = ZoneInfo("Asia/Shanghai")
WINDOW = Window(name="2026-W05", start=datetime(2026, 1, 23, 9, tzinfo=ZONE), end=datetime(2026, 1, 30, 9, tzinfo=ZONE))

ENGLISH = (
    "The central bank of Aldermoor opened its settlement system to payment firms on Tuesday. Twelve firms had applied by the end of last year, and five of "
    "them will begin in March. The governor said that the step would cut the cost of a transfer by 40 per cent. Banks had objected to the plan for two years, "
    "because they feared for their deposits. The rules ask each firm to hold 2 million crowns of its own money at all times."
)
CHINESE = (
    "海湾市金融管理局周二向三家机构发出首批稳定币牌照,持牌机构须以等值现金和短期国债作为储备。管理局表示,首批产品预计在第二季度面世,单日赎回上限为五千万元。"
    "多家银行此前参加了为期八个月的沙盒测试,累计完成一万二千笔跨境付款。业内人士认为,储备要求会抬高小机构的门槛,但有助于保护持有人。"
)


def source(name: str = "Harbour Ledger", **facts: Any) -> Source:
    return Source(location=f"https://{name.lower().replace(' ', '')}.example/feed.xml", origin="sources.txt:1", name=name, **facts)


def entry(url: str, title: str = "", published: str | None = "2026-01-27T10:00:00+08:00", of: Source | None = None, **facts: Any) -> Entry:
    return Entry(url=url, title=title, published=Stamp(value=published) if published else None, source=of or source(), **facts)


def article(url: str, text: str, title: str = "", published: str | None = "2026-01-27T10:00:00+08:00", of: Source | None = None, **facts: Any) -> Article:
    return Article(
        id=hashlib.sha256(url.encode()).hexdigest()[:12],
        url=url,
        title=title or f"Title of {url.rsplit('/', 1)[-1]}",
        published=Stamp(value=published) if published else None,
        text=text,
        sentences=(),
        digest=hashlib.sha256(text.encode()).hexdigest(),
        source=of or source(),
        **facts,
    )


def words(seed: int, count: int = 120) -> str:
    """A text like no other: invented words, the same for the same seed."""
    chance = random.Random(seed)
    return " ".join("".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(3, 9))) for _ in range(count))


def hanzi(seed: int, count: int = 300) -> str:
    """Same in Chinese characters."""
    chance = random.Random(seed)
    return "".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(count))
