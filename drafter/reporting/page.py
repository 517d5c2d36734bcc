"""The report as one page that needs nothing beside it. Pure. Whatever people or sources wrote is text in it: the template escapes everything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from drafter.effort import SECTIONS
from drafter.errors import ConfigError
from drafter.post.escape import clean
from drafter.reporting import drawing
from drafter.reporting.nouns import CodeTold, Deed, EditionTold, EffortTold, Report
from drafter.reporting.words import WORDS

TEMPLATE = "report.html.j2"
MARK = '<meta name="generator" content="drafter report">'
"""What tells a report of ours from a person's file."""
_DRAWN = 52
"""Editions in a chart, the latest: a year."""
_CODES = 24


def page(report: Report, template: str, zone: ZoneInfo) -> str:
    """The page by the template's text. Raises ConfigError for a template that cannot be filled."""
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    room = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    values = _values(report, zone)
    try:
        return room.from_string(template).render(values).strip() + "\n"
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise ConfigError(TEMPLATE, f"cannot be filled: {error}", "mend the template or remove it to use the bundled one") from error


def _values(report: Report, zone: ZoneInfo) -> dict[str, Any]:
    words = WORDS[report.language]
    editions = report.editions
    used = [name for name in SECTIONS if any(name in one.sections for one in editions)]
    return {
        "lang": "zh-CN" if report.language == "zh" else "en",
        "words": words,
        "name": clean(report.name),
        "made": words["made"].format(at=report.made.astimezone(zone).strftime("%Y-%m-%d %H:%M")),
        "span": _span(editions, words),
        "tiles": _tiles(report, words),
        "charts": _charts(editions[-_DRAWN:], words),
        "editions": [_edition(one, words) for one in reversed(editions)],
        "sections": used,
        "by_section": [_by_section(one, used) for one in reversed(editions) if one.effort],
        "codes": [_code(one, words) for one in report.codes[:_CODES]],
        "overrides": [_deed(one, words, zone) for one in reversed(report.overrides)],
        "corrections": [_deed(one, words, zone) for one in reversed(report.corrections)],
        "waivers": [
            {
                **_seen(one.model_dump(), "code", "words", "statement", "reason", "edition"),
                "severity": one.severity,
                "by": clean(one.by) or words["nobody"],
                "at": one.at.astimezone(zone).strftime("%Y-%m-%d") if one.at else "",
            }
            for one in reversed(report.waivers)
        ],
        "failures": [f"{clean(one.subject)}: {clean(one.message)}" for one in report.failures],
    }


def _span(editions: Sequence[EditionTold], words: dict[str, str]) -> str:
    if not editions:
        return words["none"]
    published = sum(one.state == "published" for one in editions)
    return words["span" if len(editions) > 1 else "span_one"].format(first=editions[0].name, last=editions[-1].name, count=len(editions), published=published)


def _tiles(report: Report, words: dict[str, str]) -> list[dict[str, str]]:
    """The figures that a boss reads first: what, how much, and a line below it."""
    editions = report.editions
    costs = [one.cost_usd for one in editions if one.cost_usd is not None]
    unknown = words["cost_unknown"].format(count=len(editions) - len(costs)) if 0 < len(costs) < len(editions) else ""
    counted = [one.figures for one in editions if one.figures]
    total, traced = sum(one.total for one in counted), sum(one.traced for one in counted)
    about = {"total": total, "disputed": sum(one.disputed for one in counted), "unchecked": sum(one.unchecked for one in counted)}
    fates = {"fixed": sum(one.fixed for one in editions), "waived": sum(one.waived for one in editions), "standing": sum(one.flags for one in editions)}
    efforts = [one.effort for one in editions if one.effort and one.effort.kept_share is not None]
    written = sum(one.kept + one.changed + one.removed for one in efforts)
    share = _percent(sum(one.kept for one in efforts) / written if written else None, words)
    last = words["kept_last"].format(last=_percent(efforts[-1].kept_share, words)) if efforts else ""
    each = words["cost_each"].format(each=_dollars(sum(costs) / len(costs), words)) if costs else ""
    return [
        {"what": words["cost"], "much": _dollars(sum(costs) if costs else None, words), "below": " · ".join(filter(None, (each, unknown)))},
        {"what": words["figures"], "much": str(traced), "below": words["figures_of"].format(**about)},
        {"what": words["fates"], "much": words["fates_fixed"].format(**fates), "below": words["fates_waived"].format(**fates)},
        {"what": words["kept"], "much": share, "below": last},
        {"what": words["overrides"], "much": str(len(report.overrides)), "below": _names(report.overrides)},
        {"what": words["corrections"], "much": str(len(report.corrections)), "below": ""},
    ]


