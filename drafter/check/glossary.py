"""How the digest wants its terms written, and one name in one form all through an edition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from drafter.check.codes import raised
from drafter.check.mentions import kept_flag, mention_flag
from drafter.check.statements import BLANK, Placed, spot
from drafter.check.terms import HAN as _HAN
from drafter.check.terms import GlossaryTerm as GlossaryTerm
from drafter.check.terms import form_pattern
from drafter.entities import Flag, Language

_BRACKET = re.compile(r"[（(]\s*([A-Za-z][A-Za-z0-9&.'’ -]{1,40}?)\s*[）)]")
_HAN_BEFORE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff·]{2,12}$")
_KIND_OF_THING = re.compile(
    "(?:股份有限公司|有限公司|控股|集团|公司|银行|交易所|研究所|实验室|委员会|管理局|监管局|办公室|协会|基金会|基金|大学|支付|科技|资本|项目|平台|框架)$"
)
_BORDER = "的由与和向在为是被把从对将及或据给让跟同以、"


def glossary_flags(ours: Iterable[Placed], glossary: Sequence[GlossaryTerm], names: Iterable[tuple[str, str]], language: Language) -> tuple[Flag, ...]:
    """One flag for each term against the glossary, and for each name in two forms."""
    sentences = tuple(ours)
    found = [flag for term in glossary if (flag := _of_term(sentences, term, glossary, language))]
    shorts = {term.short for term in glossary}
    return (*found, *(_forms(sentences, [pair for pair in names if pair[0] not in shorts]) if language == "zh" else ()))


def _of_term(ours: Sequence[Placed], term: GlossaryTerm, glossary: Sequence[GlossaryTerm], language: Language) -> Flag | None:
    """One cause, one flag: the gravest first."""
    return _against(ours, term, language) or mention_flag(ours, term, glossary) or kept_flag(ours, term)


def _against(ours: Sequence[Placed], term: GlossaryTerm, language: Language) -> Flag | None:
    """The first place with a form that is not wanted; the message counts them all."""
    unwanted = [form for form in term.forbidden if form] + (list(_foreign_forms(term)) if language == "zh" and _HAN.search(term.wanted) else [])
    if not unwanted:
        return None
    pattern = form_pattern(unwanted)
    kept = form_pattern({form for own in (term.wanted, term.short, term.opening) if own for form in (own, own.lower())})
    hits = [(one, found) for one in ours for found in pattern.finditer(kept.sub(_blank, _unbracketed(one.plain)))]
    if not hits:
        return None
    one, found = hits[0]
    message = f"“{found.group()}” stands here, the glossary wants “{term.wanted}”" + (f"; {len(hits)} places" if len(hits) > 1 else "")
    return raised("glossary", one.where, message, nearest=term.wanted, **spot(one.said, *found.span()))


def _foreign_forms(term: GlossaryTerm) -> Iterator[str]:
    """The source's own form, left untranslated."""
    yield from (form for form in (term.term, *term.also) if form not in (term.wanted, term.short) and not _HAN.search(form))


def _unbracketed(text: str) -> str:
    """A term may stand in brackets beside its translation."""
    return re.sub(r"（[^（）]*）|\([^()]*\)", _blank, text)


def _blank(found: re.Match[str]) -> str:
    return BLANK * len(found.group())


def _forms(ours: Sequence[Placed], names: Iterable[tuple[str, str]]) -> Iterator[Flag]:
    """Names with two Chinese forms: as brackets give them, and as pairs declare them."""
    seen: dict[str, list[tuple[str, Placed, tuple[int, int]]]] = defaultdict(list)
    for one in ours:
        for found in _BRACKET.finditer(one.said.text):
            if before := _HAN_BEFORE.search(one.said.text[: found.start()]):
                seen[found[1].lower()].append((before.group(), one, found.span()))
    for form, source in names:
        places = [(one, one.said.text.find(form)) for one in ours if _HAN.search(form) and form in one.said.text]
        if places:
            one, at = places[0]
            seen[source.lower()].append((form, one, (at, at + len(form))))
    for latin, forms in seen.items():
        first, *rest = forms
        other = next((one for one in rest if _differ(first[0], one[0])), None)
        if other:
            form, one, span = other
            message = f"{latin} is “{_name(form, first[0])}” here and “{_name(first[0], form)}” elsewhere"
            yield raised("two-forms", one.where, message, nearest=first[0], **spot(one.said, *span))


def _differ(one: str, other: str) -> bool:
    """Two runs of characters end in different names; what stands before the name is no part of it."""
    one, other = _KIND_OF_THING.sub("", one), _KIND_OF_THING.sub("", other)
    shared = 0
    while shared < min(len(one), len(other)) and one[-1 - shared] == other[-1 - shared]:
        shared += 1
    if shared >= 2 or shared == min(len(one), len(other)):
        return False
    return one[-1 - shared] not in _BORDER and other[-1 - shared] not in _BORDER


def _name(run: str, other: str) -> str:
    """The run's last characters: as long as the shorter of both, four at least."""
    return run[-max(4, min(len(run), len(other))) :]
