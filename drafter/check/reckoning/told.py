"""Steps that words name: the middle of a range, so much a month told of the year, five times a quarter point, a fine of up to 4 % of sales."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.check.atoms import Atom
from drafter.check.atoms.ratios import DENOMINATORS
from drafter.check.equivalence.comparing import PLAIN
from drafter.check.lines import Line
from drafter.check.reckoning.steps import Reckoned, amount, in_claims_unit, share_of
from drafter.check.spelled import ENGLISH
from drafter.check.told_for import per

MIDDLE = re.compile(r"(?i)\bmid-?points?\b|\bmiddle of\b|\bhalf-?way\b|中值|中点|中间值|中位值|取中")
_UP_TO = re.compile(r"(?i)最高|最多|至多|上限|可能|或将|可达|\b(?:up to|as much as|as high as|maximum|at most|could|might|may|reach\w*)\b")
_PARTS = {name: number for name, number in DENOMINATORS.items() if name != "halve"} | {"twentieth": 20}
_PART = re.compile(
    rf"(?i)\b(?:an?|one)[ -]({'|'.join(_PARTS)})\b(?![ -](?:time|straight|consecutive|day|week|month|year|quarter|party|of a (?:per|point)))|\bhalf[- ]price"
)
_HALF_ZH = re.compile(r"半价|对半|减半|折半")
_DIGITS = {word: number for number, word in enumerate("零一二三四五六七八九十")} | {"两": 2}
_EACH_OF = re.compile(r"每([二三四五六七八九十两]|[2-9]|10)[\u3400-\u9fff]{1,4}?(?:中|里|就|便)?有([一二三四五六七八九两]|[1-9])[\u3400-\u9fff]")
_MEASURED = {
    "litre": "L",
    "tonne": "t",
    "kilogram": "kg",
    "kilometre": "km",
    "kilowatt-hour": "kWh",
    "megawatt-hour": "MWh",
    "barrel": "bbl",
    "square metre": "m²",
}
"""What prices are told for → the unit of the quantity."""
_EQUALLY = re.compile(
    r"(?i)\b(?:split|divided|shared?) (?:equally|evenly)|\bevenly (?:split|divided)|\bequal (?:groups|halves|shares)|平分|均分|等分|对半分|各(?:占)?一半"
)
_RUNNING = re.compile(
    r"(?i)累计|合计|总计|总共|共|[两三四五六七八九十]连|\b(?:in all|in total|total\w*|altogether|combined|cumulative\w*"
    r"|(?:over|across|in) (?:the |its )?\w+ (?:meetings|steps|moves|cuts|rises|hikes))\b"
)
_GREW = re.compile(
    r"(?i)(?:多出?|增加?|长|涨|高出?|快|升|大)了?(?:约|近|逾|超过)?$"
    r"|\b(?:by|up|grew|rose|gained) (?:about |nearly |almost |over |more than )?(?:an? |one )?$"
)
_MORE = re.compile(r"(?i) ?(?:more|higher|larger|bigger|faster|longer|as (?:much|many) again)\b")
_REPEATED = re.compile(r"(?i)各|每[次回季月年周]|均|连续|\b(?:each|every|apiece|in a row|consecutive|straight|successive|of that size|same)\b")
_FROM = re.compile(r"(?i)(?:由|从|自|\bfrom)(?: about| around| some|约)? ?$")
_AWAY = re.compile(r"(?i)[^.;。；]{0,40}?(?:\bto\b|至|到|降|升|增|减|缩)")
_PER_TEN = re.compile(
    r"(?i)每(?P<n>十|百|千|万|10|100|1000)[股件人户张平]+[^，。；]{0,12}$"
    r"|\bper (?P<en>10|100|1,000|thousand|hundred|ten) (?:shares|people|residents|inhabitants)[^,.;]{0,12}$"
)
_PER_TEN_BEHIND = re.compile(r"(?i)[^,.;]{0,24}?\b(?:per|for every|for each) (?P<en>10|100|1,000|thousand|hundred|ten|100,000|10,000)\b")
_SIZES = {"十": 10, "百": 100, "千": 1000, "万": 10000, "thousand": 1000, "hundred": 100, "ten": 10}


def midpoints(words: str, named: Sequence[Atom]) -> Iterator[Atom]:
    """The middles of ranges, where the words speak of one."""
    if MIDDLE.search(words):
        for atom in named:
            if atom.low is not None and atom.high is not None:
                middle = (atom.low + atom.high) / 2
                yield atom._replace(value=middle, low=None, high=None, comparator="exact", hedge="", text=f"middle of {atom.text}")


def said_parts(lines: Sequence[Line], most: int) -> Iterator[Atom]:
    """Shares that the grammar leaves unread: billed at a tenth, half price, 每五家就有两家."""
    for line in lines[:most]:
        for found in _PART.finditer(line.words):
            parts = _PARTS[(found[1] or "half").lower()]
            yield _fraction(found, Decimal(1) / parts)
        for found in _HALF_ZH.finditer(line.words):
            yield _fraction(found, Decimal("0.5"))
        for found in _EACH_OF.finditer(line.words):
            whole, part = (Decimal(_DIGITS.get(text) or int(text)) for text in found.groups())
            if part < whole:
                yield _fraction(found, part / whole)


_OF_PAIR = re.compile(
    r"(?i)\b(?P<part>\d[\d,.]*) (?:out )?of (?:the |its |all )?(?P<whole>\d[\d,.]*)\b"
    r"|(?P<whole_zh>\d[\d,.]*)[名例人位家个份只][^，。；\d]{0,8}[中里]，?[^，。；\d]{0,6}(?P<part_zh>\d[\d,.]*)[名例人位家个份只]"
)


def shares_of_pairs(lines: Sequence[Line], most: int) -> Iterator[Atom]:
    """192 of 480, compared with 24 of 240: shares that can be set against one another."""
    for found in [each for line in lines[:most] for each in _OF_PAIR.finditer(line.words)][:4]:
        part, whole = (Decimal((found[name] or found[f"{name}_zh"]).replace(",", "").rstrip(".")) for name in ("part", "whole"))
        if 0 < part < whole:
            yield Atom("percent", found.start(), found.end(), found.group(), value=part / whole * 100, unit="%", digits=3)


def _fraction(found: re.Match[str], value: Decimal) -> Atom:
    return Atom("fraction", found.start(), found.end(), found.group(), value=value, digits=2)


def bounded_shares(claim: Atom, words: str, alike: Sequence[Atom], figures: Sequence[Atom]) -> Reckoned:
    """Up to 4 % of sales of 2.1bn: a fine of up to 84m."""
    if not (claim.comparator == "at-most" or _UP_TO.search(words)):
        return
    for share in figures:
        if share.kind in ("percent", "fraction") and share.comparator == "at-most":
            by = amount(share) / (100 if share.kind == "percent" else 1)
            yield from ((amount(base) * by, f"{share.text} of {base.text}") for base in alike)


def off_price(alike: Sequence[Atom], figures: Sequence[Atom]) -> Reckoned:
    """八折 of 100 yuan is 20 yuan off."""
    for factor in figures:
        if factor.unit == "of-price" and 0 < amount(factor) < 100:
            yield from ((amount(base) * (100 - amount(factor)) / 100, f"{base.text} − {factor.text}") for base in alike)


def priced(claim: Atom, alike: Sequence[Atom], figures: Sequence[Atom], lines: Sequence[Line], most: int) -> Reckoned:
    """50 billion litres at 3 cents a litre."""
    if claim.kind != "money":
        return
    for line in lines[:most]:
        for price in (atom for atom in line.atoms[:most] if atom.kind == "money" and atom.value is not None and in_claims_unit(claim, atom) in alike):
            unit = _MEASURED.get(per(price, line.words))
            yield from ((amount(price) * amount(by), f"{by.text} × {price.text}") for by in figures if unit and (by.kind, by.unit) == ("quantity", unit))


def equal_parts(claim: Atom, said: str, alike: Sequence[Atom]) -> Reckoned:
    """7,200, split equally in two."""
    if _EQUALLY.search(said) and claim.kind in ("money", "quantity", *PLAIN):
        yield from ((amount(base) / 2, f"half of {base.text}") for base in alike)


def grown_by_part(claim: Atom, words: str, figures: Sequence[Atom]) -> Reckoned:
    """From 192 to 288 it is half as much again."""
    if claim.kind != "fraction" or not (_GREW.search(words[: claim.start]) or _MORE.match(words, claim.end)):
        return
    amounts = [atom for atom in figures if atom.kind in ("money", "quantity", "duration", *PLAIN) and amount(atom) > 0]
    for old in amounts:
        for new in amounts:
            alike = {old.kind, new.kind} <= set(PLAIN) or (old.kind, old.unit) == (new.kind, new.unit)
            if alike and amount(old) < amount(new) < 2 * amount(old):
                yield amount(new) / amount(old) - 1, f"from {old.text} to {new.text}"


_TIMES_EN = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_NTH = re.compile(
    rf"(?i)\b(?:its|a|the|their) ({'|'.join(_TIMES_EN)}) [^.;]{{0,40}}?\b(?:in a row|straight|consecutive|running)"
    r"|([两二三四五六七八九十])连[^续]|连续第?([两二三四五六七八九十])次"
)


def _nth(words: str) -> Iterator[tuple[int, str]]:
    """The fifth in a row, 五连降."""
    for found in _NTH.finditer(words):
        english, *chinese = found.groups()
        yield (_TIMES_EN.index(english.lower()) + 2 if english else next(_DIGITS[each] for each in chinese if each)), found.group()


def repeated(words: str, said: str, alike: Sequence[Atom], named: Sequence[Atom]) -> Reckoned:
    """The fifth cut of a quarter point in a row: 1.25 points in all."""
    if not _RUNNING.search(words) or not _REPEATED.search(said):
        return
    times = [(int(amount(atom)), atom.text) for atom in named if atom.kind in ("ordinal", *PLAIN) and atom.unit in ("", "times") and atom.value in range(2, 13)]
    times += list(_nth(said))
    for each in alike:
        yield from ((amount(each) * by, f"{text} × {each.text}") for by, text in times if by != each.value)


def from_level(claim: Atom, words: str, alike: Sequence[Atom]) -> Reckoned:
    """From 800 shops to 736, where 64 were closed."""
    behind = _AWAY.match(words, claim.end)
    if not behind or not _FROM.search(words[: claim.start]):
        return
    tail = words[behind.end() :][:24]
    for level in alike:
        if re.search(rf"(?<![\d.,]){re.escape(_figure(level))}(?![\d.]|,\d)", tail):
            yield from ((amount(level) + amount(change), f"{level.text} + {change.text}") for change in alike if change is not level)


def _figure(atom: Atom) -> str:
    """Its digits as the texts write them."""
    found = re.search(r"\d[\d,.]*", atom.text)
    return found.group().rstrip(".,") if found else atom.text


def per_many(claim: Atom, words: str, alike: Sequence[Atom], figures: Sequence[Atom], lines: Sequence[Line], most: int) -> Reckoned:
    """3.5 nurses per thousand; 6 yuan for every ten of two billion shares."""
    if size := _size(_PER_TEN.search(words[: claim.start]) or _PER_TEN_BEHIND.match(words, claim.end)):
        counts = [atom for atom in figures if atom.kind in PLAIN and amount(atom) > 0]
        yield from ((amount(one) / amount(of) * size, f"{one.text} ÷ {of.text} × {size}") for one in counts for of in counts if amount(one) < amount(of))
    for line in lines[:most]:
        for each in (atom for atom in line.atoms[:most] if atom.value is not None and (converted := in_claims_unit(claim, atom)) and converted in alike):
            if many := _size(_PER_TEN.search(line.words[: each.start]) or _PER_TEN_BEHIND.match(line.words, each.end)):
                yield from ((amount(each) / many * amount(by), f"{each.text} × {by.text} ÷ {many}") for by in figures if by.kind in PLAIN and by.value != many)


def _size(found: re.Match[str] | None) -> int:
    if not found:
        return 0
    said = next(words for words in found.groupdict().values() if words).replace(",", "").lower()
    return _SIZES.get(said) or int(said)


_OFF = re.compile(
    r"(?i) (?P<down>less|cheaper|lower|fewer|smaller|lighter|shorter|below|under)\b|(?P<up> (?:more|higher|dearer|larger|heavier"
    r"|longer|above|over)\b| more expensive)"
)
_OFF_ZH = re.compile(r"(?:(?P<down>便宜|低|少|轻|短|下浮|优惠)|(?P<up>贵|高|多|重|长|上浮|溢价))[了出]?(?:约|近)?$")


def set_off(claim: Atom, lines: Sequence[Line], most: int) -> Reckoned:
    """A third less than the old model, which sells for 600."""
    for line in lines[:most]:
        shares = [atom for atom in line.atoms if atom.kind in ("percent", "fraction") and atom.value is not None and atom.text][:most]
        for share in shares:
            found = _OFF.match(line.words, share.end) or _OFF_ZH.search(line.words[max(0, share.start - 6) : share.start]) or _OFF.search(share.text)
            if found is None or share.unit == "of-price":
                continue
            sign = -1 if found["down"] else 1
            for base in [converted for atom in line.atoms[:most] if atom.value is not None and (converted := in_claims_unit(claim, atom))]:
                off = _part_of(base, share)
                yield amount(base) + sign * off, f"{base.text}, {share.text}{' less' if sign < 0 else ' more'}"


def _part_of(base: Atom, share: Atom) -> Decimal:
    return share_of(base, share._replace(value=abs(amount(share))))


_BATCHES = re.compile(
    rf"(?i)\b(?P<n>{'|'.join(ENGLISH[2:13])}|[2-9]|[1-9]\d) (?:equal |annual |monthly |yearly |separate )?(?:batch|tranche"
    rf"|instal?ment|payment|lot|shipment|load|set|group|team|block"
    r"|bag|box|row|tower|phase|round|shift)e?s of (?:about |some |up to )?(?:US|A|HK)?[$€£¥]?$"
    r"|(?P<han>[二两三四五六七八九十]|[2-9]|[1-9]\d)(?:批|期|次|组|轮|座|台|套|笔|份)(?:，)?(?:各|每[批期次组轮座台套笔份])[\u3400-\u9fff]{0,4}$"
)


def batches(claim: Atom, lines: Sequence[Line], most: int) -> Reckoned:
    """Two batches of 15,000 doses."""
    for line in lines[:most]:
        for each in (atom for atom in line.atoms[:most] if atom.value is not None and in_claims_unit(claim, atom)):
            if found := _BATCHES.search(line.words[max(0, each.start - 60) : each.start]):
                said = found["n"] or found["han"]
                by = int(said) if said.isdigit() else _DIGITS[said] if said in _DIGITS else ENGLISH.index(said.lower())
                yield amount(in_claims_unit(claim, each) or each) * by, f"{by} × {each.text}"
