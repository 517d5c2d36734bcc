"""One story once: which reports tell the same event at the same stage."""

from __future__ import annotations

import random
import time
import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from drafter.stories import Member, Report, Story, cluster
from drafter.stories.days import read
from drafter.stories.figures import figures
from drafter.stories.marks import marks
from drafter.stories.roundups import is_round_up
from drafter.stories.sounds import chinese_sounds, latin_sound, spellings
from drafter.stories.wraps import wrap_of
from tests.bench.cluster import Labelled, articles, counted, every_pair, many, mixed, pairs, story_of

DAY = date(2026, 9, 10)  # a Thursday


def own() -> list[tuple[Report, str]]:
    """(report, event) of the invented material beside this test."""
    rows = tomllib.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8"))["report"]
    return [(Report(row["id"], row["title"], row["text"], "zh" if "-zh" in row["id"] else "en", row["published"]), row["event"]) for row in rows]


def groups(stories: Sequence[Story]) -> set[frozenset[str]]:
    return {frozenset((story.main, *(member.id for member in story.members))) for story in stories}


def report(id_: str, title: str, text: str, day: date | None = DAY, preference: float = 0.0) -> Report:
    return Report(id_, title, text, "zh" if any("\u4e00" <= letter <= "\u9fff" for letter in title) else "en", day, "a.example", preference)


def test_next_stages_other_statistics_and_other_news_of_a_company_stay_apart_and_translations_join() -> None:
    given = [Labelled(one, event) for one, event in own()]
    stories = cluster([one.report for one in given])
    assert mixed(stories, {one.report.id: one.event for one in given}) == []
    assert every_pair(given, story_of(stories)).f1 >= 0.97


def test_the_development_half_of_the_benchmark_is_clustered_without_an_error_in_kind() -> None:
    given, labelled = articles("dev"), pairs("dev")
    stories = cluster([one.report for one in given])
    main = story_of(stories)
    assert mixed(stories, {one.report.id: one.event for one in given}) == []
    assert counted(labelled, main, lambda _: "")[""].f1 >= 0.97


@pytest.mark.parametrize("split", ["held-out", "third"])
def test_what_only_measures_keeps_its_level(split: str) -> None:
    """The floor is below what was measured (0.962 and 1.000): these reports are there to measure, not to fit."""
    given = articles(split)
    stories = cluster([one.report for one in given])
    assert counted(pairs(split), story_of(stories), lambda _: "")[""].f1 >= 0.95
    assert mixed(stories, {one.report.id: one.event for one in given}) == []


def test_order_does_not_matter_and_the_preferred_report_is_the_main() -> None:
    given = [one._replace(preference=float(one.id.endswith("zh"))) for one, _ in own()]
    stories = cluster(given)
    shuffled = list(given)
    random.Random(7).shuffle(shuffled)
    assert cluster(shuffled) == stories
    mains = {story.main for story in stories}
    assert "canal-zh" in mains
    assert "canal-en" not in mains


def test_every_report_is_in_exactly_one_story() -> None:
    given = [one for one, _ in own()]
    ids = [id_ for story in cluster(given) for id_ in (story.main, *(member.id for member in story.members))]
    assert sorted(ids) == sorted(one.id for one in given)
    assert cluster([]) == ()


def test_a_reason_names_figures_names_sounds_and_days() -> None:
    given = [one for one, _ in own()]
    reasons = {member.id: member.reason for story in cluster(given) for member in story.members}
    assert "6.1万" in reasons["recall-first-zh"]
    assert "tolva is 托尔瓦 by its sound" in reasons["recall-first-zh"]
    assert "one day apart" in reasons["recall-first-zh"]
    assert "names sundlinjen" in reasons["ferry-strike-on-zh"]
    assert "22" in reasons["ferry-strike-on-zh"]


def test_reports_a_week_apart_are_two_stories_and_undated_ones_may_join() -> None:
    title, text = "Tolva recalls 61,000 vans", "Van maker Tolva called back 61,000 of its E-Carrier vans after four of them caught fire while charging."
    late = report("b", title, text, DAY + timedelta(days=7))
    assert len(cluster([report("a", title, text), late])) == 2
    assert len(cluster([report("a", title, text), late._replace(published=None)])) == 1


