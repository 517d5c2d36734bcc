"""What a run says of itself at its end: who chose, which decisions met nothing, what was left out, and its exit code."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.asking import Asking
from drafter.desk import Desk
from drafter.duplicates import address
from drafter.entities import Article, Flag
from drafter.errors import OverBudget
from drafter.job import Job
from drafter.select import Candidate
from drafter.writing import Writing


def who_chose(job: Job, desk: Desk) -> tuple[str, ...]:
    """A note where not everything was chosen by a person."""
    if job.auto and not job.choices:
        return ("--auto: nobody chose; the items are drafter's choice",)
    if job.auto:
        return ("--auto: no shortlist was read; only what the command itself names was chosen by anybody",)
    if desk.nobody_chose:
        there = f"nothing is decided in {desk.shortlist_path.name}" if desk.shortlist_path.exists() else "no shortlist"
        return (f"{there}: drafter chose by itself; `drafter shortlist` lays the candidates before you", *desk.forgotten())
    return ()


def unmet(desk: Desk, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """Decisions that met nothing (a slip in the address, a story that is gone), and reports left out of a story that another line wants."""
    taken = {address(url): one.url for one in candidates if one.chosen for url in (one.url, *one.others)}
    against = [(choice.url, taken[address(choice.url)]) for choice in desk.choices.decided if choice.word == "drop" and address(choice.url) in taken]
    met = {address(url) for candidate in candidates for url in (candidate.url, *candidate.others)}
    told = {"lead": "--lead", "item": "--pick", "brief": "--brief", "drop": "--drop"}
    return (
        *(f"{told[choice.word]} {choice.url}: no source offers it" for choice in desk.choices.decided if address(choice.url) not in met),
        *(f"--drop {url}: is a further report of {story}, which you want: it stands beneath that item" for url, story in against),
    )


def in_vain(articles: Sequence[Article], dropped: Sequence[Candidate], asking: Asking | None) -> tuple[str, ...]:
    """Articles whose summary was asked for before all were read, and that are no items: each with why, but for those whose answer was kept."""
    free = {call.subject for call in asking.calls if call.kept} if asking else set()
    why = {one.article_id: f"{one.reason}: {one.detail}" if one.detail else one.reason for one in dropped}
    said = "a model was asked for its summary before all articles were read, in vain"
    return tuple(f"{one.url}: {said} ({why.get(one.id, 'not chosen')})" for one in articles if not one.source.private and one.url not in free)


def left_out(writing: Writing) -> tuple[str, ...]:
    """What was still wrong with each chain step's last answer: such sentences do not stand in the draft."""
    asking, last = writing.asking, {}
    for call in sorted(asking.calls if asking else (), key=lambda call: call.attempt):
        if call.prompt in ("theses", "analysis", "conclusion", "front") and not call.failure:
            last[call.prompt] = call.problems
    return tuple(f"{prompt}: {problem}" for prompt, problems in sorted(last.items()) if prompt not in writing.fallen for problem in problems)


def not_argued(writing: Writing) -> tuple[str, ...]:
    """Theses of the editor's that cannot be argued, or not as he wrote them, each with why."""
    return tuple(failure.message for failure in writing.failures if failure.reason == "thesis-not-carried")


def exit_code(writing: Writing, flags: Sequence[Flag]) -> int:
    """5 where the budget kept a call from being made, 3 where a BLOCK or HIGH flag stands, else 0."""
    asking = writing.asking
    if any(call.failure == OverBudget.reason and not call.kept and call.prompt != "judge" for call in (asking.calls if asking else ())):
        return 5
    return 3 if any(flag.severity in ("BLOCK", "HIGH") for flag in flags) else 0
