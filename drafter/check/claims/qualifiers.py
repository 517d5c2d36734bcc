"""Words that exclude each other: binding and non-binding, senate and lower house, CEO and CFO, exports and imports.

A finding needs four things: the claim has one of a group, no source has that one, a source has another of the same group, and speaks of the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from drafter.check.claims.alignment import alike
from drafter.check.findings import Finding, Passage, Span

_GROUPS: dict[str, tuple[str, ...]] = {
    "condition": (
        r"unconditional(?:ly)?|without (?:any )?conditions|no (?:strings|conditions)|无条件|不附(?:带|加)?(?:任何)?条件",
        (
            r"subject to(?! (?:approval|regulatory|shareholder|review|a vote))|with conditions|conditional(?:ly)?|"
            r"on (?:the )?condition|provided that|有条件|附(?:带|加)?(?:了)?(?:限制性)?条件|设有上限"
        ),
    ),
    "binding": (
        r"(?<!non-)(?<!not )(?<!not legally )(?<!legally non-)(?<![A-Za-z])binding|(?<![不没])(?<!不具)(?<!没有)(?<!不具有)(?<!不具备)(?:具有?|有)法律约束力",
        r"non-?binding|not (?:legally )?binding|(?:不具有?|不具备|没有|无|并无)(?:法律)?约束力",
    ),
    "exclusive": (
        r"(?<!non-)(?<!not )(?<!not an )(?<![A-Za-z])exclusiv(?:e|ely|ity)(?! of)|独家(?!报道|专访|获悉)|(?<![非不])(?<!不具有)(?<!不具)排他",
        r"non-?exclusive|not (?:an )?exclusive|非排他|不具?有?排他|非独家|并非独家",
    ),
    "chamber": (r"(?:the |a )senate|参议院|upper house|上议院|联邦参议院", r"lower house|house of representatives|众议院|下议院|house of commons"),
    "court": (
        r"supreme court|最高(?:人民)?法院|最高院",
        r"appeals? court|court of appeals?|circuit court|上诉法院",
        r"district court|地方?区?法院|地区法院",
        r"constitutional court|宪法法院",
        r"high court|高等?(?:人民)?法院",
    ),
    "office": (
        r"chief executive(?: officer)?|(?<![A-Za-z])CEO|首席执行官|行政总裁|执行长",
        r"chief financial officer|finance chief|(?<![A-Za-z])CFO|首席财务官|财务总监|财务长",
        r"chief information officer|(?<![A-Za-z])CIO|首席信息官",
        r"chief technology officer|(?<![A-Za-z])CTO|首席技术官|技术总监",
        r"chief operating officer|(?<![A-Za-z])COO|首席运营官|营运长",
        r"chief risk officer|(?<![A-Za-z])CRO|首席风险官",
        r"chief (?:legal|compliance) officer|首席法务官|首席合规官|合规总监",
        r"chief economist|首席经济学家",
        r"chief investment officer|首席投资官",
        r"chief marketing officer|首席营销官|首席市场官",
        r"(?<!vice[- ])chair(?:man|woman|person)?(?: of the board)?(?![A-Za-z])|(?<!副)董事长|(?<!副)(?<!联)主席",
    ),
    "day": (r"weekdays?|working days?|工作日|平日", r"weekends?|周末|双休日"),
    "trade": (r"(?<![A-Za-z])exports?|出口", r"(?<![A-Za-z])imports?|进口|进出口"),
    "goods": (r"(?:goods|merchandise) (?:exports?|imports?|trade)|货物(?:出口|进口|贸易)", r"services? (?:exports?|imports?|trade)|服务(?:出口|进口|贸易)"),
    "lasting": (r"(?<![A-Za-z])permanent(?:ly)?|永久", r"(?<![A-Za-z])(?:temporar(?:y|ily)|interim)|临时|暂时"),
    "duty": (r"mandatory|compulsory|强制性?(?:要求|实施|规定|披露|执行)", r"voluntar(?:y|ily)|自愿"),
    "shore": (r"onshore|境内", r"offshore|境外"),
    "stake": (r"majority (?:stake|holding|shareholder)|控股权|多数股权|控股股权", r"minority (?:stake|holding)|少数股权"),
    "card": (r"credit cards?|信用卡|贷记卡", r"debit cards?|借记卡"),
    "profit": (r"net (?:profit|income|earnings)|净利润?|纯利", r"gross (?:profit|margin)|毛利", r"operating (?:profit|income)|(?:营业|经营|运营)利润"),
    "loss": (
        r"net (?:profit|income)|净利润?|(?<![A-Za-z])profits?(?! warning| before)|盈利(?!能力|预测|预期)",
        r"net loss|净亏|亏损|(?<![A-Za-z])loss(?:es)?(?![A-Za-z])",
    ),
    "season": (
        r"(?:in|this|next|by|for|the|last) spring|春季|春天",
        r"(?:in|this|next|by|for|the|last) summer|夏季|夏天",
        r"(?:in|this|next|by|for|the|last) autumn|秋季|秋天",
        r"(?:in|this|next|by|for|the|last) winter|冬季|冬天",
    ),
    "stage": (r"preliminar(?:y|ily)|interim|初步|中期(?!票据|借贷)", r"(?<![A-Za-z])final(?!ly|ist)|definitive|最终|终审"),
    "part": (
        r"(?<![A-Za-z])(?:partial(?:ly)?|in part)(?![A-Za-z])|部分(?=豁免|解除|取消|批准|恢复|获批)",
        r"(?<![A-Za-z])(?:fully|entirely|in full|completely)(?![A-Za-z])|完全|全部|全面",
    ),
    "force": (r"voluntar(?:y|ily)|自愿|主动", r"强制|被迫|勒令|责令|ordered|forced|compelled|mandatory"),
    "sole": (
        r"(?<!not )(?<!n't )(?<![A-Za-z])(?:the|its) (?:only|sole)(?![A-Za-z])|唯一",
        r"one of (?:several|many)(?![A-Za-z])|(?:几|多|数)[家个名位][^，。；]{0,8}?之一",
    ),
    "vote": (r"unanimous(?:ly)?|全票|一致(?:通过|同意|赞成|决定)", r"\d+[-–]\d+ vote|split vote|by \d+ votes to|narrowly|以\d+票对|dissent"),
}

_COMPILED = {name: tuple(re.compile(f"(?i){each}") for each in group) for name, group in _GROUPS.items()}
_RIGHT_IN_ONE = frozenset({"office", "court", "season"})
"""Groups in which the claim may name several at once."""


def qualifier_findings(claim: str, passages: Iterable[Passage], names: Sequence[tuple[str, str]] = ()) -> list[Finding]:
    """Findings `qualifier-flipped`."""
    sources = list(passages)
    return [finding for name, group in _COMPILED.items() if (finding := _judge(name, group, claim, sources, names)) is not None]


def _judge(name: str, group: tuple[re.Pattern[str], ...], claim: str, sources: list[Passage], names: Sequence[tuple[str, str]]) -> Finding | None:
    ours = [each.search(claim) for each in group]
    if not any(ours) or (all(ours) and name not in _RIGHT_IN_ONE):
        return None
    theirs = [next(((passage, found) for passage in sources if (found := each.search(passage.text))), None) for each in group]
    for mine, same in zip(ours, theirs, strict=True):
        other = next((there for there, own in zip(theirs, ours, strict=True) if there and own is None), None)
        if mine and not same and other:
            passage, found = other
            if not alike(claim, passage.text, names):
                continue
            there = Span(found.start(), found.end(), found.group(), passage.id)
            return Finding(
                "qualifier-flipped", "HIGH", Span(mine.start(), mine.end(), mine.group()), there, f"“{mine.group()}” where the source has “{found.group()}”"
            )
    return None
