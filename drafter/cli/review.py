"""`drafter review`: the page of a post, in the browser. The address on stdout, everything else on stderr."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from drafter.collect.workers import Workers
    from drafter.job import Job
    from drafter.review.opened import Opened


@click.command("review")
@click.argument("post", required=False, type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "-C",
    "--digest",
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The digest's folder; else the post's, or this one.",
)
@click.option("--port", type=click.IntRange(0, 65535), help="0: any free one. Else the digest's own, the same every time.")
@click.option("--by", default="", metavar="NAME", help="Who sits here; else git's user.name.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option("--fetch", is_flag=True, help="Fetch the pages of sources that are not kept.")
@click.option("--offline", is_flag=True, help="Draft and add from what is kept only; ask no model, look at no link.")
@click.option("--bundle", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Draft offline from this fixture or frozen run.")
def command(**given: Any) -> int:
    """Review POST in the browser: its text, what the checks say of it, and the source of every sentence.

    Without POST, and one step up from it: the digest's editions, the week's inbox, shortlist and theses, and drafts begun from there.

    The server answers to this machine alone, and to whoever has the printed address. Ctrl-C ends it; nothing typed is lost.
    """
    import tempfile

    from drafter.collect.workers import Workers
    from drafter.recheck import digest_of, is_digest

    folder = (given["folder"] or (digest_of(given["post"]) if given["post"] else Path())).resolve()
    if given["post"] is None or is_digest(folder):
        from drafter.cli.review_home import serve_home

        return serve_home(folder, given, lambda path, workers: _opened(path, folder, given, workers))
    workers = Workers()
    try:
        with tempfile.TemporaryDirectory() as elsewhere:  # beside a post that belongs to no digest nothing is laid
            _serve(_job(folder, given, workers, Path(elsewhere)), given)
    except KeyboardInterrupt:  # raised again by the server where its loop still ran; else it has just returned
        pass
    finally:
        workers.close()
    click.echo("drafter: the review page is closed", err=True)
    return 0


def _opened(path: Path, folder: Path, given: dict[str, Any], workers: Workers) -> Opened:
    from drafter.cli.who import who
    from drafter.review.connected import ports
    from drafter.review.opened import Opened

    job = _job(folder, given, workers, None)
    return Opened(job, path, ports(job, who(folder, given["by"]), live=not (given["offline"] or given["bundle"])))


def _serve(job: Job, given: dict[str, Any]) -> None:
    from drafter.review import app, post_page, serve
    from drafter.review.opened import Opened

    opened = Opened(job, given["post"])
    now = opened.now()  # a file that is no post is told before a browser opens
    key = serve.key_of(job.state or job.folder)
    on = serve.listening(job.folder, given["port"])
    address = f"http://127.0.0.1:{on.getsockname()[1]}/posts/{opened.id}?key={key}"

    def ready() -> None:
        opened.look_ahead(now)
        click.echo(address)
        if not given["no_browser"]:
            import webbrowser

            webbrowser.open(address)

    serve.server(app.application(post_page.routes({opened.id: opened}, key), key), ready).run(sockets=[on])


def _job(folder: Path, given: dict[str, Any], workers: Workers, state: Path | None) -> Job:
    from drafter.config import load
    from drafter.job import Job

    settings, _ = load(folder)
    zone = settings.digest.zone
    return Job(folder=folder, settings=settings, clock=lambda: datetime.now(zone), workers=workers, offline=not given["fetch"], state=state)
