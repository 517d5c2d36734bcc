"""The words by which pages are read: what is furniture and what says that there is no article. Data, in one place to be added to.

Patterns stand on as many lines as they need; all ignore case.
"""

from __future__ import annotations

import re


def words(text: str) -> frozenset[str]:
    """The words of `text`."""
    return frozenset(text.split())


def pattern(lines: str) -> re.Pattern[str]:
    """The lines as one pattern; they break anywhere between two alternatives."""
    return re.compile("".join(line.strip() for line in lines.splitlines()), re.I)


UNSEEN_STYLE = pattern(r"""
    display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|opacity\s*:\s*0*(\.0+)?\s*(%\s*)?(;|!|$)|font-size\s*:\s*0*(\.0+)?\s*(px|em|rem|pt|
    %)?\s*(;|!|$)|(left|right|top|text-indent|margin-left)\s*:\s*-\d{4,}|clip-path\s*:\s*inset\(\s*(50|100)%|clip\s*:\s*rect\(\s*[01](px)?[,\s]|
    color\s*:\s*transparent|mso-hide\s*:\s*all
""")
"""Inline styles by which a reader does not see an element."""

TAIL = pattern(r"""
    (热门推荐|相关(阅读|新闻|推荐|文章|链接|报道|资讯|专题)|推荐(阅读|新闻|文章)|延伸阅读|为[您你]推荐|猜[您你]喜欢|热点新闻|热门(新闻|文章|
    评论|资讯)|最新(文章|资讯|评论)|大家都在看|更多精彩|(网友|用户|精彩|全部|发表|参与)评论|评论区|(暂无|热门)?跟贴|分享(到|至)|往期(回顾|精选)|
    [上下]一篇|版权声明|免责声明|特别声明|举报(邮箱|电话)|违法和不良信息).{0,40}|(you (may|might) (also )?(like|be interested in)|more (from|on|
    stories|news|in)\b.{0,40}|related (stories|articles|posts|content|news|coverage|topics|links|reading)|read (more|next)|
    recommended( (for you|reading|stories|articles))?|most (popular|read|viewed|recent)|trending( now)?|latest (news|stories|from .{0,30})|
    (view |all |\d+ )?comments?( \(\d+\))?|leave a (reply|comment)|join the conversation|what to read next|editors?['’]? picks?|up next|
    next (article|story)|share this.{0,30})\s*:?
""")
"""A line that opens other stories, comments or notices behind an article (whole line)."""

ASIDE = pattern(r"""
    [(（\[【]?(本文)?(责任)?(编辑|责编|校对|监制|值班编委)\s*[:：/].{0,40}|[(（【]?原(标题|题)\s*[:：].{0,80}|[(（]?(本文|文章|图片|新闻|
    稿件)?来源\s*[:：].{0,30}|.{0,40}(扫描|长按|识别).{0,12}二维码.{0,60}|点击(这里|此处|查看|进入|关注|下载|阅读原文).{0,30}|.{0,30}(未经(授权|
    许可|允许)|请勿转载|转载请注明).{0,40}|copyright\s*(©|\(c\)|\d).{0,80}|(©|all rights reserved).{0,60}|.{0,20}版权所有.{0,40}|(follow|like|
    find) (us|\w+( \w+)?) on (instagram|facebook|twitter|x|tiktok|threads|linkedin).{0,60}|(sign up|subscribe) (for|to) .{0,80}(newsletter|
    updates|inbox|podcast).{0,40}|advertisement\.?|continue reading below|(story )?continues (after|below)( (the )?advertisement)?|(this|
    our) (web)?site uses cookies.{0,160}|we use cookies.{0,200}|accept (all )?cookies|本(网站|站)(使用|采用).{0,6}cookies?.{0,80}|
    click here (to|for) .{0,60}|get the app|open in app|打开APP.{0,20}|APP专享|(see|read) (also|more)\s*:.{0,120}|(photo|image|
    picture)( credit)?s?\s*:.{0,60}
""")
"""A line that belongs to the site and not to the article (whole line)."""

CHECK_TITLE = pattern(r"""
    just a moment\W*|attention required!.*|(please )?(verify|confirm|prove) (that )?you(['’]re| are) (a )?(human|not a robot).*|
    are you (a robot|human)\W*|human verification|robot check|captcha.*|(security|bot) (check|verification|challenge).*|
    pardon our interruption\W*|checking your browser.*|ddos-guard|安全验证|人机验证|环境异常|访问验证|请完成(安全)?验证.*|滑动验证.*|
    百度安全验证|验证码.*|身份验证
""")
"""A title of a page that wants to know whether a person is reading (whole title)."""

CHECK_TEXT = pattern(r"""
    环境异常|完成验证后即可继续访问|请(完成|进行|通过).{0,6}验证|拖动.{0,8}滑块|访问(过于|太)频繁|verify(ing)? (that )?you are (a )?human|
    checking (if the site connection is secure|your browser)|unusual traffic|complete the (security check|captcha)|(i['’]m|are|
    you['’]re) not a robot|enable javascript and cookies to continue|press (&|and) hold
""")
"""The same within a short page."""

