"""A model's opinion of each statement of an item. Pure: `ask` says what is wanted of the model, `read` checks what came back, `flags` says it.

A verdict can only add a flag, at most WARN, or tell that somebody looked where code could not; it never takes a flag away. Code decides what
counts: the statement must be one that was asked about, the sentences named must have been shown, and of an article that orders a
model about no verdict in its favour counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from drafter import prompts
from drafter.asks import JudgeAnswer, Judged, JudgeInputs, Reading, VerdictAnswer
from drafter.check import prose
from drafter.check.codes import raised
from drafter.check.form.injection import order_in
from drafter.entities import Article, Ask, Flag, Item, Language, Sentence
from drafter.post import escape

SHOWN = 24_000
"""Characters of an article that are shown; of a longer one what the statements name and its surroundings, then its beginning."""
LONGEST_REASON = 200
CODES = {"partly": "judged-partly", "unsupported": "judged-unsupported", "contradicted": "judged-contradicted"}
"""Verdict → code of its flag; one in favour raises none."""
_AROUND = 3
"""Sentences on either side of one that a statement names."""


def statements(item: Item) -> tuple[str, ...]:
    """What of an item is judged, once each: its headline and statements, without those that are the source's own sentences."""
    if item.fallback:
        return ()
    said = [statement.text for statement in (item.statements[:1] if item.place == "brief" else item.statements) if not statement.fallback]
    headline = [item.headline] if item.place != "brief" and not item.headline_fallback else []
    return tuple(dict.fromkeys(text for text in (*headline, *said) if text.strip()))


def inputs(item: Item, article: Article, language: Language) -> JudgeInputs | None:
    """What the prompt is given; None where there is nothing to ask: no sentence of ours, no sentence of its own, or a private article."""
    said = statements(item)
    if not said or article.source.private or not article.sentences:
        return None
    return JudgeInputs(
        article=article,
        sentence_ids=shown(article, [key for statement in item.statements for one in statement.evidence for key in one.sentence_ids]),
        statements=said,
        language=language,
        boundary=prompts.boundary(article.digest, article.text, article.title, *said, absent_from=(article.site, article.byline)),
    )


def ask(template: prompts.PromptTemplate, given: JudgeInputs, *, attempt: int = 1, take: int = 0, problems: tuple[str, ...] = ()) -> Ask:
    """The request for one item. The prompt file's temperature holds: another one is for writing."""
    asked = given.model_copy(update={"problems": problems}) if problems else given
    return prompts.render(template, asked, subject=given.article.url or given.article.title, attempt=attempt, take=take)


def shown(article: Article, named: Iterable[str]) -> tuple[str, ...]:
    """Ids of the sentences to show, in reading order: all of them, or of a long article as many as SHOWN characters hold."""
    if len(article.text) <= SHOWN:
        return tuple(sentence.id for sentence in article.sentences)
    wanted = set(named)
    cited = [number for number, sentence in enumerate(article.sentences) if sentence.id in wanted]
    near = _near(cited, len(article.sentences))
    taken: set[int] = set()
    room = SHOWN
    for number in dict.fromkeys((*cited, *near, *range(len(article.sentences)))):
        room -= len(article.sentences[number].text)
        if room < 0 and taken:
            break
        taken.add(number)
    return tuple(sentence.id for number, sentence in enumerate(article.sentences) if number in taken)


def _near(cited: Sequence[int], size: int) -> list[int]:
    return [at for step in range(1, _AROUND + 1) for number in cited for at in (number - step, number + step) if 0 <= at < size]


def read(answer: JudgeAnswer, given: JudgeInputs) -> Reading[tuple[Judged, ...]]:
    """The verdicts that count, in the statements' order. Of a statement judged twice the worse holds; one without a sound verdict is left out."""
    reader = _Reader(given)
    found: dict[int, Judged] = {}
    for wanted in answer.verdicts:
        judged = reader.verdict(wanted)
        if judged is not None:
            before = found.get(wanted.statement)
            found[wanted.statement] = judged if before is None or _GRAVITY.index(judged.verdict) < _GRAVITY.index(before.verdict) else before
    asked = range(1, len(given.statements) + 1)
    counted = [wanted.statement for wanted in answer.verdicts]
    reader.problems += [f"statement {number} has no verdict" for number in asked if number not in counted]
    reader.problems += [f"statement {number} has {counted.count(number)} verdicts; one is wanted" for number in asked if counted.count(number) > 1]
    return Reading(tuple(found[number] for number in asked if number in found), tuple(reader.problems))


_GRAVITY = ("contradicted", "unsupported", "partly", "supported")


class _Reader:
    """Reads the verdicts of one answer; collects what is wrong as sentences for the model."""

    def __init__(self, given: JudgeInputs) -> None:
        self._given = given
        ids = set(given.sentence_ids)
        self._shown: dict[str, Sentence] = {sentence.id: sentence for sentence in given.article.sentences if sentence.id in ids}
        self._ordered = any(order_in(text) for text in (given.article.title, *(sentence.text for sentence in self._shown.values())))
        self.problems: list[str] = []

    def verdict(self, wanted: VerdictAnswer) -> Judged | None:
        number = wanted.statement
        if not 1 <= number <= len(self._given.statements):
            self.problems.append(f"there is no statement {number}")
            return None
        named = [raw.strip("[]() ") for raw in wanted.sentence_ids]
        unknown = [key for key in named if key not in self._shown]
        self.problems += [f"statement {number}: there is no sentence {key[:20]!r}" for key in unknown]
        ids = tuple(dict.fromkeys(key for key in named if key in self._shown))
        if wanted.verdict != "unsupported" and not ids:
            self.problems.append(f"statement {number}: {wanted.verdict} names no sentence of the article")
            return None
        if wanted.verdict == "supported" and (unknown or self._ordered):
            return None
        return Judged(
            article_id=self._given.article.id,
            statement=self._given.statements[number - 1],
            verdict=wanted.verdict,
            sentence_ids=ids,
            reason=_reason(wanted.reason),
            whole=len(self._shown) == len(self._given.article.sentences),
        )


def _reason(text: str) -> str:
    """One line of plain text, or nothing: a reason that holds an address, markup or an order helps nobody decide."""
    line = prose.unmarked(escape.clean(text))
    plain = not order_in(line) and not any("link" in fault or "markup" in fault for fault in prose.faults(line, "en"))
    return (line if len(line) <= LONGEST_REASON else line[: LONGEST_REASON - 1] + "…") if plain else ""


def flags(judged: Iterable[Judged], articles: Mapping[str, Article], where: str) -> tuple[Flag, ...]:
    """What an editor is told of verdicts on statements that stand under `where`; nothing of those in favour. `articles` by id."""
    return tuple(_flag(one, articles.get(one.article_id), where) for one in judged if one.verdict in CODES)


def _flag(one: Judged, article: Article | None, where: str) -> Flag:
    sentences = {sentence.id: sentence.text for sentence in article.sentences} if article else {}
    part = "" if one.whole else " (it was shown a part of the article)"
    message = f"a model's opinion, not a finding{part}: {one.verdict}" + (f": {one.reason}" if one.reason else "")
    sentence = next((sentences[key] for key in one.sentence_ids if key in sentences), "")
    return raised(CODES[one.verdict], where, message, statement=one.statement, sentence=sentence, source=article.url if article else "")
