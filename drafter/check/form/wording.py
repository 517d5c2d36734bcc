"""How our own sentences speak: forecasts without a hedge, certainty about the future, filler, a conclusion that says the analysis again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from drafter.check.codes import raised
from drafter.check.statements import Placed, counted, listed, spot
from drafter.entities import Flag, Language

_HEDGED: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(
        "可能|或许|也许|或(?!者)(?!许)|预计|预期|预料|有望|估计|料|恐|大概|似乎|看来|看上去|倾向|未必|不一定|不见得|取决于|要看|仍待|尚待|有待|能否|是否|会不会|"
        "如果|若|假如|一旦|拟|计划|打算|目标|意在|旨在|据|认为|称|表示|(?<!者)说"
    ),
    "en": re.compile(
        r"(?i)\b(?:may|might|could|would|can|likely|unlikely|probabl\w+|perhaps|possibl\w+|expect\w*|forecast\w*|project(?:s|ed)|estimat\w+|predict\w*|"
        r"anticipat\w+|appear\w*|seem\w*|suggest\w*|plan\w*|aim\w*|intend\w*|propos\w+|hop(?:e|es|ed|ing)|depend\w*|if|unless|whether|should|due to|scheduled|"
        r"set to|on course|according to|says?|said|believ\w+|thinks?|argu\w+)\b"
    ),
}
_JUDGED: dict[Language, re.Pattern[str]] = {
    "zh": re.compile("应该?|值得|宜|不妨|需要?|须|更像|算得上|算不上|可以说|不如|偏|过于|足以|难以|合理|公允|谨慎|我们|本刊|编辑"),
    "en": re.compile(r"(?i)\b(?:ought|must|needs?|arguabl\w+|rather|looks?|reads?|better|worth|reasonable|fair|too|hardly|we|our|in this desk's view)\b"),
}
"""What also marks an opinion as one."""
_CERTAIN: dict[Language, re.Pattern[str]] = {
    "zh": re.compile("必将|必然会|必然将|必定会?|势必|注定|毫无疑问|毋庸置疑|无疑(?:会|将)|定将|一定(?:会|将)|肯定会"),
    "en": re.compile(
        r"(?i)\b(?:will (?:inevitably|undoubtedly|certainly|surely|definitely|no doubt)|(?:is|are) (?:bound|certain|sure|destined) to|"
        r"inevitably (?:leads?|means?)|without (?:a )?doubt|there is no doubt)\b"
    ),
}
_FILLER: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(
        "总的来说|总而言之|总体来看|总体而言|综上所述|综上|值得注意的是|值得一提的是|需要指出的是|不难看出|众所周知|毋庸讳言|不言而喻|可以预见的是|"
        "让我们拭目以待|拭目以待|标志着|具有(?:重要|重大|深远|里程碑)(?:的)?(?:意义|影响)|里程碑式的|开启了?新篇章|迈上新台阶|注入新动能|"
        "揭示了|彰显了?|凸显了|随着[^，。；]{2,16}的(?:不断)?(?:快速|深入|蓬勃)?发展，|在[^，。；]{2,12}的大背景下"
    ),
    "en": re.compile(
        r"(?i)\b(?:it remains to be seen|only time will tell|marks? (?:a|an) (?:\w+ )?(?:milestone|turning point|new era)|"
        r"(?:it is|it's) (?:worth noting|important to note)|"
        r"underscor(?:es?|ing) the|highlights? the (?:importance|need|growing)|in conclusion\b|all in all\b|needless to say|at the end of the day|"
        r"in today's (?:\w+[- ])*(?:world|landscape|environment)|game[- ]changer|paradigm shift|ever[- ](?:evolving|changing) |"
        r"stands? as a testament|a testament to|plays? a (?:crucial|vital|pivotal) role|ushers? in)"
    ),
}
_OURS = ("title", "lede", "analysis", "conclusion")
_LONG: dict[Language, int] = {"zh": 20, "en": 60}
"""Letters that two sentences may share in one piece; names and figures are shorter."""
_SHORT, _SHARE, _LEAST_RUNS = 5, 0.75, 8
"""Length of short runs, the share of them from which a sentence says another one again, and how many it must have at least."""


def wording(ours: Iterable[Placed], language: Language) -> tuple[Flag, ...]:
    """Flags on our own sentences, those for filler and repetition folded."""
    sentences = tuple(ours)
    return (*_unhedged(sentences, language), *_certain(sentences, language), *_filler(sentences, language), *_repeats(sentences, language))


def _unhedged(ours: Sequence[Placed], language: Language) -> Iterator[Flag]:
    for one in ours:
        kind, text = one.said.kind, one.said.text
        if kind not in ("forecast", "opinion") or text.rstrip().endswith(("？", "?")) or _HEDGED[language].search(text):
            continue
        if kind == "forecast" or not _JUDGED[language].search(text):
            message = f"it is meant as {'a forecast' if kind == 'forecast' else 'an opinion'} and says neither may nor who thinks so"
            yield raised("unhedged-forecast", one.where, message, **spot(one.said, 0, len(text)))


def _certain(ours: Sequence[Placed], language: Language) -> Iterator[Flag]:
    for one in ours:
        if one.said.part in _OURS and (found := _CERTAIN[language].search(one.plain)):
            yield raised("certain-future", one.where, f"“{found.group()}” promises what nobody knows yet", **spot(one.said, *found.span()))


def _filler(ours: Sequence[Placed], language: Language) -> Iterator[Flag]:
    hits = [(one, found) for one in ours for found in _FILLER[language].finditer(one.plain)]
    if hits:
        first, found = hits[0]
        words = list(dict.fromkeys(hit.group() for _, hit in hits))
        yield raised("filler", first.where, f"{counted(len(hits), 'phrase')} without content: {listed(words)}", **spot(first.said, *found.span()))


def _repeats(ours: Sequence[Placed], language: Language) -> Iterator[Flag]:
    known = [(one, _runs(one.said.text, _SHORT), _runs(one.said.text, _LONG[language])) for one in ours if one.said.part == "analysis"]
    pairs = []
    for one in ours:
        if one.said.part == "conclusion":
            short, long = _runs(one.said.text, _SHORT), _runs(one.said.text, _LONG[language])
            again = next((other for other, shorts, longs in known if long & longs or _mostly(short, shorts)), None)
            pairs += [(one, again)] if again else []
    if pairs:
        one, other = pairs[0]
        message = f"it says {counted(len(pairs), 'sentence')} of the analysis again"
        yield raised("conclusion-repeats", "conclusion", message, nearest=other.said.text, **spot(one.said, 0, len(one.said.text)))


def _runs(text: str, length: int) -> frozenset[str]:
    """Every run of so many letters and digits."""
    letters = "".join(character for character in text.lower() if character.isalnum())
    return frozenset(letters[at : at + length] for at in range(len(letters) - length + 1))


def _mostly(runs: frozenset[str], known: frozenset[str]) -> bool:
    return len(runs) >= _LEAST_RUNS and len(runs & known) / len(runs) >= _SHARE
