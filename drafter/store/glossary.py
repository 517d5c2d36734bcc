"""`glossary.yaml` of a digest: terms, the form wanted, forms that are not.

    stablecoin: 稳定币
    tokenised deposit:
      wanted: 代币化存款
      also: [tokenized deposit]
      forbidden: [代币存款, 通证化存款]
    Central Bank Digital Currency:
      wanted: 央行数字货币
      short: CBDC          # 首次出现写“央行数字货币（Central Bank Digital Currency，CBDC）”，以后写CBDC
    never_translate: [Visa, Circle]

`first:` says the form of the first mention where another one is wanted.
Every value is read as text, so that no YAML version's `no` or `1.10` can change a term.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from drafter.errors import ConfigError

FILE = "glossary.yaml"
_WORDS = ("wanted", "short", "first")
_LISTS = ("also", "forbidden")
KEPT = "never_translate"
"""Key of the list of names that stay as sources write them."""


def read(folder: Path) -> tuple[dict[str, Any], ...]:
    """Terms in the file's order as fields of a `GlossaryTerm`; none without a file. ConfigError names the line."""
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
    root = composed(text, subject)
    if root is None:
        return ()
    if root.id != "mapping":
        raise _wrong(subject, root, "is no list of `term: form` lines", "write `stablecoin: 稳定币`")
    terms: list[dict[str, Any]] = []
    for key, value in root.value:
        term = _text(subject, key)
        if term == KEPT:
            found = [(one, {"term": name, "wanted": name, "kept": True}) for one in _each(value) for name in [_text(subject, one, key)]]
        else:
            found = [(key, {"term": term, **_fields(subject, term, key, value)})]
        for at, fields in found:
            if any(fields["term"] == other["term"] for other in terms):
                raise _wrong(subject, at, f"{fields['term']!r} stands here a second time", "keep one of both")
            terms.append(fields)
    return tuple(terms)


def _each(node: Any) -> list[Any]:
    """The entries of a list; a single word is a list of one."""
    return list(node.value) if node.id == "sequence" else [node]


def composed(text: str, subject: str) -> Any:
    """The document's node, None for an empty one. Raises ConfigError."""
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
        if name in _WORDS:
            fields[name] = _text(subject, value, key)
        elif name in _LISTS:
            fields[name] = tuple(_text(subject, one, key) for one in _each(value))
        else:
            raise _wrong(subject, key, f"{name!r} is no field of a term", f"take one of {', '.join((*_WORDS, *_LISTS))}")
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
