"""How far an event has come must not be told stronger than the source tells it; nor denied where the source affirms.

The ladder has four rungs: possible (rumoured, weighed, in talks) < planned (proposed, applied for, pending) < agreed (signed) < done
(approved, in force, completed, …), per event. A source that names the event without saying how far it is carries everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from drafter.check.claims.alignment import alike
from drafter.check.claims.clauses import clauses, sentences
from drafter.check.claims.lexicon import concepts
from drafter.check.claims.mentions import AGREED, DONE, PLANNED, POSSIBLE, Mention, ahead, allows, certain, mentions
from drafter.check.findings import Finding, Passage, Span
from drafter.check.quotations.negation import hints_denial, may_deny

_RUNGS = {1: "possible", 2: "planned or pending", 3: "agreed", 4: "done"}
_DATED = re.compile(
    r"\d{1,2}月|\d日|今天|昨天|周[一二三四五六日]|(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December) \d|(?:Mon|Tues|Wednes|Thurs|Fri)day|today|yesterday"
)

_CLOSING = frozenset({"acquire", "merge", "sell", "complete", "build", "start-work", "produce", "list", "trade", "fundraise"})
"""Events between whose agreement and completion months may lie; for others agreed is as good as done."""
_AFTERWARDS = frozenset({"in-force", "promulgate"})
"""What follows on a consultation rules it out only where the consultation itself is not named."""
_NEGATIVE = frozenset({"reject", "deny", "withdraw", "overturn"})
"""Events that any denial in the source may be told as."""
_STOPS = re.compile(r"取消|终止|解除|停|弃|(?i:call(?:s|ed)? off|cancel|scrap|abandon|halt|suspend|drop)")

_MUCH = 2
"""Things that sentences share beside the words of their clauses."""
_FEW = 4
"""Passages, up to which they are taken to be of one event."""
_IF = re.compile(r"(?i)若(?!干)|如果|一旦|假如|倘若|如(?=[不未])|(?<![A-Za-z])(?:if|unless|should)(?![A-Za-z])")
"""What would be if it did not come about is no denial."""
Placed = tuple[Passage, Mention]


def status_findings(claim: str, passages: Iterable[Passage], names: Sequence[tuple[str, str]] = ()) -> list[Finding]:
    """Findings `status-stronger`, `status-put-back`, `status-unstated`, `status-reversed`, `negation-flipped`, `status-earlier`.

    Verbs inside the names that are declared (蓝鲸支付) are no verbs.
    """
    forms = sorted({form for pair in names for form in pair if len(form) > 1}, key=lambda form: (-len(form), form))
    hidden = re.compile("|".join(re.escape(form) for form in forms)) if forms else None
    ours = mentions(_hide(claim, hidden))
    wanted = frozenset(name for mention in ours for name in _family(mention.concept))
    if not wanted:
        return []
    sources = list(passages)
    theirs = [(passage, mention) for passage in sources for mention in mentions(_hide(passage.text, hidden), wanted)]
    found = [_judge(mention, theirs, sources, claim) for mention in ours if not concepts()[mention.concept].only_stage]
    kept = [finding for finding in found if finding is not None and _same_event(finding, claim, sources, names)]
    return [_named(finding, [claim, *(passage.text for passage in sources)], hidden) for finding in kept]


def _named(finding: Finding, texts: Sequence[str], hidden: re.Pattern[str] | None) -> Finding:
    """The message with the names that were covered in the clauses it quotes."""
    message = finding.message
    for text in texts if hidden else ():
        covered = _hide(text, hidden)
        if covered != text:
            for clause in clauses(covered):
                message = message.replace(f"“{clause.words.strip()}”", f"“{text[clause.start : clause.end].strip()}”")
    return replace(finding, message=message)


def _same_event(finding: Finding, claim: str, sources: Sequence[Passage], names: Sequence[tuple[str, str]]) -> bool:
    """Whether claim and source plainly speak of the same: steps on a road by their sentences, all else by their clauses or by more of the sentence."""
    if finding.source is None:
        return True
    passage = next(each for each in sources if each.id == finding.source.passage)
    mine, theirs = _around(claim, finding.claim.start), _around(passage.text, finding.source.start)
    concept = concepts()[finding.message.partition(":")[0]]
    if finding.what == "status-put-back" and not alike(mine[0], theirs[1], names):
        return False
    if finding.what == "status-unstated" and not _nearest(mine[0], theirs[1], sources, names):
        return False
    if finding.what == "status-reversed":
        return alike(mine[1], theirs[0], names) >= 1 or alike(mine[1], theirs[1], names) >= _MUCH
    if concept.soft:
        return alike(mine[0], theirs[0], names) >= 1 or alike(mine[1], theirs[1], names) >= _MUCH
    return len(sources) < _FEW or alike(mine[1], passage.text, names) >= 1


def _nearest(mine: str, theirs: str, sources: Sequence[Passage], names: Sequence[tuple[str, str]]) -> bool:
    """Whether the sentence speaks of the claim's clause plainly, or more than any other does: only then a stage before something says that it has not come."""
    shared = alike(mine, theirs, names)
    others = (each.text[start:end] for each in sources for start, end in sentences(each.text))
    return shared >= _MUCH or all(shared > alike(mine, other, names) for other in others if other != theirs)


