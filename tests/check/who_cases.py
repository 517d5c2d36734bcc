"""Who did it to whom, who said it, what rank and how much of it: invented sources, each with claims that it carries and claims that it does not."""

from __future__ import annotations

Case = tuple[str, tuple[tuple[str, str], ...], tuple[str, ...], tuple[str, ...]]

CASES: tuple[Case, ...] = (
    # (source, names, claims that it carries, claims that it does not)
    # Buying and selling.
    (
        "The owners of Tarn Valley Rovers have agreed to sell 30% of the club to the American fund Ostrey Partners. Ostrey will also lend the club £12 million.",
        (("奥斯特里", "Ostrey Partners"), ("塔恩谷流浪者", "Tarn Valley Rovers")),
        (
            "美国基金奥斯特里将买入塔恩谷流浪者30%的股权。",
            "奥斯特里同意收购足球俱乐部塔恩谷流浪者的三成股份。",
            "Tarn Valley Rovers' owners have agreed to sell 30% of the club to US fund Ostrey Partners.",
            "Ostrey Partners is to buy 30% of Tarn Valley Rovers.",
        ),
        ("塔恩谷流浪者同意收购美国基金奥斯特里30%的股权。", "Ostrey Partners has agreed to sell 30% of the fund to Tarn Valley Rovers."),
    ),
    (
        "Brightwater Foods, the listed snack maker, agreed to sell a quarter of its shares to the Japanese brewer Konoe for 900 million dollars.",
        (("布莱特沃特食品", "Brightwater Foods"), ("近江酿酒", "Konoe")),
        ("日本酒企近江酿酒将以9亿美元购入零食商布莱特沃特食品四分之一的股份。", "Konoe of Japan will buy a quarter of Brightwater Foods."),
        ("布莱特沃特食品将以9亿美元购入日本酒企近江酿酒四分之一的股份。",),
    ),
    (
        "Hospital group Cedarline is in talks to buy Northmoor Clinics, people close to the matter said. It would be its biggest acquisition.",
        (("雪松线", "Cedarline"), ("诺斯摩尔诊所", "Northmoor Clinics")),
        (
            "A takeover of Northmoor Clinics would be Cedarline's biggest acquisition.",
            "若成行，收购诺斯摩尔诊所将是雪松线最大的一笔并购。",
            "Northmoor Clinics may be bought by Cedarline.",
        ),
        ("Northmoor Clinics is in talks to buy Cedarline.", "诺斯摩尔诊所正洽购医院集团雪松线。"),
    ),
    (
        "云岭电气5月9日公告，拟以现金12亿元向东海重工收购泰和变压器51%股权，交易完成后泰和变压器将成为公司控股子公司。",
        (),
        ("云岭电气拟斥资12亿元，从东海重工手中买下泰和变压器51%的股权。", "东海重工拟将泰和变压器51%的股权卖给云岭电气，作价12亿元。"),
        ("东海重工拟斥资12亿元，从云岭电气手中买下泰和变压器51%的股权。",),
    ),
    # Courts.
    (
        "A court in Leeds on Friday ordered Corran Foods to pay £4 million to Bellweather Farms for breaching a supply contract. Corran said it would appeal.",
        (("科兰食品", "Corran Foods"), ("贝尔韦瑟农场", "Bellweather Farms")),
        (
            "英国利兹一家法院判令科兰食品向贝尔韦瑟农场支付400万英镑。",
            "A Leeds court found that Corran Foods had breached its contract with Bellweather Farms.",
            "贝尔韦瑟农场获赔400万英镑，科兰食品将上诉。",
            "Corran, which must pay Bellweather £4 million, plans to appeal.",
        ),
        (
            "英国利兹一家法院判令贝尔韦瑟农场向科兰食品支付400万英镑。",
            "Bellweather Farms must pay Corran Foods £4 million, a Leeds court ruled.",
            "贝尔韦瑟农场表示将提起上诉。",
        ),
    ),
    (
        "西陵市中级人民法院11月3日一审判决，被告朗声科技侵犯原告版权公司墨池文化的音乐作品信息网络传播权，赔偿86万元。朗声科技表示将上诉。",
        (),
        ("朗声科技因侵犯墨池文化版权，一审被判赔偿86万元，公司表示将上诉。", "西陵中院判朗声科技赔偿墨池文化86万元。"),
        ("墨池文化不服判决，表示将上诉。", "版权公司墨池文化表示将提起上诉。"),
    ),
    (
        "Chipmaker Orrin sued its former supplier Vantrix in Delaware on Tuesday, accusing it of stealing designs. Vantrix denied the claim.",
        (("奥林", "Orrin"), ("万崔克斯", "Vantrix")),
        ("芯片商奥林起诉前供应商万崔克斯窃取设计，后者予以否认。", "Vantrix has been sued by Orrin, a former customer.", "Orrin accuses Vantrix of having stolen designs."),
        ("万崔克斯在特拉华州起诉芯片商奥林窃取设计。", "Vantrix sued Orrin in Delaware over stolen designs."),
    ),
    # Posts.
    (
        "Harbour Mutual has named Elsa Brandvik as chief executive. Brandvik, 47, now heads its pensions arm. She succeeds Colm Doherty, who retires in May.",
        (("埃尔莎·布兰德维克", "Elsa Brandvik"), ("科尔姆·多尔蒂", "Colm Doherty"), ("海港互助", "Harbour Mutual")),
        (
            "海港互助任命埃尔莎·布兰德维克为首席执行官，接替5月退休的科尔姆·多尔蒂。",
            "埃尔莎·布兰德维克将接替科尔姆·多尔蒂出任海港互助首席执行官。",
            "Elsa Brandvik will replace Colm Doherty at the head of Harbour Mutual.",
            "Colm Doherty will be succeeded by Elsa Brandvik.",
        ),
        ("科尔姆·多尔蒂将接替埃尔莎·布兰德维克出任海港互助首席执行官。", "Colm Doherty is to replace Elsa Brandvik at the head of Harbour Mutual."),
    ),
    # Rounds.
    (
        "6月2日，澄湖机器人宣布完成3亿元B轮融资，由远山资本领投，金帆创投、湖州产投跟投，老股东白鹭基金继续加码。",
        (),
        ("澄湖机器人获3亿元B轮融资，远山资本领投，金帆创投等跟投。", "由远山资本领投，澄湖机器人完成3亿元B轮融资，老股东白鹭基金继续加码。"),
        ("澄湖机器人完成3亿元B轮融资，由老股东白鹭基金领投。", "澄湖机器人B轮融资3亿元，金帆创投领投，远山资本跟投。"),
    ),
    (
        "Battery start-up Ionik raised $80 million in a round led by Mistral Growth, with Kappa Ventures also taking part.",
        (("米斯特拉尔成长", "Mistral Growth"), ("卡帕创投", "Kappa Ventures")),
        ("电池初创公司Ionik融资8000万美元，米斯特拉尔成长领投，卡帕创投参投。", "Mistral Growth led an $80 million round for Ionik."),
        ("电池初创公司Ionik融资8000万美元，由卡帕创投领投。", "Ionik raised $80 million in a round led by Kappa Ventures."),
    ),
    # Who said it.
    (
        "Kelso Steel cut its profit forecast on Monday and will shut a furnace. The Foundry Workers' Union said 410 jobs were at risk; the company said it hoped to avoid layoffs.",
        (("凯尔索钢铁", "Kelso Steel"),),
        ("工会称，凯尔索钢铁有410个岗位面临风险。", "凯尔索钢铁下调利润预期，工会称410个岗位岌岌可危。", "The Foundry Workers' Union says 410 jobs are at risk at Kelso Steel."),
        ("凯尔索钢铁称，410个岗位面临风险。", "Kelso Steel said 410 jobs were at risk."),
    ),
    (
        'The ministry will cap rents from July. Housing Minister Ana Belmar said tenants had been heard, but the landlords\' federation, FLP, called the cap "a gift to nobody".',
        (("贝尔马", "Belmar"),),
        ("房东联合会FLP称这一上限“对谁都不是礼物”。", 'FLP, the landlords\' federation, called the cap "a gift to nobody".'),
        ("住房部长贝尔马称这一上限“对谁都不是礼物”。", 'Housing Minister Ana Belmar called the cap "a gift to nobody".'),
    ),
    (
        "岚桥股份董事长高远航3月4日否认公司将被并购的传闻，称“没有收到任何要约”。此前有媒体报道，天衡集团有意入主岚桥股份。天衡集团未予置评。",
        (),
        ("岚桥股份董事长高远航称“没有收到任何要约”。", "岚桥股份否认将被并购，称“没有收到任何要约”；天衡集团未予置评。"),
        ("天衡集团否认有意入主岚桥股份，称“没有收到任何要约”。",),
    ),
    (
        'Cloud host Pellano apologised on Thursday. "We moved too fast," chief executive Dora Linden said. Analyst Marek Holub of Vesta Research called the outage "an accident waiting to happen".',
        (("多拉·林登", "Dora Linden"), ("马雷克·霍卢布", "Marek Holub"), ("佩拉诺", "Pellano")),
        (
            "佩拉诺首席执行官多拉·林登说：“我们走得太快了。”",
            "佩拉诺表示：“我们走得太快了。”",
            'Pellano said it had "moved too fast".',
            "维斯塔研究分析师马雷克·霍卢布称这次中断是“迟早要出的事故”。",
        ),
        ('"We moved too fast," said analyst Marek Holub.', 'Dora Linden called the outage "an accident waiting to happen".'),
    ),
    (
        "Aviation group Stellan said on Monday that it would cut 1,100 jobs. Its rival Norrvik, which is hiring 700 engineers, declined to comment.",
        (("斯特兰", "Stellan"), ("诺尔维克", "Norrvik")),
        ("斯特兰称将裁员1100人；对手诺尔维克则在招聘700名工程师。", "Stellan, the aviation group, is to cut 1,100 jobs.", "Norrvik is hiring 700 engineers."),
        ("诺尔维克称将裁员1100人。", "Norrvik said it would cut 1,100 jobs."),
    ),
    # Another one did it.
    (
        "Payments firm Larkpay has applied for a banking licence in Malta. A rival, Osprey Money, dropped a similar application in March.",
        (("云雀支付", "Larkpay"), ("鱼鹰金钱", "Osprey Money")),
        ("Larkpay has applied for a Maltese banking licence.", "Osprey Money dropped its own application in March.", "云雀支付已在马耳他申请银行牌照，对手鱼鹰金钱3月撤回了类似申请。"),
        ("Larkpay dropped its application for a banking licence in March.",),
    ),
    # Ranks.
    (
        "Brix unveiled the Brix Mini on Monday, its cheapest laptop yet at $299. It is the third maker to sell one under $300.",
        (("布里克斯", "Brix"),),
        ("布里克斯发布其迄今最便宜的笔记本电脑，售价299美元。", "Brix is the third maker to sell a laptop for less than $300.", "Brix unveiled its cheapest laptop."),
        ("布里克斯发布全球最便宜的笔记本电脑，售价299美元。", "Brix has unveiled the world's cheapest laptop.", "布里克斯成为首家推出300美元以下笔记本电脑的厂商。"),
    ),
    (
        "The health agency approved Solvix on Friday, the first time the vaccine has been cleared outside Korea. Canada is the fifth country in the programme to fund it.",
        (),
        ("这是疫苗Solvix首次在韩国以外获批。", "It is the first time that Solvix has been approved outside Korea.", "加拿大是该计划中第五个为其出资的国家。"),
        ("这是疫苗Solvix首次在全球获批。", "Canada is the first country in the programme to fund it.", "加拿大是该计划中首个为其出资的国家。"),
    ),
    (
        "Scientists say they have found a fish fossil about 480 million years old in Wales. The lead author called it well preserved.",
        (),
        ("科学家在威尔士发现约4.8亿年前的鱼类化石。", "A fish fossil some 480 million years old was found in Wales."),
        ("Scientists have found the oldest fish fossil ever in Wales.", "科学家在威尔士发现史上最古老的鱼类化石。"),
    ),
    (
        "报告称，二季度澜海以21.3%的份额位居第一，青舟和Kite分列二、三位，份额分别为18.0%和15.2%。",
        (),
        ("份额第一的澜海领先第二名青舟3.3个百分点。", "澜海居首，青舟排第二。", "Kite以15.2%的份额位列第三。"),
        ("青舟以21.3%的份额居首。",),
    ),
    # All or part.
    (
        "Printer maker Ashlin will cut 1,900 jobs. About half of them are in Canada, the company said, and most will go by June.",
        (("阿什林", "Ashlin"),),
        ("阿什林将裁减1900个岗位，约一半在加拿大。", "About half of the 1,900 jobs that Ashlin will cut are in Canada."),
        ("阿什林裁减的1900个岗位全部在加拿大。", "All of the 1,900 jobs that Ashlin will cut are in Canada."),
    ),
    (
        "The regulator said 9 of the 12 insurers it looked at had no plan. It did not name the three that had one.",
        (),
        ("监管机构检查的12家保险公司中有9家没有预案。", "Nine of the 12 insurers had no plan, the regulator said."),
        ("监管机构称，受检保险公司无一有预案。", "None of the insurers had a plan, the regulator said.", "监管机构称，受检的保险公司都没有预案。"),
    ),
    (
        "平湖支付宣布，小微商户的费率自4月1日起由0.35%降至0.25%，年交易额超过300万元的商户除外。",
        (),
        ("平湖支付将小微商户费率降至0.25%，大商户除外。", "4月1日起，平湖支付小微商户费率降至0.25%。"),
        ("平湖支付宣布，4月1日起所有商户的费率降至0.25%。",),
    ),
    (
        "Fund manager Orlan has agreed to buy a 35% stake in the Greek club Asteria for 60 million euros. The Kanaris family will keep a majority.",
        (("奥兰", "Orlan"), ("阿斯特里亚", "Asteria")),
        ("奥兰将以6000万欧元收购希腊俱乐部阿斯特里亚35%的股份。", "Orlan is buying 35% of Asteria, whose owners keep control."),
        ("Orlan has agreed to buy all of Asteria.", "奥兰同意全资收购希腊俱乐部阿斯特里亚。"),
    ),
    # What it is measured from.
    (
        "Flu cases in the Ardel region fell 19% in the second quarter from the previous three months, though they were still twice the level of a year earlier.",
        (("阿德尔", "Ardel"),),
        ("阿德尔地区二季度流感病例环比下降19%，但仍是一年前的两倍。", "Flu cases in Ardel fell 19% in the second quarter from the first."),
        ("阿德尔地区二季度流感病例同比下降19%。", "Flu cases in Ardel fell 19% in the second quarter from a year earlier."),
    ),
    (
        "Industrial output in Norland fell 0.8% in May from April, worse than forecast. Compared with May 2025, output was up 1.9%.",
        (("诺兰", "Norland"),),
        ("诺兰5月工业产出环比下降0.8%，同比增长1.9%。", "Norland's output fell 0.8% on the month in May and rose 1.9% on the year."),
        ("诺兰5月工业产出同比下降0.8%，逊于预期。", "Norland's output rose 1.9% in May from April."),
    ),
    (
        "11月1日至11日，飞驰速运累计揽收包裹4.1亿件，同比增长13.6%，其中11日当天揽收6200万件。",
        (),
        ("“双十一”期间，飞驰速运揽收包裹4.1亿件，同比增长13.6%。", "11月1日至11日，飞驰速运共揽收4.1亿件包裹，比去年同期增长13.6%。"),
        ("11月1日至11日，飞驰速运累计揽收包裹4.1亿件，环比增长13.6%。",),
    ),
    # Why.
    (
        "Gold miner Terrace cut its stake in Halyx to 6% from 11% on Monday. Terrace did not give a reason.",
        (("特雷斯", "Terrace"), ("哈利克斯", "Halyx")),
        ("特雷斯将所持哈利克斯股份由11%降至6%，未说明原因。", "Terrace cut its stake in Halyx to 6%."),
        ("因看淡金价，特雷斯将所持哈利克斯股份降至6%。", "Terrace cut its stake in Halyx because of weak gold prices."),
    ),
    (
        "华桥汽车5月6日公告，首席财务官邱明因个人原因辞职。公司强调，此次变动与媒体报道的召回事件无关。",
        (),
        ("华桥汽车首席财务官邱明因个人原因辞职。", "华桥汽车称邱明辞职与召回事件无关。"),
        ("受召回事件拖累，华桥汽车首席财务官邱明辞职。", "因召回事件，华桥汽车首席财务官邱明辞职。"),
    ),
    # Another's name.
    (
        "A court in Dublin ruled that software firm Parsec did not infringe copyright when it trained on photographs owned by agency Framewell.",
        (("帕塞克", "Parsec"), ("弗雷姆韦尔", "Framewell")),
        ("Parsec did not infringe agency Framewell's copyright by training on its photographs, a Dublin court ruled.", "都柏林一法院裁定，帕塞克用弗雷姆韦尔的照片训练模型不构成侵权。"),
        ("A Dublin court ruled that Parsec did not infringe copyright by training on photographs owned by Rowan Photographs.",),
    ),
)
