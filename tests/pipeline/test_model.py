"""The real command against an OpenAI-shaped endpoint that misbehaves: the draft is complete, each fallen item is marked."""

from __future__ import annotations

import json
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.llm.endpoint import Endpoint, Reply, Request, hang, refuse, say
from tests.pipeline.week import STORIES, WINDOW, digest, drafter, environment, pages
from tests.pipeline.writer import fingerprint, good, step, user_text
from tests.site import serving

DRAFT = "_drafts/test-weekly-2026-w05.md"


def record(folder: Path) -> dict:
    return json.loads((folder / ".drafter/editions/2026-W05/record.json").read_text(encoding="utf-8"))


def _edition(folder: Path) -> dict:
    return json.loads((folder / ".drafter/editions/2026-W05/edition.json").read_text(encoding="utf-8"))


def about(request: Request, name: str) -> bool:
    title = next(title for story, title, *_ in STORIES if story == name)
    return step(request) == "summarize" and f"Title: {title}" in user_text(request)


def test_a_sound_model_gives_a_complete_draft_and_a_rerun_asks_nothing(tmp_path: Path) -> None:
    with serving(pages()) as site, Endpoint(lambda request, _: say(good(request))) as endpoint:
        folder = digest(tmp_path / "d", site.base, model={"base_url": endpoint.url})
        first = drafter(folder, "draft", *WINDOW)
        assert first.returncode == 0, first.stderr
        assert endpoint.calls == len(STORIES) + 4
        text = (folder / DRAFT).read_bytes()
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        assert endpoint.calls == len(STORIES) + 4
    assert (folder / DRAFT).read_bytes() == text
    assert b"Plans wait for a decision" in text
    assert b"Editor's note" not in text


def test_one_changed_article_asks_for_its_own_summary_and_the_chain(tmp_path: Path) -> None:
    with serving(pages()) as site, Endpoint(lambda request, _: say(good(request))) as endpoint:
        folder = digest(tmp_path / "d", site.base, model={"base_url": endpoint.url})
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        before = endpoint.calls
        status, kind, body = site.pages["/qr-pilot"]
        site.pages["/qr-pilot"] = (status, kind, body.replace(b"said on Tuesday", b"told its partners on Tuesday"))
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        asked = [step(request) for request in endpoint.requests[before:]]
    assert asked[0] == "summarize"
    assert asked.count("summarize") == 1
    assert len(asked) <= 5


@pytest.mark.parametrize(
    ("name", "asked"),
    [("summarize", ["summarize"] * 6), ("theses", ["theses"]), ("analysis", ["analysis"]), ("conclusion", ["conclusion"]), ("front", ["front"])],
)
def test_a_changed_prompt_asks_for_its_stage_and_what_depends_on_it(tmp_path: Path, name: str, asked: list[str]) -> None:
    """The answers are the same here, so that what depends on them stands. A bare proposal on the desk is no decision and does not stand in."""
    with serving(pages()) as site, Endpoint(lambda request, _: say(good(request))) as endpoint:
        folder = digest(tmp_path / "d", site.base, model={"base_url": endpoint.url})
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        before = endpoint.calls
        (folder / "prompts").mkdir()
        bundled = (Path(__file__).parent.parent.parent / "prompts" / f"{name}.md").read_text(encoding="utf-8")
        changed = re.sub(r"^You ", "Today you ", bundled, count=1, flags=re.MULTILINE)
        assert changed != bundled
        (folder / "prompts" / f"{name}.md").write_text(changed, encoding="utf-8")
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        assert [step(request) for request in endpoint.requests[before:]] == asked
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        assert endpoint.calls == before + len(asked)


