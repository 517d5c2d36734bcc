"""`drafter doctor` says what is wrong and how to mend it, in the reader's language; without a key it calls nothing."""

from __future__ import annotations

import json
import os
import socket
import ssl
import sys
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import Result

from drafter import bundled, config
from drafter.cli.doctor import PRESETS
from tests.cli.command import run


@pytest.fixture
def digest(tmp_path: Path) -> Path:
    assert run("init", tmp_path, "--yes").exit_code == 0
    (tmp_path / "sources.txt").write_text("https://a.example/feed.xml\n", encoding="utf-8")
    return tmp_path


def findings(folder: Path, *words: str, exit_code: int = 0, **env: str) -> dict[str, dict[str, str]]:
    done = run("doctor", "-C", folder, "--json", *words, **env)
    assert done.exit_code == exit_code, done.output
    return {row["code"]: row for row in json.loads(done.stdout)}


@pytest.mark.parametrize(("locale", "said"), [("zh_CN.UTF-8", "不花钱，也不向外发送任何内容"), ("en_GB.UTF-8", "costs nothing and sends nothing anywhere")])
def test_without_a_key_it_says_who_writes_and_what_that_means(digest: Path, locale: str, said: str) -> None:
    done = run("doctor", "-C", digest, LC_ALL=locale)
    assert done.exit_code == 0, done.output
    assert said in done.stdout
    assert "drafter keys set" in done.stdout


