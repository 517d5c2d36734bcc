"""`drafter record`: freeze a run as a fixture, and carry a fixture's answers over a prompt change, one accepted diff at a time."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.cli.options import digest_folder

if TYPE_CHECKING:
    from drafter.entities import Ask
    from drafter.store.answers import Nearest


@click.command("record")
@click.argument("target", type=click.Path(path_type=Path, file_okay=False))
@digest_folder
@click.option("--run", "name", help="The run to freeze: its id or the start of it; the last one that ended if left out.")
@click.option(
    "--rekey", is_flag=True, help="TARGET is a fixture whose prompts changed: show what that does to each kept request and take over the answers you accept."
)
@click.option("--language", type=click.Choice(["zh", "en"]), help="With --rekey: the edition's language.")
@click.option("--yes", is_flag=True, help="With --rekey: accept every answer without asking.")
def command(target: Path, folder: Path, name: str | None, rekey: bool, language: str | None, yes: bool) -> int:
    """Freeze a run's pages, answers, draft and record in TARGET. No key or cookie ever enters it; private texts do, and are named."""
    from drafter.config import load as load_settings

    flags: dict[str, object] = {"digest": {"language": language}} if language else {}
    settings, _ = load_settings(folder, flags)
    secret = [settings.secret] if settings.secret else []
    if rekey:
        return _rekey(target, folder, flags, yes=yes)
    from drafter.store.freeze import freeze
    from drafter.store.runs import folder_of, last, load

    path, info = load(folder_of(folder), name or last(folder_of(folder)))
    written = freeze(path, target, secret)
    click.echo(f"{info.id}: {len(written)} files in {target}", err=True)
    if private := _private(target):
        click.echo(f"it holds texts that are private here, for whoever gets the folder to read: {'; '.join(private)}", err=True)
    click.echo(str(target))
    return 0


def _private(bundle: Path) -> list[str]:
    """What a person put by as private and the run read: no model saw it, but a replay needs it."""
    from drafter.desk import KEPT, Laid

    laid = Laid.model_validate_json((bundle / KEPT).read_bytes()) if (bundle / KEPT).is_file() else Laid()
    return sorted({*laid.private, *(source.location for source in laid.sources if source.private)})


def _rekey(target: Path, folder: Path, flags: dict[str, object], *, yes: bool) -> int:
    """Replay the fixture with today's prompts; each accepted answer is kept under its new key, in the fixture itself."""
    import asyncio
    import tempfile

    from drafter.choices import Choice
    from drafter.collect.workers import Workers
    from drafter.config import load as load_settings
    from drafter.job import Job
    from drafter.pipeline import draft
    from drafter.store.runs import of_bundle

    info = of_bundle(target)
    settings, _ = load_settings(folder, {**flags, "model": {"kind": "replay"}})
    workers, replaced = Workers(), list[str]()
    with tempfile.TemporaryDirectory() as scratch:
        job = Job(
            folder=folder.resolve(),
            state=Path(scratch),
            settings=settings,
            clock=lambda: datetime.now(settings.digest.zone),
            workers=workers,
            week=info.edition or None,
            since=info.start,
            until=info.cutoff,
            take=info.asked.get("take", 0),
            offline=True,
            bundle=target.resolve(),
            rehearsal=True,
            accept=lambda ask, near: _accepted(ask, near, replaced, yes=yes),
            lists=tuple(info.asked.get("lists", ())),
            choices=tuple(Choice.model_validate(choice) for choice in info.asked.get("choices", ())),
            auto=info.asked.get("auto", False),
        )
        try:
            code = asyncio.run(draft(job)).exit_code
        finally:
            workers.close()
            moved = _take_over(Path(scratch) / ".drafter" / "kept" / "answers", target / "answers", replaced)
            click.echo(f"{len(replaced)} answers accepted, {moved} files written in {target / 'answers'}")
    return code


def _accepted(ask: Ask, near: Nearest, replaced: list[str], *, yes: bool) -> bool:
    click.echo(f"\n{ask.prompt} {ask.subject}: the request changed\n{near.diff}\n", err=True)
    if yes or click.confirm("does the kept answer still answer it?", err=True):
        replaced.append(near.kept.key)
        return True
    return False


def _take_over(made: Path, target: Path, replaced: list[str]) -> int:
    """Answers under their new keys take the place of those under the old ones. Returns how many were written."""
    import shutil

    for key in replaced:
        for path in target.glob(f"*/*-{key[:16]}.json"):
            path.unlink()
    files = [path for path in made.glob("*/*.json") if path.is_file()]
    for path in files:
        (target / path.parent.name).mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target / path.parent.name / path.name)
    return len(files)