ERROR_TITLE = pattern(r"""
    (error\W*)?(4\d\d|50\d)(\W*(error|not found|page not found|forbidden|gone|bad gateway|service unavailable|internal server error|页面不存在|
    页面未找到|找不到页面))*\W*|(oops\W*)?(sorry\W*)?((the |this )?page (you requested )?(was |is |could |can)?(not |no longer |
    ['’]t )(be )?(found|available|exist\w*)|page (doesn['’]t|does not) exist|not found|(we can['’]t|we couldn['’]t|can(not|['’]t)) find (the|
    that|this) page.*|access denied|forbidden|service (temporarily )?unavailable|bad gateway|internal server error|site (is )?(under|
    down for) maintenance|something went wrong|an error (has )?occurred)\W*(4\d\d|50\d)?\W*|(抱歉|对不起|很抱歉|出错了?)?\W*(您?(访问|查看|
    请求)的)?(页面|网页|文章|内容|资源|帖子|链接)(不存在|未找到|找不到了?|已被?删除|已失效|不见了|走丢了|已下线|无法访问)\W*(4\d\d)?|
    找不到(页面|网页|该页)|该内容已被发布者删除|系统(错误|繁忙|维护中?)|无法找到(网页|该页|页面)|访问出错.{0,6}|出错了
""")
"""A title of a page that is not there (whole title)."""

ERROR_TEXT = pattern(r"""
    page (you (were|are) looking for|you requested|not found|cannot be found)|404 (error|not found|page)|no longer (exists|available)|(页面|
    网页|文章|内容|帖子)(不存在|已被?(发布者)?删除|未找到|找不到|已下线|已失效)|此内容因违规无法查看|该公众号已(迁移|注销)|账号已被屏蔽|
    access denied
""")
"""The same within a short page."""

PAYWALL_TEXT = pattern(r"""
    (subscribe|sign up|register|log ?in|sign in) (now )?to (continue|keep) reading|to (continue|keep) reading\W.{0,40}(subscri|sign|log|regist)|
    continue reading (with|by) (a )?subscri|subscribers?[ -]only|exclusive to subscribers|(this|the full) (article|story|content) is (reserved |
    available )?(only )?(for|to) (paid )?(subscribers|members)|already a (subscriber|member)|unlock (this|the full) (article|story)|
    free articles? (left|remaining|this month)|become a (paid )?(subscriber|member) to (read|continue)|this post is for (paid |
    paying )?subscribers|(订阅|付费|登录|购买|开通会员|成为会员|充值)(后|即可|以|并)?.{0,6}(继续)?(阅读|查看|解锁)(全文|更多|剩余)?|(付费|会员|
    订阅)(专享|专属|文章|内容|墙)|(剩余|余下|还有)\W{0,2}\d+\W{0,2}[%％字].{0,12}(付费|订阅|未读|登录|会员)?|试读(结束|部分)|本文为付费
""")
"""What stands where a text is cut off for others than subscribers."""

SCRIPT_TEXT = pattern(r"""
    (enable|activate|turn on|requires?|without|need) (to enable )?(java ?script|js)\b|java ?script (is )?(disabled|required|enabled)|(启用|开启|
    打开|允许|支持)\s*java ?script
""")
"""What a page says to a reader without scripts."""

OTHER_PART = pattern(r"""
    (?:^|[\s_-])(?:comments?|comment-?list|tie-areas?|gentie|pinglun|disqus|recommend(?:s|ed|ation|ations)?|related|hot-?news|rank(?:ing|list)?|
    cookie\w*|consent|gdpr|newsletter\w*|subscribe|subscription-\w+|sign-?up|breadcrumbs?|share|sharing|social|taboola|outbrain|most-?(?:popular|read)|trending|qr-?code|copyright)(?:$|[\s_-])
""")
"""Class or id of a part of the page that is not the article."""

BLOCKS = words("p head item quote row ab div list table body h1 h2 h3 h4 h5 h6 li ul ol blockquote tr section article pre figcaption dt dd")
"""Elements, of HTML and of trafilatura's own, that begin and end a paragraph."""

DATE_META = words("""
    article:published_time og:article:published_time og:published_time article:published article.published bytedance:published_time
    datepublished rnews:datepublished parsely-pub-date sailthru.date publishdate publish-date publish_date publishtime publish_time pubdate pub_date
    publicationdate publication_date originalpublicationdate article_date_original article:create_at article:create_time dc.date.issued dc.date
    dcterms.issued dcterms.date dc.date.created dcterms.created citation_publication_date citation_date cxenseparse:recs:publishtime date
    weibo:article:create_at
""")
"""Lower-case `name`, `property` or `itemprop` of meta elements that state a publication date."""

TRACKING = words("""
    fbclid gclid gclsrc dclid wbraid gbraid gad_source msclkid yclid twclid ttclid li_fat_id igshid igsh epik s_kwcid mkt_tok vero_id wickedid
    _openstat _ga _gl cmpid ncid ref_src ref_url ref_source cmp_id hsctatracking guccounter guce_referrer guce_referrer_sig smid
    spm scm spm_id_from vd_source isappinstalled nsukey bxid sharefrom shareuid sharetime
""")
"""Query parameters that say how a reader came, lower case."""

TRACKING_PREFIXES = ("utm_", "share_", "mc_", "hsa_", "_hs", "__hs", "pk_", "mtm_", "at_campaign", "at_medium", "oly_")

WECHAT_TRACKING = words("chksm scene subscene sessionid clicktime enterid ascene devicetype version nettype lang exportkey pass_ticket wx_header key uin")
"""Only on mp.weixin.qq.com, where `__biz`, `mid`, `idx` and `sn` name the article."""

SHARED_FROM = words("timeline singlemessage groupmessage message weibo qq qzone wechat weixin wx wxshare share rss feed email newsletter app search")
"""Values of `from=` that say where a link was shared; others may select content."""

SECOND_LEVEL = words("co com net org gov edu ac ne or go gob gouv")
"""Labels under which names are registered in a country's domain."""

SHARED_HOSTS = words("""
    github.io gitlab.io blogspot.com wordpress.com substack.com medium.com tumblr.com netlify.app vercel.app pages.dev web.app typepad.com cnblogs.com
""")
"""Registrable domains whose sub-domains belong to different people."""
