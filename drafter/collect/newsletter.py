"""A newsletter's mail → one candidate per article that it links.

Of the letter's blocks (`letter`) a headline opens a card that goes on until the next. A mail whose links stand inside running text is
itself an article and offers none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from drafter.collect import letter_words, mail
from drafter.collect.canonical import host_of
from drafter.collect.language import weight
from drafter.collect.letter import Block, blocks_of
from drafter.collect.unwrap import is_wrapped, unwrapped
from drafter.collect.visible import line

LEAST = 3
"""Links to articles from which a mail is a newsletter of links."""
_HEADLINE = 20
"""Length (Chinese double) of the shortest headline."""
_BLURB = 600


@dataclass(frozen=True)
class Offer:
    """An article that a newsletter links."""

    url: str
    """The article's address as far as the link tells it; else the mailer's, which leads there."""
    title: str
    blurb: str = ""
    """What the letter says of it, on one line."""
    wrapped: bool = False
    """The address is the mailer's (or a shortener's) and may name the subscriber: take the final one when it has been fetched."""


@dataclass
class _Card:
    title: str
    url: str = ""
    blurb: list[str] = field(default_factory=list)
    strong: bool = True
    """The link is the point of its block, not a reference in running text."""
    paid: bool = False


def links_of(body: bytes) -> tuple[Offer, ...]:
    """The same for a mail's bytes; none of what is no mail."""
    found = mail.read(body)
    return () if found is None else offers(found.html, found.text, found.subject)


def offers(html_text: str, text: str, subject: str = "") -> tuple[Offer, ...]:
    """One offer per article linked, in the letter's order; none when the mail itself is the article. Give the HTML part, or else the text."""
    blocks = blocks_of(html_text, text)
    cards = [card for card in _cards(blocks) if card.url and not card.paid]
    if not _is_list(blocks, cards):
        return ()
    found: dict[str, Offer] = {}
    titles = {_bare(subject)} if subject else set()
    for card in cards:
        offer = _offer(card)
        if offer is None or offer.url in found or (_bare(offer.title) in titles):
            continue
        titles.add(_bare(offer.title))
        found[offer.url] = offer
    return tuple(found.values())


def _offer(card: _Card) -> Offer | None:
    url = unwrapped(card.url)
    blurb = line(" ".join(card.blurb))
    return Offer(url, card.title, blurb if len(blurb) <= _BLURB else blurb[:_BLURB].rstrip() + "…", is_wrapped(url)) if _may_be_article(url) else None


def _may_be_article(url: str) -> bool:
    parts = urlsplit(url)
    host = host_of(url)
    if parts.scheme not in ("http", "https") or not host or any(host == one or host.endswith("." + one) for one in letter_words.SOCIAL):
        return False
    if is_wrapped(url):
        return not re.search(r"unsubscribe|optout|preferences", url, re.I)
    return (
        (parts.path not in ("", "/") or bool(parts.query))
        and not letter_words.PICTURE.search(parts.path)
        and not letter_words.SERVICE.search(f"{parts.path}?{parts.query}")
    )


def _is_list(blocks: list[Block], cards: list[_Card]) -> bool:
    """Whether the letter lives by its links: the words of its cards are not few beside the prose outside them."""
    strong = [card for card in cards if card.strong and _may_be_article(unwrapped(card.url))]
    if len({unwrapped(card.url) for card in strong}) < LEAST:
        return False
    said = sum(weight(card.title) + sum(map(weight, card.blurb)) for card in strong)
    whole = sum(weight(block.text) for block in blocks)
    return said * 5 >= whole * 2 or len(strong) >= 12


# Cards


def _cards(blocks: list[Block]) -> list[_Card]:
    """Each headline with its link and what follows up to the next headline."""
    cards: list[_Card] = []
    open_: _Card | None = None
    paid = False
    for block in blocks:
        if weight(block.text) <= 120 and letter_words.SPONSOR.fullmatch(block.text):
            paid, open_ = True, None
            continue
        links = _article_links(block)
        main = _headline(block, links)
        if main is not None:
            is_same = open_ is not None and not open_.url and _bare(open_.title) == _bare(main[0])
            if is_same and open_ is not None:
                open_.url = main[1]
            else:
                open_ = _Card(main[0], main[1], _rest(block, main[0]), paid=paid or letter_words.SPONSORED_TITLE.search(block.text) is not None)
                cards.append(open_)
                paid = False
            continue
        more = next((url for text, url in links if _is_more(text)), "")
        if _is_title(block):
            open_ = _Card(_clean(block.text), paid=paid or letter_words.SPONSORED_TITLE.search(block.text) is not None)
            cards.append(open_)
            paid = False
        elif open_ is not None:
            _go_on(open_, block, links, more)
        elif more and weight(block.text) >= 2 * _HEADLINE:
            cards.append(_Card(_first_sentence(block.text), more, [block.text], paid=paid))
            paid = False
        if main is None and not more:
            cards += [_Card(text, url, [block.text], strong=False) for text, url in links if weight(text) >= _HEADLINE and not _is_more(text)]
    return cards


