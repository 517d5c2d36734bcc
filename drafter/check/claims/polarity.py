"""A denial put in or dropped, where claim and source are of one language and say the rest in the same words.

What is denied (the words after the denial) must stand in the other text without any word that may deny, every time it stands there, and more of
the two sentences must be shared than that. What has not happened yet may well be planned, so such a denial is held against deeds only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.check.claims.alignment import words
from drafter.check.claims.clauses import Clause, clauses
from drafter.check.claims.mentions import ahead
from drafter.check.findings import Finding, Passage, Span
from drafter.check.quotations.negation import denials, may_deny

_HAN = re.compile(r"[\u3400-\u9fff]")
_LIGHT = re.compile(r"[会能再有曾得可被将予以想愿需须要是为任何]*")
_UNCLEAR = re.compile(
    r"(?i)否|拒|禁|停|未经|若|如果|一旦|不[^，。；]{0,3}(?:超过?|低于|高于|少于|多于|[晚早]于|足|到|合格|到位)"
    r"|(?<![A-Za-z])(?:if|unless|without|whether|none|neither|nor|not (?:more|less|fewer|later))(?![A-Za-z])"
)
"""Denials of another reach: of a bound, of a circumstance, of one of several."""
_FIGURES = re.compile(r"\d[\d.,]*")
_NOT_YET = re.compile(r"(?i)未|没|(?:has|have|had|did|was|were|is|are)(?: not|n['’]t)|never|yet")
_NO_LONGER = re.compile(r"(?i)不再|no longer")
_SMALL = frozenset(
    [
        "be",
        "been",
        "being",
        "is",
        "are",
        "was",
        "were",
        "have",
        "has",
        "had",
        "do",
        "does",
        "did",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "should",
        "must",
        "to",
        "any",
        "the",
        "a",
        "an",
        "yet",
        "ever",
        "also",
        "of",
        "in",
        "on",
        "for",
    ]
)
_LONG = 5
_SKIPPED = 3
"""Characters of a verb before what is shared: 暂未发现…, 已造成…."""
_MOST = 14
"""Characters of Chinese, and words of English, that a denial is taken to reach."""
_WORDS = 6
_TRIES = 12
"""Denials of the sources that share words with a claim; more would be no article."""


@dataclass(frozen=True, slots=True)
class _Denied:
    """`core` is denied in `clause` by the words at `start`."""

    clause: Clause
    sentence: str
    start: int
    end: int
    core: str


def polarity_findings(claim: str, passages: Sequence[Passage]) -> list[Finding]:
    """Findings `negation-flipped`, one at most."""
    chinese = bool(_HAN.search(claim))
    sources = [passage for passage in passages if bool(_HAN.search(passage.text)) == chinese]
    cores, tries = words(claim), 0
    for passage in sources:
        for denied in _denied(passage.text):
            if tries == _TRIES or not cores & words(denied.core):
                continue
            tries += 1
            if clause := _affirmed(denied, [claim], sources):
                return [_finding(claim, clause, denied.clause, passage, "the source denies it")]
    for denied in _denied(claim):
        if clause := _affirmed(denied, [passage.text for passage in sources], [Passage("", claim)]):
            place = next(passage for passage in sources if clause in clauses(passage.text))
            return [_finding(claim, denied.clause, clause, place, "no source denies it")]
    return []


@lru_cache(maxsize=1024)
def _denied(text: str) -> tuple[_Denied, ...]:
    return tuple(_each_denied(text))


def _each_denied(text: str) -> Iterator[_Denied]:
    for clause in clauses(text):
        spans = denials(clause.words)
        if len(spans) != 1 or _UNCLEAR.search(clause.words):
            continue
        start, end = spans[0]
        rest = clause.words[end:]
        core = rest[_LIGHT.match(rest).end() :][:_MOST] if _HAN.search(rest) else rest  # type: ignore[union-attr] # it matches the empty string
        yield _Denied(clause, _sentence(text, clause), start, end, core.strip(' ，。”"'))


def _affirmed(denied: _Denied, texts: Sequence[str], own: Sequence[Passage]) -> Clause | None:
    """The clause in which the other side tells as true what is denied; none where it denies it somewhere, or the own side affirms it too."""
    found: Clause | None = None
    for text in texts:
        for clause in clauses(text):
            if not _same(denied, clause.words, _sentence(text, clause)):
                continue
            if may_deny(clause.words) or not _at_odds(denied, clause.words):
                return None
            found = found or clause
    if found is None:
        return None
    affirms = (clause for each in own for clause in clauses(each.text) if not may_deny(clause.words))
    return None if any(_same(denied, clause.words, denied.sentence) for clause in affirms) else found


def _sentence(text: str, clause: Clause) -> str:
    return _sentences(text)[clause.sentence]


@lru_cache(maxsize=256)
def _sentences(text: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for clause in clauses(text):
        found[clause.sentence] = f"{found.get(clause.sentence, '')} {clause.words}"
    return found


def _same(denied: _Denied, clause: str, sentence: str) -> bool:
    mine, theirs = set(_FIGURES.findall(denied.clause.words)), set(_FIGURES.findall(clause))
    if mine and theirs and not mine & theirs:
        return False
    if _HAN.search(denied.core):
        return _same_han(denied, clause, sentence)
    return _same_latin(denied, clause)


def _same_han(denied: _Denied, clause: str, sentence: str) -> bool:
    core = denied.core
    if len(core) >= _LONG and any(core[at:] in clause for at in range(min(_SKIPPED, len(core) - _LONG) + 1)):
        return True
    closing = clause.rstrip(" ，。；”")
    return 2 <= len(core) <= _LONG and closing.endswith(core) and len((words(sentence) & words(denied.sentence)) - words(core)) >= 2


def _same_latin(denied: _Denied, clause: str) -> bool:
    """The verb (or the noun after `no`) and two more words."""
    tokens = [token for token in re.findall(r"[a-z]+", denied.core.lower()) if token not in _SMALL][:_WORDS]
    if not tokens or len(tokens[0]) < 4:
        return False
    theirs = {token[:6] for token in re.findall(r"[a-z]{4,}", clause.lower())}
    return tokens[0][:6] in theirs and len(words(clause) & words(denied.clause.words) - {tokens[0][:6]}) >= 2


def _at_odds(denied: _Denied, clause: str) -> bool:
    before = denied.clause.words[max(0, denied.start - 8) : denied.end + 1]
    if _NO_LONGER.search(before):
        return ahead(clause)
    return not (_NOT_YET.search(before) and ahead(clause))


def _finding(claim: str, mine: Clause, theirs: Clause, passage: Passage, why: str) -> Finding:
    here = Span(mine.start, mine.end, claim[mine.start : mine.end])
    there = Span(theirs.start, theirs.end, theirs.words, passage.id)
    return Finding("negation-flipped", "HIGH", here, there, f"“{mine.words.strip()}” — {why}: “{theirs.words.strip()}”")
