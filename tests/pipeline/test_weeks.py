"""Three weeks from kept pages and answers, in both languages and byte for byte: a quiet one, a full one, and one put together by three people day by day."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.week import drafter, environment
from tests.post import sites
from tests.tools import need

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
THIN, HEAVY, WEEK = "2026-W08", "2026-W11", "2026-W16"
DRAFTS = {
    "thin": "_drafts/cloud-native-weekly-2026-w08.md",
    "heavy": "_drafts/cloud-finance-weekly-2026-w11.md",
    "week": "_drafts/bay-desk-2026-w16.md",
}
ENGLISH = {
    "thin": {"NAME": "Cloud Native Weekly", "AUTHOR": "Cloud Native Weekly desk"},
    "heavy": {"NAME": "Cloud Finance Weekly", "AUTHOR": "Cloud Finance Weekly desk", "SECTIONS": "Fintech,Cloud Native"},
    "week": {"NAME": "The Bay Desk", "AUTHOR": "The Bay Desk"},
}
VARIANTS = pytest.mark.parametrize(("language", "writer"), [("zh", "replay"), ("en", "replay"), ("zh", "extractive"), ("en", "extractive")])


def _copy(name: str, to: Path) -> Path:
    return Path(shutil.copytree(FIXTURES / name, to / name))


def _drafted(folder: Path, language: str, writer: str, *more: str) -> str:
    name = folder.name
    env = {f"DRAFTER_DIGEST__{key}": value for key, value in ENGLISH[name].items()} | {"DRAFTER_DIGEST__LANGUAGE": "en"} if language == "en" else {}
    result = drafter(folder, "draft", "--offline", "--writer", writer, *more, **env)
    assert result.returncode == 0, result.stderr
    return (folder / DRAFTS[name]).read_text(encoding="utf-8")


def _golden_name(folder: Path, language: str, writer: str) -> str:
    return f"{folder.name}/{language}{'' if writer == 'replay' else '-extractive'}.md"


def _record(folder: Path, edition: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / ".drafter/editions" / edition / "record.json").read_text(encoding="utf-8"))
    return found


def _by_page(record: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Candidates by the last part of their address."""
    return {candidate["url"].rstrip("/").rsplit("/", 1)[-1]: candidate for candidate in record["candidates"]}


def _part(draft: str, heading: str) -> str:
    """What stands below a heading of the draft."""
    return draft.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def _titles(text: str) -> list[str]:
    return re.findall(r"^### (.+)$", text, re.MULTILINE)


# A quiet week: two of eight sources can be used


@VARIANTS
def test_a_thin_week_is_drafted_as_read_short_and_without_padding(tmp_path: Path, golden, language: str, writer: str) -> None:
    folder = _copy("thin", tmp_path)
    draft = _drafted(folder, language, writer)
    golden(_golden_name(folder, language, writer), draft)
    assert len(_titles(draft)) == 2
    said = {"zh": "本期只有 2 条可用的新闻（希望至少 3 条）", "en": "edition has only 2 usable items (3 were wanted)"}
    assert said[language] in draft, "the editor is told, in the draft itself"
    assert "thin" in " ".join(flag["code"] for flag in _record(folder, THIN)["flags"])
    assert "nimbusdays" not in draft
    assert "tinhouse" not in draft
    if writer == "replay":
        analysis = _part(draft, {"zh": "分析", "en": "Analysis"}[language]).strip().split("\n\n")
        assert len(analysis) == 2, "an opening sentence and one paragraph"


def test_a_thin_week_says_of_each_source_why_it_is_not_used(tmp_path: Path) -> None:
    folder = _copy("thin", tmp_path)
    _drafted(folder, "zh", "replay")
    record = _record(folder, THIN)
    reasons = {page: candidate["reason"] for page, candidate in _by_page(record).items()}
    assert reasons == {
        "keelson-2-9": "ranked",
        "xingzhu-certificate-postmortem": "ranked",
        "keelson-shortens-certificates-to-a-day": "near-duplicate",
        "image-registry-price": "outside-window",
        "ledger-of-idle-nodes": "outside-window",
        "small-clusters": "undated",
        "cloud-native-days-shenzhen-2026": "not-news",
    }
    assert {failure["reason"] for failure in record["failures"]} == {"paywall", "listing-page"}
    assert "(https://stackbulletin.example/" in (folder / DRAFTS["thin"]).read_text(encoding="utf-8"), "a copy elsewhere is a further source"


