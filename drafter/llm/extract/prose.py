"""What a sentence is fit for: quoted alone, quoted first, counted as looking ahead; and cutting a line where a person would."""

from __future__ import annotations

import re
from itertools import pairwise

from drafter.llm.extract.stop import STOP_ZH
from drafter.llm.extract.words import HAN, han_words, language_of, tagged_han_words

_ENDED = re.compile(r"[.!?。！？…][\"'”’」』）)\]】\s]*$")
_BEGUN = re.compile(rf"[\"'“‘「『（(\[【《]*(?:[A-ZÀ-Þ{HAN}\d$€£¥#@]|[a-z]{{1,2}}[A-Z])")

# Patterns for English run on lower-cased text: much quicker than IGNORECASE.
_FURNITURE_START = re.compile(
    r"\W*(?:(?:please )?(?:read (?:more|next|the full|also)|click (?:here|on)|sign up|subscribe|follow (?:us|him|her|me|@)|share this|check out"
    r"|watch (?:the video|below|it|now)|scroll down|advertisement)"
    r"|(?:photo|image|video|source|credit|watch|related|update|correction|note|editor['’]s note|disclosure|ftc)\b\s*(?:credit)?:|(?:reporting|editing"
    r"|writing) by)"
)
_FURNITURE = re.compile(
    r"(?:read more|click) here|subscribe (?:to (?:our|the|my)|now|today|here)|sign up (?:for|to) (?:our|the|my|your)|(?:our|free|daily|weekly"
    r"|email) newsletters?\b|follow (?:us|me|@\w+) on"
    r"|all rights reserved|copyright (?:©|\(c\)|\d{4})|©|getty images|shutterstock|photos?(?:graph)? (?:by|courtesy)|\bap photo|file photo"
    r"|pictured (?:here|above|below)"
    r"|contributed to this (?:report|story)|this (?:article|story|post|content|report) (?:was|is|has been|appeared|originally|may)\b"
    r"|headlines for .{0,40}\bare here|story continues below"
    r"|cookies?\b.*\b(?:consent|policy|browser|accept)|\b(?:our|agree to the) (?:privacy policy|terms of (?:service|use))|affiliate links?"
    r"|earn a commission|let us know|in the comments (?:below|section)"
    r"|is (?:a|an|the) (?:[\w-]+ ){0,4}(?:reporter|writer|editor|correspondent|columnist) (?:at|for|with|covering|based|who covers)\b|hit us up"
)
_FURNITURE_ZH = re.compile(
    r"责任编辑|责编|原标题|微信公众号[:：]|关注.{0,12}公众号|扫码(?:关注|阅读|下载|加入|进群)|(?:长按|识别|扫描).{0,6}二维码|(?:点击|立即|请|欢迎)订阅"
    r"|版权(?:所有|归|声明)|未经授权|免责声明|投资有风险"
    r"|(?:请|禁止|不得|谢绝|授权)[^。，]{0,6}转载|转载[^。，]{0,6}(?:请|自|须|注明|来源)|(?:图片|文章|本文|稿件|资料)?来源[:：]|^\W*(?:图为|上图|下图"
    r"|如图|资料图)|图片说明|视频截图|(?:^|[^拍录])摄[）)]?。?$"
    r"|更多精彩|相关阅读|延伸阅读|下载.{0,8}(?:APP|App|客户端)|爆料(?:热线|电话|邮箱)|欢迎.{0,6}(?:爆料|转发|留言|投稿|关注|点赞)|点击(?:此处|这里|查看"
    r"|下方|上方|进入|阅读|关注|播放)|(?:转发|点赞|分享)(?:给|到|支持)"
    r"|编辑[:：/丨]|作者[:：/丨]|撰文|文[/／丨]|记者[:：]|本报讯?。$|小编|敬请关注|声明[:：]|不代表.{0,6}立场"
)
_DANGLING = re.compile(
    r"\W*(?:however|but|and|so|yet|or|nor|also|then|it|it['’]s|he|he['’]s|she|she['’]s|they|they['’]re|this|that|these|those|his|her|hers|him|them"
    r"|their|its|meanwhile|moreover|furthermore|instead|still"
    r"|therefore|thus|hence|such|both|another|others|here|similarly|likewise|nevertheless|nonetheless|besides|otherwise|additionally|consequently"
    r"|afterwards?|later|finally|indeed|perhaps|again|even so"
    r"|that['’]s|there['’]s|in addition|for (?:example|instance|one)|as a result|on the other hand|in (?:fact|turn|contrast|other words|short|that|this"
    r"|particular)|of (?:course|those|these|that|them)"
    r"|at (?:the same time|that)|the (?:latter|former|two|move|same|other)|one of (?:them|these|those)|none of|some of (?:them|these|those)"
    r"|after (?:that|this)|to (?:that|this) end|because of (?:this|that)"
    r"|with (?:that|this)|by (?:contrast|comparison)|what['’]s more|to be (?:fair|sure|clear)|not only that|neither|either|everyone else|elsewhere"
    r"|there (?:is|are|was|were) also|as promised|in practice|(?:an?|one|another) (?:[\w-]+ )?example"
    r"|(?:an?|the) (?:short (?:time|while)|(?:few )?(?:moments?|minutes?|hours?|days?|weeks?|months?)) (?:later|after)|we|we['’]re|we['’]ve|i|i['’]m|i['’]ve"
    r"|you|you['’]ll|my|our|your|now)\b",
)
_DANGLING_ZH = re.compile(
    r"\W*(?:此外|另外|同时|与此同时|然而|但(?!丁)|不过|因此|所以|因而|而(?!立)|并(?!购|网|州|轨)|其(?!实)|对此|为此|就此|据此|由此|从此|至此|这|那(?!曲|不勒斯|霉素)"
    r"|他(?!国|乡)|她|它|该|此次|此举|此事|此后|随后|之后|后来|接着|于是|同样|例如|比如|首先|再次|再者|最后|最终|第[一二三四五六七八九十](?:[，,、]|[^，。]{0,4}是)"
    r"|[二三四五六七八九]是|一方面|另一方面|也(?!门)|还(?!款|原|债|贷)|又|上述|前述|总之|总的来说|可见|换言之|换句话说|相比之下|相比|反之|事实上|实际上"
    r"|不仅如此|除此之外|当然|显然|尽管如此|即便如此|我(?!国|省|市|县|区|军|校)|你|您|咱|两者|二者|双方|前者|后者|当时|当天|当日|当晚|届时|那么|否则|甚至"
    r"|尤其|特别是|只是|如此|原来|结果|以上(?!海))"
)
_BARE_SPEAKER = re.compile(
    r"(?:\b(?:he|she|they|it) (?:said|says|added|told|wrote|explained|noted|continued|tweeted|recalled)\b|\b(?:said|added) (?:he|she)\b)|(?:^"
    r"|[，。”])[他她](?:们)?(?:说|表示|称|坦言|告诉|介绍|认为|补充|强调|指出)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」|『[^』]*』")
