"""The words by which a newsletter is read: what leads to no article, what is paid for, what is the mailer's. Data, in one place to be added to."""

from __future__ import annotations

import re

from drafter.collect.vocabulary import pattern

NO_ARTICLE = pattern(r"""
    .*\b(unsubscribe|opt[ -]?out|subscribe|subscription|preferences?|manage (your|my|email)|update (your )?profile|view (this |
    it )?(email )?(in|on|online)\b.*|(view|read|open) (in|on) (your |the |a )?(browser|web|app|online)|(read|view) online|web version|
    forward( this)?( to a friend)?|share( this| on| with)?|tweet( this)?|follow us|advertis\w*|sponsor\w*|become a (member|partner)|
    refer(ral)?s?|privacy|terms( of (use|service))?|contact( us)?|about us|help( cent(er|re))?|log ?in|sign (in|up)|download (the|our) app|
    get the app|app store|google play|buy (tickets|now)|shop now|start (your )?(free )?trial|claim|upgrade|donate|jobs?|careers?|listen (now|
    on)|add us to|whitelist|like|comments?|reply|restack|feedback|survey|archives?|cookies?)\b.*|.*(退订|取消订阅|订阅|网页版|浏览器(中|
    里)?(查看|打开|阅读)|在线(阅读|查看)|转发|分享|关注我们|广告|赞助|推广|隐私|条款|联系我们|投稿|招聘|下载|客户端|登录|注册|客服|反馈|往期|
    小程序|公众号|二维码).*
""")
"""A short link that leads to no article (whole text)."""
MORE = pattern(r"""
    [\W\d]*(read|see|view|find out|learn|get|full|continue|keep)?\s*(reading|more|full (story|article|report|text)|the (full )?(story|article|
    report|details|post)|story|article|here|details|source|link|now|it|→|»)+\s*(here|now|at .{2,30}|on .{2,30}|in .{2,30})?[\W]*|
    [\W]*(点击)?(阅读|查看|了解)?(全文|原文|更多|详情|全部|链接|来源|点击这里)[\W]*|click here\W*
""")
"""A link that names its article by the headline before it: `Read more`, `阅读全文`."""
OUTLET = re.compile(r"\W*(?:[A-Z][\w.&'’-]{1,20}(?: [A-Z&][\w.&'’-]{0,20}){0,2}|[\u4e00-\u9fff]{2,6}|[a-z0-9-]+\.(?:com|org|net|cn|io))\W*")
"""A link that names only who reports: `(Reuters)`, `财新`."""
SPONSOR = pattern(r"""
    \W*((from|a (message|word) from|presented by|brought to you by|together with|in partnership with|powered by|
    sponsored( by| content| post)?|sponsors?|advertisement|advertorial|promoted|paid (post|partner\w*)|our (sponsors?|partners?)|
    partner content|ad)\b.{0,60}|(广告|赞助(商|内容)?|推广|商务合作|合作伙伴|品牌(内容|合作)).{0,30})
""")
"""A label over somebody's paid place (whole block)."""
SPONSORED_TITLE = re.compile(r"[(\[（【]\s*(sponsor(ed)?|ad|advertisement|paid|promoted|广告|赞助|推广)\s*[)\]）】]|^(ad|广告|赞助|推广)\s*[:：|｜]", re.I)
FOOTER = pattern(r"""
    .*(unsubscribe|opt out of|you(['’]re| are) (receiving|getting|subscribed)|you received this|this (email|message|newsletter) was sent|
    sent to .{0,60}@|our mailing address|update your (email )?preferences|manage (your )?(subscription|preferences)|
    view (this email )?in (your )?browser|was this (email )?forwarded|forwarded this (email|message)|add us to your address book|
    all rights reserved|©|copyright ©|no longer (wish|want) to receive|退订|取消订阅|如不希望|不想再收到|您收到(此|这封|本)|本邮件(由|为|是)|
    此邮件|如无法正常显示|无法(正常)?(显示|浏览)|请勿(直接)?回复|版权所有|在浏览器(中|里)?(查看|打开)).*
""")
"""A line of the mailer's, not of the letter's (whole block)."""
GREETING = pattern(r"""
    \W*((hi|hello|hey|dear|greetings|good (morning|afternoon|evening)|happy (monday|tuesday|wednesday|thursday|friday|saturday|sunday)|
    welcome( back)?)\b.{0,50}|(亲爱的|尊敬的|各位|大家|读者|朋友|你|您|嗨|哈喽).{0,14}(你好|您好|好|读者|朋友|用户|客户|先生|女士|早上好|
    晚上好)?)[,，!！:：.。—-]*\s*
""")
PLAIN_GREETING = re.compile(r"\W*(你好|您好|大家好|早上好|晚上好|早安)\W*", re.I)
CLOSING = pattern(r"""
    \W*((best|kind|warm)( regards| wishes)?|regards|cheers|thanks( for reading)?|thank you( for reading)?|see you (next|tomorrow|on).{0,30}|
    until next (time|week)|sincerely|yours.{0,20}|此致|敬礼|祝好|顺颂.{0,8}|下(周|期|次)(再)?见|谢谢(阅读|收看)?|感谢(阅读|订阅).{0,10})[\s,，.。!！~]*
""")
SOCIAL = frozenset(
    [
        "facebook.com",
        "twitter.com",
        "x.com",
        "linkedin.com",
        "instagram.com",
        "youtube.com",
        "youtu.be",
        "tiktok.com",
        "threads.net",
        "threads.com",
        "t.me",
        "telegram.me",
        "wa.me",
        "whatsapp.com",
        "pinterest.com",
        "reddit.com",
        "discord.gg",
        "discord.com",
        "bsky.app",
        "mastodon.social",
        "weibo.com",
        "bilibili.com",
        "douyin.com",
        "xiaohongshu.com",
        "apps.apple.com",
        "play.google.com",
        "open.spotify.com",
        "podcasts.apple.com",
        "fb.me",
        "getpocket.com",
        "instapaper.com",
    ]
)
PICTURE = re.compile(r"\.(png|jpe?g|gif|webp|svg|bmp|ico|mp3|mp4|mov|ics|zip|css|js)$", re.I)
SERVICE = pattern(r"""
    /(unsubscribe|optout|opt-out|preferences?|profile/edit|manage|subscribe|subscription|account|login|signin|signup|share|sharer|intent|
    refer|referral|privacy|terms|advertise|sponsor)\b|action=(share|subscribe)
""")
