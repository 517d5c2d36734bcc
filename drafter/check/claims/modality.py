"""Force without vocabulary: a claim that tells as done what its whole evidence leaves ahead, or as certain what its evidence holds possible.

Where the evidence tells anything as done, nothing is found; and what is told as certain is held against the one sentence that is plainly of the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.check.claims.alignment import alike
from drafter.check.claims.clauses import clauses
from drafter.check.claims.mentions import ahead, allows
from drafter.check.findings import Finding, Passage, Span
from drafter.check.quotations.negation import denials

Pairs = Sequence[tuple[str, str]]

_ATTRIBUTED = re.compile(
    r"(?i)^[ ,\"”“]*(?:(?:the |its |a |an )?[\w'’-]+(?: [\w'’-]+){0,4} (?:said|says|told|added|wrote)(?: [^,]{0,40})?|according to [^,]{0,60}"
    r"|without (?:giving|naming|saying|providing|elaborating)[^,]{0,40}"
    r"|though [^,]{0,30}\b(?:have|has|had|is|are) (?:not|yet)\b[^,]{0,40}|citing [^,]{0,60}|adding|as)[ \"”]*$|^[^，。]{0,16}(?:表示|称|说|透露|指出"
    r"|据[^，。]{0,10})$"
)
"""Who says it: such words tell nothing of the event."""
MOST_PASSAGES = 3
"""More evidence than this nearly always tells something as done."""
_FIRM = re.compile(r"(?i)(?<![A-Za-z])will(?![A-Za-z])|将(?!来|军|近|领)")
_MAYBE = re.compile(r"(?i)(?<![A-Za-z])(?:may|might|could)(?! be sure)(?= [a-z])|可能|或许|或将|也许")
_SURE_OF_IT, _APART = 2, 2
"""Shared names, things, figures or pairs of words: of the clause that is of the same, and more than any other has."""
_DONE_ZH = re.compile(r"已(?!知)|(?<![为除罢不对])了|完成|获得|获批|成功")
_DONE_EN = re.compile(
    r"(?i)(?<![A-Za-z])(?:has|have) (?!to |yet )(?:already |now |also |since |\w+ly )?(?:been )?[a-z]+(?:ed|en|wn|ne|ld|ght|"
    r"de|pt|ut|id|lt|nt)(?![A-Za-z])|(?<![A-Za-z])(?:was|were) [a-z]+ed(?![A-Za-z])"
)
_TOLD_ZH = re.compile(r"已|经|周[一二三四五六日天]|公告|了|完成|获|曾|于(?:昨|今|周|上)|宣布|签|发布|推出|表示|不|无")
_TOLD_EN = re.compile(
    r"(?i)(?<![A-Za-z])(?:[a-z]{2,}ed|has|have|had|was|were|did|won|bought|sold|began|rose|fell|grew|held|made|took|gave|"
    r"got|came|went|left|led|met|put|ran|saw|set|cut|hit|lost|kept|built|sent|spent|paid|is|are|isn|aren)(?![A-Za-z])"
)
_TELLING = re.compile(
    r"(?i)(?<![A-Za-z])(?:said|told|added|reported|planned|proposed|expected|scheduled|intended|aimed|hoped|wanted|"
    r"considered|weighed|mulled|based|called|named|is (?:due|set|expected|considering|planning|weighing|seeking|likely|to|"
    r"in talks|preparing|exploring|looking|studying|also|still|now)|are (?:due|set|expected|considering|planning|weighing|"
    r"seeking|likely|to|in talks|preparing|exploring|looking|studying|also|still|now)|has (?:yet|up)|was (?:considering|"
    r"weighing|planning|exploring|in talks))(?![A-Za-z])"
)


def modality_findings(claim: str, passages: Sequence[Passage], names: Pairs = ()) -> list[Finding]:
    """Findings `status-stronger`."""
    if not passages or "“" in claim or '"' in claim:
        return []
    found = [_done(claim, passages, names) if len(passages) <= MOST_PASSAGES else None, _will(claim, passages, names)]
    return [finding for finding in found if finding is not None][:1]


def _done(claim: str, passages: Sequence[Passage], names: Pairs) -> Finding | None:
    """Done in the claim, all ahead in the evidence."""
    done = _DONE_ZH.search(claim) or _DONE_EN.search(claim)
    if done is None or denials(claim) or ahead(claim) or len(denials(passages[0].text)) or not all(_lies_ahead(passage.text) for passage in passages):
        return None
    if not any(alike(claim, passage.text, names) for passage in passages):
        return None
    return _finding("status-stronger", claim, done, passages[0], "told as done, all of its evidence lies ahead")


def _lies_ahead(text: str) -> bool:
    if not all(ahead(clause.words) or _ATTRIBUTED.search(clause.words) for clause in clauses(text)) or not ahead(text):
        return False
    return not _TOLD_ZH.search(text) and not _TOLD_EN.search(_TELLING.sub(" ", text))


def _will(claim: str, passages: Sequence[Passage], names: Pairs) -> Finding | None:
    """Certain in the claim; the one sentence of the evidence that speaks of the same only holds it possible."""
    will = _FIRM.search(claim)
    if will is None or denials(claim) or _MAYBE.search(claim) or allows(claim) or ahead(_FIRM.sub(" ", claim)):
        return None
    scored = [(alike(claim, clause.words, names), passage, clause) for passage in passages for clause in clauses(passage.text)]
    best, passage, nearest = max(scored, key=lambda row: row[0], default=(0, passages[0], None))
    if nearest is None or best < _SURE_OF_IT or any(score > best - _APART for score, _, clause in scored if clause is not nearest):
        return None
    around = passage.text
    if not _MAYBE.search(nearest.words) or _FIRM.search(around) or denials(around) or _DONE_EN.search(nearest.words) or _DONE_ZH.search(nearest.words):
        return None
    return _finding("status-stronger", claim, will, Passage(passage.id, around), "told as certain, the evidence only holds it possible")


def _finding(what: str, claim: str, match: re.Match[str], passage: Passage, why: str) -> Finding:
    there = Span(0, len(passage.text), passage.text, passage.id)
    return Finding(what, "HIGH", Span(match.start(), match.end(), match.group()), there, f"“{claim.strip()}” — {why}: “{passage.text.strip()}”")
