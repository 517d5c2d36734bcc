"""`drafter report`: one page about all editions, complete, inert, and never in the place of a person's file."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from drafter import bundled
from drafter.config import load
from drafter.entities import Language
from drafter.reporting import page, report
from drafter.store.decisions import Decision
from drafter.store.demotions import Demotion, keep
from tests.check.test_review_record import HOSTILE
from tests.cli.command import run
from tests.remember import desk
from tests.remember.demo import CAUSEWAY, DRAFT, TRUE, call, edit

NOW = datetime(2026, 2, 10, 1, 0, tzinfo=UTC)


def behind(folder: Path, language: Language) -> Path:
    """Four editions: one without a known cost, one overridden, one corrected, the last a draft."""
    desk.start(folder, language)
    for week, (edits, standing, waived, cost) in enumerate([(3, 2, 0, 0.08), (2, 1, 1, None), (1, 0, 1, 0.05), (1, 1, 0, 0.04)], 2):
        name = desk.add(folder, week, language, edits=edits, standing=standing, waived=waived, cost=cost)
        at = desk.START + timedelta(weeks=week - 2)
        for number in range(5 - week):
            desk.decide(folder, name, Decision(at=at, what="fixed", by="王怡", code="figure-not-in-source", words=str(number), before="x"))
        if week < 5:
            desk.publish(folder, name)
    why = {
        "zh": ("监管机构电话更正，官网次日才改", "来源于1月30日更正"),
        "en": ("The regulator called; its site followed a day later", "The source was corrected"),
    }
    override, correction = why[language]
    at = desk.START + timedelta(weeks=2)
    was = desk.SENTENCES[language][1]
    made = {"at": at, "by": "林若", "before": was, "after": was.replace("41", "42"), "reason": correction}
    desk.decide(folder, "2026-W03", Decision(at=at, what="override", by="陈主编", code="figure-contradicted", words="20亿港元", reason=override))
    desk.decide(folder, "2026-W04", Decision.model_validate({"what": "corrected", **made}))
    keep(folder, Demotion(code="figure-elsewhere", at=at, by="陈主编"))
    return folder


def shown(folder: Path, language: Language | None = None) -> str:
    settings, _ = load(folder)
    told = report(folder, settings, NOW)
    told = told.model_copy(update={"language": language}) if language else told
    return page.page(told, bundled.read("templates", page.TEMPLATE, None), settings.digest.zone)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_of_a_desk_is_as_read(tmp_path: Path, golden: Any, language: Language) -> None:
    golden(f"report.{language}.html", shown(behind(tmp_path, language)))


def test_it_tells_cost_traces_fates_overrides_corrections_and_effort(tmp_path: Path) -> None:
    done = run("report", "-C", str(behind(tmp_path, "zh")), "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    first, second, third, last = told["editions"]
    assert [one["name"] for one in told["editions"]] == ["2026-W02", "2026-W03", "2026-W04", "2026-W05"]
    assert [one["cost_usd"] for one in told["editions"]] == [0.08, None, 0.05, 0.04]
    assert [one["state"] for one in told["editions"]] == ["published", "published", "published", "draft"]
    assert (first["fixed"], first["waived"], first["standing"]["WARN"]) == (3, 0, 1)
    assert [(one["by"], one["code"]) for one in told["overrides"]] == [("陈主编", "figure-contradicted")]
    assert [(one["by"], one["after"]) for one in told["corrections"]] == [("林若", desk.SENTENCES["zh"][1].replace("41", "42"))]
    assert {(one["edition"], one["by"], one["reason"]) for one in told["waivers"]} == {(name, "林若", "已向银行核实") for name in ("2026-W03", "2026-W04")}
    assert last["effort"]["kept_share"] == pytest.approx(5 / 6, abs=1e-4)
    assert first["effort"]["removed"] == first["effort"]["added"] == 1
    assert third["sections"]["analysis"]["kept_share"] == 1.0
    assert second["figures"]["disputed"] == 1  # the figure of a flag that stands and of one that was waived is one


def test_a_real_draft_edited_checked_and_reported(demo: Path) -> None:
    edit(demo, TRUE, "十一周里结算51亿美元")
    call(demo, "check", DRAFT, "--by", "林若")
    told = json.loads(call(demo, "report", "--json").stdout)
    [one] = told["editions"]
    assert (one["effort"]["changed"], one["effort"]["removed"], one["effort"]["added"]) == (1, 0, 0)
    assert one["effort"]["distance"] == one["sections"]["items"]["distance"] > 0
    assert one["sentences"] > 50
    assert one["figures"]["disputed"] >= 1
    assert one["figures"]["traced"] > 100
    path = Path(call(demo, "report").stdout.strip())
    assert path == demo / ".drafter" / "report.html"
    assert CAUSEWAY not in path.read_text(encoding="utf-8")
    assert html.document_fromstring(path.read_bytes()).findtext(".//h1/bdi") == "海湾金融科技周报"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_text_on_the_page(tmp_path: Path, text: str) -> None:
    folder = behind(tmp_path, "zh")
    said = {"at": NOW, "by": text, "code": text, "words": text, "before": text, "after": text, "reason": text}
    for what in ("override", "corrected", "fixed", "ignored", "demoted"):
        desk.decide(folder, "2026-W04", Decision.model_validate({**said, "what": what}))
    settings = (folder / "drafter.toml").read_text(encoding="utf-8").replace('"柳湾周报"', json.dumps(text, ensure_ascii=False))
    (folder / "drafter.toml").write_text(settings, encoding="utf-8")
    made = html.document_fromstring(shown(folder))
    assert not made.xpath("//script | //img | //iframe | //a | //h1[not(bdi)] | //@*[starts-with(name(), 'on')]")
    assert len(made.xpath("//svg")) == 4
    assert text in made.findtext(".//h1/bdi")
    assert sum("".join(bdi.itertext()) == text for bdi in made.iter("bdi")) >= 6


def test_the_page_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    made = html.document_fromstring(shown(behind(tmp_path, "en")))
    assert not made.xpath("//script | //link | //img | //@src | //@href")
    assert "default-src 'none'" in made.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]


def test_every_chart_says_its_values_in_words_too(tmp_path: Path) -> None:
    made = html.document_fromstring(shown(behind(tmp_path, "en")))
    for figure in made.iter("figure"):
        assert len(figure.xpath(".//ul/li")) == 4
    cost = made.xpath("//figure[.//svg[@aria-label='Cost (US$)']]")[0]
    assert len(cost.xpath(".//rect")) == 3
    assert cost.xpath(".//svg/text[. = '?']")
    assert "2026-W03: unknown" in cost.xpath(".//li/text()")


@pytest.mark.parametrize(("language", "said"), [("zh", "2026-W02，已发布 0 期"), ("en", "2026-W02: one edition, 0 published")])
def test_of_one_edition_at_a_price_that_nobody_knows_it_says_just_that(tmp_path: Path, language: Language, said: str) -> None:
    folder = desk.start(tmp_path, language)
    desk.add(folder, 2, language, cost=None)
    text = shown(folder)
    assert f'<p class="sums">{said}</p>' in text
    assert " · unknown for" not in text
    assert "期费用不详" not in text


def test_without_an_edition_the_page_says_so(tmp_path: Path) -> None:
    made = html.document_fromstring(shown(desk.start(tmp_path, "en")))
    assert "There is no edition yet." in "".join(made.itertext())


def test_what_cannot_be_read_is_named_and_not_counted(tmp_path: Path) -> None:
    folder = behind(tmp_path, "zh")
    broken = folder / ".drafter" / "editions" / "2026-W04" / "review.json"
    broken.write_text("{", encoding="utf-8")
    done = run("report", "-C", str(folder), "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert [one["checked"] for one in told["editions"]] == [True, True, False, True]
    assert "review.json" in told["failures"][0]["subject"]
    assert "review.json" in done.stderr
    assert "review.json" in shown(folder)


def test_a_persons_file_is_not_written_over(tmp_path: Path) -> None:
    folder = behind(tmp_path / "digest", "zh")
    mine = tmp_path / "index.html"
    mine.write_text("<h1>mine</h1>", encoding="utf-8")
    done = run("report", "-C", str(folder), "--out", str(mine))
    assert done.exit_code == 2
    assert mine.read_text(encoding="utf-8") == "<h1>mine</h1>"
    ours = tmp_path / "report.html"
    for _ in range(2):
        assert run("report", "-C", str(folder), "--out", str(ours)).exit_code == 0


def test_a_folder_that_is_no_digest_is_refused(tmp_path: Path) -> None:
    done = run("report", "-C", str(tmp_path))
    assert done.exit_code == 2
    assert "is no digest" in done.stderr
