"""All of it, where the source tells a part: every merchant for the small ones, the whole club for a stake of 22 %.

Said only where no sentence of the source has a word for all or every, and one tells a part in words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.check.findings import Finding, Passage, Span

_ALL = re.compile(
    r"(?i)全部(?!门)|所有(?![权者制])|悉数|一律|全都|全资|整个(?!行业|市场)"
    r"|(?<![A-Za-z])(?:all (?:of|the|its|their|\d[\d,]*|[a-z]+s)|every(?! (?:year|month|day|week|quarter))|the whole|entire|entirely|wholly)(?![A-Za-z])"
)
_NONE = re.compile(r"(?i)无一|[都均](?:没|未|不)|(?<![A-Za-z])none of(?![A-Za-z])")
_ANY = re.compile(
    r"(?i)(?<![A-Za-z])(?:all|every|each|any|whole|entire|entirely|fully?|both|total|complete(?:ly)?|wholly|across|only)(?![A-Za-z])"
    r"|全|所有|均|都|各|一律|任何|一概|整|皆|统一|普遍|凡|每|100%"
)
_NO = re.compile(r"(?:^|[.;:]\s+)No [a-z]|(?<![A-Za-z])(?i:none|neither|nobody)(?![A-Za-z])|无一|[均都](?:未|没|不)|没有一[家个名位]")
_PART = re.compile(
    r"(?i)(?<![A-Za-z])(?:half (?:of|the)|most(?: of)?|some of|parts? of|partly|partial(?:ly)?|majority|minority|a (?:third|quarter|fifth) of"
    r"|(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten) of (?:the |its |their )?\d+|except|exclud\w+|other than|apart from)(?![A-Za-z])"
    r"|\d% (?:of|stake|holding)|一半|半数|部分|多数|少数|除外|不在此列|不包括|不含|[\d.]+%的?股|[一二三四五六七八九]成"
)


def scope_findings(claim: str, passages: Sequence[Passage]) -> list[Finding]:
    """Findings `scope-widened`."""
    none = _NONE.search(claim)
    mine = none or _ALL.search(claim)
    if mine is None or _PART.search(claim) or any(_ANY.search(passage.text) or (none and _NO.search(passage.text)) for passage in passages):
        return []
    part = next(((passage, found) for passage in passages if (found := _PART.search(passage.text))), None)
    if part is None:
        return []
    passage, found = part
    there = Span(found.start(), found.end(), found.group(), passage.id)
    why = f"“{mine.group()}” where the source tells of a part: “{found.group()}”"
    return [Finding("scope-widened", "HIGH", Span(mine.start(), mine.end(), mine.group()), there, why)]
