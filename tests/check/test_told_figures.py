"""Figures as sentences tell them: bounds, levels, prices per unit, movements between two levels, sums; right pairs stay quiet, wrong ones do not."""

from __future__ import annotations

import pytest

from drafter.check.bounds import read
from drafter.check.told_for import per
from tests.bench.grounding_pairs import flags
from tests.check.figure_cases import RIGHT, WRONG

OURS = ("figure-", "date-", "unit-", "currency-", "comparator-", "rounding-", "direction-", "unparsed-")
LOSS = "Tessel reported a net loss of $386 million, compared with a loss of $410 million a year earlier."
TRADING = "Trading stopped at 09:15 and resumed at 11:40."
YEAR = "Repairs will take at least a year."
PRICE = "The price is 80 dollars a barrel, or about 590 dollars a tonne."
CUT = "The forecast was cut to 1.7% from 2.2%."
PLANT = "公司周四表示，将于2027年上半年在海外建厂。"
SHARE = "Cloud revenue was 20 million of 100 million in total, up 5%."


def _codes(source: str, claim: str, day: str = "2026-05-20") -> set[str]:
    return {code for code in _all_codes(source, claim, day) if code.startswith(OURS)}


def _all_codes(source: str, claim: str, day: str) -> set[str]:
    chinese = [not text.isascii() and any(character >= "\u4e00" for character in text) for text in (source, claim)]
    languages = ["zh" if each else "en" for each in chinese]
    row = {"source": source, "source_language": languages[0], "claim": claim, "claim_language": languages[1], "anchor": day}
    return {flag.code for flag in flags(row) if not flag.code.startswith("name-")}


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (LOSS, "Tessel净亏损收窄至3.86亿美元。"),
        ("Revenue came in at $5.1 billion against $5.4 billion expected by analysts.", "Tessel's revenue rose to $5.1 billion."),
        ("Shares of Tessel climbed to $21 from $18; the bonus fell to $21 from $30.", "Its shares climbed to $21."),
        ("截至5月末存款余额为95亿元，去年同期为82亿元。", "Deposits grew to 9.5 billion yuan at the end of May."),
        (PRICE, "价格为每桶80美元。"),
        ("公司日均处理包裹61.4万件。", "The company handles 614,000 parcels a day."),
        ("It costs 35 cents a minute, the Dublin firm said.", "每分钟收费0.35欧元。"),
        ("Inflation was 1.8%, below the central bank's 2% target.", "通胀率为1.8%，低于央行2%的目标。"),
        ("Coverage was 88%, short of the 95% needed.", "覆盖率88%，低于所需的95%。"),
        ("利率低于3%的警戒线。", "The warning line is 3%."),
        ("No fee is charged below $10,000.", "1万美元以下不收费。"),
        ("No fund may hold over 10% of a bank.", "任何基金持有一家银行的股份不得超过10%。"),
        ("The state would guarantee losses above A$4 billion a year.", "年损失超过40亿澳元的部分由州政府担保。"),
        ("Claims passed A$2.7 billion last week.", "索赔上周超过27亿澳元。"),
        ("Lawmakers passed a $3 billion package.", "议员通过30亿美元的方案。"),
        ("Farmers went to court over a 14-kilometre line.", "农户就一条14公里长的线路起诉。"),
        ("Fees are between 0.1% and 0.4%.", "Fees range from 0.1% to 0.4%."),
        ("Fees range from 0.1% to 0.4%.", "费率从0.1%到0.4%不等。"),
        (TRADING, "交易中断2小时25分钟。"),
        ("March's figure was revised to 1.2%.", "3月数据修正为1.2%。"),
        (YEAR, "维修至少需要一年。"),
        ("Repairs took a day.", "维修一天内完成。"),
        ("A refund took 1.8 days on average.", "Refunds come within two days on average."),
        ("平均用时1.8天，此前为9.5天。", "退税快了七天多。"),
        ("试点自今年1月起运行三个月，退税41.2亿元。", "The trial paid back 4.12 billion yuan in its first three months."),
        ("The plant will halve its output.", "工厂产量将减半。"),
        ("The test stops if fewer than one rider in fifty uses it.", "使用者不足五十分之一，测试就停止。"),
        ("About 4,800 people have signed up against a hoped-for 10,000.", "Fewer than half of the riders it hoped for have signed up."),
        ("The stake was cut from 15.37% to 12.02%.", "持股比例下降3.4个百分点。"),
        ("Of 1,200 posts, 180 will go.", "裁减15%的岗位。"),
        ("The limit falls from 120 km/h to 100 km/h.", "每小时限速由120公里降至100公里。"),
        ("短信骗局减少，投资骗局损失最大。", "投资骗局成了最大的一块。"),
        ("公司周四表示，下半年将在海外建厂。", "It will build a plant abroad in the second half of 2026."),
        ("He has lost just once in seven games.", "He lost one game out of seven."),
        ("双缴存家庭贷款最高额度由100万元上调至120万元。", "Couples can borrow up to 1.2 million yuan, up from 1 million."),
    ],
)
def test_right_pairs_stay_quiet(source: str, claim: str) -> None:
    assert not _codes(source, claim)


