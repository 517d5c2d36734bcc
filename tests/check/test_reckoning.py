"""Derived figures and dates: what follows from the source by honest reckoning stays quiet, its near miss is flagged."""

from __future__ import annotations

import pytest

from tests.bench.grounding_pairs import flags
from tests.check.reckoned_cases import CASES

PAIRS = [
    (
        "Pinnara now expects earnings per share of $3.35-$3.45 for the year, up from $3.20-$3.30.",
        "The midpoint of Pinnara's guidance is $3.40.",
        "The midpoint of Pinnara's guidance is $3.38.",
        "2026-05-20",
    ),
    (
        "Pinnara now expects earnings per share of $3.35-$3.45 for the year, up from $3.20-$3.30.",
        "Pinnara每股收益指引的中点上调15美分。",
        "Pinnara每股收益指引的中点上调25美分。",
        "2026-05-20",
    ),
    ("公司预计全年营收在120亿元至130亿元之间。", "全年营收预期中值为125亿元。", "全年营收预期中值为127亿元。", "2026-05-20"),
    ("公司预计全年营收在120亿元至130亿元之间，上年为100亿元。", "按中值计算，营收将增长25%。", "按中值计算，营收将增长35%。", "2026-05-20"),
    (
        "It guided for revenue of between $12.9bn and $13.3bn, against $12.4bn in the March quarter.",
        "At the midpoint, revenue would be up 5.6%.",
        "At the midpoint, revenue would be up 7.6%.",
        "2026-05-20",
    ),
    ("Analysts' forecasts ranged from 40,000 to 90,000 jobs.", "Forecasts lay 50,000 jobs apart.", "Forecasts lay 60,000 jobs apart.", "2026-05-20"),
    ("成交额1.74万亿元，较前一交易日缩量2150亿元。", "成交额前一日约为1.96万亿元。", "成交额前一日约为1.53万亿元。", "2026-05-20"),
    ("Deposits rose by $1.2 billion to $9.8 billion in June.", "Deposits stood at $8.6 billion in May.", "Deposits stood at $11 billion in May.", "2026-07-20"),
    ("6月末存款余额98亿元，比5月末增加12亿元。", "5月末存款余额为86亿元。", "5月末存款余额为110亿元。", "2026-05-20"),
    (
        "Average working time was 47.1 hours a week in February, 1.9 hours less than in January.",
        "每周工作时间由1月的49小时降到47.1小时。",
        "每周工作时间由1月的48小时降到47.1小时。",
        "2026-05-20",
    ),
    (
        "7月全球气温比工业化前高1.21摄氏度，比最热的2024年7月低0.06摄氏度。",
        "2024年7月比工业化前高1.27摄氏度。",
        "2024年7月比工业化前高1.15摄氏度。",
        "2026-05-20",
    ),
    (
        "The unemployment rate rose 0.2 percentage points to 4.6% in May.",
        "April's unemployment rate was 4.4%.",
        "April's unemployment rate was 4.8%.",
        "2026-05-20",
    ),
    ("Sales rose 25% to $50 million.", "销售额此前为4000万美元。", "销售额此前为3750万美元。", "2026-05-20"),
    ("Sales rose 25% to $50 million last year.", "A year earlier sales came to $40 million.", "A year earlier sales came to $37.5 million.", "2026-05-20"),
    ("The price will be cut 20% from its current $250.", "新价格为200美元。", "新价格为230美元。", "2026-05-20"),
    ("The price will be cut by a fifth from its current $250.", "新价格为200美元。", "新价格为205美元。", "2026-05-20"),
    ("原价每月100元，现打八折。", "折后每月80元。", "折后每月88元。", "2026-05-20"),
    ("原价每月100元，现打八折。", "The price falls by 20 yuan a month.", "The price falls by 30 yuan a month.", "2026-05-20"),
    ("The $1.25 rate will be billed at a tenth for cached input.", "缓存输入按0.125美元收费。", "缓存输入按0.12美元收费。", "2026-05-20"),
    ("批处理半价，标准价格为每百万token 8元。", "批处理每百万token 4元。", "批处理每百万token 5元。", "2026-05-20"),
    (
        "管理层预计全年资本开支约460亿元，上年为310亿元。收入305亿元，同比增长26%。",
        "Capital spending will jump by about 48% this year.",
        "Capital spending will jump by about 58% this year.",
        "2026-05-20",
    ),
    ("Revenue was $86 million, against $69 million a year ago; margins widened by 12%.", "Revenue rose 25%.", "Revenue rose 35%.", "2026-05-20"),
    ("用户从320万增至480万，广告收入增长18%。", "用户增长五成。", "用户增长六成。", "2026-05-20"),
    ("用户从320万增至480万，广告收入增长18%。", "Users grew by half.", "Users grew by a third.", "2026-05-20"),
    ("The workforce will go from 9,000 to 6,000.", "员工将减少三分之一。", "员工将减少四分之一。", "2026-05-20"),
    ("Orders came to 1,240, compared with 310 a year earlier.", "订单是一年前的四倍。", "订单是一年前的五倍。", "2026-05-20"),
    ("Orders came to 1,240, compared with 310 a year earlier.", "Orders quadrupled from a year earlier.", "Orders tripled from a year earlier.", "2026-05-20"),
    ("去年新增站点240座，今年计划新增360座。", "今年新增站点将比去年多一半。", "今年新增站点将比去年多三成。", "2026-05-20"),
    ("Of the 4,800 applicants, 1,200 were admitted.", "四分之一的申请者获录取。", "三分之一的申请者获录取。", "2026-05-20"),
    ("Of the 4,800 applicants, 1,200 were admitted.", "录取率为25%。", "录取率为35%。", "2026-05-20"),
    (
        "Hackers stole records of 2.6 million patients, and for about one patient in eight, bank details.",
        "约32.5万名患者的银行信息被窃。",
        "约36.5万名患者的银行信息被窃。",
        "2026-05-20",
    ),
    ("A fine of up to 4% of worldwide annual turnover is possible; sales were €2.1bn last year.", "最高可罚8400万欧元。", "最高可罚9400万欧元。", "2026-05-20"),
    ("最高可处年营业额5%的罚款，公司去年营收为36亿元。", "The fine could reach 180 million yuan.", "The fine could reach 280 million yuan.", "2026-05-20"),
    (
        "Ferrolane secured 240 million euros in grants. It must repay a third of the money if it misses targets.",
        "若未达标须退还8000万欧元。",
        "若未达标须退还9000万欧元。",
        "2026-05-20",
    ),
    ("The fund holds $400 million, of which three quarters is in bonds.", "约3亿美元投在债券上。", "约2亿美元投在债券上。", "2026-05-20"),
    ("全市共有公交车8000辆，其中新能源车占六成。", "新能源公交车有4800辆。", "新能源公交车有5600辆。", "2026-05-20"),
    ("The survey covered 1,500 firms; two in five plan to hire.", "600家企业计划招聘。", "900家企业计划招聘。", "2026-05-20"),
    ("受访企业1500家，每五家就有两家计划扩招。", "600家企业计划扩招。", "750家企业计划扩招。", "2026-05-20"),
    ("受访者1500人，四成支持。", "600 respondents were in favour.", "650 respondents were in favour.", "2026-05-20"),
    ("The first phase costs $120 million and the second $95 million.", "两期合计2.15亿美元。", "两期合计2.25亿美元。", "2026-05-20"),
    ("甲公司裁员1200人，乙公司裁员800人。", "两家公司共裁员2000人。", "两家公司共裁员2200人。", "2026-05-20"),
    ("Of 42 seats, 25 went to the Greens and 12 to Labour.", "其余5席归其他党派。", "其余7席归其他党派。", "2026-05-20"),
    ("收入25亿元，成本18亿元。", "收入比成本多7亿元。", "收入比成本多9亿元。", "2026-05-20"),
    ("交易作价21.76亿元，其中现金支付6.53亿元，其余以发行股份支付。", "股份支付15.23亿元。", "股份支付14.23亿元。", "2026-05-20"),
    ("The vote was 61 to 38.", "A margin of 23 votes.", "A margin of 33 votes.", "2026-05-20"),
    ("The bill passed by 61 votes to 38.", "法案以23票的优势通过。", "法案以33票的优势通过。", "2026-05-20"),
    ("全年目标100亿元，前三季度完成68亿元。", "距全年目标还差32亿元。", "距全年目标还差42亿元。", "2026-05-20"),
    ("全年目标100亿元，前三季度完成68亿元。", "前三季度已完成全年目标的68%。", "前三季度已完成全年目标的78%。", "2026-05-20"),
    ("The company paid $36 million for 12 stores.", "平均每家店300万美元。", "平均每家店400万美元。", "2026-05-20"),
    ("Over 5 days 3,500 people were tested.", "日均检测700人。", "日均检测800人。", "2026-05-20"),
    ("公司全年净利润73亿元。", "公司日均盈利2000万元。", "公司日均盈利3000万元。", "2026-05-20"),
    ("全年售出3.6万辆。", "月均售出3000辆。", "月均售出4000辆。", "2026-05-20"),
    ("It sold 36,000 cars in 2025.", "It sold 3,000 cars a month on average.", "It sold 4,000 cars a month on average.", "2026-05-20"),
    ("The plant makes 400 tonnes a day.", "年产约14.6万吨。", "年产约18.6万吨。", "2026-05-20"),
    ("Users pay $12 a month.", "一年144美元。", "一年124美元。", "2026-05-20"),
    ("会员每月25元。", "会员每年300元。", "会员每年350元。", "2026-05-20"),
    ("The 180 workers will share a pool of $4.5 million.", "每人约2.5万美元。", "每人约3.5万美元。", "2026-05-20"),
    (
        "The firm failed to screen transactions between January 2021 and June 2023.",
        "About two and a half years of transactions went unscreened.",
        "About three and a half years of transactions went unscreened.",
        "2026-05-20",
    ),
    ("2021年1月至2023年6月期间，公司未作筛查。", "公司约两年半没有筛查。", "公司约三年半没有筛查。", "2026-05-20"),
    ("The strike began on 3 March and ended on 24 March.", "罢工持续三周。", "罢工持续五周。", "2026-05-20"),
    ("The strike began on 3 March and ended on 24 March.", "The strike lasted 21 days.", "The strike lasted 31 days.", "2026-05-20"),
    (
        "The project was approved in April 2024 and opened in October 2025.",
        "The project took a year and a half.",
        "The project took two and a half years.",
        "2026-05-20",
    ),
    ("项目2019年开工，2026年完工。", "项目历时七年。", "项目历时九年。", "2026-05-20"),
    ("She was born in 1984.", "现年42岁的她。", "现年45岁的她。", "2026-08-01"),
    ("公司成立于2011年。", "这家15年历史的公司裁员。", "这家20年历史的公司裁员。", "2026-08-01"),
    ("The consultation opens on 1 June and closes on 31 August.", "征求意见期为三个月。", "征求意见期为五个月。", "2026-05-20"),
    ("The concert started at 19:30 and ended at 22:00.", "演出持续两个半小时。", "演出持续三个半小时。", "2026-05-20"),
    ("The satellite will be in orbit for 18 months.", "卫星将在轨一年半。", "卫星将在轨两年半。", "2026-05-20"),
    ("The outage lasted 90 minutes.", "故障持续一个半小时。", "故障持续两个半小时。", "2026-05-20"),
    ("The ban takes effect on 1 March and lasts 90 days.", "禁令到5月30日结束。", "禁令到6月30日结束。", "2026-05-20"),
    ("The ban starts on 1 March and lasts two weeks.", "禁令3月15日解除。", "禁令3月22日解除。", "2026-05-20"),
    ("The comment period opened on 4 May and runs for 30 days.", "意见征集6月3日截止。", "意见征集6月13日截止。", "2026-05-20"),
    ("公告自6月12日起公示5个工作日。", "公示到6月18日结束。", "公示到6月25日结束。", "2026-05-20"),
    ("The firm has 10 working days from 8 May to reply.", "公司须在5月22日前答复。", "公司须在5月29日前答复。", "2026-05-20"),
    ("The licence, granted in May 2026, is valid for five years.", "许可证有效期至2031年5月。", "许可证有效期至2033年5月。", "2026-05-20"),
    ("The 10-year lease began in 2018.", "租约2028年到期。", "租约2029年到期。", "2026-05-20"),
    ("截至二季度末，偿付能力充足率为87.6%，较上季度末下降6.2个百分点。", "一季度末偿付能力充足率为93.8%。", "一季度末偿付能力充足率为81.4%。", "2026-05-20"),
    ("2月失业率为5.3%，较上月高0.1个百分点。", "1月失业率为5.2%。", "1月失业率为5.4%。", "2026-05-20"),
    (
        "Third-quarter revenue was $4.86 billion. For the current quarter it guided to $5.2 billion.",
        "第四季度营收预计为52亿美元。",
        "第四季度营收预计为62亿美元。",
        "2026-05-20",
    ),
    ("The road is 60 miles long.", "公路长约97公里。", "公路长约87公里。", "2026-05-20"),
    ("A trip of 3 hours.", "行程180分钟。", "行程200分钟。", "2026-05-20"),
    ("The site covers 500 acres.", "占地约200公顷。", "占地约300公顷。", "2026-05-20"),
    ("The farm has a capacity of 1,600 MW.", "装机容量1.6吉瓦。", "装机容量16吉瓦。", "2026-05-20"),
    ("It will close plants in Leeds, Hull, York and Derby.", "将关闭四座工厂。", "将关闭五座工厂。", "2026-05-20"),
    ("新店将开在成都、重庆和西安。", "将在三座城市开店。", "将在四座城市开店。", "2026-05-20"),
    (
        "The cabinet has Anders, Bohm and Castell as ministers without portfolio.",
        "There are three ministers without portfolio.",
        "There are four ministers without portfolio.",
        "2026-05-20",
    ),
    ("Deaths fell by 12 from 60 the year before.", "Deaths came to 48.", "Deaths came to 45.", "2026-05-20"),
    (
        "The tax is 3 cents a litre; the country uses 50 billion litres a year.",
        "The tax would bring in 1.5 billion dollars a year.",
        "The tax would bring in 2.5 billion dollars a year.",
        "2026-05-20",
    ),
    ("每股派息0.5元，总股本20亿股。", "派息总额10亿元。", "派息总额12亿元。", "2026-05-20"),
    ("It will issue 40 million shares at $15 each.", "The sale would raise $600 million.", "The sale would raise $700 million.", "2026-05-20"),
    ("Revenue was $500 million and profit $60 million.", "净利率为12%。", "净利率为15%。", "2026-05-20"),
    ("Growth slowed to 4.8% from 5.3%.", "增速回落0.5个百分点。", "增速回落0.8个百分点。", "2026-05-20"),
    ("Interest rates were cut by 25 basis points to 3.75%.", "利率由4%降至3.75%。", "利率由4.25%降至3.75%。", "2026-05-20"),
    ("连续三次各降息25个基点，利率现为3.75%。", "三次降息累计75个基点。", "三次降息累计100个基点。", "2026-05-20"),
    # a day and a length of time: to the day, or with its first day counted
    ("The ban starts on 4 March and lasts 90 days.", "禁令6月1日结束。", "禁令6月3日结束。", "2026-05-20"),
    ("The ban starts on 4 March and lasts 90 days.", "禁令6月2日结束。", "禁令5月31日结束。", "2026-05-20"),
    ("The firm must reply within 30 days of 4 May.", "公司须在6月3日前答复。", "公司须在6月2日前答复。", "2026-05-20"),
    ("判决于6月1日作出，当事人可在15日内上诉。", "The deadline to appeal is 16 June.", "The deadline to appeal is 15 June.", "2026-05-20"),
    ("首剂4月7日接种，第二剂在首剂满6个月后进行。", "The second dose is due on 7 October.", "The second dose is due on 17 October.", "2026-05-20"),
    ("股权登记日为9月18日，红利于登记日后第三个自然日发放。", "The dividend is paid on 21 September.", "The dividend is paid on 23 September.", "2026-09-01"),
    ("Service was switched off at 22:15 and restored at 06:45.", "服务中断八个半小时。", "服务中断七个半小时。", "2026-05-20"),
    ("It will open for 26 weeks from 4 July.", "从7月4日起开放半年。", "从7月4日起开放一年半。", "2026-05-20"),
    # a figure reckoned in the sentence, reckoned with
    ("The new dose costs $210, its rival $295.", "It undercuts its rival by $85, or about 29%.", "It undercuts its rival by $85, or about 39%.", "2026-05-20"),
    ("今年上半年净利润92亿元，其中今年一季度44亿元。", "二季度净利润48亿元，环比增长约9%。", "二季度净利润48亿元，环比增长约19%。", "2026-08-26"),
    ("The spread was 118 basis points, 27 tighter than first guided.", "最初指引为145个基点。", "最初指引为91个基点。", "2026-05-20"),
    ("每10股派发现金红利6元，总股本为20亿股。", "派现总额为12亿元。", "派现总额为14亿元。", "2026-05-20"),
    ("Its 7,200 volunteers were split equally between vaccine and placebo.", "每组3600人。", "每组4600人。", "2026-05-20"),
]


