"""`drafter correct`: put a published claim right, say so, and see to it that it does not come back."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli.options import as_json

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from drafter.config import Settings
    from drafter.corrections import Carrier, Corrected


@click.command("correct")
@click.argument("post", type=click.Path(path_type=Path, dir_okay=False, exists=True), required=False)
@click.option(
    "-C", "--digest", "folder", type=click.Path(path_type=Path, file_okay=False, exists=True), help="The digest's folder; else the one above the post."
)
@click.option("--item", "url", metavar="URL", help="The item, by the address of its source; without it, wherever the words stand.")
@click.option("--sentence", default="", metavar="WORDS", help="Only in the sentence with these words: another item's may say the same of something else.")
@click.option("--was", metavar="WORDS", help="The wrong words, exactly as they stand.")
@click.option("--now", metavar="WORDS", help="The right ones; '' takes the wrong ones out.")
@click.option("--because", metavar="WORDS", help="Why, for readers.")
@click.option("--by", metavar="NAME", default="", help="Who corrects; else git's user.name.")
@click.option("--at", metavar="TIME", help="When it was corrected, if not now: 2026-01-28T18:00. It says which edition has the notice.")
@click.option("--notice", is_flag=True, help="Print the notices there are, for a mail or WeChat, and change nothing.")
@as_json
def command(**given: Any) -> int:
    """Correct POST: the words are replaced, a dated line (更正) says so, and every other byte stays.

    The next edition's draft carries a notice, posts that say the same are listed, and from then on `drafter check` and every draft flag the claim
    where it comes back.
    """
    from drafter.config import load
    from drafter.recheck import digest_of

    post = given["post"]
    folder = (given["folder"] or (digest_of(post) if post else Path())).resolve()
    settings, _ = load(folder)
    if given["notice"]:
        return _notices(folder, post, settings, as_json=given["as_json"])
    result = _correct(folder, settings, given)
    _print(result, settings, as_json=given["as_json"])
    return 0


def _correct(folder: Path, settings: Settings, given: dict[str, Any]) -> Corrected:
    from drafter.cli.who import who
    from drafter.corrections import Asked, correct
    from drafter.errors import UsageError
    from drafter.store import lock

    missing = [name for name in ("post", "was", "now", "because") if given[name] is None]
    if missing:
        said = ", ".join("POST" if name == "post" else f"--{name}" for name in missing)
        raise UsageError(said, "must be given", "drafter correct POST --item URL --was “15亿” --now “18亿” --because 公告已更正")
    if not given["was"].strip() or not given["because"].strip():
        raise UsageError("--was, --because", "may not be empty", "name the words that are wrong, and why")
    if given["was"].strip() == given["now"].strip():
        raise UsageError("--now", "says the same as --was", "name the right words, or '' to take the wrong ones out")
    now = _moment(given["at"], settings.digest.zone)
    asked = Asked(given["was"].strip(), given["now"].strip(), given["because"].strip(), given["url"], given["sentence"], who(folder, given["by"]))
    with lock.held(folder, now):
        return correct(folder, given["post"], settings, asked, now)


def _moment(said: str | None, zone: ZoneInfo) -> datetime:
    from drafter.errors import UsageError

    if said is None:
        return datetime.now(zone)
    try:
        moment = datetime.fromisoformat(said)
    except ValueError as error:
        raise UsageError(f"--at {said}", "is no time", "write it like 2026-01-28T18:00") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _notices(folder: Path, post: Path | None, settings: Settings, *, as_json: bool) -> int:
    from drafter.corrections import notice, pending, plain_notice, relative

    found = [notice(one, settings) for one in pending(folder, relative(folder, post) if post else None)]
    if as_json:
        click.echo(json.dumps([one.model_dump(mode="json") for one in found], ensure_ascii=False, indent=1))
        return 0
    for one in found:
        click.echo(plain_notice(one, settings.digest.language))
    return 0


def _print(result: Corrected, settings: Settings, *, as_json: bool) -> None:
    from drafter.corrections import plain_notice

    if as_json:
        said = {
            "correction": result.correction.model_dump(mode="json"),
            "replaced": result.replaced,
            "notice": result.notice.model_dump(mode="json"),
            "also": [vars(one) for one in result.also],
            "others": [vars(one) for one in result.others],
        }
        click.echo(json.dumps(said, ensure_ascii=False, indent=1))
        return
    one = result.correction
    times = "" if result.replaced == 1 else f" ({result.replaced} times)"
    click.echo(f"{one.post}: “{one.was}” → “{one.now}”{times}, with a dated line")
    click.echo(f"notice for the next edition: {plain_notice(result.notice, settings.digest.language)}")
    _carriers("it also stands in this post; correct these too", result.also)
    _carriers("other posts carry the claim", result.others)


def _carriers(head: str, found: tuple[Carrier, ...]) -> None:
    if found:
        click.echo(f"{head}:")
    for one in found:
        click.echo(f"  {one.post}{f':{one.line}' if one.line else ''}  {one.where}: {' '.join(one.sentence.split())}")
