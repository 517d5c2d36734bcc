"""Is what stands between quotation marks what the source says? A likeness locates a passage, it never makes a quotation true.

A quotation is verbatim (after the normalisation of `quotes`), or translated with a verbatim original beside it, or it is not true
to the source. Short phrases without a speaker are terms, titles or scare quotes: told apart, never called quotations.
Traditional and simplified characters are different characters here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from drafter.check.claims.amounts import Amount, amounts
from drafter.check.findings import Finding, Passage, Span, span_of
from drafter.check.names.checked import stands_in
from drafter.check.names.forms import latin_names
from drafter.check.quotations.haystack import Haystack, weight
from drafter.check.quotations.negation import denials, flipped

Verdict = Literal["verbatim", "altered", "translated", "not-found", "term"]

_PAIRS = {"“": "”", "„": "“", "「": "」", "『": "』", "‘": "’", "«": "»"}
_OPENS = frozenset('"' + "".join(_PAIRS))
_CLOSING = frozenset("”」』’»")
LONGEST = 4000
"""Characters after which an opening mark counts as a stray one."""
REAL_WEIGHT = 30
"""As long as this it claims somebody's words even without a speaker (a Han character counts two)."""
_LOCATED = 60.0
"""Likeness, of 100, from which a passage is shown as what was probably meant."""
_MEANT = 72.0
"""Likeness from which a short phrase in marks is a changed form of a quotation of the source."""
_WINDOW = 6000
_TERM_WEIGHT = 16
"""Of a word or two in marks; eight Han characters count as much."""
_TERM_WORDS = 2
_SPEECH = re.compile(
    r"(?i)\b(?:said|says|saying|told|tells|added|adds|wrote|writes|stated|states|argued|argues|warned|warns|insisted|"
    r"admitted|conceded|concludes?|concluded|noted|notes"
    r"|explained|replied|answered|asked|announced|(?<!so-)called|calls|calling|described|describes|remarked|claimed|claims|declared|"
    r"acknowledged|quoted|quipped|joked|urged|tweeted|posted|promised|vowed|pledged|predicted|cautioned|complained|"
    r"testified|recalled|repeated|reiterated|responded|puts? it|labell?ed|termed|dubbed|branded|hailed|reads?|according to|"
    r"in (?:his|her|its|their|the) words)\b"
    r"|说|称|表示|指出|坦言|认为|写道|撰文|回应|强调|直言|透露|谈到|告诉|宣布|警告|承认|补充|解释|问道|答道|呼吁|评价|形容|"
    r"批评|声明|认定|提到|介绍|援引|引用|斥|誓言|喊话|炮轰|预言|感叹|重申|主张|反问|追问|评论|讲|谈及|所言|直指|宣称|写|答|"
    r"问"
)
_SENTENCE = re.compile(r"[。！？!?；;，]|[,.](?=\s)|[.]$")
_CLAUSE_END = re.compile(r"[,.;:!?，。；：！？\n]")
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_WORDED = (
    *((rf"(?<![A-Za-z]){month}(?![A-Za-z])", str(number)) for number, month in enumerate(_MONTHS, 1)),
    *((rf"(?<![A-Za-z]){word}(?![A-Za-z])", str(number)) for number, word in enumerate(_ORDINALS, 1)),
    *((rf"第{character}|{character}(?=[月号日])", str(number)) for number, character in enumerate("一二三四五六七八九十", 1)),
    (r"dozen|一打", "12"),
    (r"decade", "10"),
    (r"centur", "100"),
    (r"half|一半|半", "0.5"),
    (r"twice|doubl|翻番|翻倍", "2"),
    (r"tripl|threefold", "3"),
    (r"quarter", "0.25"),
    (r"fortnight|两周", "14"),
    (r"hundred|百", "100"),
    (r"thousand|千", "1000"),
    (r"million|百万", "1000000"),
    (r"billion|十亿", "1000000000"),
    (r"weekly|week", "7"),
)
"""Words of an original that a translation may write as a figure."""
_ELLIPSIS = re.compile(r"\s*(?:…+|\.{3,}|\[…\]|\[\.\.\.\])\s*")
_WORD = re.compile(r"[A-Za-z0-9$€£¥%.,'’-]*[A-Za-z0-9%]|[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks; the span is of the words, without the marks."""

    start: int
    end: int
    words: str
    real: bool
    """False for a term, a title, a scare quote: short, no sentence, nobody speaking."""


@dataclass(frozen=True, slots=True)
class Original:
    """The source's own words that a translated quotation stands for."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One quotation with its verdict."""

    quotation: Quotation
    verdict: Verdict
    source: Span | None = None
    """Where it (or its original) stands; for `altered` the nearest passage."""
    original: str = ""
    """The verbatim original of a translated quotation."""
    differs: tuple[tuple[str, str], ...] = ()
    """For `altered`: (words of the quotation, words of the source); one of the two may be empty."""


@lru_cache(maxsize=1 << 15)
def quotations(text: str) -> tuple[Quotation, ...]:
    """Every outermost quotation, in order."""
    return tuple(Quotation(start, end, text[start:end], _real(text, start, end)) for start, end in _marked(text) if text[start:end].strip())


def _marked(text: str) -> Iterable[tuple[int, int]]:
    """Spans between outermost marks, one pass. A mark never closed, or only after `LONGEST`, is passed over."""
    straight = False
    opened: list[tuple[str, int]] = []
    if _OPENS.isdisjoint(text):  # most sentences
        return
    for at, character in enumerate(text):
        if opened and (at - opened[0][1] > LONGEST or text.startswith("\n\n", at)):
            opened, straight = [], False
        if character == '"':
            straight, span = _straight(opened, straight, at, text)
            if span:
                yield span
        elif opened and character == _PAIRS.get(opened[-1][0]) and not _apostrophe(text, at):
            _, since = opened.pop()
            if not opened:
                yield since, at
        elif character in _PAIRS and len(opened) < 4:
            opened.append((character, at + 1))


def _straight(opened: list[tuple[str, int]], inside: bool, at: int, text: str) -> tuple[bool, tuple[int, int] | None]:
    if inside and opened and opened[-1][0] == '"':
        since = opened.pop()[1]
        return False, None if opened else (since, at)
    if inside or len(opened) >= 4 or (at and text[at - 1].isdigit() and not text[at + 1 : at + 2].isalnum()):
        return inside, None
    opened.append(('"', at + 1))
    return True, None


def _apostrophe(text: str, at: int) -> bool:
    return text[at] == "’" and text[at + 1 : at + 2].isalpha() and text[at + 1 : at + 2].isascii()


def _real(text: str, start: int, end: int) -> bool:
    words = text[start:end].strip()
    if weight(words) >= REAL_WEIGHT or _SENTENCE.search(words[:-1]):
        return True
    before, after = text[max(0, start - 40) : start - 1], text[end + 1 : end + 60]
    if before.rstrip().endswith((":", "：")):
        return True
    near_before = re.split(r"[。！？；\n]|[.!?;]\s", before)[-1]
    near_after = re.split(r"[。！？；\n]|[.!?;]\s", after)[0]
    return bool(_SPEECH.search(near_before)) or (weight(words) >= 8 and bool(_SPEECH.search(near_after[:30])))


class _Sources:
    def __init__(self, passages: Iterable[Passage]) -> None:
        self.texts = [(passage, Haystack(passage.text)) for passage in sorted(set(passages), key=lambda passage: (passage.id, passage.text))]

    def find(self, words: str) -> Span | None:
        for passage, haystack in self.texts:
            found = haystack.find(words)
            if found and not _hides_denial(words, passage.text[found.start : found.end]):
                return span_of(passage.text, found.start, found.end, passage.id)
        return None

    def meant(self, words: str) -> Span | None:
        """The source's own quotation that short words in marks are a changed form of."""
        from rapidfuzz import fuzz

        if weight(words) < 8:
            return None
        for passage, _ in self.texts:
            for theirs in quotations(passage.text)[:200]:
                if len(theirs.words) <= 3 * len(words) and _one_script(words, theirs.words) and fuzz.ratio(words.lower(), theirs.words.lower()) >= _MEANT:
                    return span_of(passage.text, theirs.start, theirs.end, passage.id)
        return None

    def term(self, words: str) -> Span | None:
        """A word that the source sets in marks in its own language, where `words` are one in ours: a translated scare quote."""
        if weight(words) > _TERM_WEIGHT or _SENTENCE.search(words):
            return None
        for passage, _ in self.texts:
            for theirs in quotations(passage.text)[:200]:
                own = theirs.words.strip(" ,.，。")
                short = weight(own) <= _TERM_WEIGHT if _mostly_han(own) else len(own.split()) <= _TERM_WORDS
                if short and not _one_script(words, own) and not translation_faults(words, own):
                    return span_of(passage.text, theirs.start, theirs.end, passage.id)
        return None

    def nearest(self, words: str) -> Span | None:
        """What was probably meant: by likeness, to be shown, never to be accepted."""
        from rapidfuzz import fuzz

        best: tuple[float, Span] | None = None
        needle = words[:500].lower()
        for passage, _ in self.texts:
            for since in range(0, max(1, len(passage.text)), _WINDOW - 600):
                window = passage.text[since : since + _WINDOW]
                lowered = window.lower()
                aligned = fuzz.partial_ratio_alignment(needle, lowered if len(lowered) == len(window) else window, score_cutoff=_LOCATED)
                if aligned and (best is None or aligned.score > best[0]):
                    best = aligned.score, _whole_words(passage, since + aligned.dest_start, since + aligned.dest_end)
        return best[1] if best else None


def _whole_words(passage: Passage, start: int, end: int) -> Span:
    text = passage.text
    while start > 0 and text[start - 1].isalnum() and text[start - 1].isascii():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end].isascii():
        end += 1
    return span_of(text, start, end, passage.id)