def _names(deeds: Sequence[Deed]) -> str:
    return " · ".join(dict.fromkeys(clean(one.by) for one in deeds if one.by))


def _charts(editions: Sequence[EditionTold], words: dict[str, str]) -> list[dict[str, Any]]:
    if not editions:
        return []
    names = [one.name.partition("-")[2] or one.name for one in editions]
    shares = [one.effort.kept_share * 100 if one.effort and one.effort.kept_share is not None else None for one in editions]
    distances = [one.effort.distance if one.effort else None for one in editions]
    fates = [(one.fixed, one.waived, one.flags) for one in editions]
    said = ("fixed", "waived", "standing")

    def titled(told: Callable[[EditionTold], str]) -> list[str]:
        return [f"{one.name}: {told(one)}" for one in editions]

    kept, changed = titled(lambda one: _kept(one.effort, words)), titled(lambda one: _distance(one.effort, words))
    cost = titled(lambda one: _dollars(one.cost_usd, words))
    of_fates = [[f"{one.name}: {words[key]} {number}" for key, number in zip(said, each, strict=True)] for one, each in zip(editions, fates, strict=True)]
    return [
        {"name": words["chart_kept"], "chart": drawing.line(names, shares, kept, 100, "{:g}%"), "legend": [], "told": kept},
        {
            "name": words["chart_distance"],
            "chart": drawing.bars(names, [[one] for one in distances], [[one] for one in changed]),
            "legend": [],
            "told": changed,
        },
        {
            "name": words["chart_flags"],
            "chart": drawing.bars(names, fates, of_fates),
            "legend": [words[key] for key in said],
            "told": ["; ".join(each) for each in of_fates],
        },
        {"name": words["chart_cost"], "chart": drawing.bars(names, [[one.cost_usd] for one in editions], [[one] for one in cost]), "legend": [], "told": cost},
    ]


def _edition(one: EditionTold, words: dict[str, str]) -> dict[str, Any]:
    figures = one.figures
    return {
        "name": one.name,
        "title": clean(one.title),
        "state": words["published_on"].format(day=one.published) if one.state == "published" and one.published else words[one.state],
        "cost": _dollars(one.cost_usd, words),
        "answers": one.answers,
        "models": ", ".join(clean(model) for model in one.models),
        "sentences": f"{one.traced}/{one.sentences}" if one.checked else words["not_checked"],
        "figures": f"{figures.traced}/{figures.total}" if figures else words["not_checked"],
        "flags": [(severity, words[severity], number) for severity, number in one.standing.items() if number],
        "fixed": one.fixed,
        "waived": one.waived,
        "kept": _kept(one.effort, words),
        "distance": _distance(one.effort, words),
    }


def _by_section(one: EditionTold, used: Sequence[str]) -> dict[str, Any]:
    told = [one.sections.get(name) for name in used]
    return {"name": one.name, "cells": [_cell(each) for each in (*told, one.effort)]}


def _cell(effort: EffortTold | None) -> dict[str, Any] | None:
    """`level` 0–4 is how much of it was kept, for its shade."""
    if effort is None:
        return None
    share = effort.kept_share
    return {"share": "–" if share is None else f"{share:.0%}", "distance": effort.distance, "level": 4 if share is None else round(share * 4)}


def _code(one: CodeTold, words: dict[str, str]) -> dict[str, Any]:
    by = clean(one.demoted_by) or words["nobody"]
    demoted = words["demoted"].format(by=by, day=one.demoted_at.date()) if one.demoted_at else ""
    return {**one.model_dump(include={"number", "fixed", "ignored", "standing"}), "code": clean(one.code), "severity": one.severity or "", "demoted": demoted}


def _deed(one: Deed, words: dict[str, str], zone: ZoneInfo) -> dict[str, Any]:
    return {
        **_seen(one.model_dump(), "edition", "code", "words", "before", "after", "reason"),
        "by": clean(one.by) or words["nobody"],
        "at": one.at.astimezone(zone).strftime("%Y-%m-%d"),
    }


def _seen(told: dict[str, Any], *keys: str) -> dict[str, str]:
    return {key: clean(told[key]) for key in keys}


def _kept(effort: EffortTold | None, words: dict[str, str]) -> str:
    return _percent(effort.kept_share if effort else None, words)


def _distance(effort: EffortTold | None, words: dict[str, str]) -> str:
    return words["unknown"] if effort is None else f"{effort.distance}"


def _percent(share: float | None, words: dict[str, str]) -> str:
    return words["unknown"] if share is None else f"{share:.0%}"


def _dollars(cost: float | None, words: dict[str, str]) -> str:
    """US dollars; with four digits after the point where they are less than ten cents."""
    return words["unknown"] if cost is None else f"US${cost:.2f}" if cost >= 0.1 or cost == 0 else f"US${cost:.4f}"
