"""Words without meaning of their own in a news text: never what two sentences share, never a topic."""

from __future__ import annotations

_EN = """
a about above according across after again against ago all almost along already also although always am among an and another any anyone anything are
around as ask asked at away back be became because become been before began being below best better between big both but by called came can can't
cannot case come comes could couldn't day days did didn't different do does doesn't doing don't done down during each early either else end enough
even ever every everyone far few find first five for found four from full further gave get gets getting give given go goes going gone good got great
group had hadn't half has hasn't have haven't having he he's her here hers herself high him himself his hour hours how however i i'd i'll i'm i've if
in instead into is isn't it it's its itself just keep kept kind know known large last late later latest least left less let like likely little long
look looking lot low made main make makes making many may maybe me mean meanwhile might million billion minute minutes month months more most mr mrs
ms much must my myself near nearly need never new news next nine no nor not nothing now number of off often oh old on once one ones only onto or other
others our ours out over own part people per percent perhaps place point put quite rather real really recent recently report reported reports right
said same saw say saying says second see seem seen set several shall she should show showed shows since six small so some someone something soon still
such take taken takes ten than that that's the their theirs them then there there's these they they're thing things think this those though thought
three through thus time times to today together told too took toward towards trillion try two under until up upon us use used uses using very via want
was wasn't way we we're week weeks well went were what when where whether which while who whole whom whose why will with within without won't word
work working would wouldn't year years yes yesterday yet you you're your yours monday tuesday wednesday thursday friday saturday sunday january
february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec pm
"""
_ZH = """
的 了 和 是 在 就 都 而 及 与 着 或 一个 一些 一种 没有 我们 你们 他们 她们 它们 自己 这 那 这个 那个 这些 那些 这样 那样 这里 那里 什么 怎么 如何
为什么 因为 所以 但是 但 不过 然而 如果 虽然 即使 还是 而且 并且 并 以及 以 于 对 对于 关于 由 由于 从 到 向 把 被 将 让 使 给 为 为了 比 跟 同 按
按照 根据 据 经 通过 随着 之 之一 之后 之前 以来 以后 以前 其 其中 其他 另 另外 此 此外 此次 该 各 每 每个 某 本 某些 也 还 又 再 才 只 只是 仅 已
已经 曾 正 正在 正是 会 能 能够 可 可以 可能 应 应该 需 需要 要 想 很 更 最 较 非常 十分 比较 不 不是 不会 不能 没 无 有 有的 等 等等 中 上 下 里 内
外 前 后 时 时候 当 当时 目前 现在 今天 今年 去年 昨天 明天 明年 近日 日前 年 月 日 号 个 名 位 次 种 家 条 项 表示 称 指出 认为 介绍 说 说道 告诉
了解 显示 相关 有关 进行 开始 成为 出现 发生 方面 情况 问题 工作 记者 消息 新闻 报道 公司 来 去 做 看 看到 用 起 地 得 吧 吗 呢 啊 他 她 它 我 你 您
谁 几 多 少 大 小 新 好 第一 第二 两 三 一 二 四 五 六 七 八 九 十 万 亿 元 仍 仍然 则 却 便 就是 都是 也是 还有 同时 近 约 超过 达 达到 至 截至 期间
左右 以上 以下 本周 本月 上周 下周 部分 主要 进一步
"""

# Words that many stories share without being about them.
_DULL_EN = """
announce announced announcement available average company customer director executive feature group home include including launch launched launches
level member million offer official officials plan plans president product program project provide record release released service share special
spokesman spokesperson start started statement story support system team top total user version interview question issue issues problem problems
change changes public international national local global
"""

STOP_EN = frozenset(_EN.split())
STOP_ZH = frozenset(_ZH.split())
DULL_EN = frozenset(_DULL_EN.split())
