"""The writer that never calls anything: kept answers are found before it is asked, so being asked means that one is missing."""

from __future__ import annotations

from drafter.entities import Answer, Ask, Role
from drafter.errors import KeptMissing
from drafter.settings import ModelSettings


class ReplayWriter:
    """Names the models the settings name, so that kept answers are found under the same key."""

    name = "replay"

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings

    def model_for(self, role: Role) -> str:
        return self._settings.name_for(role)

    async def answer(self, ask: Ask) -> Answer:
        raise KeptMissing(f"{ask.prompt} {ask.subject}", "no answer is kept", "run with a model once")

    async def aclose(self) -> None:
        return None
