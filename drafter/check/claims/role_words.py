"""Verbs that tell who did it to whom, as families of the same deed in English and Chinese."""

from __future__ import annotations

import re

FAMILIES: dict[str, tuple[str, str]] = {
    # family: (English verbs with the passive's participle, Chinese verbs)
    "buy": (
        (
            r"acquir(?:e|es|ed|ing)|buy(?:s|ing)?|bought|purchas(?:e|es|ed|ing)|tak(?:e|es|ing) over|took over|taken over|takeover|"
            r"acquisition|buyout|snapped up|owned|owns"
        ),
        r"收购|并购|洽购|购得|买下|购入|买入(?!价|量|额|方)|接手|入主",
    ),
    "sell": (r"sell(?:s|ing)?|sold|divest(?:s|ed|ing)?|offload(?:s|ed|ing)?", r"出售|卖给|卖出|售予|转让|出让|卖掉|变卖"),
    "invest": (r"invest(?:s|ed|ing)?|inject(?:s|ed|ing)?", r"增资|注资|入股|参股|投资(?!者|人|银行|公司|基金|机构)"),
    "lead": (r"(?:led|leads|leading|lead)(?=[;.,]|$| (?:by|the|its|a|[A-Z][\w-]+(?: [A-Z]\w+)*['’]s))", r"领投"),
    "follow": (r"took part|take part|participated|joined", r"跟投|参投"),
    "sue": (
        r"su(?:e|es|ed|ing)|(?:brought|bring|filed|launched)(?= (?:an? |the )?(?:\w+ )?(?:against|suit|lawsuit|case|complaint))|brought(?= against)",
        r"起诉|提起(?=[^，。；]{0,12}?诉讼)|控告|状告",
    ),
    "appeal": (r"appeal(?:ed|ing|s)?(?! court)", r"上诉(?!法院)"),
    "overtake": (
        r"overtak(?:e|es|en|ing)|overtook|pass(?:ed|es)(?= (?-i:[A-Z])[a-z]+ (?:in|to|as|with)(?![a-z]))|surpass(?:es|ed|ing)?|outsold|outpaced",
        r"超越|赶超|反超|超过(?!\d|了?[一二三四五六七八九十百千万半两]|约|其|预期)",
    ),
    "license": (r"licens(?:e|es|ed|ing)|licenc(?:e|es|ed|ing)(?= (?:its|the))", r"授权"),
    "pay": (r"pay(?:s|ing)?(?! Pay)|paid|compensat(?:e|es|ed|ing)", r"支付(?=[^，。；]{0,14}(?:费|元|款|赔|给|金|镑|法郎|卢比|万|亿))|赔偿(?!金)|赔付"),
    "receive": (r"", r"获得[^，。；]{0,8}?赔偿|获赔"),
    "withdraw": (
        r"withdr(?:aws?|ew|awn|awing)|(?:drop(?:s|ped)?|pull(?:s|ed)?|abandon(?:s|ed)?|scrap(?:s|ped)?)"
        r"(?= (?:its|an?|the|their)(?: \w+){0,3} (?:application|bid|offer|plan|filing|request)s?)",
        r"撤回|撤销|撤走|放弃(?=[^，。；]{0,12}(?:申请|竞购|报价|要约))",
    ),
    "recall": (r"recall(?:s|ed|ing)", r"召回"),
    "suspend": (r"suspend(?:s|ed|ing)?|paus(?:e|es|ed|ing)|halt(?:s|ed|ing)?", r"暂停|中止"),
    "manage": (r"manag(?:e|es|ed|ing)|run(?:s|ning)?|ran|operat(?:e|es|ed|ing)", r"管理|运营|代管"),
    "blame": (r"blam(?:e|es|ed|ing)|accus(?:e|es|ed|ing)", r"归咎于|指责|指控"),
    "lift": (r"lift(?:s|ed|ing)?|repeal(?:s|ed|ing)?", r"解除|取消|放开"),
    "pass": (r"pass(?:ed|es|ing)?|approv(?:e|es|ed|ing)|clear(?:s|ed|ing)(?! the way)", r"批准|通过|核准"),
    "reject": (r"reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|veto(?:es|ed)?|block(?:s|ed|ing)?", r"驳回|否决|拒绝"),
    "fine": (r"fin(?:es|ed|ing)(?! out)|penali[sz](?:es|ed)", r"处罚|罚款"),
    "succeed": (r"succeed(?:s|ed|ing)?|replac(?:e|es|ed|ing)", r"接替|取代|继任|接任"),
    "order": (r"order(?:s|ed|ing)?|instruct(?:s|ed|ing)?", r"责令|勒令|下令|命令"),
    "borrow": (r"borrow(?:s|ed|ing)?", r"借入|借款|贷款(?=[^，。；]{0,6}?自)"),
    "lease": (r"leas(?:e|es|ed|ing)|rent(?:s|ed|ing)?", r"租用|租赁|租给|出租"),
    "supply": (r"suppl(?:y|ies|ied|ying)|provid(?:e|es|ed|ing)", r"供应|供货|提供"),
    "shrink": (r"shr(?:ink|inks|ank|unk)|contract(?:s|ed)|fell|drop(?:s|ped)|declin(?:e|es|ed)", r"萎缩|下降|下滑|收缩|减少"),
    "record": (r"hit (?:its|their|a|an|the)? ?(?:highest|record|all-time)|record high", r"新高"),
}
VERBS = re.compile(
    "|".join(f"(?P<e{at}>(?<![A-Za-z])(?:{english})(?![A-Za-z]))" for at, (english, _) in enumerate(FAMILIES.values()) if english)
    + "|"
    + "|".join(f"(?P<z{at}>{chinese})" for at, (_, chinese) in enumerate(FAMILIES.values())),
    re.I,
)
FAMILY_NAMES = tuple(FAMILIES)
