# Tables and patterns: a row stays on its line, Han characters count double, words are split where they are read.
"""Numerals in digits, Chinese characters, English words and mixtures of them (十亿5千万), without what they count.

A run of Chinese numerals that starts with 百, 千, 万 or 亿 is no figure: it is vague (百万级) or a word (万一, 百度, 千万别).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Literal, NamedTuple

MAX_PIECES = 40
"""Pieces of one numeral; what goes on longer is none."""

MAX_DIGITS = 24
"""Digits of one figure; Decimal keeps 28 exactly."""

_UNITS = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10**4), "亿": Decimal(10**8), "兆": Decimal(10**12)}
_DIGITS = {character: Decimal(at) for at, character in enumerate("零一二三四五六七八九")} | {"〇": Decimal(0), "两": Decimal(2)}
_TENS = {"廿": Decimal(20), "卅": Decimal(30)}
HAN = "".join([*_DIGITS, *_UNITS, *_TENS])
_VULGAR = (
    {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3}
    | {sign: Decimal(at) / 8 for sign, at in (("⅛", 1), ("⅜", 3), ("⅝", 5), ("⅞", 7))}
    | {sign: Decimal(at) / 5 for at, sign in enumerate("⅕⅖⅗⅘", 1)}
    | {"⅙": Decimal(1) / 6, "⅚": Decimal(5) / 6}
)
VULGAR = "".join(_VULGAR)
DIGITS = (
    r"(?:[0-9]{1,3}(?:,\n?[0-9]{3})+(?![0-9])|[0-9]{1,3}(?:[ '][0-9]{3}){1,5}(?![0-9])|[0-9]+(?:[ -][1-7]/[2-8](?![0-9/]|-[0-9]))?)"
    rf"(?:(?:\.| \. )[0-9]+)?(?:(?<=[0-9])[{VULGAR}])?|[{VULGAR}]"
)
"""With thousands set apart (1,500, 1 500, 1'500) and with eighths and the like (6⅞, 1 3/4)."""
_DIGIT_RUN = re.compile(DIGITS)
_MALFORMED = re.compile(r",[0-9]")
_DIGITS_ON = re.compile(r"[0-9]+(?:[,.][0-9]+)*")
_TRIGGER = re.compile(rf"[0-9{VULGAR}{HAN}]")
_GAP_SCALE = re.compile(r"[ \n]{1,2}(?=[百千万亿兆](?![瓦克米伏焦赫卡字比]))")
_MORE = re.compile(r"[多余几数来](?=[ ]?[百千万亿兆])")
_SCALE = "(?P<s>[十百千]?[万亿]|万亿|[十百千])"
_SIDE_BY_SIDE = re.compile(rf"(?P<lead>[二三四五六七八九]?十)?(?P<a>[一两二三四五六七八])(?P<b>[两三四五六七八九]){_SCALE}?(?![{HAN}点])")
_ROUND = re.compile("(?P<s>[十百千]?[万亿]|万亿|[百千])(?P<more>[余多])?(?=[ ]?[^百千万亿兆]|$)")
_BOUND_BEFORE = re.compile("(?:超过|逾|超|近|将近|接近|不足|突破|(?P<each>每))$")
_EACH_OF = re.compile("(?:[美港欧日]?元|公里)")
"""逾千万股, 近千元, 每百元: a magnitude alone that other words make a figure of."""
_HAN_FRACTION = re.compile(r"点([零〇一二三四五六七八九]{1,12})(?![十刻分钟])")
_EN_SCALE = re.compile(
    r"(?:[ \n]{1,2}|-)?(hundreds?|thousands?|millions?|billions?|trillions?|crores?|lakhs?|mill?|mln|mn|bln|bn|trn|tn|MM|MN|BN)\b(?!-?fold)", re.IGNORECASE
)
_LETTER_SCALE = re.compile(r" ?([kKmMbBtT])(?![A-Za-z0-9²³/])")
_LONG = re.compile(r"[ -](?:long|wide|tall|deep|high|thick|away|above sea|sprint|race|hurdles|freestyle|final|relay|runners?|towers?|yacht|vessels?|ship)\b")
_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "mil": 10**6,
    "mill": 10**6,
    "mln": 10**6,
    "mn": 10**6,
    "mm": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "trillion": 10**12,
    "trn": 10**12,
    "tn": 10**12,
    "k": 10**3,
    "m": 10**6,
    "b": 10**9,
    "t": 10**12,
}