def test_without_a_key_no_connection_is_made(digest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("doctor opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert "extractive-auto" in findings(digest)


def test_the_flag_wins_over_the_locale(digest: Path) -> None:
    assert "可以写入" in run("doctor", "-C", digest, "--language", "zh", LC_ALL="en_GB.UTF-8").stdout


def test_settings_that_are_off_are_named_with_the_way_out(digest: Path) -> None:
    (digest / "drafter.toml").write_text("[model]\nwritr = 'x'\n", encoding="utf-8")
    found = findings(digest, exit_code=4)["bad-config"]
    assert "model.writr" in found["said"]
    assert "model.writer" in found["do"]


def test_a_folder_without_settings_is_worth_a_note_and_no_sources_are_wrong(tmp_path: Path) -> None:
    found = findings(tmp_path, exit_code=4)
    assert found["no-config"]["level"] == "note"
    assert found["no-sources"]["level"] == "wrong"


def test_bad_source_lines_and_lists_are_named(digest: Path) -> None:
    (digest / "sources.txt").write_text("https://a.example/feed.xml\nftp://b.example\n", encoding="utf-8")
    assert "sources.txt:2" in findings(digest, exit_code=4)["bad-lines"]["said"]
    (digest / "sources.yaml").write_text("- [broken\n", encoding="utf-8")
    assert "sources.yaml" in findings(digest, exit_code=4)["bad-list"]["said"]


def test_a_faulty_prompt_of_the_digests_own_is_named(digest: Path) -> None:
    (digest / "prompts").mkdir()
    text = bundled.read("prompts", "front.md", None)
    (digest / "prompts" / "front.md").write_text(text, encoding="utf-8")
    assert "front" in findings(digest)["prompts"]["said"]
    (digest / "prompts" / "front.md").write_text(text.replace("role: writer", "role: boss"), encoding="utf-8")
    assert "front.md" in findings(digest, exit_code=4)["bad-prompt"]["said"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_folder_that_cannot_be_written_to_is_wrong(digest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() == 0:  # root may write anywhere: a read-only file system is the nearest thing

        def refuse(*_: object, **__: object) -> None:
            raise OSError(30, "Read-only file system")

        monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    else:
        digest.chmod(0o555)
    found = findings(digest, exit_code=4)["folder-closed"]
    assert str(digest) in found["said"]
    assert found["do"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there the system's store is asked another way")
def test_missing_root_certificates_are_wrong_where_the_model_needs_them(digest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Empty:
        def cert_store_stats(self) -> dict[str, int]:
            return {"x509": 0, "crl": 0, "x509_ca": 0}

    paths = ssl.DefaultVerifyPaths(None, str(digest / "none"), "SSL_CERT_FILE", "", "SSL_CERT_DIR", "")
    monkeypatch.setattr(ssl, "create_default_context", Empty)
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: paths)
    assert findings(digest)["no-certificates"]["level"] == "note"
    found = findings(digest, "--offline", exit_code=4, DRAFTER_API_KEY="sk-test")["no-certificates"]
    assert found["level"] == "wrong"
    assert "ca-certificates" in found["do"]


@pytest.mark.parametrize("profile", ["jekyll", "hugo"])
def test_the_sites_generator_is_looked_for_on_the_path(digest: Path, profile: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_POST__PROFILE", profile)
    empty, full = digest / "empty", digest / "bin"
    empty.mkdir()
    full.mkdir()
    missing = findings(digest, PATH=str(empty))["no-site"]
    assert missing["level"] == "note"
    assert profile in missing["said"]
    tool = full / (f"{profile}.exe" if sys.platform == "win32" else profile)
    tool.write_text("", encoding="utf-8")
    tool.chmod(0o755)
    assert str(full) in findings(digest, PATH=str(full))["site"]["said"]


def test_a_jekyll_site_that_would_publish_the_settings_is_told(digest: Path) -> None:
    site = digest / "_config.yml"
    site.write_text("title: x\n", encoding="utf-8")
    assert "drafter.toml, sources.txt" in findings(digest)["published-settings"]["do"]
    site.write_text("exclude: [drafter.toml, sources.txt]\n", encoding="utf-8")
    assert "published-settings" not in findings(digest)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_secrets_that_others_could_see_are_wrong(digest: Path) -> None:
    from drafter import keys

    keys.store("api_key", "sk-test").chmod(0o644)
    (digest / ".env").write_text("", encoding="utf-8")
    (digest / ".gitignore").write_text("_site/\n", encoding="utf-8")
    found = findings(digest, "--offline", exit_code=4)
    assert found["open-key"]["do"].startswith("chmod 600")
    assert ".gitignore" in found["open-env"]["said"]


def test_openai_without_key_and_endpoint_is_wrong_and_nothing_is_called(digest: Path) -> None:
    assert findings(digest, exit_code=4, DRAFTER_MODEL__KIND="openai")["no-key"]["level"] == "wrong"


def test_where_the_key_comes_from_is_told_but_never_the_key(digest: Path) -> None:
    done = run("doctor", "-C", digest, "--offline", OPENAI_API_KEY="sk-secret-0123456789")
    assert done.exit_code == 0
    assert "environment" in done.stdout
    assert "sk-secret" not in done.output


def test_offline_calls_no_endpoint(digest: Path) -> None:
    found = findings(digest, "--offline", DRAFTER_MODEL__BASE_URL="http://127.0.0.1:9/v1")
    assert "127.0.0.1:9" in found["not-asked"]["said"]
    assert "keyless" in found


@pytest.mark.parametrize("name", PRESETS)
def test_a_presets_lines_go_under_model_and_name_an_endpoint(digest: Path, name: str) -> None:
    lines = run("doctor", "--preset", name).stdout
    path = digest / "drafter.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("[model]\n", f"[model]\n{lines}", 1), encoding="utf-8")
    settings = config.load(digest)[0]
    assert settings.model.writer
    assert settings.endpoint.startswith(("https://", "http://127.0.0.1:")) == (name != "openai")
    assert settings.writer_kind == ("openai" if settings.endpoint else "extractive")


def test_every_finding_is_worded_in_both_languages() -> None:
    texts = tomllib.loads((bundled.folder("templates") / "doctor.toml").read_text(encoding="utf-8"))
    assert all(set(said) == {"zh", "en"} for said in texts.values())
    for code, said in texts.items():
        assert set(said["zh"]) == set(said["en"]), code
    for code in set(texts) - {"levels"}:
        names = [{part.split("}")[0] for part in "".join(texts[code][language].values()).split("{")[1:]} for language in ("zh", "en")]
        assert names[0] == names[1], code


ANSWER = {
    "id": "c1",
    "object": "chat.completion",
    "created": 1,
    "model": "m",
    "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": '{"word": "ready"}'}}],
    "usage": {"prompt_tokens": 9, "completion_tokens": 5, "total_tokens": 14},
}


class _Endpoint(BaseHTTPRequestHandler):
    """An OpenAI-shaped endpoint that answers every question as its server's `reply` says."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self._send(*self.server.reply)  # type: ignore[attr-defined]  # set by the fixture

    def do_GET(self) -> None:
        self._send(200, {"data": [{"id": "tide-large"}, {"id": "tide-small"}]})

    def _send(self, status: int, data: object) -> None:
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def endpoint() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Endpoint)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def asked(digest: Path, endpoint: ThreadingHTTPServer, status: int, data: object, *words: str, model: str = "tide-small") -> Result:
    endpoint.reply = (status, data)  # type: ignore[attr-defined]  # read by _Endpoint
    return run(
        "doctor",
        "-C",
        digest,
        *words,
        DRAFTER_MODEL__BASE_URL=f"http://127.0.0.1:{endpoint.server_port}/v1",
        DRAFTER_MODEL__WRITER=model,
        DRAFTER_API_KEY="sk-secret-0123456789",
    )


def test_an_endpoint_that_answers_is_fine(digest: Path, endpoint: ThreadingHTTPServer) -> None:
    done = asked(digest, endpoint, 200, ANSWER, "--language", "en")
    assert done.exit_code == 0, done.output
    assert "json_schema" in done.stdout


@pytest.mark.parametrize(
    ("status", "error", "language", "said"),
    [
        (401, {"message": "Incorrect API key provided", "code": "invalid_api_key"}, "zh", "密钥被拒绝"),
        (401, {"message": "Incorrect API key provided", "code": "invalid_api_key"}, "en", "drafter keys set"),
        (402, {"message": "Insufficient Balance"}, "zh", "充值"),
        (429, {"message": "You exceeded your current quota", "code": "insufficient_quota"}, "en", "quota"),
        (404, {"message": "The model `tide-smal` does not exist", "code": "model_not_found"}, "en", "tide-small"),
    ],
)
def test_a_refusal_is_told_with_the_way_out_and_without_the_key(
    digest: Path, endpoint: ThreadingHTTPServer, status: int, error: dict[str, str], language: str, said: str
) -> None:
    done = asked(digest, endpoint, status, {"error": error}, "--language", language, model="tide-smal")
    assert done.exit_code == 4, done.output
    assert said in done.stdout
    assert "→" in done.stdout
    assert "sk-secret" not in done.output


def test_an_endpoint_that_is_not_there_is_told(digest: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
    assert findings(digest, exit_code=4, DRAFTER_MODEL__BASE_URL=address)["connection"]["said"].startswith(address)


def test_an_address_that_is_none_is_told(digest: Path) -> None:
    assert "localhost:11434" in findings(digest, exit_code=4, DRAFTER_MODEL__BASE_URL="localhost:11434")["bad-config"]["said"]