def test_no_chain_joins_what_differs_at_its_ends() -> None:
    """Each report shares half of its matters with the next; the first and the last share nothing."""
    topics = ["ferry strike roster", "harbour crane tender", "orchard frost insurance", "museum theft painting", "reactor valve delay", "bank merger vote"]
    chain = [
        report(f"r{at}", f"{topics[at]} and {topics[at + 1]}".capitalize(), f"The {topics[at]} was discussed. The {topics[at + 1]} followed. " * 3)
        for at in range(5)
    ]
    assert not any({"r0", "r3"} <= group or {"r0", "r4"} <= group or {"r1", "r4"} <= group for group in groups(cluster(chain)))


APRIL = date(2026, 5, 13)


@pytest.mark.parametrize(
    ("title", "text", "measures", "period", "countries"),
    [
        ("German inflation confirmed at 2.1% in April", "Consumer prices rose.", {"cpi"}, "m4", {"DE"}),
        ("Onions do the bank's work", "Inflation in India fell to 3.1% last month, figures showed.", {"cpi"}, "m4", {"IN"}),
        ("Cheaper fuel", "Prices: inflation was 2.1%, down from 2.3% in March, in the year to April.", {"cpi"}, "m4", set()),
        ("Poland's economy shrinks", "GDP fell by 0.2% in the January-March period.", {"gdp"}, "q1", {"PL"}),
        ("英国一季度GDP环比增长0.5%", "数据于14日公布。", {"gdp"}, "q1", {"GB"}),
        ("日本4月核心CPI同比上涨2.4%", "较3月的2.7%放缓。", {"cpi"}, "m4", {"JP"}),
        ("四月车市遇冷", "乘用车零售175.2万辆。", {"cars"}, "m4", set()),
        ("工业生产者出厂价格降幅收窄", "4月份,PPI同比下降1.9%,3月为2.2%。", {"ppi"}, "m4", set()),
        ("Starport reports first-quarter profit", "Net profit came to $1.5bn.", {"results"}, "q1", set()),
    ],
)
def test_a_release_is_read_for_its_measure_its_time_and_its_country(title: str, text: str, measures: set[str], period: str, countries: set[str]) -> None:
    found = marks(title, text, "", APRIL).release
    assert found is not None
    assert (set(found.measures), found.period, set(found.territories)) == (measures, period, countries)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Tolva recalls 61,000 vans", "Van maker Tolva called back vans after four fires."),
        ("Chipmaker may sell abroad", "Its exports had been barred since last September."),
        ("公司出口芯片获批", "监管机构周二批准。"),
        ("Inflation weighs on minds", "Prices are a worry, people say."),
    ],
)
def test_what_names_no_measure_or_no_time_is_no_release(title: str, text: str) -> None:
    assert marks(title, text, "", APRIL).release is None


