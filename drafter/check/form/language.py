"""Words and letters of another language in the edition's sentences. Names, quotations, brackets and the digest's own terms may stay as they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from drafter.check.characters import simplified, traditional
from drafter.check.codes import raised
from drafter.check.prose import speaks
from drafter.check.statements import BLANK, Placed, around, counted, listed, sources, spot
from drafter.check.text import ItemText
from drafter.entities import Article, Flag, Language

_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)|\[[^\[\]]*\]")
_WORD = r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’]*"
_RUN = re.compile(rf"{_WORD}(?:[ ,]+{_WORD})+")
_HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_LONE = re.compile(r"(?<![\w.@#/\\$&+-])[a-z]{3,}(?![\w.@#/\\&+-]|[ ]?[\"“])", re.ASCII)
"""A lower-case word that is no part of an address, a file name, a command's flag or a longer name."""
_ORDINARY = re.compile(
    r"(?:nearly|almost|about|around|over|under|above|below|more|less|than|and|the|into|onto|after|before|between|during|across|"
    r"through|against|because|however|although|despite|including|such|also|only|just|even|still|already|very|most|some|many|both|each|every|other|"
    r"first|last|next|high|low|big|large|small|major|strong|weak|real|full|total|annual|monthly|weekly|daily|"
    r"said|says|will|would|could|should|may|might|can|has|have|had|was|were|been|being|are|its|their|his|her|our|your|these|those|which|who|"
    r"made|took|gave|used|shows?|showed|found|called|needs?|wants?|helps?|leads?|led|rise|rose|fall|fell|"
    r"growth|increase|decrease|decline|demand|supply|support|review|approach|impact|effort|concern|trend|deadline|budget|sector|industry|company|"
    r"[a-z]{3,}(?:ly|ance|ence|ment|ness|ous|ful|tively|ible))"
)
"""Words that no product is named by, and the endings of such."""
_CODED = {"deployment", "environment", "argument", "element", "document", "assembly", "apply", "reply", "instance", "sequence", "reference", "anonymous"}
"""Endings of ordinary words, but terms of the trade that Chinese writers leave as they are."""
_JOINING = {"a", "an", "and", "as", "at", "by", "de", "del", "der", "di", "du", "for", "from", "in", "la", "le", "of", "on", "or", "the", "to", "van", "von"}
_FOREIGN = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u30fc\u31f0-\u31ff\uff66-\uff9d]+|[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]+|[\u0400-\u052f]+")
_LEAST_RUN = 5
_LEAST_PLAIN = 4
_NAME = 4
"""Characters of a Chinese name at most."""


def language_flags(
    ours: Iterable[Placed], articles: Mapping[str, Article], language: Language, terms: Collection[str] = (), names: Iterable[tuple[str, str]] = ()
) -> tuple[Flag, ...]:
    """Leaks, mixed characters, foreign scripts. `terms` may stand in Latin letters (the digest's and the glossary's own words)."""
    sentences = tuple(ours)
    known = {word.lower() for term in (*terms, *(form for pair in names for form in pair)) for word in term.split()}
    return (*_leaks(sentences, articles, language, known), *(_mixed(sentences) if language == "zh" else ()), *_scripts(sentences, articles))


def _leaks(ours: Sequence[Placed], articles: Mapping[str, Article], language: Language, known: set[str]) -> Iterator[Flag]:
    hits = []
    for one in ours:
        bare = _BRACKETED.sub(lambda found: BLANK * len(found.group()), one.plain)
        spans = _in_chinese(one.said.text, bare, known) if language == "zh" else _in_english(bare, one.item, articles)
        hits += [(one, span) for span in spans]
    if hits:
        first, span = hits[0]
        places = [around(one.said.text, *at, reach=4) for one, at in hits]
        other = "English" if language == "zh" else "Chinese"
        yield raised("language-leak", first.where, f"{counted(len(hits), 'place')} in {other}: {listed(places)}", **spot(first.said, *span))


def _in_chinese(whole: str, bare: str, known: set[str]) -> list[tuple[int, int]]:
    """Spans of running English; the whole sentence where Chinese is the lesser part of it."""
    if not speaks(bare, "zh") and _is_english(bare, known):
        return [(0, len(whole))]
    runs = [found.span() for found in _RUN.finditer(bare) if _running(found.group().replace(",", " ").split(), known)]
    lone = [found.span() for found in _LONE.finditer(bare) if _ordinary(found.group(), bare, found.span(), known)]
    return sorted([*runs, *(span for span in lone if not any(at <= span[0] < end for at, end in runs))])


def _is_english(bare: str, known: set[str]) -> bool:
    """Running words, or four and no Chinese: a headline of names alone is neither."""
    words = re.findall(_WORD, bare)
    plain = [word for word in words if len(word) > 1 and word[0].islower() and word.lower() not in known]
    return len(plain) >= _LEAST_PLAIN or (len(words) >= _LEAST_PLAIN and not _HAN_RUN.search(bare))


def _in_english(bare: str, item: ItemText | None, articles: Mapping[str, Article]) -> list[tuple[int, int]]:
    """Spans of Chinese; a short word of a source is taken for a name."""
    found = list(_HAN_RUN.finditer(bare))
    return [run.span() for run in found if len(run.group()) > _NAME or not any(run.group() in article.text for article in sources(item, articles))]


def _running(words: list[str], known: set[str]) -> bool:
    """Five words or more of which most are no names."""
    plain = [word for word in words if word[0].islower() and word.lower() not in _JOINING and word.lower() not in known]
    return len(words) >= _LEAST_RUN and len(plain) * 2 >= len(words)


def _ordinary(word: str, text: str, span: tuple[int, int], known: set[str]) -> bool:
    if word in known or word in _CODED or not _ORDINARY.fullmatch(word):
        return False
    before, after = text[: span[0]].rstrip(" "), text[span[1] :].lstrip(" ")
    # Beside another Latin word it is part of a name or a term; alone between Chinese characters it is a slip.
    return not (before[-1:].isascii() and before[-1:].isalnum()) and not (after[:1].isascii() and after[:1].isalnum())


def _mixed(ours: Sequence[Placed]) -> Iterator[Flag]:
    """The rarer kind of characters, wherever the post has both."""
    texts = [one.plain for one in ours]
    old, new = [traditional(text) for text in texts], [simplified(text) for text in texts]
    fewer, kind = (old, "traditional") if sum(map(len, old)) <= sum(map(len, new)) else (new, "simplified")
    hits = [(one, offsets) for one, offsets in zip(ours, fewer, strict=True) if offsets]
    if hits:
        one, offsets = hits[0]
        found = "".join(dict.fromkeys(other.said.text[at] for other, all_of in hits for at in all_of))
        message = f"{counted(sum(len(all_of) for _, all_of in hits), f'{kind} character')}: {found[:12]}"
        yield raised("mixed-characters", one.where, message, **spot(one.said, offsets[0], offsets[-1] + 1))


def _scripts(ours: Sequence[Placed], articles: Mapping[str, Article]) -> Iterator[Flag]:
    for one in ours:
        for found in _FOREIGN.finditer(one.said.text):
            if not any(found.group() in part for article in sources(one.item, articles) for part in (article.text, article.title)):
                yield raised("foreign-script", one.where, f"“{found.group()}” is in no source", **spot(one.said, *found.span()))
                break
