"""Kept answers."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.entities import Message
from drafter.errors import KeptMissing
from drafter.store.answers import DIFF_LINES, KeptAnswers, answer_key
from tests.store.material import URL, answer, ask


def test_an_answer_comes_back_byte_for_byte(tmp_path: Path) -> None:
    key = answer_key(ask(), "m-1")
    KeptAnswers(tmp_path).put(key, ask(), "m-1", answer())
    kept = KeptAnswers(tmp_path).get(key)
    assert kept is not None
    assert (kept.answer, kept.messages, kept.prompt, kept.subject, kept.model, kept.prompt_digest) == (
        answer(),
        ask().messages,
        "summarize",
        URL,
        "m-1",
        "d" * 64,
    )


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_is_changed_by_keeping_it(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    kept = KeptAnswers(tmp_path_factory.mktemp("kept"))
    key = answer_key(ask(text), "m")
    kept.put(key, ask(text), "m", answer(text))
    got = kept.get(key)
    assert got is not None
    assert got.answer.text == text
    assert got.messages[1].content == text


def test_the_file_reads_well_and_its_name_is_one_on_every_system(tmp_path: Path) -> None:
    key = answer_key(ask(), "m-1")
    KeptAnswers(tmp_path).put(key, ask(), "m-1", answer())
    (path,) = tmp_path.rglob("*.json")
    assert path.relative_to(tmp_path).as_posix() == f"summarize/www-haiwan-caijing-example-2026-01-27-hk-stablecoin-licence-{key[:16]}.json"
    facts = json.loads(path.read_bytes())
    assert facts["messages"][0] == {"role": "system", "content": ["只说事实。", "Only facts."]}
    assert "海湾市" in path.read_text(encoding="utf-8")


def test_a_subject_without_latin_letters_is_kept(tmp_path: Path) -> None:
    kept, one = KeptAnswers(tmp_path), ask(subject="主题", prompt="../theses")
    kept.put(answer_key(one, "m"), one, "m", answer())
    assert KeptAnswers(tmp_path).require(one, "m").answer == answer()
    assert [path.parent.name for path in tmp_path.rglob("*.json")] == ["theses"]


@pytest.mark.parametrize(
    "changed",
    [
        {"messages": (Message(role="user", content="第一句。\nThe second line."),)},
        {"json_schema": {}},
        {"output": "FrontAnswer"},
        {"temperature": 0.5},
        {"max_output_tokens": 901},
        {"take": 1},
        {"attempt": 2},
    ],
)
def test_what_shapes_an_answer_changes_its_key(changed: dict[str, object]) -> None:
    assert answer_key(ask(**changed), "m-1") != answer_key(ask(), "m-1")
    assert answer_key(ask(), "m-2") != answer_key(ask(), "m-1")


def test_nothing_else_changes_the_key() -> None:
    other = ask(prompt="other", role="checker", subject="elsewhere", prompt_digest="e" * 64, inputs={"any": "thing"})
    assert answer_key(other, "m-1") == answer_key(ask(), "m-1")
    reordered = ask(json_schema={"properties": {"headline": {"type": "string"}}, "type": "object"})
    assert answer_key(reordered, "m-1") == answer_key(ask(), "m-1")


@pytest.mark.parametrize("content", [b"", b'{"format_version": 1, "key": "', b"[]", b"null", b'{"format_version": 99}', b"\xff"])
def test_a_torn_file_is_a_miss_with_a_warning_and_is_mended_by_the_next_answer(tmp_path: Path, content: bytes) -> None:
    key = answer_key(ask(), "m-1")
    KeptAnswers(tmp_path).put(key, ask(), "m-1", answer())
    (path,) = tmp_path.rglob("*.json")
    path.write_bytes(content)
    kept = KeptAnswers(tmp_path)
    assert kept.get(key) is None
    assert [(one.reason, one.stage, one.subject) for one in kept.warnings] == [("kept-unreadable", "summarize", str(path))]
    kept.put(key, ask(), "m-1", answer())
    assert kept.get(key) is not None


def test_the_same_answer_again_does_not_touch_the_file(tmp_path: Path) -> None:
    kept, key = KeptAnswers(tmp_path), answer_key(ask(), "m-1")
    kept.put(key, ask(), "m-1", answer())
    (path,) = tmp_path.rglob("*.json")
    os.utime(path, (1, 1))
    kept.put(key, ask(), "m-1", answer())
    assert path.stat().st_mtime == 1


def test_a_hand_written_answer_may_be_one_string(tmp_path: Path) -> None:
    key = answer_key(ask(), "m-1")
    KeptAnswers(tmp_path).put(key, ask(), "m-1", answer())
    (path,) = tmp_path.rglob("*.json")
    facts = json.loads(path.read_bytes())
    facts["answer"] = {"text": "手写"}
    path.write_text(json.dumps(facts), encoding="utf-8")
    got = KeptAnswers(tmp_path).get(key)
    assert got is not None
    assert (got.answer.text, got.answer.finish_reason) == ("手写", "stop")


def test_a_fixtures_answers_are_read_and_never_written(tmp_path: Path) -> None:
    key = answer_key(ask(), "m-1")
    KeptAnswers(tmp_path / "fixture").put(key, ask(), "m-1", answer())
    kept = KeptAnswers(tmp_path / "own", [tmp_path / "fixture"])
    assert kept.require(ask(), "m-1").answer == answer()
    kept.put(key, ask(), "m-1", answer("own"))
    assert kept.require(ask(), "m-1").answer.text == "own"
    assert KeptAnswers(tmp_path / "fixture").require(ask(), "m-1").answer == answer()


def test_a_miss_names_prompt_and_subject_and_shows_the_diff_to_the_nearest(tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path)
    for text in ("something else\naltogether", "第一句。\nThe 2nd line."):
        kept.put(answer_key(ask(text), "m-1"), ask(text), "m-1", answer())
    with pytest.raises(KeptMissing) as caught:
        kept.require(ask(), "m-1")
    said = str(caught.value)
    assert URL in said
    assert "'summarize'" in said
    assert "-The 2nd line.\n+The second line." in said
    assert "altogether" not in said


def test_a_changed_model_or_limit_is_in_the_diff(tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path)
    kept.put(answer_key(ask(), "m-1"), ask(), "m-1", answer())
    found = kept.nearest(ask(temperature=0.2), "m-2")
    assert found is not None
    assert '- "model": "m-1"' in found.diff
    assert '+ "model": "m-2"' in found.diff
    assert '+ "temperature": 0.2' in found.diff


def test_the_nearest_of_another_subject_serves_where_there_is_no_other(tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path)
    kept.put(answer_key(ask("x"), "m"), ask("x", subject="https://b.example/"), "m", answer())
    found = kept.nearest(ask(), "m")
    assert found is not None
    assert found.kept.subject == "https://b.example/"


def test_without_any_of_the_prompt_there_is_nothing_near(tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path)
    kept.put(answer_key(ask(), "m"), ask(prompt="theses"), "m", answer())
    assert kept.nearest(ask("other"), "m") is None
    with pytest.raises(KeptMissing, match="nor any other"):
        kept.require(ask("other"), "m")


def test_a_diff_is_of_bounded_size(tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path)
    long = "\n".join(f"{at} " + "长" * 2000 for at in range(500))
    kept.put(answer_key(ask(), "m"), ask(), "m", answer())
    found = kept.nearest(ask(long), "m")
    assert found is not None
    assert found.diff.endswith("… and more")
    assert len(found.diff.splitlines()) == DIFF_LINES + 1
    assert len(found.diff) < 25_000
