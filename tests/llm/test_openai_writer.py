import asyncio
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from drafter.errors import ConfigError, RateLimited, Rejected, Transient
from drafter.llm.capabilities import Capabilities
from drafter.llm.patience import Patience
from drafter.llm.retry import Trouble
from tests.llm.endpoint import Endpoint, Reply, Request, drop, filled, hang, refuse, say
from tests.llm.setup import KEY, answers, ask, one, writer

GOOD = '{"text": "好的。", "item_ids": ["i1"]}'


def first(*replies: Reply) -> Endpoint:
    """These replies in order, then good ones."""
    return Endpoint(lambda request, n: replies[n - 1] if n <= len(replies) else say(GOOD))


def test_an_answer_comes_back_as_it_came() -> None:
    with Endpoint() as endpoint:
        answer = one(writer(endpoint.url), ask(temperature=0.3))
    assert json.loads(answer.text) == {"text": "word", "item_ids": ["word"]}
    assert (answer.finish_reason, answer.model, answer.structured, answer.calls) == ("stop", "small", "json_schema", 1)
    assert (answer.usage.input_tokens, answer.usage.output_tokens, answer.usage.cached_tokens) == (100, 20, 40)
    request = endpoint.requests[0]
    assert request["response_format"]["json_schema"]["strict"] is True
    assert request["max_tokens"] == 800
    assert request["temperature"] == 0.3
    assert "store" not in request
    assert endpoint.keys == [KEY]


@pytest.mark.parametrize(
    "fault",
    [
        refuse(500, "server error"),
        refuse(429, "slow", retry_after=0),
        drop(),
        Reply(b"{not json"),
        Reply(b"<html>proxy</html>", headers={"Content-Type": "text/html"}),
        Reply({"error": {"message": "upstream failed", "code": 502}}),
        Reply({"choices": []}),
        say(""),
        say("  \n  \u3000"),
        say(None),
        say("", finish_reason="insufficient_system_resource"),
    ],
)
def test_passing_faults_cost_one_more_call(fault: Reply) -> None:
    with first(fault) as endpoint:
        answer = one(writer(endpoint.url))
    assert answer.text == GOOD
    assert answer.calls == endpoint.calls == 2


@pytest.mark.parametrize(
    ("reply", "finish", "refusal"),
    [
        (say('{"text": "half', finish_reason="length"), "length", ""),
        (say("", finish_reason="length"), "length", ""),
        (say(None, finish_reason="content_filter"), "content_filter", ""),
        (say(None, refusal="I will not."), "stop", "I will not."),
        (refuse(400, "Content Exists Risk"), "content_filter", "Content Exists Risk"),
    ],
)
def test_truncation_and_refusal_are_the_callers_and_never_retried(reply: Reply, finish: str, refusal: str) -> None:
    with first(reply) as endpoint:
        answer = one(writer(endpoint.url))
    assert (answer.finish_reason, answer.refusal, endpoint.calls) == (finish, refusal, 1)


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (refuse(401, f"Incorrect API key provided: {KEY}"), "key-refused"),
        (refuse(429, "quota", code="insufficient_quota"), "no-balance"),
        (refuse(402, "Insufficient Balance"), "no-balance"),
        (refuse(404, "The model `small` does not exist", code="model_not_found"), "unknown-model"),
    ],
)
def test_lasting_refusals_are_asked_once_and_never_show_the_key(reply: Reply, reason: str) -> None:
    with Endpoint(lambda request, n: reply) as endpoint:
        made = writer(endpoint.url, concurrency=1)
        errors = answers(made, *(ask(f"u{i}") for i in range(3)))
    assert endpoint.calls == 1
    for error in errors:
        assert isinstance(error, Rejected)
        assert error.reason == reason
        assert KEY not in str(error)
        assert "small" in str(error)
        assert error.way_out


def test_tries_of_a_failing_call_are_bounded_by_one_retry_layer() -> None:
    with Endpoint(lambda request, n: refuse(500)) as endpoint, pytest.raises(Transient, match="HTTP 500"):
        one(writer(endpoint.url, attempts=3))
    assert endpoint.calls == 3


def test_an_endpoint_that_takes_nothing_is_given_up_for_all() -> None:
    with Endpoint(lambda request, n: refuse(429, retry_after=0.01)) as endpoint:
        errors = answers(writer(endpoint.url, attempts=3, concurrency=4), *(ask(f"u{i}") for i in range(20)))
    assert all(isinstance(error, RateLimited) for error in errors)
    assert endpoint.calls < 40


