"""What a merge promises, for any post, any edits and any new text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.merge import merge
from drafter.post import keyed
from tests.merge.desk import Desk, Move, drawn, read

MOVES: st.SearchStrategy[list[Move]] = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 40), st.integers(0, 40)), max_size=14)
DESKS = st.builds(Desk, st.booleans(), st.integers(1, 4), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]))


@settings(max_examples=60, deadline=None)
@given(DESKS, MOVES)
def test_no_sentence_of_a_person_is_lost_and_none_that_was_deleted_comes_back(desk: Desk, moves: list[Move]) -> None:
    """Edits, redos, new and dropped items, other orders and undone states, one after the other; each merge is checked, and a last one that brings nothing."""
    desk.play(moves)
    assert merge(desk.base, desk.post, desk.base, read=read).text == desk.post


@settings(max_examples=25, deadline=None)
@given(DESKS, MOVES, MOVES)
def test_where_one_side_changed_nothing_the_other_stands_byte_for_byte(desk: Desk, first: list[Move], second: list[Move]) -> None:
    desk.play(first)
    base = desk.post
    desk.play(second)
    other = desk.post
    assert merge(base, other, base, read=read).text == other
    assert merge(base, base, other, read=read).text == other
    assert merge(base, other, other, read=read).text == other
    assert merge(base, other, base, read=read).proposals == ()


@pytest.mark.parametrize("seed", range(12))
def test_every_state_of_a_sequence_can_be_brought_back(tmp_path: Path, seed: int) -> None:
    """`python -m tests.bench.merge` plays 10 000 of these."""
    desk, moves = drawn(seed, tmp_path)
    desk.play(moves)
    assert desk.kept is not None
    desk.kept.check()
    assert desk.kept.expected[-1] == (desk.post, desk.base)


@settings(max_examples=25, deadline=None)
@given(DESKS, MOVES, st.integers(0, 40), st.integers(0, 40))
def test_an_item_redone_changes_no_byte_of_any_other_piece(desk: Desk, moves: list[Move], a: int, b: int) -> None:
    desk.play(moves)
    if not desk.drafter.stories:
        return
    base = desk.drafter.text()  # after an undo the post may be of an earlier text of drafter's
    mine = merge(desk.base, desk.post, base, read=read).text
    before = keyed.pieces(read(mine))
    one = desk.drafter.stories[a % len(desk.drafter.stories)]
    desk.drafter.act(0, a, b)
    done = merge(base, mine, desk.drafter.text(), read=read)
    after = {piece.key: piece.text for piece in keyed.pieces(read(done.text))}
    assert [piece.key for piece in before] == list(after)
    assert all(after[piece.key] == piece.text for piece in before if not piece.key.endswith(one.url))