def joined(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return len(cluster([report("a", *one, APRIL), report("b", *other, APRIL)])) == 1


STATISTIC = "Consumer prices in Germany rose by {0}% in the year to {1}, the statistics office in Wiesbaden said on Tuesday. Food was 2.8% dearer."
TITLE = "German inflation at {0}% in {1}"
NIGHTLY = "中国人民银行13日以固定利率、数量招标方式开展了{0}亿元7天期逆回购操作,操作利率为1.40%。当日有1586亿元逆回购到期。"
QUARTER = "{0}8日披露一季报。报告期内,该行实现归属于母公司股东的净利润{1}亿元,拨备覆盖率保持稳定,净息差收窄。"


def test_one_release_told_twice_is_one_story() -> None:
    given = (TITLE.format("2.1", "April"), STATISTIC.format("2.1", "April"))
    assert joined(given, ("Germans pay 2.1% more as fuel gets cheaper, inflation data for April show", STATISTIC.format("2.1", "April")))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((TITLE.format("2.1", "April"), STATISTIC.format("2.1", "April")), (TITLE.format("2.1", "March"), STATISTIC.format("2.1", "March"))),
        ((TITLE.format("2.1", "April"), STATISTIC.format("2.1", "April")), ("Spanish inflation at 2.1% in April", STATISTIC.format("2.1", "April"))),
        (
            (TITLE.format("2.1", "April"), STATISTIC.format("2.1", "April")),
            ("German producer prices up 2.1% in April", STATISTIC.format("2.1", "April").replace("Consumer", "Producer")),
        ),
        (("央行开展1955亿元逆回购操作", NIGHTLY.format("1955")), ("央行开展2430亿元逆回购操作", NIGHTLY.format("2430"))),
        (("瑞和银行一季度净利润104.2亿元", QUARTER.format("瑞和银行", "104.2")), ("东泽银行一季度净利润52.8亿元", QUARTER.format("东泽银行", "52.8"))),
    ],
    ids=["month", "country", "measure", "operation", "company"],
)
def test_releases_of_another_month_country_measure_or_figure_are_two_stories(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert not joined(one, other)


@pytest.mark.parametrize(
    ("one", "other", "near"), [("3.7%", "3.72%", True), ("1.8%", "1.84%", True), ("逾5000亿元", "5178亿元", True), ("2.1%", "2.3%", False)]
)
def test_figures_are_near_in_the_digits_that_both_have(one: str, other: str, near: bool) -> None:
    (first,), (second,) = figures(one), figures(other)
    assert first.near(second) is second.near(first) is near


def test_what_happens_after_a_report_is_not_in_its_story() -> None:
    """A fire on Monday; on Thursday somebody is arrested over it."""
    fire = "Nine workers died on Monday when a fire tore through the Voltara battery plant near Ploiesti in Romania. Two hundred people had to leave."
    arrest = "Police on Thursday arrested the manager of the Voltara battery plant near Ploiesti in Romania where nine workers died in a fire on Monday."
    given = [report("a", "Nine dead in fire at Voltara", fire, date(2026, 9, 7)), report("b", "Manager of Voltara arrested over fire", arrest, DAY)]
    assert len(cluster(given)) == 2


def test_a_round_up_joins_no_story() -> None:
    text = "Tolva called back 61,000 vans after four fires. Elsewhere, ferry crews voted for a walkout. Also, a court freed a banker on bail."
    single = report(
        "single", "Tolva recalls 61,000 electric vans over battery fires", "Van maker Tolva called back 61,000 of its E-Carrier vans after four fires."
    )
    assert len(cluster([single, report("week", "The week in transport: Tolva recalls 61,000 electric vans", text)])) == 2


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("The week in payments: a bid and a breach", "", True),
        ("Friday links: a fork finds a home", "", True),
        ("一周金融科技:罚单连开", "", True),
        ("云原生周报:漏洞和宕机", "", True),
        ("机器人夜间盘点百万件货品", "一座仓库近日投入使用。", False),
        ("发布一周年,用户过百万", "平台公布数据。", False),
        ("Business in brief: Starport beats the street", "Starport earned more than expected. Its shares rose.", False),
        ("Business in brief", "Starport earned more. Elsewhere, a ferry stopped. Also, a court sat.", True),
        ("Before the bell: a tariff and a forecast", "", True),
        ("What to know today: tariff, strike, inflation", "", True),
        ("What to know before you buy a battery", "", False),
        ("Markets wrap: gold up", "", True),
        ("盘前必读:关税落地", "", True),
        ("早参丨关税落地;央行续作", "", True),
        ("隔夜外盘:美股涨跌不一", "", True),
        ("几家银行同日降息", "一家银行率先下调,另外两家跟进。", False),
        ("A tariff, a walkout and a comeback", "The tariff costs a fifth. Antwerp, meanwhile, went back to work. Next week: German orders.", True),
        ("Bank cuts jobs, shuts branches and sells a unit", "The bank cuts jobs; it shuts branches; it sells its unit. Also, it keeps its dividend.", False),
        ("关税、罢工与翻身:本周你该知道的几件大事", "", True),
    ],
)
def test_what_is_a_round_up(title: str, text: str, expected: bool) -> None:
    assert is_round_up(title, text) is expected