def _hides_denial(words: str, stands: str) -> bool:
    """An ellipsis may shorten, not drop the `not` of the clause that it shortens."""
    parts = [part for part in _ELLIPSIS.split(words) if part.strip()]
    if len(parts) < 2 or not denials(stands):
        return False
    rest, gaps = stands, []
    for part in parts:
        found = Haystack(rest).find(part)
        if found is None:
            return len(denials(stands)) > len(denials(words))
        gaps.append(rest[: found.start])
        rest = rest[found.end :]
    return any(_edge_denies(gap) for gap in gaps[1:])


def _edge_denies(gap: str) -> bool:
    clauses = _CLAUSE_END.split(gap)
    return bool(denials(clauses[0]) or denials(clauses[-1]))


def check_quotations(text: str, passages: Iterable[Passage], originals: Sequence[Original] = (), names: Sequence[tuple[str, str]] = ()) -> tuple[Checked, ...]:
    """Each quotation of `text` with its verdict. `originals` are the verbatim quotes that the statement declares; `names` are pairs
    (form in the text, form in the source).
    """
    found = quotations(text)
    if not found:
        return ()
    sources = _Sources(passages)
    return tuple(_checked(quotation, sources, originals, names) for quotation in found)


def _checked(quotation: Quotation, sources: _Sources, originals: Sequence[Original], names: Sequence[tuple[str, str]]) -> Checked:
    stands = sources.find(quotation.words) or _short(quotation, sources)
    if stands:
        return Checked(quotation, "verbatim", stands)
    if not quotation.real:
        meant = sources.meant(quotation.words)
        return Checked(quotation, "altered", meant, differs=differing(quotation.words, meant.words)) if meant else Checked(quotation, "term")
    if term := sources.term(quotation.words):
        return Checked(quotation, "term", term)
    near = sources.nearest(quotation.words)
    if near and _one_script(quotation.words, near.words):
        return Checked(quotation, "altered", near, differs=differing(quotation.words, near.words))
    return _translated(quotation, sources, originals, names)


