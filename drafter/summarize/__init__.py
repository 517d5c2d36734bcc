"""One article → its summary. Two pure halves: `ask` says what is wanted of the model, `read` checks what came back.

Evidence is decided here by code: sentence ids must exist and quotes must stand verbatim in the article. What fails after
the second answer is replaced by the source's own sentence, marked as such.
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter import prompts
from drafter.asks import Reading, StatementAnswer, SummarizeInputs, SummaryAnswer
from drafter.check import prose
from drafter.check.quotations.haystack import Found, Haystack
from drafter.entities import Article, Ask, Continued, Evidence, Language, Sentence, Statement, Summary
from drafter.settings import LengthSettings

PART_CHARACTERS = 24_000
"""Text shown in one call; a longer article is read in parts, so that its end is read too."""
MAX_PARTS = 4
SLACK = 1.3
"""A headline or a summary is asked for again only this far above its ceiling."""


def parts(article: Article) -> tuple[tuple[str, ...], ...]:
    """Sentence ids of each part an article is read in: one part for most; never more than MAX_PARTS, then larger ones."""
    size = max(PART_CHARACTERS, -(-len(article.text) // MAX_PARTS))
    found: list[list[str]] = [[]]
    used = 0
    for sentence in article.sentences:
        length = sentence.end - sentence.start
        if used + length > size and found[-1] and len(found) < MAX_PARTS:
            found.append([])
            used = 0
        found[-1].append(sentence.id)
        used += length
    return tuple(tuple(part) for part in found)


def inputs(
    article: Article,
    language: Language,
    length: LengthSettings,
    sentence_ids: tuple[str, ...] | None = None,
    statements: int | None = None,
    continues: Continued | None = None,
) -> SummarizeInputs:
    """What the prompt is given for `article` or one part of it. `continues`: the earlier item that it is an update of."""
    earlier = (continues.headline, *continues.said) if continues else ()
    return SummarizeInputs(
        article=article,
        sentence_ids=sentence_ids or tuple(sentence.id for sentence in article.sentences),
        language=language,
        max_statements=statements or length.statements,
        headline_ceiling=length.ceiling("headline", language),
        item_ceiling=length.ceiling("item", language),
        boundary=prompts.boundary(article.digest, article.text, article.title, absent_from=(article.site, article.byline, *earlier)),
        earlier=earlier,
        earlier_day=continues.date if continues else "",
    )


def ask(template: prompts.PromptTemplate, given: SummarizeInputs, *, attempt: int = 1, take: int = 0, temperature: float | None = None) -> Ask:
    """The request for one article, or one part of it."""
    return prompts.render(template, given, subject=given.article.url or given.article.title, attempt=attempt, take=take, temperature=temperature)


def read(answer: SummaryAnswer, given: SummarizeInputs) -> Reading[Summary]:
    """The summary, each statement with verified evidence or replaced by the source's own sentence."""
    reader = Reader(given)
    statements = [statement for wanted in answer.statements[: given.max_statements] if (statement := reader.statement(wanted))]
    problems = [*reader.problems, *_headline_problems(answer.headline, given)]
    if len(answer.statements) > given.max_statements > 1:  # of a brief the first sentence is taken: not worth asking again
        problems.append(f"there are {len(answer.statements)} statements; at most {given.max_statements} are wanted")
    if len(answer.statements) < min(2, len(given.sentence_ids), given.max_statements):
        problems.append(f"there is {len(answer.statements)} statement; at least 2 are wanted")
    length = sum(len(wanted.text) for wanted in answer.statements[: given.max_statements])
    if length > given.item_ceiling * SLACK:
        problems.append(f"the statements have {length} characters together, at most {given.item_ceiling} are allowed; leave the weakest out")
    if not statements:
        return Reading(None, tuple(problems) or ("no statement can be used",))
    headline = prose.unmarked(answer.headline)
    faults = "; ".join(prose.faults(headline, given.language))
    if all(statement.fallback for statement in statements):
        faults = faults or "none of the answer's statements could be used"
    summary = Summary(
        article_id=given.article.id,
        kind=answer.kind,
        headline=given.article.title if faults else headline,
        statements=tuple(statements),
        headline_fallback=faults,
    )
    return Reading(summary, tuple(problems))


def read_embedded(answer: SummaryAnswer, given: SummarizeInputs, reason: str) -> Summary:
    """The embedded writer's summary: the source's own sentences, without datelines, in the source's language, marked with `reason`."""
    sentences = {sentence.id: sentence for sentence in given.article.sentences}
    picked = [(sentences[wanted.sentence_ids[0]], wanted.text) for wanted in answer.statements]
    statements = tuple(own_sentence(sentence, given.article, reason, _begins(sentence.text, text)) for sentence, text in picked)
    return Summary(article_id=given.article.id, headline=prose.unmarked(answer.headline), statements=statements, fallback=reason)


