from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.week import drafter
from tests.review.material import Site, opened, serving
from tests.tools import need

DEMO = Path(__file__).parent.parent.parent / "fixtures" / "demo"


@pytest.fixture(scope="session")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo digest with its draft."""
    digest = Path(shutil.copytree(DEMO, tmp_path_factory.mktemp("review") / "demo"))
    result = drafter(digest, "draft", "--offline", "--writer", "extractive")
    assert result.returncode == 0, result.stderr
    return digest


@pytest.fixture
def site(drafted: Path, tmp_path: Path) -> Iterator[Site]:
    """A copy of its own, not served yet."""
    found = opened(Path(shutil.copytree(drafted, tmp_path / "demo")))
    yield found
    found.opened.job.workers.close()


@pytest.fixture
def served(site: Site) -> Iterator[Site]:
    with serving(site) as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    """Debian's own; playwright's browsers are not used. Playwright holds an event loop while it runs, so it must not outlive its module."""
    path = need("chromium")
    api = pytest.importorskip("playwright.sync_api") if os.environ.get("CI", "").lower() != "true" else __import__("playwright.sync_api").sync_api
    with api.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield browser
        browser.close()
