"""Single pages go to the model as they are read: which calls that spends where two of them tell one story."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.llm.endpoint import Endpoint, Reply, Request, say
from tests.pipeline.week import WINDOW, digest, drafter, story
from tests.pipeline.writer import good, step, user_text
from tests.site import serving

DRAFT = "_drafts/test-weekly-2026-w05.md"
LOAN = story("harbour-loan", "Harbour Bank signs US$1.5 billion facility with three lenders", "Harbour Bank", "facility")
_MORE = b"<p>" + b"The agency's own desk in Port Selby adds at length what the lenders said of it. " * 12 + b"</p></article>"
LONG = (*LOAN[:2], LOAN[2].replace(b"Test Ledger", b"Agency Desk").replace(b"</article>", _MORE))
"""Nearly the same text, but longer: of the two, the story's main report."""
OTHER = story("wallet-fine", "Wallet firm fined over late anti-fraud checks", "Nimbus Wallet", "fraud check")


class Late(dict[str, tuple[int, str, bytes]]):
    """Pages of which one is held back until the model was asked for another."""

    def __init__(self, pages: dict[str, tuple[int, str, bytes]], late: str) -> None:
        super().__init__(pages)
        self.late, self.asked = late, threading.Event()

    def get(self, path: str, default: Any = None) -> Any:
        if path == self.late:
            assert self.asked.wait(30), "the model was asked for nothing while a page was missing"
        return super().get(path, default)


def _drafted(folder: Path, pages: dict[str, tuple[int, str, bytes]], late: str) -> tuple[list[str], dict[str, Any], str]:
    """Requests for summaries, the record and the draft. Drafted a second time, nothing is asked and nothing changes."""
    held = Late(pages, late)

    def answered(request: Request, _: int) -> Reply:
        if step(request) == "summarize":
            held.asked.set()
        return say(good(request))

    with serving(held) as site, Endpoint(answered) as endpoint:
        digest(folder, site.base, list(pages), model={"base_url": endpoint.url})
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        asked = [user_text(request) for request in endpoint.requests if step(request) == "summarize"]
        record = json.loads((folder / ".drafter/editions/2026-W05/record.json").read_text(encoding="utf-8"))
        text, calls = (folder / DRAFT).read_text(encoding="utf-8"), endpoint.calls
        held.late = ""
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        assert endpoint.calls == calls
        assert (folder / DRAFT).read_text(encoding="utf-8") == text
        text = text.replace(site.base, "http://site")
    return asked, record, text


@pytest.mark.parametrize("pages", [{"/agency": LONG, "/loan": LOAN}, {"/loan": LOAN, "/page-2": LOAN}], ids=["near-duplicate", "same-text"])
def test_a_report_that_comes_after_the_one_its_story_is_told_from_costs_no_call(tmp_path: Path, pages: dict[str, tuple[int, str, bytes]]) -> None:
    last = list(pages)[-1]
    asked, record, text = _drafted(tmp_path, {**pages, "/wallet-fine": OTHER}, late=last)
    assert len(asked) == 2
    assert not [note for note in record["notes"] if "in vain" in note]
    assert text.count("\n### ") == 2


def test_one_that_came_before_has_cost_its_call_which_the_record_names_and_the_draft_is_the_same(tmp_path: Path) -> None:
    pages = {"/agency": LONG, "/loan": LOAN}
    _, _, text = _drafted(tmp_path / "a", pages, late="/loan")
    asked, record, other = _drafted(tmp_path / "b", pages, late="/agency")
    assert len(asked) == 2
    [note] = [note for note in record["notes"] if "in vain" in note]
    assert "/loan: a model was asked" in note
    assert "near-duplicate" in note
    assert other == text, "which article came first changes nothing in the draft"
