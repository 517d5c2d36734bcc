"""The concepts of `concepts.toml`, compiled once at the first use."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

Form = Literal["un", "done", "base", "third", "ing", "noun", "han", "han-noun"]


@dataclass(frozen=True, slots=True)
class Concept:
    """One kind of event."""

    name: str
    also: frozenset[str]
    against: frozenset[str]
    before: frozenset[str]
    ahead_of: frozenset[str]
    soft: bool
    """No step on a road: how far it has come is compared only where both sides plainly speak of the same."""
    only_stage: bool
    """Told of nothing itself, looked for in sources as a stage before something."""


@lru_cache(maxsize=1)
def concepts() -> dict[str, Concept]:
    """Name → concept."""
    return {name: _concept(name, row) for name, row in _rows().items()}


def _concept(name: str, row: dict[str, Any]) -> Concept:
    also, against, before, ahead_of = (frozenset(row.get(key, ())) for key in ("also", "against", "before", "ahead_of"))
    return Concept(name, also, against, before, ahead_of, soft=bool(row.get("soft")), only_stage=bool(row.get("only_stage")))


@lru_cache(maxsize=1)
def _rows() -> dict[str, dict[str, Any]]:
    text = resources.files("drafter.check.claims").joinpath("concepts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def patterns() -> tuple[tuple[str, Form, re.Pattern[str]], ...]:
    """(concept, form, pattern); the first of two that meet in a text counts, so longer forms stand first."""
    found: list[tuple[str, Form, re.Pattern[str]]] = []
    for name, row in _rows().items():
        forms = _english(row)
        found += [(name, form, re.compile(rf"(?i)(?<![A-Za-z])(?:{'|'.join(words)})(?![A-Za-z])")) for form, words in forms.items() if words]
        found += [(name, form, re.compile(row[key])) for key, form in (("zh_noun", "han-noun"), ("zh", "han")) if key in row]  # type: ignore[misc] # a literal each
    return tuple(found)


def _english(row: dict[str, Any]) -> dict[Form, list[str]]:
    forms: dict[Form, list[str]] = {"un": [], "done": [], "noun": [], "base": [], "third": [], "ing": []}
    for key, form in (("un", "un"), ("done", "done"), ("ahead", "base"), ("nouns", "noun")):
        if key in row:
            forms[form].append(row[key])  # type: ignore[index] # a literal each
    for verb in row.get("verbs", ()):
        base, past, participle = (verb.split("/") * 3)[:3] if "/" not in verb else _three(verb)
        head, _, rest = base.partition(" ")
        tail = f" {rest}" if rest else ""
        forms["base"].append(base)
        forms["third"].append(_third(head) + tail)
        forms["ing"].append(_ing(head) + tail)
        forms["done"] += [word for word in (past, participle) if word != base] if "/" in verb else [_past(head) + tail]
    return forms


def _three(verb: str) -> tuple[str, str, str]:
    base, past, *rest = verb.split("/")
    return base, past, rest[0] if rest else past


def _third(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"


def _ing(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "oe")):
        return verb[:-1] + "ing"
    return (verb + verb[-1] if _doubles(verb) else verb) + "ing"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return (verb + verb[-1] if _doubles(verb) else verb) + "ed"


def _doubles(verb: str) -> bool:
    """stop → stopped, permit → permitted; not open, float, sign."""
    return verb in {
        "admit",
        "commit",
        "stop",
        "bar",
        "ban",
        "shut",
        "trim",
        "cut",
        "permit",
        "drop",
        "scrap",
        "submit",
        "ship",
        "axe",
        "snap",
        "step",
        "rebut",
        "slap",
    }
