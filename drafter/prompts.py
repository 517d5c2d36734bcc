"""Prompt files: found, checked, rendered. The only place that knows their form; Jinja2 for prompts is met here alone.

A prompt is `prompts/NAME.md`, or `prompts/FORM/NAME.md` for posts of that form: front matter (name, description, role, inputs, output,
config), then `system:` and `user:` parts. `house.md` is no prompt by itself: its parts stand behind the system's and before the user's part of
every prompt, where the digest has a style, terms or examples to show.
The parts are split *before* rendering, so a line `system:` inside an article stays in the user's part. Values are never
evaluated. Everything is checked when a file is loaded, before any call.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, TypeVar

import jinja2
import jinja2.meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from drafter import bundled
from drafter.asks import CONTRACTS, House
from drafter.entities import Ask, Entity, Message, Role
from drafter.errors import PromptError

MAX_FILE = 64_000
MAX_RENDERED = 2_000_000
"""Characters; ends a template that multiplies text without bound."""

HOUSE = "house"

_ROLE_LINE = re.compile(r"^(system|user):[ \t]*$", re.M)


class PromptConfig(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    temperature: float | None = Field(None, ge=0, le=2)
    max_output_tokens: int = Field(4000, ge=1)


class _Head(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    description: str
    role: Role
    inputs: dict[str, str]
    output: str
    config: PromptConfig = PromptConfig()


class _HouseHead(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    name: Literal["house"]
    description: str
    inputs: dict[str, str]


H = TypeVar("H", bound=BaseModel)


class PromptTemplate(_Head):
    """A checked prompt file. `parts` are (role, template source); `digest` is the file's SHA-256."""

    parts: tuple[tuple[str, str], ...]
    house: tuple[tuple[str, str], ...] = ()
    """The parts of `house.md`."""
    digest: str
    path: str


class _Environment(ImmutableSandboxedEnvironment):
    """Sandboxed; multiplication of text is refused, since a prompt has no use for it and it has no bound."""

    intercepted_binops = frozenset(["*", "**"])

    def call_binop(self, context: jinja2.runtime.Context, operator: str, left: Any, right: Any) -> Any:
        if isinstance(left, int | float) and isinstance(right, int | float) and operator == "*":
            return left * right
        raise jinja2.exceptions.SecurityError(f"{operator} is not allowed in a prompt")


def _line(value: object) -> str:
    """One datum on one line: a line break inside an outside text would forge a row."""
    return " ".join(str(value).split())


_ENVIRONMENT = _Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False, autoescape=False)
_ENVIRONMENT.filters["line"] = _line


def load(name: str, digest: Path | None = None, form: str = "") -> PromptTemplate:
    """The prompt NAME for posts of `form` (empty: of any), checked: the digest's own or the bundled one. Raises PromptError naming the file and the fault."""
    return _load(name, digest, form, load_house(digest, form))


def _load(name: str, digest: Path | None, form: str, house: tuple[tuple[str, str], ...]) -> PromptTemplate:
    path = bundled.find("prompts", f"{name}.md", digest, form)
    raw = _read(path)
    head, body = _split_head(path, raw, _Head)
    template = PromptTemplate(**head.model_dump(), parts=_parts(path, body), house=house, digest=hashlib.sha256(raw).hexdigest(), path=str(path))
    _check(path, name, template)
    return template


def load_house(digest: Path | None = None, form: str = "") -> tuple[tuple[str, str], ...]:
    """The parts of `house.md`, checked. Raises PromptError."""
    path = bundled.find("prompts", f"{HOUSE}.md", digest, form)
    head, body = _split_head(path, _read(path), _HouseHead)
    parts = _parts(path, body)
    _check_names(path, parts, set(head.inputs), House)
    return parts


def _read(path: Path) -> bytes:
    raw = path.read_bytes()
    if len(raw) > MAX_FILE:
        raise PromptError(str(path), f"is larger than {MAX_FILE} bytes", "shorten it; articles are data, not part of the prompt file")
    return raw


def load_all(digest: Path | None = None, form: str = "") -> dict[str, PromptTemplate]:
    """Every prompt of the chain, so that a fault in the last one is known before the first call."""
    house = load_house(digest, form)
    return {name: _load(name, digest, form, house) for name in CONTRACTS}


def _split_head(path: Path, raw: bytes, form: type[H]) -> tuple[H, str]:
    import frontmatter

    try:
        post = frontmatter.loads(raw.decode("utf-8-sig"))
    except Exception as error:  # bytes, YAML and odd keys fail with no common base; each becomes one that names the file
        raise PromptError(str(path), f"has no readable front matter: {error}", "it is YAML between two `---` lines") from error
    try:
        return form.model_validate(post.metadata), post.content
    except ValidationError as error:
        first = error.errors()[0]
        raise PromptError(f"{path}: {'.'.join(str(part) for part in first['loc'])}", first["msg"], "see the bundled prompts for the form") from error


