"""The draft step runs the checks: what fails goes back to the model by itself, and what must not be published says so."""

from __future__ import annotations

import json
from pathlib import Path

from drafter.entities import Flag
from tests.llm.endpoint import Endpoint, Request, say
from tests.pipeline.week import WINDOW, digest, drafter, pages
from tests.pipeline.writer import good, mend, step, user_text
from tests.site import serving

NAMES = ["/harbour-loan", "/wallet-fine"]
WORTH = f"US${sum(map(ord, 'harbour-loan')) % 90 + 10} million"
WRONG = WORTH.replace("US$", "€")
"""The same figure in a currency that no source has."""


def answer(request: Request, mended: tuple[str, str]) -> str:
    """An item that states its source's amount, and an analysis that gives it in another currency."""
    name = step(request)
    if name == "mend":
        return mend(request, mended)
    said = json.loads(good(request))
    if name == "summarize" and "Harbour Bank" in user_text(request):
        rows = [row for row in user_text(request).splitlines() if "is worth US$" in row]
        key, _, words = rows[0].partition("] ")
        said["statements"][0] = {"text": f"The facility is worth {WORTH}.", "sentence_ids": [key.strip("[")], "quote": " ".join(words.split()[:6])}
    if name == "analysis":
        loan = next(line[1:].split("]")[0] for line in user_text(request).splitlines()[::-1] if line.startswith("[i") and _has_worth(request, line))
        said["paragraphs"][0]["sentences"][0] = {"text": f"The facility is worth {WRONG}.", "kind": "fact", "item_ids": [loan]}
    return json.dumps(said, ensure_ascii=False)


def _has_worth(request: Request, row: str) -> bool:
    return WORTH in user_text(request).partition(row)[2].partition("\n[")[0]


def drafted(tmp_path: Path, mended: tuple[str, str]) -> tuple[int, str, dict, dict, list[str]]:
    """Exit code, draft, review, record, prompts that were asked."""
    with serving(pages()) as site, Endpoint(lambda request, _: say(answer(request, mended))) as endpoint:
        folder = digest(tmp_path / "d", site.base, NAMES, model={"base_url": endpoint.url})
        done = drafter(folder, "draft", *WINDOW)
        kept = folder / ".drafter/editions/2026-W05"
        review, record = (json.loads((kept / name).read_text(encoding="utf-8")) for name in ("review.json", "record.json"))
        draft = (folder / "_drafts/test-weekly-2026-w05.md").read_text(encoding="utf-8")
        assert "<html" in (kept / "review.html").read_text(encoding="utf-8")
        shown = drafter(folder, "runs", "show").stdout
        assert all(f"“{one['before']}” → “{one['after']}”" in shown for one in record["rewrites"])
        return done.returncode, draft, review, record, [step(request) for request in endpoint.requests]


def test_a_sentence_that_is_mended_when_asked_again_leaves_no_flag(tmp_path: Path) -> None:
    code, draft, review, record, asked = drafted(tmp_path, (WRONG, WORTH))
    assert (code, asked.count("mend")) == (0, 1)
    assert WRONG not in draft
    assert not [flag for flag in review["flags"] if flag["severity"] in ("BLOCK", "HIGH")]
    (rewrite,) = record["rewrites"]
    assert (rewrite["before"], rewrite["after"], rewrite["done"]) == (f"The facility is worth {WRONG}.", f"The facility is worth {WORTH}.", "mended")


def test_what_the_model_insists_on_blocks_the_draft(tmp_path: Path) -> None:
    code, draft, review, record, asked = drafted(tmp_path, ("", ""))
    assert (code, asked.count("mend")) == (3, 2)
    assert "\npublished: false\n" in draft
    blocking = [Flag.model_validate(flag) for flag in review["flags"] if flag["severity"] == "BLOCK"]
    assert [(flag.code, flag.words, flag.nearest) for flag in blocking] == [("currency-changed", WRONG, WORTH)]
    assert record["flags"] == review["flags"]
    assert [one["done"] for one in record["rewrites"]] == ["flagged", "flagged"]


def test_what_a_person_kept_is_reviewed_although_the_new_draft_has_nothing_of_it(tmp_path: Path) -> None:
    """The record is of the file's text, with the pages of items that were dropped: the same flags as `drafter check` finds."""
    with serving(pages()) as site, Endpoint(lambda request, _: say(good(request))) as endpoint:
        folder = digest(tmp_path / "d", site.base, NAMES, model={"base_url": endpoint.url})
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        path, review = folder / "_drafts/test-weekly-2026-w05.md", folder / ".drafter/editions/2026-W05/review.json"
        head, _, item = path.read_text(encoding="utf-8").partition("### Summary of Harbour")
        path.write_text(f"{head}### Summary of Harbour{item.replace('what follows', f'that the facility is worth {WRONG}', 1)}", encoding="utf-8")
        for _ in ("offered to be left out", "still offered"):
            again = drafter(folder, "draft", *WINDOW, "--drop", f"{site.base}/harbour-loan")
            assert again.returncode == 3, again.stderr
            assert WRONG in path.read_text(encoding="utf-8")
            flagged = [(flag["code"], flag["words"]) for flag in json.loads(review.read_bytes())["flags"] if flag["severity"] in ("BLOCK", "HIGH")]
            assert flagged == [("currency-changed", WRONG)]
        drafter(folder, "check", str(path))
        assert flagged == [(flag["code"], flag["words"]) for flag in json.loads(review.read_bytes())["flags"] if flag["severity"] in ("BLOCK", "HIGH")]


def test_what_was_found_is_not_looked_for_again_until_the_checks_change(tmp_path: Path) -> None:
    with serving(pages()) as site, Endpoint(lambda request, _: say(answer(request, (WRONG, WORTH)))) as endpoint:
        folder = digest(tmp_path / "d", site.base, NAMES, model={"base_url": endpoint.url})
        kept, review = folder / ".drafter/kept/checks/2026-W05.json", folder / ".drafter/editions/2026-W05/review.json"

        def reviewed() -> str:
            assert drafter(folder, "draft", *WINDOW).returncode == 0
            return review.read_text(encoding="utf-8")

        first = reviewed()
        assert reviewed() == first
        found = json.loads(kept.read_text(encoding="utf-8"))
        for one in found["found"].values():
            one.setdefault("traced", {"state": "not-checked"})["unchecked"] = ["the tide"]
        kept.write_text(json.dumps(found), encoding="utf-8")
        assert "the tide" in reviewed()
        kept.write_text(json.dumps(found | {"version": "of other checks"}), encoding="utf-8")
        assert reviewed() == first
        kept.write_text("{torn", encoding="utf-8")
        assert reviewed() == first
