"""What lies on the editor's desk is obeyed, whoever else offers the same, and nothing laid there is lost."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.llm.endpoint import Endpoint, Reply, Request, say
from tests.pipeline.week import STORIES, WINDOW, digest, drafter, environment, pages
from tests.pipeline.writer import good, step
from tests.site import serving

DRAFT = "_drafts/test-weekly-2026-w05.md"
EDITION = ".drafter/editions/2026-W05"
TUESDAY = ("--at", "2026-01-27T10:00", "--by", "Li")
NOTE = "Palm Pay told us in confidence that the payment link between the islands will cost 4 crowns a month for small shops from March on. " * 4


def _candidates(folder: Path, edition: str = "2026-W05") -> dict[str, dict[str, Any]]:
    record = json.loads((folder / ".drafter/editions" / edition / "record.json").read_text(encoding="utf-8"))
    return {candidate["url"].rsplit("/", 1)[-1]: candidate for candidate in reversed(record["candidates"])}


def _paste(folder: Path, text: str, *words: str) -> None:
    command = [sys.executable, "-m", "drafter", "add", "-", *words]
    done = subprocess.run(command, cwd=folder, env=environment(), input=text, capture_output=True, text=True, timeout=60, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr


def _all(request: Request) -> str:
    return json.dumps(request, ensure_ascii=False)


def test_a_page_that_a_person_calls_private_goes_to_no_model_whoever_lists_it(tmp_path: Path) -> None:
    with serving(pages()) as site, Endpoint(lambda request, _: say(good(request))) as endpoint:
        folder = digest(tmp_path / "d", site.base, model={"base_url": endpoint.url})
        assert drafter(folder, "add", f"{site.base}/qr-pilot", "--private", *TUESDAY).returncode == 0
        result = drafter(folder, "draft", *WINDOW, "--pick", f"{site.base}/qr-pilot")
        assert result.returncode == 0, result.stderr
    assert _candidates(folder)["qr-pilot"]["marks"] == ["picked", "private"]
    assert f"({site.base}/qr-pilot)" in (folder / DRAFT).read_text(encoding="utf-8")
    assert not [step(request) for request in endpoint.requests if "Palm Pay" in _all(request)]


def test_private_material_is_proposed_by_nobody(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base, ["/harbour-loan"])
        _paste(folder, NOTE, "--title", "A talk with Palm Pay", "--private", *TUESDAY)
        assert drafter(folder, "draft", *WINDOW, "--auto").returncode == 0
    assert "Palm Pay" not in (folder / DRAFT).read_text(encoding="utf-8")
    assert [one["reason"] for one in _candidates(folder).values() if "private" in one["marks"]] == ["private"]


def test_an_embargo_holds_whoever_else_offers_the_article(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        assert drafter(folder, "add", f"{site.base}/qr-pilot", "--not-before", "2026-02-02", *TUESDAY).returncode == 0
        assert drafter(folder, "draft", *WINDOW).returncode == 0
    held = _candidates(folder)["qr-pilot"]
    assert (held["reason"], held["detail"]) == ("held-back", "not before 2026-02-02")


def test_texts_without_an_address_do_not_shut_out_the_next_weeks(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base, [])
        _paste(folder, NOTE, "--title", "Palm Pay sets a price", "--at", "2026-01-21T10:00")
        assert drafter(folder, "draft", "--at", "2026-01-23T18:00").returncode == 0
        _paste(folder, NOTE.replace("Palm Pay", "Reef Bank").replace("crowns", "marks"), "--title", "Reef Bank cuts staff", "--at", "2026-01-28T10:00")
        result = drafter(folder, "draft", "--at", "2026-01-30T18:00")
    assert result.returncode == 0, result.stderr
    assert "Reef Bank cuts staff" in (folder / DRAFT).read_text(encoding="utf-8")


def test_two_texts_without_an_address_are_two_and_the_shortlist_can_name_them(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base, [])
        _paste(folder, NOTE, "--title", "Palm Pay sets a price", *TUESDAY)
        _paste(
            folder,
            "The harbour of Dolmen closes two of its nine piers in June, the port office said on Monday. " * 6,
            "--title",
            "Dolmen closes piers",
            *TUESDAY,
        )
        first = drafter(folder, "shortlist", *WINDOW)
        assert first.returncode == 0, first.stderr
        path = folder / EDITION / "shortlist.txt"
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "file:" in line]
        assert len(lines) == 2
        shown = [line for line in path.read_text(encoding="utf-8").splitlines() if " · " in line]
        assert [re.sub(r"[0-9a-f]{6}", "…", line.split(" · ")[1]) for line in shown] == [
            f"2026-01-27-{slug}-….md" for slug in ("dolmen-closes-piers", "palm-pay-sets-a-price")
        ]
        path.write_text("\n".join(f"{word} {line.split()[1]}" for word, line in zip(("lead", "drop"), lines, strict=True)), encoding="utf-8")
        assert drafter(folder, "draft", *WINDOW).returncode == 0
    assert sorted(one["place"] or one["reason"] for one in _candidates(folder).values() if one["article_id"]) == ["dropped-by-editor", "lead"]


def test_a_shortlist_costs_no_model_call(tmp_path: Path) -> None:
    with serving(pages()) as site, Endpoint(lambda request, _: say(good(request))) as endpoint:
        items = "".join(
            f"<item><title>{title}</title><link>/{name}</link><pubDate>Wed, 28 Jan 2026 01:30:00 GMT</pubDate></item>" for name, title, *_ in STORIES
        )
        feed = f'<rss version="2.0"><channel><title>T</title><link>{site.base}/</link>{items}</channel></rss>'
        site.pages["/feed.xml"] = 200, "application/rss+xml", feed.encode()
        site.delay_s = 0.3
        folder = digest(tmp_path / "d", site.base, ["/feed.xml"], model={"base_url": endpoint.url})
        assert drafter(folder, "shortlist", *WINDOW).returncode == 0
    assert endpoint.requests == []


def test_what_the_editor_writes_into_the_theses_while_a_draft_runs_stays(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    own = "# mine\nskip [i123 i456] Not this one\n"

    def behave(request: Request, n: int) -> Reply:
        if step(request) == "conclusion":
            (folder / EDITION).mkdir(parents=True, exist_ok=True)
            (folder / EDITION / "theses.txt").write_text(own, encoding="utf-8")
        return say(good(request))

    with serving(pages()) as site, Endpoint(behave) as endpoint:
        digest(folder, site.base, model={"base_url": endpoint.url})
        assert drafter(folder, "draft", *WINDOW).returncode == 0
    text = (folder / EDITION / "theses.txt").read_text(encoding="utf-8")
    assert "# mine" in text
    assert "skip [i123 i456] Not this one" in text
    assert "use?" in text


def test_a_bundle_carries_the_desk_and_replays_elsewhere_to_the_same_bytes(tmp_path: Path) -> None:
    with serving(pages()) as site, Endpoint(lambda request, _: say(good(request))) as endpoint:
        folder = digest(tmp_path / "d", site.base, ["/harbour-loan", "/ai-credit", "/wallet-fine"], model={"base_url": endpoint.url})
        assert drafter(folder, "add", f"{site.base}/qr-pilot", "--note", "for Thursday", *TUESDAY).returncode == 0
        assert drafter(folder, "shortlist", *WINDOW, "--lead", f"{site.base}/qr-pilot", "--drop", f"{site.base}/wallet-fine").returncode == 0
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        text = (folder / DRAFT).read_bytes()
        assert drafter(folder, "record", str(tmp_path / "bundle")).returncode == 0
        other = tmp_path / "other"
        other.mkdir()
        for name in ("drafter.toml", "sources.txt"):
            shutil.copy(folder / name, other / name)
    replay = drafter(other, "draft", *WINDOW, "--bundle", str(tmp_path / "bundle"))
    assert replay.returncode == 0, replay.stderr
    assert (other / DRAFT).read_bytes() == text


def test_a_bundle_that_holds_private_texts_names_them(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base, ["/harbour-loan", "/ai-credit"])
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        assert "private" not in drafter(folder, "record", str(tmp_path / "open")).stderr
        assert drafter(folder, "add", f"{site.base}/qr-pilot", "--private", *TUESDAY).returncode == 0
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        told = drafter(folder, "record", str(tmp_path / "bundle")).stderr
    assert "private" in told
    assert "/qr-pilot" in told


def test_an_edited_proposal_is_put_by_before_another_takes_its_place(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        assert drafter(folder, "draft", *WINDOW).returncode == 0
        (folder / DRAFT).write_text("mine\n", encoding="utf-8")
        assert drafter(folder, "draft", *WINDOW, "--drop", f"{site.base}/qr-pilot").returncode == 0
        beside = folder / EDITION / "draft.new.md"
        beside.write_text(beside.read_text(encoding="utf-8") + "\nworked on\n", encoding="utf-8")
        assert drafter(folder, "draft", *WINDOW, "--drop", f"{site.base}/ai-credit").returncode == 0
    assert "worked on" in (folder / EDITION / "draft.new.1.md").read_text(encoding="utf-8")
    assert "worked on" not in beside.read_text(encoding="utf-8")


def test_what_a_feed_brings_after_the_cutoff_though_it_is_of_before_is_a_candidate_of_the_next_edition(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base, ["/harbour-loan"])
        assert drafter(folder, "draft", "--at", "2026-01-29T18:00").returncode == 0
        (folder / "sources.txt").write_text(f"{site.base}/harbour-loan\n{site.base}/ai-credit\n", encoding="utf-8")
        result = drafter(folder, "draft", "--at", "2026-02-05T18:00")
    assert result.returncode == 0, result.stderr
    late = _candidates(folder, "2026-W06")
    assert (late["ai-credit"]["reason"], late["harbour-loan"]["reason"]) == ("ranked", "repeat")


def test_a_shortlist_of_another_encoding_is_named(tmp_path: Path) -> None:
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base)
        (folder / EDITION).mkdir(parents=True)
        (folder / EDITION / "shortlist.txt").write_bytes("# 头条\n".encode("gb18030"))
        result = drafter(folder, "draft", *WINDOW)
    assert result.returncode == 2
    assert "UTF-8" in result.stderr
