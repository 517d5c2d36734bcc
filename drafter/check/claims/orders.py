"""Who came first and who second, and how often in a row: neither may differ from the source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.check.claims.rank_words import number
from drafter.check.claims.referents import Directory, directory_of
from drafter.check.findings import Finding, Passage, Span
from drafter.check.quotations.negation import denials

_STREAK = re.compile(
    r"(?i)(?P<nth>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|"
    r"th))(?:[ -](?:consecutive|straight|successive)|(?= [a-z]+ (?:in a row|running)))|"
    r"连续第?(?P<di>[一二两三四五六七八九十]|\d{1,2})(?=个|年|季|月|周|天|日|次|期)|(?P<count>two|three|four|five|six|seven|"
    r"eight|nine|ten|\d{1,2})(?= (?:consecutive|straight|successive))"
)
_PLACE_AFTER = re.compile(
    r"(?i)\s*(?:,? (?:which )?)?(?:(?:is |was |comes? |came |ranks? |ranked |placed |finished |in |stands? )*(?P<nth>first|"
    r"second|third|fourth|fifth|last)(?: place)?(?![A-Za-z-])|(?P<top>tops|topped|leads|led the))|\s*(?P<first>居首|居首位|"
    r"位居第一|位列第一|夺冠|排名第一|排第一|名列第一|位居榜首|居榜首)|(?P<next>次之|紧随其后|居次)|(?:排名|位列|位居|名列|"
    r"居|排|排在)第(?P<di>[一二三四五六七八九十])"
)
_PLACE_BEFORE = re.compile(r"(?i)(?:(?P<first>highest|largest|strongest|biggest|greatest) in|(?P<second>followed by|ahead of)|(?P<top>led by))\s+(?:the )?$")


def order_findings(claim: str, sources: Sequence[Passage], names: Sequence[tuple[str, str]]) -> list[Finding]:
    """Findings `streak-changed`, `order-changed`."""
    return _streaks(claim, sources) + _orders(claim, sources, names)


def _streaks(claim: str, sources: Sequence[Passage]) -> list[Finding]:
    """`for the fifth quarter in a row`, 连续第五个季度: the number must be one of the source's streaks, where it has any."""
    found: list[Finding] = []
    theirs = [(passage, match) for passage in sources for match in _STREAK.finditer(passage.text)]
    for match in _STREAK.finditer(claim):
        length = _streak_number(match)
        if theirs and all(_streak_number(other) != length for _, other in theirs):
            passage, other = theirs[0]
            there = Span(other.start(), other.end(), other.group(), passage.id)
            found.append(
                Finding(
                    "streak-changed",
                    "HIGH",
                    Span(match.start(), match.end(), match.group()),
                    there,
                    f"“{match.group()}” where the source has “{other.group()}”",
                )
            )
    return found


def _streak_number(match: re.Match[str]) -> int:
    return number(match["nth"] or match["di"] or match["count"])


def _orders(claim: str, sources: Sequence[Passage], names: Sequence[tuple[str, str]]) -> list[Finding]:
    """X居首，Y次之 against `highest in X, followed by Y`: nobody's place may differ."""
    if not (_PLACE_AFTER.search(claim) or re.search(r"(?i)followed by|ahead of|highest in|led by", claim)):
        return []
    directory = directory_of(claim, sources, names)
    ours = _places(claim, directory)
    found: list[Finding] = []
    for passage in sources if ours else ():
        theirs = {key: (place, span) for key, place, span in _places(passage.text, directory)}
        named = {referent.key for referent in directory.find(passage.text)}
        for key, place, (start, end) in ours if len(theirs) > 1 else ():
            holder = key if key in theirs else next((who for who, (taken, _) in theirs.items() if taken == place and key in named), "")
            if holder and (holder != key or theirs[key][0] != place):
                since, until = theirs[holder][1]
                there = Span(since, until, passage.text[since:until], passage.id)
                message = f"“{claim[start:end]}” has place {place}; in the source “{there.words}” has place {theirs[holder][0]}"
                found.append(Finding("order-changed", "HIGH", Span(start, end, claim[start:end]), there, message))
    return found


def _places(text: str, directory: Directory) -> list[tuple[str, int, tuple[int, int]]]:
    found: list[tuple[str, int, tuple[int, int]]] = []
    for referent in directory.find(text):
        before, after = _PLACE_BEFORE.search(text, max(0, referent.start - 24), referent.start), _PLACE_AFTER.match(text, referent.end)
        if before and "ahead" not in before.group().lower():
            found.append((referent.key, 2 if before["second"] else 1, (referent.start, referent.end)))
        elif after and not denials(text[max(0, referent.start - 4) : referent.end]):
            place = 1 if after["top"] or after["first"] else 2 if after["next"] else number(after["nth"] or after["di"] or "")
            found.append((referent.key, place, (referent.start, referent.end)))
    return found
