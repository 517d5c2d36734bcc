"""Bytes of a page → text, whatever its charset is said to be.

What a page says about its charset is often wrong (a server's default header over a GBK page, a template's meta over UTF-8), so a
statement counts only as far as the bytes bear it out. UTF-8 that decodes strictly is UTF-8: other charsets hardly ever look like it.
"""

from __future__ import annotations

import codecs
import re
from typing import Literal

Kind = Literal["html", "xml", "text"]

_HEAD = 4096
"""Bytes in which a page states its charset; the standard says 1024, real templates put it later."""
_SAMPLE = 20_000
"""Bytes that detection looks at."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with UTF-16's, so it comes first
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASCII = bytes(range(128))
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:+-]+)", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta\s[^>]*?charset\s*=\s*[\"']?\s*([\w.:+-]+)", re.IGNORECASE)
_PROLOG_ENCODING = re.compile(rb"^\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']\s*([\w.:+-]+)", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_MARKUP = re.compile(rb"<(?:script|style)\b.*?(?:</(?:script|style)\s*>|\Z)|<[^>]*>?|[\x00-\x20]+", re.DOTALL | re.IGNORECASE)

# Labels as browsers read them (WHATWG): a label often names a smaller charset than the one in use.
_LABELS = {
    label: codec
    for codec, labels in {
        "gb18030": "gb2312 gb_2312 gb_2312-80 csgb2312 csiso58gb231280 iso-ir-58 chinese gbk x-gbk gb18030 cp936 ms936 windows-936 euc-cn hz-gb-2312",
        "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5 big5-eten cp950",
        "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji ms932 csshiftjis windows-31j cp932",
        "euc_jp": "euc-jp x-euc-jp cseucpkdfmtjapanese",
        "iso2022_jp": "iso-2022-jp csiso2022jp",
        "cp949": "euc-kr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean iso-ir-149 cseuckr windows-949 cp949 uhc",
        "cp1252": "iso-8859-1 iso8859-1 iso_8859-1 iso88591 latin1 latin-1 l1 ascii us-ascii ansi_x3.4-1968 ansi windows-1252 cp1252 x-cp1252",
        "cp1254": "iso-8859-9 iso8859-9 latin5 l5 windows-1254 cp1254",
        "cp874": "iso-8859-11 iso8859-11 tis-620 dos-874 windows-874",
        "iso8859_8": "iso-8859-8 iso-8859-8-i iso-8859-8-e logical visual hebrew",
        "koi8_r": "koi8-r koi8 koi cskoi8r",
        "koi8_u": "koi8-u koi8-ru",
        "mac_roman": "macintosh mac x-mac-roman",
        "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
        "utf-8": "utf-8 utf8 utf_8 unicode-1-1-utf-8 unicode11utf8 x-unicode20utf8",
        "utf-16-le": "utf-16 utf-16le unicode ucs-2 iso-10646-ucs-2 csunicode unicodefeff",
        "utf-16-be": "utf-16be unicodefffe",
    }.items()
    for label in labels.split()
}
_TEXT_CODEC = re.compile(r"(?:iso8859-\d+|cp\d+)\Z")
"""Further codecs that a label may name. Python's other codecs are not for pages, and some of them act on what they read."""
_MULTIBYTE = {"gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "iso2022_jp", "utf-16-le", "utf-16-be"}
_DETECTABLE = [
    "gb18030",
    "big5hkscs",
    "cp932",
    "euc_jp",
    "cp949",
    "koi8_r",
    "cp1251",
    "iso8859_5",
    "cp1250",
    "cp1252",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp874",
]
_HIGH_RUN = re.compile(rb"[\x80-\xff]{2,}")
_FREQUENT = "的一是不了在有人这這中国國和为為年上月日大来來他个個们們以到说說時时要就出会會可也對对生能而子那得于於着著下自之者"
_EVERYDAY = frozenset(
    _FREQUENT + "我都好没沒看起还還发發成事只作当當想文无無开開手十用主行方又如前所本见見经經头頭面公同三已老从從动動两兩长長回位分第"
    "二万萬新业業市报報银銀行金电電网網工司与與及其全家高合部理法民政力多重外机機问問资資定表将將称稱近加等名总總商记記者今明最过過后後被更比量"
    "度次些数數当然实實样樣间間什么麼现現点點使把去让讓给給情正安信道制品元场場海区區京香港台北美英日月年，。、：；“”《》（）"
)
"""With it three of ten characters of any Chinese text, and hardly one of ten in what is not."""
_FREQUENT_IN_TEXT = re.compile(f"[{_FREQUENT}\u3041-\u3093\u30a1-\u30f6\uac00-\ud7a3，。]")


def decode(body: bytes, content_type: str = "", *, kind: Kind = "html") -> str:
    """The text of `body`, without a byte-order mark. Never raises: bytes that mean nothing become U+FFFD."""
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace")
    wide = _wide_without_mark(body)
    if wide:
        return body.decode(wide, "replace")
    stated = _stated(body, content_type, kind)
    text = _strictly(body, "utf-8")
    if text is not None:
        return _escaped_japanese(body, stated) or _few_and_doubtful(body, text, stated) or text
    return _nearly_utf8(body) or _as_stated(body, stated) or _detected(body) or _least_bad(body, stated)


def _strictly(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec)
    except UnicodeDecodeError:
        # Code page 950 holds characters that the standard's Big5 lacks.
        return _strictly(body, "cp950") if codec == "big5hkscs" else None


def _wide_without_mark(body: bytes) -> str:
    """UTF-16 without a mark: markup's ASCII letters leave a zero in every second byte."""
    head = body[:512]
    zeros = head.count(0)
    if zeros * 5 < len(head) or len(head) < 4:
        return ""
    odd = head[1::2].count(0)
    if odd * 10 >= zeros * 9:
        return "utf-16-le"
    return "utf-16-be" if odd * 10 <= zeros else ""


def _stated(body: bytes, content_type: str, kind: Kind) -> list[str]:
    """Codecs that the header and the page name, the likelier first, each once."""
    header = _HEADER_CHARSET.search(content_type[:1000])
    named = [_codec(header.group(1))] if header else []
    named += [codec for codec in _stated_inside(body[:_HEAD], kind) if codec]
    if len(named) > 1 and named[0] == "cp1252":  # many servers' default, put on every page
        named.append(named.pop(0))
    return list(dict.fromkeys(codec for codec in named if codec))


def _stated_inside(head: bytes, kind: Kind) -> list[str]:
    if kind == "text":
        return []
    patterns = (_PROLOG_ENCODING,) if kind == "xml" else (_META_CHARSET, _PROLOG_ENCODING)
    clean = _COMMENT.sub(b"", head) if b"<!--" in head else head
    found = [pattern.search(clean) for pattern in patterns]
    codecs_named = [_codec(match.group(1).decode("ascii", "replace")) for match in found if match]
    # A statement that could be read as ASCII cannot be true of UTF-16.
    return ["utf-8" if name.startswith("utf-16") else name for name in codecs_named]


def _codec(label: str) -> str:
    """Python's codec for a charset's label, empty when there is none for pages."""
    known = _LABELS.get(label.strip().lower())
    if known:
        return known
    try:
        name = codecs.lookup(label.replace("windows-", "cp").replace("Windows-", "cp")).name
    except (LookupError, ValueError):
        return ""
    return name if _TEXT_CODEC.match(name) else ""


def _escaped_japanese(body: bytes, stated: list[str]) -> str:
    """ISO-2022-JP is ASCII with escapes, so it passes for UTF-8."""
    if b"\x1b$" not in body or (stated and "iso2022_jp" not in stated):
        return ""
    return _strictly(body, "iso2022_jp") or ""


def _few_and_doubtful(body: bytes, text: str, stated: list[str]) -> str:
    """A handful of two-byte characters may pass for UTF-8 by chance: then the page's own word for an East Asian charset counts."""
    strange = len(body.translate(None, _ASCII))
    if not 0 < strange <= 16 or not stated or stated[0] not in _MULTIBYTE or max(text) > "\u07ff":
        return ""
    return _strictly(body, stated[0]) or ""


def _nearly_utf8(body: bytes) -> str:
    """UTF-8 with a broken byte here and there (a cut-off character, a pasted one): at least twenty sound characters for each."""
    text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    ascii_bytes = len(body) - len(body.translate(None, _ASCII))
    sound = len(text) - ascii_bytes - bad
    return text if bad * 20 <= sound else ""


def _as_stated(body: bytes, stated: list[str]) -> str:
    """The stated charset that the bytes bear out. A multi-byte one that decodes strictly says much, a single-byte one little."""
    wide = [text for codec in stated if codec in _MULTIBYTE and (text := _strictly(body, codec))]
    if wide:
        return max(wide, key=_plausible) if len(wide) > 1 else wide[0]
    for codec in stated:
        if codec in _MULTIBYTE or codec == "utf-8":
            text = body.decode(codec, "replace")
            if _bad_share(body, text) <= 0.05:
                return text
    narrow = [codec for codec in stated if codec not in _MULTIBYTE and codec != "utf-8"]
    if narrow == ["cp1252"] and _mostly_runs(body):
        return _detected(body)
    return next((text for codec in narrow if (text := _strictly(body, codec))), "")


def _mostly_runs(body: bytes) -> bool:
    """Western letters with accents stand alone; when most come in runs, `iso-8859-1` is but a server's default over another charset."""
    sample = body[:_SAMPLE]
    return 2 * sum(map(len, _HIGH_RUN.findall(sample))) > len(sample.translate(None, _ASCII))


def _plausible(text: str) -> int:
    """How many characters are everyday ones: wrong East Asian charsets decode too, but to rare characters."""
    return len(_FREQUENT_IN_TEXT.findall(text[:_SAMPLE]))


def _bad_share(body: bytes, text: str) -> float:
    strange = len(body.translate(None, _ASCII))
    return text.count("\ufffd") / max(1, strange)


def _detected(body: bytes) -> str:
    from charset_normalizer import from_bytes

    sample = _MARKUP.sub(b" ", body)[:_SAMPLE]
    if codec := _chinese(sample):
        return body.decode(codec, "replace")
    best = from_bytes(sample, cp_isolation=_DETECTABLE).best()
    if best is None:
        return ""
    text = body.decode(best.encoding, "replace")
    return text if _bad_share(body, text) <= 0.05 else ""


def _chinese(sample: bytes) -> str:
    """The codec of Chinese text, however short: detection by whole languages takes a headline of it for Thai or Korean. Empty where it is none."""
    shares = {codec: _everyday_share(sample, codec) for codec in ("gb18030", "big5hkscs")}
    codec = max(shares, key=shares.__getitem__)
    korean = re.sub(r"[\x00-\x7f]", "", sample.decode("cp949", "ignore"))
    is_korean = len(re.findall(r"[\uac00-\ud7a3]", korean)) * 10 >= len(korean) * 9
    return codec if shares[codec] >= 0.25 and not is_korean else ""


def _everyday_share(sample: bytes, codec: str) -> float:
    """Of the characters that are no ASCII; 0 where the bytes are not of this codec."""
    text = re.sub(r"[\x00-\x7f]", "", sample.decode(codec, "replace"))
    if text.count("\ufffd") > len(text) // 50 + 1 or len(text) < 8:
        return 0.0
    return sum(char in _EVERYDAY for char in text) / len(text)


def _least_bad(body: bytes, stated: list[str]) -> str:
    """Nothing fits: the reading with the fewest broken characters, the page's own word first."""
    return min((body.decode(codec, "replace") for codec in dict.fromkeys((*stated, "utf-8", "cp1252"))), key=lambda text: text.count("\ufffd"))
