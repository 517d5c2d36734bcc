"""A cause that the source denies, or a cause where it says that none was given. Causes that it only does not name are not told here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.check.findings import Finding, Passage, Span
from drafter.check.quotations.negation import denials

_CAUSE = re.compile(
    r"(?i)(?<![A-Za-z])(?:because(?: of)?|due to|owing to|on account of|thanks to|driven by|prompted by|citing|blaming|amid)\s+(?P<en>[^,.;]{3,80})"
    r"|(?:(?<![原成起])因(?!此|而|应|素|子|公(?!司)|病|故|伤)|由于|受到?|缘于|源于|出于|归因于)(?P<zh>[^，。；]{2,40})"
)
_NO_REASON = re.compile(
    r"(?i)(?:did not|didn['’]t|has not|have not|declined to|without|refused to) "
    r"(?:give|giving|say|saying|state|stating|explain|explaining|offer|disclose|provide|specify)\w* (?:an? |any |the |its )?(?:reasons?|explanation|cause|why)"
    r"|gave no (?:reason|explanation)|no (?:reason|explanation) (?:was|has been|is) given"
    r"|(?:未|没有|并未)(?:说明|透露|披露|给出|公布|解释|提及)[^，。；]{0,8}(?:原因|理由|缘由)|原因(?:尚|仍)?(?:不明|未明|未公布|未披露|不详)"
)
_WHY = re.compile(
    r"(?i)(?<![A-Za-z])(?:because|due to|owing to|citing|blam\w+|as a result|thanks to|prompted|driven by|amid)(?![A-Za-z])"
    r"|因(?!此|素|子)|由于|受[^，。；]{1,12}(?:影响|拖累)"
)
_UNRELATED = re.compile(
    r"(?i)与(?P<zh>[^，。；]{2,30}?)(?:并?无关|没有关(?:系|联)|无直接关[系联])|排除(?:了|是)?(?P<zh2>[^，。；]{2,20})"
    r"|(?:unrelated to|not related to|nothing to do with|no connection (?:to|with)|not caused by|"
    r"not the result of|ruled out|rules out|not due to|not because of)\s+(?P<en>[^,.;]{3,60})"
)
_NOT_THAT = re.compile(r"(?i)无关|排除|并非|不是|没有关|unrelated|rul(?:e|es|ed) out|not related|nothing to do")
_SAME = (
    (r"cyber-?\s?attack|hack(?:ers?|ing)?|intrusion", r"网络攻击|黑客|入侵"),
    (r"sabotage", r"蓄意破坏|人为破坏"),
    (r"terror\w*", r"恐怖"),
    (r"fraud\w*", r"欺诈|舞弊"),
    (r"foul play|murder", r"他杀|谋杀"),
    (r"human error", r"人为失误|人为错误|操作失误"),
    (r"weather|storm", r"天气|风暴"),
    (r"arson", r"纵火"),
)
"""Causes that are ruled out, in both languages."""
_WORD = re.compile(r"[a-z]{5,}")


def cause_findings(claim: str, passages: Sequence[Passage]) -> list[Finding]:
    """Findings `cause-denied`."""
    if _NOT_THAT.search(claim) or _NO_REASON.search(claim):
        return []
    for passage in passages:
        for denied in _UNRELATED.finditer(passage.text):
            if mine := _told(claim, next(words for words in denied.groupdict().values() if words)):
                return [_finding(claim, mine, passage, denied, "the source denies it")]
    cause = _CAUSE.search(claim)
    silent = next(((passage, found) for passage in passages if (found := _NO_REASON.search(passage.text))), None)
    if cause is None or silent is None or any(_WHY.search(_NO_REASON.sub(" ", passage.text)) for passage in passages):
        return []
    return [_finding(claim, cause.span(), *silent, "the source says that no reason was given")]


def _told(claim: str, denied: str) -> tuple[int, int] | None:
    """Where the claim tells as a cause, or at all in the other language, what the source denies."""
    for english, chinese in _SAME:
        if re.match(rf"(?i)(?:an? |any |the )?(?:{english})", denied) and (found := re.search(chinese, claim)) and not denials(claim):
            return found.span()
    for cause in _CAUSE.finditer(claim):
        words = cause["zh"] or cause["en"]
        if _shared(words, denied):
            return cause.span()
    return None


def _shared(one: str, other: str) -> bool:
    """Half of the shorter's pairs of characters, or a word of weight."""
    pairs = [{text[at : at + 2] for at in range(len(text) - 1) if text[at] >= "\u3400" and text[at + 1] >= "\u3400"} for text in (one, other)]
    if all(pairs):
        return 2 * len(pairs[0] & pairs[1]) >= min(len(each) for each in pairs)
    return bool(set(_WORD.findall(one.lower())) & set(_WORD.findall(other.lower())))


def _finding(claim: str, mine: tuple[int, int], passage: Passage, found: re.Match[str], why: str) -> Finding:
    there = Span(found.start(), found.end(), found.group(), passage.id)
    return Finding("cause-denied", "HIGH", Span(*mine, claim[slice(*mine)]), there, f"“{claim[slice(*mine)]}” — {why}: “{found.group()}”")
