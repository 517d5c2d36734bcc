"""`drafter check --markdown`: flags as the text of a pull request, in which nothing of a post or source acts."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.cli.flags_markdown import MOST, code, markdown
from drafter.entities import Failure, Flag
from drafter.proofread.review import Review, counted
from drafter.recheck import Checked
from drafter.reread import Found
from tests.cli.command import run

HOSTILE = "@team fixes #12 <img src=x> [x](https://evil.example) ```\n# big ``` ![y](z) https://evil.example"


def checked(*flags: Flag) -> Checked:
    review = Review(edition="2026-W05", language="zh", title="t", counts=counted((), flags, ()), flags=flags, waived=(), lines=())
    failure = Failure(subject=HOSTILE, stage="fetch", reason="x", message=HOSTILE)
    return Checked(Path("_drafts/a.md"), "text", review, (failure,), (), None, (), Found({}, {}, ()))


def flag(words: str = HOSTILE) -> Flag:
    return Flag(code="name-absent", severity="HIGH", where="item", message=words, words=words, statement=words, nearest=words, sentence=words, source=words)


@pytest.mark.parametrize("text", [HOSTILE, "`", "``a``", "", "a\nb", "`` ` ```"])
def test_a_code_span_ends_where_it_is_meant_to(text: str) -> None:
    said = code(text)
    fence = said[: len(said) - len(said.lstrip("`"))]
    assert said.endswith(fence)
    assert "\n" not in said
    inner = said[len(fence) : -len(fence)]
    assert fence not in [run for run in inner.replace(" ", "\n").split("\n") if set(run) == {"`"}]
    assert not inner.startswith("`")
    assert not inner.endswith("`")


def test_everything_from_outside_stands_in_code() -> None:
    outside = []
    for line in markdown(checked(flag())).splitlines():
        rest = line
        while (at := rest.find("`")) >= 0:
            outside.append(rest[:at])
            fence = rest[at : len(rest) - len(rest[at:].lstrip("`"))]
            rest = rest[rest.index(fence, at + len(fence)) + len(fence) :]
        outside.append(rest)
    assert not [part for part in outside if set(part) & set("@<>![]#") - {"#"} or "://" in part or "#12" in part]


def test_a_long_list_is_cut_and_says_so() -> None:
    said = markdown(checked(*(flag(f"长{n}" * 100) for n in range(200))))
    assert len(said) < MOST + 2000
    assert "条提示未列出" in said


def test_a_posts_flags_are_told_in_its_language(tmp_path: Path) -> None:
    post = tmp_path / "a.md"
    post.write_text(
        '---\ntitle: "T"\n---\n\n## Top Stories\n\n### A bank\n\nA bank acted.\n\nEditor\'s note: look.\n\n**Source:** [a](https://a.example/b)\n',
        encoding="utf-8",
    )
    done = run("check", post, "--markdown")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("## Flags\n")
    assert "editor-note-left" in done.stdout
