"""A real Jekyll builds the site: the page is there once its post is published, with its words and the closing line, and gone once it is taken back."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.post import sites
from tests.publish.desk import CHINESE, DRAFT, ENGLISH, POST, digest, drafter, publish
from tests.tools import need

LINE = "Drafted with the help of a language model; every figure was checked by an editor."


def build(folder: Path) -> Path:
    """The site as readers get it: no drafts, nothing hidden."""
    (folder / "_layouts").mkdir(exist_ok=True)
    (folder / "_layouts/post.html").write_text("<!doctype html><title>{{ page.title | escape }}</title><main>{{ content }}</main>", encoding="utf-8")
    (folder / "_config.yml").write_text("timezone: Asia/Shanghai\npermalink: /p/:title/\n", encoding="utf-8")
    done = subprocess.run([need("jekyll"), "build", "--strict_front_matter", "--quiet"], cwd=folder, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "_site/p/harbour-weekly-2026-w05/index.html"


@pytest.mark.jekyll
@pytest.mark.parametrize(("text", "said"), [(ENGLISH, LINE), (CHINESE, "银行称其规模为15亿美元。")], ids=["en", "zh"])
def test_the_page_is_there_once_it_is_published_and_gone_once_it_is_taken_back(tmp_path: Path, text: str, said: str) -> None:
    need("jekyll")
    folder = digest(tmp_path, text, post={"ai_disclosure": LINE})
    assert not build(folder).exists()
    assert publish(folder).exit_code == 0
    page = build(folder)
    assert page.exists()
    assert said in page.read_text(encoding="utf-8")
    assert not [path for path in (folder / "_site").rglob("*") if path.suffix in (".jsonl", ".md")]
    assert drafter(folder, "unpublish", POST).exit_code == 0
    assert not build(folder).exists()
    assert (folder / DRAFT).exists()


@pytest.mark.hugo
def test_with_hugo_too(tmp_path: Path) -> None:
    need("hugo")
    name = "content/posts/harbour-weekly-2026-w05.md"
    text = ENGLISH.replace("date: 2026-01-30\n", "date: 2026-01-30\ndraft: true\nslug: harbour-weekly-2026-w05\n")
    folder = digest(tmp_path, text, draft=name, post={"profile": "hugo"})
    page = folder / "_site/p/harbour-weekly-2026-w05/index.html"

    def built() -> bool:
        layout = folder / "layouts/_default/single.html"
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text("<!doctype html><title>{{ .Title }}</title><main>{{ .Content }}</main>", encoding="utf-8")
        (folder / "config.toml").write_text(sites._CONFIG["hugo"], encoding="utf-8")
        command = [need("hugo"), "--quiet", "--cleanDestinationDir", "--destination", "_site"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=240, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return page.exists()

    assert not built()
    assert publish(folder, post=name).exit_code == 0
    assert built()
    assert drafter(folder, "unpublish", name).exit_code == 0
    page.unlink()
    assert not built()
