"""What all nouns share, and the ones that belong to no stage: failures, dates as stated."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

FORMAT_VERSION = 1

Language = Literal["zh", "en"]
Stage = Literal["sources", "fetch", "feed", "extract", "select", "summarize", "compose", "check", "render"]
Role = Literal["writer", "analyst", "checker"]


class Entity(BaseModel):
    """Frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


EXTRACTIVE = "extractive"
"""Why a source's own sentence stands where no model was asked, by the editor's choice; any other reason is a failure."""


ArticleKind = Literal["news", "regulator", "filing", "press-release", "report", "opinion", "event-listing", "aggregator"]
NOT_NEWS: frozenset[ArticleKind] = frozenset({"event-listing", "aggregator"})
"""Kinds that are no item of news by themselves: chosen only where the editor pins them."""


class Failure(Entity):
    """One of many that did not work: stored, shown in the record and the report. That of a model's answer counts in the exit code."""

    subject: str
    """URL, path or `prompt subject` that failed."""
    stage: Stage
    reason: str
    """Stable lower-kebab code: `http-404`, `timeout`, `paywall`, `refused`, …"""
    message: str
    """For a person: what is wrong and the way out."""
    retryable: bool = False
    source: str = ""
    """Name of the Source it came from."""

    @property
    def said(self) -> str:
        """The message under its subject's name, which stands there once."""
        return self.message if self.message.startswith(f"{self.subject}:") else f"{self.subject}: {self.message}"


class Stamp(Entity):
    """A date as stated: `2026-01-26`, or a time with or without its offset. Precision is kept, nothing is added."""

    value: str

    def instant(self, zone: ZoneInfo) -> datetime:
        """The moment it stands for; a bare date is its first moment and a naive time is local, both in `zone`."""
        if len(self.value) == 10:
            return datetime.combine(date.fromisoformat(self.value), time.min, zone)
        moment = datetime.fromisoformat(self.value)
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)

    def day(self, zone: ZoneInfo) -> date:
        """The calendar day in `zone`."""
        return self.instant(zone).astimezone(zone).date()
