"""What is wrong with a statement's quotations, names and claims without figures, as faults that know their place in the source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from drafter.check.atoms import Atom
from drafter.check.claims import check_claims
from drafter.check.figure_faults import Fault
from drafter.check.findings import Finding, Passage, Span
from drafter.check.lines import Line, Text
from drafter.check.names.checked import Name, Names, name_findings
from drafter.check.names.forms import folded
from drafter.check.quotations.checked import Checked, Original, check_quotations, quotation_findings, quotations
from drafter.check.text import relevant
from drafter.entities import Severity


@dataclass(frozen=True)
class Shelf:
    """The texts one statement may take its words from, `own` first, prepared once for all statements that share them."""

    own: tuple[Text, ...]
    foreign: Sequence[Text]
    pairs: tuple[tuple[str, str], ...]
    _found: dict[str, tuple[Name, ...]] = field(default_factory=dict)

    @cached_property
    def _names(self) -> Names:
        return Names((line.passage for text in self.own for line in (*text.lines, *text.about)), (), self.pairs)

    def names(self, words: str) -> tuple[Name, ...]:
        """The names of `words`, each with what the own texts say of it."""
        if words not in self._found:
            self._found[words] = self._names.check(words)
        return self._found[words]

    def line(self, span: Span | None) -> Line | None:
        """The line of a finding's passage: a line's own id, or a text's with an offset."""
        if span is None:
            return None
        key, _, line = span.passage.partition("#")
        for text in self.own:
            if text.id == key:
                return next(iter(text.named([line])), None) if line else text.at(span.start)
        return None

    def elsewhere(self, words: str) -> Text | None:
        """A foreign text that holds the words as names are compared."""
        wanted = folded(words)
        return next((text for text in self.foreign if wanted and wanted in text.folded), None)


def _with_figure(name: Span, words: str, shelf: Shelf) -> bool:
    """`Marlowgrid 3` of `Marlowgrid 3月9日`: the name stands there, the figure is no part of it."""
    figure = _TRAILING.search(name.words)
    if figure is None or not "\u3400" <= words[name.end : name.end + 1] <= "\u9fff":
        return False
    bare = folded(name.words[: figure.start()])
    return bool(bare) and any(bare in text.folded for text in shelf.own)


def name_faults(words: str, shelf: Shelf, dated: Sequence[Atom] = ()) -> list[Fault]:
    """Names that the own texts do not hold. `dated`: dates of the statement; a month in one is no name, whatever day the source calls it."""
    found = []
    for finding in name_findings(shelf.names(words)):
        if _with_figure(finding.claim, words, shelf) or any(atom.start <= finding.claim.start and finding.claim.end <= atom.end for atom in dated):
            continue
        other = shelf.elsewhere(finding.claim.words)
        if other:
            message = f"“{finding.claim.words}” stands only in another item's article ({other.url})"
            found.append(_fault(finding, shelf, "name-of-other-article", message=message))
        else:
            found.append(_fault(finding, shelf))
    return found


_BOUNDING = re.compile(r"(?i)(?:[不未没]|no|not)?[得能应可会]?\s?(?:超过?|低于|高于|少于|多于|晚于|早于|足|到|more than|less than|fewer than|later than)")
_REST = re.compile(r"(?i)其余|剩|另外|余下|\b(?:others?|remaining|the rest)\b")
_TERM = 2
"""Words of a term in quotation marks."""
_TRAILING = re.compile(r" \d[\d.,]*$")
_COMING = re.compile(r"(?i)will|将")
"""A word that is itself told stronger than the source: no date beside it answers that."""
_BARE_IS = re.compile(r"(?<![增升涨降减跌高长加低少调大落缩为])(?:为|是|达)$")


_ADVISED = re.compile(r"(?i)recommend|advis|opinion|panel|committee|pledg|建议|推荐|意见|承诺|委员会")
_BACKED = re.compile(r"(?i)\b(?:back\w*|endors\w*|recommend\w*|support\w*)\b|支持|建议|推荐|力挺|青睐|背书")
_LEFT_AS = re.compile(r"(?i)[^.;]{0,48}?\b(?:as (?:it|they) (?:was|were|is|are)|unchanged|intact|alone|in place|on hold|steady|untouched|open)\b")
_NOT_FOLLOW = re.compile(r"(?:无意|不打算|没有|不会|不拟|拒绝|不准备|尚未|未|不)[^，。；]{0,6}?(?:跟进|跟随|跟风|效仿|仿效|参与|加入)$")
_FIRST_PART = re.compile(
    r"(?i)(?:a |the |its |their )?(?:very )?first (?:issue|issuance|batch|tranche|shipment|deliver(?:y|ies)|stage|wave|series|lot"
    r"|round|instal?ment|phase)|首[批期轮]"
)


