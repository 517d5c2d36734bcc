"""A source's own figure told of another period, for another number of things, the other way round, or as a change that it is not."""

from __future__ import annotations

import pytest

from tests.check.test_reckoning import _flagged

NINE = "海棠新能源10月29日发布三季报，第三季度营收217.5亿元。前三季度累计出货电池86.4吉瓦时。员工降至4.1万人。"
QUARTER = "Sedge Wind sold 21.5 billion kilowatt-hours in the third quarter, the company said. Costs came to 9.8 million dollars in the first nine months."
SHARE = "董事会建议每10股派发现金红利1.85元（含税）。输入价格为每百万token 0.8元。"
TOKENS = "Prices start at €0.18 per million input tokens. The board proposed a dividend of 14 cents a share."
MORE = "云翎航空一季度旅客运输量为412万人次，同比增长9.6%；货运量同比下降4.2%。"
FELL = "Output rose 3.7% from a year earlier, while exports fell 6.4%."
LOSS = "2025年净亏损由上年的4.9亿元收窄至1.3亿元，毛利率缺口扩大了2.1亿元。"
GAP = "The gap narrowed to 240 million dollars, and the deficit of the north widened by 15 million dollars."

WRONG_AND_RIGHT = [
    (NINE, "海棠新能源第三季度出货电池86.4吉瓦时。", "海棠新能源前三季度出货电池86.4吉瓦时。"),
    (NINE, "Haitang shipped 86.4 GWh of batteries in the third quarter.", "Haitang shipped 86.4 GWh of batteries in the first three quarters."),
    (NINE, "海棠新能源前三季度营收217.5亿元。", "海棠新能源三季度单季营收217.5亿元。"),
    (NINE, "Haitang's revenue for the first three quarters was 21.75 billion yuan.", "Haitang's third-quarter revenue was 21.75 billion yuan."),
    (QUARTER, "塞奇风电前三季度售电215亿千瓦时。", "塞奇风电第三季度售电215亿千瓦时。"),
    (SHARE, "公司拟每股派发现金红利1.85元。", "公司拟每10股派发现金红利1.85元。"),
    (SHARE, "The board proposed a cash dividend of 1.85 yuan a share.", "The board proposed a cash dividend of 1.85 yuan per 10 shares."),
    (SHARE, "输入价格为每千token 0.8元。", "每百万token输入价格为0.8元。"),
    (TOKENS, "起价为每千个输入词元0.18欧元。", "起价为每百万个输入词元0.18欧元。"),
    (TOKENS, "Prices start at €0.18 per thousand tokens.", "Prices start at €0.18 per million tokens."),
    (TOKENS, "The dividend is 14 cents for every 10 shares.", "The dividend is 14 cents per share."),
    (
        MORE,
        "Yunling carried 4.12 million passengers, 9.6% less than a year earlier.",
        "Yunling carried 4.12 million passengers, 9.6% more than a year earlier.",
    ),
    (MORE, "Cargo was 4.2% more than a year earlier.", "Cargo was 4.2% less than a year earlier."),
    (MORE, "货运量同比增长4.2%。", "货运量同比下降4.2%。"),
    (FELL, "产出同比下降3.7%。", "产出同比增长3.7%。"),
    (FELL, "Exports were 6.4% higher than a year earlier.", "Exports were 6.4% lower than a year earlier."),
    (LOSS, "2025年净亏损收窄1.3亿元。", "2025年净亏损收窄至1.3亿元。"),
    (LOSS, "The net loss narrowed by 130 million yuan in 2025.", "The net loss narrowed to 130 million yuan in 2025."),
    (LOSS, "毛利率缺口扩大至2.1亿元。", "毛利率缺口扩大2.1亿元。"),
    (GAP, "缺口收窄了2.4亿美元。", "缺口收窄至2.4亿美元。"),
    (GAP, "The northern deficit widened to $15 million.", "The northern deficit widened by $15 million."),
]


@pytest.mark.parametrize(("source", "wrong"), [(source, wrong) for source, wrong, _ in WRONG_AND_RIGHT])
def test_what_is_told_otherwise_is_flagged(source: str, wrong: str) -> None:
    assert _flagged(source, wrong, "2025-11-02")


@pytest.mark.parametrize(("source", "right"), [(source, right) for source, _, right in WRONG_AND_RIGHT])
def test_what_is_told_so_is_left_alone(source: str, right: str) -> None:
    assert not _flagged(source, right, "2025-11-02")


@pytest.mark.parametrize(
    ("source", "right"),
    [
        (NINE, "今年前九个月，海棠新能源出货电池86.4吉瓦时。"),
        (NINE, "海棠新能源第三季度营收217.5亿元，前三季度出货电池86.4吉瓦时。"),
        (QUARTER, "Sedge Wind sold 21.5 billion kilowatt-hours between July and September."),
        (QUARTER, "In the third quarter, when costs rose, Sedge Wind sold 21.5 billion kilowatt-hours."),
        (SHARE, "每股派现0.185元。"),
    ],
)
def test_another_way_to_say_it_is_left_alone(source: str, right: str) -> None:
    assert not _flagged(source, right, "2025-11-02")
