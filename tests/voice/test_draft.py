"""A whole draft in the digest's voice, with a model that copies a figure out of an example and introduces a term in every item."""

from __future__ import annotations

import json
from pathlib import Path

from tests.llm.endpoint import Endpoint, say
from tests.pipeline.week import WINDOW, digest, drafter, pages
from tests.pipeline.writer import Request, good, step
from tests.site import serving

EXAMPLE = """---
title: "Old trial"
---

# Old trial

The trial went on.

## Top Stories

### Cranmere tested a ledger

Cranmere's ledger settled 48,731 payments.

**Source:** [Ledger](https://old.example/ledger)

## Analysis

Both banks waited.

## Conclusion

The vote is next.
"""
GLOSSARY = """\
software agent:
  wanted: software agent
  short: SA
code payments: {wanted: code payments, forbidden: [QR payments]}
"""


def copying(request: Request) -> str:
    """The right answer, but for a figure of the example in each item and a term introduced each time."""
    answer = json.loads(good(request))
    if step(request) == "summarize":
        answer["statements"][0]["text"] = "Each software agent (SA) was tested in the pilot."
        answer["statements"][1]["text"] = "It settled 48,731 payments."
    return json.dumps(answer)


def test_style_terms_and_examples_reach_the_model_and_what_it_copies_is_blocked(tmp_path: Path) -> None:
    with serving(pages()) as site, Endpoint(lambda request, _: say(copying(request))) as endpoint:
        folder = digest(tmp_path / "d", site.base, ["/ai-credit", "/qr-pilot"], model={"base_url": endpoint.url}, style={"examples": ["old.md"]})
        (folder / "old.md").write_text(EXAMPLE, encoding="utf-8")
        (folder / "style.md").write_text("# Style\n- no sentence over 90 characters\n", encoding="utf-8")
        (folder / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
        done = drafter(folder, "draft", *WINDOW)
        assert done.returncode in (0, 3), done.stderr
        asked = [[message["content"] for message in request["messages"]] for request in endpoint.requests]
        items = [request["messages"][1]["content"] for request in endpoint.requests if step(request) == "summarize"]
    assert all("- no sentence over 90 characters" in system for system, _ in asked)
    assert all("Cranmere tested a ledger: Cranmere's ledger settled 48,731 payments." in user for user in items)
    assert sum("software agent → software agent; first mention software agent (SA), after that SA" in user for user in items) == 1
    assert not [user for user in items if "Both banks waited" in user]

    draft = next((folder / "_drafts").glob("*.md"))
    assert draft.read_text(encoding="utf-8").count("software agent (SA)") == 1
    assert "48,731" not in draft.read_text(encoding="utf-8"), "a figure that contradicts its source goes back to the model, then gives way to the source"
    record = json.loads(next((folder / ".drafter/editions").glob("*/record.json")).read_text(encoding="utf-8"))
    assert {rewrite["done"] for rewrite in record["rewrites"]} == {"flagged", "own-sentence"}

    draft.write_text(draft.read_text(encoding="utf-8").replace("was tested in the pilot.", "was tested on 48,731 payments."), encoding="utf-8")
    checked = drafter(folder, "check", str(draft.relative_to(folder)), "--json")
    flags = json.loads(checked.stdout)["flags"]
    blocks = [(flag["code"], flag["severity"]) for flag in flags if "48,731" in flag["words"]]
    assert blocks == [("from-style-example", "BLOCK")] * 2
    assert not [flag for flag in flags if flag["code"] == "first-mention"]
