"""Bytes → text. The sentences are invented."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.collect.decode import decode

SIMPLIFIED = "央行周四表示，将进一步完善数字人民币的运营体系。多家银行在上海和深圳试点跨境支付，全年交易额同比增长18%。"
TRADITIONAL = "央行週四表示，將進一步完善數位貨幣的營運體系。多家銀行在臺北和高雄試辦跨境支付，全年交易額較去年成長18%。"
JAPANESE = "日本の銀行は木曜日、デジタル通貨の実証実験を続けると発表した。東京と大阪で決済を試している。"
KOREAN = "중앙은행은 목요일 디지털 화폐 실험을 계속한다고 밝혔다. 여러 은행이 서울과 부산에서 결제를 시험하고 있다."
RUSSIAN = "Центральный банк в четверг сообщил, что продолжит испытания цифрового рубля. Несколько банков проводят платежи."
FRENCH = "La banque centrale a déclaré jeudi qu'elle poursuivrait ses essais à l'étranger, où l'été fut animé – très animé."

TEXTS = [
    ("utf-8", "utf-8", SIMPLIFIED),
    ("gb2312", "gb18030", SIMPLIFIED),
    ("gbk", "gb18030", SIMPLIFIED + "镕喆㐀€"),
    ("GB18030", "gb18030", SIMPLIFIED + "𠀀"),
    ("big5", "big5hkscs", TRADITIONAL),
    ("Big5-HKSCS", "big5hkscs", TRADITIONAL + "啲嘢喺"),
    ("shift_jis", "cp932", JAPANESE + "①"),
    ("euc-jp", "euc_jp", JAPANESE),
    ("iso-2022-jp", "iso2022_jp", JAPANESE),
    ("euc-kr", "cp949", KOREAN),
    ("koi8-r", "koi8_r", RUSSIAN),
    ("windows-1251", "cp1251", RUSSIAN),
    ("iso-8859-5", "iso8859_5", RUSSIAN),
    ("iso-8859-1", "cp1252", FRENCH),
    ("windows-1252", "cp1252", FRENCH),
]


def page(text: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}<title>{text[:12]}</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(("label", "codec", "text"), TEXTS)
def test_charset_of_the_header_is_used(label, codec, text):
    assert text in decode(page(text).encode(codec), f"text/html; charset={label}")


@pytest.mark.parametrize(("label", "codec", "text"), TEXTS)
@pytest.mark.parametrize(
    "head", ["<meta charset={}>", "<META http-equiv='Content-Type' content='text/html; charset={}'>", '<meta\n name=x><meta charset = "{}" />']
)
def test_charset_of_the_meta_element_is_used(label, codec, text, head):
    assert text in decode(page(text, head.format(label)).encode(codec), "text/html")


@pytest.mark.parametrize(("label", "codec", "text"), TEXTS)
def test_encoding_of_the_xml_prolog_is_used(label, codec, text):
    feed = f'<?xml version="1.0" encoding="{label}"?><rss><title>{text}</title></rss>'
    assert text in decode(feed.encode(codec), "application/xml", kind="xml")


@pytest.mark.parametrize(("label", "codec", "text"), [row for row in TEXTS if row[0] not in ("gbk", "GB18030", "Big5-HKSCS")])
def test_charset_that_nobody_states_is_detected(label, codec, text):
    assert text in decode(page(text * 3).encode(codec), "text/html")


@pytest.mark.parametrize(
    ("mark", "codec"), [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_LE, "utf-32-le")]
)
def test_byte_order_mark_wins_and_is_not_part_of_the_text(mark, codec):
    assert decode(mark + page(SIMPLIFIED).encode(codec), "text/html; charset=big5") == page(SIMPLIFIED)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("header", ["", "text/html; charset=utf-16", "text/html; charset=utf-8"])
def test_utf16_without_mark_is_read_in_its_own_byte_order(codec, header):
    assert decode(page(SIMPLIFIED).encode(codec), header) == page(SIMPLIFIED)


@pytest.mark.parametrize("wrong", ["iso-8859-1", "gb2312", "big5", "shift_jis", "windows-1251", "utf-16", "nonsense"])
def test_valid_utf8_is_utf8_whatever_header_and_meta_say(wrong):
    for text in (SIMPLIFIED, TRADITIONAL, JAPANESE, RUSSIAN, FRENCH):
        assert decode(page(text, f"<meta charset={wrong}>").encode(), f"text/html; charset={wrong}") == page(text, f"<meta charset={wrong}>")


@pytest.mark.parametrize("header", ["iso-8859-1", "utf-8", "us-ascii", "windows-1252"])
@pytest.mark.parametrize(("label", "codec", "text"), [row for row in TEXTS[1:12] if row[0] != "iso-2022-jp"])
def test_wrong_default_header_does_not_beat_a_fitting_meta(header, label, codec, text):
    assert text in decode(page(text, f"<meta charset={label}>").encode(codec), f"text/html; charset={header}")


@pytest.mark.parametrize(("label", "codec", "text"), [TEXTS[1], TEXTS[4], TEXTS[6], TEXTS[9], TEXTS[10]])
def test_wrong_default_header_alone_does_not_give_mojibake(label, codec, text):
    assert text in decode(page(text * 3).encode(codec), "text/html; charset=iso-8859-1")


def test_two_east_asian_statements_that_both_decode_are_told_apart_by_the_text():
    assert TRADITIONAL in decode(page(TRADITIONAL, "<meta charset=big5>").encode("big5hkscs"), "text/html; charset=gbk")
    assert SIMPLIFIED in decode(page(SIMPLIFIED, "<meta charset=gbk>").encode("gb18030"), "text/html; charset=big5")


def test_lone_character_that_passes_for_utf8_by_chance_follows_the_page():
    body = "<p>脛</p>".encode("gb18030")
    assert body.decode("utf-8") == "<p>Ä</p>"
    assert decode(body, "text/html; charset=gbk") == "<p>脛</p>"
    assert decode(body, "text/html") == "<p>Ä</p>"


def test_commented_meta_states_nothing():
    head = "<!-- <meta charset=big5> --><meta charset=gbk>"
    assert SIMPLIFIED in decode(page(SIMPLIFIED, head).encode("gb18030"), "text/html")


def test_lone_bad_byte_becomes_a_replacement_character_and_the_rest_stays():
    for codec, label in (("utf-8", "utf-8"), ("utf-8", "iso-8859-1"), ("utf-8", ""), ("gb18030", "gbk"), ("big5hkscs", "big5")):
        text = TRADITIONAL if label == "big5" else SIMPLIFIED
        body = (text * 2).encode(codec) + b"\xff" + ("</p><p>" + text).encode(codec)
        read = decode(body, f"text/html; charset={label}" if label else "")
        assert read == text * 2 + "\ufffd</p><p>" + text


def test_character_cut_off_at_the_end_costs_that_character_only():
    assert decode((SIMPLIFIED * 2).encode()[:-1], "text/html; charset=utf-8") == (SIMPLIFIED * 2)[:-1] + "\ufffd"


@pytest.mark.parametrize("label", ["rot13", "zlib", "unicode_escape", "idna", "punycode", "utf-7", "undefined", "mbcs", "base64", "../../x", "x" * 5000])
def test_label_that_is_no_page_charset_is_passed_over(label):
    assert decode(page(SIMPLIFIED, f"<meta charset={label}>").encode(), f"text/html; charset={label}") == page(SIMPLIFIED, f"<meta charset={label}>")
    assert decode(b"+AGE-\\u0061 caf\xe9", f"text/plain; charset={label}", kind="text").startswith("+AGE-\\u0061 caf")


def test_plain_text_is_not_searched_for_a_meta_element():
    assert decode("<meta charset=big5> é".encode("cp1252"), "text/plain; charset=iso-8859-1", kind="text") == "<meta charset=big5> é"


@pytest.mark.parametrize("header", ["", "text/xml; charset=iso-8859-1"])
@pytest.mark.parametrize(
    ("codec", "text"), [("gb18030", "海湾银行签署十五亿贷款"), ("gb18030", "HTTP 3：三家银行在上海试点跨境支付"), ("big5hkscs", "三家銀行在臺北試辦跨境支付")]
)
def test_chinese_is_told_by_a_headline_of_it(codec, text, header):
    """A feed or page that states no charset and says little: by whole languages it looks like Thai or Korean."""
    assert text in decode(f"<rss><channel><title>{text}</title></channel></rss>".encode(codec), header, kind="xml")


def test_empty_body_is_empty_text():
    assert decode(b"") == ""


@given(body=st.binary(max_size=300), header=st.sampled_from(["", "text/html; charset=gbk", "text/html; charset=utf-16", "text/html; charset=", "charset='"]))
def test_no_bytes_raise(body, header):
    for kind in ("html", "xml", "text"):
        assert isinstance(decode(body, header, kind=kind), str)
