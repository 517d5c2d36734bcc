"""Reports that tell several events: weeklies, briefs, lists of links. They join no story.

A title that names such a form is enough. One that may (盘点 is also a stocktaking, "in brief" also the name of a column) needs
a text that goes from one matter to the next.
"""

from __future__ import annotations

import re

_FORM = re.compile(
    r"\b(?:the|this|last|my|our) (?:week|month|fortnight) in\b|\bweek in (?:review|\w+:)|\bweekly (?:round-?up|digest|review|briefing|news|notes|update|links)"
    r"|\bround-?up\b|\bnewsletter\b"
    r"|\bwhat you (?:may have )?missed\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day (?:links|notes|reads?|briefing|brief|digest|bulletin|miscellany)\b"
    r"|\b(?:morning|evening|daily|news|weekend|market) (?:briefing|digest|wrap|bulletin|headlines)\b|\bnews in brief\b"
    r"|\b(?:three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:things|stories|headlines) (?:to|you|that|we|from|this)\b"
    r"|周报|周刊|周记|早知道|晚知道|要闻|新闻速览|资讯速览|一周(?![年来内前后以时之多岁]|[零两一二三四五六七]|的时间)|本周(?:看点|热点|大事|回顾|盘点|速览|综述|资讯|动态|关注)|每周(?:回顾|资讯|精选|观察)|每日(?:资讯|新闻|简报|精选)"
    r"|新闻(?:汇总|盘点|简讯|集锦|早餐)|资讯(?:汇总|盘点)|大事记|简讯[::]|简报(?:$|[::第(])|[三四五六七八九十\d]件(?:大)?(?:事|新闻)"
)
_MAY_BE = re.compile(
    r"\bbriefing\b|\bin brief\b|\bdigest\b|\bbriefs\b|\blinks\b|\bwrap\b|\btakeaways\b|\bbulletin\b|\bweekly\b|\bweek\b"
    r"|[日早晚]报|早餐|速览|简讯|简报|汇总|盘点|综述|回顾|动态|快讯|集锦|本周|这周|近日|[|｜丨]"
)
_NEXT = re.compile(
    r"(?:^|[.!?;] )(?:elsewhere|also|plus|meanwhile|separately|in other news|and finally|lastly)\b[:,]?|\bthis week\b|\bnext week\b|\bthings we read\b"
    r"|此外|另外|其他方面|数据方面|活动方面|下周(?:关注|看点)|看点|推荐|[;；]|(?:^|\n)\s*(?:\d{1,2}[.、)]|[一二三四五六七八九十]、|[-•·*])\s?"
)
_NEXTS = 2
"""So often must a text under a title that may be of a round-up go to the next matter."""


def is_round_up(title: str, text: str) -> bool:
    """Whether several events follow, by the title's form and the text's turns (widths folded)."""
    title = title.casefold()
    if _FORM.search(title):
        return True
    return bool(_MAY_BE.search(title)) and len(_NEXT.findall(text.casefold())) >= _NEXTS
