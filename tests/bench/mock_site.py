"""A news site of invented articles: about 100 kB a page, mostly navigation, style and script, 800 words of article.

Article number i is the same in every run. Each has its own names and its own sentences, so that no two are near-duplicates.
"""

# ruff: noqa: SIM905  # a list literal of so many words would be a screenful

from __future__ import annotations

import asyncio
import gzip
import hashlib
import html
import json
import random
import time
from functools import cache
from typing import Any

from tests.bench.mock_http import Request, Response

LATENCY_S = 0.06
WORDS = 800
DAY = "2026-01-26"
NOUNS = """agreement archive audit balance barge battery bridge budget cable canal cargo ceiling charter clinic coastline committee compass contract corridor
council crane credit customs dashboard deadline depot deposit district dockyard drainage engine estimate exchange factory ferry fibre fleet forecast
foundry freight furnace garden glacier granary greenhouse harbour hearing hospital insurance inventory invoice irrigation junction kitchen laboratory
landlord lantern ledger library licence lighthouse litigation loan logistics machine magazine margin market meadow merger museum network nursery
observatory orchard outage parcel parliament pavement payroll pension permit pipeline plantation platform portfolio premium prototype quarry railway
rebate receipt refinery reservoir revenue roadmap sanctuary satellite schedule seaport settlement shipment shoreline signal stadium station subsidy
surcharge survey tariff telescope terminal textile timetable tramway treaty tunnel turbine tutorial vaccine valley vineyard voucher warehouse
waterfront workshop""".split()
ADJECTIVES = """abandoned ambitious autumn bilateral binding biennial cautious coastal combined compact controversial costly crowded delayed disputed
domestic dormant eastern electric elderly emergency enlarged experimental fragile frozen generous hidden historic hybrid idle imported industrial
informal inland joint lasting local long-planned lower marginal mobile modest modular municipal narrow neglected northern optional outdated overdue
partial peculiar permanent private profitable proposed provisional public quarterly redesigned regional remote renewed repaired rural seasonal second
shared southern spare standing stricter suburban temporary tentative underused unexpected unfinished unpopular upgraded vacant voluntary western
withdrawn wooden""".split()
VERBS = """abandon absorb accelerate approve assemble auction borrow broaden calculate cancel certify challenge combine compare connect consolidate
decline defend delay deliver dismantle double duplicate enlarge enforce examine exclude expand export finance freeze grant guarantee halve import
inspect insulate insure isolate lease limit lower maintain measure merge modernise monitor negotiate operate outsource overhaul patrol postpone
predict publish purchase question rebuild recycle reduce refuse relocate renovate rent repair replace rescue reserve restore restrict revise schedule
secure separate shorten simplify split subsidise suspend test transfer triple undercut upgrade verify welcome widen withdraw""".split()
ROLES = """accountants brokers captains chemists councillors curators divers doctors economists electricians farmers fishers gardeners geologists
historians inspectors investors judges lawyers librarians mechanics merchants nurses officials passengers pilots planners professors residents
shareholders surveyors teachers tenants traders unions veterinarians volunteers watchmakers welders""".split()
SYLLABLES = "bal cor dun fen gar hol kes lor mar nim ost pel quin ros sel tam ul vor wen yar zel dra bri clo fra gle pli sta tro".split()
SENTENCES = (
    "{A} told {roles} on {weekday} that the {adj} {noun} would {verb} its {noun2} before the {adj2} {noun3} opens.",
    "According to {roles} close to {B}, nobody had planned to {verb} the {noun} while a {adj} {noun2} was still under repair.",
    "The {adj} {noun} costs {number} million crowns and should {verb} every {noun2} between {A} and the {adj2} {noun3}.",
    "“We would rather {verb} a {noun} than {verb2} another {adj} {noun2},” said {person}, who speaks for the {roles} of {B}.",
    "Since {month}, {number} {roles} have asked {A} to {verb} the {noun}, the {noun2} and a {adj} {noun3} near the {adj2} {noun4}.",
    "A {adj} {noun} was meant to {verb} the {noun2}; instead it made {roles} {verb2} their {adj2} {noun3}.",
    "{B} wants to {verb} {number} per cent of the {noun} by {month}, but {roles} call the {adj} {noun2} a mistake.",
    "In a letter to the {noun} of {A}, {person} listed {number} reasons to {verb} the {adj} {noun2} and none to {verb2} it.",
    "Few {roles} expected the {noun} to {verb} so soon after the {adj} {noun2} had failed to {verb2} a {adj2} {noun3}.",
    "When the {adj} {noun} closed in {month}, {roles} at {B} had to {verb} the {noun2} by hand for {number} days.",
    "The plan leaves it to {person} to {verb} a {noun} that {A} and {B} have shared since the {adj} {noun2} of {month}.",
    "Neither the {noun} nor the {adj} {noun2} may {verb} more than {number} {roles} at a time, a {adj2} rule says.",
    "What the {roles} of {A} fear most is a {noun} that can {verb} the {adj} {noun2} without asking any {adj2} {noun3}.",
    "{person} refused to {verb} the {noun}, citing a {adj} {noun2}, {number} open complaints and the mood among {roles}.",
)
MONTHS = ("March", "April", "May", "June", "September", "October", "November")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


