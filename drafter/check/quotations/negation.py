"""Words that deny, in Chinese and English, told from words that only look like them (不断, 非常, not only)."""

from __future__ import annotations

import re

_HARD = re.compile(
    r"(?i)(?<![A-Za-z])(?:not(?! only| just| merely| least| (?:more|less|fewer|later|earlier) than| exceeding)"
    r"|no(?!\. ?\d| (?:more|less|fewer|later|earlier) than)|never|nobody|none|nothing|neither|nor|nowhere|"
    r"cannot|without)(?![A-Za-z])|n['’]t(?![A-Za-z])"
    r"|(?<!按兵)不(?!变|仅|只|断|同|少|久|过|管|论|但是|光|单|妨|禁|愧|料|得不|锈|动产|良|尽|等|二|止一|超过?|低于|高于|少于|多于|大于|小于|足[\d一二三四五六七八九十百千万半]|[晚早]于)|没(?!收)|未(?!来|必|遂|婚|央)"
    r"|(?<![是南北])非(?!常|方|洲|公|现|核|传统|必|上市|居|英|美|接|标|流|机|必需|凡|得|遗|典|法|银|农|国|金融)|无(?!视|人|条件|线|论|疑|锡|数|限|名|锋|缝|法律约束)|毫不|否定|并非|从未|绝不|勿"
)
_SOFT = re.compile(
    r"(?i)(?<![A-Za-z])(?:(?:lack|fail|refus|deni|avoid|prevent|prohibit|unlikel|impossib|hardly|rarely|barely|seldom|"
    r"reject|dismiss|disput|disagree|absen|oppos"
    r"|invalid|incorrect|inadequat|unable|unaware|unclear|unchanged|untrue|unfounded|unaffected|undecided|unwilling|"
    r"unresolved|unsuccessful|unpaid|unprecedent|uncondition|unlimited)[a-z]*"
    r"|(?:deny|stop|stops|stopped|ban|bans|banned|few|fewer|little|only|unless|until|instead|zero|free of|far from|rul(?:e|es|ed) out|out of))(?![A-Za-z])"
    r"|(?<![A-Za-z])(?:limited|little|minor|negligible|slight(?:ly)?|minimal|small|smooth(?:ly)?)(?![A-Za-z])|有限|轻微|甚微|甚少|另行|待定|空场"
    r"|缺乏|拒绝|否|避免|停止|禁止|难以|仅|只|除非|才|反对|不然|失去|杜绝|排除|免于|无|莫|别|零|休|不|未|没"
)
_BROAD = re.compile(
    r"(?i)(?<![A-Za-z])(?:(?:cancel|suspend|withdr|postpon|abandon|scrapp|revok|overturn|disallow|discontinu|exclud|"
    r"undisclosed|unmet|unauthori|unregulat|vot(?:e|ed) (?:down|against)|non-?[a-z]{4})[a-z]*"
    r"|(?:lost|loses?|losing|former(?:ly)?|ceded?|gave up|dethroned|bar|bars|barred|end|ends|ended|before"
    r"|rather|under|below|short of|still|yet|away|despite|less|off|turned down|waits?|awaits?|pending))(?![A-Za-z])"
    r"|停|禁|防|之前|以前|勉强|失|脱离|终|免|驳回|撤|取消|解除|待|拒|缺"
)


def denials(text: str) -> list[tuple[int, int]]:
    """Spans of plain denials: not, never, 不, 未, 没有, …"""
    return [found.span() for found in _HARD.finditer(text)]


def hints_denial(text: str) -> bool:
    """Whether a word may stand for a denial in the other language: lack, fail, refuse, 缺乏, 拒绝, only, …"""
    return bool(_HARD.search(text) or _SOFT.search(text))


def may_deny(text: str) -> bool:
    """Whether anything at all in it may, also words of ending, waiting and falling short."""
    return hints_denial(text) or bool(_BROAD.search(text))


def flipped(one: str, other: str) -> bool:
    """True when one text plainly denies and the other holds nothing that could stand for it."""
    return (bool(denials(one)) and not hints_denial(other)) or (bool(denials(other)) and not hints_denial(one))
