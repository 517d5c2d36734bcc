"""Words, ranking and cutting that the extractive writer stands on."""

import pytest

from drafter.entities import Sentence
from drafter.llm.extract import prose
from drafter.llm.extract.rank import centrality, likeness, pick, rank, vectors
from drafter.llm.extract.words import content_words, cost, language_of, room, topic_words


def sentences(*texts: str) -> list[Sentence]:
    return [Sentence(id=f"s{n}", paragraph=0, start=0, end=len(text), text=text) for n, text in enumerate(texts, 1)]


def picked(texts: tuple[str, ...], title: str, most: int, allowance: float = 1000) -> list[str]:
    given = sentences(*texts)
    ranked = rank(given, title, {one.id: place for place, one in enumerate(given)})
    return [one.sentence.id for one in pick(ranked, most, allowance, {one.sentence.id: len(one.sentence.text) for one in ranked})]


def test_words_fold_plurals_possessives_and_drop_small_words_in_both_languages() -> None:
    assert list(content_words("The city’s batteries, and the Battery-1 of GPT-5")) == ["city", "battery", "battery-1", "gpt-5"]
    assert list(content_words("公司的储能电站和电网")) == ["储能", "电站", "电网"]


def test_topic_words_are_nouns_names_and_telling_numbers() -> None:
    folded = [word for word, _ in topic_words("苹果在2026年发布iPhone，售价5499元")]
    assert "苹果" in folded
    assert "iphone" in folded
    assert "5499" in folded
    assert "2026" not in folded
    assert "发布" not in folded


@pytest.mark.parametrize(("text", "language"), [("苹果发布iPhone 11", "zh"), ("The 北京 office moved", "en"), ("", "en"), ("《新规》出台", "zh")])
def test_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_source_keeps_its_own_languages_measure_under_the_editions_ceiling() -> None:
    assert room(100, "zh", "English words") == 260
    assert room(260, "en", "中文词句") == 100
    assert cost("x" * 26, "zh") == pytest.approx(10)
    assert cost("中文", "zh") == 2


def test_vectors_have_length_one_and_empty_texts_are_harmless() -> None:
    one, other, empty = vectors(["harbour ferries charge", "harbour ferries sink", ""])
    assert likeness(one, one) == pytest.approx(1)
    assert 0 < likeness(one, other) < 1
    assert empty == {}
    assert len(centrality([one, empty])) == 2
    assert centrality([]) == []


def test_the_sentence_that_shares_most_is_most_central() -> None:
    texts = ["Ferries need charging piers.", "Charging piers cost money.", "Ferries and charging piers cost money.", "Rain fell on Sunday."]
    shares = centrality(vectors(texts))
    assert max(range(4), key=shares.__getitem__) == 2
    assert min(range(4), key=shares.__getitem__) == 3


NEAR_TWINS = (
    "The council of Varnholt approved the harbour tunnel for 310 million crowns on Monday.",
    "The council of Varnholt on Monday approved the harbour tunnel for 310 million crowns.",
    "Engineers expect the drilling to take four years and to need two machines.",
)


def test_what_is_said_twice_is_picked_once() -> None:
    assert picked(NEAR_TWINS, "Varnholt approves harbour tunnel", 3) == ["s1", "s3"]


def test_a_leaning_sentence_is_not_first_when_another_can_be() -> None:
    texts = (
        "However, the tunnel of Varnholt was approved for 310 million crowns on Monday.",
        "The drilling of the tunnel takes four years and needs two machines.",
        "Fishermen in Varnholt protested against the tunnel on the quay.",
    )
    assert "s1" not in picked(texts, "Varnholt tunnel approved", 2)


def test_two_short_sentences_are_preferred_to_one_that_takes_all_the_room() -> None:
    long = "The council of Varnholt approved the harbour tunnel for 310 million crowns on Monday after a debate of nine hours about noise and fish."
    texts = (long, "The drilling of the harbour tunnel takes four years.", "Varnholt pays for the tunnel with a toll of 3 crowns.")
    assert picked(texts, "Varnholt approves harbour tunnel", 4, allowance=len(long) + 10) == ["s2", "s3"]


@pytest.mark.parametrize(
    "text",
    [
        "Read more about the tunnel and its long history on our pages.",
        "Sign up for our newsletter and get the harbour news every morning.",
        "Jo Fell is a senior reporter covering harbours for the Herald.",
        "本文来源：江湾晚报，如需转载请注明。",
        "图为施工现场。新华社记者 林一 摄",
        "扫码关注我们，了解更多精彩内容。",
    ],
)
def test_furniture_of_the_page_is_known(text: str) -> None:
    assert prose.is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "The streaming service signed up 3 million subscribers and sued over copyright infringement.",
        "Regulators said the privacy policy of Wexa breaks the law.",
        "该短视频的转发量和点击量均超过百万。",
        "摄影展共展出80幅作品，由三位摄影师拍摄。",
    ],
)
def test_news_about_pages_is_not_furniture(text: str) -> None:
    assert not prose.is_furniture(text)


@pytest.mark.parametrize(
    "text",
    ["It rose by 3 percent.", "Meanwhile, prices fell.", "“No,” he said.", "“No one knows.”", "此外，价格下跌。", "该公司未回应。", "“尚无结论”，他说。"],
)
def test_sentences_that_lean_on_another(text: str) -> None:
    assert prose.leans(text)


@pytest.mark.parametrize(
    "text", ["Itochu bought the mill.", "Ilse Maran said prices fell.", "我国出口增长5%。", "以上海为例，价格下跌。", "也门局势缓和。", "江湾市称价格下跌。"]
)
def test_sentences_that_stand_alone(text: str) -> None:
    assert not prose.leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "The pier will open in May.", "Wexa plans to hire 200 people.", "The vote is due on Friday.", "Costs reach $3 billion by 2027.",
        "大桥将于明年通车。", "江湾市将建设储能电站。", "预计产量增长一成。", "公司计划新建两座工厂。", "工程年底前完工。", "项目2027年完工。",
    ],
)  # fmt: skip
def test_sentences_that_look_ahead(text: str) -> None:
    assert prose.looks_ahead(text, 2026)


@pytest.mark.parametrize(
    "text",
    [
        "Profit was higher than expected.",
        "The delay was due to the rain.",
        "Wexa will close in 2019, it said then.",
        "他将手机放在桌上。",
        "公司公布了2025年中期业绩。",
        "“十四五”规划收官。",
    ],
)
def test_sentences_that_do_not_look_ahead(text: str) -> None:
    assert not prose.looks_ahead(text, 2026)


@pytest.mark.parametrize("most", range(8, 60))
def test_a_cut_never_ends_in_a_word_a_number_or_an_open_quotation(most: int) -> None:
    english = 'Wexa sells 1,250,000 "Orbit 4" modules for $48.5 million in Ellersby (north quay)'
    chinese = "江湾市投资36.5亿元建设“晨光”储能电站，售出GPT-5模组1250000件（含试点）"
    for text in (english, chinese):
        shorter = prose.cut(text, most)
        bare = shorter.removesuffix("…")
        assert len(shorter) <= most
        assert text.startswith(bare)
        assert prose.is_balanced(bare) or len(bare) < 8
        rest = text[len(bare) :]
        assert not (bare[-1].isascii() and bare[-1].isalnum() and rest[:1].isascii() and rest[:1].isalnum())
        assert not (bare[-1].isdigit() and rest)
