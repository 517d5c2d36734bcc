"""Short ways to the nouns for tests. Texts are invented."""

from __future__ import annotations

import hashlib
import re

from drafter.entities import Article, Sentence, Source, Stamp

ENGLISH = (
    "Harbour Bank said on Tuesday it had signed a US$1.5 billion facility with three lenders. "
    "The loan runs until March 2029 and costs 85 basis points over the benchmark.\n\n"
    "“We will not need it before the summer,” said chief financial officer Mina Okafor. "
    "The regulator has not yet approved the bank's plan for tokenised deposits."
)
CHINESE = "海湾银行周二表示，已与三家机构签署15亿美元的贷款协议。贷款期限至2029年3月，利差为85个基点。\n\n首席财务官欧卡福说：“夏天之前我们用不到这笔钱。”监管机构尚未批准该行的代币化存款计划。"


def source(location: str = "https://news.example/feed.xml", **fields: object) -> Source:
    return Source.model_validate({"location": location, "origin": "sources.txt:1", "name": "News", **fields})


def article(
    text: str = ENGLISH, url: str = "https://news.example/a", title: str = "Harbour Bank signs loan", language: str = "en", **fields: object
) -> Article:
    sentences: list[Sentence] = []
    at = 0
    for paragraph, part in enumerate(text.split("\n\n")):
        for piece in re.findall(r".+?[.!?。！？][”\"」]?(?=\s|$|[\u4e00-\u9fff])|.+$", part):
            start = text.index(piece.strip(), at)
            at = start + len(piece.strip())
            sentences.append(Sentence(id=f"s{len(sentences) + 1}", paragraph=paragraph, start=start, end=at, text=text[start:at]))
    return Article.model_validate(
        {
            "id": hashlib.sha256(url.encode()).hexdigest()[:12],
            "url": url,
            "title": title,
            "site": "News",
            "published": Stamp(value="2026-01-27T09:00:00+08:00"),
            "published_from": "page",
            "language": language,
            "text": text,
            "sentences": tuple(sentences),
            "digest": hashlib.sha256(text.encode()).hexdigest(),
            "source": source(),
            **fields,
        }
    )
