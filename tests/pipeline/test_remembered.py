"""What a digest remembers over several drafts, writers and undos: whose a sentence is, which model wrote it, what the draft's review knew."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import run
from tests.llm.endpoint import Endpoint, Reply, Request, say
from tests.pipeline.week import WINDOW, digest, drafter, pages
from tests.pipeline.writer import good, step, user_text
from tests.site import Site, serving

DRAFT = "_drafts/test-weekly-2026-w05.md"
EDITION = ".drafter/editions/2026-W05"
LOAN, PILOT, CREDIT = "/harbour-loan", "/qr-pilot", "/ai-credit"


def _behave(request: Request, _: int) -> Reply:
    """One article's summary cites a sentence that says something else, each time it is asked: its own sentence stands there instead."""
    answer = json.loads(good(request))
    if step(request) == "summarize" and "Calder lender lets" in user_text(request):
        answer["statements"][0]["quote"] = "No page has these very words in it at all."
    said = json.dumps(answer)
    return say(said.replace("not yet decided", "still open") if "This stands in the draft now" in user_text(request) else said)


class Desk:
    def __init__(self, folder: Path, site: Site, endpoint: Endpoint) -> None:
        self.folder, self.site, self.endpoint = folder, site, endpoint

    @property
    def post(self) -> str:
        return (self.folder / DRAFT).read_text(encoding="utf-8")

    def edit(self, old: str, new: str) -> None:
        assert self.post.count(old) == 1
        (self.folder / DRAFT).write_text(self.post.replace(old, new), encoding="utf-8", newline="\n")

    def draft(self, *words: str) -> None:
        done = drafter(self.folder, "draft", *WINDOW, *words)
        assert done.returncode in (0, 3), done.stderr

    def told(self, command: str, *words: str) -> Any:
        done = run(command, self.folder / DRAFT, "--json", *words)
        assert done.exit_code in (0, 3), done.output
        return json.loads(done.stdout)

    def decisions(self, what: str) -> list[dict[str, Any]]:
        path = self.folder / EDITION / "decisions.jsonl"
        return [one for line in path.read_text(encoding="utf-8").splitlines() if (one := json.loads(line))["what"] == what] if path.exists() else []


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Drafted once with a model; each test works on a copy."""
    with serving(pages()) as site, Endpoint(_behave) as endpoint:
        folder = digest(tmp_path_factory.mktemp("desk") / "d", site.base, [LOAN, PILOT, CREDIT], model={"base_url": endpoint.url})
        desk = Desk(folder, site, endpoint)
        desk.draft()
        yield desk


@pytest.fixture
def desk(drafted: Desk, tmp_path: Path) -> Desk:
    shutil.copytree(drafted.folder, tmp_path / "d", symlinks=True)
    return Desk(tmp_path / "d", drafted.site, drafted.endpoint)


def _section(post: str, heading: str) -> str:
    return post.partition(f"## {heading}\n\n")[2].partition("\n\n## ")[0]


def _piece(post: str, url: str) -> str:
    return next(part for part in post.split("\n### ") if f"({url})" in part)


def test_an_item_that_a_later_draft_dropped_and_the_editor_kept_is_still_drafters(desk: Desk) -> None:
    """Only the one sentence that the editor wrote is theirs: for the report, for `why`, and for what is learned."""
    url = f"{desk.site.base}{PILOT}"
    piece = _piece(desk.post, url)
    kept = "The article reports in its sentence two what follows."
    desk.edit(piece, piece.replace("The article reports in its sentence one what follows.", "Palm Pay links two islands, in the editor's words."))
    desk.draft("--drop", url)
    assert "in the editor's words" in desk.post, "what a person worked on is not dropped"
    base = (desk.folder / EDITION / "draft.md").read_text(encoding="utf-8")
    assert url not in base, "the later draft has no such item"
    report = json.loads(drafter(desk.folder, "report", "--json").stdout)
    [edition] = report["editions"]
    assert (edition["effort"]["added"], edition["effort"]["changed"] + edition["effort"]["removed"]) in ((0, 1), (1, 1))
    shutil.rmtree(desk.folder / EDITION / "history")  # which no clone has
    cloned = json.loads(drafter(desk.folder, "report", "--json").stdout)
    assert cloned["editions"][0]["effort"] == edition["effort"]
    assert run("check", desk.folder / DRAFT).exit_code == 0
    added = [one["after"] for one in desk.decisions("edited") if not one.get("before")]
    assert not [one for one in added if "sentence two" in one], "drafter's own sentence is nobody's edit"
    post = desk.post
    at = post.index(kept, post.index(piece.splitlines()[0]))
    told = desk.told("why", post[at : at + len(kept)])
    assert told["wrote"]["text"] == kept


def test_after_an_undo_across_writers_why_names_the_model_that_wrote_what_stands_there(desk: Desk) -> None:
    said = "The article reports in its sentence one what follows."
    model = desk.told("why", said)["wrote"]["model"]
    assert model
    desk.draft("--writer", "extractive")
    assert said not in desk.post
    embedded = desk.told("why", _section(desk.post, "Analysis")[:60])
    assert embedded["wrote"]["model"] == ""
    assert not embedded["wrote"]["unknown"]
    assert run("undo", desk.folder / DRAFT).exit_code == 0
    told = desk.told("why", said)
    assert told["wrote"]["model"] == model
    assert told["wrote"]["at"]
    shutil.rmtree(desk.folder / ".drafter/kept/runs")  # as in a clone: the record beside the edition is of another draft
    cloned = desk.told("why", said)["wrote"]
    assert (cloned["model"], cloned["unknown"]) == ("", True)
    assert "which one is not kept" in run("why", desk.folder / DRAFT, said, "--language", "en").stdout


def test_an_opinion_of_the_editors_is_given_no_source_that_only_shares_a_word_with_it(desk: Desk) -> None:
    opinion = "Readers of these pages should in our view keep their patience with Palm."
    analysis = _section(desk.post, "Analysis")
    desk.edit(analysis, f"{analysis} {opinion}")
    told = desk.told("why", opinion)
    assert told["grounds"] == []
    assert "no sentence of a source is near enough" in run("why", desk.folder / DRAFT, opinion, "--language", "en").stdout


def codes(told: dict[str, Any]) -> set[str]:
    return {flag["code"] for flag in told["flags"]}


def test_a_check_knows_what_the_drafts_own_review_knew_for_as_long_as_the_words_stand(desk: Desk) -> None:
    review = json.loads((desk.folder / EDITION / "review.json").read_text(encoding="utf-8"))
    assert {"theses-unchosen", "fallback-statement"} <= codes(review)
    told = desk.told("check")
    assert codes(told) - {"editor-note-left"} == codes(review)
    [flag] = [flag for flag in told["flags"] if flag["code"] == "fallback-statement"]
    assert desk.post[flag["start"] : flag["end"]] == flag["statement"], "it stands at its sentence"
    assert run("check", desk.folder / DRAFT, "--strict").exit_code == 3
    desk.edit(flag["statement"], "Calder Finch starts its credit desk in March.")
    for paragraph in _section(desk.post, "Analysis").split("\n\n"):
        desk.edit(paragraph, f"{paragraph.split()[0]} in the editor's own words.")
    assert not {"theses-unchosen", "fallback-statement"} & codes(desk.told("check"))


def test_of_a_redone_section_an_earlier_drafts_faults_are_not_told(desk: Desk) -> None:
    record = desk.folder / EDITION / "record.json"
    said = json.loads(record.read_text(encoding="utf-8"))
    fault = {"code": "not-mended", "severity": "WARN", "where": "analysis", "message": "paragraph 1: it repeats an item"}
    for path in (record, *(desk.folder / ".drafter/kept/runs").glob("2026-W05-*/record.json")):
        path.write_text(json.dumps(said | {"flags": [*said["flags"], fault]}), encoding="utf-8")
    assert "not-mended" in codes(desk.told("check"))
    assert run("redo", desk.folder / DRAFT, "--section", "analysis", "--note", "shorter").exit_code in (0, 3)
    assert "still open" in desk.post
    assert "not-mended" not in codes(desk.told("check"))


def test_a_flag_that_is_fixed_in_the_file_and_then_drafted_is_noted_as_fixed(desk: Desk) -> None:
    [flag] = [flag for flag in desk.told("check")["flags"] if flag["code"] == "fallback-statement"]
    assert not desk.decisions("fixed")
    mine = "Calder Finch starts its credit desk in March."
    desk.edit(flag["statement"], mine)
    subprocess.run(["git", "init", "-q"], cwd=desk.folder, check=True)
    subprocess.run(["git", "config", "user.name", "Lin Ruo"], cwd=desk.folder, check=True)
    for _ in range(2):
        desk.draft()
    [fixed] = desk.decisions("fixed")
    assert (fixed["code"], fixed["before"], fixed["after"], fixed["by"]) == ("fallback-statement", flag["statement"], mine, "Lin Ruo")


def test_what_drafter_itself_wrote_otherwise_is_nobodys_fix(desk: Desk) -> None:
    desk.draft("--writer", "extractive")
    assert not desk.decisions("fixed")


def test_the_list_of_states_says_when_what_wrote_it_how_much_changed_and_how_to_bring_it_back(desk: Desk) -> None:
    piece = _piece(desk.post, f"{desk.site.base}{PILOT}")
    desk.edit(piece, piece.replace("The article reports in its sentence one what follows.", "Palm Pay links two islands."))
    desk.draft("--drop", f"{desk.site.base}{LOAN}")
    listed = run("undo", desk.folder / DRAFT, "--list").stdout.splitlines()
    assert listed[0].split("  ")[0] == "state"
    for column in ("when", "written by", "changed", "to bring it back"):
        assert column in listed[0]
    third, second, first = listed[1:4]
    assert "drafter draft" in first
    assert "by hand" in second
    assert " 1 sentence " in second
    assert "drafter draft" in third
    for number, line in ((1, first), (2, second), (3, third)):
        assert line.startswith(str(number))
        assert line.endswith(f"--to {number}")
    told = desk.told("undo", "--list")
    assert [one["sentences"] for one in told][1] == 1
    assert all(one["written_by"] and one["back"].startswith("drafter undo ") for one in told)


def test_an_item_that_rests_on_a_feeds_summary_is_told_by_every_check_until_it_is_taken_out(tmp_path: Path) -> None:
    said = "Palm Pay opened a payment link between two islands on Wednesday. It covers 300 shops and costs 12 cents a payment, the company said in a statement."
    with serving({"/locked": (403, "text/html", b"no"), **pages()}) as site:
        item = f"<item><title>Palm Pay opens a link</title><link>/locked</link><pubDate>Wed, 28 Jan 2026 01:30:00 GMT</pubDate><description>{said}</description></item>"
        feed = f'<rss version="2.0"><channel><title>T</title><link>{site.base}/</link>{item}</channel></rss>'
        site.pages["/feed.xml"] = (200, "application/rss+xml", feed.encode())
        folder = digest(tmp_path / "d", site.base, ["/feed.xml", LOAN])
        assert drafter(folder, "draft", *WINDOW).returncode == 0

    def found() -> set[str]:
        return codes(json.loads(run("check", folder / DRAFT, "--json").stdout)) & {"stand-in", "thin-edition", "no-model"}

    assert found() == {"stand-in", "no-model"}
    post = (folder / DRAFT).read_text(encoding="utf-8")
    piece = next(part for part in post.split("\n### ") if "/locked" in part)
    (folder / DRAFT).write_text(post.replace(f"\n### {piece.partition(chr(10) + '## ')[0]}", "", 1), encoding="utf-8")
    assert found() == {"thin-edition", "no-model"}