FAULTS = {
    "refusal": lambda request: say(None, refusal="I cannot help with that."),
    "content filter": lambda request: say("", "content_filter"),
    "always cut": lambda request: say(good(request)[:40], "length"),
    "malformed": lambda request: say(good(request)[:-9]),
    "blank": lambda request: say("   \n "),
    "not JSON": lambda request: say("Here is your summary! It is great."),
    "forged quote": lambda request: say(
        json.dumps({**json.loads(good(request)), "statements": [{"text": "They earned a lot.", "sentence_ids": ["s99"], "quote": "they earned US$99 billion"}]})
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_one_bad_answer_costs_one_item_and_says_so(tmp_path: Path, fault: str) -> None:
    def behave(request: Request, n: int) -> Reply:
        return FAULTS[fault](request) if about(request, "qr-pilot") else say(good(request))

    with serving(pages()) as site, Endpoint(behave) as endpoint:
        folder = digest(tmp_path / "d", site.base, model={"base_url": endpoint.url, "attempts": 2})
        result = drafter(folder, "draft", *WINDOW)
    assert result.returncode == 3, result.stderr
    text = (folder / DRAFT).read_text(encoding="utf-8")
    assert text.count("\n### ") == len(STORIES)
    assert f"({site.base}/qr-pilot)" in text
    assert "Palm Pay" in text
    assert "US$99 billion" not in text
    assert text.count("Editor's note:") == 1
    flags = [flag for flag in record(folder)["flags"] if flag["severity"] == "HIGH"]
    assert flags
    assert all(flag["code"] in ("fallback-item", "fallback-statement", "fallback-headline") for flag in flags)


def test_what_a_model_takes_for_a_listing_is_shown_and_a_persons_word_wins(tmp_path: Path) -> None:
    def behave(request: Request, n: int) -> Reply:
        answer = json.loads(good(request))
        if step(request) == "summarize" and about(request, "qr-pilot"):
            answer["kind"] = "event-listing"
        return say(json.dumps(answer))

    with serving(pages()) as site, Endpoint(behave) as endpoint:
        folder = digest(tmp_path / "d", site.base, model={"base_url": endpoint.url})
        result = drafter(folder, "draft", *WINDOW)
        assert result.returncode == 0, result.stderr
        assert [flag["code"] for flag in record(folder)["flags"] if flag["severity"] == "WARN"] == ["not-news"]
        added = drafter(folder, "add", f"{site.base}/qr-pilot", "--kind", "press-release", "--by", "Li", "--at", "2026-01-28T10:00")
        assert added.returncode == 0, added.stderr
        assert drafter(folder, "draft", *WINDOW).returncode == 0
    kinds = {item["link"]["url"].rsplit("/", 1)[-1]: item["kind"] for item in _edition(folder)["items"]}
    assert kinds["qr-pilot"] == "press-release"
    assert not [flag for flag in record(folder)["flags"] if flag["code"] == "not-news"]


def test_a_chain_step_that_fails_is_laid_out_and_marked(tmp_path: Path) -> None:
    def behave(request: Request, n: int) -> Reply:
        return say(None, refusal="no") if step(request) == "analysis" else say(good(request))

    with serving(pages()) as site, Endpoint(behave) as endpoint:
        folder = digest(tmp_path / "d", site.base, model={"base_url": endpoint.url})
        result = drafter(folder, "draft", *WINDOW)
    assert result.returncode == 3
    text = (folder / DRAFT).read_text(encoding="utf-8")
    assert "Editor's note: no model wrote this section (the model refused)" in text
    assert [flag["where"] for flag in record(folder)["flags"] if flag["code"] == "fallback-section"] == ["analysis"]


def test_a_refused_judge_says_that_the_item_stands(tmp_path: Path) -> None:
    """Nothing has to be written by hand: only the model's second opinion is missing, and the draft is complete without it."""

    def behave(request: Request, n: int) -> Reply:
        return say(None, refusal="no") if step(request) == "judge" else say(good(request))

    with serving(pages()) as site, Endpoint(behave) as endpoint:
        folder = digest(tmp_path / "d", site.base, model={"base_url": endpoint.url}, check={"judge": "on"})
        result = drafter(folder, "draft", *WINDOW)
    said = [failure["message"] for failure in record(folder)["failures"] if failure["stage"] == "check"]
    assert result.returncode == 0, result.stderr
    assert len(said) == len(STORIES)
    assert all("the item stands as it is" in message and "by hand" not in message for message in said)


def test_transient_faults_and_step_downs_cost_nothing_but_time(tmp_path: Path) -> None:
    tries: dict[str, int] = {}
    lock = threading.Lock()

    def behave(request: Request, n: int) -> Reply:
        if request.get("response_format", {}).get("type") == "json_schema":
            return refuse(400, "This response_format type is unavailable now", param="response_format")
        key = fingerprint(request)
        with lock:
            tries[key] = tries.get(key, 0) + 1
            turn = tries[key]
        if turn == 1 and about(request, "harbour-loan"):
            return refuse(429, "slow down", retry_after=0.3)
        if turn == 1 and about(request, "ai-credit"):
            return refuse(500, "broken")
        if turn == 1 and about(request, "wallet-fine"):
            return say("  ")
        return say(good(request))

    with serving(pages()) as site, Endpoint(behave) as endpoint:
        folder = digest(tmp_path / "d", site.base, model={"base_url": endpoint.url})
        result = drafter(folder, "draft", *WINDOW)
        assert result.returncode == 0, result.stderr
        schemas = [request for request in endpoint.requests if request.get("response_format", {}).get("type") == "json_schema"]
        assert len(schemas) <= len(STORIES)  # those already under way when the first was refused
        asked = endpoint.calls
        assert drafter(folder, "draft", *WINDOW, "--take", "1").returncode == 0
        assert not any(request.get("response_format", {}).get("type") == "json_schema" for request in endpoint.requests[asked:])
    assert {call["finish_reason"] for call in record(folder)["calls"]} == {"stop"}


def test_a_hanging_call_ends_and_costs_its_item(tmp_path: Path) -> None:
    with serving(pages()) as site, Endpoint(lambda request, n: hang() if about(request, "qr-pilot") else say(good(request))) as endpoint:
        folder = digest(tmp_path / "d", site.base, model={"base_url": endpoint.url, "time_limit_s": 3, "attempts": 2})
        began = time.monotonic()
        result = drafter(folder, "draft", *WINDOW)
    assert result.returncode == 3, result.stderr
    assert time.monotonic() - began < 60
    assert (folder / DRAFT).read_text(encoding="utf-8").count("\n### ") == len(STORIES)


def test_an_endpoint_that_never_answers_is_given_up_soon(tmp_path: Path) -> None:
    with serving(pages()) as site, Endpoint(lambda request, n: hang()) as endpoint:
        folder = digest(tmp_path / "d", site.base, model={"base_url": endpoint.url, "time_limit_s": 2})
        result = drafter(folder, "draft", *WINDOW)
        assert result.returncode == 3, result.stderr
        assert endpoint.calls <= 3 * len(STORIES)
    assert (folder / DRAFT).read_text(encoding="utf-8").count("\n### ") == len(STORIES)


def test_a_wrong_key_ends_the_run_with_the_way_out_and_pages_are_kept(tmp_path: Path) -> None:
    with serving(pages()) as site, Endpoint(lambda request, n: refuse(401, "Incorrect API key provided", "invalid_api_key")) as endpoint:
        folder = digest(tmp_path / "d", site.base, model={"base_url": endpoint.url})
        result = drafter(folder, "draft", *WINDOW, OPENAI_API_KEY="sk-secret-1234567890abcdef")
        assert result.returncode == 4, result.stderr
        assert "key" in result.stderr
        assert "sk-secret" not in result.stderr
        endpoint.behaviour = lambda request, n: say(good(request))
        assert drafter(folder, "draft", *WINDOW, OPENAI_API_KEY="sk-secret-1234567890abcdef").returncode == 0
    assert not any(b"sk-secret" in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_budget_keeps_the_chain_and_the_best_items_and_still_gives_a_draft(tmp_path: Path) -> None:
    prices = '\n[model.prices."test-model"]\ninput = 1.0\noutput = 4.0\n'
    with serving(pages()) as site, Endpoint(lambda request, _: say(good(request))) as endpoint:
        folder = digest(tmp_path / "d", site.base, model={"base_url": endpoint.url})
        with (folder / "drafter.toml").open("a", encoding="utf-8") as settings:
            settings.write(prices)
        dry = drafter(folder, "draft", *WINDOW, "--dry-run", "--json")
        assert endpoint.calls == 0
        estimate = json.loads(dry.stdout)["estimate"]
        assert estimate["calls"] == len(STORIES) + 4
        budget = f"{estimate['cost_usd'] * 0.75:.4f}"
        told = drafter(folder, "draft", *WINDOW, "--dry-run", "--budget", budget).stderr
        result = drafter(folder, "draft", *WINDOW, "--budget", budget)
        assert result.returncode == 5, result.stderr
        summaries = sum(step(request) == "summarize" for request in endpoint.requests)
        assert 0 < summaries < len(STORIES)
        assert endpoint.calls == summaries + 4
        assert f"{endpoint.calls} answers asked for" in result.stderr, "what the budget denied was not asked for"
    assert f"covers analysis and conclusion, and {summaries} of {len(STORIES)} items" in told
    text = (folder / DRAFT).read_text(encoding="utf-8")
    assert text.count("\n### ") == len(STORIES)
    assert sum(flag["code"] == "fallback-item" for flag in record(folder)["flags"]) == len(STORIES) - summaries


def test_a_budget_without_a_price_is_a_configuration_error(tmp_path: Path) -> None:
    with serving(pages()) as site, Endpoint(lambda request, _: say(good(request))) as endpoint:
        folder = digest(tmp_path / "d", site.base, model={"base_url": endpoint.url})
        for also in ([], ["--dry-run"]):
            result = drafter(folder, "draft", *WINDOW, "--budget", "1", *also)
            assert result.returncode == 4
            assert "model.prices" in result.stderr
        unpriced = drafter(folder, "draft", *WINDOW, "--dry-run")
        assert unpriced.returncode == 0, unpriced.stderr
        assert "price unknown" in unpriced.stdout
        assert endpoint.calls == 0


def with_prices(folder: Path) -> None:
    with (folder / "drafter.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[model.prices."test-model"]\ninput = 1.0\noutput = 4.0\n')


def test_a_feed_of_many_entries_costs_a_call_for_each_chosen_item_only(tmp_path: Path) -> None:
    with serving(pages()) as site, Endpoint(lambda request, _: say(good(request))) as endpoint:
        items = "".join(
            f"<item><title>{title}</title><link>/{name}</link><pubDate>Wed, 28 Jan 2026 01:30:00 GMT</pubDate></item>" for name, title, *_ in STORIES
        )
        site.pages["/feed.xml"] = (
            200,
            "application/rss+xml",
            f'<rss version="2.0"><channel><title>T</title><link>{site.base}/</link>{items}</channel></rss>'.encode(),
        )
        folder = digest(tmp_path / "d", site.base, ["/feed.xml"], model={"base_url": endpoint.url}, select={"max_items": 3, "max_briefs": 1})
        assert drafter(folder, "draft", *WINDOW).returncode == 0
    assert sum(step(request) == "summarize" for request in endpoint.requests) == 4, "three items and a brief"


def test_a_budget_holds_when_answers_are_cut_and_asked_for_again(tmp_path: Path) -> None:
    """Every call is priced at its worst: as many tokens in and out as it may have."""

    def cut(request: Request, n: int) -> Reply:
        reply = say(good(request)[:60] if step(request) == "summarize" else good(request), "length" if step(request) == "summarize" else "stop")
        reply.body["usage"] = {
            "prompt_tokens": len(json.dumps(request)) // 4,
            "completion_tokens": request.get("max_tokens") or request.get("max_completion_tokens"),
        }
        return reply

    with serving(pages()) as site, Endpoint(cut) as endpoint:
        folder = digest(tmp_path / "d", site.base, model={"base_url": endpoint.url})
        with_prices(folder)
        for budget in (0.15, 0.25, 0.35):
            result = drafter(folder, "draft", *WINDOW, "--budget", str(budget), "--take", str(int(budget * 100)))
            assert result.returncode in (3, 5), result.stderr
            assert record(folder)["cost_usd"] <= budget
            assert (folder / DRAFT).read_text(encoding="utf-8").count("\n### ") == len(STORIES)


def test_a_run_that_a_budget_cut_short_replays_to_the_same_bytes(tmp_path: Path) -> None:
    with serving(pages()) as site, Endpoint(lambda request, _: say(good(request))) as endpoint:
        folder = digest(tmp_path / "d", site.base, model={"base_url": endpoint.url})
        with_prices(folder)
        estimate = json.loads(drafter(folder, "draft", *WINDOW, "--dry-run", "--json").stdout)["estimate"]["cost_usd"]
        assert drafter(folder, "draft", *WINDOW, "--budget", f"{estimate * 0.75:.4f}").returncode == 5
        text = (folder / DRAFT).read_bytes()
        calls = endpoint.calls
        offline = drafter(folder, "draft", *WINDOW, "--offline")
        assert offline.returncode == 3, offline.stderr
        assert (folder / DRAFT).read_bytes() == text
        whole = drafter(folder, "draft", *WINDOW)
        assert whole.returncode == 0, whole.stderr
        small = drafter(folder, "draft", *WINDOW, "--budget", "0.0001")
        assert small.returncode == 0, small.stderr  # all is kept: nothing is left to pay for
        assert endpoint.calls > calls


def test_killed_at_twenty_random_moments_no_kept_answer_is_asked_again(tmp_path: Path) -> None:
    """Only calls in flight at the kill may be repeated; the draft of the run that ends is whole."""
    chance = random.Random(20260130)

    def behave(request: Request, n: int) -> Reply:
        reply = say(good(request))
        reply.after_s = 0.05 + chance.random() * 0.15
        return reply

    with serving(pages()) as site, Endpoint(behave) as endpoint:
        folder = digest(tmp_path / "d", site.base, model={"base_url": endpoint.url, "concurrency": 2})
        kills, asked, repeats = 0, Counter[str](), 0
        for _ in range(20):
            kept, seen = _kept(folder), endpoint.calls
            process = subprocess.Popen(
                [sys.executable, "-m", "drafter", "draft", *WINDOW], cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            moment = chance.uniform(0.3, 2.6)
            try:
                process.wait(moment)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                kills += 1
            now = Counter(fingerprint(request) for request in endpoint.requests[seen:])
            assert not now.keys() & kept
            repeats += sum(now[key] for key in now if key in asked) + sum(now.values()) - len(now)
            asked += now
            if process.returncode == 0:  # the week is done: begin it anew, so that every kill is in the middle of something
                _forget_answers(folder)
                asked.clear()
        kept, seen = _kept(folder), endpoint.calls
        last = drafter(folder, "draft", *WINDOW)
        assert last.returncode == 0, last.stderr
        assert not {fingerprint(request) for request in endpoint.requests[seen:]} & kept
    assert kills >= 10
    assert repeats <= 2 * kills  # two calls at once: no more can be under way at a kill
    assert (folder / DRAFT).read_text(encoding="utf-8").count("\n### ") == len(STORIES)


def _kept(folder: Path) -> set[str]:
    """Fingerprints of the requests whose answers are on disk, whole."""
    found = set()
    for path in (folder / ".drafter/kept/answers").glob("*/*.json"):
        facts = json.loads(path.read_text(encoding="utf-8"))
        messages = [{"role": message["role"], "content": "\n".join(message["content"])} for message in facts["messages"]]
        found.add(fingerprint({"messages": messages}))
    return found


def _forget_answers(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder / ".drafter/kept/answers", ignore_errors=True)
