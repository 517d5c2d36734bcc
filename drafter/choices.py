"""The shortlist file: what the editor decided of each story, and what drafter proposes for the rest. Pure.

    lead   [云原生] https://a.example/launch      the editor's: leads the edition, in this section
    drop   https://b.example/again               the editor's: not in this edition
    item?  https://c.example/ruling              drafter's proposal; the question mark goes when the editor means it
           | Title · site · 2026-01-27 · news    drafter's words about the line above, written anew each time
    # a line of the editor's own stays above the line it was written above

A decided line is found again by its address, and by that of any other report of the same story. Decided lines keep their
order, which is the edition's; proposals follow by score.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal
from urllib.parse import quote

from drafter.duplicates import address, without_login
from drafter.entities import Entity
from drafter.errors import UsageError

Word = Literal["lead", "item", "brief", "drop"]
OURS = "|"
"""Opens what drafter says; written anew each time."""

_LINE = re.compile(r"(?P<word>lead|item|brief|drop)(?P<open>\?)?(?:\s+\[(?P<section>[^\]]*)\])?\s+(?P<url>\S+)\s*(?:\|.*|(?P<note>#.*))?", re.IGNORECASE)
_BESIDE_LETTERS = re.compile(r"[^\w]+")
"""What of a file's name is written by its code: the grammar's own marks, spaces and what an editor does not see."""
_WIDE = str.maketrans("？｜＃【】［］\u3000", "?|#[][] ")
"""What a Chinese keyboard writes for the marks of a line."""
_MARKS = re.compile(r"(?:[a-zA-Z]+\s*[?？]?\s*)?(?:[\[【［][^\]】］]*[\]】］])?|[|｜#＃].*")


def name_of(url: str, location: str) -> str:
    """What a story's report is called in the shortlist: its address, or the file it was given as."""
    return url or f"file:{_BESIDE_LETTERS.sub(lambda found: quote(found[0]), location)}"


def is_name(name: str) -> bool:
    """Whether a story may be called so."""
    return bool(re.match(r"(?:https?://[^/]|file:.)", name, re.IGNORECASE))


class Choice(Entity):
    """What the editor wants of one story."""

    url: str
    word: Word
    section: str = ""


class Proposal(Entity):
    """A story as the shortlist shows it: drafter's word for it, and what there is to know."""

    url: str
    word: Word
    section: str = ""
    says: tuple[str, ...] = ()
    """Lines for the editor."""
    others: tuple[str, ...] = ()
    """Addresses of the story's other reports."""


@dataclass(frozen=True)
class Choices:
    """The editor's decisions in their order. Later ones of the same address count."""

    decided: tuple[Choice, ...] = ()

    @cached_property
    def _places(self) -> dict[str, tuple[int, Choice]]:
        return {address(choice.url): (at, choice) for at, choice in enumerate(self.decided)}

    def of(self, urls: Iterable[str]) -> tuple[int, Choice] | None:
        """Place in the order and decision for a story, found by any of its addresses; the first of them that has one counts."""
        return next((found for url in urls if url and (found := self._places.get(address(url)))), None)

    def wants(self, url: str) -> bool:
        """Whether the editor wants this address in the edition."""
        found = self.of([url])
        return found is not None and found[1].word != "drop"

    def drops(self, url: str) -> bool:
        """Whether the editor wants it out."""
        found = self.of([url])
        return found is not None and found[1].word == "drop"

    def with_(self, more: Iterable[Choice]) -> Choices:
        """These and further decisions; one for an address that is decided already changes its word where it stands."""
        new = {address(choice.url): choice for choice in more}
        kept = [_changed(old, new.pop(address(old.url), None)) for old in self.decided]
        return Choices((*kept, *new.values()))


def _changed(old: Choice, new: Choice | None) -> Choice:
    return old if new is None else old.model_copy(update={"word": new.word, "section": new.section or old.section})


# The file


