"""A checked post's flags as the text of a pull request. Whatever comes from a post or a source stands in code spans, where no host reads
mentions, links, closing words or markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.check.codes import CODES
from drafter.cli.checked import around, position, shown_path, way_out
from drafter.entities import Flag
from drafter.post.escape import clean
from drafter.recheck import Checked

MOST = 60_000
"""Characters; GitHub takes 65,536."""
_WORDS = {
    "zh": (
        "待核对的提示",
        "没有提示。",
        "本文",
        "来源",
        "另有{count}条提示未列出，见 review.html。",
        "{sentences}句：{traced}句有出处，{not_checked}句未核对；{waived}条已放行。",
    ),
    "en": (
        "Flags",
        "No flags.",
        "says",
        "source",
        "{count} more flags are in review.html.",
        "{sentences} sentences: {traced} traced, {not_checked} not checked; {waived} waived.",
    ),
}


def markdown(checked: Checked) -> str:
    """The flags, worst first, with the line, the words, what the source has, and the way out."""
    review = checked.review
    title, none, says, source, more, sums = _WORDS[review.language]
    counts = review.counts
    summed = sums.format(sentences=counts.sentences, traced=counts.traced, not_checked=counts.not_checked, waived=counts.waived)
    parts = [f"## {title}\n\n{code(shown_path(checked.path))}\n\n{summed}\n"]
    rows = [_row(flag, checked, says, source) for flag in review.flags]
    size = sum(map(len, parts))
    for number, row in enumerate(rows):
        size += len(row)
        if size > MOST:
            parts.append(more.format(count=len(rows) - number) + "\n")
            break
        parts.append(row)
    if not rows:
        parts.append(f"{none}\n")
    failed = [f"- {code(failure.subject)}: {code(failure.message)}\n" for failure in checked.failures[:20]]
    return "\n".join([*parts, *(["".join(failed)] if failed else [])])


def _row(flag: Flag, checked: Checked, says: str, source: str) -> str:
    line, _ = position(checked.text, flag.start or 0)
    number = f"{CODES[flag.code].number} " if flag.code in CODES else ""
    head = f"- **{flag.severity}** {number}{flag.code}, {code(f'{shown_path(checked.path)}:{line}')}: {code(flag.message)}"
    return "\n".join([head, *(f"  - {said}" for said in _more(flag, checked, says, source))]) + "\n"


def _more(flag: Flag, checked: Checked, says: str, source: str) -> Iterator[str]:
    if flag.statement:
        yield f"{says} {code(around(flag.statement, flag.words))}"
    if flag.nearest or flag.sentence:
        yield f"{source} {code(around(flag.sentence, flag.nearest) if flag.sentence else flag.nearest)}"
    if flag.source:
        yield code(flag.source)
    if said := way_out(flag, checked.review.language):
        yield f"→ {said}"


def code(text: str) -> str:
    """The text as a code span that nothing in it can end."""
    bare = clean(text)
    fence = "`" * (max((len(run) for run in re.findall(r"`+", bare)), default=0) + 1)
    room = " " if "`" in bare or not bare else ""
    return f"{fence}{room}{bare or '–'}{room}{fence}"
