"""The page's benchmark runs: no time is asserted here."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.bench.speed import ROOT
from tests.pipeline.week import environment
from tests.tools import need


@pytest.mark.browser
def test_the_benchmark_opens_the_page_and_sees_a_wrong_figure_flagged() -> None:
    need("chromium")
    pytest.importorskip("playwright.sync_api")
    command = [sys.executable, "-m", "tests.bench.page", "--rounds", "1", "--items", "2", "--json"]
    result = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=200, check=False, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    assert found["items"] == 2
    assert found["flag"] > 0
    assert found["said"] == 0
    assert 0 < found["weight"] < 300
