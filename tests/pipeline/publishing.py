"""A draft published as an editor would: notes taken out, the post laid into its folder, the ledger told."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from drafter.post.parts import Item
from drafter.post.read import parse, seen
from drafter.store.published import Publication, PublishedItem, add

_NOTE = re.compile(r"^(?:编辑注：|Editor's note: ).*\n\n?", re.MULTILINE)


def publish(digest: Path, draft: str, edition: str) -> str:
    """The post's path, relative to the digest."""
    text = _NOTE.sub("", (digest / draft).read_text(encoding="utf-8"))
    post = parse(text, subject=draft)
    date = str(post.front.data["date"])[:10]
    path = f"_posts/{date}-{Path(draft).name}"
    (digest / path).parent.mkdir(exist_ok=True)
    (digest / path).write_text(text, encoding="utf-8")
    told = [*((item, False) for item in post.items), *((item, True) for item in post.briefs)]
    items = tuple(
        PublishedItem(
            url=item.url,
            further=_further(item),
            headline=item.headline.text if item.headline else "",
            sentences=tuple(seen(post, prose, span) for prose in item.prose for span in prose.sentences),
            brief=brief,
        )
        for item, brief in told
    )
    digest_of = hashlib.sha256(text.encode()).hexdigest()
    add(digest, Publication(post=path, edition=edition, date=date, title=post.front.data["title"], language="zh", digest=digest_of, items=items))
    return path


def _further(item: Item) -> tuple[str, ...]:
    return tuple(link.url for line in item.source_lines for link in line.links if link.url != item.url)
