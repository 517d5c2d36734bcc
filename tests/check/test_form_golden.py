"""The shipped drafts, read by a person, raise next to nothing: a flag that is always there is read by nobody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from drafter.check.form.flags import form_flags
from drafter.config import Settings
from drafter.post.read import parse
from drafter.proofread import of_post

GOLDEN = Path(__file__).parent.parent.parent / "fixtures" / "golden"


@pytest.mark.parametrize("name", ["demo/zh", "demo/en", "heavy/zh", "heavy/en", "thin/zh", "thin/en", "week/zh"])
def test_a_shipped_draft_has_no_flag_of_form(name: str) -> None:
    post = parse((GOLDEN / f"{name}.md").read_text(encoding="utf-8"))
    text = of_post(post, None, {}, Settings(), today=date(2026, 1, 30))
    assert text.items
    assert form_flags(text, {}) == ()