def test_a_wait_beyond_reason_is_reported_instead_of_waited_for() -> None:
    with Endpoint(lambda request, n: refuse(429, retry_after=9000)) as endpoint, pytest.raises(RateLimited) as caught:
        one(writer(endpoint.url))
    assert caught.value.retry_after_s == 9000
    assert endpoint.calls == 1


def test_nobody_listening_is_an_error_that_names_the_endpoint() -> None:
    with Endpoint() as endpoint:
        url = endpoint.url
    with pytest.raises(Transient, match="does not answer") as caught:
        one(writer(url, attempts=2))
    assert url in str(caught.value)
    assert caught.value.reason == "connection"


def test_the_hard_limit_ends_a_hanging_call_and_the_next_try_answers() -> None:
    with first(hang()) as endpoint:
        answer = one(writer(endpoint.url, time_limit_s=0.3))
    assert answer.calls == 2


@pytest.mark.parametrize("stuck", [1, 2])
def test_a_stuck_call_is_overtaken_even_if_the_second_hangs_too(stuck: int) -> None:
    """The first calls of the sixth subject hang; the hard limit is far beyond the test's own."""
    seen: Counter[str] = Counter()

    def behave(request: Request, n: int) -> Reply:
        subject = request["messages"][-1]["content"].split()[-1]
        seen[subject] += 1
        return hang() if subject == "u5" and seen[subject] <= stuck else say(GOOD)

    with Endpoint(behave) as endpoint:
        found = answers(writer(endpoint.url, time_limit_s=600), *(ask(f"u{i}") for i in range(6)))
    assert [answer.calls for answer in found if not isinstance(answer, BaseException)] == [1, 1, 1, 1, 1, 1 + stuck]
    assert endpoint.calls == 6 + stuck


def test_chance_refusals_do_not_leave_a_stuck_call_without_a_second_one() -> None:
    """Calls in a chain, one of them refused twice in a row before it hangs; its own limit is 10 s off at best."""
    chain = iter([refuse(429, retry_after=0.01), refuse(429, retry_after=0.01), hang()])

    def behave(request: Request, n: int) -> Reply:
        return Reply(say(GOOD).body, after_s=0.1) if n <= 8 else next(chain, say(GOOD))

    async def run() -> int:
        made = writer(endpoint.url, time_limit_s=600)
        try:
            await asyncio.gather(*(made.answer(ask(f"u{i}")) for i in range(8)))
            async with asyncio.timeout(9):
                return (await made.answer(ask("last"))).calls
        finally:
            await made.aclose()

    with Endpoint(behave) as endpoint:
        assert asyncio.run(run()) == 4


def test_time_limits_grow_with_time_outs() -> None:
    patience = Patience(600)
    assert patience.limit_s(ask(), 0, last=False) == 600
    for _ in range(6):
        patience.answer(ask(), 2.0, hedged=False, won=False)
    assert [patience.limit_s(ask(), timed_out, last=False) for timed_out in range(3)] == [16, 32, 64]
    assert patience.limit_s(ask(), 0, last=True) == 600


def test_a_serial_endpoint_is_never_hedged() -> None:
    with first(*(say(GOOD) for _ in range(6)), Reply(say(GOOD).body, after_s=2.6)) as endpoint:
        found = answers(writer(endpoint.url, concurrency=1), *(ask(f"u{i}") for i in range(7)))
    assert len(found) == endpoint.calls == 7


# What the endpoint does not take.


def picky(*taken: str) -> Endpoint:
    def behave(request: Request, n: int) -> Reply:
        kind = request.get("response_format", {}).get("type", "text")
        if kind not in taken:
            return refuse(400, "This response_format type is unavailable now")
        return say(GOOD)

    return Endpoint(behave)


@pytest.mark.parametrize(("taken", "calls"), [("json_schema", 1), ("json_object", 2), ("text", 3)])
def test_structured_output_steps_down_and_the_next_run_remembers(tmp_path: Path, taken: str, calls: int) -> None:
    memory = tmp_path / "kept" / "endpoints.json"
    with picky(taken) as endpoint:
        answer = one(writer(endpoint.url, memory))
        assert (answer.structured, endpoint.calls) == (taken, calls)
        assert one(writer(endpoint.url, memory)).calls == 1
        if taken != "json_schema":
            system = endpoint.requests[-1]["messages"][0]["content"]
            assert system.startswith("You write.")
            assert "json" in system
            assert '"additionalProperties": false' in system
            assert "{{" not in system