def _around(text: str, at: int) -> tuple[str, str]:
    """(the clause, the sentence) that an offset falls into."""
    clause = next(each for each in clauses(text) if each.start <= at < each.end)
    sentence = [each for each in clauses(text) if each.sentence == clause.sentence]
    return clause.words, text[sentence[0].start : sentence[-1].end]


def _hide(text: str, hidden: re.Pattern[str] | None) -> str:
    """Names covered by as many letters that are in no word."""
    return hidden.sub(lambda match: ("Ⅹ" if match.group().isascii() else "〇") * len(match.group()), text) if hidden else text


def _family(name: str) -> frozenset[str]:
    concept = concepts()[name]
    return concept.also | concept.against | concept.before | concept.ahead_of | {name}


def _judge(mine: Mention, theirs: Sequence[Placed], sources: Sequence[Passage], claim: str) -> Finding | None:
    same = [placed for placed in theirs if placed[1].concept == mine.concept]
    level = AGREED if mine.level == DONE and (mine.bare or mine.concept not in _CLOSING) else mine.level
    if mine.denied:
        return _denied(mine, same)
    if level is None:
        return None
    affirmed = [placed for placed in same if not placed[1].denied]
    if not affirmed:
        return _unaffirmed(mine, level, same, theirs, sources)
    best = max(affirmed, key=lambda placed: (_source_level(placed[1]), -placed[1].start))
    highest = _source_level(best[1])
    if level >= AGREED and all(placed[1].level is None for placed in affirmed) and (rival := _rival(concepts()[mine.concept].against - _AFTERWARDS, theirs)):
        return _finding("status-reversed", mine, rival, "the source tells the opposite")
    if level == PLANNED and (certain(mine.clause.words) is None or mine.waits):
        return None if mine.waits is False else _put_back(mine, affirmed, theirs, best)
    if level > highest:
        allowed = level == PLANNED and highest == POSSIBLE and allows(mine.clause.words)
        timeless = mine.bare and (concepts()[mine.concept].soft or ahead(_around(claim, mine.start)[1]))
        if allowed or timeless or _implied(mine, level, theirs) or _as_firm(mine, highest, affirmed):
            return None
        return _finding("status-stronger", mine, best, f"told as {_RUNGS[level]}, the source has it as {_RUNGS[highest]}")
    if all(placed[1].earlier for placed in affirmed) and not mine.earlier and _DATED.search(mine.clause.words):
        return _finding("status-earlier", mine, best, "told as dated news, the source has it as gone before")
    if level == PLANNED:
        return _put_back(mine, affirmed, theirs, best)
    return None


def _put_back(mine: Mention, affirmed: Sequence[Placed], theirs: Sequence[Placed], best: Placed) -> Finding | None:
    """Outstanding in the claim, done in the source, which has nothing ahead."""
    done = all(placed[1].level == DONE and (not placed[1].bare or mine.waits) for placed in affirmed)
    if (
        done
        and not mine.bare
        and not concepts()[mine.concept].soft
        and not _FURTHER.search(mine.clause.words)
        and not any(ahead(placed[0].text) for placed in theirs)
    ):
        return _finding("status-put-back", mine, best, "told as outstanding, the source has it as done")
    return None


def _source_level(mention: Mention) -> int:
    return DONE if mention.level is None else mention.level


_FURTHER = re.compile(r"(?i)余下|剩|其余|[还仍尚再][需须要]|再|另|\b(?:further|another|remaining|more|additional|extra)\b")
"""What is still to be delivered, sold or built lies beside what has been."""
_SURE = re.compile(r"(?i)(?<![A-Za-z])(?:will|is to|are to|is going to|pending|while|must|shall|ha(?:s|ve) to)(?![A-Za-z])|将(?!来|军|近|领)|必须|应当|须")
_FROM_NOW = re.compile(r"已|了|过|昨|(?i:(?<![A-Za-z])(?:has|have|had|was|were|\w+ed)(?![A-Za-z]))")


def _as_firm(mine: Mention, highest: int, affirmed: Sequence[Placed]) -> bool:
    """A verb without any word of time, where the source says that it will be or is under way: headlines are written so."""
    if highest != PLANNED or not (mine.bare or (mine.form == "third" and not _FROM_NOW.search(mine.clause.words))):
        return False
    best = [mention for _, mention in affirmed if _source_level(mention) == PLANNED]
    return not _FROM_NOW.search(mine.words) and any(_SURE.search(mention.clause.words) and not _DATED.search(mine.clause.words) for mention in best)