_CHATTY = re.compile(r"\b(?:you|you['’]\w+|your|i|i['’]m|i['’]ve|we|we['’]\w+|my|me|our|us)\b|[你您咱]|我们?(?!国|省|市|县|校|军|方)")
_FIGURES = re.compile(
    rf"[$€£¥]\s?\d|\d\s?(?:%|％|percent\b|per cent\b|million\b|billion\b|trillion\b|[mb]n\b)|\d[\d,.]*\s?[{HAN}]{{0,2}}(?:元|万|亿|倍|吨|人|件|家|台|个"
    rf"|名|户|公里|平方|百分点|例|架|辆|页|款)"
    r"|百分之|\b\d{1,3}(?:,\d{3})+\b|\b\d[\d,.]*\s(?:people|men|women|[a-z]+s)\b",
)
_DATES = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\d{1,2}月\d{1,2}日|\d{4}年|\d{1,2}日",
)
_SPEAKERS = re.compile(
    r"[A-Z][\w.’'-]+ (?:said|says|told|announced|warned|confirmed)\b|\bsaid (?:[A-Z]|the )|\baccording to\b|表示|宣布|指出|强调|[^名之简]称|通报|公告"
    r"|数据显示"
)

_AHEAD = re.compile(
    r"(?<!free )(?<!at )(?<!good )\bwill\b(?! of\b)|\bwon['’]t\b|['’]ll\b|\b(?:plans?|planning|intends?|aims?|hopes?|expects?|set|scheduled|slated"
    r"|poised|due) to\b(?! (?:the|a|an|its|their|his|her|this|that)\b)"
    r"|\b(?:is|are) (?:expected|scheduled|slated|planned|set) (?:to|for|on|in|by|next|this|later)\b"
    r"|\bdue (?:for|on|in|by|next|this|later)\b|\bexpected (?:to|by|in|next|later)\b"
    r"|\b(?:later|end of) this (?:week|month|year|quarter|summer|autumn|fall|winter|spring)\b|\bnext (?:week|month|year|quarter|spring|summer|autumn"
    r"|fall|winter|phase|stage)\b"
    r"|\bin the coming (?:days|weeks|months|years)\b|\bupcoming\b|\bby the end of\b|\bdeadline\b|\bby (?:early |mid-|late )?20\d\d\b",
)
_AHEAD_ZH = re.compile(
    rf"预计|有望|即将|力争|计划(?=[于在到从向对将{HAN}]{{0,3}}(?:年|月|建|推|开|投|新|扩|完|实|收|出|发|募|裁|上|启|用|增))"
    rf"|拟(?=[于在将向对以定新收投建推出发募设增实引购转])|(?:年底|年末|月底|季度末|年中(?!期)|本月底|今年内)(?:之)?前?(?=[{HAN}])"
    r"|明年|后年|下个?(?:月|周|季度|半年|阶段|一步)|下半年|20\d\d年(?:底|末|初|中)?(?:之)?前|未来[一二三四五六七八九十几数\d两]*(?:年|个月|周|天)|届时"
    r"|截止日期|将(?:会|于|在|从|由|自)"
)
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_DAY = rf"(?:[A-Z][a-z]+day,? )?(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_AGENCY = r"(?:\([^()]{2,40}\)|/[\w ]{2,30}/)"
_PLACE = r"[A-Z][A-Za-z’'. -]{1,30}(?:, [A-Z][A-Za-z.]{1,20})?"
_CAPITALS = r"[A-Z]{4}[A-Z’'.]*(?:[ /-][A-Z][A-Z’'.]+)*|[A-Z]{2,}[’'.]*(?:[ /-][A-Z][A-Z’'.]+)+"
_DATELINE = re.compile(
    rf"(?:(?:{_CAPITALS})(?:, [A-Z][A-Za-z.]{{1,20}})?(?:[,.]? {_DAY})?(?:,? {_AGENCY})?|(?:{_PLACE},? )?{_DAY}(?:,? {_AGENCY})?|{_PLACE} {_AGENCY})"
    r"\s*[-–—]{1,2}\s+(?=[A-Z\d“\"‘'$€£])"
)
_DATELINE_ZH = re.compile(
    rf"(?:【[^】]{{2,30}}[电讯]】|(?:据)?[{HAN}]{{2,14}}(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日(?:电|讯)(?![{HAN}])|(?:本报|[{HAN}]{{2,8}}(?:社|网|报|财经|新闻))讯(?=[（(：:，,\s]))"
    r"\s*(?:[（(][^）)]{0,40}[）)])?[\s，,：:]*|[（(](?:记者|通讯员)[^）)]{1,30}[）)]\s*"
)
_MARKS = {"“": "”", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "【": "】", "[": "]", "‘": "’"}


