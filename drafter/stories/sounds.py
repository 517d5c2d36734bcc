"""Foreign names by their sound: Tarnbrook and 塔恩布鲁克 have the same row of consonants. A hint, never a proof.

Chinese writes foreign names with a few hundred characters, one a syllable. A name's sound here is its consonants, those that
Chinese confuses brought together (r and l; f, v and w; s, z and x), vowels left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_SYLLABLES = """
=阿艾埃爱奥欧俄厄伊亚雅耶尤尧约于依; n=安恩因英昂翁扬延荫; f=沃瓦威维韦怀华魏乌武夫弗费菲法福佛弥; fn=温文旺芬凡范方冯;
b=巴布比贝博伯白柏拜鲍毕; bn=本宾班邦彬; p=帕普皮佩波珀派坡; pn=彭潘平庞; d=达德迪代戴多杜黛道; dn=登丹顿邓丁东栋;
t=塔特蒂泰托图陶忒; tn=滕坦廷汀唐通; k=卡克基科库凯考柯喀; kn=肯坎康孔昆; kf=奎; g=加格吉盖戈古高; gn=根甘贡冈;
h=哈赫海霍胡黑惠; hn=亨汉洪宏; l=拉勒雷莱利里丽莉罗洛卢鲁露吕尔劳赖瑞; ln=伦兰朗林琳隆龙; m=马玛姆米梅莫穆麦迈默;
mn=曼门蒙敏明; n=纳娜奈内尼妮诺努纽; nn=宁嫩农; s=萨斯塞西希席索苏思史丝沙什舍谢夏扎兹泽佐祖茨; sn=森桑辛松孙逊;
c=杰贾乔朱查切奇齐丘; cn=詹真;
"""
"""Consonants = the characters that write them, with any vowel."""
_CONSONANTS = {character: group.partition("=")[0].strip() for group in _SYLLABLES.split(";") for character in group.partition("=")[2].strip()}
_RUN = re.compile(f"[{''.join(_CONSONANTS)}]{{2,9}}")
_SPELLINGS = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"ph", "f"),
        (r"wh", "f"),
        (r"th", "t"),
        (r"sch|sh", "s"),
        (r"ch|tch", "c"),
        (r"ck", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c(?!$)(?=[^h])|c$", "k"),
        (r"qu", "kf"),
        (r"q", "k"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"j", "c"),
        (r"dg", "c"),
        (r"ng", "n"),
        (r"m(?=[bp])", "n"),
        (r"r(?=[^aeiouy]|$)", ""),
        (r"r", "l"),
        (r"[vw]", "f"),
        (r"(?<!^)h", ""),
        (r"[aeiouy]", ""),
    )
)
"""In this order."""
LEAST = 3
"""Consonants a sound must have to say anything."""


@lru_cache(maxsize=65536)
def latin_sound(name: str) -> str:
    """Of a name in Latin letters, lower case."""
    for pattern, instead in _SPELLINGS:
        name = pattern.sub(instead, name)
    return _collapsed(re.sub(r"[^a-z]", "", name))


def chinese_sounds(text: str) -> Iterator[tuple[str, str]]:
    """(characters, sound) of every run that may be a foreign name, and of the run without its first or last character."""
    for match in _RUN.finditer(text):
        run = match[0]
        for part in dict.fromkeys((run, run[1:], run[:-1], run[1:-1])):
            sound = _collapsed("".join(_CONSONANTS[character] for character in part))
            if len(sound) >= LEAST:
                yield part, sound


def spellings(sound: str) -> tuple[str, ...]:
    """A sound and, where it is long enough, itself with one consonant left out: two names sound alike when they share one."""
    if len(sound) < LEAST + 2:
        return (sound,)
    return tuple(dict.fromkeys((sound, *(sound[:at] + sound[at + 1 :] for at in range(len(sound))))))


def _collapsed(sound: str) -> str:
    return re.sub(r"(.)\1+", r"\1", sound)
