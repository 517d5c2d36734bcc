"""A desk that plays both sides: drafter drafts, redoes, drops, adds and reorders; a person edits, deletes, adds and moves; any state is undone.

A move is three numbers, so that hypothesis can shrink a sequence and the benchmark can draw ten thousand. Texts are invented.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from drafter.errors import UsageError
from drafter.merge import Merged, merge, take
from drafter.merge.proposals import Proposal
from drafter.post import keyed
from drafter.post.parts import ReadPost
from drafter.post.read import parse
from drafter.store import history

Move = tuple[int, int, int]
_ZH = ("海湾银行{n}号试点扩大到{n}家机构，合计{n}亿元。", "监管部门第{n}次征求意见，截止日期是{n}日。", "首席财务官说：“第{n}个季度用不到这笔钱。”")
_EN = (
    "Harbour Bank widened trial {n} to {n} lenders.",
    "The watchdog asked for views on draft {n} by day {n}.",
    "“We do not need loan {n} yet,” said Ms. Okafor.",
)


@lru_cache(maxsize=64)
def read(text: str) -> ReadPost:
    """Each text is looked at many times."""
    return parse(text)


@dataclass
class Story:
    """One item as drafter has it."""

    number: int
    headline: str
    sentences: list[str]
    note: str = ""
    brief: bool = False

    @property
    def url(self) -> str:
        return f"https://news{self.number}.example/story?id={self.number}"


@dataclass
class Drafter:
    """What drafter would write now."""

    chinese: bool
    count: int = 0
    title: str = ""
    lede: list[str] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    analysis: list[list[str]] = field(default_factory=list)
    conclusion: list[str] = field(default_factory=list)
    note: str = ""

    def sentence(self) -> str:
        self.count += 1
        forms = _ZH if self.chinese else _EN
        return forms[self.count % 3].format(n=self.count)

    def sentences(self, count: int) -> list[str]:
        return [self.sentence() for _ in range(count)]

    def story(self) -> Story:
        self.count += 1
        number = self.count
        headline = f"第{number}条：试点扩大" if self.chinese else f"Story {number}: the trial grows"
        return Story(number, headline, self.sentences(1 + number % 4), f"请核对第{number}条。" if number % 3 == 0 else "", brief=number % 5 == 0)

    def begin(self, stories: int) -> None:
        self.title = "第一稿" if self.chinese else "First draft"
        self.note = "请通读全文，然后删去本段。" if self.chinese else "read all of it and delete this paragraph."
        self.lede = self.sentences(2)
        self.stories = [self.story() for _ in range(stories)]
        self.analysis = [self.sentences(1), self.sentences(3), self.sentences(2)]
        self.conclusion = self.sentences(2)

    def text(self) -> str:
        between, note = ("", "编辑注：") if self.chinese else (" ", "Editor's note: ")
        full, briefs = [one for one in self.stories if not one.brief], [one for one in self.stories if one.brief]
        heads = ("主要新闻", "简讯", "分析", "结论") if self.chinese else ("Top Stories", "In Brief", "Analysis", "Conclusion")
        blocks = [f"# {self.title}", *([note + self.note] if self.note else []), between.join(self.lede), f"## {heads[0]}"]
        for one in full:
            blocks += [f"### {one.headline}", between.join(one.sentences), f"**Source:** [{one.headline}]({one.url})", *([note + one.note] if one.note else [])]
        if briefs:
            blocks += [f"## {heads[1]}", "\n".join(f"- {one.sentences[0]} [{one.headline}]({one.url})" for one in briefs)]
        blocks += [f"## {heads[2]}", *(between.join(one) for one in self.analysis), f"## {heads[3]}", between.join(self.conclusion)]
        return f'---\nlayout: post\ntitle: "{self.title}"\ntags:\n  - one\n  - two\n---\n\n' + "\n\n".join(blocks) + "\n"

    def act(self, kind: int, a: int, b: int) -> str:
        """One of drafter's moves; the URL of an item that is no more in the edition, if any."""
        if kind == 0 and self.stories:  # redo one item: all of it, or one sentence
            one = self.stories[a % len(self.stories)]
            if b % 2:
                one.sentences = self.sentences(1 + b % 4)
            else:
                one.sentences[b % len(one.sentences)] = self.sentence()
        elif kind == 1:
            self.analysis = [self.sentences(1 + (a + i) % 3) for i in range(1 + b % 3)]
        elif kind == 2:
            self.stories.insert(a % (len(self.stories) + 1), self.story())
        elif kind == 3 and len(self.stories) > 1:
            return self.stories.pop(a % len(self.stories)).url
        elif kind == 4 and self.stories:
            self.stories.insert(b % len(self.stories), self.stories.pop(a % len(self.stories)))
        elif kind == 5:
            self.count += 1
            self.title = f"第{self.count}稿" if self.chinese else f"Draft {self.count}"
            self.lede, self.note = self.sentences(1 + a % 3), "" if b % 2 else self.note
        elif kind == 6:
            self.conclusion = self.sentences(1 + a % 3)
        return ""