def _implied(mine: Mention, level: int, theirs: Sequence[Placed]) -> bool:
    """A concept that implies it stands in the source as far as the claim says."""
    also = concepts()[mine.concept].also
    verbs_only = any(placed[1].concept == mine.concept for placed in theirs)
    return any(_carries(placed[1], level, verbs_only) for placed in theirs if placed[1].concept in also)


def _carries(there: Mention, level: int, verbs_only: bool) -> bool:
    """Where the source denies or delays the event itself, a noun (`the contract has not been signed`) carries nothing."""
    named = there.level is None and there.form in ("noun", "han-noun")
    return not there.denied and _source_level(there) >= level and not (named and verbs_only)


def _unaffirmed(mine: Mention, level: int, same: Sequence[Placed], theirs: Sequence[Placed], sources: Sequence[Passage]) -> Finding | None:
    """The source only denies it, or does not name it."""
    concept = concepts()[mine.concept]
    if _implied(mine, min(level, AGREED), theirs):
        return None
    if any(_IF.search(placed[1].clause.words) for placed in same):
        return None
    flatly = any(placed[1].level == PLANNED or _FLATLY.search(placed[1].clause.words) for placed in same)
    if same and not _withdraws(mine) and (level >= AGREED or (level >= PLANNED and flatly)):
        return _finding("negation-flipped", mine, same[0], "the source denies it")
    rival = _rival(concept.against, theirs)
    if rival and level >= AGREED and not same:
        return _finding("status-reversed", mine, rival, "the source tells the opposite")
    if concept.name in _NEGATIVE and any(may_deny(placed.text) for placed in sources):
        return None
    stage = _stage(mine, theirs) if level >= AGREED and not same else None
    return _finding("status-unstated", mine, stage, "the source tells only of a stage before it") if stage else None


def _stage(mine: Mention, theirs: Sequence[Placed]) -> Placed | None:
    """What the source tells of that comes before the event."""
    concept = concepts()[mine.concept]
    for placed in theirs:
        there = placed[1]
        if not there.denied and (there.concept in concept.before or (there.concept in concept.ahead_of and _source_level(there) <= PLANNED)):
            return placed
    return None


def _withdraws(mine: Mention) -> bool:
    """The rest of the clause denies or stops what the mention names."""
    words = mine.clause.words.replace(mine.words, " ")
    return hints_denial(words) or bool(_STOPS.search(words))


def _rival(against: frozenset[str], theirs: Sequence[Placed]) -> Placed | None:
    for placed in theirs:
        there = placed[1]
        plain = (there.level or POSSIBLE) >= AGREED or (there.concept == "in-force" and there.level is None)  # what is only planned rules nothing out
        if there.concept in against and not there.denied and plain:
            return placed
    return None


_WILL_NOT = re.compile(
    r"(?i)不会|无意|不打算|没有[^，。；]{0,6}?(?:计划|打算)|(?<![A-Za-z])(?:will not|would not|wo['’]?n['’]t|won['’]t|wouldn['’]t|no plans?"
    r"|(?:does|do) not plan|not going to|no intention)(?![A-Za-z])"
)
_FLATLY = re.compile(rf"{_WILL_NOT.pattern}|(?i:(?<![A-Za-z])(?:has|have|had) no(?![A-Za-z])|(?:does|do|did)(?: not|n['’]t)(?![A-Za-z]))|(?<!暂)不|无(?!论)")
"""Denied for good, not just so far."""


def _denied(mine: Mention, same: Sequence[Placed]) -> Finding | None:
    """Denied in the claim, told in the source as done, or as coming where the claim says that it will not come."""
    if not same or any(placed[1].denied for placed in same):
        return None
    coming = all(placed[1].level == PLANNED and certain(placed[1].clause.words) and not may_deny(placed[1].clause.words) for placed in same)
    if coming and _WILL_NOT.search(mine.clause.words):
        return _finding("negation-flipped", mine, same[0], "the source says that it will")
    for passage, there in same:
        if may_deny(passage.text.replace(there.words, " ")) or ahead(passage.text) or there.level != DONE:
            return None
    return _finding("negation-flipped", mine, same[0], "the source affirms it")


def _finding(what: str, mine: Mention, placed: Placed | None, why: str) -> Finding:
    here = Span(mine.start, mine.end, mine.words)
    there = None
    if placed:
        passage, mention = placed
        there = Span(mention.start, mention.end, mention.words, passage.id)
        why = f"{why}: “{mention.clause.words.strip()}”"
    return Finding(what, "HIGH", here, there, f"{mine.concept}: “{mine.clause.words.strip()}” — {why}")
