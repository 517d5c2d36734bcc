"""The command: what it prints, what it refuses, what it leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.pipeline.week import drafter
from tests.review.material import POST, Site


def started(*arguments: str) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "drafter", "review", *arguments, "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout
    return process, process.stdout.readline().strip()


def ended(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    return said


def test_the_address_is_of_this_machine_and_the_same_the_next_day(site: Site) -> None:
    first, address = started(str(site.file))
    assert address.startswith("http://127.0.0.1:")
    assert "closed" in ended(first)
    again, same = started(str(site.file))
    ended(again)
    assert same == address


def test_a_post_of_no_digest_is_reviewed_and_nothing_is_laid_beside_it(site: Site, tmp_path: Path) -> None:
    post = tmp_path / "alone" / "post.md"
    post.parent.mkdir()
    post.write_bytes(site.file.read_bytes())
    process, address = started(str(post), "--port", "0")
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), urllib.request.ProxyHandler({}))
    assert opener.open(address, timeout=60).status == 200
    assert opener.open(address.partition("?")[0] + "/review", timeout=60).status == 200
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address.partition("?")[0], timeout=60)
    ended(process)
    assert [path.name for path in post.parent.iterdir()] == ["post.md"]


def test_what_is_no_post_is_told_before_a_browser_opens(site: Site) -> None:
    site.file.write_text("<<<<<<< HEAD\n" + site.text, encoding="utf-8")
    result = drafter(site.digest, "review", POST, "--no-browser")
    assert result.returncode == 1
    assert "git" in result.stderr
    assert not result.stdout


def test_a_taken_port_is_told(site: Site) -> None:
    first, address = started(str(site.file), "--port", "0")
    try:
        result = drafter(site.digest, "review", POST, "--no-browser", "--port", address.split(":")[2].split("/")[0])
        assert result.returncode == 2
        assert "in use" in result.stderr
    finally:
        ended(first)
