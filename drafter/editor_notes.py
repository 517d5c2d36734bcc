"""What the draft tells its editor where a person must act, by language. Fixed wordings: no model writes them, none reads them."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.entities import Language

_REASONS: dict[Language, dict[str, str]] = {
    "zh": {
        "budget": "预算已用完",
        "refused": "模型拒绝回答",
        "truncated": "回答超出长度上限",
        "bad-answer": "两次回答均不合要求",
        "rate-limited": "接口限流",
        "model-unavailable": "接口没有回应",
        "rejected": "接口不接受该请求",
        "timeout": "接口超时",
        "connection": "连不上接口",
        "blank-answer": "接口只给了空白回答",
        "context-length": "文章超出模型的上下文长度",
        "extractive": "未使用模型",
        "private": "内容不公开，未交给模型",
    },
    "en": {
        "budget": "the budget was used up",
        "refused": "the model refused",
        "truncated": "the answer was cut at the length limit",
        "bad-answer": "two answers could not be used",
        "rate-limited": "the endpoint limits its rate",
        "model-unavailable": "the endpoint did not answer",
        "rejected": "the endpoint does not take this request",
        "timeout": "the endpoint gave no answer in time",
        "connection": "the endpoint could not be reached",
        "blank-answer": "the endpoint answered with nothing",
        "context-length": "the text is longer than the model takes",
        "extractive": "no model was used",
        "private": "the articles are private, so no model was asked",
    },
}

_SECTIONS: dict[Language, dict[str, str]] = {
    "zh": {
        "analysis": "本节不是模型写成的（{why}）：以下按用词归类列出各条新闻的原句，请据此撰写分析，然后删去本段。",
        "conclusion": "本节不是模型写成的（{why}）：以下只列出原文中提到的后续安排，请改写成结论，然后删去本段。",
        "front": "标题、导语和标签不是模型写成的（{why}），请改写，然后删去本段。",
        "theses": "分析没有论点，只由程序按用词归类（{why}），请定论点、改写各段，然后删去本段。",
    },
    "en": {
        "analysis": (
            "no model wrote this section ({why}): it lays out the items' own sentences, grouped by shared words. "
            "Write the analysis from them and delete this paragraph."
        ),
        "conclusion": ("no model wrote this section ({why}): it lists only what the items say is ahead. Turn it into a conclusion and delete this paragraph."),
        "front": "no model wrote title, lede and tags ({why}). Rewrite them and delete this paragraph.",
        "theses": (
            "the analysis argues no theses: its items were grouped by shared words ({why}). Decide what it argues, rewrite it and delete this paragraph."
        ),
    },
}

_THIN: dict[Language, str] = {
    "zh": "本期只有 {items} 条可用的新闻（希望至少 {wanted} 条）：没有用别的内容凑数。请决定是否照发，然后删去本段。",
    "en": (
        "this edition has only {items} usable item{s} ({wanted} were wanted): nothing was added to fill it. "
        "Decide whether to publish it and delete this paragraph."
    ),
}


_DIFFER: dict[Language, str] = {
    "zh": "各来源说法不一：{said}。请写明采用哪一家，或两者并列，然后删去本段。",
    "en": "the sources differ: {said}. Say which you follow, or give both, and delete this paragraph.",
}
_DIFFER_EACH: dict[Language, str] = {"zh": "“{where}”一条，“{one}”与“{other}”", "en": "“{one}” and “{other}” in “{where}”"}


def section(name: str, reason: str, language: Language) -> str:
    """The note for a section that the embedded writer laid out because of `reason`."""
    fault = "接口出错，{reason}" if language == "zh" else "the endpoint failed, {reason}"
    why = _REASONS[language].get(reason) or fault.format(reason=reason)
    return _SECTIONS[language][name].format(why=why)


def thin(items: int, wanted: int, language: Language) -> str:
    """The note of an edition below `select.min_items`."""
    return _THIN[language].format(items=items, wanted=wanted, s="" if items == 1 else "s")


def differ(pairs: Sequence[tuple[str, str, str]], language: Language) -> str:
    """The note where sources of one story disagree. `pairs`: headline, what the one says, what the other says; said once, whoever says which."""
    once: dict[tuple[str, ...], tuple[str, str, str]] = {}
    for where, one, other in pairs:
        once.setdefault((where, *sorted((one, other))), (where, one, other))
    said = [_DIFFER_EACH[language].format(where=where, one=one, other=other) for where, one, other in once.values()]
    return _DIFFER[language].format(said=("；" if language == "zh" else "; ").join(said))
