import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from drafter.llm.diagnose import FOUND, Finding, diagnose
from drafter.llm.retry import WAYS_OUT
from drafter.settings import ModelSettings
from tests.llm.endpoint import Endpoint, Reply, refuse, say
from tests.llm.setup import KEY, load_text

GOOD = '{"word": "ready"}'


def findings(url: str, memory: Path | None = None, key: str | None = KEY, **settings: Any) -> list[Finding]:
    made = ModelSettings(**{"writer": "small", "time_limit_s": 5, **settings})
    return asyncio.run(diagnose(made, key, url, load_text=load_text, capabilities=memory))


@pytest.mark.parametrize(
    ("reply", "code", "zh", "en"),
    [
        (refuse(401, f"bad key {KEY}"), "key-refused", "密钥", "key"),
        (refuse(402, "Insufficient Balance"), "no-balance", "充值", "top it up"),
        (refuse(404, "model 'small' not found"), "unknown-model", "small-2", "small-2"),
        (refuse(500, "broken"), "http-500", "服务端出错", "try again later"),
    ],
)
def test_each_fault_is_found_with_its_way_out_in_both_languages(reply: Reply, code: str, zh: str, en: str) -> None:
    with Endpoint(lambda request, n: reply, models=("small-2", "other")) as endpoint:
        found = findings(endpoint.url)[0]
    assert (found.ok, found.code) == (False, code)
    assert zh in found.text("zh")
    assert en in found.text("en")
    assert "→" in found.text("zh")
    assert KEY not in found.text("zh") + found.text("en")


@pytest.mark.parametrize("taken", ["json_schema", "json_object", "text"])
def test_the_schema_support_is_found_anew_and_remembered(tmp_path: Path, taken: str) -> None:
    memory = tmp_path / "endpoints.json"

    def behave(request: dict[str, Any], n: int) -> Reply:
        fits = request.get("response_format", {}).get("type", "text") == taken
        return say(GOOD) if fits else refuse(400, "response_format is not supported")

    with Endpoint(behave) as endpoint:
        memory.write_text(json.dumps({f"{endpoint.url} small": {"structured": "json_object", "limit_name": "", "limit": 9, "dropped": ["temperature"]}}))
        found = findings(endpoint.url, memory)
    assert [(one.ok, one.code) for one in found] == [(True, taken)]
    assert taken in found[0].zh
    kept = json.loads(memory.read_text())
    assert kept.get(f"{endpoint.url} small", {}).get("structured", "json_schema") == taken


def test_each_configured_model_is_asked_once() -> None:
    with Endpoint(lambda request, n: say(GOOD)) as endpoint:
        found = findings(endpoint.url, analyst="large", checker="small")
    assert [request["model"] for request in endpoint.requests] == ["small", "large"]
    assert all(one.ok for one in found)


def test_no_key_and_no_endpoint_means_the_embedded_writer() -> None:
    found = findings("", key=None)
    assert [(one.ok, one.code) for one in found] == [(True, "no-model")]


def test_a_silent_address_is_named() -> None:
    with Endpoint() as endpoint:
        url = endpoint.url
    found = findings(url)[0]
    assert found.code == "connection"
    assert found.en.count("does not answer") == 1, found.en
    assert "does not answer" not in found.zh, found.zh


@pytest.mark.parametrize(
    ("reply", "code", "zh", "way_out"),
    [
        (refuse(401, "Incorrect API key"), "key-refused", "密钥被拒绝：HTTP 401: Incorrect API key", "drafter keys set"),
        (Reply(b"<html>hello</html>"), "garbled-answer", "回答的不是 Chat Completions 接口", "model.base_url"),
        (say("  "), "blank-answer", "有回答，但内容为空", "换一个模型"),
        (refuse(500, "oops"), "http-500", "服务端出错：HTTP 500: oops", "日志"),
        (refuse(400, "bad field"), "bad-request", "不接受这样的请求：HTTP 400: bad field", "structured"),
    ],
)
def test_each_finding_names_its_way_out_and_says_in_chinese_what_is_ours(reply: Reply, code: str, zh: str, way_out: str) -> None:
    with Endpoint(lambda request, n: reply) as endpoint:
        found = findings(endpoint.url)[0]
    assert found.code == code
    assert found.zh.startswith(zh), found.zh
    assert way_out in found.way_out_zh
    assert "见上面" not in found.way_out_zh
    assert found.way_out_en


def test_every_lasting_reason_has_words_in_both_languages() -> None:
    for reason in ("key-refused", "not-allowed", "no-balance", "unknown-model", "no-such-address", "tls", "connection", "timeout", "rate-limited"):
        assert reason in WAYS_OUT
        assert all(FOUND[reason])
