"""What `drafter review` serves of a digest: its home and all its posts, one of which may be opened first. The address on stdout, everything else on stderr."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from drafter.collect.workers import Workers
    from drafter.review.home.digest import Digest
    from drafter.review.opened import Opened


def serve_home(folder: Path, given: dict[str, Any], open_post: Callable[[Path, Workers], Opened]) -> int:
    """Serve the digest in `folder` until Ctrl-C. `open_post` opens a post of it, with what the command connects to it."""
    from drafter.collect.workers import Workers
    from drafter.errors import UsageError
    from drafter.recheck import is_digest

    if not is_digest(folder) and not any(folder.glob("sources.*")):
        raise UsageError(str(folder), "is no digest", "name the digest's folder with -C, or make one: drafter init")
    workers = Workers()
    try:
        _serve(_digest(folder, given, workers, open_post), given)
    except KeyboardInterrupt:  # raised again by the server where its loop still ran; else it has just returned
        pass
    finally:
        workers.close()
    click.echo("drafter: the review page is closed", err=True)
    return 0


def _serve(digest: Digest, given: dict[str, Any]) -> None:
    from drafter.review import app, post_page, serve
    from drafter.review.home import overview, page
    from drafter.review.home.digest import Posts
    from drafter.review.home.work import Work
    from drafter.review.opened import id_of

    digest.window()  # settings and a ledger that cannot be read are told before a browser opens

    first: Path | None = given["post"]

    def paths() -> Iterator[Path]:
        yield from (first,) if first else ()  # also one that no edition stands behind
        yield from overview.paths(digest.folder, digest.settings())

    key, work, posts = serve.key_of(digest.folder), Work(), Posts(digest, paths)
    opened = posts[id_of(first.resolve())] if first else None
    now = opened.now() if opened else None  # a file that is no post is told before a browser opens
    on = serve.listening(digest.folder, given["port"])
    address = f"http://127.0.0.1:{on.getsockname()[1]}/{f'posts/{opened.id}' if opened else ''}?key={key}"

    def ready() -> None:
        if opened and now:
            opened.look_ahead(now)
        click.echo(address)
        if not given["no_browser"]:
            import webbrowser

            webbrowser.open(address)

    try:
        serve.server(app.application([*page.routes(digest, posts, work, key), *post_page.routes(posts, key, home=True)], key), ready).run(sockets=[on])
    finally:
        work.close()


def _digest(folder: Path, given: dict[str, Any], workers: Workers, open_post: Callable[[Path, Workers], Opened]) -> Digest:
    from drafter.cli.who import who
    from drafter.review.home.digest import Digest

    return Digest(
        folder,
        workers,
        lambda settings: datetime.now(settings.digest.zone),
        lambda path: open_post(path, workers),
        offline=given["offline"] or given["bundle"] is not None,
        bundle=given["bundle"],
        by=who(folder, given["by"]),
    )
