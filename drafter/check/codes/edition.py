"""ED6xx: what the run knows of the edition beyond its texts."""

from __future__ import annotations

from drafter.check.codes.nouns import Code, Told

EDITION: dict[str, Code] = {
    "fallback-section": Code(
        "ED601",
        "HIGH",
        Told(
            "no model wrote this section: the embedded writer laid out the items' own sentences",
            "analysis: the endpoint gave no answer in time",
            "write the section by hand, or run the same command again: what was answered is kept and not paid twice",
        ),
        Told(
            "本节不是模型写的，由内置程序用各条新闻的原句排成", "analysis：接口超时", "请手写本节，或把同一条命令再运行一次：已得到的回答会留用，不会重复付费"
        ),
    ),
    "fallback-item": Code(
        "ED602",
        "HIGH",
        Told(
            "no model's summary of this article could be used: the publisher's own sentences stand in its place",
            "the model refused; four sentences of the article stand in the item",
            "put the item into your own words or run again; in another language translate it",
        ),
        Told("这篇文章没有可用的模型摘要，以下是来源的原句", "模型拒绝回答，条目里是文章的四句原文", "请用自己的话改写（外文请翻译），或再运行一次"),
    ),
    "fallback-headline": Code(
        "ED603",
        "HIGH",
        Told("the source's own title stands as the item's headline", "the model's headline held a link twice", "write a headline"),
        Told("条目的标题是来源自己的标题", "模型两次写出的标题都带链接", "请拟一个标题"),
    ),
    "fallback-statement": Code(
        "ED604",
        "HIGH",
        Told(
            "the source's own sentence stands here, since the model's could not be kept",
            "the model's sentence had a figure that the source does not state",
            "put the sentence into your own words, or delete it",
        ),
        Told("这里是来源的原句，因为模型写的句子不能留用", "模型写的句子里有来源没有的数字", "请用自己的话改写，或删去"),
    ),
    "not-mended": Code(
        "ED605",
        "WARN",
        Told(
            "the model was told of this fault and did not mend it",
            "conclusion: paragraph 1: it repeats the analysis",
            "look at the place named and mend it by hand",
        ),
        Told("已把这处毛病告诉模型，模型没有改好", "conclusion：第1段重复了分析", "请看所指之处，手工改好"),
    ),
    "stand-in": Code(
        "ED606",
        "WARN",
        Told(
            "the item rests on the feed's own summary, since the page gave no text",
            "the page is behind a paywall; two sentences of the feed were all there was",
            "read the page before you publish",
        ),
        Told("本条只依据订阅源里的摘要，网页没有给出正文", "网页需付费，能读到的只有订阅源里的两句话", "发布前请打开网页核对"),
    ),
    "private": Code(
        "ED607",
        "WARN",
        Told(
            "the article is private: no model read it, and it stands in the source's own words outside the analysis",
            "a letter to members, put by with --private",
            "rewrite it and make sure that it may be published",
        ),
        Told("文章不公开：没有交给模型，以原句列出，也不进入分析", "用 --private 收进来的会员通讯", "请改写，并确认可以公开"),
    ),
    "outside-window": Code(
        "ED608",
        "WARN",
        Told(
            "the article is from outside the edition's days",
            "published on 3 January, in the edition of 23 to 30 January",
            "say in the item when it was published, or take it out",
        ),
        Told("文章不在本期的日期范围内", "1月3日发表，本期为1月23日至30日", "请在条目里写明日期，或删去本条"),
    ),
    "undated": Code(
        "ED609",
        "WARN",
        Told("the article states no date", "a page without any date", "look on the page when it was published"),
        Told("文章没有写明日期", "网页上找不到日期", "请到网页上核对发表日期"),
    ),
    "thin-edition": Code(
        "ED610",
        "WARN",
        Told("the edition has fewer items than were wanted (`select.min_items`)", "1 item; 2 were wanted", "decide whether to publish it"),
        Told("本期条目少于设定的最低数（select.min_items）", "只有1条，至少要2条", "请决定是否照发"),
    ),
    "rests-on-one-item": Code(
        "ED611",
        "WARN",
        Told(
            "a paragraph of the analysis rests on a single item, so it says that item again",
            "all sentences of the second paragraph name the same item",
            "bring in another item or shorten it",
        ),
        Told("分析里有一段只依据一条新闻，等于把它再说一遍", "第二段各句都只引同一条新闻", "请补上另一条新闻，或压缩这段"),
    ),
    "new-tag": Code(
        "ED612",
        "INFO",
        Told("a tag is not in the digest's vocabulary (`digest.tags`)", "'embedded-finance'", "add it to drafter.toml, or take a known one"),
        Told("标签不在本刊的词表里（digest.tags）", "'embedded-finance'", "请把它加进 drafter.toml，或换成已有的标签"),
    ),
    "no-model": Code(
        "ED613",
        "INFO",
        Told(
            "no model wrote this draft: sentences are the sources' own",
            "no key is stored, so the extractive writer made the draft",
            "put it into your own words; `drafter doctor` says how to set up a model",
        ),
        Told("草稿不是模型写的，句子都是来源的原句", "没有存密钥，由摘录程序成稿", "请用自己的话改写；drafter doctor 会说明怎样配置模型"),
    ),
    "theses-unchosen": Code(
        "ED614",
        "INFO",
        Told(
            "nobody chose what the analysis argues: it argues the strongest of the theses proposed",
            "5 theses were proposed; 3 are argued",
            "look at theses.txt, choose, and draft again if you want another one",
        ),
        Told("分析的论点没有人选过：用的是候选论点里最强的几个", "候选论点5个，用了3个", "请看 theses.txt，如要换论点，选好后再运行一次"),
    ),
    "runner-up": Code(
        "ED615",
        "INFO",
        Told(
            "the article was a candidate of the edition before and had no place there",
            "published before this edition's first day",
            "see that it is still news",
        ),
        Told("这篇文章上一期曾入围，没有排上", "发表日期早于本期首日", "请看它现在还算不算新闻"),
    ),
    "very-long-article": Code(
        "ED616",
        "INFO",
        Told("the article is so long that only its first parts were read", "a report of 400 pages", "look through the rest for what matters"),
        Told("文章太长，只读了前面几部分", "一份四百页的报告", "请浏览余下部分，看有没有要紧的内容"),
    ),
    "front-matter-fault": Code(
        "ED617",
        "WARN",
        Told("the front matter is missing, or engines read it otherwise than it was meant", "`date: 2026-13-01`", "mend the lines at the top of the file"),
        Told("文件头缺失，或者网站引擎读出来的不是原意", "`date: 2026-13-01`", "请改好文件开头的几行"),
    ),
    "not-understood": Code(
        "ED618",
        "INFO",
        Told("this part of the post is kept as it is, but no check read it", "a table; a block of HTML", "read this part yourself"),
        Told("文中这一部分原样保留，但没有经过核对", "一张表格；一段HTML", "这一部分请自己核对"),
    ),
    "editor-note-left": Code(
        "ED619",
        "INFO",
        Told(
            "a note for the editor still stands in the post", "Editor's note: the source states no date; please check.", "do what it asks, then delete the note"
        ),
        Told("文中还留着给编辑的提示", "编辑注：来源未写明日期，请核对。", "请照提示处理，然后删去这一段"),
    ),
    "thesis-not-carried": Code(
        "ED620",
        "WARN",
        Told(
            "a thesis that a person chose is not argued: the items that carry it are not in the edition",
            "“use” stands before a thesis in theses.txt, and both of its items were dropped",
            "choose another thesis, or take its items back into the edition",
        ),
        Told("有人选定的论点没有写进分析：支撑它的新闻不在本期", "theses.txt 里选了一个论点，它的两条新闻却都删掉了", "请另选论点，或把那几条新闻放回本期"),
    ),
    "not-news": Code(
        "ED621",
        "WARN",
        Told(
            "the model takes an item's article for an event listing or an aggregator's page, which is no news by itself",
            "a conference's page stands among the items",
            "drop it, or say what it is: `drafter add URL --kind news`",
        ),
        Told("模型认为某条的来源是活动预告或转载汇编，本身不是新闻", "条目里有一条是会议的报名页", "删去，或注明它是什么：`drafter add 网址 --kind news`"),
    ),
    "update": Code(
        "ED631",
        "INFO",
        Told(
            "the item goes on from an item of an earlier edition",
            "the talks of the edition before last; now the contract is signed",
            "see that the item says what is new, and that what is quoted from the earlier post is what readers need",
        ),
        Told("本条是往期某条新闻的后续", "前两期写了洽谈，本期写签约", "请看本条有没有写明新进展，所引前文是否恰当"),
    ),
    "repeat": Code(
        "ED632",
        "WARN",
        Told(
            "an earlier post told this, of this week or another: it has the same source, or nothing in the article is new",
            "picked by hand, two weeks after it was an item; an item of Monday's post in Thursday's",
            "say in the item why it stays, or drop it",
        ),
        Told(
            "本周或往期的另一篇已写过：来源相同，或文章里没有新内容",
            "两周前登过，又用 --pick 选入；周一那篇的一条又出现在周四那篇里",
            "请在条目里写明为何再登，或删去本条",
        ),
    ),
    "corrected-claim": Code(
        "ED633",
        "HIGH",
        Told(
            "a claim that was corrected stands here again",
            "“15亿美元” was corrected to “18亿美元” on 23 January, and the item says 15亿美元",
            "write what the correction says, or say why the earlier claim is right after all",
        ),
        Told("已经更正过的说法又出现在这里", "已把“15亿美元”更正为“18亿美元”，条目里又写成15亿美元", "请按更正改写；如原说法其实无误，请写明理由"),
    ),
    "corrected": Code(
        "ED634",
        "INFO",
        Told(
            "the source says otherwise, and a correction that readers are told of put these words here",
            "the article still has US$1.5 billion; the post was corrected to US$1.8 billion, because the bank restated it",
            "nothing, while the correction stands; `drafter undo` takes it back",
        ),
        Told(
            "来源仍是另一种说法，这几个字是更正时改的，读者已知悉",
            "文章仍写15亿美元；银行更新数字后，文中已更正为18亿美元",
            "更正有效时不必处理；drafter undo 可撤回更正",
        ),
    ),
}
