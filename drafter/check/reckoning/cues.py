"""Words that tell what a figure of a statement is to the others: a sum, what is left, what was before, an average, reckoned by the writer."""

from __future__ import annotations

import re

TOTAL = re.compile(r"(?i)合计|总计|共|总|加起来|之和|累计|两项|三项|combined|total|together|sum|altogether|overall")
FALLS = re.compile(
    r"(?i)降(?!息|准)|跌|低(?!于)|短|慢|减|缩|收窄|便宜|优惠|(?<![至最不])少(?!于|数)|\b(?:shorten|slash|halv|trim)|\b(?:down|fell|fall|drop"
    r"|cut|lower|declin|shr[aiu]nk|narrow|less|fewer|short|below|under|slower|smaller|cheaper|eas(?:e|ing)|slip|slid|plung|tumbl|slump|discount|off\b)"
)
FORMER_NEAR = re.compile(
    r"(?i)此前|之前|前一|上[一个]|原价|多出|高出|少了|多了|差|相当于|\b(?:previous\w*|earlier|equivalent|gap|margin|difference|short of)\b"
)
FORMER = re.compile(
    r"(?i)预算(?!赤字|案|局|草案)|目标|预期|预测|原(?:定|来|先|本|计划)|此前|上次|去年|上年|上月|上季|\b(?:budget\w*|target\w*|goal|forecast\w*|expected"
    r"|previous\w*|earlier|before|original\w*|had been|planned|last|without (?:it|that|the)|otherwise|should have)\b|若非|如非|若无|如果没有|否则|本应|本该"
)
"""What a figure was before it changed by another."""
MOVED = re.compile(
    r"(?i)(?:同比|环比|增长|增加|增|上升|上涨|涨|升|提高|(?<![最新])高出?|多出|下降|下跌|跌|降|减少|(?<!裁)减|下滑)了?(?:约|近|逾|超过|高达)?$"
    r"|(?<!made )(?<!make )(?<!makes )\b(?:rose|grew|up|gained|increased|climbed|jumped|fell|down|dropped|declined|shrank|shrunk)"
    r"(?: by)?(?: (?:about|nearly|almost|around|some|more than|over))? ?$"
)
PART_BEHIND = re.compile(r"的| of\b")
"""A share told as growth is no part of a whole: rose 12%; cut 12% of the posts is."""
EACH = re.compile(r"(?i)\b(?:each|every|apiece|per|a piece|average)\b|[每各]|均价|平均|单[笔个家张台块]")
REST = re.compile(r"(?i)其余|余下|剩|另外?|未|没|不|others?|remain|rest|left|still|not|no\b|only|keep|kept|retain|hold|stay|保留|持有|仍")
REST_SAID = re.compile(r"(?i)其余|余下|剩|其他|另有|\b(?:others?|remain\w*|rest|balance|undecided)\b")
ADDED = re.compile(
    r"(?i)over (?:its|the|their|his|her)? ?(?:\w+ )?budget|on top of|\bplus\b|\bin addition"
    r"|\b(?:a )?further\b|\banother\b|\bextra\b|\badditional|more than (?:planned|budgeted)|另外?|追加|超支|此外|再"
)
LOSS, GAIN = re.compile(r"(?i)亏|净流出|逆差|\bloss|deficit|outflow"), re.compile(r"(?i)盈|利润|净流入|顺差|\bprofit|surplus|inflow|earn")
"""From a loss of 0.6 to a profit of 1.9 it is 2.5."""
NOW = re.compile(r"(?i)目前|现有|现在|此前|原有|原来|\b(?:now|currently|at present|before|until now|today|had)\b")
LONGER = re.compile(
    r"(?i)[上下]半年|[前头首][两二三四]个?季度?|[前头首][二三四五六七八九十\d]{1,2}个?月|全年|\b(?:(?:first|second) half|half[- ]year|(?:first"
    r"|opening) \w+ (?:months|quarters)|full[- ]year)\b"
)
"""A period that is made up of others: the first half of two quarters."""
MARGIN = re.compile(r"(?i)give or take|plus or minus|plus-or-minus|±|上下浮动|上下|正负|within")
SHARE = re.compile(r"(?i)占|比重|比例|份额|\b(?:share|proportion|account\w*|ma[dk]e?s? up|represent\w*|split)\b")
TOLD = re.compile(
    r"(?i)(?:[按以据照由]|根据|依)(?:此|这一|上述|目前)[^，。；]{0,6}?(?:计算|测算|推算|估算|算|速度|价格|比例|口径|节奏)?|推算|算下来|算来|粗略计算|折算|换算|回本|收回"
    r"|\b(?:by (?:our|that|this|my) \w+|work(?:s|ed|ing) out|impl(?:y|ies|ied|ying)|on (?:that|this) basis"
    r"|at (?:that|this) (?:rate|pace|price)|equates? to|translat\w+ (?:in)?to)\b"
)
"""The sentence says itself that it is reckoned."""
END_NAMED = re.compile(r"(?i)\b(?:ceiling|top|upper|high|bottom|lower|low)(?: end| price| limit| of)\b|[上下]限|顶格|顶价")
"""500 million at the ceiling, of 300 million to 500 million."""
TO_LEVEL = re.compile(r"(?i)[^.;。；]{0,28}?(?:\bto|\bat|至|到|达|为)(?: a total of| about| around| some|约|近|逾)?\s?")
AVERAGE = re.compile(
    r"(?i)日均|每天|每日|每周|每月|月均|年均|每年|平均|[人户均]均|均价|单[笔个家张台块]|每家|每人|per |a day|daily|a week|weekly|a month|monthly|each|apiece"
    r"|average|每(?!年[^均])[\u3400-\u9fff]"
)
PER_HEAD = re.compile(r"(?i)[人户]均|每[\u3400-\u9fff]|平均|\beach\b|per (?:person|head|customer|user|household)|apiece|average")
POINTS = re.compile(r"(?i)[ -](?:percentage )?points?\b|个?点")
"""The unit that a bare figure has behind it."""