def _flagged(source: str, claim: str, day: str) -> list[str]:
    chinese = [any(character >= "\u4e00" for character in text) for text in (source, claim)]
    languages = ["zh" if each else "en" for each in chinese]
    row = {"source": source, "source_language": languages[0], "claim": claim, "claim_language": languages[1], "anchor": day}
    return [flag.message for flag in flags(row)]


@pytest.mark.parametrize(("source", "claim", "day"), [(source, right, day) for source, right, _, day in PAIRS])
def test_what_follows_stays_quiet(source: str, claim: str, day: str) -> None:
    assert not _flagged(source, claim, day)


@pytest.mark.parametrize(("source", "claim", "day"), [(source, wrong, day) for source, _, wrong, day in PAIRS])
def test_what_does_not_follow_is_flagged(source: str, claim: str, day: str) -> None:
    assert _flagged(source, claim, day)


@pytest.mark.parametrize(("source", "claim", "day"), [(source, claim, day) for source, right, _, day in CASES for claim in right])
def test_what_an_editor_makes_of_it_stays_quiet(source: str, claim: str, day: str) -> None:
    assert not _flagged(source, claim, day)


@pytest.mark.parametrize(("source", "claim", "day"), [(source, claim, day) for source, _, wrong, day in CASES for claim in wrong])
def test_what_an_editor_gets_wrong_of_it_is_flagged(source: str, claim: str, day: str) -> None:
    assert _flagged(source, claim, day)
