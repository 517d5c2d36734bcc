"""The samples of a weekly routine: sound files, secrets from the CI's store alone, and a workflow whose steps do what its comments say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from drafter import config, routines
from tests.cli.command import ROOT, run

DEMO = ROOT / "fixtures" / "demo"
BOT = "drafter-routine@users.noreply.github.com"
WEEK = "2026-W05"
needs_programs = pytest.mark.skipif(not (shutil.which("git") and shutil.which("bash")), reason="needs git and bash")


def workflow(folder: Path, series: str = "weekly") -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(folder / ".github" / "workflows" / f"drafter-{series}.yml")
    return found


def filled(text: str, values: dict[str, str]) -> str:
    """GitHub's expressions, as far as the sample has them: an unknown one is a KeyError."""
    return re.sub(r"\$\{\{ (.+?) \}\}", lambda found: values[found[1]], text)


def git(folder: Path, *words: str, by: str = "editor@desk.example") -> str:
    # nothing of the machine's own git settings takes part
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(["git", "-c", "user.name=E", "-c", f"user.email={by}", *words], cwd=folder, capture_output=True, text=True, check=True, env=env)
    return done.stdout.strip()


class Site:
    """A repository with the demo digest, its bare origin, and a runner that does the workflow's steps as GitHub does."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.origin, self.bin = folder, folder / "origin.git", folder / "bin"
        self.bin.mkdir(parents=True)
        self.pulls = folder / "pulls"
        self._program("drafter", f'if [ "$1" = draft ]; then set -- "$@" --bundle .; fi\nexec "{sys.executable}" -m drafter "$@"')
        self._program("pipx", f'[ "$1" = install ] || echo "{self.bin}"')
        # `gh pr list` says what lies in the file `pulls`: nothing, OPEN or MERGED; what is made or edited is written down
        self._program(
            "gh",
            f'''case "$2" in
list) state=$(cat "{self.pulls}" 2>/dev/null || true)
  case "$*" in *"--state all"*) [ "$state" = MERGED ] && echo MERGED ;; *) [ "$state" = OPEN ] && echo 7 ;; esac ;;
*) echo "$*" >> "{folder}/gh.log"; echo OPEN > "{self.pulls}" ;;
esac
exit 0''',
        )
        git(folder, "init", "-q", "--bare", "-b", "main", str(self.origin))
        seed = folder / "seed"
        git(folder, "init", "-q", "-b", "main", str(seed))
        assert run("init", "--demo", seed).exit_code == 0
        assert run("init", seed, "--routine", "github").exit_code == 0
        git(seed, "add", "--all")
        git(seed, "commit", "-q", "-m", "Begin")
        git(seed, "push", "-q", str(self.origin), "main")
        self.steps = workflow(seed, "fintech-weekly")

    def _program(self, name: str, text: str) -> None:
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        path.chmod(0o755)

    def work(self, *, by_hand: bool = False, week: str = WEEK) -> dict[str, str]:
        """One run in a fresh clone; the outputs of the first step."""
        clone = self.folder / f"clone{len(list(self.folder.glob('clone*')))}"
        git(self.folder, "clone", "-q", str(self.origin), str(clone))
        outputs: dict[str, str] = {}
        for step in self.steps["jobs"]["draft"]["steps"]:
            if "run" not in step or ("if" in step and outputs.get("go") != "true"):
                continue
            values = {"inputs.week": week, "github.event_name == 'workflow_dispatch'": str(by_hand).lower(), "github.token": "t", "secrets.DRAFTER_API_KEY": ""}
            values |= {f"steps.week.outputs.{name}": value for name, value in outputs.items()}
            outputs |= self._step(step["run"], clone, {name: filled(str(text), values) for name, text in (step.get("env") or {}).items()})
        return outputs

    def _step(self, script: str, clone: Path, env: dict[str, str]) -> dict[str, str]:
        out = self.folder / "output"
        out.write_text("", encoding="utf-8")
        whole = {
            **os.environ,
            **{name: str(value) for name, value in self.steps["env"].items()},
            **env,
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_PATH": str(self.folder / "path"),
            "PYTHONPATH": str(ROOT),
            "GITHUB_OUTPUT": str(out),
            "RUNNER_TEMP": str(self.folder),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
        }
        done = subprocess.run(["bash", "-e", "-c", script], cwd=clone, env=whole, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, (script, done.stdout, done.stderr)
        return dict(line.split("=", 1) for line in out.read_text(encoding="utf-8").splitlines())

    def tip(self, branch: str) -> str:
        return git(self.origin, "rev-parse", f"refs/heads/{branch}")


def test_the_workflow_asks_for_little_and_takes_keys_from_the_store(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "digests" / "bay"
    assert run("init", folder, "--yes", "--language", "zh", "--timezone", "Asia/Hong_Kong", "--routine", "github").exit_code == 0
    found = workflow(tmp_path, "bay")
    assert found["permissions"] == {"contents": "write", "pull-requests": "write"}
    assert found["on"]["schedule"][0]["cron"].startswith("17 ")
    assert "workflow_dispatch" in found["on"]
    assert found["env"]["DIGEST"] == "digests/bay"
    assert found["env"]["TZ"] == "Asia/Hong_Kong"
    steps = found["jobs"]["draft"]["steps"]
    assert {name for step in steps for name, value in step.get("env", {}).items() if "secrets." in str(value)} == {"DRAFTER_API_KEY"}
    # what a person types or a source says is never part of a script: expressions stand in `env` alone
    assert not [step["run"] for step in steps if "${{" in step.get("run", "")]
    assert not any("--force" in step.get("run", "") for step in steps)


@needs_programs
def test_a_week_is_one_branch_and_one_pull_request_with_the_flags_as_its_text(tmp_path: Path) -> None:
    site = Site(tmp_path)
    assert site.work()["go"] == "true"
    assert (tmp_path / "path").read_text(encoding="utf-8") == f"{site.bin}\n", "later steps find drafter on any runner"
    branch = f"drafter/{WEEK.lower()}"
    first = site.tip(branch)
    files = git(site.origin, "ls-tree", "-r", "--name-only", branch).splitlines()
    assert "_drafts/fintech-weekly-2026-w05.md" in files
    assert not [name for name in files if name.startswith(".drafter/kept")]
    assert git(site.origin, "log", "-1", "--format=%ae", branch) == BOT
    told = (tmp_path / "gh.log").read_text(encoding="utf-8")
    assert told.count("pr create --draft --base main") == 1
    assert "待核对的提示" in (tmp_path / "flags.md").read_text(encoding="utf-8")

    assert site.work()["go"] == "false"  # the timer once more in the same week
    assert site.tip(branch) == first
    assert site.work(by_hand=True)["go"] == "true"  # by hand, nothing new: no commit, and the same pull request
    assert site.tip(branch) == first
    assert (tmp_path / "gh.log").read_text(encoding="utf-8").count("pr create") == 1


@needs_programs
def test_an_editors_commit_is_never_drafted_over(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.work()
    branch = f"drafter/{WEEK.lower()}"
    desk = tmp_path / "desk"
    git(tmp_path, "clone", "-q", "-b", branch, str(site.origin), str(desk))
    draft = desk / "_drafts" / "fintech-weekly-2026-w05.md"
    draft.write_text(draft.read_text(encoding="utf-8") + "\n编者的一句。\n", encoding="utf-8")
    git(desk, "commit", "-q", "-a", "-m", "Edit")
    git(desk, "push", "-q", "origin", branch)
    edited = site.tip(branch)
    assert site.work()["go"] == "false"
    assert site.work(by_hand=True)["go"] == "false"
    assert site.tip(branch) == edited


@needs_programs
def test_a_week_whose_pull_request_was_merged_is_over(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.pulls.write_text("MERGED\n", encoding="utf-8")
    assert site.work(by_hand=True)["go"] == "false"
    assert not git(site.origin, "branch", "--list", "drafter/*")


@pytest.mark.parametrize("kind", ["github", "cron", "systemd"])
def test_a_routine_is_added_to_a_digest_and_overwrites_nothing(tmp_path: Path, kind: str) -> None:
    assert run("init", tmp_path / "d", "--yes").exit_code == 0
    before = {path: path.read_bytes() for path in (tmp_path / "d").rglob("*") if path.is_file()}
    assert run("init", tmp_path / "d", "--routine", kind).exit_code == 0
    after = {path: path.read_bytes() for path in (tmp_path / "d").rglob("*") if path.is_file()}
    assert set(after) > set(before)
    assert not any(b"@@" in content for content in after.values())
    again = run("init", tmp_path / "d", "--routine", kind)
    assert again.exit_code == 2
    assert "already there" in again.stderr
    assert {path: path.read_bytes() for path in (tmp_path / "d").rglob("*") if path.is_file()} == after


def test_cron_and_systemd_quote_a_folder_with_a_space_and_a_percent_sign(tmp_path: Path) -> None:
    folder = tmp_path / "my 100% digest"
    both = ("--routine", "cron", "--routine", "systemd")
    assert run("init", folder, "--yes", "--series", "bay", "--timezone", "Asia/Tokyo", *both).exit_code == 0
    cron = (folder / "routine" / "drafter.cron").read_text(encoding="utf-8")
    assert f"cd '{folder.resolve()}'".replace("%", "\\%") in cron
    service = (folder / "routine" / "drafter-bay.service").read_text(encoding="utf-8")
    assert f"WorkingDirectory={folder.resolve()}".replace("%", "%%") in service
    assert "SuccessExitStatus=3 5" in service
    assert "OnCalendar=Thu *-*-* 06:17:00 Asia/Tokyo\nPersistent=true" in (folder / "routine" / "drafter-bay.timer").read_text(encoding="utf-8")
    assert all("draft --once" in text for text in (cron, service))


def test_a_week_that_is_drafted_is_left_alone_with_once(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    assert run("init", "--demo", folder).exit_code == 0
    words = ("draft", "-C", folder, "--bundle", folder, "--quiet", "--once")
    first = run(*words)
    assert first.exit_code == 0, first.stderr
    draft = next((folder / "_drafts").glob("*.md"))
    draft.write_text(draft.read_text(encoding="utf-8") + "\n编者的一句。\n", encoding="utf-8")
    mine = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    again = run(*words)
    assert again.exit_code == 0
    assert "2026-W05 is drafted already" in again.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == mine


def _started(words: str, folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """As cron and systemd start a command: nothing of this shell's environment, and the PATH of a bare system."""
    # the package itself is not installed where tests run from the source
    env = ["HOME=" + str(home), "PATH=/usr/bin:/bin", "PYTHONPATH=" + str(ROOT)]
    return subprocess.run(["/usr/bin/env", "-i", *env, "/bin/sh", "-c", words], cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def _fed(folder: Path) -> None:
    """Beside the demo's own run, which is answered from what is kept: no page is fetched and no model is asked."""
    text = (folder / "drafter.toml").read_text(encoding="utf-8")
    (folder / "drafter.toml").write_text(
        text.replace("[model]", '[model]\nkind = "replay"', 1) if "[model]" in text else f'{text}\n[model]\nkind = "replay"\n', encoding="utf-8"
    )


@pytest.mark.skipif(os.name == "nt" or not Path("/usr/bin/env").exists(), reason="cron and systemd are of Unix")
@pytest.mark.parametrize("kind", ["cron", "systemd"])
def test_drafter_is_found_where_the_routine_runs(tmp_path: Path, kind: str) -> None:
    """Called as it stands in the file, with an empty environment and a bare PATH, it drafts the week."""
    folder = tmp_path / "my 100% demo"
    assert run("init", "--demo", folder).exit_code == 0
    assert run("init", folder, "--routine", kind).exit_code == 0
    _fed(folder)
    if kind == "cron":
        line = (folder / "routine" / "drafter.cron").read_text(encoding="utf-8").splitlines()[-1]
        words = line.split(" ", 5)[5].replace("\\%", "%")  # the five fields; cron hands % on without its backslash
    else:
        unit = (folder / "routine" / "drafter-fintech-weekly.service").read_text(encoding="utf-8")
        words = re.search(r"^ExecStart=(.*)$", unit, re.MULTILINE)[1].replace("%%", "%").replace("$$", "$")  # type: ignore[index]
        assert words.startswith(("/", '"/')), "systemd wants a full path"
    done = _started(words, folder, tmp_path)
    log = (folder / ".drafter/kept/routine.log").read_text(encoding="utf-8") if kind == "cron" else done.stderr
    assert done.returncode == 0, (done, log)
    assert (folder / "_drafts/fintech-weekly-2026-w05.md").is_file(), log


def test_a_program_with_a_space_and_a_percent_sign_in_its_path_is_quoted(tmp_path: Path) -> None:
    program = tmp_path / "100% tools" / "drafter"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho "called $*" > "$HOME/called"\n', encoding="utf-8")
    program.chmod(0o755)
    assert run("init", tmp_path / "d", "--yes").exit_code == 0
    for kind in ("cron", "systemd"):
        routines.write(tmp_path / "d", kind, config.load(tmp_path / "d")[0].digest, (str(program),))
    cron = (tmp_path / "d" / "routine" / "drafter.cron").read_text(encoding="utf-8").splitlines()[-1]
    assert "%" not in cron.replace("\\%", ""), "a bare % ends a cron line"
    if os.name != "nt":
        assert _started(cron.split(" ", 5)[5].replace("\\%", "%"), tmp_path, tmp_path).returncode == 0
        assert (tmp_path / "called").read_text(encoding="utf-8").startswith("called draft --once")
    service = next((tmp_path / "d" / "routine").glob("*.service")).read_text(encoding="utf-8")
    assert f'ExecStart="{str(program).replace("%", "%%")}" draft --once --quiet' in service


def test_the_command_that_was_called_is_the_one_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called = tmp_path / "bin" / "drafter"
    called.parent.mkdir()
    called.write_text("#!/bin/sh\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", [str(called), "init"])
    assert run("init", tmp_path / "d", "--yes", "--routine", "cron").exit_code == 0
    assert f" && {called} draft --once" in (tmp_path / "d" / "routine" / "drafter.cron").read_text(encoding="utf-8")