@dataclass(frozen=True)
class Shortlisted:
    """A shortlist file, read: decisions, and each decision's comment lines of the editor's own."""

    choices: Choices = Choices()
    comments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Address → lines above it; empty address: at the end."""


def read(text: str, name: str, sections: Sequence[str] = (), *, check: bool = True) -> Shortlisted:
    """The editor's decisions in a shortlist's text. Raises UsageError naming the line that cannot be read, so that none is passed over."""
    decided: list[Choice] = []
    comments: dict[str, tuple[str, ...]] = {}
    above: list[str] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = _narrow(raw.strip().removeprefix("\ufeff"))
        if not line or line.startswith(OURS):
            continue
        if line.startswith("#"):
            above.append(line)
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            raise UsageError(
                f"{name}:{number}",
                f"cannot be read: {without_login(line)[:80]}",
                "a line is lead, item, brief or drop, then a [section] if wanted, then the URL",
            )
        if check and not found["open"]:
            _check(found, sections, f"{name}:{number}")
        above += [found["note"].strip()] if found["note"] else []
        comments[address(found["url"])] = (*comments.get(address(found["url"]), ()), *above)
        above = []
        if not found["open"]:
            choice = Choice.model_validate({"url": found["url"], "word": found["word"].lower(), "section": (found["section"] or "").strip()})
            if check:
                _contradiction(decided, choice, f"{name}:{number}")
            decided.append(choice)
    return Shortlisted(Choices(tuple(decided)), {**comments, "": tuple(above)})


def _narrow(line: str) -> str:
    """The marks before the address as the grammar has them, whatever the keyboard; the address and a note stay as they are."""
    head = _MARKS.match(line)
    end = head.end() if head and line[:1] not in "|｜#＃" else 1
    return line[:end].translate(_WIDE) + line[end:]


def _contradiction(decided: Sequence[Choice], choice: Choice, where: str) -> None:
    """One story with two words is a slip that nobody should find out from the draft."""
    same = next((one for one in decided if address(one.url) == address(choice.url) and one.word != choice.word), None)
    if same:
        raise UsageError(where, f"says {choice.word} of a story that an earlier line says {same.word} of", "keep one of the two lines")


def line_of(line: str) -> Choice | None:
    """The choice or proposal that a single line is; None for any other line."""
    found = _LINE.fullmatch(_narrow(line.strip().removeprefix("\ufeff")))
    return Choice.model_validate({"url": found["url"], "word": found["word"].lower(), "section": (found["section"] or "").strip()}) if found else None


def _check(found: re.Match[str], sections: Sequence[str], where: str) -> None:
    if without_login(found["url"]) != found["url"]:
        raise UsageError(where, "has an address with a user's name or password, which must not be kept", "write the address without them")
    if not is_name(found["url"]):
        raise UsageError(where, f"names no address: {found['url'][:80]}", "an address begins with https:// or http://, a file of the inbox with file:")
    section = (found["section"] or "").strip()
    if section and section not in sections:
        known = f"sections are {', '.join(sections)}" if sections else 'name them first: sections = ["…"] under [digest] in drafter.toml'
        raise UsageError(where, f"names the section {section!r}, which the digest does not have", known)


def written(head: Sequence[str], proposals: Sequence[Proposal], before: Shortlisted) -> str:
    """The shortlist's text: decided lines in their order, then proposals as given."""
    shown = {address(url): proposal for proposal in proposals for url in _addresses(proposal)}
    lines = [f"{OURS} {line}".rstrip() for line in head]
    comments = {key: said for key, said in before.comments.items() if key}
    done: set[str] = set()
    for choice in before.choices.decided:
        proposal = shown.get(address(choice.url))
        says = proposal.says if proposal else ("not among this week's candidates",)
        retold = [url for url in _addresses(proposal) if not before.choices.of([url])] if proposal else []
        lines += _block(choice.word, choice.section, choice.url, says, _taken(comments, (choice.url, *retold)))
        done.add(proposal.url if proposal else "")
    for proposal in proposals:
        if proposal.url not in done:
            lines += _block(f"{proposal.word}?", proposal.section, proposal.url, proposal.says, _taken(comments, _addresses(proposal)))
    gone = [line for said in comments.values() for line in said]
    return "\n".join([*lines, "", *gone, *before.comments.get("", ())]).rstrip("\n") + "\n"


def _addresses(proposal: Proposal) -> tuple[str, ...]:
    return proposal.url, *proposal.others


def _taken(comments: dict[str, tuple[str, ...]], urls: Iterable[str]) -> list[str]:
    """A story's comments, which are written once, although two decided lines may name it, and although it was two stories when they were."""
    return [line for url in urls for line in comments.pop(address(url), ())]


def _block(word: str, section: str, url: str, says: Sequence[str], comments: Sequence[str]) -> list[str]:
    head = f"{word:<6} {f'[{section}] ' if section else ''}{url}"
    return ["", *comments, head, *(f"       {OURS} {' '.join(line.split())}" for line in says)]
