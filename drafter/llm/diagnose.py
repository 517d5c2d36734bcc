"""Is the model's endpoint fit for work? Asks each configured model one small question and words what it found in Chinese and English."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from drafter.entities import Ask, Language, Message, Role
from drafter.errors import ModelError
from drafter.llm.connection import OPENAI
from drafter.llm.openai_writer import OpenAIWriter
from drafter.llm.retry import WHAT
from drafter.settings import ModelSettings

PROBE_TOKENS = 512
"""Room for a reasoning model to think about nothing."""
PROBE_SCHEMA: dict[str, Any] = {"type": "object", "properties": {"word": {"type": "string"}}, "required": ["word"]}
ROLES: tuple[Role, ...] = ("writer", "analyst", "checker")
NEAREST = 3


@dataclass(frozen=True)
class Finding:
    """`code` is stable; the texts are for people, by locale."""

    ok: bool
    code: str
    subject: str
    zh: str
    en: str
    way_out_zh: str = ""
    way_out_en: str = ""

    def text(self, language: Language) -> str:
        """What was found, and the way out on a second line where there is one."""
        said, way_out = (self.zh, self.way_out_zh) if language == "zh" else (self.en, self.way_out_en)
        return f"{self.subject}: {said}" + (f"\n  → {way_out}" if way_out else "")


Words = tuple[str, str, str, str]
FOUND: dict[str, Words] = {
    "key-refused": (
        "密钥被拒绝",
        "refuses the key",
        "检查密钥：`drafter keys set`；密钥只在它自己的服务商有效，见 model.base_url",
        "check it: `drafter keys set`; a key belongs to one provider, see model.base_url",
    ),
    "not-allowed": (
        "此密钥无权使用这个模型",
        "this key may not use the model",
        "换一个模型，或在服务商处开通",
        "choose another model, or have it enabled at the provider",
    ),
    "no-balance": (
        "余额或额度不足",
        "the account has no balance or quota left",
        "在服务商处充值，或换一个密钥",
        "top it up at the provider, or use another key",
    ),
    "unknown-model": ("没有这个模型", "does not know this model", "改 model.writer（analyst、checker）", "change model.writer (analyst, checker)"),
    "no-such-address": ("地址不对", "there is nothing at this address", "检查 model.base_url，通常以 /v1 结尾", "check model.base_url; it usually ends in /v1"),
    "connection": (
        "没有响应",
        "does not answer",
        "检查网络、代理和 model.base_url；本地服务是否已启动？",
        "check the network, the proxy and model.base_url; is a local server running?",
    ),
    "timeout": (
        "在时限内没有回答",
        "gave no answer within the time limit",
        "稍后再试，或调大 model.time_limit_s",
        "try again later, or raise model.time_limit_s",
    ),
    "tls": (
        "证书不受信任",
        "its certificate is not trusted here",
        "安装 ca-certificates；公司代理的证书要加入系统证书库",
        "install ca-certificates; add a company proxy's certificate to the system's store",
    ),
    "rate-limited": (
        "暂时拒绝调用（限流）",
        "refuses calls for now (rate limit)",
        "稍后再试，或调小 model.concurrency",
        "try again later, or lower model.concurrency",
    ),
    "garbled-answer": (
        "回答的不是 Chat Completions 接口",
        "answers, but not as the Chat Completions API does",
        "检查 model.base_url，通常以 /v1 结尾；那里可能是网页或别的服务",
        "check model.base_url; it usually ends in /v1, and a web page or another service may be there",
    ),
    "blank-answer": (
        "有回答，但内容为空",
        "answers, but with nothing in it",
        "稍后再试，或换一个模型",
        "try again later, or choose another model",
    ),
    "overloaded": ("服务繁忙", "is overloaded", "稍后再试", "try again later"),
    "bad-request": (
        "不接受这样的请求",
        "does not take such a request",
        '检查模型名和接口文档；或设 structured = "text"',
        "check the model's name and the endpoint's manual; or set structured = \"text\"",
    ),
    "server-error": (
        "服务端出错",
        "has an error of its own",
        "稍后再试；本地服务请看它的日志",
        "try again later; of a local server see the log",
    ),
    "other": ("调用失败", "the call failed", "见上面的原因", "see the reason above"),
    "cut": ("有回答，但被截断（思考模型？）", "answers, but was cut short (a thinking model?)", "", ""),
    "no-model": (
        "没有密钥也没有地址，使用内置的摘录写作器",
        "no key and no endpoint: the embedded extractive writer is used",
        "`drafter keys set`，或设置 model.base_url",
        "`drafter keys set`, or set model.base_url",
    ),
}
SUPPORT = {
    "json_schema": ("可用，完整支持结构化输出（json_schema）", "works, with full structured output (json_schema)"),
    "json_object": ("可用，支持 JSON 模式（json_object），字段由 drafter 检查", "works, with JSON mode (json_object); drafter checks the fields"),
    "text": ("可用，但没有结构化输出（text），坏回答会多一些", "works, but without structured output (text): expect more bad answers"),
}


async def diagnose(
    settings: ModelSettings, api_key: str | None, endpoint: str, *, load_text: Callable[[str], str], capabilities: Path | None = None
) -> list[Finding]:
    """One finding for each configured model. What the endpoint takes is found out anew and remembered in `capabilities`."""
    if not api_key and not endpoint:
        return [_finding("no-model", OPENAI, ok=True)]
    hasty = settings.model_copy(update={"attempts": 2})
    writer = OpenAIWriter(hasty, api_key=api_key, endpoint=endpoint, capabilities=capabilities, load_text=load_text)
    writer.capabilities.forget()
    asked: dict[str, Role] = {}
    for role in ROLES:
        asked.setdefault(writer.model_for(role), role)
    try:
        return [await _probe(writer, model, role) for model, role in asked.items()]
    finally:
        await writer.aclose()


async def _probe(writer: OpenAIWriter, model: str, role: Role) -> Finding:
    subject = f"{_shown(writer.endpoint)} ({model})"
    try:
        answer = await writer.answer(_question(role))
    except ModelError as error:
        return await _failed(writer, model, subject, error)
    if answer.finish_reason == "length":
        return _finding("cut", subject, ok=True)
    zh, en = SUPPORT.get(answer.structured, SUPPORT["text"])
    return Finding(True, answer.structured, subject, zh, en)


async def _failed(writer: OpenAIWriter, model: str, subject: str, error: ModelError) -> Finding:
    found = _finding(error.reason, subject, ok=False, detail=error.what)
    if error.reason not in ("unknown-model", "no-such-address"):
        return found
    try:
        offered = await writer.models()
    except ModelError:  # the list is a help only; the finding itself stands
        return found
    if not offered or model in offered:
        return found
    near = ", ".join(difflib.get_close_matches(model, offered, n=NEAREST, cutoff=0.3) or sorted(offered)[:NEAREST])
    zh, en, way_zh, way_en = FOUND["unknown-model"]
    return Finding(False, "unknown-model", subject, zh, en, f"{way_zh}：{near}", f"{way_en}: {near}")


def _finding(code: str, subject: str, *, ok: bool, detail: str = "") -> Finding:
    zh, en, way_zh, way_en = FOUND.get("server-error" if code.startswith("http-5") else code, FOUND["other"])
    detail = _theirs(detail)
    return Finding(ok, code, subject, f"{zh}：{detail}" if detail else zh, f"{en}: {detail}" if detail else en, way_zh, way_en)


def _theirs(said: str) -> str:
    """What the endpoint said, without our words before it: the finding has those already, in the reader's language."""
    for ours in ("refused the call with ", *WHAT.values()):
        said = said.removeprefix(ours)
    return said.removeprefix(": ")


def _question(role: Role) -> Ask:
    return Ask(
        prompt="doctor",
        role=role,
        subject="doctor",
        messages=(Message(role="user", content='{"word": "ready"}'),),
        output="Ready",
        json_schema=PROBE_SCHEMA,
        max_output_tokens=PROBE_TOKENS,
    )


def _shown(endpoint: str) -> str:
    parts = urlsplit(endpoint)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
