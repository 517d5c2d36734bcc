"""The demo's draft, made once, and a copy of it for each test that changes it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.pipeline.week import drafter


@pytest.fixture(scope="session")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("remembered") / "demo"
    shutil.copytree(ROOT / "fixtures" / "demo", folder)
    assert drafter(folder, "draft", "--offline", "--writer", "replay").returncode == 0
    assert drafter(folder, "check", "_drafts/fintech-weekly-2026-w05.md").returncode == 0
    return folder


@pytest.fixture
def demo(drafted: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(drafted, tmp_path / "demo"))
