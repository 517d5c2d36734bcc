"""A figure that the source has for something else is flagged, in both languages; told of its own thing, in whatever words, it is left alone."""

from __future__ import annotations

import time
from typing import Any

import pytest

from drafter.check.binding.aspects import agree, mentions
from tests.bench.grounding_pairs import flags

Pairs = tuple[tuple[str, str], ...]
ORDERS = "Corvane Systems said orders rose 12% to $5.1 billion in the quarter, while revenue climbed 7% to $4.2 billion. Net profit fell to $310 million."
YEARS = "Tamsin Foods posted revenue of £820 million in 2025 and £765 million in 2024, and expects £880 million in 2026."
RIVALS = (
    "Harrow Motors delivered 41,200 cars in June, up 9%, while rival Pike Auto delivered 38,700, down 3%. "
    "Harrow Motors now holds 14.2% of the market and Pike Auto 12.9%."
)
PLACES = "Prices rose 2.1% in Germany and 3.4% in Spain, the statistics agency said. In France inflation was 1.8%."
HALF = "东篱集团8月12日公布，上半年营业收入186亿元，同比增长8.3%，其中海外收入54亿元，增长21.6%；归母净利润12.4亿元，下降4.1%。"
BEFORE = (
    "Lodestar Bank's bad-loan ratio fell to 1.4% at the end of March from 1.9% a year earlier. Deposits rose to $42 billion from $39 billion. "
    "Fees make up 2.3% of its income now, up from 1.7%."
)
ROUND = (
    "Mistral Robotics raised $90 million in a round led by Como Capital that values the start-up at $1.1 billion, bringing its total funding to $240 million."
)
HARM = "The collapse killed 14 people and injured 37, officials said; six are missing and 220 were evacuated."
TERMS = "Yields on two-year notes rose to 4.1% and those on 10-year bonds to 4.6%."
AWARD = "A court ordered Penrose Media to pay €12 million in damages to Ambleside Press, which had sought €45 million."
MUSIC = "截至6月末，蓝鲸音乐月活跃用户2.1亿，付费用户3860万，同比增长14%，每付费用户月均收入11.2元。"
STAKE = "Vantor Holdings raised its stake in Kelso Ports to 31% from 24%, paying 4.10 pounds a share. It becomes the largest shareholder."
PARTS = "Orlova Group reported second-quarter revenue of $9.3 billion, up 6%. Cloud revenue rose 31% to $2.2 billion and advertising sales fell 4%."
DAYS = "The service starts in Singapore on 3 May and in Malaysia on 17 June, the company said."
PHASES = "The first phase of the plant makes 40,000 tonnes a year; the second phase, due in 2027, will add 65,000 tonnes."
GUIDED = "The company forecast fourth-quarter revenue of $7.7 billion, compared with the $7.55 billion analysts had expected."
BUDGET = "The bridge cost 1.9 billion kronor, against an original budget of 1.2 billion kronor, and opened 14 months late."
DEAL = "Ivory Foods agreed to buy all of Solace Snacks in a deal valuing it at $3.2 billion. Solace had revenue of $1.1 billion last year."
SHARE = "数据显示，9月末移动支付业务量同比增长8.3%；网上支付占电子支付的18%。"


def _row(source: str, claim: str, names: Pairs = ()) -> dict[str, Any]:
    languages = ["zh" if any("\u4e00" <= character <= "\u9fff" for character in text) else "en" for text in (source, claim)]
    return {
        "source": source,
        "source_language": languages[0],
        "anchor": "2026-08-20",
        "claim": claim,
        "claim_language": languages[1],
        "names": names,
    }


def _codes(source: str, claim: str, names: Pairs = ()) -> list[str]:
    return [flag.code for flag in flags(_row(source, claim, names))]


CORVANE = (("科凡系统", "Corvane Systems"),)
TAMSIN = (("塔姆辛食品", "Tamsin Foods"),)
CARS = (("哈罗汽车", "Harrow Motors"), ("派克汽车", "Pike Auto"))
ROBOTS = (("米斯特机器人", "Mistral Robotics"), ("科莫资本", "Como Capital"))
PORTS = (("万托控股", "Vantor Holdings"), ("凯尔索港口", "Kelso Ports"))
ORLOVA = (("奥尔洛娃集团", "Orlova Group"),)
PRESS = (("彭罗斯传媒", "Penrose Media"), ("安布尔赛德出版社", "Ambleside Press"))


