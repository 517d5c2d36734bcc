"""The hosts, paths and words by which kinds of articles are told apart. Data, in one place to be added to; patterns ignore case."""

from __future__ import annotations

import re

from drafter.collect.vocabulary import pattern, words

FILING_HOSTS = words("""
    cninfo.com.cn data.sec.gov disclosure.edinet-fsa.go.jp efts.sec.gov find-and-update.company-information.service.gov.uk hkexnews.hk sedarplus.ca
    static.cninfo.com.cn www1.hkexnews.hk
""")
FILING_PATHS = pattern(r"""
    sec\.gov/(archives/edgar|cgi-bin/browse-edgar|ix\b)|sse\.com\.cn/.*(disclosure|announcement)|szse\.cn/.*(disclosure|bulletin)|bse\.cn/disclosure|
    londonstockexchange\.com/(news/rns|news-article)|data\.eastmoney\.com/notices|/sec-filings?/|/rns/announcement
""")
FILING_TITLE = pattern(r"""
    (form )?(10-[kq]|8-k|20-f|6-k|s-1|f-1|13[dfg]|def ?14a)(/a)?\b.{0,80}|.{2,60}[:：\s]关于.{4,80}的(提示性|补充|更正|进展|自愿性)?公告|
    .{2,40}(股份有限公司|控股|集团).{0,60}(招股(说明)?书|聆讯后资料集|年度报告|半年度报告|季度报告|业绩预告|业绩快报)(（.{1,12}）|\(.{1,12}\))?(摘要|全文)?
""")
FILING_LEAD = pattern(r"""
    \s*(证券代码|股票代码|公司代码|证券简称|a股代码)\s*[:：]|.{0,200}(本公司董事会及全体董事保证|
    no responsibility for the contents of this announcement|pursuant to section 13 or 15\(d\))
""")

REGULATOR_HOSTS = words("""
    afm.nl amac.org.cn amcm.gov.mo amf-france.org bafin.de bancaditalia.it bankingsupervision.europa.eu bankofcanada.ca bankofengland.co.uk
    banque-france.fr bde.es bi.go.id bis.org bnm.gov.my boj.or.jp bok.or.kr bot.or.th bundesbank.de cbc.gov.tw cbirc.gov.cn cbuae.gov.ae centralbank.ie
    cftc.gov china-cba.net cnmv.es consilium.europa.eu csrc.gov.cn cssf.lu dfsa.ae dnb.nl eba.europa.eu ec.europa.eu ecb.europa.eu eiopa.europa.eu
    esma.europa.eu europa.eu europarl.europa.eu fatf-gafi.org fca.org.uk fdic.gov federalreserve.gov fi.se finanstilsynet.no finma.ch finra.org frbsf.org
    fsb.org fsc.gov.tw fss.or.kr hkma.gov.hk iosco.org mof.gov.cn nationalbanken.dk newyorkfed.org nfra.gov.cn nifa.org.cn norges-bank.no occ.gov
    ojk.go.id osc.ca osfi-bsif.gc.ca pbc.gov.cn pcac.org.cn psr.org.uk rbi.org.in riksbank.se sac.net.cn safe.gov.cn sama.gov.sa sebi.gov.in sec.gov
    sfc.hk snb.ch srb.europa.eu stlouisfed.org vara.ae
""")
GOVERNMENT = re.compile(r"(^|\.)(gov|mil|gov\.[a-z]{2}|gob\.[a-z]{2}|gouv\.[a-z]{2}|gouv\.fr|go\.(jp|kr|id|th)|gc\.ca|govt\.nz|admin\.ch|bund\.de|europa\.eu)$")

WIRES = words("""
    accessnewswire.com accesswire.com acnnewswire.com businesswire.com einpresswire.com globenewswire.com hk.prnasia.com issuewire.com marketersmedia.com
    media-outreach.com newsfilecorp.com newswire.ca newswire.com openpr.com prlog.org prnasia.com prnews.cn prnewswire.co.uk prnewswire.com prweb.com
""")
RELEASE_PATH = pattern(r"""
    /(press-?releases?|news-?releases?|press-?room|pressroom|newsroom|media-?releases?|press|press-?cent(er|re)|for-media|xinwengao|
    news-and-media)(/|$|\.|-)
""")
RELEASE_LEAD = pattern(r"""
    .{0,120}(/\s?(pr ?newswire|美通社|xinhua-asianet)\s?[/-]|\((business wire|globe newswire|marketwired|newsfile corp\.?|accesswire)\)|
    globe newswire\)\s*--|美通社\s*(消息)?\s*[-—/]{1,2})|\s*for immediate release\b|.{0,60}(新闻稿|供即时发布)\s*[-—:：]
""")
RELEASE_TAIL = pattern(r"""
    (media|press) (contacts?|inquiries|enquiries)\s*[:：]?|forward[- ]looking statements|(媒体|新闻)(联系人?|联络|垂询|查询)\s*[:：]|
    about [A-Z][\w&. ]{2,40}\s*[:：]?\s*\n
""")