def _parts(path: Path, body: str) -> tuple[tuple[str, str], ...]:
    pieces = _ROLE_LINE.split(body)
    if pieces[0].strip() or len(pieces) < 3:
        raise PromptError(str(path), "must begin with a line `system:` or `user:`", "put the text under `system:` and `user:` lines")
    return tuple((role, text.strip("\n")) for role, text in zip(pieces[1::2], pieces[2::2], strict=True))


def _check(path: Path, name: str, template: PromptTemplate) -> None:
    if template.name != name:
        raise PromptError(str(path), f"calls itself {template.name!r}", f"name: {name}")
    inputs, output = CONTRACTS[name]
    if template.output != output.__name__:
        raise PromptError(str(path), f"names the output {template.output!r}", f"output: {output.__name__}")
    _check_names(path, template.parts, set(template.inputs), inputs)


def _check_names(path: Path, parts: Iterable[tuple[str, str]], declared: set[str], inputs: type[Entity]) -> None:
    """Names used are names declared, and `inputs` has them. Bundled files are held to that by a test, not by every command."""
    if path.is_relative_to(bundled.folder("prompts")):
        return
    used: set[str] = set()
    for _, source in parts:
        try:
            used |= jinja2.meta.find_undeclared_variables(_ENVIRONMENT.parse(source))
        except jinja2.TemplateSyntaxError as error:
            raise PromptError(str(path), f"is no template: {error.message} (line {error.lineno} of its part)", "mend the braces") from error
    for missing in sorted(used - declared):
        raise PromptError(str(path), f"uses {missing!r} but does not declare it", "add it under `inputs:` or mend the spelling")
    for unused in sorted(declared - used):
        raise PromptError(str(path), f"declares {unused!r} but does not use it", "use it or take it out of `inputs:`")
    for unknown in sorted(declared - set(inputs.model_fields)):
        raise PromptError(str(path), f"asks for {unknown!r}, which {inputs.__name__} does not have", f"it has: {', '.join(inputs.model_fields)}")


def render(template: PromptTemplate, inputs: Entity, *, subject: str, attempt: int = 1, take: int = 0, temperature: float | None = None) -> Ask:
    """The complete request for `inputs`. Same template and inputs, same bytes."""
    values = {name: getattr(inputs, name) for name in template.inputs}
    house = _house(template, getattr(inputs, HOUSE, None))
    messages = tuple(_message(role, _text(template, source, values), house) for role, source in template.parts)
    output = CONTRACTS[template.name][1]
    return Ask(
        prompt=template.name,
        role=template.role,
        subject=subject,
        messages=messages,
        output=output.__name__,
        json_schema=_schema(output),
        temperature=template.config.temperature if temperature is None else temperature,
        max_output_tokens=template.config.max_output_tokens,
        attempt=attempt,
        take=take,
        prompt_digest=template.digest,
        inputs=inputs,
    )


def _house(template: PromptTemplate, house: House | None) -> dict[str, str]:
    """Role → what the house says there; nothing where the digest has no style, terms or examples for this prompt."""
    if house is None:
        return {}
    values = {name: getattr(house, name) for name in House.model_fields}
    return {role: _text(template, source, values) for role, source in template.house}


def _message(role: str, text: str, house: dict[str, str]) -> Message:
    """Wishes stand behind the prompt's own rules; what is only material stands before what the prompt is about."""
    more = house.get(role, "")
    both = [part for part in ((text, more) if role == "system" else (more, text)) if part]
    return Message.model_validate({"role": role, "content": "\n\n".join(both)})


_SCHEMAS: dict[type[BaseModel], dict[str, Any]] = {}
_TEMPLATES: dict[str, jinja2.Template] = {}


def _schema(output: type[BaseModel]) -> dict[str, Any]:
    if output not in _SCHEMAS:
        _SCHEMAS[output] = output.model_json_schema()
    return _SCHEMAS[output]


def _text(template: PromptTemplate, source: str, values: dict[str, Any]) -> str:
    if source not in _TEMPLATES:
        _TEMPLATES[source] = _ENVIRONMENT.from_string(source)
    pieces: list[str] = []
    size = 0
    try:
        for piece in _TEMPLATES[source].generate(values):
            pieces.append(piece)
            size += len(piece)
            if size > MAX_RENDERED:
                raise PromptError(template.path, f"renders to more than {MAX_RENDERED} characters", "take fewer sentences or items")
    except jinja2.TemplateError as error:
        raise PromptError(template.path, f"cannot be rendered: {error}", "mend the expression it names") from error
    return "".join(pieces).strip("\n")


def boundary(*texts: str, absent_from: Iterable[str] = ()) -> str:
    """A mark that occurs neither in `texts`, from which it is derived so that a prompt has nothing random in it, nor in `absent_from`."""
    others = (*texts, *absent_from)
    seed = hashlib.sha256("\x00".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
    mark = seed[:12]
    while any(mark in text for text in others):
        seed = hashlib.sha256(seed.encode()).hexdigest()
        mark = seed[:12]
    return mark