_BARE_SCALE = re.compile(r"(百万|千万|百亿|千亿|万亿|亿|万|(?<=每)千(?= ?[Tt]oken))(?=(?:美元|欧元|英镑|港元|日元|元(?!户)| ?[Tt]oken))")
"""百万元贷款, 每百万token: one of them."""


class Numeral(NamedTuple):
    """A numeral as it stands in a folded text; `value` has its magnitude applied."""

    start: int
    end: int
    value: Decimal
    form: Literal["digits", "han", "words"]
    scale: Decimal = Decimal(1)
    """The magnitude it ends in; `1.5–2 billion` lends it to the figure before."""
    over: bool = False
    """多 or 余 stands inside: 10多亿."""
    digitless: bool = False
    """A magnitude alone: 逾千万 is said of 18 million, too."""
    vague: bool = False
    """A quantity without a figure (数十亿, dozens): covers its words so that nothing is read into them."""
    low: Decimal | None = None
    """The lower end where two figures stand side by side: 五六百 is 500 to 600."""
    malformed: bool = False
    """Digits that are no number (1,2000; more than Decimal keeps exactly): left to be unparsed."""


def significant(value: Decimal) -> int:
    """Significant digits, trailing zeros not counted."""
    return len(value.normalize().as_tuple().digits)


def numerals(text: str, taken: bytearray, chinese: bool) -> Iterator[Numeral]:
    """Numerals in digits and Chinese characters outside of what is `taken`, in order. Pure Han ones only in Chinese text."""
    at = 0
    while found := _TRIGGER.search(text, at):
        start = found.start()
        if taken[start] or _joins(text, start):
            at = start + 1
            continue
        numeral = _han(text, start) if text[start] in HAN else _mixed(text, start)
        at = max(numeral.end, start + 1)
        if numeral.form == "digits" or chinese:
            yield numeral


def _joins(text: str, at: int) -> bool:
    """The 零 of 两天零三小时 and 3年零2个月 counts nothing."""
    return text[at] in "零〇" and text[max(0, at - 1) : at] in ("天", "年", "月", "周", "时", "钟", "分") and text[at + 1 : at + 2] not in ("", "点")


def _mixed(text: str, start: int) -> Numeral:
    """From digits on: 1.5, 1,500 万, 3千5百万, 10多亿."""
    run = _DIGIT_RUN.match(text, start)
    assert run is not None
    if _MALFORMED.match(text, run.end()):
        end = _DIGITS_ON.match(text, start)
        return Numeral(start, end.end() if end else run.end(), Decimal(0), "digits", malformed=True)
    if run.end() - start > MAX_DIGITS or (text[start] == "0" and run[0][1:2].isdigit()):
        return Numeral(start, run.end(), Decimal(0), "digits", malformed=True)
    value, at = plain(run[0]), run.end()
    over = vague = False
    if more := _MORE.match(text, at):
        over, vague = more[0] in "多余来", more[0] in "几数"
        at = more.end()
    gap = _GAP_SCALE.match(text, at)
    pieces: list[Decimal | str] = [value]
    at = _pieces(text, gap.end() if gap else at, pieces)
    amount, scale = _evaluate(pieces)
    if amount is None:
        return Numeral(start, run.end(), value, "digits")
    return Numeral(start, at, amount, "digits", scale, over, vague)


def plain(digits: str) -> Decimal:
    """Value of a match of `DIGITS`."""
    if "/" in digits:
        whole, above, below = re.split("[ /-]", digits)
        return Decimal(whole) + Decimal(above) / Decimal(below)
    if digits[-1] in _VULGAR:
        return (plain(digits[:-1]) if digits[:-1] else Decimal(0)) + _VULGAR[digits[-1]]
    return Decimal(re.sub(r"[,\s']", "", digits))