@pytest.mark.parametrize(
    ("source", "claim", "code"),
    [
        (LOSS, "Tessel净亏损扩大至3.86亿美元。", "direction-reversed"),
        ("截至5月末存款余额为82亿元，去年同期为95亿元。", "Deposits grew to 8.2 billion yuan at the end of May.", "direction-reversed"),
        (PRICE, "价格为每吨80美元。", "unit-changed"),
        ("定价为每盒298元，每月一盒。", "It is priced at 298 yuan a tablet.", "unit-changed"),
        ("年发电量约44亿千瓦时。", "It generates about 4.4 billion kilowatt-hours a month.", "unit-changed"),
        ("Fewer than 40 banks joined.", "超过40家银行加入。", "comparator-flipped"),
        (YEAR, "维修最多需要一年。", "comparator-flipped"),
        (CUT, "预测下调2.2个百分点至1.7%。", "unit-changed"),
        (TRADING, "交易中断3小时25分钟。", "figure-not-in-source"),
        (PLANT, "It will build a plant abroad in the second half of 2026.", "date-contradicted"),
        (SHARE, "云收入增长20%。", "figure-contradicted"),
        ("Card transactions fell for the fourth quarter in a row.", "Card transactions fell for the sixth time.", "figure-not-in-source"),
    ],
)
def test_wrong_pairs_are_flagged(source: str, claim: str, code: str) -> None:
    assert code in _codes(source, claim, "2026-07-16")


@pytest.mark.parametrize(
    ("text", "language", "unit"),
    [
        ("a bid of 0.18 yuan per box", "en", "box"),
        ("€12/MWh", "en", "megawatt-hour"),
        ("it lost $3 million a month earlier", "en", ""),
        ("以每片0.18元中选", "zh", "tablet"),
        ("价格为80美元/桶", "zh", "barrel"),
        ("从2027年起每月可节省4500万美元", "zh", "month"),
        ("save $45 million annually", "en", "year"),
        ("每股派息政策未变，净利润2亿元", "zh", ""),
    ],
)
def test_what_a_figure_is_told_for(text: str, language: str, unit: str) -> None:
    assert [per(atom, text) for atom in read(text, language, None) if atom.kind in ("money", "count", "quantity")] == [unit]


@pytest.mark.parametrize(("source", "claim", "day"), [case for cases in RIGHT.values() for case in cases])
def test_what_is_told_in_other_words_stays_quiet(source: str, claim: str, day: str) -> None:
    assert not _all_codes(source, claim, day)


@pytest.mark.parametrize(("source", "claim", "day"), [case for cases in WRONG.values() for case in cases])
def test_its_wrong_twin_is_flagged(source: str, claim: str, day: str) -> None:
    assert _all_codes(source, claim, day)