def _short(quotation: Quotation, sources: _Sources) -> Span | None:
    """Words too short to be evidence may still be verbatim: they must stand in the source within quotation marks or as they are."""
    words = quotation.words.strip(" \t.,，。")
    if not words or weight(words) >= 8:
        return None
    pattern = re.compile(r"(?<![A-Za-z0-9])" + re.escape(words) + r"(?![A-Za-z0-9])", re.I)
    for passage, _ in sources.texts:
        if match := pattern.search(passage.text):
            return span_of(passage.text, match.start(), match.end(), passage.id)
    return None


def _one_script(one: str, other: str) -> bool:
    return _mostly_han(one) == _mostly_han(other)


def _mostly_han(text: str) -> bool:
    return sum(2 for character in text if "\u3400" <= character <= "\u9fff") > sum(character.isascii() and character.isalpha() for character in text)


def _translated(quotation: Quotation, sources: _Sources, originals: Sequence[Original], names: Sequence[tuple[str, str]]) -> Checked:
    faulty: Checked | None = None
    for original in originals:
        if _one_script(quotation.words, original.words):
            continue
        stands = sources.find(original.words)
        if stands is None:
            near = sources.nearest(original.words)
            faulty = faulty or Checked(quotation, "not-found", near, original.words, differing(original.words, near.words) if near else ())
            continue
        differs = translation_faults(quotation.words, original.words, names)
        if not differs:
            return Checked(quotation, "translated", stands, original.words)
        faulty = Checked(quotation, "altered", stands, original.words, differs)
    return faulty or Checked(quotation, "not-found")


