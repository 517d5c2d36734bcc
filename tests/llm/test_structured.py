import json

import pytest

from drafter.asks import CONTRACTS, SummaryAnswer
from drafter.llm.structured import AnswerProblem, payload, strict, validate

GOOD = '{"kind": "news", "headline": "央行降息 0.25%", "statements": [{"text": "涨了 500 元。", "sentence_ids": ["s1"], "quote": "it said <think> 5"}]}'


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "\ufeff" + GOOD + "\n",
        f"```json\n{GOOD}\n```",
        f"Here it is:\n```\n{GOOD}\n```\nDone.",
        f"<think>Is {{this}} ok? ```</think>\n{GOOD}",
        f"<Thinking>想一想</Thinking>```json\n{GOOD}\n```",
        f"the template opened the part itself</think>\n\n{GOOD}",
    ],
)
def test_what_surrounds_the_object_is_dropped(text: str) -> None:
    assert payload(text) == json.loads(GOOD)


@pytest.mark.parametrize("wrap", ["{}", "```json\n{}\n```", "<think>hm</think>{}", "﻿{}"])
def test_an_answer_cut_at_any_character_is_never_accepted(wrap: str) -> None:
    whole = wrap.replace("{}", GOOD)
    assert payload(whole)
    for cut in range(len(whole)):
        with pytest.raises(ValueError, match="answer"):
            payload(whole[:cut])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "I cannot help with that.",
        "抱歉，我无法回答。",
        "[]",
        '"text"',
        "5",
        '{"a": 1}{"a": 2}',
        '{"a": 1, "a": 2}',
        '{"a": 1,}',
        "{'a': 1}",
        '{"a": NaN}',
        '{"a": "x\ny"}',
        '{"a": "他说"好""}',
        "{“a”：1}",
        '{"a": True}',
        '{"a": "\\ud83d"}',
        '<think>still thinking {"a": 1}',
        '```json\n{"a": 1}',
        "{" * 5000,
        '{"a":' * 50000,
    ],
)
def test_nothing_is_repaired(text: str) -> None:
    with pytest.raises(ValueError, match="answer"):
        payload(text)


def test_every_problem_is_named_for_the_model() -> None:
    with pytest.raises(AnswerProblem) as caught:
        validate('{"kind": "news", "statements": [{"text": "a", "sentence_ids": "s1", "quote": 5, "url": "x"}]}', SummaryAnswer)
    said = str(caught.value)
    assert len(caught.value.problems) == 4 == len(said.splitlines())
    for place in ("headline", "statements[0].sentence_ids", "statements[0].quote", "statements[0].url"):
        assert place in said


def test_a_sound_answer_becomes_data() -> None:
    assert validate(GOOD, SummaryAnswer).statements[0].sentence_ids == ["s1"]


def test_strict_schemas_are_closed_and_complete_for_every_contract() -> None:
    def check(node: object) -> None:
        if isinstance(node, dict):
            assert not {"$ref", "default", "minLength", "format"} & set(node) or "properties" in node
            if node.get("type") == "object":
                assert node["additionalProperties"] is False
                assert node["required"] == list(node["properties"])
            for part in node.values():
                check(part)

    for _, answer in CONTRACTS.values():
        check(strict(answer.model_json_schema()))


def test_a_schema_that_refers_to_itself_keeps_its_reference() -> None:
    tree = {
        "type": "object",
        "properties": {"root": {"$ref": "#/$defs/N"}},
        "$defs": {"N": {"type": "object", "properties": {"of": {"anyOf": [{"$ref": "#/$defs/N"}, {"type": "null"}]}}}},
    }
    made = strict(tree)
    assert made["properties"]["root"] == {"$ref": "#/$defs/N"}
    assert made["$defs"]["N"]["additionalProperties"] is False
