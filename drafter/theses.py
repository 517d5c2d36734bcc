"""Which theses the analysis argues: the editor's text file of them, and the choice. Pure.

`.drafter/editions/NAME/theses.txt`, one thesis a line:

    use? [i4f2 i9c1 -i77a e3f2] text     a proposal; without the question mark, or as `use` or `skip`, it is decided
        affects: who
        changed: what

Ids in brackets are the items it rests on, `-` before those that speak against it, `e…` those of earlier editions.
Lines with `#` are the editor's own notes and stay; lines with `|` are drafter's words, written anew each time: a bare one stands
above each of its proposals, which come and go, while a proposal that a person wrote stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

from pydantic import Field

from drafter.entities import Entity, Thesis
from drafter.errors import UsageError

NEEDED = 2
"""Items that a thesis rests on; one of them may be an earlier edition's."""

Word = Literal["use", "skip", "use?", "#"]

OURS = "|"
"""Opens what drafter says; written anew each time."""

_HEAD = (
    "{edition}: what the analysis argues, the strongest first · 本期分析的论点，最强的在前",
    "use?  a proposal. Take the question mark away to argue it, write skip to leave it out, or add a line of your own:",
    "use?  是提议。去掉问号即采用，改成 skip 即不用；也可另起一行自己写：",
    "      use [i4f2 i9c1 -i77a] one sentence · 一句话",
    "In brackets the items it rests on: two, or one and an earlier edition's (e…); a minus before those that speak against it.",
    "方括号里是所依据的新闻：两条，或一条加一条往期的（e…）；反面的新闻前加减号。没有 use 时取最强的几条。",
)
_LINE = re.compile(r"(?P<word>use\s*[?？]|use|skip)(?=[\s\[【])\s*[\[【](?P<ids>[^\]】]*)[\]】]\s*(?P<text>.*)", re.I)
_MORE = re.compile(r"(?P<key>affects|changed)\s*[:：]\s*(?P<text>.*)", re.I)
_ID = re.compile(r"-?[ie][0-9a-f]+")
_FORM = "write `use [i4f2 i9c1] text`, `skip [i4f2 i9c1] text`, or # before a note"


class Line(Entity):
    """A line of the file: a thesis with what is decided of it, or a note."""

    word: Word
    thesis: Thesis | None = None
    text: str = ""
    """The note, as it stands."""
    own: bool = False
    """A proposal that a person wrote: drafter's stand below a `|` line."""


class Decisions(Entity):
    """The file as read, in its order."""

    lines: tuple[Line, ...] = ()

    def having(self, word: Word) -> tuple[Thesis, ...]:
        """The theses of the lines with this word."""
        return tuple(line.thesis for line in self.lines if line.word == word and line.thesis)


class Choice(Entity):
    """The theses to argue, in order and with ids, and what is wrong with the editor's lines that cannot be."""

    theses: tuple[Thesis, ...] = ()
    problems: tuple[str, ...] = ()


class Before(Entity):
    """What the edition's last draft argued, and of which items."""

    theses: tuple[Thesis, ...] = ()
    items: dict[str, str] = Field(default_factory=dict)
    """Id → `said` of it."""
    asked_as: str = ""
    """As `Edition.asked_as`; empty where nothing says so."""

    def stand(self, items: Mapping[str, str], asked_as: str = "") -> tuple[Thesis, ...]:
        """The same theses, where nothing happened since but that items went away which none of them names; else none.

        One of the editor's stands as long as the line does that says so, not because it was argued before.
        """
        only_fewer = items.keys() <= self.items.keys() and all(self.items[key] == text for key, text in items.items())
        named = {key for thesis in self.theses for key in (*thesis.item_ids, *thesis.against)}
        as_asked = not self.asked_as or self.asked_as == asked_as
        ours = as_asked and all(thesis.by == "drafter" for thesis in self.theses)
        return self.theses if ours and only_fewer and named <= items.keys() else ()


def said(headline: str, statements: Iterable[str]) -> str:
    """What an item says, for telling whether it says the same still."""
    return "\n".join((headline, *statements))


# The file


def parse(text: str, name: str) -> Decisions:
    """What the file says; `name` is its path. Raises UsageError naming the line, what is wrong and the way out."""
    lines: list[Line] = []
    ours = False
    for number, raw in enumerate(text.splitlines(), 1):
        row = raw.strip().removeprefix("\ufeff")
        if row.startswith(OURS):
            ours = row == OURS
            continue
        if not row:
            continue
        if row.startswith("#"):
            lines.append(Line(word="#", text=row))
        elif more := _MORE.fullmatch(row):
            lines[-1:] = [_with(lines[-1] if lines else None, more, f"{name}:{number}")]
        else:
            lines.append(_line(row, f"{name}:{number}").model_copy(update={"own": not ours}))
            ours = False
    return Decisions(lines=tuple(lines))


def _line(row: str, where: str) -> Line:
    found = _LINE.fullmatch(row)
    if not found:
        raise UsageError(where, f"is neither a decision nor a note: {row[:60]!r}", _FORM)
    ids = [key.lower() for key in re.split(r"[\s,，、;；]+", found["ids"].replace("－", "-")) if key]
    if odd := next((key for key in ids if not _ID.fullmatch(key)), None):
        raise UsageError(where, f"names {odd!r}, which is no id", "ids are i and digits, or e and digits for earlier editions; the file's end lists them")
    text = " ".join(found["text"].split())
    if not text:
        raise UsageError(where, "has no text", _FORM)
    item_ids = tuple(dict.fromkeys(key for key in ids if key[0] == "i"))
    if not item_ids:
        raise UsageError(where, "rests on no item of this edition", "name its items in brackets; the file's end lists their ids")
    word: Word = "skip" if found["word"].lower() == "skip" else "use" if found["word"].lower() == "use" else "use?"
    against = tuple(dict.fromkeys(key[1:] for key in ids if key[0] == "-" and key[1:] not in item_ids))
    earlier = tuple(dict.fromkeys(key for key in ids if key[0] == "e"))
    return Line(word=word, thesis=Thesis(text=text, item_ids=item_ids, against=against, earlier_ids=earlier, by="drafter" if word == "use?" else "editor"))


