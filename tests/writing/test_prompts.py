"""Prompt files are checked when they are loaded, before any call; rendering is sandboxed and bounded."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from drafter import compose, judge, prompts, summarize
from drafter.asks import CONTRACTS, JudgeInputs
from drafter.bundled import FORMS, folder
from drafter.entities import Continued, Item, Language, Link, Paragraph, Statement, Thesis
from drafter.errors import PromptError
from drafter.settings import DigestSettings, LengthSettings
from tests.nouns import article
from tests.writing.test_compose import EARLIER, ITEMS, THESES

REVISED = Thesis(
    id="t1", text="贷款与牌照都以资本为门槛", item_ids=("i1",), against=("i3",), affected="新申请者", change="当时58家表态。", earlier_ids=("e3f2",)
)
TALKS = Continued(
    edition="2026-W04", date="2026-01-23", headline="海湾银行洽谈12亿美元贷款", said=("据知情人士透露，海湾银行正与三家机构洽谈12亿美元的贷款。",)
)
GOOD = "---\nname: theses\ndescription: d\nrole: analyst\ninputs:\n  items: the items\noutput: ThesesAnswer\n---\nuser:\n{% for item in items %}{{ item.headline }}{% endfor %}\n"


def digest_with(tmp_path: Path, text: str) -> Path:
    (tmp_path / "prompts").mkdir(parents=True)
    (tmp_path / "prompts" / "theses.md").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("form", FORMS)
def test_every_bundled_prompt_is_sound_and_says_what_it_is_for(tmp_path: Path, form: str) -> None:
    shutil.copytree(folder("prompts"), tmp_path / "prompts")  # the digest's own files are checked more closely
    loaded = prompts.load_all(tmp_path, form)
    assert set(loaded) == set(CONTRACTS)
    assert all(template.description and template.parts and template.house for template in loaded.values())
    assert [one.digest for one in loaded.values()] == [one.digest for one in prompts.load_all(None, form).values()]


def test_the_digests_own_prompt_wins(tmp_path: Path) -> None:
    template = prompts.load("theses", digest_with(tmp_path, GOOD))
    assert template.path == str(tmp_path / "prompts" / "theses.md")


def test_a_prompt_may_be_saved_by_an_editor_that_marks_the_byte_order(tmp_path: Path) -> None:
    template = prompts.load("theses", digest_with(tmp_path / "marked", "\ufeff" + GOOD))
    assert template.parts == prompts.load("theses", digest_with(tmp_path, GOOD)).parts


def test_a_forms_prompt_wins_over_the_one_for_every_form_within_each_place(tmp_path: Path) -> None:
    bundled = prompts.load("analysis")
    assert prompts.load("analysis", None, "classic").path == bundled.path
    briefing = prompts.load("analysis", None, "briefing")
    assert Path(briefing.path).parent.name == "briefing"
    assert prompts.load("front", None, "briefing").path == prompts.load("front").path
    own = tmp_path / "prompts" / "analysis.md"
    own.parent.mkdir()
    own.write_bytes(Path(bundled.path).read_bytes())
    assert prompts.load("analysis", tmp_path, "briefing").path == str(own)
    formed = tmp_path / "prompts" / "briefing" / "analysis.md"
    formed.parent.mkdir()
    formed.write_bytes(Path(briefing.path).read_bytes())
    assert prompts.load("analysis", tmp_path, "briefing").path == str(formed)
    assert prompts.load("analysis", tmp_path).path == str(own)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("{{ item.headline }}", "{{ item.headline }}{{ itms }}"), "uses 'itms'"),
        (("  items: the items", "  items: the items\n  language: the language"), "declares 'language'"),
        (("output: ThesesAnswer", "output: ThemeAnswer"), "names the output"),
        (("name: theses", "name: thesis"), "calls itself"),
        (("role: analyst", "role: boss"), "role"),
        (("description: d", "description: d\nmodel: x"), "model"),
        (("user:\n", "\n"), "must begin with"),
        (("{% endfor %}", ""), "is no template"),
        (("  items: the items", "  items: x\n  weather: y"), "weather"),
        (("---\nname", "--\nname"), "front matter|Field required|name"),
    ],
)
def test_a_fault_is_named_with_its_file(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    with pytest.raises(PromptError, match=said) as caught:
        prompts.load("theses", digest_with(tmp_path, GOOD.replace(*change)))
    assert "theses.md" in str(caught.value)


@pytest.mark.parametrize(
    "expression",
    [
        "{{ items.__class__.__mro__ }}",
        "{{ 'a' * 10**8 }}",
        "{{ items[0].nothing }}",
        "{% for i in range(10**8) %}x{% endfor %}",
        "{{ 'x' ~ ('y'|center(9000000)) }}",
    ],
)
def test_a_template_can_neither_escape_nor_run_away(tmp_path: Path, expression: str) -> None:
    template = prompts.load("theses", digest_with(tmp_path, GOOD.replace("{{ item.headline }}", expression)))
    with pytest.raises(PromptError):
        prompts.render(template, compose.theses_inputs(ITEMS, "zh", "2026-W05", LengthSettings()), subject="x")


def judged(language: Language) -> JudgeInputs:
    said = {"zh": ("海湾银行签署15亿美元贷款", "贷款2029年3月到期。"), "en": ("Harbour Bank signs a loan", "The loan ends in March 2029.")}[language]
    source = article()
    item = Item(id="i1", article_id=source.id, headline=said[0], statements=(Statement(text=said[1]),), link=Link(title=source.title, url=source.url))
    given = judge.inputs(item, source, language)
    assert given
    return given


def test_rendered_prompts_are_as_reviewed(golden) -> None:
    length, digest = LengthSettings(), DigestSettings(name="海湾金融科技周报", tags=("stablecoin", "payments"))
    analysis = (Paragraph(statements=(Statement(text="两条新闻都与资本要求有关。", rests_on=("i1", "i2")),)),)
    given = {
        "summarize.zh": ("summarize", summarize.inputs(article(), "zh", length)),
        "judge.zh": ("judge", judged("zh")),
        "judge.en": ("judge", judged("en")),
        "judge.again.zh": ("judge", judged("zh").model_copy(update={"problems": ("statement 2 has no verdict",)})),
        "summarize.en": ("summarize", summarize.inputs(article(), "en", length)),
        "theses.zh": ("theses", compose.theses_inputs(ITEMS, "zh", "2026-W05", length)),
        "analysis.zh": ("analysis", compose.analysis_inputs(ITEMS, THESES, "zh", "2026-W05", length)),
        "analysis.en": ("analysis", compose.analysis_inputs(ITEMS, THESES, "en", "2026-W05", length)),
        "analysis.unrelated.zh": ("analysis", compose.analysis_inputs(ITEMS, (), "zh", "2026-W05", length, unrelated="三条新闻没有共同的问题。")),
        "analysis.earlier.en": ("analysis", compose.analysis_inputs(ITEMS, (REVISED,), "en", "2026-W05", length, EARLIER)),
        "theses.earlier.zh": ("theses", compose.theses_inputs(ITEMS, "zh", "2026-W05", length, EARLIER)),
        "summarize.update.zh": ("summarize", summarize.inputs(article(), "zh", length, continues=TALKS)),
        "summarize.brief.zh": ("summarize", summarize.inputs(article(), "zh", length, None, 1)),
        "conclusion.zh": ("conclusion", compose.conclusion_inputs(ITEMS, analysis, "zh", "2026-W05", length)),
        "theses.en": ("theses", compose.theses_inputs(ITEMS, "en", "2026-W05", length)),
        "conclusion.en": ("conclusion", compose.conclusion_inputs(ITEMS, analysis, "en", "2026-W05", length)),
        "front.en": ("front", compose.front_inputs(ITEMS, analysis, analysis, DigestSettings(language="en"), "2026-W05", length)),
        "front.zh": ("front", compose.front_inputs(ITEMS, analysis, analysis, digest, "2026-W05", length)),
        "front.again": ("front", compose.with_problems(compose.front_inputs(ITEMS, analysis, analysis, digest, "2026-W05", length), ("title: it is empty",))),
    }
    templates = prompts.load_all()
    briefing = prompts.load_all(None, "briefing")
    for name in ("analysis.zh", "analysis.en", "conclusion.zh", "conclusion.en"):
        given[f"briefing.{name}"] = (f"briefing/{given[name][0]}", given[name][1])
    templates |= {f"briefing/{name}": template for name, template in briefing.items()}
    for name, (prompt, inputs) in given.items():
        ask = prompts.render(templates[prompt], inputs, subject="x")
        golden(f"prompts/{name}.txt", "\n\n".join(f"## {message.role}\n\n{message.content}" for message in ask.messages) + "\n")