@pytest.mark.parametrize(
    ("source", "claim", "names"),
    [
        pytest.param(ORDERS, "科凡系统本季度收入增至51亿美元。", CORVANE, id="orders as revenue"),
        pytest.param(ORDERS, "Corvane's revenue rose to $5.1 billion in the quarter.", (), id="orders as revenue, English"),
        pytest.param(ORDERS, "科凡系统净利润为42亿美元。", CORVANE, id="revenue as profit"),
        pytest.param(YEARS, "塔姆辛食品2025年收入为7.65亿英镑。", TAMSIN, id="another year's"),
        pytest.param(YEARS, "Tamsin Foods had revenue of £820 million in 2024.", (), id="another year's, English"),
        pytest.param(RIVALS, "派克汽车的市场份额为14.2%。", CARS, id="a rival's share"),
        pytest.param(PLACES, "德国物价上涨3.4%。", (), id="another country's"),
        pytest.param(HALF, "Dongli Group's first-half revenue rose 21.6%.", (("Dongli Group", "东篱集团"),), id="a part's growth as the whole's"),
        pytest.param(HALF, "东篱集团上半年净利润增长8.3%。", (), id="revenue's growth as profit's"),
        pytest.param(HALF, "东篱集团上半年营业收入54亿元。", (), id="a part's revenue as the whole's"),
        pytest.param(PARTS, "奥尔洛娃集团云业务收入增长6%。", ORLOVA, id="the whole's growth as a part's"),
        pytest.param(PARTS, "奥尔洛娃集团广告销售增长31%。", ORLOVA, id="another part's"),
        pytest.param(BEFORE, "北极星银行3月底不良贷款率为1.9%。", (("北极星银行", "Lodestar Bank"),), id="the level before"),
        pytest.param(BEFORE, "Lodestar Bank has deposits of $39 billion.", (), id="the level before, English"),
        pytest.param(ROUND, "米斯特机器人完成11亿美元融资，由科莫资本领投。", ROBOTS, id="valuation as a sum raised"),
        pytest.param(ROUND, "米斯特机器人本轮融资2.4亿美元。", ROBOTS, id="all rounds as this one"),
        pytest.param(HARM, "坍塌造成37人死亡。", (), id="the injured as dead"),
        pytest.param(TERMS, "10年期国债收益率升至4.1%。", (), id="another term's"),
        pytest.param(AWARD, "法院判令彭罗斯传媒赔偿安布尔赛德出版社4500万欧元。", PRESS, id="what was asked for as awarded"),
        pytest.param(
            MUSIC, "Blue Whale Music had 210 million paying users at the end of June.", (("Blue Whale Music", "蓝鲸音乐"),), id="users as paying ones"
        ),
        pytest.param(STAKE, "万托控股购入凯尔索港口31%的股份。", PORTS, id="what a stake came to as bought"),
        pytest.param(DAYS, "该服务5月3日在马来西亚上线。", (), id="another place's day"),
        pytest.param(PHASES, "工厂二期项目年产4万吨。", (), id="another phase's"),
        pytest.param(GUIDED, "公司预计第四季度营收约为75.5亿美元。", (), id="what analysts expected"),
        pytest.param(BUDGET, "大桥耗资12亿克朗。", (), id="the budget as the cost"),
        pytest.param(SHARE, "Online payments made up 8.3% of electronic payments.", (), id="a growth as a share"),
    ],
)
def test_a_figure_put_to_the_wrong_thing_is_flagged(source: str, claim: str, names: Pairs) -> None:
    assert _codes(source, claim, names) == ["figure-misbound"]