MOVES = "Shares lost 1.4% on Tuesday. Ten-year yields slipped to 4.21%. Gold rose by 1.1% to $3,402. The order takes effect in June."


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Wall Street slides as battery tariff rattles carmakers", "", "yes"),
        ("S&P 500 closes at record", "", "yes"),
        ("European shares edge up after surprise cut", "", "yes"),
        ("Stocks and bonds fall together", "", "yes"),
        ("美股收盘:三大指数齐跌", "", "yes"),
        ("沪指跌1.1%失守4000点", "", "yes"),
        ("收评:储能板块重挫", "", "yes"),
        ("A股三大指数集体收跌", "", "yes"),
        ("Tariff threat unsettles investors", MOVES, "yes"),
        ("Tariff threat unsettles investors", f"{MOVES} The minister spoke. The maker sued. The union cheered.", "no"),
        ("Tariff order sinks stocks", "", "open"),
        ("Markets regulator fines broker", "", "open"),
        ("Nasdaq closes purchase of a rival", "", "open"),
        ("Nasdaq closes at record", "", "yes"),
        ("Dow to close plant in Germany", "", "no"),
        ("Markets open to foreign brokers", "", "open"),
        ("Shares in Paylark soar 46% on debut", "", "open"),
        ("港股IPO募资升三成", "", "open"),
        ("A股上市公司分红创新高", "", "open"),
        ("Futures exchange opens in Dubai", "", "no"),
        ("Crypto exchange Solvane loses $90m", "", "no"),
        ("美国对进口储能电池加征30%关税", "", "no"),
        ("项目通过验收评估", "", "no"),
    ],
)
def test_what_tells_how_markets_went(title: str, text: str, expected: str) -> None:
    assert wrap_of(title, text) == expected


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Wall Street slides as 30% battery tariff hits Orrin Energy", "The S&P 500 fell by 1.4%. Orrin Energy dropped by 6%. "),
        ("美股收盘:三大指数齐跌 30%储能电池关税冲击奥林能源(Orrin Energy)", "标普500指数跌1.4%,奥林能源(Orrin Energy)跌6%。"),
    ],
)
def test_a_market_wrap_is_not_the_story_of_what_moved_the_market(title: str, text: str) -> None:
    """Names, figures and topic are the same; another wrap of the session joins, what moved it does not."""
    order = "Washington ordered a tariff of 30% on grid batteries on Thursday; Orrin Energy has contracts of $2.7bn and dropped by 6%."
    again = "The S&P 500 lost 1.4% after the order on batteries. Orrin Energy dropped by 6%."
    given = [
        report("order", "Washington puts 30% tariff on grid batteries, Orrin Energy drops 6%", order),
        report("wrap", title, text + ("30%的关税周四宣布。" if "关" in title else order)),
        report("again", "Stocks end lower as 30% battery tariff hits Orrin Energy", again),
    ]
    found = groups(cluster(given))
    assert frozenset({"order"}) in found
    assert frozenset({"wrap", "again"}) in found


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("raised $1.5bn", "融资15亿美元"),
        ("2,300 jobs", "2300人"),
        ("4.5 per cent", "占4.5%"),
        ("25 basis points", "25个基点"),
        ("a quarter-point cut", "下调0.25个百分点"),
        ("twelve banks", "十二家银行"),
        ("12bn yuan", "一百二十亿元"),
        ("120 million", "1亿2000万"),
        ("2.3 trillion yuan", "2.3万亿元"),
        ("30 percent", "逾三成"),
        ("3.5 percent", "百分之三点五"),
        ("two-thirds of users", "三分之二的用户"),
    ],
)
def test_a_quantity_is_the_same_figure_in_both_languages(english: str, chinese: str) -> None:
    assert {figure.key for figure in figures(english)} == {figure.key for figure in figures(chinese)} != set()


