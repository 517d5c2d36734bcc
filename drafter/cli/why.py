"""`drafter why POST "sentence"`: the source's sentence, when it was fetched, what the model wrote, who changed it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from drafter.cli.options import as_json

if TYPE_CHECKING:
    from drafter.cli.who import Commit
    from drafter.store.decisions import Decision
    from drafter.why import Ground, Why

_SAID = {
    "zh": {
        "near": "稿中没有这一句，下面是最接近的一句",
        "source": "来源",
        "through": "经由",
        "fetched": "抓取于 {at}",
        "published": "发布于 {at}",
        "not_kept": "本地没有保存其网页",
        "no_source": "来源里没有与它足够相近的句子",
        "not_checked": "未核对：{why}",
        "flag": "提示",
        "waived": "已放行：{reason}",
        "wrote": "原稿",
        "same": "与现在一字不差",
        "model": "由 {model} 写成",
        "embedded": "没有用模型",
        "unknown": "由模型写成，用的哪个模型没有记录",
        "fallback": "来源原句，没有用模型的（{why}）",
        "drafted": "成稿于 {at}",
        "by_hand": "原稿里没有这一句，是后来加的",
        "never": "没有保存 drafter 为本期写的原稿",
        "changed": "改动",
        "nobody": "没有改动的记录",
        "someone": "（未具名）",
        "blame": "git：这一行最后由 {by} 于 {at} 提交（{id} {subject}）",
    },
    "en": {
        "near": "the post has no such sentence; this is the nearest",
        "source": "source",
        "through": "through",
        "fetched": "fetched {at}",
        "published": "published {at}",
        "not_kept": "no page of it is kept here",
        "no_source": "no sentence of a source is near enough to it to be shown",
        "not_checked": "not checked: {why}",
        "flag": "flag",
        "waived": "waived: {reason}",
        "wrote": "written",
        "same": "word for word as it stands now",
        "model": "by {model}",
        "embedded": "no model was asked",
        "unknown": "by a model; which one is not kept here",
        "fallback": "the source's own sentence instead of a model's ({why})",
        "drafted": "drafted {at}",
        "by_hand": "drafter did not write it: it was added by hand",
        "never": "what drafter wrote of this edition is not kept",
        "changed": "changed",
        "nobody": "nobody is known to have changed it",
        "someone": "(no name)",
        "blame": "git: the line was last committed by {by} on {at} ({id} {subject})",
    },
}
_DONE = {
    "zh": {
        "edited": "改写",
        "fixed": "改正（{code}）",
        "ignored": "放行（{code}）",
        "corrected": "更正",
        "uncorrected": "撤回更正",
        "override": "强行发布",
        "took": "采用建议",
    },
    "en": {
        "edited": "edited",
        "fixed": "fixed ({code})",
        "ignored": "waived ({code})",
        "corrected": "corrected",
        "uncorrected": "undid the correction",
        "override": "override",
        "took": "took",
    },
}


@click.command("why")
@click.argument("post", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.argument("sentence")
@click.option(
    "-C", "--digest", "folder", type=click.Path(path_type=Path, file_okay=False, exists=True), help="The digest's folder; else the one above the post."
)
@click.option("--language", type=click.Choice(["zh", "en"]), help="Language of the labels; by locale if not given.")
@as_json
def command(post: Path, sentence: str, folder: Path | None, language: Literal["zh", "en"] | None, as_json: bool) -> int:
    """Say where SENTENCE of POST comes from: the source's sentence, when it was fetched, what the model wrote, who changed it.

    SENTENCE may be part of a sentence. Nothing is fetched and nothing is written.
    """
    from drafter.cli.output import locale_language
    from drafter.cli.who import blame

    answer, zone = _answered(post, sentence, folder)
    commit = blame(post, answer.line)
    if as_json:
        told = answer.model_dump(mode="json") | {"git": asdict(commit) | {"at": commit.at.isoformat()} if commit else None}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return 0
    for line in _told(answer, commit, zone, language or locale_language()):
        click.echo(line)
    return 0


def _answered(post: Path, sentence: str, folder: Path | None) -> tuple[Why, Any]:
    import asyncio
    import tempfile

    from drafter.collect.workers import Workers
    from drafter.config import load
    from drafter.job import Job
    from drafter.recheck import digest_of, is_digest
    from drafter.why import why

    digest = (folder or digest_of(post)).resolve()
    settings, _ = load(digest)
    zone = settings.digest.zone
    workers = Workers()
    try:
        with tempfile.TemporaryDirectory() as elsewhere:
            state = None if is_digest(digest) else Path(elsewhere)
            job = Job(folder=digest, settings=settings, clock=lambda: datetime.now(zone), workers=workers, offline=True, state=state)
            return asyncio.run(why(job, post, sentence)), zone
    finally:
        workers.close()


def _told(answer: Why, commit: Commit | None, zone: Any, language: Literal["zh", "en"]) -> list[str]:
    said = _SAID[language]
    head = [] if answer.exact else [said["near"]]
    head += [f"{answer.post}:{answer.line}  {answer.where}", f"  {answer.sentence}"]
    rows = [row for ground in answer.grounds for row in _source(ground, said, zone)] or [(said["source"], said["no_source"])]
    rows += [("", said["not_checked"].format(why=answer.unchecked))] if answer.standing == "not-checked" else []
    rows += [(said["flag"], f"{flag.severity} {flag.code}: {flag.message}") for flag in answer.flags]
    rows += [("", said["waived"].format(reason=reason)) for reason in answer.waived]
    rows += _wrote(answer, said, zone)
    rows += [(said["changed"], _decision(one, said, _DONE[language], zone)) for one in answer.changed]
    if commit:
        rows.append((said["changed"], said["blame"].format(by=commit.by, at=_moment(commit.at, zone), id=commit.id, subject=commit.subject)))
    elif not answer.changed:
        rows.append((said["changed"], said["nobody"]))
    return [*head, *_columns(rows)]


def _source(ground: Ground, said: dict[str, str], zone: Any) -> list[tuple[str, str]]:
    dates = (
        [said["published"].format(at=_moment(ground.published.instant(zone), zone) if len(ground.published.value) > 10 else ground.published.value)]
        if ground.published
        else []
    )
    dates.append(said["fetched"].format(at=_moment(ground.fetched_at, zone)) if ground.fetched_at else said["not_kept"])
    rows = [(said["through"], ground.through)] if ground.through else []
    return [
        *rows,
        (said["source"], ground.text or ground.title),
        ("", " · ".join(filter(None, (ground.title if ground.text not in ("", ground.title) else "", ground.url)))),
        ("", ", ".join(dates)),
    ]


def _wrote(answer: Why, said: dict[str, str], zone: Any) -> list[tuple[str, str]]:
    wrote = answer.wrote
    if wrote is None:
        return [(said["wrote"], said["by_hand"] if answer.drafted else said["never"])]
    if wrote.fallback:
        how = said["fallback"].format(why=wrote.fallback)
    else:
        how = said["model"].format(model=wrote.model) if wrote.model else said["unknown" if wrote.unknown else "embedded"]
    when = said["drafted"].format(at=_moment(wrote.at, zone)) if wrote.at else ""
    text = said["same"] if "".join(wrote.text.split()) == "".join(answer.sentence.split()) else wrote.text
    return [(said["wrote"], text), ("", ", ".join(filter(None, (how, when))))]


def _decision(one: Decision, said: dict[str, str], done: dict[str, str], zone: Any) -> str:
    what = done.get(one.what, one.what).format(code=one.code)
    change = f": {one.before} → {one.after or '∅'}" if one.what in ("edited", "fixed", "corrected") and one.before != one.after else ""
    return f"{_moment(one.at, zone)} {one.by or said['someone']} {what}{change}" + (f" ({one.reason})" if one.reason else "")


def _moment(at: datetime, zone: Any) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def _columns(rows: list[tuple[str, str]]) -> list[str]:
    from drafter.cli.output import width
    from drafter.collect.visible import line

    wide = max(width(label) for label, _ in rows)
    return [f"  {label}{' ' * (wide - width(label))}  {line(text)}" for label, text in rows if text]