def _with(line: Line | None, more: re.Match[str], where: str) -> Line:
    if line is None or line.thesis is None:
        raise UsageError(where, f"says {more['key']!r} of no thesis", "put it right below the thesis it belongs to")
    field = "affected" if more["key"].lower() == "affects" else "change"
    return line.model_copy(update={"thesis": line.thesis.model_copy(update={field: " ".join(more["text"].split())})})


def format(edition: str, candidates: Sequence[Thesis], decided: Decisions | None = None, items: Mapping[str, str] | None = None) -> str:
    """The file: what the editor decided and noted stays where it is, proposals become `candidates`. `items`: id → headline, listed at the end."""
    lines = decided.lines if decided else ()
    settled = {_key(line.thesis.text) for line in lines if line.thesis and line.word != "use?"}
    new = {_key(one.text): one for one in candidates if _key(one.text) not in settled}
    rows = [*(f"{OURS} {line.format(edition=edition)}" for line in _HEAD), ""]
    for line in lines:
        if line.thesis is None:
            rows.append(line.text)
        elif line.word != "use?":
            rows += _rows(line.word, line.thesis)
        elif kept := new.pop(_key(line.thesis.text), None):
            rows += [OURS, *_rows("use?", kept)]
        elif line.own:
            rows += _rows("use?", line.thesis)
    for one in new.values():
        rows += [OURS, *_rows("use?", one)]
    return "\n".join([*rows, "", *(f"{OURS} {key}  {' '.join(headline.split())}" for key, headline in (items or {}).items())]).rstrip() + "\n"


def _rows(word: Word, thesis: Thesis) -> list[str]:
    ids = " ".join((*thesis.item_ids, *(f"-{key}" for key in thesis.against), *thesis.earlier_ids))
    more = (("affects", thesis.affected), ("changed", thesis.change))
    return [f"{word} [{ids}] {' '.join(thesis.text.split())}", *(f"    {key}: {' '.join(text.split())}" for key, text in more if text)]


def _key(text: str) -> str:
    """Two theses are one when only spaces, case and the closing stop differ."""
    return "".join(text.casefold().split()).rstrip("。.")


# The choice


def chosen(
    decisions: Decisions,
    candidates: Sequence[Thesis],
    items: Collection[str],
    most: int,
    earlier: Collection[str] = (),
    private: Collection[str] = (),
) -> Choice:
    """The editor's `use` lines where any stands, else the strongest candidates that are not skipped, at most `most`.

    `items` and `earlier` are the ids there are. A line loses ids that are not among them, and is not argued with fewer than needed:
    that is a problem. `private`: ids that exist but no model may see.
    """
    problems: list[str] = []
    own: list[Thesis] = []
    for thesis in decisions.having("use"):
        left = _left(thesis, items, earlier)
        missing = [key for key in (*thesis.item_ids, *thesis.earlier_ids) if key not in items and key not in earlier]
        why = "; ".join(f"{key} {'is private' if key in private else 'is not in the edition'}" for key in missing)
        if left.item_ids and len(left.item_ids) + len(left.earlier_ids) >= NEEDED:
            own.append(left)
            problems += [f"{thesis.text}: argued without {why}"] if why else []
            continue
        problems.append(f"{thesis.text}: not argued, since it rests on fewer than {NEEDED} items{f' ({why})' if why else ''}")
    taken = own or _strongest(decisions, candidates, most)
    by: Literal["editor", "drafter"] = "editor" if own else "drafter"
    unique = {_key(one.text): one for one in reversed(taken)}
    numbered = (one.model_copy(update={"id": f"t{n}", "by": by}) for n, one in enumerate(reversed(unique.values()), 1))
    return Choice(theses=tuple(numbered), problems=tuple(problems))


def _left(thesis: Thesis, items: Collection[str], earlier: Collection[str]) -> Thesis:
    kept = {
        "item_ids": _known(thesis.item_ids, items),
        "against": _known(thesis.against, items),
        "earlier_ids": _known(thesis.earlier_ids, earlier),
    }
    return thesis if all(getattr(thesis, name) == ids for name, ids in kept.items()) else thesis.model_copy(update=kept)


def _known(ids: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    return tuple(key for key in ids if key in known)


def _strongest(decisions: Decisions, candidates: Sequence[Thesis], most: int) -> list[Thesis]:
    """In the order given; one whose items have all been argued already says nothing new of them and gives way."""
    skipped = {_key(one.text) for one in decisions.having("skip")} | {frozenset(one.item_ids) for one in decisions.having("skip")}
    taken: list[Thesis] = []
    argued: set[str] = set()
    for one in candidates:
        if _key(one.text) in skipped or frozenset(one.item_ids) in skipped or argued.issuperset((*one.item_ids, *one.earlier_ids)):
            continue
        taken.append(one)
        argued.update((*one.item_ids, *one.earlier_ids))
        if len(taken) == most:
            break
    return taken