def without_dateline(text: str) -> str:
    """The sentence without where and when it was filed, and by whom: `LONDON, Jan 27 (Wire) -`, `本报北京1月27日电（记者…）`."""
    found = (_DATELINE_ZH if language_of(text) == "zh" else _DATELINE).match(text)
    return text[found.end() :] or text if found else text


def is_furniture(text: str) -> bool:
    """A caption, a by-line, a plea to subscribe, a credit: part of the page, not of the story."""
    if language_of(text) == "zh":
        return _FURNITURE_ZH.search(text) is not None
    low = text.lower()
    return bool(_FURNITURE_START.match(low) or _FURNITURE.search(low))


def is_whole(text: str) -> bool:
    """A complete sentence of a quotable size: begun and ended as one, quotation and bracket marks closed."""
    if not (_ENDED.search(text) and _BEGUN.match(text) and is_balanced(text)):
        return False
    if language_of(text) == "zh":
        return 12 <= len(text) <= 220
    return 35 <= len(text) <= 480 and len(text.split()) >= 6


def is_balanced(text: str) -> bool:
    """Every opened quotation or bracket mark is closed in the text (’ doubles as an apostrophe, so single quotes are not judged)."""
    return all(text.count(opening) == text.count(closing) for opening, closing in _MARKS.items() if opening != "‘") and text.count('"') % 2 == 0


def leans(text: str) -> bool:
    """It needs the sentence before it: opens with a pronoun or a connective, or its speaker is only `he`."""
    opens = _DANGLING_ZH.match(text) if language_of(text) == "zh" else _DANGLING.match(text.lower())
    return opens is not None or is_speech(text) or _BARE_SPEAKER.search(_QUOTED.sub("", text)) is not None


def is_speech(text: str) -> bool:
    """Quotation from end to end: who says it stands elsewhere."""
    return len(_QUOTED.sub("", text).strip(" .,。，!！?？")) < 4


