"""`drafter redo` against a model on loopback: the named part alone is asked for, and what a person wrote stays."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import run
from tests.llm.endpoint import Behaviour, Endpoint, Reply, Request, refuse, say
from tests.pipeline.week import WINDOW, digest, drafter, pages
from tests.pipeline.writer import good, step, user_text
from tests.site import Site, serving

DRAFT = "_drafts/test-weekly-2026-w05.md"
EDITION = ".drafter/editions/2026-W05"


def here(folder: Path, command: str, *words: str, post: str = DRAFT, **env: str) -> subprocess.CompletedProcess[str]:
    """The command in this process, which is quicker."""
    result = run(command, folder / post, *words, **env)
    return subprocess.CompletedProcess([command], result.exit_code, result.stdout, result.stderr)


class Desk:
    """A digest with three items, drafted; the model numbers its answers to one request."""

    def __init__(self, folder: Path, site: Site, endpoint: Endpoint) -> None:
        self.folder, self.site, self.endpoint = folder, site, endpoint

    @property
    def post(self) -> str:
        return (self.folder / DRAFT).read_bytes().decode()

    def edit(self, old: str, new: str) -> None:
        assert old in self.post
        (self.folder / DRAFT).write_bytes(self.post.replace(old, new, 1).encode())

    def redo(self, *words: str, code: int = 0) -> dict[str, Any]:
        result = here(self.folder, "redo", "--json", *words)
        assert result.returncode in ((0, 3) if code == 0 else (code,)), result.stderr
        return json.loads(result.stdout) if result.stdout.startswith("{") else {"said": result.stderr}

    def asked(self, since: int) -> list[str]:
        return [step(request) for request in self.endpoint.requests[since:]]


def _numbered(seen: dict[str, int]) -> Behaviour:
    """The second answer to a request says so in each sentence."""

    def behave(request: Request, _: int) -> Reply:
        text = user_text(request)
        key = re.sub(r"This stands in the draft now:.*?as before\.", "", text, flags=re.DOTALL).strip()
        seen[key] = seen.get(key, 0) + 1
        again = "" if seen[key] == 1 else f" once more {'again ' * (seen[key] - 2)}".rstrip()
        answer = good(request)
        for old in ("what follows", "not yet decided", "the same answer", "item names", "wait for a decision"):
            answer = answer.replace(old, old + again)  # as a model at some temperature would
        return say(answer)

    return behave


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, dict[str, int]]]:
    """Drafted once; each test works on a copy."""
    seen: dict[str, int] = {}
    with serving(pages()) as site, Endpoint(_numbered(seen)) as endpoint:
        folder = digest(tmp_path_factory.mktemp("desk") / "d", site.base, ["/harbour-loan", "/qr-pilot", "/ai-credit"], model={"base_url": endpoint.url})
        done = drafter(folder, "draft", *WINDOW)
        assert done.returncode == 0, done.stderr
        yield Desk(folder, site, endpoint), seen


@pytest.fixture
def desk(drafted: tuple[Desk, dict[str, int]], tmp_path: Path) -> Desk:
    first, seen = drafted
    seen.update(dict.fromkeys(seen, 1))
    first.endpoint.behaviour = _numbered(seen)
    shutil.copytree(first.folder, tmp_path / "d", symlinks=True)
    return Desk(tmp_path / "d", first.site, first.endpoint)


def _piece(post: str, url: str) -> str:
    return next(part for part in re.split(r"\n(?=#{2,3} )", post) if f"({url})" in part)


def test_one_item_is_asked_for_alone_and_its_untouched_sentences_are_renewed(desk: Desk) -> None:
    edition = json.loads((desk.folder / EDITION / "edition.json").read_text(encoding="utf-8"))
    key = edition["analysis"][1]["statements"][0]["rests_on"][0]
    url = next(item["link"]["url"] for item in edition["items"] if item["id"] == key)
    before, calls = desk.post, desk.endpoint.calls
    told = desk.redo("--item", url)
    assert desk.asked(calls) == ["summarize"]
    assert told["done"] == "written"
    assert [one["piece"] for one in told["changes"]] == [f"item:{url}"]
    assert set(told["resting"]) >= {"analysis"}
    piece = _piece(desk.post, url)
    assert "what follows once more" in piece
    assert desk.post.replace(piece, "") == before.replace(_piece(before, url), ""), "every other byte is as it was"


def test_a_person_s_sentence_stays_and_the_model_s_is_a_proposal_to_take(desk: Desk) -> None:
    url = f"{desk.site.base}/qr-pilot"
    old = re.search(r"The article reports in its sentence one what follows\.", _piece(desk.post, url))
    assert old
    piece = _piece(desk.post, url)
    desk.edit(piece, piece.replace(old[0], "The editor says it in her own words."))
    told = desk.redo("--item", url)
    assert "The editor says it in her own words." in desk.post
    assert "sentence two what follows once more." in desk.post
    (one,) = told["proposals"]
    assert one["mine"] == "The editor says it in her own words."
    kept = json.loads((desk.folder / EDITION / "proposals.json").read_text(encoding="utf-8"))
    assert [each["id"] for each in kept["open"]] == [one["id"]]
    result = here(desk.folder, "redo", "--take", one["id"], "--by", "Li")
    assert result.returncode == 0, result.stderr
    assert "sentence one what follows once more." in desk.post
    assert "her own words" not in desk.post
    decision = json.loads((desk.folder / EDITION / "decisions.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (decision["what"], decision["by"], decision["before"]) == ("took", "Li", "The editor says it in her own words.")
    assert here(desk.folder, "undo").returncode == 0
    assert "her own words" in desk.post
    assert json.loads(here(desk.folder, "redo", "--proposals", "--json").stdout)[0]["id"] == one["id"]


def test_a_refused_proposal_is_not_offered_again(desk: Desk) -> None:
    for words in (("init", "-q"), ("config", "user.name", "Lin Ruo")):
        subprocess.run(["git", "-C", str(desk.folder), *words], check=True)
    url = f"{desk.site.base}/qr-pilot"
    piece = _piece(desk.post, url)
    desk.edit(piece, piece.replace("sentence one what follows", "sentence one, as we know"))
    (one,) = desk.redo("--item", url)["proposals"]
    assert here(desk.folder, "redo", "--leave", one["id"]).returncode == 0
    decision = json.loads((desk.folder / EDITION / "decisions.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (decision["what"], decision["by"]) == ("refused", "Lin Ruo"), "without a name it is git's"
    assert here(desk.folder, "redo", "--take", one["id"]).returncode == 2
    assert "sentence one, as we know" in desk.post
    desk.redo("--item", url)
    edited = [json.loads(line) for line in (desk.folder / EDITION / "decisions.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {one["by"] for one in edited} == {"Lin Ruo"}, "nor are the edits found on the way"
    said = json.loads((desk.folder / EDITION / "proposals.json").read_text(encoding="utf-8"))
    assert one["id"] not in [each["id"] for each in said["open"]]


def test_the_wish_reaches_the_model_with_what_stands_there_and_the_rules_above_it(desk: Desk) -> None:
    calls = desk.endpoint.calls
    desk.redo("--item", f"{desk.site.base}/qr-pilot", "--note", "shorter,\nname the bank")
    text = user_text(desk.endpoint.requests[calls])
    assert "The editor wants another version of it: shorter, name the bank" in text
    assert "- The article reports in its sentence one what follows." in text
    assert text.index("<article") < text.index("shorter, name the bank")


def test_a_later_draft_keeps_what_was_redone_and_asks_for_it_no_more(desk: Desk) -> None:
    desk.redo("--section", "conclusion", "--note", "shorter")
    after, calls = desk.post, desk.endpoint.calls
    assert "item names once more" in after
    again = drafter(desk.folder, "draft", *WINDOW, "--json")
    assert again.returncode == 0, again.stderr
    assert desk.post == after or "item names once more" in desk.post
    assert "conclusion" not in desk.asked(calls)


@pytest.mark.parametrize(("section", "says"), [("analysis", "not yet decided once more"), ("conclusion", "item names once more")])
def test_a_section_is_asked_for_alone(desk: Desk, section: str, says: str) -> None:
    calls = desk.endpoint.calls
    told = desk.redo("--section", section)
    assert desk.asked(calls) == [section]
    assert says in desk.post
    assert [one["piece"] for one in told["changes"]] == [section]


def test_title_and_lede_are_written_anew_each_by_itself(desk: Desk) -> None:
    before, calls = desk.post, desk.endpoint.calls
    desk.redo("--section", "title")
    assert "Plans wait for a decision once more" in desk.post
    assert "Two plans wait for a decision." in desk.post
    told = desk.redo("--section", "lede")
    assert "Two plans wait for a decision once more" in desk.post
    assert {one["piece"] for one in told["changes"]} == {"lede", "front"}
    assert desk.asked(calls)[:1] == ["front"]
    assert len(before.splitlines()) == len(desk.post.splitlines())


def test_all_of_it_is_written_anew_and_undone_in_one_step(desk: Desk) -> None:
    before, calls = desk.post, desk.endpoint.calls
    desk.redo("--all")
    assert sorted(desk.asked(calls))[:2] == ["analysis", "conclusion"]
    assert desk.asked(calls).count("summarize") == 3
    assert "theses" not in desk.asked(calls)
    assert desk.post != before
    assert here(desk.folder, "undo").returncode == 0
    assert desk.post == before
    told = desk.redo("--section", "conclusion")
    assert "item names once more" in desk.post, told


def test_only_proposed_the_post_stays_as_it_is(desk: Desk) -> None:
    before = desk.post
    told = desk.redo("--item", f"{desk.site.base}/qr-pilot", "--propose")
    assert desk.post == before
    assert len(told["proposals"]) >= 2
    said = here(desk.folder, "redo", "--item", f"{desk.site.base}/ai-credit", "--propose").stderr
    assert "stands as it was" in said
    assert "as drafter has it now" not in said


def test_a_locked_piece_is_not_asked_for_until_it_is_let_go_of(desk: Desk) -> None:
    url = f"{desk.site.base}/qr-pilot"
    assert here(desk.folder, "redo", "--lock", url).returncode == 0
    before, calls = desk.post, desk.endpoint.calls
    assert "is locked" in here(desk.folder, "redo", "--item", url).stderr
    assert (desk.post, desk.endpoint.calls) == (before, calls)
    assert here(desk.folder, "redo", "--unlock", url).returncode == 0
    desk.redo("--item", url)
    assert desk.post != before


def test_what_cannot_be_redone_is_said_with_the_way_out(desk: Desk) -> None:
    before = desk.post
    unknown = here(desk.folder, "redo", "--item", "https://elsewhere.example/x")
    assert (unknown.returncode, "is no item that drafter wrote" in unknown.stderr) == (2, True)
    assert "does not say what" in here(desk.folder, "redo").stderr
    embedded = here(desk.folder, "redo", "--all", DRAFTER_MODEL__KIND="extractive")
    assert embedded.returncode == 2
    assert "nobody to write" in embedded.stderr
    desk.endpoint.behaviour = lambda request, _: refuse(400, "no such luck")
    failed = here(desk.folder, "redo", "--item", f"{desk.site.base}/qr-pilot")
    assert failed.returncode in (1, 4), failed.stderr
    assert desk.post == before


def test_a_wish_that_the_digests_own_prompt_has_no_place_for_is_not_dropped_unsaid(desk: Desk) -> None:
    bundled = (Path(__file__).parent.parent.parent / "prompts" / "conclusion.md").read_text(encoding="utf-8")
    own = re.sub(r"\{% if wish %\}.*?\{% endif %\}\n(?=\{% if problems)", "", bundled, flags=re.DOTALL)
    own = re.sub(r"^  (wish|before): .*\n", "", own, flags=re.MULTILINE)
    (desk.folder / "prompts").mkdir()
    (desk.folder / "prompts" / "conclusion.md").write_text(own, encoding="utf-8")
    calls = desk.endpoint.calls
    refused = here(desk.folder, "redo", "--section", "conclusion", "--note", "shorter")
    assert (refused.returncode, "has no place for what the editor wants" in refused.stderr) == (2, True)
    assert desk.endpoint.calls == calls


def test_offline_a_kept_redo_is_replayed(desk: Desk) -> None:
    url = f"{desk.site.base}/qr-pilot"
    desk.redo("--item", url)
    once = desk.post
    assert here(desk.folder, "undo").returncode == 0
    missing = here(desk.folder, "redo", "--item", url, "--offline")
    assert missing.returncode == 1
    assert "no answer is kept" in missing.stderr
    assert here(desk.folder, "undo", "--to", "2").returncode == 0
    assert desk.post == once


def test_a_post_of_a_persons_own_and_a_broken_base_are_told(desk: Desk) -> None:
    own = "_drafts/own.md"
    (desk.folder / own).write_text(
        f"---\ntitle: Own\ndate: 2026-01-29\n---\n\n# Own\n\n## Top Stories\n\n### A rule\n\nIt said so.\n\n**Source:** [Rule]({desk.site.base}/own)\n",
        encoding="utf-8",
    )
    assert here(desk.folder, "publish", "--offline", post=own).returncode == 0
    (post,) = (path for path in desk.folder.rglob("*own.md") if ".drafter" not in path.parts)
    refused = here(desk.folder, "redo", "--all", post=post.relative_to(desk.folder).as_posix())
    assert refused.returncode == 2, refused.stderr
    assert "was not drafted here" in refused.stderr
    (desk.folder / EDITION / "draft.md").write_bytes(b"\xff")
    broken = here(desk.folder, "redo", "--section", "title")
    assert broken.returncode == 1
    assert "is not what drafter wrote" in broken.stderr


def test_a_judges_answers_are_carried_over_a_prompt_change(desk: Desk, tmp_path: Path) -> None:
    from drafter import bundled

    env = {"DRAFTER_CHECK__JUDGE": "on"}
    assert run("draft", "-C", desk.folder, *WINDOW, **env).exit_code == 0
    assert run("record", tmp_path / "fixture", "-C", desk.folder).exit_code == 0
    (desk.folder / "prompts").mkdir()
    changed = bundled.read("prompts", "judge.md", None).replace("Return `verdicts`", "Now Return `verdicts`")
    (desk.folder / "prompts/judge.md").write_text(changed, encoding="utf-8")
    rekeyed = run("record", tmp_path / "fixture", "-C", desk.folder, "--rekey", "--yes", **env)
    assert rekeyed.exit_code == 0, rekeyed.stderr
    assert "3 answers accepted, 3 files written" in rekeyed.stdout
