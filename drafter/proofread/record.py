"""The review record: `review.json` for programs, `review.html` for people, one file that needs nothing beside it. Pure.

Whatever came from a page or a model is text in it, never markup: the template escapes everything, and a link is http(s) or no link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from drafter import chinese
from drafter.check.codes import CODES
from drafter.check.text import Part
from drafter.entities import Flag, Language
from drafter.errors import ConfigError
from drafter.post import escape
from drafter.proofread.review import SEVERITIES, Cited, Line, Review, Waived

TEMPLATE = "review.html.j2"

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "record": "审稿记录",
        "of": "第 {edition} 期",
        "sentences": "共 {sentences} 句",
        "traced": "{traced} 句已与来源比对",
        "judged": "{judged} 句由模型判断",
        "not_checked": "{not_checked} 句未核对",
        "to_do": "请先看这些",
        "nothing": "没有需要改的地方。这不等于没有错：只有可比对的内容经过了核对。",
        "minor": "供参考",
        "fine": "已比对、未见问题的句子",
        "unchecked": "未核对的句子",
        "unchecked_line": "未核对：",
        "all_checked": "每一句都已核对。",
        "waived": "已放行",
        "reason": "理由：",
        "ours": "本刊",
        "theirs": "来源",
        "no_source": "没有找到对应的来源句",
        "with_items": "已与所依据的各条目比对",
        "words": "所指词句",
        "nearest": "来源最接近的说法",
        "more": "另有 {count} 句来源",
        "beyond": "未能比对：",
        "opinion": "代码无法比对；仅为模型的看法。",
        "whole": "全文",
        "BLOCK": "必须改",
        "HIGH": "很可能有误",
        "WARN": "请留意",
        "INFO": "供参考",
        "how": "由代码逐句比对来源得出；模型的看法另行注明。",
    },
    "en": {
        "record": "Review record",
        "of": "edition {edition}",
        "sentences": "{sentences} sentences",
        "traced": "{traced} traced",
        "judged": "{judged} judged by a model",
        "not_checked": "{not_checked} not checked",
        "to_do": "Look at these first",
        "nothing": "Nothing has to be changed. That is not to say that all is right: only what can be compared was checked.",
        "minor": "For information",
        "fine": "Traced sentences with nothing found",
        "unchecked": "Sentences that were not checked",
        "unchecked_line": "Not checked: ",
        "all_checked": "Every sentence was checked.",
        "waived": "Waived",
        "reason": "Reason: ",
        "ours": "Digest",
        "theirs": "Source",
        "no_source": "no source sentence was found",
        "with_items": "compared with the items that it rests on",
        "words": "Words in question",
        "nearest": "Nearest in the source",
        "more": "{count} more source sentences",
        "beyond": "Not compared: ",
        "opinion": "A model's opinion only: no code could compare it.",
        "whole": "the whole post",
        "BLOCK": "must change",
        "HIGH": "probably wrong",
        "WARN": "take note",
        "INFO": "for information",
        "how": "Made by code that compares each sentence with its sources; a model's opinion is labelled as one.",
    },
}
_PARTS: dict[Language, dict[Part, str]] = {
    "zh": {
        "title": "标题",
        "lede": "导语",
        "headline": "条目标题",
        "item": "条目",
        "brief": "简讯",
        "analysis": "分析",
        "conclusion": "结论",
        "other": "其他",
    },
    "en": {
        "title": "Title",
        "lede": "Lede",
        "headline": "Headline",
        "item": "Item",
        "brief": "Brief",
        "analysis": "Analysis",
        "conclusion": "Conclusion",
        "other": "Other",
    },
}
_SHOWN = 2
"""Source sentences beside a statement; the others are folded."""
Segments = list[tuple[str, bool]]
"""Pieces of a text, each with whether it is marked."""


def data(review: Review) -> dict[str, Any]:
    """`review.json`."""
    return review.model_dump(mode="json")


def page(review: Review, template: str) -> str:
    """`review.html` by the template's text. Raises ConfigError for a template that cannot be filled."""
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    room = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    try:
        return room.from_string(template).render(_values(review)).strip() + "\n"
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise ConfigError(TEMPLATE, f"cannot be filled: {error}", "mend the template or remove it to use the bundled one") from error


def _values(review: Review) -> dict[str, Any]:
    language = review.language
    words = {key: said.format(**{**review.counts.model_dump(), "edition": review.edition, "count": "{count}"}) for key, said in _WORDS[language].items()}
    cards = sorted((_card(line, language) for line in review.lines), key=lambda card: card["worst"])
    shown = [flag for line in review.lines for flag in line.flags]
    loose = [_loose(flag, language) for flag in review.flags if flag not in shown]
    act = SEVERITIES.index("INFO")
    return {
        "lang": "zh-CN" if language == "zh" else "en",
        "words": words,
        "title": _seen(review.title),
        "edition": review.edition,
        "counts": [(severity, words[severity], review.counts.flags[severity]) for severity in SEVERITIES],
        "to_do": sorted([*(card for card in cards if card["worst"] < act), *(card for card in loose if card["worst"] < act)], key=lambda card: card["worst"]),
        "minor": [card for card in (*cards, *loose) if card["worst"] == act],
        "fine": [card for card in cards if card["worst"] > act and card["standing"] != "not-checked"],
        "unchecked": [card for card in cards if card["worst"] > act and card["standing"] == "not-checked"],
        "sums": [words[standing] for standing in ("traced", "judged", "not_checked") if getattr(review.counts, standing) or standing != "judged"],
        "reasons": [(spoken(why, language), number) for why, number in review.counts.reasons.items()],
        "waived": [_waived(one, language) for one in review.waived],
    }


