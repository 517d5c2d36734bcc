"""Programs that tests need and users may lack."""

from __future__ import annotations

import os
import shutil

import pytest


def need(tool: str) -> str:
    """The program's path. Without it the test is skipped, but fails where CI=true: there everything must be tested."""
    if path := shutil.which(tool):
        return path
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"{tool} is not installed, and CI must not skip")
    pytest.skip(f"{tool} is not installed")
