"""What is told of a flag's code."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.entities import Language, Severity


@dataclass(frozen=True, slots=True)
class Told:
    """One code in one language."""

    means: str
    """What was found."""
    example: str
    """A case of it, invented."""
    way_out: str
    """What a person does about it."""


@dataclass(frozen=True, slots=True)
class When:
    """One of the severities that a code comes with, and when; without a reason where it always comes with that."""

    severity: Severity
    en: str
    zh: str

    def told(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Code:
    """A code's number, how grave it is at most, and what it means."""

    number: str
    """`GR1xx` grounding, `FO2xx` form, `LA3xx` language, `LI4xx` links, `IN5xx` injection, `ED6xx` the edition. Never given to another code."""
    severity: Severity
    """The gravest it is raised with."""
    en: Told
    zh: Told

    def told(self, language: Language) -> Told:
        return self.zh if language == "zh" else self.en