@pytest.mark.parametrize(
    ("source", "claim", "names"),
    [
        (ORDERS, "科凡系统本季度订单增长12%，达51亿美元，收入增长7%至42亿美元。", CORVANE),
        (ORDERS, "Corvane's net profit dropped to $310 million even as orders rose 12%.", ()),
        (YEARS, "塔姆辛食品2024年营收7.65亿英镑。", TAMSIN),
        (YEARS, "Tamsin Foods had revenue of £820 million in 2025.", ()),
        (RIVALS, "派克汽车的市场份额为12.9%，哈罗汽车为14.2%。", CARS),
        (PLACES, "西班牙物价上涨3.4%，法国通胀率为1.8%。", ()),
        (HALF, "东篱集团上半年海外收入同比增长21.6%，快于总收入的8.3%。", ()),
        (HALF, "Overseas revenue at Dongli Group grew 21.6% to 5.4 billion yuan.", (("Dongli Group", "东篱集团"),)),
        (PARTS, "奥尔洛娃集团第二季度营收93亿美元，增长6%；云业务收入增长31%。", ORLOVA),
        (BEFORE, "北极星银行不良贷款率由1.9%降至1.4%。", (("北极星银行", "Lodestar Bank"),)),
        (BEFORE, "Lodestar Bank's bad-loan ratio was 1.9% a year ago.", ()),
        (BEFORE, "手续费目前占其收入的2.3%。", ()),
        (ROUND, "米斯特机器人完成9000万美元融资，估值达11亿美元，累计融资2.4亿美元。", ROBOTS),
        (HARM, "事故已致37人受伤，220人被疏散。", ()),
        (TERMS, "两年期收益率升至4.1%，10年期升至4.6%。", ()),
        (AWARD, "安布尔赛德出版社索赔4500万欧元，最终获赔1200万欧元。", PRESS),
        (MUSIC, "Blue Whale Music had 38.6 million paying users at the end of June, up 14%.", (("Blue Whale Music", "蓝鲸音乐"),)),
        (STAKE, "万托控股对凯尔索港口的持股升至31%。", PORTS),
        (DAYS, "该服务5月3日在新加坡上线，6月17日在马来西亚上线。", ()),
        (GUIDED, "公司预计第四季度营收77亿美元，高于分析师预期的75.5亿美元。", ()),
        (BUDGET, "大桥耗资19亿克朗，原预算为12亿克朗。", ()),
        (DEAL, "象牙食品同意以32亿美元收购索拉斯零食。", (("象牙食品", "Ivory Foods"), ("索拉斯零食", "Solace Snacks"))),
        (DEAL, "索拉斯零食去年收入为11亿美元。", (("索拉斯零食", "Solace Snacks"),)),
    ],
)
def test_a_figure_told_of_its_own_thing_is_left_alone(source: str, claim: str, names: Pairs) -> None:
    assert "figure-misbound" not in _codes(source, claim, names)


def test_the_flag_shows_the_figure_that_the_source_has_for_it() -> None:
    (flag,) = flags(_row(ORDERS, "Corvane's revenue rose to $5.1 billion in the quarter."))
    assert (flag.severity, flag.words, flag.nearest) == ("HIGH", "$5.1 billion", "$4.2 billion")
    assert flag.sentence.startswith("Corvane Systems said orders")


def test_without_another_figure_for_it_nothing_is_said() -> None:
    assert _codes("Corvane Systems said orders rose to $5.1 billion.", "科凡系统收入增至51亿美元。", CORVANE) == []


def test_special_forms_agree_with_the_general_one_but_not_with_each_other() -> None:
    def keys(words: str) -> frozenset[str]:
        return mentions(words, "measure")[0].keys

    assert agree(keys("净利润"), keys("profit"))
    assert agree(keys("销量"), keys("sales"))
    assert not agree(keys("net income"), keys("毛利润"))
    assert not agree(keys("进出口额"), keys("exports"))


@pytest.mark.parametrize("piece", ["revenue rose 5% ", "收入增长5%", "from $5 a share to ", "the $7 analysts ", "其中", "stake in A to 5% "])
def test_time_stays_linear_on_hostile_text(piece: str) -> None:
    def spent(times: int) -> float:
        source = f"{piece * times}. Orders rose 4%, revenue 5%."
        began = time.process_time()
        flags(_row(source, "收入增长4%。" if piece.isascii() else "Revenue rose 4%."))
        return time.process_time() - began

    spent(10)
    short, long = spent(400), spent(1600)
    assert long < 12 * max(short, 0.05)
