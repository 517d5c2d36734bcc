"""Reports that tell several events: weeklies, briefings, lists of links. They join no story.

A title that names such a form is enough. One that may (盘点 is also a stocktaking, "in brief" also the name of a column), or that
lists three matters, needs a text that goes from one matter to the next. Market wraps are `wraps`.
"""

from __future__ import annotations

import re

_FORM = re.compile(
    r"\b(?:the|this|last|my|our) (?:week|month|fortnight) in\b|\bweek in (?:review|\w+:)|\bweekly (?:round-?up|digest|review|briefing|news|notes|update|links)"
    r"|\bround-?up\b|\bnewsletter\b"
    r"|\bwhat you (?:may have )?missed\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day (?:links|notes|reads?|briefing|brief|digest|bulletin|miscellany)\b"
    r"|\b(?:morning|evening|daily|news|weekend|market) (?:briefing|digest|wrap|bulletin|headlines)\b|\bnews in brief\b"
    r"|^(?:before|after|at) the (?:open|close|bell)(?=[:,])|^the (?:brief|digest|download|rundown)(?=[:,])"
    r"|\b(?:markets|crypto|stocks?|closing|session) (?:wrap|recap)\b"
    r"|^(?:the )?(?:morning|evening|daily|closing) (?:bid|bell|brief|note|call|edition|report|memo|catch-?up)\b"
    r"|\b(?:what|all you need|everything you need) to know (?:today|this (?:morning|week|weekend)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"|\b(?:three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:things|stories|headlines) (?:to|you|that|we|from|this)\b"
    r"|周报|周刊|周记|早知道|晚知道|要闻|新闻速览|资讯速览|一周(?![年来内前后以时之多岁]|[零两一二三四五六七]|的时间)|本周(?:看点|热点|大事|回顾|盘点|速览|综述|资讯|动态|关注)|每周(?:回顾|资讯|精选|观察)|每日(?:资讯|新闻|简报|精选)"
    r"|新闻(?:汇总|盘点|简讯|集锦|早餐)|资讯(?:汇总|盘点)|大事记|简讯[::]|简报(?:$|[::第(])|[三四五六七八九十几\d]件(?:大)?(?:事|新闻)"
    r"|(?:^|[丨|｜:·\s])[早晚]参(?:$|[丨|｜:·\s考])|盘前必读|盘后必读|开盘前必读|财经早餐|隔夜要点|新闻早班车|每日必读"
    r"|(?:本周|今天|今日)你(?:该|要|应该|可能)?(?:知道|错过|关注)的|隔夜(?:外盘|外围)|周评(?:$|[::丨|\s])|(?:环球|全球)市场(?:日评|综述)"
)
_MAY_BE = re.compile(
    r"\bbriefing\b|\bin brief\b|\bdigest\b|\bbriefs\b|\blinks\b|\bwrap\b|\btakeaways\b|\bbulletin\b|\bweekly\b|\bweek\b"
    r"|[日早晚]报|[早晚]参|早餐|速览|简讯|简报|汇总|盘点|综述|回顾|动态|快讯|集锦|本周|这周|近日|[|｜丨]"
)
_NEXT = re.compile(
    r"(?:^|[.!?;] )(?:elsewhere|also|plus|meanwhile|separately|in other news|and finally|lastly)\b[:,]?|, meanwhile,|\bthis week\b|\bnext week\b"
    r"|\bthings we read\b|\b(?:also )?in today's (?:edition|letter|issue)\b|\bwhat else to know\b|\bcoming up\b"
    r"|(?:^|[.!?] )[a-z]+ first\. |(?:^|[.!?] )good (?:morning|evening)\b"
    r"|此外|另外|其他方面|数据方面|活动方面|下周(?:关注|看点)|看点|推荐|[;；]|(?:^|\n)\s*(?:\d{1,2}[.、)]|[一二三四五六七八九十]、|[-•·*])\s?"
)
_LISTS = re.compile(r"[^,:]+(?:,[^,]+){1,3},? (?:and|&) .+|[^,:]*:?[^,:]+(?:,[^,]+){2,}|[^、:,]+、[^、]+[、和与及][^、]+")
"""A title that lists three matters, or looks it."""
_TURN = re.compile(
    r"(?:^|[.!?] )(?:elsewhere|meanwhile|separately|in other news|and finally|lastly|also today|also this week)\b|, meanwhile,|\bnext week:|\bcoming up\b"
    r"|此外|另外|其次是|下周(?:关注|看)|第[二三四]件"
)
"""Goes to another matter, which no semicolon says for sure."""
_NEXTS = 2
"""So often must a text under a title that may be of a round-up go to the next matter."""


def is_round_up(title: str, text: str) -> bool:
    """Whether several events follow, by the title's form and the text's turns (widths folded)."""
    title = title.casefold()
    if _FORM.search(title):
        return True
    turns = _NEXT if _MAY_BE.search(title) else _TURN if _LISTS.fullmatch(title) else None
    return turns is not None and len(turns.findall(text.casefold())) >= _NEXTS