def _pieces(text: str, at: int, pieces: list[Decimal | str]) -> int:
    """Collects the scales and figures that go on at `at`; where they end."""
    while len(pieces) < MAX_PIECES and at < len(text):
        character = text[at]
        if character in _UNITS and not _of_unit(text, at):
            pieces.append(character)
            at += 1
        elif (character in _DIGITS or character in _TENS) and isinstance(pieces[-1], str):
            if character in "零〇" and at + 1 < len(text) and text[at + 1] in _DIGITS:
                pieces.append("零")
                at += 1
                continue
            pieces.append(_DIGITS[character] if character in _DIGITS else _TENS[character])
            at += 1
            if character in _TENS and text[at : at + 1] in _DIGITS:
                pieces[-1] = _TENS[character] + _DIGITS[text[at]]
                at += 1
        elif character.isdigit() and isinstance(pieces[-1], str) and (run := _DIGIT_RUN.match(text, at)) and len(run[0]) < 8:
            pieces.append(plain(run[0]))
            at = run.end()
        elif character == " " and isinstance(pieces[-1], str) and text[at + 1 : at + 2].isdigit() and _lends(text, at + 1):
            at += 1
        else:
            break
    return at


def _of_unit(text: str, at: int) -> bool:
    """千 of 千瓦 and 兆 of 兆字节 belong to the unit."""
    following = text[at + 1 : at + 2]
    return bool(following) and ((text[at] == "千" and following in "瓦克米伏焦赫卡") or (text[at] == "兆" and following in "瓦字比赫位伏焦"))


def _lends(text: str, at: int) -> bool:
    run = _DIGIT_RUN.match(text, at)
    return run is not None and text[run.end() : run.end() + 1] in ("千", "百", "万")


def _han(text: str, start: int) -> Numeral:
    """From a Han numeral on; vague or without value where it is no figure."""
    if (bare := _BARE_SCALE.match(text, start)) and text[max(0, start - 1) : start] not in ("数", "几", "上", "近", "超", "多", "成", "过", "好", "达"):
        return Numeral(start, bare.end(), _UNITS[bare[1][0]] * (_UNITS[bare[1][1]] if bare[1][1:] else 1), "han", _UNITS[bare[1][-1]])
    if (pair := _pair(text, start)) or (pair := _round(text, start)):
        return pair
    if text[start] in "百千万亿兆" or (text[start] == "十" and text[max(0, start - 1) : start] in ("数", "几", "好")):
        return Numeral(start, _pieces(text, start, ["零"]), Decimal(0), "han", vague=True)
    if text[start] == "十" and (found := re.compile(r"十[几数][百千万亿]{0,2}").match(text, start)):
        return Numeral(start, found.end(), Decimal(0), "han", vague=True)
    if fraction := _fractional(text, start):
        return fraction
    pieces: list[Decimal | str] = ["零"]
    at = _pieces(text, start, pieces)
    over = False
    if more := _MORE.match(text, at):
        if more[0] in "几数":
            return Numeral(start, _pieces(text, more.end(), pieces), Decimal(0), "han", vague=True)
        over, at = True, _pieces(text, more.end(), pieces)
    if (at - start >= 2 and all(character in _DIGITS for character in text[start:at])) or _sequence(text, at):
        return _spelled(text, start)
    amount, scale = _evaluate(pieces[1:])
    if amount is None:
        return Numeral(start, max(at, start + 1), Decimal(0), "han", vague=True)
    return Numeral(start, at, amount, "han", scale, over)


def _magnitude(words: str) -> Decimal:
    value = Decimal(1)
    for character in words:
        value *= _UNITS[character]
    return value


def _pair(text: str, start: int) -> Numeral | None:
    """一两, 三五, 五六百, 十七八, 二三十亿: from the one to the other."""
    found = _SIDE_BY_SIDE.match(text, start)
    if not found:
        return None
    low, high = _DIGITS[found["a"]], _DIGITS[found["b"]]
    if high != low + 1 and found["a"] + found["b"] != "三五":
        return None
    tens = (han_value(found["lead"]) or 0) if found["lead"] else 0
    scale = _magnitude(found["s"] or "")
    return Numeral(start, found.end(), (tens + high) * scale, "han", scale, low=(tens + low) * scale)


def _round(text: str, start: int) -> Numeral | None:
    """逾千万, 千余, 每百: one of that magnitude, so a figure of no digits."""
    found = _ROUND.match(text, start)
    if not found or _of_unit(text, found.end("s") - 1):
        return None
    bound = _BOUND_BEFORE.search(text[max(0, start - 2) : start])
    if not found["more"] and (not bound or (bound["each"] and not _EACH_OF.match(text, found.end()))):
        return None
    scale = _magnitude(found["s"])
    return Numeral(start, found.end(), scale, "han", scale, over=bool(found["more"]), digitless=True)