# A full week: 19 articles, two sections, three stories told by several sources


@VARIANTS
def test_a_heavy_week_is_drafted_as_read_by_section_with_briefs(tmp_path: Path, golden, language: str, writer: str) -> None:
    folder = _copy("heavy", tmp_path)
    draft = _drafted(folder, language, writer)
    golden(_golden_name(folder, language, writer), draft)
    wanted = {"zh": ["金融科技", "云原生", "简讯", "分析", "结论"], "en": ["Fintech", "Cloud Native", "In Brief", "Analysis", "Conclusion"]}[language]
    assert re.findall(r"^## (.+)$", draft, re.MULTILINE) == wanted
    assert (len(_titles(_part(draft, wanted[0]))), len(_titles(_part(draft, wanted[1])))) == (4, 2)
    briefs = [line for line in _part(draft, wanted[2]).splitlines() if line.startswith("- ")]
    assert [re.findall(r"\]\(https?://([^/)]+)", line) for line in briefs] == [
        ["yunzhan-guancha.example"],
        ["nanyang-zhifu.example"],
        ["rackline.example"],
        ["newsroom.marlowgrid.example"],
    ]
    items = "".join(_part(draft, heading) for heading in wanted[:2])
    assert all(
        f"({url}" in items for url in ("https://wire.northquay.example/", "https://www.haiwan-caijing.example/2026-03-10/", "https://nanyang-zhifu.example/")
    )
    assert _titles(draft) == _titles(items), "a brief has no heading"


def test_sources_of_one_story_that_disagree_are_both_shown(tmp_path: Path) -> None:
    folder = _copy("heavy", tmp_path)
    draft = _drafted(folder, "zh", "replay")
    flags = [flag for flag in _record(folder, HEAVY)["flags"] if flag["code"] == "sources-disagree"]
    assert [(flag["words"], flag["nearest"]) for flag in flags] == [("约2800家", "about 2,300")]
    assert "“约2800家”与“about 2,300”" in draft
    checked = drafter(folder, "check", DRAFTS["heavy"])
    assert checked.returncode == 0, checked.stderr
    page = (folder / f".drafter/editions/{HEAVY}/review.html").read_text(encoding="utf-8")
    assert "sources-disagree" in page
    assert page.count("WARN</") == checked.stdout.count("WARN GR"), "every flag that is counted has its card"


def test_a_heavy_weeks_stories_are_one_item_each_with_their_further_sources(tmp_path: Path) -> None:
    folder = _copy("heavy", tmp_path)
    _drafted(folder, "zh", "extractive")
    edition = json.loads((folder / f".drafter/editions/{HEAVY}/edition.json").read_text(encoding="utf-8"))
    stories = {item["link"]["url"]: sorted(link["url"] for link in item["further"]) for item in edition["items"] if item["further"]}
    assert stories == {
        "https://harbourledger.example/2026/03/10/singapore-72-hour-cloud-exit/": [
            "https://wire.northquay.example/story/singapore-cloud-exit-20260310.html",
            "https://www.haiwan-caijing.example/2026-03-10/singapore-cloud-exit.html",
        ],
        "https://rackline.example/2026/03/marlowgrid-frankfurt/": ["https://yunzhan-guancha.example/2026/03/marlowgrid-routing-table"],
        "https://www.haiwan-caijing.example/2026-03-09/chaoxi-biwan.html": ["https://nanyang-zhifu.example/2026/03/chaoxi-buys-biwan"],
    }
    assert [item["place"] for item in edition["items"]] == ["item"] * 6 + ["brief"] * 4


