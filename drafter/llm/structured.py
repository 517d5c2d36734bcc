"""Structured answers: the schema as endpoints take it, and the model's text read as strict JSON. Nothing is ever repaired.

A cut-off answer that still parses would be a wrong one that looks right (`"n": 5` of `500`), so only a complete JSON
object counts, and whoever calls has read the finish reason before.
"""

from __future__ import annotations

import json
import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

Schema = dict[str, Any]
Read = TypeVar("Read", bound=BaseModel)

KEPT_KEYWORDS = {"type", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf", "description", "$ref", "$defs"}
"""What strict structured output takes everywhere; limits and formats are checked when the answer is read."""
FENCE = re.compile(r"```[ \t]*(?:json[c5]?|JSON)?[ \t]*\r?\n(.*)\r?\n[ \t]*```", re.DOTALL)
THINKING = re.compile(r"<(think|thinking|thought|reasoning)>", re.IGNORECASE)
MOST_PROBLEMS = 12


class AnswerProblem(ValueError):
    """The answer cannot be used; `problems` are worded for the model that is asked again."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


def strict(schema: Schema) -> Schema:
    """The schema with every object closed, every field required, references put in place and unsupported keywords dropped.
    A schema that refers to itself keeps its `$defs`."""
    defs = schema.get("$defs", {})
    recursive = {name for name in defs if _reaches(name, defs[name], defs, set())}
    closed = _closed({key: value for key, value in schema.items() if key != "$defs"}, defs, recursive)
    return closed | {"$defs": {name: _closed(defs[name], defs, recursive) for name in sorted(recursive)}} if recursive else closed


def _reaches(name: str, node: Any, defs: Schema, seen: set[str]) -> bool:
    for ref in re.findall(r'"\$ref": "#/\$defs/([^"]+)"', json.dumps(node)):
        if ref == name:
            return True
        if ref not in seen and _reaches(name, defs.get(ref, {}), defs, seen | {ref}):
            return True
    return False


def _closed(node: Schema, defs: Schema, recursive: set[str]) -> Schema:
    ref = str(node.get("$ref", "")).removeprefix("#/$defs/")
    if ref in recursive:
        return {"$ref": node["$ref"]}
    if ref:
        node = {**defs[ref], **{key: value for key, value in node.items() if key != "$ref"}}
    if "oneOf" in node:
        node = {**node, "anyOf": node["oneOf"]}
    made = {key: value for key, value in node.items() if key in KEPT_KEYWORDS}
    if "properties" in made:
        made["properties"] = {name: _closed(part, defs, recursive) for name, part in made["properties"].items()}
        made |= {"required": list(made["properties"]), "additionalProperties": False}
    if isinstance(made.get("items"), dict):
        made["items"] = _closed(made["items"], defs, recursive)
    if "anyOf" in made:
        made["anyOf"] = [_closed(part, defs, recursive) for part in made["anyOf"]]
    return made


def payload(text: str) -> Any:
    """The one JSON object in a model's text. Thinking parts, a byte order mark and a code fence around it are dropped;
    anything else that is not strict JSON raises ValueError worded for the re-ask."""
    body = _without_thinking(text.lstrip("\ufeff \t\r\n")).strip("\ufeff \t\r\n")
    if not body:
        raise ValueError("The answer was empty. Return the JSON object.")
    if not body.startswith("{"):
        body = _fenced(body)
    try:
        data = json.loads(body, object_pairs_hook=_without_repeats, parse_constant=_no_constant)
        json.dumps(data, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise ValueError(f"The answer is not valid JSON: {error.msg} at character {error.pos}. Return one complete JSON object and nothing else.") from None
    except UnicodeEncodeError:
        raise ValueError("The answer holds half of a surrogate pair. Write characters themselves instead of \\u escapes.") from None
    except RecursionError:
        raise ValueError("The answer is nested too deeply. Return the JSON object as the schema has it.") from None
    if not isinstance(data, dict):
        raise ValueError("The answer must be one JSON object.")
    return data


def _without_thinking(text: str) -> str:
    """Only a leading thinking part is one: further on, `<think>` may be what the news is about."""
    while opened := THINKING.match(text):
        closed = re.search(f"</{opened[1]}>", text, re.IGNORECASE)
        if not closed:
            raise ValueError("The answer ended inside its thinking part. Return the JSON object.")
        text = text[closed.end() :].lstrip()
    if not text.startswith(("{", "`")) and "</think>" in text:  # templates that open the part themselves send its end only
        text = text.rpartition("</think>")[2].lstrip()
    return text


def _fenced(body: str) -> str:
    found = FENCE.search(body)
    if not found:
        raise ValueError("The answer is not a JSON object. Return one complete JSON object and nothing else.")
    return found[1].strip()


def _without_repeats(pairs: list[tuple[str, Any]]) -> Schema:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("The answer names a field twice. Return each field once.")
    return made


def _no_constant(name: str) -> Any:
    raise ValueError(f"The answer holds {name}, which is not JSON.")


def validate(text: str, schema_class: type[Read]) -> Read:
    """The answer as data. Raises AnswerProblem with every problem, readable for a model."""
    try:
        data = payload(text)
    except ValueError as error:
        raise AnswerProblem([str(error)]) from None
    try:
        return schema_class.model_validate(data, strict=True)
    except ValidationError as error:
        raise AnswerProblem([_worded(found["loc"], found["msg"]) for found in error.errors(include_url=False)[:MOST_PROBLEMS]]) from None


def _worded(where: tuple[int | str, ...], what: str) -> str:
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in where).lstrip(".")
    return f"{path or 'answer'}: {what}."
