"""`glossary.yaml` of a digest: terms, the form wanted, forms that are not.

    stablecoin: 稳定币
    tokenised deposit:
      wanted: 代币化存款
      also: [tokenized deposit]
      forbidden: [代币存款, 通证化存款]

Every value is read as text, so that no YAML version's `no` or `1.10` can change a term.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from drafter.errors import ConfigError

FILE = "glossary.yaml"
_LISTS = ("also", "forbidden")


def read(folder: Path) -> tuple[dict[str, Any], ...]:
    """Terms in the file's order as fields of a `GlossaryTerm`: `term`, `wanted`, `also`, `forbidden`; none without a file. ConfigError names the line."""
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError as error:
        raise ConfigError(str(path), "is not UTF-8 text", "save it as UTF-8") from error
    return parse(text, str(path))


def parse(text: str, subject: str = FILE) -> tuple[dict[str, Any], ...]:
    """The terms of a file's text; `subject` names it in errors."""
    root = _composed(text, subject)
    if root is None:
        return ()
    if root.id != "mapping":
        raise _wrong(subject, root, "is no list of `term: form` lines", "write `stablecoin: 稳定币`")
    terms: list[dict[str, Any]] = []
    for key, value in root.value:
        term = _text(subject, key)
        if any(term == other["term"] for other in terms):
            raise _wrong(subject, key, f"{term!r} stands here a second time", "keep one of both")
        terms.append({"term": term, **_fields(subject, term, key, value)})
    return tuple(terms)


def _composed(text: str, subject: str) -> Any:
    """The document's node, None for an empty one."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(pure=True).compose(text)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = str(getattr(error, "problem", None) or str(error).split("\n")[0])
        raise ConfigError(
            f"{subject}:{mark.line + 1 if mark else 1}", f"is not YAML: {what}", 'put a term with a colon or a # in double quotes: "a: b"'
        ) from error


def _fields(subject: str, term: str, at: Any, node: Any) -> dict[str, Any]:
    if node.id != "mapping":
        return {"wanted": _text(subject, node, at)}
    fields: dict[str, Any] = {}
    for key, value in node.value:
        name = _text(subject, key)
        if name == "wanted":
            fields[name] = _text(subject, value, key)
        elif name in _LISTS:
            fields[name] = tuple(_text(subject, one) for one in value.value) if value.id == "sequence" else (_text(subject, value),)
        else:
            raise _wrong(subject, key, f"{name!r} is no field of a term", "take one of wanted, also, forbidden")
    if "wanted" not in fields:
        raise _wrong(subject, node, f"{term!r} does not say which form is wanted", f"add `wanted: {term}` to keep it as it is")
    return fields


def _text(subject: str, node: Any, at: Any = None) -> str:
    """A word; `at` is what it belongs to, where a missing one is named."""
    if node.id != "scalar":
        raise _wrong(subject, node, "here a single word was expected", "write `term: form`")
    if not str(node.value).strip():
        raise _wrong(subject, at or node, "here a word is missing", "write `term: form`")
    return str(node.value).strip()


def _wrong(subject: str, node: Any, what: str, way_out: str) -> ConfigError:
    return ConfigError(f"{subject}:{node.start_mark.line + 1}", what, way_out)