@dataclass
class State:
    """What must hold of a state of the post."""

    post: str
    base: str
    typed: dict[str, str]
    """A person's words that stand in it → the piece they were put into."""
    deleted: frozenset[str]
    """Sentences of drafter's that a person took out."""


class Kept:
    """The post as a file whose states are kept; `expected` says what each must be."""

    NAME, NOW = "2026-W05", datetime(2026, 1, 29, 10, tzinfo=UTC)

    def __init__(self, digest: Path) -> None:
        self.digest, self.path = digest, digest / "_drafts" / "weekly.md"
        self.expected: list[tuple[str, str]] = []

    def typed(self, post: str) -> None:
        self.path.write_bytes(post.encode())

    def write(self, post: str, base: str, of: int = 0) -> None:
        if self.expected and (there := self.path.read_bytes().decode()) != self.expected[-1][0]:
            self.expected.append((there, self.expected[-1][1]))
        history.write(self.digest, self.NAME, self.path, post, reason="test", now=self.NOW, beside={"draft.md": base.encode()}, of=of)
        self.expected.append((post, base))

    def check(self) -> None:
        """Every state can be brought back, with its base, byte for byte."""
        states, broken = history.states(self.digest, self.NAME)
        assert not broken
        found = [history.content(self.digest, self.NAME, state) for state in states]
        assert [(text.decode(), beside["draft.md"].decode()) for text, beside in found] == self.expected
        assert self.path.read_bytes().decode() == self.expected[-1][0]


