"""Figures, dates, units and bounds told in other words or in the other language, by what is told; each with wrong twins. Invented.

(source, statement, the day of both).
"""

from __future__ import annotations

Case = tuple[str, str, str]
DAY = "2026-07-09"
"""A Thursday."""

RIGHT: dict[str, list[Case]] = {
    "pence and cents": [
        ("Harrow Mutual declared a final dividend of 14.2p, taking the payout to 21.5p, against 18p.", "哈罗互助派发末期股息14.2便士，全年21.5便士。", DAY),
        ("Shares in Oakham closed 22 per cent higher at 618p.", "奥克汉姆股价收于618便士，涨22%。", DAY),
        ("The stock rose 3 per cent to £6.18 in London, from 600p.", "股价由6英镑涨至6.18英镑。", DAY),
        ("奥克汉姆每股派息7.5便士。", "Oakham will pay a dividend of 7.5p a share.", DAY),
        ("A litre of petrol costs 142.9p, the motoring group RAQ said.", "每升汽油142.9便士。", DAY),
        ("The power tariff is 28.4 pence a unit.", "The tariff is 28.4p a unit.", DAY),
        ("It pays A$0.35 a share, 5c more than a year ago.", "每股派息0.35澳元，较一年前多5澳分。", DAY),
        ("The video is offered in 1080p.", "该视频为1080p。", DAY),
    ],
    "milligrams and the like": [
        ("About one in nine patients on the highest dose, 45mg, stopped taking it.", "服用45毫克最高剂量的患者里，约九分之一停药。", DAY),
        ("The label advises no more than 400 mg of caffeine a day.", "标签建议每日摄入咖啡因不超过400毫克。", DAY),
        ("每片含铁18毫克。", "Each tablet holds 18mg of iron.", DAY),
        ("The vial holds 250ml.", "每瓶250毫升。", DAY),
        ("Limits fall to 5 micrograms per cubic metre.", "限值降至每立方米5微克。", DAY),
        ("The mine shipped 3.2Mt of ore.", "该矿发运矿石320万吨。", DAY),
        ("The fire burned 1,200ha of forest.", "大火烧毁森林1200公顷。", DAY),
        ("新款手机电池容量6000毫安时。", "The new phone has a 6,000mAh battery.", DAY),
        ("A can holds 330mL.", "每罐0.33升。", DAY),
    ],
    "dollars of Taiwan": [
        ("Linyuan said January sales jumped 46% to T$23.7 billion ($752 million).", "林远1月销售额237亿新台币（约7.52亿美元），大增46%。", "2026-02-10"),
        ("It expects revenue of T$70 billion to T$73 billion.", "营收预计700亿至730亿新台币。", DAY),
        ("林远预计营收700亿元新台币。", "Linyuan expects revenue of T$70 billion.", DAY),
        ("The plant will cost NT$12bn.", "The plant will cost T$12 billion.", DAY),
        ("The fund put in T$900m and $30m.", "该基金投入9亿元新台币和3000万美元。", DAY),
    ],
    "points beside a level in per cent": [
        ("Its load factor rose 1.7 points to a record 88.3 percent.", "客座率提高1.7个百分点，至88.3%的新高。", DAY),
        ("Gross margin came in at 41.2 per cent, up 0.6 points.", "毛利率为41.2%，提高0.6个百分点。", DAY),
        ("Her approval rating slid three points to 39%.", "她的支持率下跌三个百分点至39%。", DAY),
        ("Turnout was 64%, 2.5 points lower than in 2022.", "投票率为64%，较2022年低2.5个百分点。", DAY),
        ("客座率提升1.7个百分点至88.3%。", "The load factor climbed 1.7 points to 88.3%.", DAY),
        ("The combined ratio improved by 4.7 points to 92.4 per cent.", "综合成本率改善4.7个百分点，至92.4%。", DAY),
        ("The purchasing index rose 1.7 points to 51.2.", "采购指数上升1.7点至51.2。", DAY),
        ("The index lost 12 points, or 0.3%, to 4,012.", "该指数下跌12点，跌幅0.3%，报4012点。", DAY),
    ],
    "above a level": [
        ("Revenue rose 28 per cent, the ninth quarter of growth above 25 per cent.", "增速已连续九个季度高于25%。", DAY),
        ("Vacancy stayed below 4 per cent.", "空置率仍低于4%。", DAY),
        ("The offer was priced at $27 a share, above the marketed range of $23 to $25.", "发行价每股27美元，高于23至25美元的推介区间。", DAY),
        ("The offer was priced at $21 a share, below its marketed range of $23 to $25.", "发行价每股21美元，低于23至25美元的推介区间。", DAY),
        ("Growth of 6.1% beat the forecast range of 5% to 5.5%.", "增速6.1%，高于5%至5.5%的预期区间。", DAY),
        ("发行价每股27美元，高于23至25美元的区间。", "It priced at $27 a share, above the range of $23 to $25.", DAY),
        ("Yields are higher than 5%.", "收益率高于5%。", DAY),
        ("The price is 12% higher than last year.", "价格比去年高出12%。", DAY),
        ("The price is 12% above the average.", "价格高于均值12%。", DAY),
    ],
    "weekdays": [
        ("The shares will begin trading on Friday under the ticker WREN.", "股票将于7月10日起交易。", DAY),
        ("Talks mediated by the conciliation service resume on Monday.", "Mediated talks restart on July 13.", DAY),
        ("The central bank is due to announce its decision on Wednesday.", "央行定于7月15日公布决定。", DAY),
        ("Turnout was 64 per cent, the federation said on Wednesday.", "The federation said on July 8 that turnout was 64 per cent.", DAY),
        ("两家公司将于周五签约。", "The two firms are to sign on July 10.", DAY),
        ("法院定于下周一开庭。", "The court will sit on July 13.", DAY),
        ("The court sits next Monday.", "法院7月13日开庭。", DAY),
        ("The board, which met on Monday, votes on the merger on Tuesday.", "董事会7月6日开会，7月14日就合并表决。", DAY),
        ("Voters go to the polls on Sunday.", "7月12日投票。", DAY),
    ],
    "the quarter told of": [
        (
            "Pinnara lifted its outlook after quarterly organic sales growth of 5.4%, the first quarter in two years in which volumes grew.",
            "当季有机销售额增长5.4%。",
            DAY,
        ),
        (
            "Third-quarter revenue was $4.86 billion. For the current quarter it guided to $5.2 billion.",
            "第三季度营收48.6亿美元，第四季度营收预计52亿美元。",
            "2025-10-30",
        ),
        ("Revenue rose to $12.4bn in the quarter to March. For the current quarter it guided for $13bn.", "公司预计本季度营收130亿美元。", "2026-04-23"),
        ("公司预计本季度营收130亿美元。", "It expects revenue of $13bn in the current quarter.", "2026-04-23"),
        ("公司预计第二季度营收130亿美元。", "It expects revenue of $13bn this quarter.", "2026-04-23"),
        ("For the current quarter it guided for $13bn.", "预计第二季度营收130亿美元。", "2026-04-23"),
        ("Second-quarter profit fell 3%, the first quarter since 2020 with a decline.", "第二季度利润下降3%。", DAY),
    ],
    "a year left out": [
        ("The older model will be retired on Sept. 30.", "The older model will be retired at the end of September 2026.", "2026-02-11"),
        ("旧型号将于9月30日停用。", "The older model goes at the end of September 2026.", "2026-02-11"),
        ("The older model will be retired on Sept. 30.", "旧型号将于2026年9月底停用。", "2026-02-11"),
        ("The pact expires on December 1.", "协议2026年12月到期。", "2026-02-11"),
        ("The pact expires on December 1.", "The pact expires in December 2026.", "2026-04-11"),
    ],
    "twelve months to a month": [
        (
            "In the year to February, rental income climbed by just over a fifth to $2.36bn.",
            "Rental income rose a little more than 20% to $2.36bn in the 12 months to February.",
            "2026-04-02",
        ),
        ("In the year to February, rental income climbed by just over a fifth.", "截至2月的12个月，租金收入增长略超20%。", "2026-04-02"),
        ("截至2月的12个月，租金收入增长21%。", "Rental income rose 21% in the year to February.", "2026-04-02"),
        ("截至2026年2月的一年里，租金收入增长21%。", "Rental income rose 21% in the 12 months to February 2026.", "2026-04-02"),
        ("Sales rose 9% in the twelve months ended March 31.", "Sales rose 9% in the year to March.", "2026-05-02"),
        ("Wages rose 4% in the year through April.", "Wages rose 4% in the 12 months through April.", "2026-05-22"),
        ("Net profit for the year ended March 31 was $40m.", "截至3月31日的财年净利润为4000万美元。", "2026-05-22"),
    ],
    "half of another year": [
        ("二期将于明年下半年动工。", "The second phase starts in the second half of 2026.", "2025-12-16"),
        ("Results are due in the second half of this year.", "结果将于2026年下半年公布。", DAY),
        ("二期将于明年初动工。", "The second phase starts in early 2027.", DAY),
        ("The second phase starts early next year.", "二期将于2027年初动工。", DAY),
        ("The second phase starts in the first quarter of next year.", "二期将于2027年第一季度动工。", DAY),
    ],
    "a figure, plus or minus": [
        ("It expects a gross margin of 24.5%, plus or minus half a point.", "It guides for a gross margin of between 24% and 25%.", DAY),
        ("For the current quarter it guided to revenue of $5.2 billion, plus or minus $150 million.", "预计营收介于50.5亿至53.5亿美元之间。", DAY),
        ("预计营收52亿美元，上下浮动1.5亿美元。", "It expects revenue of $5.05 billion to $5.35 billion.", DAY),
        ("It forecast revenue of $8.4 billion, plus or minus 2%.", "预计营收82.32亿至85.68亿美元。", DAY),
        ("Delivery takes 30 days, give or take five days.", "交付需25至35天。", DAY),
        ("The margin is 24.5% ± 0.5 percentage points.", "利润率为24%至25%。", DAY),
    ],
    "letters behind a figure": [
        ("二期建成后总算力将增至1万P。", "The second phase lifts computing power to 10,000P.", DAY),
        ("首期算力规模3,000P,PUE低至1.12。", "The first phase has 3,000P of computing power.", DAY),
        ("日均调用量达1.8万亿tokens。", "The models handle 1.8 trillion tokens a day.", DAY),
        ("日均调用量达1.8万亿 tokens。", "The models handle 1.8 trillion tokens a day.", DAY),
        ("The port moved 1.2 million TEUs.", "港口吞吐量120万TEU。", DAY),
        ("港口吞吐量120万TEU。", "The port handled 1.2 million TEUs.", DAY),
        ("The model was trained on 15 trillion tokens.", "模型用15万亿tokens训练。", DAY),
    ],
    "for each million": [
        ("Corvane cut the price to $1.25 per million input tokens from $2.50.", "每百万token由2.5美元降至1.25美元。", DAY),
        ("Corvane cut the price to $1.25 per million input tokens from $2.50.", "每百万 tokens 由2.5美元降至1.25美元。", DAY),
        ("Corvane charges $1.25 per million input tokens.", "Corvane每百万输入token收费1.25美元。", DAY),
        ("API价格降至每百万tokens 0.6元。", "The price falls to 0.6 yuan per million tokens.", DAY),
        ("It charges $2 a million characters.", "每百万字符2美元。", DAY),
        ("The rate is 12 per 1,000 births.", "每千例新生儿中有12例。", DAY),
        ("The rate is 31 per 100,000 people.", "每10万人中有31例。", DAY),
    ],
    "one year, one week": [
        ("日均调用量是去年同期的9倍，这是半年内第三次降价。", "Daily calls were nine times the level of a year earlier.", DAY),
        ("2025年末常住人口918.3万人，比上年末增加4.6万人，60岁及以上人口占比28.4%。", "常住人口为918.3万，一年多了4.6万人。", DAY),
        ("指数报1386.5点，较前一周下跌2.4%，连续第七周回落。", "指数报1386.5点，一周跌2.4%，已是七连跌。", DAY),
        ("研发历时9年，首年治疗费用约2.8万元。", "患者第一年用药要花约2.8万元。", DAY),
        ("Prices fell 2.4% from the previous week, a seventh straight decline after nine weeks of gains.", "价格一周下跌2.4%。", DAY),
        ("Treatment costs $30,000 in the first year; the trial took nine years.", "首年治疗费用3万美元，第一年最贵。", DAY),
        ("该店一个月多赚2000元，较上月增长8%，连续三个月增长。", "The shop earned 2,000 yuan more in a month.", DAY),
        ("产量环比增长3%，三个月来首次。", "Output grew 3% from a month earlier.", DAY),
        ("一年多来，公司已裁员三次。", "The company has cut staff three times in over a year.", DAY),
    ],
    "the month before": [
        ("2月调查失业率5.3%。企业就业人员周平均工作时间47.1小时，比上月减少1.9小时。", "1月份每周工作49小时，2月降到47.1小时。", "2026-03-18"),
        ("Retail sales in May rose 0.4% from the previous month.", "零售额较4月增长0.4%。", "2026-06-16"),
        ("5月新房价格环比上涨0.2%。", "New-home prices rose 0.2% from April.", "2026-06-16"),
        ("Sales slipped 3% from December.", "1月销售额环比下滑3%。", "2026-02-10"),
        ("第二季度营收217.5亿元，较上季度增长8.4%。", "Revenue rose 8.4% from the first quarter.", DAY),
    ],
    "one of so many": [
        ("About one in nine patients stopped.", "约九分之一的患者停药。", DAY),
        ("每五家门店中就有一家在海外。", "One in five stores is abroad.", DAY),
        ("Four in ten of its masts are in Portugal.", "其四成铁塔位于葡萄牙。", DAY),
        ("三分之一的客户逾期。", "One in three customers is late.", DAY),
        ("One out of every eight files held bank details.", "八分之一的文件含银行资料。", DAY),
    ],
    "a bound is no denial": [
        ("公司拟斥资不超过5亿港元回购股份。", "The company plans to spend up to HK$500 million buying back its shares.", DAY),
        ("公司拟收购不超过30%的股权。", "The company plans to acquire up to 30% of the equity.", DAY),
        ("The fund will buy no more than 5% of the bank.", "该基金将收购该行至多5%的股份。", DAY),
        ("公司将裁员不少于800人。", "The company will lay off at least 800 people.", DAY),
        ("公司拟发行不超过20亿元债券。", "The company plans to issue up to 2 billion yuan of bonds.", DAY),
        ("The firm intends to raise not more than $90m by selling shares.", "公司拟通过发售股份募资至多9000万美元。", DAY),
    ],
    "words in scare quotes": [
        (
            'Regulators ordered banks to stop describing crypto savings products as "deposits", warning of confusion.',
            "监管机构下令银行不得再把加密储蓄产品称作“存款”。",
            DAY,
        ),
        ('The firm calls the plan "Project Lantern" and its staff "guides".', "公司把员工称为“向导”。", DAY),
        ('Critics called the levy a "stealth tax".', "批评者称该税为“隐形税”。", DAY),
        ("公司把外卖员称作“伙伴”。", 'The company calls its couriers "partners".', DAY),
        ('He described the market as "frothy".', "他形容市场“有泡沫”。", DAY),
    ],
}

