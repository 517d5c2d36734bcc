"""Runs, their bundles, and bundles frozen as fixtures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import SecretStr

from drafter.entities import Call, Edition, Failure, Paragraph, Stamp, Usage
from drafter.errors import DrafterError, UsageError
from drafter.store.answers import KeptAnswers, answer_key
from drafter.store.freeze import freeze
from drafter.store.pages import KeptPages, page_name
from drafter.store.runs import Record, Run, RunInfo, listed, load, load_made, start
from tests.store.material import NOW, URL, answer, ask, page

OTHER = "https://b.example/unused"
KEY = answer_key(ask(), "m-1")
FAILURE = Failure(subject=OTHER, stage="fetch", reason="http-404", message="没有这一页")
RECORD = Record(
    failures=(FAILURE,),
    calls=(Call(prompt="summarize", subject=URL, key=KEY, model="m-1", attempt=1, kept=False, usage=Usage(input_tokens=3)),),
    candidates=({"url": URL, "score": 1.5},),
)
EDITION = Edition(
    name="2026-W05",
    language="zh",
    date=Stamp(value="2026-01-30"),
    title="稳定币",
    lede=Paragraph(statements=()),
    items=(),
    theses=(),
    analysis=(),
    conclusion=(),
    tags=(),
)
INFO = RunInfo(edition="2026-W05", now=NOW, settings={"model": {"writer": "m-1"}}, prompts={"summarize": "d" * 64})


def begun(folder: Path, info: RunInfo = INFO) -> Run:
    pages, answers = KeptPages(folder / "pages"), KeptAnswers(folder / "answers")
    for url in (URL, OTHER):
        pages.put(url, page(url))
    for text in ("第一句。\nThe second line.", "never used"):
        answers.put(answer_key(ask(text), "m-1"), ask(text), "m-1", answer())
    return start(folder / "runs", info, pages, answers)


def ended(folder: Path, info: RunInfo = INFO) -> Run:
    run = begun(folder, info)
    run.use_page(URL)
    run.use_answer(KEY)
    run.finish("finished", 0, RECORD, EDITION, "# 稳定币\n")
    return run


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_bundle_holds_what_the_run_used_and_made_and_nothing_else(tmp_path: Path) -> None:
    run = ended(tmp_path)
    used = {
        f"pages/{page_name(URL)}.json",
        f"pages/{page_name(URL)}.html",
        f"answers/summarize/www-haiwan-caijing-example-2026-01-27-hk-stablecoin-licence-{KEY[:16]}.json",
    }
    assert names(run.folder) == used | {"run.json", "record.json", "edition.json", "draft.md"}
    assert load_made(run.folder) == (RECORD, EDITION, "# 稳定币\n")


def test_a_bundle_does_not_change_when_a_page_is_fetched_again(tmp_path: Path) -> None:
    run = ended(tmp_path)
    KeptPages(tmp_path / "pages").put(URL, page(body=b"next week"))
    assert KeptPages(run.folder / "pages").get(URL) == page()


def test_a_runs_id_tells_edition_and_moment_and_is_never_given_twice(tmp_path: Path) -> None:
    ids = [begun(tmp_path).info.id for _ in range(3)]
    assert len(set(ids)) == 3
    assert all(one.startswith("2026-W05-20260130T010000Z-") and ":" not in one for one in ids)


def test_runs_are_listed_with_how_they_ended(tmp_path: Path) -> None:
    ended(tmp_path)
    begun(tmp_path)
    begun(tmp_path).finish("failed", 1, Record(), message="没有可用的文章")
    found, failed = listed(tmp_path / "runs")
    assert sorted((one.status, one.exit_code, one.message) for one in found if one.exit_code is not None) == [
        ("failed", 1, "没有可用的文章"),
        ("finished", 0, ""),
    ]
    assert [one.status for one in found].count("started") == 1
    assert failed == ()


def test_a_run_that_cannot_be_read_is_told_and_hides_no_other(tmp_path: Path) -> None:
    torn = begun(tmp_path).folder / "run.json"
    ended(tmp_path)
    torn.write_text('{"format_version": 1, "no', encoding="utf-8")
    found, failed = listed(tmp_path / "runs")
    assert (len(found), [one.subject for one in failed]) == (1, [str(torn)])
    torn.write_text('{"format_version": 99}', encoding="utf-8")
    assert "format 99" in listed(tmp_path / "runs")[1][0].message


def test_a_run_is_found_by_the_start_of_its_id_or_as_a_folder(tmp_path: Path) -> None:
    run = ended(tmp_path)
    assert load(tmp_path / "runs", run.info.id[:12]) == (run.folder, run.info)
    assert load(tmp_path / "elsewhere", str(run.folder)) == (run.folder, run.info)
    begun(tmp_path)
    with pytest.raises(UsageError, match="fits 2 runs"):
        load(tmp_path / "runs", "2026-W05")
    with pytest.raises(UsageError, match="is no run"):
        load(tmp_path / "runs", "2026-W06")


def test_settings_are_kept_without_secrets(tmp_path: Path) -> None:
    settings = {
        "api_key": SecretStr("sk-geheim-0123456789abcdef"),
        "digest": {"keywords": ("稳定币",)},
        "model": {"base_url": "https://user:geheim@models.example/v1", "max_output_tokens": 9},
    }
    run = begun(tmp_path, INFO.model_copy(update={"settings": settings}))
    assert run.info.settings == {"digest": {"keywords": ["稳定币"]}, "model": {"base_url": "https://models.example/v1", "max_output_tokens": 9}}
    assert "geheim" not in (run.folder / "run.json").read_text(encoding="utf-8")


def test_a_frozen_run_is_the_bundle_and_is_read_as_one(tmp_path: Path) -> None:
    run, target = ended(tmp_path), tmp_path / "fixture"
    written = freeze(run.folder, target, ["sk-some-configured-key"])
    assert {path.as_posix() for path in written} == names(target) == names(run.folder)
    assert all((target / name).read_bytes() == (run.folder / name).read_bytes() for name in written)
    assert KeptPages(target / "pages").get(URL) == page()
    assert KeptAnswers(target / "answers").require(ask(), "m-1").answer == answer()
    assert load_made(target)[1] == EDITION


def test_freezing_again_replaces_the_bundle_and_leaves_what_is_a_persons(tmp_path: Path) -> None:
    target = tmp_path / "fixture"
    freeze(ended(tmp_path).folder, target)
    (target / "sources.txt").write_text("https://a.example", encoding="utf-8")
    second = begun(tmp_path)
    second.use_page(OTHER)
    second.finish("failed", 1, Record())
    freeze(second.folder, target)
    assert names(target) == names(second.folder) | {"sources.txt"}


@pytest.mark.parametrize(
    ("body", "secrets"),
    [(b"key: sk-proj-Ab1Cd2Ef3Gh4Ij5Kl6Mn", []), (b'"sk-0123456789abcdef0123456789abcdef"', []), ("密钥 hunter22-hunter".encode(), ["hunter22-hunter"])],
)
def test_what_holds_a_key_is_not_recorded(tmp_path: Path, body: bytes, secrets: list[str]) -> None:
    run, target = begun(tmp_path), tmp_path / "fixture"
    KeptPages(tmp_path / "pages").put(URL, page(body=body))
    run.use_page(URL)
    run.finish("finished", 0, RECORD)
    with pytest.raises(DrafterError, match="API key") as caught:
        freeze(run.folder, target, secrets)
    assert not target.exists()
    assert body.decode() not in str(caught.value)


def test_a_style_sheets_class_is_no_key(tmp_path: Path) -> None:
    run = begun(tmp_path)
    KeptPages(tmp_path / "pages").put(URL, page(body=b'<p class="sk-loading-spinner-container task-0123456789abcdefghijk">'))
    run.use_page(URL)
    run.finish("finished", 0, RECORD)
    assert freeze(run.folder, tmp_path / "fixture")


def test_a_run_that_did_not_end_and_a_folder_of_something_else_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DrafterError, match="not ended"):
        freeze(begun(tmp_path).folder, tmp_path / "fixture")
    (tmp_path / "site" / "pages").mkdir(parents=True)
    with pytest.raises(DrafterError, match="no bundle"):
        freeze(ended(tmp_path).folder, tmp_path / "site")
    assert list((tmp_path / "site" / "pages").iterdir()) == []


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = ended(tmp_path / "1").folder, ended(tmp_path / "2").folder
    assert names(one) == names(other)
    assert all((one / name).read_bytes() == (other / name).read_bytes() for name in names(one))
    assert json.loads((one / "run.json").read_bytes())["now"] == "2026-01-30T01:00:00Z"