def test_a_heavy_weeks_shortlist_shows_caps_and_kinds_in_its_reasons(tmp_path: Path) -> None:
    folder = _copy("heavy", tmp_path)
    result = drafter(folder, "shortlist", "--offline")
    assert result.returncode == 0, result.stderr
    blocks = {_page(block): block for block in result.stdout.split("\n\n")[1:]}
    said = {
        "jianglan-return-rate.html": "source-cap: 1 items are of 海湾财经 already",
        "insurers-drop-claims-ledger": "source-cap: 2 items are of Harbour Ledger already",
        "marlowgrid-claims": "topic-cap: 1 items speak of it already",
        "drill-for-the-wrong-disaster": "over-limit: the edition has its 6 items",
        "cloud-native-days-shenzhen-2026": "not-news: event-listing",
    }
    for page, reason in said.items():
        assert blocks[page].startswith("drop?")
        assert f"| not chosen: {reason}" in blocks[page]
    kinds = {"bank-zone-zurich": "press-release", "drill-for-the-wrong-disaster": "opinion", "marlowgrid-frankfurt": "news"}
    assert all(f" · {kind}\n" in blocks[page] for page, kind in kinds.items())
    assert blocks["marlowgrid-frankfurt"].startswith("item?  [云原生] ")
    assert "| also " not in blocks["marlowgrid-claims"], "a later stage of a story is a story of its own"
    assert not (folder / DRAFTS["heavy"]).exists()


def _page(block: str) -> str:
    """The last part of the address that a block of the shortlist is of."""
    found = re.search(r"https?://\S+", block)
    assert found, block
    return found[0].rstrip("/").rsplit("/", 1)[-1]


# A week put together day by day


MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (f"2026-04-{day}" for day in range(13, 18))
PREMIUM = "https://harbourledger.example/premium/2026/04/15/insurers-exclude-agents/"
REPORT = "https://bay-payments-institute.example/pilots/agent-payments-interim.pdf"
CIRCULAR = "https://qingsuan-tongye.example/members/2026/16"
AGENTS = "https://harbourledger.example/2026/04/13/calder-finch-agents-cap/"
HELD = "https://www.paywire.example/regulation/agent-register-embargo"
ADDS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    (f"{MONDAY}T09:20", "林舟", ("files/morning-tide.eml",), ""),
    (f"{MONDAY}T11:05", "Priya", ("https://www.haiwan-caijing.example/2026-04-12/jianglan-aml-agents.html", "--note", "夜班那段可以和英国的放一起看"), ""),
    (f"{WEDNESDAY}T10:10", "何苗", (PREMIUM,), ""),
    (f"{THURSDAY}T09:30", "Priya", ("-", "--url", PREMIUM, "--note", "全文，我有订阅"), "insurers.txt"),
    (f"{THURSDAY}T10:45", "何苗", ("files/agent-payments-pilot.pdf", "--url", REPORT, "--note", "看单笔限额和确认收款人那一段"), ""),
    (f"{THURSDAY}T14:00", "林舟", ("files/clearing-circular.txt", "--private", "--url", CIRCULAR, "--note", "会员通讯，正文不得交给外部系统"), ""),
    (f"{THURSDAY}T18:20", "何苗", (AGENTS, "--note", "头条备选"), ""),
    (f"{FRIDAY}T09:40", "Priya", (HELD, "--not-before", "2026-04-20", "--note", "周一解禁"), ""),
)
"""When, who, what, and the file on standard input. Nothing on Tuesday, and on Wednesday a page that cannot be read."""


def _add(folder: Path, at: str, by: str, words: tuple[str, ...], pasted: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "drafter", "add", *words, "--offline", "--at", at, "--by", by]
    text = (folder / "files" / pasted).read_text(encoding="utf-8") if pasted else ""
    return subprocess.run(command, cwd=folder, env=environment(), input=text, capture_output=True, text=True, timeout=120, check=False, encoding="utf-8")