def _sequence(text: str, at: int) -> bool:
    return text[at : at + 1] in _DIGITS


def _spelled(text: str, start: int) -> Numeral:
    """二〇二六 digit by digit is a year, read elsewhere; 两三 is vague; 九五亿 is no number and left to be unparsed."""
    at = start
    while at < len(text) and text[at] in HAN and at - start < MAX_PIECES:
        at += 1
    digits = [_DIGITS[character] for character in text[start:at] if character in _DIGITS]
    rising = any(second == first + 1 for first, second in pairwise(digits))
    malformed = not rising and text[at - 1] in "百千万亿" and len(digits) == 2
    return Numeral(start, at, Decimal(0), "han", vague=not malformed, malformed=malformed)


def _fractional(text: str, start: int) -> Numeral | None:
    """三点五, 一点二亿."""
    pieces: list[Decimal | str] = ["零"]
    at = _pieces(text, start, pieces)
    found = _HAN_FRACTION.match(text, at)
    whole, _ = _evaluate(pieces[1:])
    if not found or whole is None:
        return None
    value = whole + Decimal("0." + "".join(str(_DIGITS[character]) for character in found[1]))
    pieces = [value]
    at = _pieces(text, found.end(), pieces)
    amount, scale = _evaluate(pieces)
    return None if amount is None else Numeral(start, at, amount, "han", scale)


def _evaluate(pieces: list[Decimal | str]) -> tuple[Decimal | None, Decimal]:
    """Value and the magnitude it ends in; None where the pieces are no number."""
    total, section, last, big = Decimal(0), Decimal(0), Decimal(1), Decimal(0)
    number: Decimal | None = None
    zero = False
    for piece in pieces:
        if isinstance(piece, Decimal):
            number = piece if number is None else number + piece
            continue
        if piece == "零":
            zero = True
            continue
        scale, zero = _UNITS[piece], False
        if scale < 10**4:
            section += (Decimal(1) if number is None else number) * scale
        else:
            section += number or 0
            total = total * scale if not section else (total + section) * scale if total and scale > big else total + section * scale
            section, big = Decimal(0), scale
        number, last = None, scale
    if number is None:
        return total + section, last
    if last > 1 and 0 < number < 10 and not zero and number == int(number):
        number *= last / 10
    elif last > 1 and number >= last:
        return None, Decimal(1)
    return total + section + number, Decimal(1)


def han_value(text: str) -> int | None:
    """An integer in Chinese characters or digits, digit by digit too (二〇二六); None when it is none."""
    if text.isdigit():
        return int(text)
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    pieces: list[Decimal | str] = ["零"]
    if _pieces(text, 0, pieces) < len(text):
        return None
    value, _ = _evaluate(pieces[1:])
    return None if value is None else int(value)


def scaled(numeral: Numeral, text: str, money: bool, chinese: bool) -> Numeral:
    """With the English magnitude that follows: 1.5 billion, 230m, 70B, 500 thousand million."""
    if (
        numeral.form == "digits"
        and numeral.scale == 1
        and (letter := _LETTER_SCALE.match(text, numeral.end))
        and _letter_counts(letter, money, chinese)
        and not (letter[1] == "m" and not money and _LONG.match(text, letter.end()))
    ):
        by = Decimal(_SCALES[letter[1].lower()])
        return numeral._replace(end=letter.end(), value=numeral.value * by, scale=by)
    for _ in range(2):
        found = _EN_SCALE.match(text, numeral.end)
        if not found:
            break
        name = found[1].lower()
        if found[0] == "mm" and not money:  # 210mm of rain
            break
        by = Decimal(_SCALES[name if name in _SCALES else name.removesuffix("s")])
        numeral = numeral._replace(end=found.end(), value=numeral.value * by, scale=numeral.scale * by)
    return numeral


def _letter_counts(letter: re.Match[str], money: bool, chinese: bool) -> bool:
    """A lone letter is a magnitude beside a currency; else attached, and `m` or `t` only where no metre or tonne is likely."""
    attached = not letter[0].startswith(" ")
    if money:
        return attached or letter[1] in "MBmb"
    return attached and (letter[1] in "kKMB" or (letter[1] in "mb" and not chinese))