def is_chatty(text: str) -> bool:
    """Speaks as or to somebody outside of quotation marks, or asks: rarely what an item should say."""
    return bool(_CHATTY.search(_QUOTED.sub("", text).lower()) or text.rstrip("\"'”’」』)） ").endswith(("?", "？")))


def is_slight(text: str) -> bool:
    """Too short to tell much, or trailing off."""
    return len(text) < (18 if language_of(text) == "zh" else 55) or text.endswith(("…", "...", "…”"))


def has_figures(text: str) -> bool:
    """It counts something: money, share, amount."""
    return _FIGURES.search(text.lower()) is not None


def has_dates(text: str) -> bool:
    """It names a day, a month's day or a year."""
    return _DATES.search(text.lower()) is not None


def has_speaker(text: str) -> bool:
    """It says who says so."""
    return _SPEAKERS.search(text) is not None


def looks_ahead(text: str, year: int) -> bool:
    """It speaks of plans or dates ahead of the edition's `year`; one whose only years are gone by does not."""
    years = [int(found) for found in re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", text)]
    if years and max(years) < year:
        return False
    return bool(any(found > year for found in years) or _AHEAD.search(text.lower()) or _AHEAD_ZH.search(text) or _will_in_chinese(text))


def _will_in_chinese(text: str) -> bool:
    """将 says the future before a verb or an adverb; before a noun, pronoun or number it only puts the object first."""
    if "将" not in text:
        return False
    words = tagged_han_words(text)
    return any(word == "将" and after[0] in "vdp" for (word, _), (_, after) in pairwise(words))


_CLAUSE_ZH = re.compile(rf"[，；。！？]|[,;.!?](?=\s)|[:：](?!\d)|(?<=[{HAN}\d”」）%])\s+|\s[—–|-]+\s|——")
_CLAUSE_EN = re.compile(
    r"[;!?](?=\s)|(?<=[a-z]{3})[.](?=\s)|:(?=\s)|\s[—–|-]+\s|—|\s(?=(?:after|amid|despite|because|following|ahead of|while|although|unless)\s)",
)


_SMALL = re.compile(
    r"an?|the|of|to|in|on|for|at|by|from|with|and|or|but|as|its|their|his|her|our|my|is|are|was|were|be|been|has|have|had|will|would|can|could|may|not|after|before|over|under"
    r"|into|onto|than|that|who|which|whose|amid|about|between|during|since|until|via|per|this|these|more|most|new|every|each|[&+–—|/-]"
)


def cut(text: str, most: int) -> str:
    """The text within `most` characters: cut where a clause ends, else between words with an ellipsis; never in a word, number or quotation.

    A comma ends a clause in Chinese; in English it as often opens an apposition, so no cut is made there.
    """
    if len(text) <= most:
        return text
    clause = _CLAUSE_ZH if language_of(text) == "zh" else _CLAUSE_EN
    ends = [found.start() for found in clause.finditer(text) if 0.4 * most <= found.start() <= most]
    for end in reversed(ends):
        if is_balanced(text[:end]):
            return text[:end].rstrip()
    return cut_words(text, most - 1) + "…"


def at_clause(text: str, most: int) -> str:
    """Whole, or its first clauses within `most` characters; empty when no clause ends there."""
    shorter = cut(text, most)
    return "" if len(text) > most and shorter.endswith("…") else shorter


def cut_words(text: str, most: int, closed: bool = True) -> str:
    """The longest run of whole words from the start; numbers stay with what they count, no small word is left hanging, marks are `closed`."""
    words = han_words(text) if language_of(text) == "zh" else re.findall(r"\s*\S+", text)
    size, kept = 0, 0
    for word in words:
        size += len(word)
        if size > most:
            break
        kept += 1
    whole = words[:kept]
    while len(whole) > 1 and (_hangs(whole[-1]) or _joined(whole[-1], words[len(whole)]) or (closed and not is_balanced("".join(whole)))):
        whole.pop()
    return "".join(whole).rstrip(" ,，、:：;；-–—") or text[:most]


def _hangs(word: str) -> bool:
    bare = word.strip().lower()
    return not bare or _SMALL.fullmatch(bare) is not None or bare in STOP_ZH or bare[-1].isdigit()


def _joined(left: str, right: str) -> bool:
    """No place to cut between them: parts of one Latin word or number."""
    return bool(left and right) and left[-1].isascii() and right[0].isascii() and not left[-1].isspace() and not right[0].isspace()