def _collected(to: Path) -> Path:
    """The week's folder as it is on Friday, the shortlist edited."""
    folder = _copy("week", to)
    for add in ADDS:
        result = _add(folder, *add)
        assert result.returncode == 0, result.stderr
    shortlist = drafter(folder, "shortlist", "--offline", "--at", f"{FRIDAY}T14:00")
    assert shortlist.returncode == 0, shortlist.stderr
    (folder / "shortlist.before.txt").write_text(shortlist.stdout, encoding="utf-8")
    shutil.copy(folder / "shortlist.edited.txt", folder / f".drafter/editions/{WEEK}/shortlist.txt")
    return folder


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _collected(tmp_path_factory.mktemp("friday"))


@pytest.fixture
def week(collected: Path, tmp_path: Path) -> Path:
    """A copy of its own for each test."""
    return Path(shutil.copytree(collected, tmp_path / "week"))


def _inbox(folder: Path, at: str) -> dict[str, dict[str, Any]]:
    found = json.loads(drafter(folder, "inbox", "--json", "--at", at).stdout)
    return {candidate["url"]: candidate for candidate in found["candidates"]}


@VARIANTS
def test_the_collected_week_is_drafted_as_read(week: Path, golden, language: str, writer: str) -> None:
    draft = _drafted(week, language, writer, "--at", f"{FRIDAY}T16:00")
    golden(_golden_name(week, language, writer), draft)
    places = [(candidate["place"], candidate["url"]) for candidate in _record(week, WEEK)["candidates"] if candidate["chosen"]]
    assert [place for place, _ in places] == ["lead", "item", "item", "item", "item", "brief", "brief"]
    assert [url for _, url in places][:5:2] == [PREMIUM, REPORT, CIRCULAR]
    assert draft.index(f"({PREMIUM})") < draft.index(f"({AGENTS})") < draft.index(f"({REPORT})") < draft.index(f"({CIRCULAR})")
    assert "keelson" not in draft, "dropped by hand"
    assert HELD not in draft
    assert not [flag for flag in _record(week, WEEK)["flags"] if flag["severity"] in ("HIGH", "BLOCK")]


def test_the_collected_week_replays_to_the_same_bytes(week: Path, tmp_path: Path) -> None:
    again = _collected(tmp_path / "again")
    drafted = [_drafted(folder, "zh", "replay", "--at", f"{FRIDAY}T16:00") for folder in (week, again, again)]
    assert len(set(drafted)) == 1
    kept = [
        path.relative_to(week) for name in (".drafter/inbox", ".drafter/editions", "_drafts") for path in sorted((week / name).rglob("*")) if path.is_file()
    ]
    assert len(kept) > 15
    assert {path: (again / path).read_bytes() for path in kept} == {path: (week / path).read_bytes() for path in kept}


def test_each_day_adds_what_was_added_and_two_days_are_thin(week: Path) -> None:
    days = [path.name[:10] for path in (week / ".drafter/inbox").glob("*.md")]
    assert {day: days.count(day) for day in (MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)} == {MONDAY: 6, TUESDAY: 0, WEDNESDAY: 1, THURSDAY: 4, FRIDAY: 1}
    found = _inbox(week, f"{FRIDAY}T12:00")
    assert len(found) == 10, "two of the twelve files are of candidates that were there already"
    assert found[AGENTS]["by"] == ["林舟", "何苗"]
    assert {name for candidate in found.values() for name in candidate["by"]} == {"林舟", "Priya", "何苗"}


def test_a_newsletter_offers_its_articles_and_nothing_else(tmp_path: Path) -> None:
    folder = _copy("week", tmp_path)
    assert _add(folder, *ADDS[0]).returncode == 0
    assert sorted(_inbox(folder, f"{TUESDAY}T09:00")) == [
        AGENTS,
        "https://rackline.example/2026/04/keelson-3-second-candidate/",
        "https://wire.northquay.example/story/payments-board-agent-consent-20260412.html",
        "https://www.paywire.example/fraud/calder-finch-61-loans",
        "https://yunzhan-guancha.example/2026/04/qingzhou-snapshot-leak",
    ], "redirects unwrapped, no tracking, neither the sponsor nor the mailer's own links"


