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
        (
            "芯片商奥林起诉前供应商万崔克斯窃取设计，后者予以否认。",
            "Vantrix has been sued by Orrin, a former customer.",
            "Orrin accuses Vantrix of having stolen designs.",
        ),
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
        (
            "工会称，凯尔索钢铁有410个岗位面临风险。",
            "凯尔索钢铁下调利润预期，工会称410个岗位岌岌可危。",
            "The Foundry Workers' Union says 410 jobs are at risk at Kelso Steel.",
        ),
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
        (
            "Larkpay has applied for a Maltese banking licence.",
            "Osprey Money dropped its own application in March.",
            "云雀支付已在马耳他申请银行牌照，对手鱼鹰金钱3月撤回了类似申请。",
        ),
        ("Larkpay dropped its application for a banking licence in March.",),
    ),
    # Ranks.
    (
        "Brix unveiled the Brix Mini on Monday, its cheapest laptop yet at $299. It is the third maker to sell one under $300.",
        (("布里克斯", "Brix"),),
        (
            "布里克斯发布其迄今最便宜的笔记本电脑，售价299美元。",
            "Brix is the third maker to sell a laptop for less than $300.",
            "Brix unveiled its cheapest laptop.",
        ),
        (
            "布里克斯发布全球最便宜的笔记本电脑，售价299美元。",
            "Brix has unveiled the world's cheapest laptop.",
            "布里克斯成为首家推出300美元以下笔记本电脑的厂商。",
        ),
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
        (
            "Parsec did not infringe agency Framewell's copyright by training on its photographs, a Dublin court ruled.",
            "都柏林一法院裁定，帕塞克用弗雷姆韦尔的照片训练模型不构成侵权。",
        ),
        ("A Dublin court ruled that Parsec did not infringe copyright by training on photographs owned by Rowan Photographs.",),
    ),
    # Several at once.
    (
        "Payroll software maker Corvana said on Tuesday it would buy rival Tessel for $310 million in cash. Tessel's founder, Hanna Wirth, will run the combined unit. The deal follows Corvana's sale of its tax business to Ledgermore in March.",
        (
            ("科瓦纳", "Corvana"),
            ("泰塞尔", "Tessel"),
            ("莱杰莫尔", "Ledgermore"),
            ("汉娜·维尔特", "Hanna Wirth"),
        ),
        (
            "薪酬软件商科瓦纳将以3.1亿美元现金收购对手泰塞尔。",
            "科瓦纳3月把税务业务卖给了莱杰莫尔。",
            "泰塞尔创始人汉娜·维尔特将执掌合并后的部门。",
            "Tessel is being bought by Corvana, which sold its tax business to Ledgermore in March.",
            "Ledgermore bought Corvana's tax business in March.",
        ),
        ("泰塞尔将以3.1亿美元现金收购科瓦纳。",),
    ),
    (
        "瀚川云12月3日宣布，与北原银行签署五年期合作协议，为后者搭建信贷风控平台。此前，北原银行曾采购瀚川云的客服系统。竞争对手宁讯数据表示，将就招标结果提出异议。",
        (),
        (
            "瀚川云将为北原银行搭建信贷风控平台，合作期五年。",
            "宁讯数据将对北原银行的招标结果提出异议。",
            "北原银行此前已采购瀚川云的客服系统。",
        ),
        (),
    ),
    (
        "The competition authority fined chat app Pollo 42 million euros for forcing retailers to use its wallet. Pollo, owned by Brightlane, said it would appeal. Two smaller rivals, Zink and Omber, had complained.",
        (
            ("波罗", "Pollo"),
            ("布莱特莱恩", "Brightlane"),
        ),
        (
            "竞争监管机构因聊天应用波罗强制商户使用其钱包，对其罚款4200万欧元。",
            "布莱特莱恩旗下的波罗表示将上诉。",
            "Pollo was fined 42 million euros after complaints by Zink and Omber.",
            "Brightlane's Pollo will appeal against the fine.",
        ),
        (),
    ),
    (
        "Striker Jonas Vale has joined Porto Mare from Eastholm on a four-year contract worth 38 million euros, the club said. Eastholm will receive 15% of any later transfer fee.",
        (
            ("乔纳斯·韦尔", "Jonas Vale"),
            ("波尔图马雷", "Porto Mare"),
            ("伊斯特霍尔姆", "Eastholm"),
        ),
        (
            "前锋乔纳斯·韦尔以3800万欧元由伊斯特霍尔姆转会波尔图马雷，签约四年。",
            "伊斯特霍尔姆将获得其日后转会费的15%。",
            "Jonas Vale has left Eastholm for Porto Mare.",
        ),
        (),
    ),
    (
        "The court of appeal upheld a ruling that Mirabel Media must pay photographer Ines Calder 1.2 million dollars. Mirabel had argued that she had sold it the rights. The company can still go to the supreme court.",
        (
            ("米拉贝尔传媒", "Mirabel Media"),
            ("伊内斯·考尔德", "Ines Calder"),
        ),
        (
            "上诉法院维持原判，米拉贝尔传媒须向摄影师伊内斯·考尔德支付120万美元。",
            "伊内斯·考尔德将从米拉贝尔传媒获赔120万美元。",
            "Mirabel Media, which must pay Ines Calder $1.2 million, argued that she had sold it the rights.",
        ),
        ("伊内斯·考尔德须向米拉贝尔传媒支付120万美元。",),
    ),
    (
        "Solar maker Heliant passed Sunmark in the second quarter to become Europe's largest supplier of rooftop panels, Orla Research said. Sunmark still leads in revenue. Heliant shipped 1.9 gigawatts, Sunmark 1.7.",
        (
            ("赫利恩特", "Heliant"),
            ("桑马克", "Sunmark"),
        ),
        (
            "二季度，赫利恩特超越桑马克，成为欧洲最大的屋顶光伏板供应商。",
            "桑马克二季度出货1.7吉瓦，被赫利恩特超过。",
            "Heliant has overtaken Sunmark as Europe's largest supplier of rooftop panels.",
        ),
        (
            "桑马克超越赫利恩特，成为欧洲最大的屋顶光伏板供应商。",
            "赫利恩特成为全球最大的屋顶光伏板供应商。",
        ),
    ),
    (
        "国家电网旗下长风储能5月11日与智利矿企安托法集团签约，将向其位于阿塔卡马的铜矿供应1.2吉瓦时储能电池，这是长风储能迄今最大海外订单。",
        (),
        (
            "长风储能将向智利矿企安托法集团供应1.2吉瓦时储能电池。",
            "安托法集团的铜矿将使用长风储能供应的1.2吉瓦时电池。",
            "长风储能拿下其迄今最大的海外订单。",
        ),
        ("长风储能拿下全球最大的储能订单。",),
    ),
    (
        'Airline Nordavia said bookings rose 11% last month. "People are flying again," finance chief Tove Lind told analysts. Rival Kestavia, which reports next week, warned in June that demand was weak.',
        (
            ("诺达维亚", "Nordavia"),
            ("凯斯塔维亚", "Kestavia"),
            ("托弗·林德", "Tove Lind"),
        ),
        (
            "诺达维亚称上月预订量增长11%，首席财务官托弗·林德对分析师说：“人们又开始飞了。”",
            "“人们又开始飞了。”诺达维亚财务主管托弗·林德说。",
            'Nordavia\'s finance chief told analysts that "people are flying again".',
            "凯斯塔维亚6月曾警告需求疲软。",
        ),
        ("Kestavia said bookings rose 11% last month.",),
    ),
    (
        "The union IGW said its members at carmaker Dray would strike for 24 hours on Friday at all four German plants. Dray said it regretted the decision. Talks on a 6.5% pay rise broke down on Sunday.",
        (("德雷", "Dray"),),
        (
            "工会IGW称，德雷在德国的全部四家工厂将于周五罢工24小时。",
            "德雷对罢工决定表示遗憾。",
            "Workers at all of Dray's German plants will strike on Friday.",
        ),
        (),
    ),
    (
        "Insurer Mondrow is to close 60 of its 190 branches by 2028, with most of the cuts in the north. All staff affected will be offered other jobs, it said.",
        (("蒙德罗", "Mondrow"),),
        (
            "蒙德罗计划2028年前关闭190家网点中的60家，受影响员工都将获得其他岗位。",
            "Every employee affected will be offered another job.",
        ),
        (),
    ),
    (
        "Quantum start-up Pharo has raised £45 million in what it called Britain's largest early-stage round for the technology. Anselm Capital led; the state-backed Horizon Fund and Luma also invested.",
        (
            ("法罗", "Pharo"),
            ("安瑟姆资本", "Anselm Capital"),
            ("地平线基金", "Horizon Fund"),
        ),
        (
            "量子初创公司法罗融资4500万英镑，安瑟姆资本领投，官方背景的地平线基金等参投。",
            "法罗称这是英国该领域最大的一笔早期融资。",
            "Anselm Capital led the round, with Horizon Fund and Luma taking part.",
        ),
        (
            "地平线基金领投了法罗的4500万英镑融资。",
            "法罗完成全球最大的量子早期融资。",
        ),
    ),
    (
        "Police in Ghent said a fault in a lift motor caused the fire at the Belcor warehouse and ruled out arson. No one was hurt. Belcor expects to reopen half of the site next week.",
        (("贝尔科", "Belcor"),),
        (
            "警方排除纵火，称贝尔科仓库火灾由电梯电机故障引起。",
            "因电梯电机故障，贝尔科仓库起火，无人受伤。",
            "Belcor's warehouse fire was caused by a lift motor.",
        ),
        (
            "因有人纵火，贝尔科仓库起火。",
            "贝尔科预计下周重开整个园区。",
        ),
    ),
    (
        "澜星医疗公告，公司第二大股东曲江资本因自身资金需求，拟减持不超过2%股份。公司称，减持与公司经营无关。",
        (),
        (
            "曲江资本因自身资金需求，拟减持澜星医疗不超过2%股份。",
            "澜星医疗称，股东减持与公司经营无关。",
        ),
        ("因公司经营不佳，曲江资本拟减持澜星医疗股份。",),
    ),
    (
        "Chief executive Omar Teague will step down in June after nine years, retailer Larchwood said. He will be replaced by Priya Sandhu, who runs its online arm. Teague took over from his father in 2017.",
        (
            ("奥马尔·蒂格", "Omar Teague"),
            ("普里娅·桑杜", "Priya Sandhu"),
            ("拉奇伍德", "Larchwood"),
        ),
        (
            "零售商拉奇伍德首席执行官奥马尔·蒂格6月卸任，由普里娅·桑杜接替。",
            "普里娅·桑杜将接替奥马尔·蒂格，出任拉奇伍德首席执行官。",
            "Priya Sandhu will succeed Omar Teague as head of Larchwood.",
        ),
        (
            "奥马尔·蒂格将接替普里娅·桑杜，出任拉奇伍德首席执行官。",
            "Omar Teague will succeed Priya Sandhu as head of Larchwood.",
        ),
    ),
    (
        "10月贸易顺差842亿美元，出口同比增长6.3%，较9月放缓1.2个百分点；进口环比下降2.0%。对非洲出口增速最快。",
        (),
        (
            "10月出口同比增长6.3%，进口环比下降2%。",
            "10月出口增速比9月放缓1.2个百分点，对非洲出口增长最快。",
            "October exports rose 6.3% from a year earlier, while imports fell 2.0% from September.",
        ),
        (
            "10月出口环比增长6.3%。",
            "October imports fell 2.0% from a year earlier.",
        ),
    ),
    (
        "Streaming group Vantor added 3.1 million subscribers in the quarter, its best showing since 2021, and raised prices in eleven countries. Analysts at Corby & Pell had expected 2.4 million.",
        (("万托", "Vantor"),),
        (
            "万托本季新增订户310万，为2021年以来最佳表现，高于分析师预期的240万。",
            "Vantor added 3.1 million subscribers, the most since 2021.",
            "Corby & Pell's analysts had expected 2.4 million.",
        ),
        ("万托本季新增订户310万，创历史最佳。",),
    ),
    (
        "中国信通研究中心发布的榜单显示，2026年上半年，云算力服务商中启明云以31%的市占率居首，川岳云和Nimbus分列第二、第三。",
        (),
        (
            "启明云市占率31%，居国内云算力服务商之首。",
            "川岳云排名第二。",
            "上半年，Nimbus位居第三。",
        ),
        (),
    ),
    # Levels beside the earlier one.
    (
        "云帆算力招股书显示，2025年收入6.1亿元，净亏损3.20亿元，上年净亏损为4.45亿元。",
        (),
        ("云帆算力2025年净亏损收窄至3.2亿元。", "Yunfan's net loss narrowed to 320 million yuan in 2025.", "云帆算力2025年净亏损3.2亿元，上年为4.45亿元。"),
        ("云帆算力2025年净亏损扩大至3.2亿元。", "Yunfan's net loss widened to 320 million yuan in 2025."),
    ),
    (
        "Robot maker Tallis reported a net loss of 214 million crowns for the half on revenue of 890 million crowns, compared with a loss of 190 million crowns a year earlier.",
        (("塔利斯", "Tallis"),),
        ("塔利斯上半年净亏损扩大至2.14亿克朗。", "Tallis's net loss widened to 214 million crowns.", "塔利斯上半年收入8.9亿克朗。"),
        ("塔利斯上半年净亏损收窄至2.14亿克朗。", "Tallis's net loss narrowed to 214 million crowns."),
    ),
    # Whose part a noun names.
    (
        "Drone maker Avelin priced its offering at 32 zlotys. Kowal Bank and Meridian Securities are joint bookrunners; Tessera Capital is its largest shareholder.",
        (("阿维林", "Avelin"), ("科瓦尔银行", "Kowal Bank"), ("子午证券", "Meridian Securities"), ("泰塞拉资本", "Tessera Capital")),
        (
            "科瓦尔银行和子午证券为联席账簿管理人。",
            "With Kowal Bank and Meridian Securities as bookrunners, Avelin priced its offering at 32 zlotys.",
            "阿维林最大股东为泰塞拉资本。",
        ),
        ("泰塞拉资本为账簿管理人。", "Tessera Capital and Kowal Bank are the bookrunners."),
    ),
    (
        "东澜市中院认定，被告朗星科技未经授权使用原告青柠文化的画作，判赔42万元。",
        (),
        ("被告朗星科技须向原告青柠文化赔偿42万元。", "东澜中院判朗星科技赔偿青柠文化42万元。"),
        ("被告青柠文化须赔偿42万元。",),
    ),
    (
        "Carmaker Odalen is recalling 84,000 vans after a battery fault caused three fires. Supplier Teral Cells, which made the packs, apologised and said it would bear most of the cost. Regulators in Norway opened an inquiry; Sweden's agency said it was watching closely.",
        (
            ("奥达伦", "Odalen"),
            ("特拉尔电芯", "Teral Cells"),
        ),
        (
            "奥达伦因电池故障召回8.4万辆面包车。",
            "供应商特拉尔电芯致歉，称将承担大部分费用。",
            "挪威监管机构已展开调查，瑞典方面则表示正密切关注。",
            "Odalen is recalling 84,000 vans because of a battery fault.",
            "Teral Cells said it would pay for most of the recall by Odalen.",
        ),
        ("特拉尔电芯因电池故障召回8.4万辆面包车。",),
    ),
    (
        '"This is not a retreat," said Lena Okafor, who runs Brightside\'s European arm. The broker will leave six countries but keep all of its German branches. Chairman Per Dahl had told the FT in May that every market was safe.',
        (
            ("布莱特赛德", "Brightside"),
            ("莉娜·奥卡福", "Lena Okafor"),
        ),
        (
            "布莱特赛德欧洲业务负责人莉娜·奥卡福说：“这不是撤退。”",
            "布莱特赛德表示“这不是撤退”。",
            "布莱特赛德将保留全部德国网点，退出六个国家。",
            "Brightside is to leave six countries, and keeps every branch in Germany.",
        ),
        (),
    ),
    (
        "香江金管局5月20日公布，首季跨境理财通新增客户2.1万户，其中北向客户占六成。局方副总裁陈颂恩称，“需求比预期来得快”。数据平台衡鉴咨询预计全年将达10万户。",
        (),
        (
            "香江金管局副总裁陈颂恩称，“需求比预期来得快”。",
            "衡鉴咨询预计全年新增客户将达10万户。",
            "首季新增客户2.1万户，其中六成为北向客户。",
            "香江金管局称，跨境理财通需求快于预期。",
        ),
        (),
    ),
    (
        "The ministry approved Kelpie Wind's 900-megawatt farm off Harrow Bay on Monday, rejecting objections from the Skippers' League. It is the country's third offshore farm and its largest. The League said it might go to court.",
        (
            ("海藻风电", "Kelpie Wind"),
            ("哈罗湾", "Harrow Bay"),
        ),
        (
            "该部门周一批准海藻风电在哈罗湾外海建设90万千瓦风电场。",
            "这是该国第三座海上风电场，也是最大的一座。",
            "The Skippers' League, whose objections were rejected, may sue.",
            "Kelpie Wind's farm will be the country's largest at sea.",
        ),
        ("It will be the world's largest offshore farm.",),
    ),
    (
        "Foundry group Sarnow said it had agreed to license its packaging process to Kinross Micro, which will pay $70 million upfront. Sarnow's process cuts power use by a third, according to tests by Dell Institute.",
        (
            ("萨诺", "Sarnow"),
            ("金罗斯微电子", "Kinross Micro"),
        ),
        (
            "萨诺将把封装工艺授权给金罗斯微电子，后者预付7000万美元。",
            "据Dell Institute测试，萨诺的工艺可节电三分之一。",
            "Kinross Micro will pay Sarnow $70 million to license its packaging process.",
            "Kinross Micro is licensing a packaging process from Sarnow.",
        ),
        ("金罗斯微电子将把封装工艺授权给萨诺。",),
    ),
    (
        "Regional lender Talbot Bank named Ruth Amaro finance chief. Amaro joins from Weir & Co, where she was replaced last week by Ivan Holt.",
        (
            ("塔尔博特银行", "Talbot Bank"),
            ("露丝·阿马罗", "Ruth Amaro"),
            ("伊万·霍尔特", "Ivan Holt"),
        ),
        (
            "塔尔博特银行任命露丝·阿马罗为首席财务官。",
            "露丝·阿马罗在Weir & Co的职务上周由伊万·霍尔特接任。",
            "Ivan Holt replaced Ruth Amaro at Weir & Co last week.",
        ),
        ("露丝·阿马罗上周接替了伊万·霍尔特。",),
    ),
    (
        "法院裁定，晨光网络须停止使用“星野”商标，并公开致歉；星野传媒此前索赔3000万元，法院支持了其中的450万元。晨光网络称已收到判决书，正评估是否上诉。",
        (),
        (
            "晨光网络被判停用“星野”商标，向星野传媒赔偿450万元。",
            "晨光网络正评估是否上诉。",
            "法院支持了星野传媒450万元的索赔。",
        ),
        ("星野传媒正评估是否上诉。",),
    ),
    (
        'Rents in Calmere rose 4.8% in July from a year earlier, portal Homely said, and were 0.3% higher than in June. It was the slowest annual pace since early 2024. "Supply is finally catching up," said Homely economist Dita Voss.',
        (
            ("卡尔米尔", "Calmere"),
            ("迪塔·福斯", "Dita Voss"),
        ),
        (
            "房产平台Homely称，卡尔米尔7月租金同比上涨4.8%，环比上涨0.3%。",
            "卡尔米尔7月租金同比涨幅为2024年初以来最低。",
            "Homely经济学家迪塔·福斯说：“供应终于跟上来了。”",
            "Rents in Calmere rose 0.3% in July from June.",
        ),
        ("卡尔米尔7月租金环比上涨4.8%。",),
    ),
    (
        "Two of the five judges dissented. The court said Arden Telecom could keep the licence that regulator Ofnet had tried to revoke; Ofnet said it respected the ruling.",
        (("阿登电信", "Arden Telecom"),),
        (
            "法院裁定阿登电信可保留监管机构Ofnet试图吊销的牌照，五名法官中两人持异议。",
            "Ofnet表示尊重裁决。",
            "Arden Telecom keeps its licence, which Ofnet had tried to revoke.",
        ),
        (),
    ),
    (
        "中微航天11月8日将“远帆三号”送入太阳同步轨道，这是该公司今年第四次发射，也是国内商业火箭首次实现一级回收。公司创始人秦牧野说，明年计划发射十二次。",
        (),
        (
            "中微航天成功发射“远帆三号”，国内商业火箭首次实现一级回收。",
            "这是中微航天今年第四次发射。",
            "中微航天计划明年发射12次。",
            "创始人秦牧野称，明年计划发射十二次。",
        ),
        ("这是全球商业火箭首次实现一级回收。",),
    ),
    (
        "AI lab Kestra said on Friday it had fixed a flaw that let users see titles of other people's chats. It affected about 1.2% of subscribers, spokesman Noel Abara said. Rival Orbis suffered a similar leak in 2023.",
        (("凯斯特拉", "Kestra"),),
        (
            "人工智能公司凯斯特拉称已修复漏洞，约1.2%的订户受影响。",
            "Kestra says the flaw affected about 1.2% of subscribers.",
            "Orbis曾在2023年发生类似泄露。",
        ),
        (),
    ),
    (
        "Because of the strike, ferry line Norse Link cancelled every sailing between Aber and Holm on Sunday. Union leader Gwen Pryce said pay, not safety, was the issue.",
        (),
        (
            "因罢工，Norse Link取消了周日Aber与Holm之间的所有航班。",
            "工会领袖Gwen Pryce说，争议在于薪酬而非安全。",
            "Norse Link cancelled all of its Sunday sailings between Aber and Holm.",
        ),
        (),
    ),
    (
        "Grocer Weir replaced chief buyer Ruth Amaro with Ivan Holt last week. Aerolink leases eleven jets to Kestrel Air, which also rents two from Skyward.",
        (
            ("红隼航空", "Kestrel Air"),
            ("天际", "Skyward"),
        ),
        (
            "Ivan Holt has replaced Ruth Amaro as chief buyer at Weir.",
            "Ruth Amaro was replaced by Ivan Holt.",
            "Kestrel Air leases eleven jets from Aerolink.",
            "红隼航空租用Aerolink的11架飞机。",
            "红隼航空从天际租用两架飞机。",
            "Aerolink向红隼航空出租11架飞机。",
        ),
        (
            "Ruth Amaro has replaced Ivan Holt at Weir.",
            "Aerolink leases eleven jets from Kestrel Air.",
        ),
    ),
)