def test_what_is_remembered_of_an_endpoint_holds_no_key_of_its_address(tmp_path: Path) -> None:
    memory = tmp_path / "endpoints.json"
    refused = Trouble("status", 400, message="This response_format type is unavailable now")
    for endpoint in ("https://ann:hunter2@llm.example/v1", "https://llm.example/v1?key=hunter2"):
        known = Capabilities(memory, endpoint, "auto", "max_tokens")
        known.learn("small", known.plan("small"), refused, {"response_format"})
        assert Capabilities(memory, endpoint, "auto", "max_tokens").plan("small").structured != "json_schema"
        assert "hunter2" not in memory.read_text(encoding="utf-8")
        known.forget()


def test_calls_side_by_side_learn_from_one_refusal() -> None:
    with picky("text") as endpoint:
        found = answers(writer(endpoint.url, concurrency=2), *(ask(f"u{i}") for i in range(12)))
    assert {answer.structured for answer in found if not isinstance(answer, BaseException)} == {"text"}
    assert endpoint.calls <= 12 + 2 * 2


def test_a_server_that_fails_on_an_unknown_format_steps_down_too() -> None:
    fault = refuse(500, "[{'loc': ('body', 'response_format', 'type'), 'msg': \"Input should be 'text' or 'json_object'\"}]")
    with first(fault) as endpoint:
        assert one(writer(endpoint.url)).structured == "json_object"


def test_a_setting_overrides_a_wrong_memory_and_a_broken_one_is_no_memory(tmp_path: Path) -> None:
    memory = tmp_path / "endpoints.json"
    with Endpoint() as endpoint:
        memory.write_text(json.dumps({f"{endpoint.url} small": {"structured": "text", "limit_name": "max_tokens", "limit": 0, "dropped": []}}))
        assert one(writer(endpoint.url, memory)).structured == "text"
        assert one(writer(endpoint.url, memory, structured="json_schema")).structured == "json_schema"
        memory.write_text("{broken")
        assert one(writer(endpoint.url, memory)).structured == "json_schema"


def test_parameters_an_endpoint_does_not_take_are_renamed_dropped_or_lowered_once(tmp_path: Path) -> None:
    def behave(request: Request, n: int) -> Reply:
        if "temperature" in request:
            return refuse(400, "Unsupported value: 'temperature' does not support 0.3 with this model.", param="temperature")
        if "max_tokens" in request:
            return refuse(400, "Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead.")
        if request["max_completion_tokens"] > 500:
            return refuse(400, "max_completion_tokens is too large: 800. This model supports at most 500 tokens.")
        return say(GOOD)

    memory = tmp_path / "endpoints.json"
    with Endpoint(behave) as endpoint:
        assert one(writer(endpoint.url, memory), ask(temperature=0.3)).calls == 4
        assert one(writer(endpoint.url, memory), ask(temperature=0.3)).calls == 1
        assert endpoint.requests[-1]["max_completion_tokens"] == 500
        assert "temperature" not in endpoint.requests[-1]


def test_a_request_that_is_refused_for_another_reason_is_rejected_at_once() -> None:
    with Endpoint(lambda request, n: refuse(400, "messages too strange")) as endpoint, pytest.raises(Rejected, match="too strange"):
        one(writer(endpoint.url))
    assert endpoint.calls == 1


# Around it.


def test_no_key_is_needed_but_for_openai_itself() -> None:
    with Endpoint() as endpoint:
        one(writer(endpoint.url, key=None))
        assert KEY not in endpoint.keys[0]
    with pytest.raises(ConfigError, match="keys set"):
        writer("", key=None)
    with pytest.raises(ConfigError, match="no address"):
        writer("localhost:8080")


def test_the_client_is_not_imported_with_the_module() -> None:
    code = "import sys, drafter.llm.openai_writer, drafter.llm.diagnose; sys.exit('openai' in sys.modules or 'tenacity' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_cancelling_gives_every_place_back() -> None:
    async def run() -> int:
        made = writer(endpoint.url, concurrency=2)
        tasks = [asyncio.create_task(made.answer(ask(f"u{i}"))) for i in range(6)]
        await made.warm()
        for _ in range(500):
            if endpoint.calls >= 2:
                break
            await asyncio.sleep(0.01)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0)
        busy = made.pace.in_flight
        await made.aclose()
        return busy

    with Endpoint(lambda request, n: hang()) as endpoint:
        assert asyncio.run(run()) == 0
    assert endpoint.calls == 2


def test_an_answer_in_the_schema_is_made_for_any_contract() -> None:
    assert json.loads(
        filled({"response_format": {"json_schema": {"schema": {"type": "object", "properties": {"a": {"type": "array", "items": {"enum": ["x"]}}}}}}})
    ) == {"a": ["x"]}