def test_a_paywalled_page_is_put_by_and_read_once_its_text_is_pasted(tmp_path: Path) -> None:
    folder = _copy("week", tmp_path)
    first = _add(folder, *ADDS[2])
    assert first.returncode == 0
    assert "paste the text" in first.stderr
    assert PREMIUM in first.stderr
    assert _inbox(folder, f"{WEDNESDAY}T12:00")[PREMIUM]["problem"] == "paywall"
    assert _add(folder, *ADDS[3]).returncode == 0
    pasted = _inbox(folder, f"{THURSDAY}T12:00")[PREMIUM]
    assert (pasted["problem"], pasted["by"]) == ("", ["何苗", "Priya"])


def test_what_is_held_back_comes_with_its_week(week: Path) -> None:
    assert _inbox(week, f"{FRIDAY}T12:00")[HELD]["when"] == "held"
    assert HELD not in (week / "shortlist.before.txt").read_text(encoding="utf-8")
    _drafted(week, "zh", "replay", "--at", f"{FRIDAY}T16:00")
    assert HELD not in [candidate["url"] for candidate in _record(week, WEEK)["candidates"]]
    following = _inbox(week, "2026-04-24T12:00")
    assert {url: candidate["when"] for url, candidate in following.items()} == {HELD: "now"}


def test_private_text_is_in_the_post_and_in_no_request(week: Path) -> None:
    text = (week / "files/clearing-circular.txt").read_text(encoding="utf-8")
    sentences = [sentence for sentence in re.split(r"[。\n]", text) if len(sentence) > 10]
    assert len(sentences) > 5
    for language in ("zh", "en"):
        draft = _drafted(week, language, "replay", "--at", f"{FRIDAY}T16:00")
        assert sum(sentence in draft for sentence in sentences) > 2
    requests = [path.read_text(encoding="utf-8") for path in sorted((week / "answers").rglob("*.json"))]
    assert any("Castellan Mutual" in request for request in requests), "what may be asked about is asked about"
    assert not [sentence for sentence in sentences for request in requests if sentence in request]
    assert CIRCULAR not in "".join(requests)
    marks = {candidate["url"]: candidate["marks"] for candidate in _record(week, WEEK)["candidates"]}
    assert "private" in marks[CIRCULAR]
    assert not (week / ".drafter/kept/answers").exists(), "every answer came from the fixture"


def test_the_editors_decisions_and_notes_stay_when_the_shortlist_is_written_again(week: Path) -> None:
    edited = (week / "shortlist.edited.txt").read_text(encoding="utf-8")
    assert drafter(week, "shortlist", "--offline", "--at", f"{FRIDAY}T16:00").returncode == 0
    kept = (week / f".drafter/editions/{WEEK}/shortlist.txt").read_text(encoding="utf-8")

    def own(text: str) -> list[str]:
        return [line for line in text.splitlines() if re.match(r"(lead|item|brief|drop) |#", line)]

    assert own(kept) == own(edited)
    assert len(own(kept)) == 9
    assert "| added by 林舟, 何苗:" in kept
    assert "| look at: undated, private" in kept


# All of them on a site


@pytest.mark.jekyll
def test_jekyll_builds_the_weeks_whole_and_with_nothing_live_in_them(tmp_path: Path) -> None:
    need("jekyll")
    (tmp_path / "_drafts").mkdir()
    posts = {f"{name}-{language}": FIXTURES / "golden" / name / f"{language}.md" for name in DRAFTS for language in ("zh", "en")}
    for slug, path in posts.items():
        shutil.copy(path, tmp_path / "_drafts" / f"{slug}.md")
    sites.build("jekyll", tmp_path)
    for slug, path in posts.items():
        body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
        seen = sites.look(tmp_path, slug)
        assert set(seen.live) <= {"<ul>", "<li>"}, "lists are of the briefs"
        assert seen.links == re.findall(r"\]\((https?://[^)\s]+)\)", body)
        assert [text for tag, text in seen.blocks if tag in ("h2", "h3")] == [sites.straight(text) for text in re.findall(r"^###? (.+)$", body, re.MULTILINE)]
        assert sum(tag in ("p", "ul") for tag, _ in seen.blocks) > len(_titles(body)) * 2
