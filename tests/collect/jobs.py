"""What test_workers asks of a worker process; apart from it, so that the process need not import pytest."""

from __future__ import annotations

import os
import sys

from drafter.errors import ConfigError


def nothing() -> None:
    """Stands for the heavy imports."""


def add(one: int, other: int = 0) -> int:
    return one + other


def noise(text: str) -> str:
    sys.stdout.write(text)
    sys.stdout.flush()
    os.write(1, b"noise below Python")
    return text


def hang() -> None:
    while True:
        pass


def crash() -> None:
    os._exit(7)


def greedy() -> int:
    return len(bytearray(3_000_000_000))


def wrong() -> None:
    raise ValueError("bad page")


def ours() -> None:
    raise ConfigError("drafter.toml", "is wrong", "mend it")


def loaded() -> set[str]:
    return {name.partition(".")[0] for name, module in sys.modules.items() if module is not None}  # None marks what must not be imported