def _go_on(card: _Card, block: Block, links: list[tuple[str, str]], more: str) -> None:
    """A block below the headline: words about it, and perhaps its link."""
    if not card.url and (more or len(links) == 1):
        card.url = more or links[0][1]
    said = block.text
    for text, _ in links:
        if _is_more(text):
            said = said.replace(text, " ")
    if weight(line(said)) >= 8 and sum(map(weight, card.blurb)) < 2 * _BLURB:
        card.blurb.append(line(said))


def _article_links(block: Block) -> list[tuple[str, str]]:
    return [
        (text, url)
        for text, url in block.links
        if text and not (weight(text) <= 60 and letter_words.NO_ARTICLE.fullmatch(text)) and _may_be_article(unwrapped(url))
    ]


def _headline(block: Block, links: list[tuple[str, str]]) -> tuple[str, str] | None:
    """The link that is a headline: long enough, and most of its block, a heading or at the beginning of an item."""
    for text, url in links:
        if weight(text) < _HEADLINE or weight(text) > 300 or (_is_more(text) and not block.heading):
            continue
        is_first = _bare(block.text).startswith(_bare(text))
        if block.heading or is_first or (weight(text) * 2 >= weight(block.text) and not _in_prose(block, text)):
            return _clean(text), url
    return _lone_link(block, *links[0]) if len(links) == 1 else None


def _lone_link(block: Block, text: str, url: str) -> tuple[str, str] | None:
    """A block's only link, when it is a short headline or stands behind the words that are one: `… on Tuesday (Reuters)`."""
    size = weight(block.text)
    if not _is_more(text):
        return (_clean(text), url) if weight(text) >= 12 and size <= 300 and weight(text) * 3 >= size and not _in_prose(block, text) else None
    closing = " )）]】→»"
    if 2 * _HEADLINE <= size <= 2 * _BLURB and block.text.rstrip(closing).endswith(text.rstrip(closing)):
        return _clean(_first_sentence(block.text[: block.text.rfind(text)])), url
    return None


def _in_prose(block: Block, text: str) -> bool:
    """Whether a sentence stands before the link."""
    return re.search(r"[.。!！?？]\s*\S", block.text.partition(text)[0]) is not None


_READ_TIME = re.compile(r"\s*[(（]\s*(?:阅读)?(?:约)?\d{1,3}\s*[- ]?(?:minutes?|mins?|分钟)(?: read|阅读)?\s*[)）]", re.I)


def _clean(title: str) -> str:
    """Without what a letter adds: `(4 minute read)`, `(Sponsor)`, a number."""
    return line(re.sub(r"^\d{1,2}[.、)]\s*(?=\D)", "", letter_words.SPONSORED_TITLE.sub("", _READ_TIME.sub("", title)))) or title


def _rest(block: Block, title: str) -> list[str]:
    said = line(_READ_TIME.sub(" ", block.text).replace(title, " ", 1))
    return [said] if weight(said) >= 8 and re.search(r"\w", said) and not _is_more(said) else []


def _is_title(block: Block) -> bool:
    if block.heading:
        return weight(block.text) >= _HEADLINE
    return (
        not block.links
        and _HEADLINE <= weight(block.text) <= 160
        and not re.search(r"[.。!！?？…;；:：,，][”\"’]?$", block.text)
        and bool(re.search(r"\w", block.text))
    )


def _is_more(text: str) -> bool:
    """Whether a link's text names nothing: `Read more`, an outlet, the bare address."""
    if re.fullmatch(r"\W*(?:https?://|www\.)\S+", text):
        return True
    return len(text) <= 40 and (letter_words.MORE.fullmatch(text) is not None or letter_words.OUTLET.fullmatch(text) is not None)


def _first_sentence(text: str) -> str:
    found = re.match(r".{8,200}?[.。!！?？](?=\s|[”\"’」]|$|[\u4e00-\u9fff])", text)
    said = line(found[0] if found else text[:160])
    return said.rstrip(" ([（【-–—:：")


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())
