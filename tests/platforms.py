"""Has every locked dependency a wheel on every platform drafter is for? `python -m tests.platforms [WORD ...]`; a miss is exit code 1.

Asks the package index through pip's `--platform`, once per platform and Python, and downloads nothing that pip can do without. pip
evaluates markers for the machine it runs on, so they are evaluated here for the machine asked about. A wheel whose hash the lock
does not hold counts as a miss: pip would refuse it. With words, only the cells named by them are asked (`win`, `3.13`, `linux 3.11`).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
NO_WHEEL = re.compile(r"No matching distribution found for ([\w.-]+)==")


@dataclass(frozen=True)
class Platform:
    """A kind of machine: pip's tags for it, and what markers see there."""

    name: str
    tags: tuple[str, ...]
    sys_platform: str
    machine: str

    def environment(self, python: str) -> dict[str, str]:
        """What a requirement's marker sees on this machine."""
        system = {"win32": "Windows", "darwin": "Darwin", "linux": "Linux"}[self.sys_platform]
        return {
            "implementation_name": "cpython",
            "os_name": "nt" if self.sys_platform == "win32" else "posix",
            "platform_machine": self.machine,
            "platform_python_implementation": "CPython",
            "platform_system": system,
            "python_full_version": f"{python}.0",
            "python_version": python,
            "sys_platform": self.sys_platform,
            "extra": "",
        }


def _manylinux(machine: str, newest_glibc: int) -> tuple[str, ...]:
    """A Linux machine takes wheels for its own and every older glibc; pip's --platform means one tag alone. Debian 10 has 2.28."""
    legacy = ("manylinux2014", "manylinux2010", "manylinux1") if machine == "x86_64" else ("manylinux2014",)
    return (*(f"manylinux_2_{minor}_{machine}" for minor in range(newest_glibc, 4, -1)), *(f"{name}_{machine}" for name in legacy))


PLATFORMS = (
    Platform("windows amd64", ("win_amd64",), "win32", "AMD64"),
    Platform("macos arm64", ("macosx_13_0_arm64", "macosx_12_0_arm64", "macosx_11_0_arm64"), "darwin", "arm64"),
    Platform(
        "macos x86_64",
        ("macosx_13_0_x86_64", "macosx_12_0_x86_64", "macosx_11_0_x86_64", "macosx_10_13_x86_64", "macosx_10_12_x86_64", "macosx_10_9_x86_64"),
        "darwin",
        "x86_64",
    ),
    Platform("linux x86_64", _manylinux("x86_64", 28), "linux", "x86_64"),
    Platform("linux aarch64", _manylinux("aarch64", 28), "linux", "aarch64"),
)


def locked(text: str) -> dict[Requirement, frozenset[str]]:
    """A lock file's requirements, each with the sha256 digests it allows."""
    found = {}
    for block in re.split(r"\n(?=[\w])", text):
        lines = [line.strip(" \\") for line in block.splitlines() if not line.lstrip().startswith("#")]
        if lines:
            found[Requirement(lines[0])] = frozenset(line.removeprefix("--hash=sha256:") for line in lines[1:])
    return found


def _ask_pip(requirements: list[str], platform: Platform, python: str, folder: Path) -> subprocess.CompletedProcess[str]:
    plain = folder / "requirements.txt"
    plain.write_text("\n".join(requirements), encoding="utf-8")
    command = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--dry-run", "--ignore-installed", "--no-deps"]
    command += ["--only-binary=:all:", "--python-version", python, "--implementation", "cp", "--target", str(folder / "target")]
    command += [word for tag in platform.tags for word in ("--platform", tag)]
    command += ["--report", str(folder / "report.json"), "--requirement", str(plain)]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)


def misses(lock: dict[Requirement, frozenset[str]], platform: Platform, python: str) -> tuple[int, list[str]]:
    """How many requirements apply on this machine, and what is wrong with which. Raises RuntimeError when pip fails otherwise."""
    environment = platform.environment(python)
    wanted = {one.name: str(one).partition(";")[0].strip() for one in lock if one.marker is None or one.marker.evaluate(environment)}
    digests = {one.name: hashes for one, hashes in lock.items()}
    wrong: list[str] = []
    asked = dict(wanted)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        while asked:  # each round without a report loses one requirement
            done = _ask_pip(list(asked.values()), platform, python, folder)
            if done.returncode == 0:
                break
            lost = NO_WHEEL.search(done.stderr)
            if lost is None or asked.pop(lost[1], None) is None:
                raise RuntimeError(f"pip could not answer for {platform.name}, Python {python}:\n{done.stderr}")
            wrong.append(f"{wanted[lost[1]]} has no wheel")
        report = json.loads((folder / "report.json").read_text(encoding="utf-8")) if asked else {"install": []}
    for one in report["install"]:
        archive = one["download_info"]["archive_info"]["hashes"]["sha256"]
        name = one["metadata"]["name"].lower().replace("_", "-").replace(".", "-")
        if archive not in digests[name]:
            wrong.append(f"{wanted[name]}: the lock does not hold the hash of its wheel")
    return len(wanted), wrong


def main(words: list[str]) -> int:
    lock = locked((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    failed = False
    asked = [(platform, python) for platform in PLATFORMS for python in PYTHONS if all(word in f"{platform.name} {python}" for word in words)]
    if not asked:
        print(f"no platform or Python is named {' '.join(words)!r}", file=sys.stderr)
        return 2
    for platform, python in asked:
        count, wrong = misses(lock, platform, python)
        failed |= bool(wrong)
        print(f"{platform.name:14} {python:5} {count - len(wrong):3} of {count} from wheels{'' if not wrong else ': ' + '; '.join(wrong)}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
