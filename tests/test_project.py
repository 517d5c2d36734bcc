"""The project as a whole: what it declares, what it ships, what its files may not say."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import drafter
from drafter.cli import group
from tests.platforms import locked

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MODULES = sorted((ROOT / "drafter").rglob("*.py"))
SHIPPED = ("prompts", "templates", "fixtures/demo")
MOST_LINES = 450

# Declared without being imported by name; each must say why.
UNIMPORTED = {
    "lxml-html-clean": "trafilatura's parser needs it, and an old pip leaves it out",
    "tzdata": "zoneinfo reads it where the system has no zones",
}
PERMISSIVE = re.compile(r"\b(MIT|BSD|Apache|ISC|MPL|Mozilla Public|PSF|Python Software|Unlicense)\b")


def declared() -> dict[str, Requirement]:
    """The runtime dependencies by normalised name."""
    return {canonicalize_name(one.name): one for one in map(Requirement, PYPROJECT["project"]["dependencies"])}


def imported() -> set[str]:
    """Top-level names of everything drafter imports, wherever in a module."""
    found: set[str] = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - {"drafter"}


def test_every_outside_import_is_declared_and_nothing_is_declared_in_vain() -> None:
    owners = metadata.packages_distributions()
    used: set[str] = set()
    for name in imported():
        distributions = {canonicalize_name(owner) for owner in owners.get(name, ())}
        assert distributions & declared().keys(), f"{name} is imported, and pyproject.toml declares none of {sorted(distributions)}"
        used |= distributions
    assert declared().keys() - used == UNIMPORTED.keys()


def test_every_dependency_says_why_it_is_there_and_its_licence() -> None:
    block = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("\ndependencies = [\n")[2].partition("\n]")[0]
    for line in block.splitlines():
        assert re.search(r'^  ".+",\s+# .+ \(.+\)$', line), f"no reason or no licence: {line}"


def test_every_locked_package_has_a_permissive_licence() -> None:
    strange = {}
    for one in locked((ROOT / "requirements.lock").read_text(encoding="utf-8")):
        try:
            about = metadata.metadata(one.name)
        except metadata.PackageNotFoundError:
            continue  # for another platform or Python
        said = [about.get("License-Expression") or "", about.get("License") or "", *(about.get_all("Classifier") or [])]
        licences = [text.splitlines()[0] for text in said if text and (text in said[:2] or text.startswith("License ::"))]
        if not any(PERMISSIVE.search(text) for text in licences):
            strange[one.name] = licences
    assert not strange


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-build.lock", "requirements-test.lock", "requirements-model.lock"])
def test_a_lock_file_pins_by_hash_and_names_no_index(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = locked(text)
    assert entries
    for requirement, digests in entries.items():
        assert str(requirement.specifier).startswith("=="), requirement
        assert digests, requirement
        assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in digests), requirement
    assert "://" not in text
    assert "--index" not in text


def test_the_lock_allows_what_is_declared() -> None:
    pinned = {canonicalize_name(one.name): str(one.specifier).removeprefix("==") for one in locked((ROOT / "requirements.lock").read_text(encoding="utf-8"))}
    for name, requirement in declared().items():
        assert requirement.specifier.contains(pinned[name], prereleases=True), f"{name} {pinned[name]} is locked: `make lock`"


def test_the_test_lock_holds_the_same_versions_as_the_runtime_lock() -> None:
    runtime, test = (locked((ROOT / name).read_text(encoding="utf-8")) for name in ("requirements.lock", "requirements-test.lock"))
    assert runtime.items() <= test.items()


def test_the_version_stands_in_one_place() -> None:
    assert PYPROJECT["project"]["dynamic"] == ["version"]
    assert "version" not in PYPROJECT["project"]
    assert metadata.version("digest-drafter") == drafter.__version__
    changelog = ROOT / "CHANGELOG.md"
    if changelog.exists():
        assert drafter.__version__ in changelog.read_text(encoding="utf-8")


def test_each_readme_names_every_command() -> None:
    readmes = sorted(ROOT.glob("README*.md"))
    if not readmes:
        pytest.skip("README.md is not written yet")
    assert len(readmes) == 2, "one in English, one in Chinese"
    commands = group.list_commands(group.make_context("drafter", [], resilient_parsing=True))
    for path in readmes:
        text = path.read_text(encoding="utf-8")
        assert [command for command in commands if f"drafter {command}" not in text] == [], path.name


def test_every_listed_command_can_be_imported() -> None:
    context = group.make_context("drafter", [], resilient_parsing=True)
    missing = []
    for name in group.list_commands(context):
        try:
            command = group.get_command(context, name)
        except ModuleNotFoundError:
            missing.append(name)
        else:
            assert command is not None
            assert command.get_short_help_str()
    assert missing == []


def test_no_module_is_too_long_to_read() -> None:
    lines = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def texts() -> Iterator[Path]:
    """The project's own text files."""
    yield from (path for path in ROOT.iterdir() if path.suffix in {".md", ".toml", ".lock"} or path.name in {"Makefile", ".importlinter"})
    for folder in ("drafter", "prompts", "templates", "tests", "fixtures", ".ci", ".github", "docs"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix in {".py", ".md", ".toml", ".yml", ".j2", ".json", ".txt", ""}:
                yield path


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    """A path below a home, work or temporary folder, which exists on one machine only."""
    forbidden = re.compile(r"(?<![\w.~/])/(?:work|home|Users|root|opt|tmp)/[\w.-]+/[\w.-]+")
    found = {str(path.relative_to(ROOT)): hits for path in texts() if (hits := forbidden.findall(path.read_text(encoding="utf-8", errors="replace")))}
    assert found == {}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without an index."""
    if not (ROOT / PYPROJECT["project"]["readme"]).exists():
        pytest.fail("pyproject.toml names a readme that is not there, so nothing can be built")
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True, text=True, timeout=120
    )
    (built,) = folder.glob("digest_drafter-*.whl")
    return built


def test_the_wheel_carries_every_prompt_template_and_demo_file(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in SHIPPED:
        target = f"drafter/_bundled/{Path(folder).name}"
        wanted = {f"{target}/{path.relative_to(ROOT / folder).as_posix()}" for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert wanted, f"{folder} is empty"
        assert wanted - names == set(), f"{folder} is not whole in the wheel"


def test_the_wheel_carries_nothing_but_the_package_and_its_metadata(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
        assert tops == {"drafter", f"digest_drafter-{drafter.__version__}.dist-info"}
        assert not [name for name in archive.namelist() if "__pycache__" in name or name.endswith(".env")]


def test_an_installed_wheel_finds_its_files(wheel: Path, tmp_path: Path) -> None:
    """Installed apart from the checkout (the dependencies are this environment's), it finds its prompts and drafts the demo."""
    venv.create(tmp_path / "venv", with_pip=False)
    binaries = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    dependencies = {str(Path(str(metadata.distribution(name).locate_file(""))).resolve()) for name in declared() if _installed(name)}
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), *sorted(dependencies)]), "PYTHONNOUSERSITE": "1"}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [str(binaries / "python"), *words]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)

    where = run("-c", "import drafter.bundled as b; print(*(b.folder(n) for n in ('prompts', 'templates', 'demo')), sep='\\n')")
    assert where.returncode == 0, where.stderr
    assert [Path(line).is_relative_to(site) for line in where.stdout.split("\n")[:3]] == [True, True, True]
    listed = run("-m", "drafter", "prompts")
    assert listed.returncode == 0, listed.stderr
    assert "summarize" in listed.stdout
    assert run("-m", "drafter", "init", "--demo", "demo").returncode == 0
    drafted = run("-m", "drafter", "draft", "-C", "demo", "--offline", "--writer", "extractive")
    assert drafted.returncode in {0, 3}, drafted.stderr
    assert [path.suffix for path in (tmp_path / "demo" / "_drafts").iterdir()] == [".md"]


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True