EVENT_HOSTS = words("""
    10times.com 31huiyi.com allevents.in bagevent.com bizzabo.com eventbrite.co.uk eventbrite.com eventbrite.hk hdb.com huodongxing.com lu.ma luma.com
    meetup.com sched.com ticketmaster.com tickettailor.com
""")
EVENT_PATH = pattern(
    r"/(events?|webinars?|conferences?|meetups?|event-details?|whats-on|huodong|huiyi|activity|calendar|agenda|summits?|training|courses?)(/|$|\.|\?)"
)
EVENT_TITLE = pattern(r"""
    .*\b(register (now|today|here)|registration( is)? (now )?open|save the date|agenda|call for (papers|speakers|participation)|tickets|
    webinar|event calendar|upcoming events|speakers)\b.*|.{2,60}\b(summit|conference|forum|expo|symposium|workshop|meetup|congress|hackathon|
    week|fest(ival)?|roundtable)\s*(20\d\d)?|(20\d\d)\s.{2,60}\b(summit|conference|forum|expo|symposium|workshop|congress)(\s*\|.*)?|
    .*(报名(入口|通道|链接|方式|开启|启动|中)?|活动预告|会议通知|参会(指南|须知)|议程|日程安排|诚邀|邀请函|直播预告|征稿|征文).{0,12}|
    (20\d\d年?)?第?.{0,30}(峰会|论坛|大会|研讨会|博览会|沙龙|年会|讲座|训练营)(20\d\d)?
""")
EVENT_NOTICE = pattern(r"""
    关于(举办|召开|举行|组织).{4,60}的?(会议|培训|活动)?通知|(直播|活动|会议|讲座|沙龙)(预告|报名|邀请)[:：|｜】丨].*|.*(报名(入口|通道|链接|
    方式)|邀请函|征稿启事|征文启事)
""")
"""Titles that announce whatever else they tell."""
EVENT_CALL = pattern(r"""
    \b(register (now|today|here|to attend|by)|tickets?( are)? (available|from|on sale)|early[- ]bird|speakers include|agenda|doors open|
    add to calendar|join us|rsvp)\b|\b(venue|date)\s*[:：]|(活动|会议|举办|大会)?(时间|地点|日期)\s*[:：]|报名(方式|链接|费用|截止|入口)|
    扫码报名|主办单位|参会|早鸟票|议程
""")

AGGREGATOR_HOSTS = words("""
    allsides.com alltop.com buzzing.cc feedly.com flipboard.com ground.news hckrnews.com inoreader.com jina.ai lobste.rs mediagazer.com memeorandum.com
    news.google.com news.ycombinator.com newsnow.co.uk newsnow.com readhub.cn rsshub.app s.weibo.com slashdot.org smartnews.com techmeme.com top.baidu.com
    tophub.today upstract.com
""")
AGGREGATOR_TITLE = pattern(r"""
    (the )?(morning|evening|daily|weekly|weekend|monday|friday|week)('s)? (briefing|roundup|round-up|digest|links|wrap|wrap-up|recap|
    headlines|news roundup|brief)\b.*|.{0,40}\b(news|link|links|weekly|daily|week|monthly) (roundup|round-up|digest|recap)\b.*|(this|last|
    the) week in .{2,50}|(top|best) \d{1,2} (stories|headlines|articles|links|news)\b.*|.{2,40} (newsletter|digest|weekly),? ?(issue|no\.?|
    vol\.?)? ?#?\d+.*|(what we('re| are) reading|weekend reads|links? (of the day|round-?up|we like)).*|(【.{0,10})?(.{0,8}(早报|晚报|早餐|
    早知道|早读|晨报|晨讯|要闻|周报|日报|周刊|一周|速览|速递|简报|快讯))\s*(】|[|｜丨]|\s*[（(]?\d|[:：]\s*\d|汇总|精选|合集|回顾|盘点|
    第.{1,5}期).*|.{0,20}(一周|本周|今日|昨日|每日|每周|本月|隔夜)(要闻|新闻|热点|大事|资讯|动态|焦点|快讯)(汇总|回顾|盘点|精选|速览|一览|
    集锦).*|8点1氪.*|(新闻|要闻|资讯|快讯)(汇总|合集|盘点|一览)[:：].*
""")

