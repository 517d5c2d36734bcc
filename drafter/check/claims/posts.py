"""Whose part a noun names: bookrunner, plaintiff, auditor. A claim that gives it to one whom the source names otherwise, and not so, is found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.check.claims.clauses import sentences
from drafter.check.claims.referents import Directory, Referent, directory_of
from drafter.check.findings import Finding, Passage, Span

_NOUNS: dict[str, tuple[str, str]] = {
    "bookrunner": (r"bookrunners?|underwriters?|joint sponsors?|lead managers?", r"账簿管理人|承销商|保荐人|保荐机构"),
    "auditor": (r"auditors?", r"审计机构|审计师"),
    "adviser": (r"(?:financial|legal) advis[eo]rs?", r"(?:财务|法律)顾问"),
    "plaintiff": (r"plaintiffs?", r"原告"),
    "defendant": (r"defendants?", r"被告"),
    "contractor": (r"(?:main |lead )?contractors?", r"承包商|总包方"),
    "sponsor": (r"title sponsors?|shirt sponsors?", r"冠名(?:赞助)?商|冠名方"),
    "custodian": (r"custodians?", r"托管(?:行|人|银行)"),
}
_PATTERNS = {name: re.compile(rf"(?i)(?<![A-Za-z])(?:{english})(?![A-Za-z])|{chinese}") for name, (english, chinese) in _NOUNS.items()}
_SMALL = r"(?:(?:the|a|an|its|their|joint|lead|sole|main|both|one of|chosen|named|appointed|hired)\s+)*"
_LEFT = re.compile(
    rf"(?i)(?:,?\s+(?:is|are|was|were|will be|as|among|acts? as|acted as|acting as|has been|have been)\s+{_SMALL}"
    r"|(?:是|为|担任|任|出任|系)(?:本次)?(?:的)?(?:联席|独家|主)?)"
)
_RIGHT = re.compile(r"(?i)\s*(?:(?:is|are|was|were|include[sd]?|including|[:：])\s*|为|是|包括|有)?(?:the |\w{2,4}(?:公司|机构))?")
_JOINED = re.compile(r"\s*(?:,|and|, and|&|、|和|与|及)\s*(?:the )?")


def post_findings(claim: str, passages: Sequence[Passage], names: Sequence[tuple[str, str]] = ()) -> list[Finding]:
    """Findings `role-taken`."""
    wanted = [name for name, pattern in _PATTERNS.items() if pattern.search(claim) and any(pattern.search(passage.text) for passage in passages)]
    if not wanted:
        return []
    directory = directory_of(claim, passages, names)
    elsewhere = {referent.key for passage in passages for referent in directory.find(passage.text)}
    return [found for name in wanted if (found := _judge(name, claim, passages, directory, elsewhere)) is not None]


def _judge(name: str, claim: str, passages: Sequence[Passage], directory: Directory, elsewhere: set[str]) -> Finding | None:
    mine = _holders(name, claim, directory)
    theirs = {key: (passage, place) for passage in passages for key, place in _holders(name, passage.text, directory).items()}
    for key, (start, end) in mine.items():
        if theirs and key not in theirs and key in elsewhere and ":" not in key and not any(":" in other for other in theirs):
            passage, (since, until) = next(iter(theirs.values()))
            there = Span(since, until, passage.text[since:until], passage.id)
            why = f"“{claim[start:end]}”: in the source the {name} is another: “{there.words}”"
            return Finding("role-taken", "HIGH", Span(start, end, claim[start:end]), there, why)
    return None


def _holders(name: str, text: str, directory: Directory) -> dict[str, tuple[int, int]]:
    """Keys of those who are told to be it, with the place of the name and the noun."""
    found: dict[str, tuple[int, int]] = {}
    referents = directory.find(text)
    for start, end in sentences(text):
        inside = [each for each in referents if start <= each.start < end]
        for noun in _PATTERNS[name].finditer(text, start, end):
            for each in (*_before(text, noun, inside), *_behind(text, noun, inside)):
                found[each.key] = (min(each.start, noun.start()), max(each.end, noun.end()))
    return found


def _before(text: str, noun: re.Match[str], inside: Sequence[Referent]) -> list[Referent]:
    """`A and B are joint bookrunners`."""
    kept: list[Referent] = []
    for each in reversed([each for each in inside if each.end <= noun.start()]):
        joined = _JOINED.fullmatch(text, each.end, kept[-1].start) if kept else _LEFT.fullmatch(text, each.end, noun.start())
        if not joined:
            break
        kept.append(each)
    return kept


def _behind(text: str, noun: re.Match[str], inside: Sequence[Referent]) -> list[Referent]:
    """`Bookrunners are A and B`, 被告甲公司."""
    kept: list[Referent] = []
    for each in [each for each in inside if each.start >= noun.end()]:
        if not (_JOINED.fullmatch(text, kept[-1].end, each.start) if kept else _RIGHT.fullmatch(text, noun.end(), each.start)):
            break
        kept.append(each)
    return kept
