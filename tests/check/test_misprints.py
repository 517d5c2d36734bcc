"""A misprint of a source's figure is flagged though it adds up by chance; what the sentence says is reckoned stays quiet."""

from __future__ import annotations

import pytest

from tests.check.test_reckoning import _flagged

ORELLE = "Orelle Foods said revenue rose to $1,708 million from $1,436 million. It opened 60 shops and closed ten. Marketing took $1,000 million."
DRUGS = "The new drug cut the risk by 38%. In the first group 25 of 100 patients fell ill, of the second 63. Nausea was seen in 10% of them."
BANKS = "央行将利率从4.5%下调至4.25%，预计通胀为2.4%，经济增长1.9%。失业率为5.2%，同比上升0.3个百分点。"
FUNDS = "股票基金流入84亿元，债券基金流入56亿元，货币基金流出315亿元，黄金基金流入11亿元。"
RATES = "Core prices were up 1.3% from a year earlier, services 0.8%, food 0.5%. The jobless rate stood at 6.1%."
PHONES = "Tarn Labs released Tarn 3.5 on Tuesday; it beat Tarn 2 in seven of ten tests. It cites Article 28 of the code."
DAYS = "Shares closed at their highest since 19 June. It was the second outage in five weeks and came on Monday, 20 July. Customers get credits for their July bill."
LEASE = "公司今年5月9日起停牌，原定14个交易日内复牌。租约自2026年3月1日起，为期两年。"
YENS = "Exports left a surplus of ¥320 billion. The fund has T$23.7 billion ($752 million). Its fee is 0.35%."

WRONG_AND_RIGHT = [
    # a digit wrong, which some step leads to
    (ORELLE, "Orelle Foods' revenue rose to $2,708 million.", "Orelle Foods' revenue rose by $272 million to $1,708 million."),
    (ORELLE, "Orelle Foods opened 70 shops.", "Orelle Foods has 50 shops more than before."),
    (ORELLE, "奥雷尔食品营收达27.08亿美元。", "奥雷尔食品营收比此前多出2.72亿美元。"),
    (DRUGS, "新药使风险降低48%。", "新药使风险降低38%。"),
    (DRUGS, "In the first group 35 of 100 patients fell ill.", "In the two groups together 88 patients fell ill."),
    (BANKS, "The central bank expects inflation of 3.4%.", "The central bank cut its rate by 0.25 percentage points."),
    (BANKS, "央行预计经济增长2.9%。", "央行下调利率0.25个百分点。"),
    (FUNDS, "股票基金流入94亿元。", "股票、债券和黄金基金合计流入151亿元。"),
    (FUNDS, "Bond funds took in 6.6 billion yuan.", "Bond and gold funds together took in 6.7 billion yuan."),
    # points where the source has per cent
    (RATES, "Food prices were up 0.5个百分点 from a year earlier.", "Core price growth was 0.5 percentage points above that of services."),
    (RATES, "食品价格同比上涨0.5个百分点。", "核心物价涨幅比服务高出0.5个百分点。"),
    (RATES, "Services prices were up 0.8 percentage points.", "Food inflation was 0.8 percentage points below the core rate."),
    (BANKS, "失业率为5.2个百分点。", "失业率同比上升0.3个百分点。"),
    (BANKS, "The economy will grow by 1.9 percentage points.", "The rate was cut by 0.25 of a percentage point."),
    # numbers to names
    (PHONES, "It beat Tarn 4 in seven of ten tests.", "It beat Tarn 2 in seven of ten tests."),
    (PHONES, "新模型在十项测试中有七项胜过Tarn 6。", "新模型在十项测试中有七项胜过Tarn 2。"),
    (PHONES, "Tarn Labs released Tarn 4.5.", "Tarn Labs released Tarn 3.5."),
    (PHONES, "Tarn 5.5周二发布。", "Tarn 3.5发布。"),
    (PHONES, "It cites Article 38 of the code.", "It cites Article 28 of the code."),
    ("Keelson published version 2.9 on Tuesday. Keelson 3.0 is planned for June.", "Keelson 4.9周二发布。", "Keelson 2.9周二发布。"),
    # a date wrong, so many weeks from another
    (DAYS, "Shares closed at their highest since 19 August.", "Shares closed at their highest since 19 June."),
    (DAYS, "股价创6月29日以来新高。", "股价创6月19日以来新高。"),
    (DAYS, "Customers get credits in August 2026.", "Customers get credits in July 2026."),
    (DAYS, "客户8月账单将获抵扣。", "客户7月账单将获抵扣。"),
    (LEASE, "The lease runs from 1 March 2027.", "The lease ends on 29 February 2028."),
    # what a sign or a fee may be
    (YENS, "贸易顺差3200亿韩元。", "贸易顺差3200亿日元。"),
    (YENS, "The fund has €752 million.", "The fund has $752 million."),
    (YENS, "基金规模7.52亿欧元。", "基金规模7.52亿美元。"),
    (YENS, "基金费率为0.35个百分点。", "基金费率为0.35%。"),
    (YENS, "Its fee is 0.35 percentage points.", "Its fee is 35 basis points."),
]


@pytest.mark.parametrize(("source", "wrong"), [(source, wrong) for source, wrong, _ in WRONG_AND_RIGHT])
def test_a_misprint_is_flagged(source: str, wrong: str) -> None:
    assert _flagged(source, wrong, "2026-07-22")


@pytest.mark.parametrize(("source", "right"), [(source, right) for source, _, right in WRONG_AND_RIGHT])
def test_its_right_twin_is_left_alone(source: str, right: str) -> None:
    assert not _flagged(source, right, "2026-07-22")