def join(pieces: list[Summary]) -> Summary:
    """The summaries of one article's parts as one: the first part's headline, all statements in order."""
    first = pieces[0]
    statements = tuple(statement for piece in pieces for statement in piece.statements)
    fallback = next((piece.fallback for piece in pieces if piece.fallback), "")
    return Summary(
        article_id=first.article_id,
        kind=first.kind,
        headline=first.headline,
        statements=statements,
        fallback=fallback,
        headline_fallback=first.headline_fallback,
    )


def _headline_problems(headline: str, given: SummarizeInputs) -> list[str]:
    problems = [f"headline: {fault}" for fault in prose.faults(prose.unmarked(headline), given.language)]
    if len(headline) > given.headline_ceiling * SLACK:
        problems.append(f"headline: it has {len(headline)} characters, at most {given.headline_ceiling} are allowed")
    return problems


def own_sentence(sentence: Sentence, article: Article, reason: str, begins: int = 0) -> Statement:
    """The sentence, from its character `begins` on."""
    quote = sentence.text[begins:]
    evidence = Evidence(article_id=article.id, sentence_ids=(sentence.id,), quote=quote, start=sentence.start + begins, end=sentence.end, match="exact")
    return Statement(text=" ".join(quote.split()), kind="fact", evidence=(evidence,), fallback=reason)


def _begins(sentence: str, wanted: str) -> int:
    """Where the end of the sentence that says `wanted` begins; 0 where no end of it does."""
    words, tail = sentence.split(), wanted.split()
    if not tail or not " ".join(words).endswith(wanted):
        return 0
    left = sum(map(len, words)) - sum(map(len, tail))
    places = [place for place, char in enumerate(sentence) if not char.isspace()]
    return places[left]


class Reader:
    """Reads the statements of one answer; collects what is wrong as sentences for the model."""

    def __init__(self, given: SummarizeInputs) -> None:
        self._given = given
        self._article = given.article
        shown = frozenset(given.sentence_ids)
        self._sentences = {sentence.id: sentence for sentence in given.article.sentences if sentence.id in shown}
        self._haystack = Haystack(given.article.text)
        self._texts: set[str] = set()
        self._number = 0
        self.problems: list[str] = []

    def statement(self, wanted: StatementAnswer) -> Statement | None:
        self._number += 1
        number = self._number
        text = prose.stopped(prose.unmarked(wanted.text), self._given.language)
        evidence, faults = self._evidence(wanted)
        faults += [f"its text: {fault}" for fault in prose.faults(text, self._given.language)]
        if text in self._texts:
            faults.append("it repeats an earlier statement")
        self.problems += [f"statement {number} ({_short(text)}): {fault}" for fault in faults]
        self._texts.add(text)
        if not faults and evidence:
            return Statement(text=text, kind="fact", evidence=(evidence,))
        return self._fallback(wanted, faults)

    def _evidence(self, wanted: StatementAnswer) -> tuple[Evidence | None, list[str]]:
        faults = [f"there is no sentence {unknown!r}" for unknown in wanted.sentence_ids if unknown.strip("[] ") not in self._sentences]
        cited = [key for raw in wanted.sentence_ids if (key := raw.strip("[] ")) in self._sentences]
        if not cited:
            return None, faults or ["it names no sentence"]
        found = self._found(prose.unmarked(wanted.quote), cited)
        if found is None:
            return None, [*faults, f"its quote is not verbatim in the article: {_short(wanted.quote)}"]
        holds = [key for key, sentence in self._sentences.items() if sentence.start < found.end and found.start < sentence.end]
        if not set(holds) & set(cited):
            return None, [*faults, f"its quote stands in {', '.join(holds) or 'a sentence that was not shown'}, not in {', '.join(cited)}"]
        quote = self._article.text[found.start : found.end]
        evidence = Evidence(
            article_id=self._article.id,
            sentence_ids=tuple(dict.fromkeys(cited)),
            quote=quote,
            start=found.start,
            end=found.end,
            match="exact" if found.exact else "normalised",
        )
        return evidence, faults

    def _found(self, quote: str, cited: Sequence[str]) -> Found | None:
        """Where the quote stands: in a sentence that is named, where the same words stand elsewhere too (a lead says them first)."""
        for sentence in (self._sentences[key] for key in cited):
            if found := Haystack(sentence.text).find(quote):
                return Found(sentence.start + found.start, sentence.start + found.end, found.exact)
        return self._haystack.find(quote)

    def _fallback(self, wanted: StatementAnswer, faults: list[str]) -> Statement | None:
        """The source's own sentence that the statement most likely speaks of; None when that one stands there already."""
        cited = [self._sentences[key] for raw in wanted.sentence_ids if (key := raw.strip("[] ")) in self._sentences]
        sentence = cited[0] if cited else self._nearest(prose.unmarked(wanted.quote or wanted.text))
        if sentence is None or " ".join(sentence.text.split()) in self._texts:
            return None
        self._texts.add(" ".join(sentence.text.split()))
        return own_sentence(sentence, self._article, "; ".join(faults))

    def _nearest(self, text: str) -> Sentence | None:
        """Locates only: the sentence is then quoted as the source has it."""
        from rapidfuzz import fuzz

        return max(self._sentences.values(), key=lambda sentence: fuzz.partial_ratio(text, sentence.text), default=None)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else line[:77] + "…"