class Article:
    """Number `i` as text."""

    def __init__(self, i: int) -> None:
        self._random = random.Random(f"article {i}")
        self._firms = [self._name() + suffix for suffix in (" Holdings", " Institute")]
        self.title = f"{self._firms[0]} to {self._one(VERBS)} {self._one(ADJECTIVES)} {self._one(NOUNS)} as {self._one(ROLES)} {self._one(VERBS)} {self._name()} {self._one(NOUNS)}"
        self.path = f"/{DAY.replace('-', '/')}/{self._firms[0].split()[0].lower()}-{i:04d}.html"
        self.author = f"{self._name()} {self._name()}"
        self.hour = f"{i % 12 + 8:02d}:{i % 60:02d}"
        self.paragraphs = self._paragraphs()

    def _one(self, words: Any) -> str:
        return str(self._random.choice(words))

    def _name(self) -> str:
        return "".join(self._random.choices(SYLLABLES, k=3)).capitalize()

    def _paragraphs(self) -> list[str]:
        paragraphs, words = [], 0
        while words < WORDS:
            paragraph = " ".join(self._sentence() for _ in range(self._random.randint(3, 5)))
            paragraphs.append(paragraph)
            words += len(paragraph.split())
        return paragraphs

    def _sentence(self) -> str:
        nouns, (adj, adj2), (verb, verb2) = self._random.sample(NOUNS, 4), self._random.sample(ADJECTIVES, 2), self._random.sample(VERBS, 2)
        firms = self._random.sample(self._firms, 2)
        said = self._one(SENTENCES).format(
            A=firms[0],
            B=firms[1],
            person=f"{self._name()} {self._name()}",
            roles=self._one(ROLES),
            noun=nouns[0],
            noun2=nouns[1],
            noun3=nouns[2],
            noun4=nouns[3],
            adj=adj,
            adj2=adj2,
            verb=verb,
            verb2=verb2,
            number=self._random.randint(3, 97),
            month=self._one(MONTHS),
            weekday=self._one(WEEKDAYS),
        )
        return said[0].upper() + said[1:]


@cache
def article(i: int) -> Article:
    return Article(i)


@cache
def _around() -> tuple[str, str]:
    """What every page of such a site carries before and after its article."""
    chance = random.Random("site")
    links = [f"{chance.choice(ADJECTIVES)} {chance.choice(NOUNS)}" for _ in range(240)]
    style = "\n".join(f".{chance.choice(NOUNS)}-{n}{{margin:{chance.randint(0, 40)}px;color:#{chance.getrandbits(24):06x};display:block}}" for n in range(420))
    state = json.dumps(
        [{"id": f"{chance.getrandbits(64):016x}", "slot": chance.choice(NOUNS), "weights": [chance.randint(0, 999) for _ in range(6)]} for _ in range(460)]
    )
    menu = "".join(f'<li class="menu__item"><a class="menu__link" href="/section/{n}">{link.title()}</a></li>' for n, link in enumerate(links[:120]))
    more = "".join(f'<li><a href="/{DAY}/{n}.html"><span class="kicker">More</span> {link.capitalize()}</a></li>' for n, link in enumerate(links[120:]))
    before = f"<style>{style}</style><script>window.__STATE__={state}</script></head><body><header><nav><ul>{menu}</ul></nav></header>"
    after = f'<aside class="related"><h2>Related</h2><ul>{more}</ul></aside><footer><p>© The Mock Courier</p></footer><script>window.__ADS__={state[:9000]!r}</script></body></html>'
    return before, after


def page(i: int, revision: int) -> bytes:
    """The page of article `i`; a revision above 0 has a new sentence at the start of its text."""
    one, (before, after) = article(i), _around()
    paragraphs = list(one.paragraphs)
    if revision:
        paragraphs[0] = f"Corrected estimate number {revision} was handed to reporters late in the evening. {paragraphs[0]}"
    title, body = html.escape(one.title), "".join(f"<p>{html.escape(paragraph)}</p>\n" for paragraph in paragraphs)
    head = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Mock Courier</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Mock Courier"><meta name="author" content="{one.author}">
<meta property="article:published_time" content="{DAY}T{one.hour}:00+00:00">"""
    return f'{head}{before}<main><article><h1>{title}</h1><p class="byline">By {one.author}</p>\n{body}</article></main>{after}'.encode()


class Site:
    """Answers a page's path after its latency; ETag and gzip as sites have them. `log`: start, end, status of each request."""

    def __init__(self, count: int) -> None:
        self._numbers = {article(i).path: i for i in range(count)}
        self._revisions: dict[int, int] = {}
        self._bodies: dict[tuple[int, int], tuple[bytes, str]] = {}
        self.log: list[dict[str, Any]] = []
        for i in range(count):
            self._body(i)

    def edit(self, i: int) -> None:
        self._revisions[i] = self._revisions.get(i, 0) + 1

    def restore(self) -> None:
        self._revisions.clear()

    async def serve(self, request: Request) -> Response:
        began, i = time.monotonic(), self._numbers.get(request.path)
        if i is None:
            return Response(404)
        await asyncio.sleep(LATENCY_S * random.Random(f"latency {i}").uniform(0.8, 1.4))
        body, etag = self._body(i)
        status = 304 if request.headers.get("if-none-match") == etag else 200
        self.log.append({"start": began, "end": time.monotonic(), "status": status})
        if status == 304:
            return Response(304, {"ETag": etag})
        headers = {"Content-Type": "text/html; charset=utf-8", "ETag": etag}
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(200, headers, gzip.decompress(body))
        return Response(200, {**headers, "Content-Encoding": "gzip"}, body)

    def _body(self, i: int) -> tuple[bytes, str]:
        key = (i, self._revisions.get(i, 0))
        if key not in self._bodies:
            plain = page(*key)
            self._bodies[key] = gzip.compress(plain, 5), f'"{hashlib.sha256(plain).hexdigest()[:16]}"'
        return self._bodies[key]