WRONG: dict[str, list[Case]] = {
    "pence and cents": [
        ("Harrow Mutual declared a final dividend of 14.2p, taking the payout to 21.5p, against 18p.", "哈罗互助派发末期股息12.4便士。", DAY),
        ("Shares in Oakham closed 22 per cent higher at 618p.", "奥克汉姆股价收于618英镑，涨22%。", DAY),
        ("Shares in Oakham closed at 618p.", "Oakham shares closed at 681p.", DAY),
    ],
    "milligrams and the like": [
        ("About one in nine patients on the highest dose, 45mg, stopped taking it.", "服用54毫克最高剂量的患者里，约九分之一停药。", DAY),
        ("About one in nine patients on the highest dose, 45mg, stopped taking it.", "服用45克最高剂量的患者里，约九分之一停药。", DAY),
        ("The vial holds 250ml.", "每瓶250升。", DAY),
        ("The mine shipped 3.2Mt of ore.", "该矿发运矿石32万吨。", DAY),
    ],
    "dollars of Taiwan": [
        ("Linyuan said sales jumped 46% to T$23.7 billion.", "林远销售额237亿美元。", DAY),
        ("Linyuan said sales jumped 46% to T$23.7 billion.", "林远销售额273亿新台币。", DAY),
        ("It expects revenue of T$70 billion.", "营收预计700亿港元。", DAY),
    ],
    "points beside a level in per cent": [
        ("Its load factor rose 1.7 points to a record 88.3 percent.", "客座率提高7.1个百分点，至88.3%的新高。", DAY),
        ("Its load factor rose 1.7 points to a record 88.3 percent.", "客座率提高1.7%，至88.3%的新高。", DAY),
        ("The index lost 12 points, or 0.3%, to 4,012.", "该指数下跌12个百分点。", DAY),
    ],
    "above a level": [
        ("Revenue rose 28 per cent, the ninth quarter of growth above 25 per cent.", "增速已连续九个季度低于25%。", DAY),
        ("Vacancy stayed below 4 per cent.", "空置率仍高于4%。", DAY),
        ("The offer was priced at $27 a share, above the marketed range of $23 to $25.", "发行价每股27美元，低于23至25美元的推介区间。", DAY),
        ("The offer was priced at $27 a share, above the marketed range of $23 to $25.", "发行价每股27美元，高于22至25美元的推介区间。", DAY),
    ],
    "weekdays": [
        ("The shares will begin trading on Friday under the ticker WREN.", "股票将于7月17日起交易。", DAY),
        ("Talks mediated by the conciliation service resume on Monday.", "Mediated talks restart on July 14.", DAY),
        ("Turnout was 64 per cent, the federation said on Monday.", "The federation said on July 13 that turnout was 64 per cent.", DAY),
        ("The unit was sold on Friday.", "该部门7月10日售出。", DAY),
        ("两家公司周五签约。", "The two firms signed on July 6.", DAY),
    ],
    "the quarter told of": [
        ("Third-quarter revenue was $4.86 billion. For the current quarter it guided to $5.2 billion.", "预计第二季度营收52亿美元。", "2025-10-30"),
        ("公司预计第二季度营收130亿美元。", "It expects revenue of $13bn in the third quarter.", "2026-04-23"),
        ("For the current quarter it guided for $13bn.", "预计第三季度营收130亿美元。", "2026-04-23"),
    ],
    "a year left out": [
        ("The older model will be retired on Sept. 30.", "The older model will be retired at the end of October 2026.", "2026-02-11"),
        ("旧型号将于9月30日停用。", "The older model goes at the end of September 2028.", "2026-02-11"),
    ],
    "twelve months to a month": [
        ("In the year to February, rental income climbed by a fifth.", "Rental income rose a fifth in the 12 months to March.", "2026-04-02"),
        ("In the six months to February, rental income climbed by a fifth.", "Rental income rose a fifth in the 12 months to February.", "2026-04-02"),
    ],
    "half of another year": [
        ("二期将于明年下半年动工。", "The second phase starts in the first half of 2026.", "2025-12-16"),
        ("二期将于明年下半年动工。", "The second phase starts in the second half of 2025.", "2025-12-16"),
    ],
    "a figure, plus or minus": [
        ("It expects a gross margin of 24.5%, plus or minus half a point.", "It guides for a gross margin of between 23% and 25%.", DAY),
        ("It guided to revenue of $5.2 billion, plus or minus $150 million.", "预计营收介于50亿至54亿美元之间。", DAY),
    ],
    "letters behind a figure": [
        ("二期建成后总算力将增至1万P。", "The second phase lifts computing power to 100,000P.", DAY),
        ("日均调用量达1.8万亿tokens。", "The models handle 1.8 billion tokens a day.", DAY),
        ("港口吞吐量120万TEU。", "The port handled 12 million TEUs.", DAY),
    ],
    "for each million": [
        ("Corvane cut the price to $1.25 per million input tokens.", "每百万token降至1.52美元。", DAY),
        ("Corvane cut the price to $1.25 per thousand input tokens.", "每百万token降至1.25美元。", DAY),
    ],
    "one year, one week": [
        ("研发历时9年，首年治疗费用约2.8万元。", "研发历时6年。", DAY),
        ("常住人口918.3万人，比上年末增加4.6万人。", "常住人口为918.3万，一年多了6.4万人。", DAY),
        ("指数较前一周下跌2.4%。", "指数一周跌4.2%。", DAY),
        ("Repairs took two years.", "维修用了一年多。", DAY),
    ],
    "the month before": [
        ("企业就业人员周平均工作时间47.1小时，比上月减少1.9小时。", "11月份每周工作49小时。", "2026-03-18"),
        ("5月新房价格环比上涨0.2%。", "New-home prices rose 0.2% from March.", "2026-06-16"),
    ],
    "one of so many": [
        ("About one in nine patients stopped.", "约五分之一的患者停药。", DAY),
        ("每五家门店中就有一家在海外。", "One in four stores is abroad.", DAY),
    ],
    "a bound is no denial": [
        ("公司不会回购股份。", "The company plans to buy back its shares.", DAY),
        ("公司拟斥资不超过5亿港元回购股份。", "The company plans to spend more than HK$500 million buying back its shares.", DAY),
        ("该基金不再收购该行股份。", "The fund will buy shares of the bank.", DAY),
    ],
    "words in scare quotes": [
        ("Regulators ordered banks to stop describing crypto savings products as savings.", "监管机构表示：“存款”一词不得使用。", DAY),
        ("Regulators warned of confusion.", "监管机构称广告“误导”。", DAY),
        ('The banks said they were "misleading savers with lies".', "银行称其“从未”误导。", DAY),
    ],
}
