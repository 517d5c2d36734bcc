"""One article → its own title and its own sentences."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from drafter.asks import StatementAnswer, SummarizeInputs, SummaryAnswer
from drafter.entities import Article
from drafter.llm.extract import prose
from drafter.llm.extract.rank import Ranked, pick, plain, rank
from drafter.llm.extract.words import HAN, cost, room

QUOTE_MOST = 120
"""Characters of a quote."""

_SUFFIX = re.compile(rf"\s+[-–—|·•»]+\s+|\s*[|｜]\s*|_+|(?<=[{HAN}”」）)！？])\s*[-–—]+\s*")
_SITE_ZH = re.compile(
    r"(?:网|新闻|日报|晚报|早报|晨报|时报|频道|客户端|在线|财经|网易|新浪|腾讯|搜狐|凤凰|观察者|澎湃|头条|百家号|手机版|门户|社区|杂志|周刊|公众号)$"
)


def summarize(inputs: SummarizeInputs) -> SummaryAnswer:
    """Headline and statements, all verbatim; only the sentences shown are looked at."""
    article = inputs.article
    shown = set(inputs.sentence_ids)
    places = {sentence.id: place for place, sentence in enumerate(article.sentences)}
    title = clean_title(article)
    ranked = rank([sentence for sentence in article.sentences if sentence.id in shown], title, places)
    price = {one.sentence.id: cost(plain(one.sentence), inputs.language) for one in ranked}
    picked = pick(ranked, inputs.max_statements, inputs.item_ceiling, price)
    headline = title or (plain(picked[0].sentence).rstrip("。.") if picked else "")
    room_left = room(inputs.headline_ceiling, inputs.language, headline)
    kind = article.source.kind or article.kind
    return SummaryAnswer(kind=kind, headline=prose.cut(headline, room_left), statements=[_stated(one) for one in picked])


def clean_title(article: Article) -> str:
    """The article's title without the name of the site it stands on."""
    title = " ".join(article.title.split())
    while found := _last(title):
        head, tail = title[: found.start()].rstrip(), title[found.end() :].strip()
        if len(head) < 4 or not ("_" in found.group() or _is_site(tail, article)):
            break
        title = head
    return title


def _last(title: str) -> re.Match[str] | None:
    return max(_SUFFIX.finditer(title), key=lambda found: found.start(), default=None)


def _is_site(tail: str, article: Article) -> bool:
    """The tail is the site's name as the page or its address gives it, or ends as names of Chinese sites do."""
    bare = _letters(tail)
    if not bare:
        return True
    host = (urlsplit(article.url).hostname or "").removeprefix("www.")
    known = {_letters(article.site), _letters(host), _letters(article.source.name), *(_letters(label) for label in host.split(".")[:-1])} - {""}
    if bare in known or any(len(name) > 2 and bare.startswith(name) for name in known) or (len(bare) > 4 and any(bare in name for name in known)):
        return True
    return len(tail) <= 12 and _SITE_ZH.search(tail) is not None


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _stated(one: Ranked) -> StatementAnswer:
    text = plain(one.sentence)
    return StatementAnswer(text=text, sentence_ids=[one.sentence.id], quote=_quote(text))


def _quote(text: str) -> str:
    """The sentence, or its beginning in whole words: always a verbatim part of it."""
    return text if len(text) <= QUOTE_MOST else prose.cut_words(text, QUOTE_MOST, closed=False)
