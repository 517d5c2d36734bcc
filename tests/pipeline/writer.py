"""A model that does what the prompts ask, for the loopback endpoint: its answers are made from the rows of the prompt."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

Request = dict[str, Any]


def user_text(request: Request) -> str:
    return "\n".join(message["content"] for message in request["messages"] if message["role"] == "user")


def fingerprint(request: Request) -> str:
    """What makes two requests the same to a person: their messages."""
    return hashlib.sha256(json.dumps(request["messages"], ensure_ascii=False).encode()).hexdigest()


def step(request: Request) -> str:
    text = user_text(request)
    for name, mark in (
        ("summarize", "Summarize this article"),
        ("judge", "Return `verdicts`"),
        ("theses", "theses, the strongest first"),
        ("analysis", "Write the analysis"),
        ("conclusion", "Write the conclusion"),
        ("front", "- title:"),
        ("mend", "Sentences to correct:"),
    ):
        if mark in text:
            return name
    raise AssertionError("a prompt this writer does not know")


def good(request: Request) -> str:
    """The right answer, as JSON text."""
    text = user_text(request)
    rows = re.findall(r"^\[(s\d+)\] (.+)$", text, re.M)
    items = re.findall(r"^\[(i[0-9a-f]+)\] (.+)$", text, re.M)
    ids = [key for key, _ in items]

    def said(words: str, *rests_on: str) -> dict[str, Any]:
        return {"text": words, "kind": "fact", "item_ids": list(rests_on)}

    answers: dict[str, Any] = {
        "summarize": {
            "kind": "news",
            "headline": "Summary of " + " ".join(rows[0][1].split()[:3]) if rows else "",
            "statements": [
                {"text": f"The article reports in its sentence {word} what follows.", "sentence_ids": [key], "quote": " ".join(row.split()[:8])}
                for word, (key, row) in zip(("one",) if "exactly one sentence" in text else ("one", "two"), rows, strict=False)
            ],
        },
        "judge": {
            "verdicts": [
                {"statement": int(number), "sentence_ids": [key for key, _ in rows[:1]], "reason": "It is said there.", "verdict": "supported"}
                for number in re.findall(r"^\((\d+)\) ", text, re.M)
            ]
        },
        "theses": {
            "theses": [
                {
                    "text": "Both plans wait for the same decision.",
                    "item_ids": ids[:2],
                    "against_ids": [],
                    "affected": "whoever pays",
                    "change": "",
                    "earlier_ids": [],
                }
            ]
            if len(ids) > 1
            else [],
            "unrelated": "" if len(ids) > 1 else "There is one item.",
        },
        "analysis": {
            "opening": said("The items show plans that are not yet decided.", *ids),
            "paragraphs": [
                {
                    "thesis_id": "t1",
                    "sentences": [said(f"The first of them, {items[0][1]}, is still open.", ids[0]), said("The other waits for the same answer.", ids[-1])],
                }
            ]
            if items
            else [],
        },
        "conclusion": {"paragraphs": [{"sentences": [said("What to watch is the decision that the first item names.", *ids[:1])]}]},
        "front": {"title": "Plans wait for a decision", "lede": [{"text": "Two plans wait for a decision.", "item_ids": ids[:2]}], "tags": ["plans"]},
    }
    if step(request) == "mend":
        return mend(request)
    return json.dumps(answers[step(request)], ensure_ascii=False)


def mend(request: Request, change: tuple[str, str] = ("", "")) -> str:
    """Every sentence that is to be corrected with the change made, resting on the first sources."""
    text = user_text(request)
    sources = re.findall(r"^\[(\w+)\] (.+)$", text, re.M)
    faulty = re.findall(r"^(\d+)\. (.+)$", text.partition("Sentences to correct:")[2], re.M)
    quote = sources[0][1] if sources[0][0].startswith("s") else ""
    said = [
        {"number": int(number), "text": words.replace(*change) if change[0] else words, "source_ids": [sources[0][0]], "quote": quote}
        for number, words in faulty
    ]
    return json.dumps({"sentences": said}, ensure_ascii=False)