def _card(line: Line, language: Language) -> dict[str, Any]:
    sentences = _with_flags(line)
    return {
        "worst": line.worst,
        "severity": SEVERITIES[line.worst] if line.flags else "",
        "standing": line.standing,
        "why": spoken(line.why, language) or _WORDS[language]["no_source" if line.part in ("item", "brief", "headline") else "with_items"],
        "part": _PARTS[language][line.part],
        "where": _seen(line.where) if line.part in ("item", "brief") else "",
        "statement": marked(line.text, [_in_line(flag, line) for flag in line.flags]),
        "beyond": ("；" if language == "zh" else "; ").join(_seen(spoken(said, language)) for said in line.beyond),
        "sources": _sources(sentences[:_SHOWN], line.flags),
        "more": _sources(sentences[_SHOWN:], line.flags),
        "more_words": _WORDS[language]["more"].format(count=len(sentences[_SHOWN:])),
        "flags": [_flag(flag, language) for flag in line.flags],
    }


def _with_flags(line: Line) -> list[Cited]:
    """Sentences that flags speak of stand first."""
    named = [Cited(text=flag.sentence, url=flag.source) for flag in line.flags if flag.sentence]
    known = {cited.text: cited for cited in line.cited}
    return list({one.text: known.get(one.text, one) for one in (*named, *line.cited)}.values())


def _sources(sentences: Sequence[Cited], flags: Sequence[Flag]) -> list[dict[str, Any]]:
    """Sentences of one source stand together, with its link once."""
    found: list[dict[str, Any]] = []
    for cited in sentences:
        url = escape.url(cited.url)
        about = {"url": url, "title": _seen(cited.title) or (url.split("/")[2] if url else ""), "lang": cited.language if cited.language.isalpha() else ""}
        if not found or any(found[-1][key] != said for key, said in about.items()):
            found.append({**about, "texts": []})
        if cited.text:
            found[-1]["texts"].append(marked(cited.text, [flag.nearest for flag in flags if flag.sentence == cited.text]))
    return found


def _flag(flag: Flag, language: Language) -> dict[str, Any]:
    code = CODES.get(flag.code)
    told = code.told(language) if code else None
    return {
        "severity": flag.severity,
        "code": flag.code,
        "number": code.number if code else "",
        "meaning": told.means if told else "",
        "way_out": told.way_out if told else "",
        "message": _seen(chinese.said(flag.message, language)),
        "words": _seen(flag.words),
        "nearest": _seen(flag.nearest),
    }


def _loose(flag: Flag, language: Language) -> dict[str, Any]:
    """A flag of no one sentence."""
    stated = [Cited(text=flag.statement, url="")] if flag.statement else []  # of a source: sources that disagree stand beside each other
    cited = [*stated, *([Cited(text=flag.sentence, url=flag.source)] if flag.sentence or flag.source else [])]
    return {
        "worst": SEVERITIES.index(flag.severity),
        "severity": flag.severity,
        "standing": "",
        "why": "",
        "part": _WORDS[language]["whole"],
        "where": _seen(flag.where),
        "statement": [],
        "sources": _sources(cited, [flag]),
        "flags": [_flag(flag, language)],
    }


def spoken(why: str, language: Language) -> str:
    """Why a sentence was not checked, in the language of the record."""
    return "；".join(chinese.said(part, language) for part in why.split("; ")) if language == "zh" else why


def _waived(one: Waived, language: Language) -> dict[str, Any]:
    said = _flag(one.flag, language)
    return {**said, "statement": marked(one.flag.statement, [one.flag.words]), "reason": _seen(one.reason)}


def marked(text: str, words: Iterable[str | tuple[str, int]]) -> Segments:
    """`text` cut where `words` begin and end: at the offset given with them if they stand there, else at their first place. Places that overlap are one."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted({span for one in words if (span := _span(text, *(one if isinstance(one, tuple) else (one, 0))))}):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    pieces: Segments = []
    at = 0
    for start, end in spans:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [(_seen(piece), mark) for piece, mark in (*pieces, (text[at:], False)) if piece]


def _span(text: str, words: str, at: int) -> tuple[int, int] | None:
    start = (at if at >= 0 and text.startswith(words, at) else text.find(words)) if words else -1
    return (start, start + len(words)) if start >= 0 else None


def _in_line(flag: Flag, line: Line) -> tuple[str, int]:
    """The flag's words and where they stand in the sentence, as far as its span tells."""
    return flag.words, (flag.start or 0) - (line.start or 0)


def _seen(text: str) -> str:
    """Without what nobody sees (control and directional characters), on one line, with the white space at its ends."""
    inner = escape.clean(text)
    return f"{' ' * text[:1].isspace()}{inner}{' ' * (text[-1:].isspace() and bool(inner))}"