class Desk:
    """A post between the two. `check` after each of drafter's moves."""

    def __init__(self, chinese: bool, stories: int, ending: str = "\n", mark: str = "", kept: Kept | None = None) -> None:
        self.drafter = Drafter(chinese)
        self.drafter.begin(stories)
        self.base = self.drafter.text()
        self.post = mark + self.base.replace("\n", ending)
        self.mark, self.ending = mark, ending
        self.typed: dict[str, str] = {}
        self.deleted: frozenset[str] = frozenset()
        self.count = 0
        self.proposals: tuple[Proposal, ...] = ()
        self.states = [self.state()]
        self.kept = kept
        if kept:
            kept.write(self.post, self.base)

    def state(self) -> State:
        return State(self.post, self.base, dict(self.typed), self.deleted)

    def play(self, moves: list[Move]) -> None:
        for who, a, b in moves:
            if who % 4 == 3:
                self.write(*divmod(who // 4, 7)[1:], a, b)
            elif who % 16 == 2:
                self.undo(a)
            elif who % 16 == 6 and self.proposals:
                self.take(a)
            else:
                self.edit(who // 4 % 9, a, b)
        if self.kept:
            self.kept.write(self.post, self.base)
            self.kept.check()

    # A person's moves

    def edit(self, kind: int, a: int, b: int) -> None:
        post = read(self.post)
        pieces = keyed.pieces(post)
        with_words = [piece for piece in pieces if piece.sentences]
        if kind <= 4 and with_words:
            self._sentence(kind, with_words[a % len(with_words)], b)
        items = [piece for piece in pieces if piece.key.startswith(("item:", "brief:"))]
        if kind == 5 and len(items) > 1:
            self._replaced(items[a % len(items)].start, items[a % len(items)].end, "")
        elif kind == 6 and len(items) > 1:
            self._move(pieces, items[a % len(items)].key, items[b % len(items)].key)
        elif kind == 7:
            full = [piece.start for piece in items if piece.key.startswith("item:")]
            at = full[a % len(full)] if full else next(piece.start for piece in pieces if piece.key == "analysis")
            own, url = self._own("item"), f"https://mine{self.count}.example/"
            self._replaced(at, at, f"### Mine {self.count}\n\n{own}\n\n**Source:** [mine]({url})\n\n", own)
        elif kind == 8:
            self._front(b)
        self.states.append(self.state())
        if self.kept:
            self.kept.typed(self.post)

    def _own(self, where: str) -> str:
        self.count += 1
        own = f"这是编辑自己写的第{self.count}句。" if self.drafter.chinese else f"The editor wrote sentence {self.count} by hand."
        self.typed[own] = where
        return own

    def _sentence(self, kind: int, piece: keyed.Piece, b: int) -> None:
        span = piece.sentences[b % len(piece.sentences)]
        old = self.post[span.start : span.end]
        if kind == 0:  # a word within the sentence
            self.count += 1
            stop = next((len(old) - n for n in range(1, 3) if old[-n] in "。.”"), len(old))
            new = old[:stop] + (f"（改{self.count}）" if self.drafter.chinese else f", edit {self.count} by hand") + old[stop:]
            self._replaced(span.start, span.end, new, new)
            self.typed[new] = piece.key
        elif kind == 1:
            self._replaced(span.start, span.end, self._own(piece.key))
        elif kind in (2, 3):
            self._replaced(span.end, span.end, ("" if self.drafter.chinese else " ") + self._own(piece.key))
        elif len(piece.sentences) > 1:
            self._replaced(span.start, span.end, "")
            if old not in self.post and old in self.base:
                self.deleted |= {old}

    def _move(self, pieces: tuple[keyed.Piece, ...], key: str, before: str) -> None:
        if key != before and key.partition(":")[0] == before.partition(":")[0]:
            moving = next(piece for piece in pieces if piece.key == key)
            rest = [piece for piece in pieces if piece is not moving]
            at = next(n for n, piece in enumerate(rest) if piece.key == before)
            self.post = "".join(piece.text for piece in [*rest[:at], moving, *rest[at:]])

    def _front(self, b: int) -> None:
        own = f"mine{self.count}"
        if b % 2:
            self.post = self.post.replace("layout: post", "layout: post" + self.ending + f"key{self.count}: {own}", 1)
        else:
            self.post = self.post.replace("  - one", f"  - one{self.ending}  - {own}", 1)
        self.count += 1
        self.typed[own] = "front"

    def _replaced(self, start: int, end: int, text: str, keep: str = "") -> None:
        self.post = self.post[:start] + text.replace("\n", self.ending) + self.post[end:]
        self.typed = {own: where for own, where in self.typed.items() if own in self.post}

    # Drafter's

    def write(self, kind: int, a: int, b: int) -> None:
        gone = self.drafter.act(kind, a, b)
        before, new = self.post, self.drafter.text()
        done = merge(self.base, before, new, read=read)
        self.check(before, new, done, gone)
        self.post, self.base, self.proposals = done.text, new, done.proposals
        self._done()

    def check(self, before: str, new: str, done: Merged, gone: str) -> None:
        """No sentence of the person's is lost, none that was taken out comes back, and what nobody touched is as drafter has it now."""
        lost = [own for own in self.typed if own not in done.text]
        assert not lost, f"lost {lost} when {before!r} met {new!r} over {self.base!r}: {done.text!r}"
        back = [old for old in self.deleted if old in done.text and old not in before]
        assert not back, f"{back} came back"
        assert done.text.startswith(self.mark)
        assert "<<<<" not in done.text
        if self.ending == "\r\n":
            assert "\n" not in done.text.replace("\r\n", "")
        old, fresh, parts = ({piece.key: piece.text.split() for piece in keyed.pieces(read(text))} for text in (self.base, new, done.text))
        for piece in keyed.pieces(read(before)):
            if (
                piece.key in parts
                and piece.key in fresh
                and piece.text.split() == old.get(piece.key)
                and "编辑注" not in new
                and "Editor" not in "".join(fresh[piece.key])
            ):
                assert " ".join(fresh[piece.key]) in " ".join(done.text.split()), f"{piece.key} was left alone and is not renewed"
            elif piece.key in parts and old.get(piece.key) == fresh.get(piece.key):
                whole = " ".join(piece.text.split())
                assert whole in " ".join(done.text.split()), f"{piece.key} is the same in both of drafter's texts and was changed"
            places = [done.text.index(own) for own, where in self.typed.items() if where == piece.key and done.text.count(own) == 1]
            order = [before.index(own) for own, where in self.typed.items() if where == piece.key and done.text.count(own) == 1]
            assert sorted(range(len(places)), key=places.__getitem__) == sorted(range(len(order)), key=order.__getitem__)

    def take(self, a: int) -> None:
        one = self.proposals[a % len(self.proposals)]
        try:
            post = take(self.post, one, read=read)
        except UsageError:  # the words were changed since
            return
        if one.what == "words" and one.theirs:
            assert " ".join(one.theirs.split()) in " ".join(post.split())
        self.post = post
        self.typed = {own: where for own, where in self.typed.items() if own in self.post}
        self.proposals = tuple(other for other in self.proposals if other is not one)
        self._done()

    def undo(self, a: int) -> None:
        state = self.states[a % len(self.states)]
        self.post, self.base, self.typed, self.deleted, self.proposals = state.post, state.base, dict(state.typed), state.deleted, ()
        self._done()

    def _done(self) -> None:
        self.states.append(self.state())
        if self.kept:
            self.kept.write(self.post, self.base)


def drawn(seed: int, digest: Path) -> tuple[Desk, list[Move]]:
    """A desk and a sequence of moves, the same for the same seed, with every state kept in `digest`."""
    chance = random.Random(seed)
    desk = Desk(chance.random() < 0.5, chance.randint(1, 4), chance.choice(["\n", "\r\n"]), chance.choice(["", "\ufeff"]), Kept(digest))
    return desk, [(chance.randrange(501), chance.randrange(41), chance.randrange(41)) for _ in range(chance.randint(4, 14))]


def _noted(words: list[str]) -> bool:
    """Whether a piece holds a note for the editor, which may stay away because the person took it out."""
    return any(word.startswith(("编辑注", "Editor's")) for word in words)
