"""Kept pages: what every fetch gave, failures included, as readable files.

`NAME.json` says how the page was fetched, its body lies beside it. A body is in place before the JSON that names it, and
a changed page's old JSON goes first: whoever is killed in between leaves a page to fetch again, never one of two halves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from drafter.entities import Failure, Page
from drafter.store.files import read_json, same_bytes, slug, write_atomic, write_json

_ASIDE = ".failure.json"
"""Ending of the last Failure of a URL whose page is kept from before."""
HEADERS = ("content-type", "content-language", "etag", "last-modified")
"""The only headers kept; never a cookie or a credential."""


def page_name(url: str) -> str:
    """File name of a URL without its ending: readable, and its own also where two URLs read alike."""
    try:
        parts = urlsplit(url)
        readable = (parts.hostname or "") + parts.path
    except ValueError:  # a URL so malformed has a Failure to keep
        readable = url
    return f"{slug(readable)}-{hashlib.sha256(url.encode()).hexdigest()[:8]}"


class KeptPages:
    """Pages by URL in `folder`; `also` are folders that are read when it has none (a fixture's), `first` before it; neither is written.

    A file that cannot be read is a miss; why is told in `warnings`.
    """

    def __init__(self, folder: Path, also: Sequence[Path] = (), first: Sequence[Path] = ()) -> None:
        self.folder = folder
        self.warnings: list[Failure] = []
        self._folders = (*first, folder, *also)

    def get(self, url: str) -> Page | Failure | None:
        """What the last fetch of `url` gave; None when it is not kept."""
        for folder in self._folders:
            path = folder / f"{page_name(url)}.json"
            try:
                return _read(path, url)
            except FileNotFoundError as error:
                if Path(error.filename) != path:
                    self._warn(path, error)
            except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
                self._warn(path, error)
        return None

    def put(self, url: str, got: Page | Failure) -> None:
        """Keep it; the same again changes nothing. A page that did not come this time is not lost: its Failure lies beside it. Raises OSError."""
        name = page_name(url)
        path = self.folder / f"{name}.json"
        aside = self.folder / f"{name}{_ASIDE}"
        if isinstance(got, Failure) and isinstance(self.get(url), Page):
            write_json(aside, _failure_facts(url, got))
            return
        aside.unlink(missing_ok=True)
        before = self._files_in(self.folder, url)[1:]
        if isinstance(got, Failure):
            now: tuple[Path, ...] = ()
            write_json(path, _failure_facts(url, got))
        else:
            body = self.folder / f"{name}{_ending(got)}"
            now = (body,)
            if not same_bytes(body, got.body):
                path.unlink(missing_ok=True)
                write_atomic(body, got.body)
            write_json(path, _page_facts(url, got, body.name))
        for left in set(before) - set(now):
            left.unlink(missing_ok=True)

    def files(self, url: str, *, failed: bool = False) -> tuple[Path, ...]:
        """The files that hold `url`: its JSON, then its body if it has one; or its last Failure alone. Empty when it is not kept."""
        aside = self.folder / f"{page_name(url)}{_ASIDE}"
        if failed and aside.exists():
            return (aside,)
        return next((found for folder in self._folders if (found := self._files_in(folder, url))), ())

    @staticmethod
    def _files_in(folder: Path, url: str) -> tuple[Path, ...]:
        path = folder / f"{page_name(url)}.json"
        try:
            body = read_json(path).get("body")
        except (ValueError, AttributeError, OSError):
            return ()
        return (path, folder / body) if body and Path(body).name == body else (path,)

    def _warn(self, path: Path, error: Exception) -> None:
        what = f"the kept page cannot be read ({type(error).__name__}: {error}) and counts as missing; fetch it again or remove the file"
        self.warnings.append(Failure(subject=str(path), stage="fetch", reason="kept-unreadable", message=what))


def _page_facts(url: str, page: Page, body: str) -> dict[str, Any]:
    headers = {name: value for name, value in page.headers.items() if name in HEADERS}
    facts = page.model_dump(mode="json", include={"final_url", "status", "fetched_at"})
    return {
        "url": url,
        "final_url": facts["final_url"],
        "status": facts["status"],
        "headers": headers,
        "fetched_at": facts["fetched_at"],
        "body": body,
        "failure": None,
    }


def _failure_facts(url: str, failure: Failure) -> dict[str, Any]:
    return {"url": url, "final_url": url, "status": None, "headers": {}, "fetched_at": None, "body": None, "failure": failure.model_dump(mode="json")}


def _read(path: Path, url: str) -> Page | Failure:
    """Fields that a hand-written failure leaves out have their usual values. Raises ValueError and its like for a file that is not sound."""
    facts = read_json(path)
    if facts["url"] != url:
        raise ValueError(f"it is of {facts['url']}")
    if facts["failure"] is not None:
        return Failure(**{"subject": url, "stage": "fetch", **facts["failure"]})
    name = facts["body"]
    if Path(name).name != name:
        raise ValueError(f"its body {name!r} lies outside the folder")
    headers = {key: value for key, value in facts["headers"].items() if key in HEADERS}
    body = (path.parent / name).read_bytes()
    try:
        return Page(url=url, final_url=facts["final_url"], status=facts["status"], headers=headers, fetched_at=facts["fetched_at"], body=body)
    except ValidationError as error:
        raise ValueError(error.errors()[0]["msg"]) from error


def _ending(page: Page) -> str:
    kind = page.headers.get("content-type", "").partition(";")[0].strip().lower()
    if "html" in kind:
        return ".html"
    if kind.endswith("xml"):
        return ".xml"
    if kind.endswith("json"):
        return ".feed.json"
    return ".txt" if kind.startswith("text/") else ".bin" if kind else _sniffed(page.body)


def _sniffed(body: bytes) -> str:
    start = body[:512].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return ".html"
    return ".xml" if start.startswith((b"<?xml", b"<rss", b"<feed")) else ".bin"