OPINION_HOST = re.compile(r"^(opinion|opinions|blogs?-opinion|guancha|comment|views)\.")
OPINION_PATH = pattern(r"""
    /(opinions?|op-?eds?|editorials?|commentary|commentisfree|comment|columns?|columnists?|viewpoints?|letters|perspectives?|pinglun|guandian|
    shelun|zhuanlan-guandian|review-and-outlook|ideas)(/|$)
""")
OPINION_TITLE = pattern(r"""
    ((guest )?opinion|op-ed|editorial|commentary|comment|column|viewpoint|letter to the editor|guest (post|essay|column))\s*[:：|｜].*|
    .*[|｜]\s*(opinion|commentary|editorial|op-ed|column|viewpoint)|[【\[(（]?(观点|评论|社论|社评|时评|短评|锐评|快评|专栏|述评|来论|
    评论员文章|首席评论|国际观察|财经观察|金评|热评|名家论坛|思想者)[】\])）]?\s*[:：|｜丨].*|
    [【\[](观点|评论|社论|社评|时评|短评|锐评|快评|专栏|述评|热评)[】\]].*|.*[|｜丨_]\s*(观点|评论|社论|社评|时评|锐评|专栏)
""")

REPORT_HOSTS = words("arxiv.org ssrn.com papers.ssrn.com nber.org cepr.org repec.org researchgate.net openknowledge.worldbank.org")
REPORT_PATH = pattern(r"""
    /(reports?|research-?(papers?|reports?)?|publications?|white-?papers?|working-?papers?|surveys?|studies|baogao|yanjiu|yanbao|baipishu|
    insights/reports?|publ)(/|$|-)|imf\.org/.*/publications/|bis\.org/publ/
""")
REPORT_TITLE = pattern(r"""
    .{2,100}\b(report|white ?paper|survey|outlook|barometer|yearbook|working paper|discussion paper|benchmark(ing)? study|index|study|
    handbook|review|monitor)( (for )?(h[12] |q[1-4] )?20\d\d([-/–]\d{2,4})?|[:：].{2,80})?|20\d\d.{2,80}\b(report|white ?paper|survey|outlook|
    barometer|index|study)
""")
REPORT_TITLE_ZH = pattern(r"""
    《?.{2,50}(白皮书|蓝皮书|绿皮书|研究报告|调查报告|调研报告|发展报告|分析报告|洞察报告|研报|年度报告|趋势报告|展望报告|
    指数报告)》?([（(].{1,16}[)）]|20\d\d年?)?(全文|摘要|下载|.{0,4}pdf)?|.{2,10}(证券|研究院|研究所|咨询)[:：].{4,60}(深度|专题|研究|年度|
    策略|跟踪)报告.{0,12}
""")
HAPPENED = pattern(r"""
    .*(\b(releases?d?|publish(es|ed)?|launch(es|ed)?|unveil(s|ed)?|says?|said|shows?|finds?|found|warns?|opens?|closes?|kicks? off|wraps? up|
    ends?|begins?|held|hosts?|hosted|draws?|attends?|attended|tells?|told|cites?|cited|reveals?|delays?|cancel(s|led)|wins?|won|announces?|
    according|after|amid|at the|urges?|sees?|beats?|misses?|rises?|falls?|fell|plans?|gets?|faces?|calls? for|takes?|unmasks?|points?|drops?|
    slips?|jumps?|slump(s|ed)?|surges?|climbs?|gains?|loses?|edges?|orders?|launching|completes?|under|over|probes?)\b|发布|印发|出炉|公布|显示|称|指出|认为|
    表示|召开|举行|举办|开幕|闭幕|落幕|启动|开启会|亮相|签署|获|披露|透露|警告|预测|预计|强调|呼吁|刷屏|解读|来了|在即|圆满|成功|完成|拟|将|被|遭).*
""")
"""A title that tells what happened: then it is news about the thing."""
