"""GR170-GR179: a model's opinion of a statement."""

from __future__ import annotations

from drafter.check.codes.nouns import Code, Told

_WAY_OUT = "read the statement beside the source; it is one model's opinion, and models are wrong about as often as in one case of four"
_WAY_OUT_ZH = "请对照来源读这一句；这只是模型的看法，模型大约每四次会错一次"

JUDGED: dict[str, Code] = {
    "judged-contradicted": Code(
        "GR170",
        "WARN",
        Told("a model holds that the article says the opposite", "“the bank ended the pilot” where the article says it was extended", _WAY_OUT),
        Told("模型认为文章说的正相反", "写“银行已结束试点”，文章说试点延长", _WAY_OUT_ZH),
    ),
    "judged-unsupported": Code(
        "GR171",
        "WARN",
        Told("a model does not find the statement in the article", "“staff were told in advance”, of which the article says nothing", _WAY_OUT),
        Told("模型在文章里没有找到这句话的依据", "写“员工事先得到通知”，文章没有提到", _WAY_OUT_ZH),
    ),
    "judged-partly": Code(
        "GR172",
        "WARN",
        Told(
            "a model holds that a part of the statement goes further than the article",
            "“because of the new rule”, a cause that the article does not give",
            _WAY_OUT,
        ),
        Told("模型认为这句话有一部分超出了文章", "写“因新规而……”，文章没有说明原因", _WAY_OUT_ZH),
    ),
}
