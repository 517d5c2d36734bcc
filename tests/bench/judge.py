"""How far does a model's judgement agree with a careful reader's? `python -m tests.bench.judge --base-url URL [--model NAME] [--rows N]`.

Labelled pairs of `grounding/pairs.toml`, the dev split only, each as an item of one statement: asked and read as a draft's items are. A pair
counts as seen wrong when the verdict is anything but `supported`; without a sound verdict it counts as let stand.
Balanced accuracy is the mean of the shares of right pairs let stand and of wrong pairs seen; published judges reach about 0.77.
`--rows 0` takes all. Beside it: what code alone finds in the same pairs, and both together.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from drafter import bundled, judge, prompts
from drafter.asking import Asking
from drafter.asks import Verdict
from drafter.budget import Budget
from drafter.entities import Item, Link, Statement, Writer
from drafter.errors import ModelError
from drafter.llm.openai_writer import OpenAIWriter
from drafter.settings import ModelSettings
from drafter.store.answers import KeptAnswers
from tests.bench import grounding_pairs

NONE = "none"
"""No sound verdict came, or the call failed."""


class Judgement(NamedTuple):
    row: dict[str, Any]
    verdict: Verdict | str
    by_code: bool
    """Whether code flags the pair above INFO."""

    @property
    def right(self) -> bool:
        """As the careful reader has it."""
        return bool(self.row["verdict"] == "supported")

    @property
    def against(self) -> bool:
        return self.verdict in judge.CODES


def sample(count: int) -> list[dict[str, Any]]:
    """`count` pairs of the dev split, the same ones each time, in no order of theirs; all of them for 0."""
    rows = sorted(grounding_pairs.rows("pair", "dev"), key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest())
    return rows[:count] if count > 0 else rows


async def judged(row: dict[str, Any], asking: Asking, template: prompts.PromptTemplate) -> Judgement:
    """One pair, asked as a draft's item is."""
    key = hashlib.sha256(row["id"].encode()).hexdigest()[:12]
    source = grounding_pairs.article(row["source"], row["source_language"], row["anchor"], key)
    item = Item(id="i1", article_id=key, headline="-", headline_fallback="-", statements=(Statement(text=row["claim"]),), link=Link(title="", url=source.url))
    given = judge.inputs(item, source, row["claim_language"])
    assert given is not None
    by_code = bool(grounding_pairs.flags(row))
    try:
        found = await asking.resolve(
            judge.ask(template, given),
            lambda problems, attempt: judge.ask(template, given, problems=problems, attempt=attempt),
            lambda answer: judge.read(answer, given),  # type: ignore[arg-type]  # the schema was validated for this prompt
        )
    except ModelError as error:
        sys.stderr.write(f"{row['id']}: {error}\n")
        return Judgement(row, NONE, by_code)
    return Judgement(row, found[0].verdict if found else NONE, by_code)


async def all_judged(rows: Iterable[dict[str, Any]], writer: Writer, folder: Path) -> list[Judgement]:
    """In the rows' order; answers are kept in `folder` while it runs."""
    asking = Asking(writer, KeptAnswers(folder), Budget(ModelSettings(), None))
    template = prompts.load("judge")
    return list(await asyncio.gather(*(judged(row, asking, template) for row in rows)))


def table(found: Sequence[Judgement]) -> list[str]:
    """Lines: verdicts by label, then shares for the judge, for code, and for both."""
    lines = ["                 supported  partly  unsupported  contradicted  none"]
    for label in ("supported", "not-in-source", "contradicted"):
        some = [one.verdict for one in found if one.row["verdict"] == label]
        counts = [some.count(verdict) for verdict in ("supported", "partly", "unsupported", "contradicted", NONE)]
        lines.append(f"{label:16} " + "".join(f"{count:>{width}}" for count, width in zip(counts, (10, 8, 13, 14, 6), strict=True)))
    for name, against in (
        ("judge", [one.against for one in found]),
        ("code", [one.by_code for one in found]),
        ("both", [one.against or one.by_code for one in found]),
    ):
        lines.append(f"{name:6} " + shares([one.right for one in found], against))
    return lines


def shares(right: Sequence[bool], against: Sequence[bool]) -> str:
    """Of right pairs let stand, of wrong pairs seen, and their mean."""
    good = [not flagged for is_right, flagged in zip(right, against, strict=True) if is_right]
    bad = [flagged for is_right, flagged in zip(right, against, strict=True) if not is_right]
    if not good or not bad:
        return "needs right and wrong pairs"
    stand, seen = sum(good) / len(good), sum(bad) / len(bad)
    return f"right let stand {sum(good)}/{len(good)}  wrong seen {sum(bad)}/{len(bad)}  balanced accuracy {(stand + seen) / 2:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--base-url", required=True)
    parser.add_argument("--model", default="gpt-5-mini")
    parser.add_argument("--key", default="")
    parser.add_argument("--rows", type=int, default=40)
    asked = parser.parse_args()
    settings = ModelSettings(kind="openai", base_url=asked.base_url, checker=asked.model)
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(_run(settings, asked, Path(folder)))
    sys.stdout.write(f"{asked.model}: {len(found)} pairs of the dev split\n" + "\n".join(table(found)) + "\n")


async def _run(settings: ModelSettings, asked: argparse.Namespace, folder: Path) -> list[Judgement]:
    writer = OpenAIWriter(
        settings, api_key=asked.key or None, endpoint=asked.base_url, capabilities=None, load_text=lambda name: bundled.read("prompts", name, None)
    )
    try:
        return await all_judged(sample(asked.rows), writer, folder)
    finally:
        await writer.aclose()


if __name__ == "__main__":
    main()
