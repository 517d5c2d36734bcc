"""When two offers are one item, and when two titles speak of one topic. Pure, stated rules, Chinese and English.

- Address: two URLs are the same when they differ only in scheme, `www.`, default port, closing slash, fragment, order of
  parameters and tracking parameters.
- Near-duplicate text: of the distinct five-character runs of the smaller text (letters and digits only, case folded), at
  least the threshold's share stands in the other. Where the other is more than three times as long, the titles must also
  speak of one topic: a round-up that carries five briefs whole is not a duplicate of each. Of a text that tells several events and
  one that does not, the threshold's share of the larger must stand in the other: a briefing that begins with a report is not the
  report. Nor is a form filled in for another company or day, whose figures are mostly others.
- Topic: two titles share more than half of the significant words of the one that has fewer, and at least two of them
  (three for Chinese, where a word is a pair of characters).

A group forms around its main text only: what resembles a duplicate but not the main stays by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

RUN = 5
"""Characters of a run."""
SAME_LENGTH = 3.0
"""Up to this ratio of lengths, shared text alone makes a duplicate."""
COMMON_RUN = 48
"""A sampled run that so many main texts have says nothing about two of them."""
FIGURES = 3
"""So many different figures of a text say whether another one tells of the same thing."""
SUSPECT = 0.6
"""Share of the threshold that sampled runs must reach before two texts are compared in full."""
AT_HAND = 32
"""Texts whose runs are kept for the next comparison."""

_TRACKING = re.compile(r"(?i)utm_\w*|gclid|fbclid|msclkid|yclid|dclid|igshid|mc_[ce]id|mkt_tok|_hs(enc|mi)|spm|share_token|cmpid|ref_src")
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LOGIN = re.compile(r"(?<=://)[^/?#\s]*@")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_EMPTY = re.compile(
    "a|an|the|of|in|on|at|to|for|from|by|with|as|and|or|but|is|are|was|were|be|been|has|have|had|it|its|this|that|these|those|will|would|can|could|may|"
    "new|says|said|say|after|over|into|out|up|down|amid|about|more|than|how|why|what|who|when|not|no|you|your|we|our|their|his|her|vs|via|per|million|billion"
)


class Text(NamedTuple):
    """What a text is compared by."""

    title: str
    body: str
    several: bool = False
    """Whether it tells several events: a briefing, a market wrap."""


def address(url: str) -> str:
    """What of a URL names the page; for comparing, never for fetching."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return url.strip()
    if parts.scheme.lower() not in ("http", "https"):
        return unquote(url.strip()) if parts.scheme.lower() == "file" else url.strip()
    query = sorted((key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(key))
    port_said = f":{port}" if port not in (None, 80, 443) else ""
    return f"{host}{port_said}{unquote(parts.path).rstrip('/')}{'?' if query else ''}{'&'.join(f'{key}={value}' for key, value in query)}"


def without_login(text: str) -> str:
    """`text` with no user's name or password in any address of it: for whatever is kept or shown of what a person gave."""
    return _LOGIN.sub("", text)


def bare(text: str) -> str:
    """Letters and digits only, width and case folded."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def telling_title(title: str) -> str:
    """The bare title if it is long enough to name one story (eight Chinese or twenty other characters), else empty."""
    said = bare(title)
    weight = len(said) + 1.5 * len(re.findall(rf"[{_HAN}]", said))
    return said if weight >= 20 else ""


def significant(title: str) -> frozenset[str]:
    """A title's significant words: Latin words of three letters and more without the empty ones, pairs of Chinese characters."""
    found: set[str] = set()
    for word in _WORD.findall(unicodedata.normalize("NFKC", title).casefold()):
        if re.match(rf"[{_HAN}]", word):
            found.update(map("".join, pairwise(word)))
        elif len(word) > 2 and not _EMPTY.fullmatch(word) and not word[0].isdigit():
            found.add(word)
    return frozenset(found)


def same_topic(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two titles' significant words speak of one event."""
    shared = one & other
    needed = 3 if any(re.match(rf"[{_HAN}]", word) for word in shared) else 2
    return len(shared) >= needed and 2 * len(shared) > min(len(one), len(other))


def runs(text: str) -> set[str]:
    """The distinct five-character runs of a bare text; the text itself when it is shorter."""
    return {text[at : at + RUN] for at in range(max(1, len(text) - RUN + 1))} if text else set()


def shared(one: str, other: str) -> float:
    """Share (0 to 1) of the runs of the text with fewer distinct ones that the other has too; both bare."""
    return _share(runs(one), runs(other))


def _share(one: set[str], other: set[str], of_larger: bool = False) -> float:
    few, many = sorted((one, other), key=len)
    return len(few & many) / len(many if of_larger else few) if few else 0.0


def fold(texts: Sequence[Text], threshold: float) -> dict[int, tuple[int, float]]:
    """Duplicate's index → its main text's index and the share in common. `texts` come best first: the first of a group is its main.

    Runs sampled by their first character find the few mains worth a full comparison, so the work grows with the texts'
    length and not with the number of pairs.
    """
    bodies = [bare(text.body) for text in texts]
    sample = _sampler(bodies)
    runs_of = lru_cache(AT_HAND)(lambda index: runs(bodies[index]))
    mains: dict[str, list[int]] = {}
    sizes: list[int] = []
    folded: dict[int, tuple[int, float]] = {}
    for index, body in enumerate(bodies):
        sampled = set(sample.findall(body))
        sizes.append(len(sampled))
        found = _best(index, _suspects(sampled, mains, sizes, threshold * SUSPECT), texts, bodies, runs_of, threshold)
        if found is not None:
            folded[index] = found
            continue
        for run in sampled:
            mains.setdefault(run, []).append(index)
    return folded


def _sampler(bodies: Sequence[str]) -> re.Pattern[str]:
    """Finds the runs that begin with a sixteenth of the characters (d and u make up about that share of English); few texts are sampled whole."""
    if sum(map(len, bodies)) < 50_000:
        chosen = "."
    else:
        letters = sorted(set().union(*map(set, bodies)) | {"d"})
        chosen = "[" + "".join(letter for letter in letters if letter in "du" or (not letter.isascii() and ord(letter) % 16 == 0)) + "]"
    return re.compile(f"(?=({chosen}.{{{RUN - 1}}}))")


def _suspects(sampled: set[str], mains: dict[str, list[int]], sizes: Sequence[int], least: float) -> list[int]:
    having = [mains[run] for run in sampled if run in mains]
    telling = [indices for indices in having if len(indices) < COMMON_RUN]
    counts = Counter(chain.from_iterable(telling))
    size = len(sampled) - len(having) + len(telling)
    return [main for main, count in counts.most_common(4) if count >= least * min(size, sizes[main])]


def _best(
    index: int, suspects: Sequence[int], texts: Sequence[Text], bodies: Sequence[str], runs_of: Callable[[int], set[str]], threshold: float
) -> tuple[int, float] | None:
    found: tuple[int, float] | None = None
    for main in sorted(suspects):
        share = _share(runs_of(index), runs_of(main), of_larger=texts[index].several != texts[main].several)
        if share >= threshold and (found is None or share > found[1]) and _comparable(texts[index], texts[main], bodies[index], bodies[main]):
            found = (main, share)
    return found


def _comparable(one: Text, other: Text, body: str, main: str) -> bool:
    few, many = sorted((len(body), len(main)))
    of_one = many <= SAME_LENGTH * few or same_topic(significant(one.title), significant(other.title))
    return of_one and not other_figures(one.body, other.body)


def other_figures(one: str, other: str) -> bool:
    """Whether most figures of the text that has fewer are not the other's."""
    few, many = sorted((set(_FIGURE.findall(one)), set(_FIGURE.findall(other))), key=len)
    return len(few) >= FIGURES and 2 * len(few & many) < len(few)
