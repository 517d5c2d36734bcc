import pytest

from drafter.errors import RateLimited, Rejected
from drafter.llm.retry import Place, Trouble, classify, error_for, retry_after, trouble_from_body


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"retry-after-ms": "250", "retry-after": "7"}, 0.25),
        ({"Retry-After": "Thu, 01 Jan 2026 00:00:30 GMT", "Date": "Thu, 01 Jan 2026 00:00:10 GMT"}, 20.0),
        ({"Retry-After": "Thu, 01 Jan 2026 00:00:30 GMT"}, None),
        ({"Retry-After": "soon"}, None),
        (
            {
                "x-ratelimit-remaining-requests": "0",
                "x-ratelimit-reset-requests": "120ms",
                "x-ratelimit-remaining-tokens": "0",
                "x-ratelimit-reset-tokens": "1m30.5s",
            },
            90.5,
        ),
        (
            {"x-ratelimit-remaining-requests": "9", "x-ratelimit-reset-requests": "1h", "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "2s"},
            2.0,
        ),
        ({}, None),
    ],
)
def test_what_the_endpoint_asks_to_wait(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers) == seconds


@pytest.mark.parametrize(
    ("status", "body", "kind", "reason"),
    [
        (429, {"error": {"message": "slow down", "code": "rate_limit_exceeded"}}, "rate-limited", "rate-limited"),
        (429, {"error": {"message": "You exceeded your current quota", "code": "insufficient_quota"}}, "no", "no-balance"),
        (402, {"error": {"message": "Insufficient Balance"}}, "no", "no-balance"),
        (400, {"error": {"code": "Arrearage", "message": "Access denied"}}, "no", "no-balance"),
        (401, {"error": {"message": "Incorrect API key"}}, "no", "key-refused"),
        (403, {"error": "forbidden"}, "no", "not-allowed"),
        (404, {"error": {"message": "The model `x` does not exist", "code": "model_not_found"}}, "no", "unknown-model"),
        (404, {"error": {"message": 'model "llama9" not found, try pulling it first'}}, "no", "unknown-model"),
        (400, {"error": {"message": "Model Not Exist"}}, "no", "unknown-model"),
        (404, {"detail": "Not Found"}, "no", "no-such-address"),
        (400, {"error": {"code": "data_inspection_failed", "message": "Output data may contain inappropriate content."}}, "no", "content-filter"),
        (400, {"error": {"message": "Content Exists Risk"}}, "no", "content-filter"),
        (400, {"error": {"code": "context_length_exceeded", "message": "too long"}}, "no", "context-length"),
        (400, {"error": {"message": "bad"}}, "no", "bad-request"),
        (500, "<html>oops</html>", "transient", "http-500"),
        (503, None, "transient", "http-503"),
        (529, None, "rate-limited", "overloaded"),
        (408, None, "transient", "http-408"),
    ],
)
def test_whether_another_try_can_help(status: int, body: object, kind: str, reason: str) -> None:
    verdict = classify(trouble_from_body(status, body, {}))
    assert (verdict.kind, verdict.reason) == (kind, reason)


def test_errors_name_endpoint_model_and_way_out_but_no_key() -> None:
    place = Place("https://me:secret@llm.example/v1", "small", key="abcdef-my-key")
    error = error_for(Trouble("status", 401, message="Incorrect API key provided: sk-abc***xyz9 (abcdef-my-key)"), place)
    assert isinstance(error, Rejected)
    for part in ("https://llm.example/v1", "small", "drafter keys set", "401"):
        assert part in str(error)
    assert "Incorrect API key provided: (key)" in str(error)
    for hidden in ("secret", "sk-abc", "abcdef-my-key"):
        assert hidden not in str(error)


def test_a_rate_limit_carries_its_wait() -> None:
    error = error_for(Trouble("status", 429, headers={"retry-after": "3"}), Place("http://h/v1", "m"))
    assert isinstance(error, RateLimited)
    assert error.retry_after_s == 3
