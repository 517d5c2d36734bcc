"""Hugo builds drafter's posts: the pages exist, show exactly the texts that went in, and nothing in them is live."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.post import claims
from tests.tools import need


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    need("hugo")
    return claims.site_of("hugo", tmp_path_factory.mktemp("hugo"))


@pytest.mark.hugo
class TestHugo(claims.Pages):
    profile = "hugo"
