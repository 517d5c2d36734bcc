"""PU7xx: what publishing looks at once more."""

from __future__ import annotations

from drafter.check.codes.nouns import Code, Told

PUBLISHING: dict[str, Code] = {
    "live-markup": Code(
        "PU701",
        "BLOCK",
        Told(
            "the post holds markup that an engine or a browser acts on",
            "<script>, an onclick handler, a javascript: address, {% include %}",
            "take it out, or write it so that it shows as text; no override lets it through, only a waiver of these very words",
        ),
        Told(
            "文中有会被网站程序或浏览器执行的标记",
            "<script>、onclick、javascript: 网址、{% include %}",
            "请删去，或改写成只显示的文字；--override 不能放行，只能就这几个字单独豁免",
        ),
    ),
    "link-dead": Code(
        "PU702",
        "HIGH",
        Told("a cited page is not there any more", "404 Not Found an hour before publishing", "find the page's new address or another source"),
        Told("所引网页已经打不开", "发布前一小时打开是404", "请找到新网址，或换一个来源"),
    ),
    "source-retitled": Code(
        "PU703",
        "WARN",
        Told(
            "a cited page has another title than when it was read",
            "“Bank to cut 900 jobs” is now “Bank denies job cuts”",
            "read the page again: a new title often means a corrected story",
        ),
        Told("所引网页的标题改了", "《某银行将裁员900人》改成了《某银行否认裁员》", "请重读网页：改标题往往意味着报道有更正"),
    ),
    "evidence-gone": Code(
        "PU704",
        "HIGH",
        Told(
            "the sentence that carries ours does not stand on the cited page any more",
            "the page now says US$12 million where it said US$15 million",
            "read the page again and mend the sentence, or cite another source",
        ),
        Told("支持这句话的原句在所引网页上找不到了", "网页把1500万美元改成了1200万美元", "请重读网页，改好这句话，或换一个来源"),
    ),
}