@pytest.mark.parametrize("text", ["in 2028", "2028年", "version v1.2.3", "第三季度", "three firms", "三家公司", "数十亿"])
def test_years_versions_and_small_counts_are_no_figures(text: str) -> None:
    assert figures(read(text, DAY).rest) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on tuesday", date(2026, 9, 8)),
        ("周二", date(2026, 9, 8)),
        ("thursday", DAY),
        ("yesterday", date(2026, 9, 9)),
        ("昨日", date(2026, 9, 9)),
        ("march 3, 2026", date(2026, 3, 3)),
        ("3 august", date(2026, 8, 3)),
        ("8月3日", date(2026, 8, 3)),
        ("8日", date(2026, 9, 8)),
        ("下周一", date(2026, 9, 14)),
        ("next monday", date(2026, 9, 14)),
        ("上周五", date(2026, 9, 4)),
    ],
)
def test_days_are_resolved_by_the_day_of_publication(text: str, day: date) -> None:
    assert read(text, DAY).named == (day,)


@pytest.mark.parametrize("text", ["2月30日", "2026-13-40", "5% rise", "12 maybe"])
def test_what_names_no_day_gives_none(text: str) -> None:
    assert read(text, DAY).named == ()


@pytest.mark.parametrize(("latin", "chinese"), [("halden", "霍尔登"), ("tarnbrook", "塔恩布鲁克"), ("lindqvist", "林德奎斯特"), ("frankfurt", "法兰克福")])
def test_a_foreign_name_sounds_alike_in_both_scripts(latin: str, chinese: str) -> None:
    sounds = {spelling for _, sound in chinese_sounds(chinese) for spelling in spellings(sound)}
    assert sounds & set(spellings(latin_sound(latin)))


def test_other_names_sound_otherwise() -> None:
    sounds = {spelling for _, sound in chinese_sounds("塔恩布鲁克") for spelling in spellings(sound)}
    assert not sounds & set(spellings(latin_sound("ashcombe")))


def test_vectors_may_be_given_for_some_and_those_of_few_reports_change_nothing() -> None:
    given = [one for one, _ in own()]
    assert cluster(given, {given[0].id: [1.0, 0.0], given[1].id: [0.0, 1.0]}) == cluster(given)


def test_like_vectors_bring_reports_together_and_unlike_ones_keep_them_apart() -> None:
    given = [one for one, _ in own()]
    events = {one.id: event for one, event in own()}
    names = sorted(set(events.values()))
    apart = {one.id: [float(name == events[one.id]) for name in names] for one in given}
    assert mixed(cluster(given, apart), events) == []
    assert every_pair_f1(given, events, apart) >= 0.98


def every_pair_f1(given: Sequence[Report], events: dict[str, str], vectors: dict[str, list[float]]) -> float:
    return every_pair([Labelled(one, events[one.id]) for one in given], story_of(cluster(given, vectors))).f1


@pytest.mark.parametrize("text", ["", " ", "。", "!!!", "a", "的", "12", "\ud800", "x" * 5000, "亿" * 500, "1" * 500, "第" * 300])
def test_odd_texts_are_clustered_without_an_error(text: str) -> None:
    assert len(cluster([report("a", text, text), report("b", "Tolva recalls vans", "Tolva called back vans.", None)])) in (1, 2)


def test_time_grows_about_with_the_number_of_reports() -> None:
    """Four times as many reports, repetitions among them, take less than eight times as long."""

    def seconds(count: int) -> float:
        given = [one.report for one in many(count)]
        started = time.process_time()
        cluster(given)
        return time.process_time() - started

    seconds(50)
    assert seconds(1200) < 8 * seconds(300) + 0.5


def test_one_text_a_thousand_times_is_soon_done() -> None:
    text = "The exchange counted many trades on its usual morning, it said, while Tolva recalled 61,000 vans."
    started = time.process_time()
    stories = cluster([report(f"r{at}", "Daily figures of the exchange", text) for at in range(1000)])
    assert time.process_time() - started < 20
    assert len(stories) < 100


def test_a_story_is_plain_data() -> None:
    assert Story("a") == Story("a", ())
    assert Member("b", "same day").reason == "same day"