def translation_faults(words: str, original: str, names: Sequence[tuple[str, str]] = ()) -> tuple[tuple[str, str], ...]:
    """What code can tell wrong of a translation: (words of the quotation, words of the original)."""
    found: list[tuple[str, str]] = []
    strange = _strange(words, original)
    if amounts(original):
        found += [(words[amount.start : amount.end], ", ".join(original[there.start : there.end] for there in amounts(original))) for amount in strange]
    if flipped(words, original):
        found.append((_denial(words), _denial(original)))
    declared = {form.lower(): source for form, source in names}
    for name in latin_names(words):
        wanted = declared.get(name.words.lower(), name.words)
        if _mostly_han(words) and not stands_in(wanted, original):
            found.append((name.words, ""))
    return (*found, *(_swapped_names(words, original, names) if latin_names(original) or any(source in original for _, source in names) else ()))


def _strange(words: str, original: str) -> list[Amount]:
    """Figures of the translation that the original does not hold. One and two in words are articles and pairs as often as figures."""
    known = {amount.value for amount in amounts(original)}
    known |= {Decimal(value) for word, value in _WORDED if re.search(rf"(?i){word}", original)}
    known |= {value * 100 for value in known if value < 1} | {value * 10 for value in known if 1 <= value <= 10}
    return [each for each in amounts(words) if each.value not in known and (each.value > 2 or (each.value > 1 and words[each.start].isdigit()))]


def _swapped_names(words: str, original: str, names: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Declared names of the quotation whose source form the original does not hold."""
    return [(form, source) for form, source in names if form in words and not stands_in(source, original) and not _in_part(source, original)]


def _in_part(source: str, original: str) -> bool:
    """Short forms: `Cole` for `Marina Cole`, 橡果 for 橡果浏览器."""
    return any(len(part) > 2 and part.lower() in original.lower() for part in source.split()) or (len(source) > 2 and source[:2] in original)


def _denial(text: str) -> str:
    spans = denials(text)
    return text[slice(*spans[0])] if spans else ""


def differing(quote: str, source: str) -> tuple[tuple[str, str], ...]:
    """Words that differ, at most ten: (quotation's, source's)."""
    ours, theirs = _WORD.findall(quote[:600]), _WORD.findall(source[:600])
    matcher = SequenceMatcher(None, [word.lower() for word in ours], [word.lower() for word in theirs], autojunk=False)
    joined = "" if _mostly_han(quote) else " "
    pairs = [(joined.join(ours[a:b]), joined.join(theirs[c:d])) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    return tuple(pairs[:10])


def quotation_findings(checked: Iterable[Checked]) -> tuple[Finding, ...]:
    """Findings for those that an editor must look at; none for verbatim and well translated ones."""
    return tuple(finding for each in checked if (finding := _finding(each)) is not None)


def _finding(checked: Checked) -> Finding | None:
    quotation = checked.quotation
    here = Span(quotation.start, quotation.end, quotation.words)
    if checked.verdict == "term":
        if checked.source:
            return Finding(
                "quote-term", "INFO", here, checked.source, f"“{quotation.words}” stands in quotation marks where the source has “{checked.source.words}”"
            )
        return Finding("quote-term", "INFO", here, None, f"“{quotation.words}” stands in quotation marks, and no source has it: a term or a scare quote")
    if checked.verdict == "altered":
        differs = "; ".join(f"“{ours}” for “{theirs}”" for ours, theirs in checked.differs)
        what = "quote-translation" if checked.original else "quote-altered"
        return Finding(what, "BLOCK", here, checked.source, f"the quotation differs from the source: {differs or 'in order or punctuation of parts'}")
    if checked.verdict == "not-found":
        why = f"its declared original “{checked.original}” stands in no source" if checked.original else "it stands in no source and declares no original"
        return Finding("quote-not-found", "BLOCK", here, checked.source, f"the quotation “{quotation.words}” cannot be traced: {why}")
    return None
