"""Jekyll builds drafter's posts: the pages exist, show exactly the texts that went in, and nothing in them is live."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.post import claims, sites
from tests.tools import need


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    need("jekyll")
    return claims.site_of("jekyll", tmp_path_factory.mktemp("jekyll"))


@pytest.mark.jekyll
class TestJekyll(claims.Pages):
    profile = "jekyll"

    def test_a_post_held_back_among_published_ones_shows_to_editors(self, site: Path) -> None:
        assert "\npublished: false\n" in (site / "_posts" / "2026-01-26-held-back.md").read_text(encoding="utf-8")
        assert sites.look(site, "held-back").links == claims.PLAIN_LINKS["zh"]