def _other_matter(finding: Finding, words: str) -> bool:
    """Experts' backing is their recommendation, a guidance left as it was has not gone, the first issue is none of several, 银行的罚款 is a noun."""
    claim = finding.claim
    if finding.what == "status-stronger":
        left = claim.words.lower() in ("left", "leave", "leaves") and _LEFT_AS.match(words, claim.end)
        backed = _BACKED.search(words[max(0, claim.start - 30) : claim.end + 12]) and _ADVISED.search(finding.message.rpartition("“")[2])
        return bool(left or backed)
    if finding.what == "negation-flipped":
        return bool(_NOT_FOLLOW.search(words[: claim.start]))
    if finding.what == "rank-among-dropped":
        return bool(_FIRST_PART.match(words, claim.start))
    return finding.what.startswith("role-") and words[claim.start - 1 : claim.start] == "的"


def _noise(finding: Finding, words: str, dated: Sequence[Atom], day: date) -> bool:
    """Findings that the dates of the statement answer: what lies in the future is planned, and a year is no amount of growth."""
    claim = finding.claim
    if _other_matter(finding, words):
        return True
    if finding.what in ("status-stronger", "status-earlier") and not _COMING.fullmatch(claim.words):
        near = [atom for atom in dated if atom.start - 30 <= claim.end and claim.start <= atom.end + 30]
        return any(atom.last is not None and atom.last > day for atom in near)
    if finding.what == "negation-flipped":
        return bool(_BOUNDING.match(words, claim.end) or _BOUNDING.match(words, claim.start) or _REST.search(words))
    if finding.what in ("to-by-changed", "base-changed"):
        return any(atom.start < claim.end and claim.start < atom.end for atom in dated) or bool(_BARE_IS.search(words[: claim.start]))
    return False


def claim_faults(words: str, dated: Sequence[Atom], day: date, cited: Sequence[Line], around: Sequence[Line], shelf: Shelf) -> list[Fault]:
    """Claims without figures against the cited lines, and against the whole article: what any sentence of it carries is no fault."""
    pairs = relevant(shelf.pairs, words)
    checked = _checked(words, tuple(line.passage for line in cited), pairs) if cited else ()
    findings = [each for each in checked if not _noise(each, words, dated, day)]
    if not findings:
        return []
    wider = {(each.what, each.claim) for each in _checked(words, tuple(line.passage for line in around), pairs)}
    sure = [each for each in findings if (each.what, each.claim) in wider]
    return [_fault(each, shelf, severity=_milder(each.severity) if each.what in DOUBTFUL else each.severity) for each in sure]


@lru_cache(maxsize=1 << 12)
def _checked(words: str, passages: tuple[Passage, ...], pairs: tuple[tuple[str, str], ...]) -> tuple[Finding, ...]:
    """Kept: a statement is checked when it is there, and in the review of the whole draft once more."""
    return check_claims(words, passages, pairs)


DOUBTFUL = frozenset({"role-taken", "status-unstated", "status-reversed", "status-earlier"})
"""What was wrong as often as right on pairs that nobody had tuned for: an editor looks, and no model is asked again."""


def _milder(severity: Severity) -> Severity:
    return "WARN" if severity in ("BLOCK", "HIGH") else severity


def quote_faults(words: str, originals: Sequence[Original], cited: Sequence[Line], shelf: Shelf, *, firm: bool) -> list[Fault]:
    """Quotations that are not what a source says; translated ones are shown with their originals."""
    if not quotations(words):
        return []
    passages = [text.whole for text in shelf.own]
    known = [*originals, *_spoken(cited)] if firm else _spoken([line for text in shelf.own for line in text.lines])
    return [fault for each in check_quotations(words, passages, known, shelf.pairs) if (fault := _quote_fault(each, shelf, known, firm))]


def _spoken(lines: Sequence[Line]) -> list[Original]:
    """What the source itself sets in quotation marks: somebody's words, and a phrase longer than a term."""
    return [Original(line.key, quoted.words) for line in lines for quoted in quotations(line.words) if quoted.real or len(quoted.words.split()) > _TERM]


def _quote_fault(checked: Checked, shelf: Shelf, known: Sequence[Original], firm: bool) -> Fault | None:
    quoted = checked.quotation
    if checked.verdict == "translated":
        message = "a translated quotation; its original stands beside it"
        return Fault("quote-translated", "INFO", quoted.start, quoted.end, message, checked.original, shelf.line(checked.source))
    findings = quotation_findings([checked])
    if not findings:
        return None
    if checked.verdict != "term" and (other := shelf.elsewhere(quoted.words)):
        return _fault(findings[0], shelf, "quote-of-other-article", "HIGH", f"“{quoted.words}” is a quotation of another item's article ({other.url})")
    if checked.verdict == "term" or firm or (checked.verdict == "altered" and not checked.original):
        return _fault(findings[0], shelf)
    return _fault(findings[0], shelf, severity="HIGH" if known else "WARN")


def _fault(finding: Finding, shelf: Shelf, code: str = "", severity: Severity | None = None, message: str = "") -> Fault:
    nearest = finding.source.words if finding.source else ""
    return Fault(
        code or finding.what,
        severity or finding.severity,
        finding.claim.start,
        finding.claim.end,
        message or finding.message,
        nearest,
        shelf.line(finding.source),
    )
