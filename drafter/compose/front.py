"""Title, lede and tags of the edition."""

from __future__ import annotations

import re

from drafter.asks import EarlierData, FrontAnswer, FrontInputs, ItemData, LedeSentenceAnswer, Reading, SentenceAnswer
from drafter.check import prose
from drafter.compose.data import Front, mark
from drafter.compose.sentences import SLACK, Sentences, laid_out, texts, too_long
from drafter.entities import Paragraph
from drafter.settings import DigestSettings, LengthSettings


def front_inputs(
    items: tuple[ItemData, ...],
    analysis: tuple[Paragraph, ...],
    conclusion: tuple[Paragraph, ...],
    digest: DigestSettings,
    edition: str,
    length: LengthSettings,
    earlier: tuple[EarlierData, ...] = (),
) -> FrontInputs:
    """What the prompt of title, lede and tags is given."""
    language = digest.language
    said, ahead = texts(analysis, language), texts(conclusion, language)
    return FrontInputs(
        items=items,
        earlier=earlier,
        analysis=said,
        conclusion=ahead,
        vocabulary=digest.tags,
        series_name=digest.name,
        language=language,
        edition=edition,
        boundary=mark(items, *said, *ahead, earlier=earlier),
        title_ceiling=length.ceiling("title", language),
        lede_ceiling=length.ceiling("lede", language),
        max_tags=length.tags,
    )


def front_read(answer: FrontAnswer, given: FrontInputs) -> Reading[Front]:
    """Title and lede whose figures stand in the items; tags in lower-kebab form, new ones named."""
    reader = Sentences(given)
    title = prose.unmarked(answer.title).rstrip("。.")
    reader.problems += [f"title: {fault}" for fault in reader.faults(title)]
    sound = not reader.problems
    if len(title) > given.title_ceiling * SLACK:
        reader.problems.append(f"title: it has {len(title)} characters, at most {given.title_ceiling} are allowed")
    lede = reader.statements([_as_sentence(wanted) for wanted in answer.lede], "lede")
    reader.problems += too_long("the lede", [Paragraph(statements=lede)], given.lede_ceiling)
    if not (sound and lede):
        return Reading(None, tuple(reader.problems) or ("there is no lede",))
    tags = _tags(answer, given)
    new = tuple(tag for tag in tags if given.vocabulary and tag not in given.vocabulary)
    return Reading(Front(title=title, lede=Paragraph(statements=lede), tags=tags, new_tags=new), tuple(reader.problems))


def _tags(answer: FrontAnswer, given: FrontInputs) -> tuple[str, ...]:
    """Each tag as the vocabulary writes it, else in lower-kebab form."""
    own = {word.casefold(): word for word in given.vocabulary} | {kebab_case(word): word for word in given.vocabulary if kebab_case(word)}
    chosen = (own.get(tag.strip().casefold()) or own.get(kebab_case(tag)) or kebab_case(tag) for tag in answer.tags)
    return tuple(dict.fromkeys(filter(None, chosen)))[: given.max_tags]


def kebab_case(tag: str) -> str:
    """Lower-kebab ASCII form of a tag, empty when nothing of it is left."""
    return re.sub(r"[^a-z0-9]+", "-", tag.lower()).strip("-")[:40].strip("-")


def _as_sentence(wanted: LedeSentenceAnswer) -> SentenceAnswer:
    return SentenceAnswer(text=wanted.text, kind="fact", item_ids=wanted.item_ids)


def embedded_front(answer: FrontAnswer, reason: str) -> Front:
    """The embedded writer's title, lede and tags."""
    lede = laid_out(((s.text, "fact", s.item_ids) for s in answer.lede), reason)
    return Front(title=prose.unmarked(answer.title), lede=Paragraph(statements=lede), tags=tuple(kebab_case(tag) for tag in answer.tags if kebab_case(tag)))
