"""What orders to a language model look like, in English and Chinese. Every gap is bounded, so that no text makes a search slow."""

from __future__ import annotations

import re

_MODEL = (
    r"(?:ai|a\.i\.|llms?|(?:large )?language models?|chat ?bots?|assistants?|summari[sz]ers?|gpt|chatgpt|claude|gemini|copilot"
    r"|ai (?:agents?|systems?|assistants?|models?))"
)
_RULES = r"(?:instructions?|prompts?|commands?|rules?|guidelines?|directions?|constraints?|directives?|context|tasks?)"
_BEFORE = r"(?:previous|prior|above|earlier|preceding|existing|original|system|all|any|your|these|those|former|foregoing|initial)"
_PLACE = r"(?:summary|digest|output|response|answer|reply|headline|draft|newsletter)"
_TELL = r"(?:write|add|insert|include|append|say|state|mention|respond|reply|answer|output|print|begin|start|end)"

_ENGLISH = (
    # Ignore what you were told.
    rf"\b(?:ignore|disregard|forget|override|bypass|discard|do not follow|stop following|pay no attention to)\b[^.!?\n]{{0,40}}\b{_BEFORE}\b"
    rf"[^.!?\n]{{0,30}}\b{_RULES}\b",
    r"\b(?:ignore|disregard|forget) (?:all (?:of )?)?your (?:previous|prior|earlier|original)\b",
    r"\b(?:ignore|disregard|forget) (?:all (?:of )?)?(?:the )?(?:everything|anything|text|content) (?:above|before|prior|you (?:were|have been) told)",
    # You are somebody else now.
    rf"\b(?:you are|you're|act as|pretend (?:to be|you are)) now (?:an? |the )?(?:\w+ ){{0,3}}{_MODEL}\b",
    r"\b(?:you are|you're) now (?:in )?(?:\w+ ){0,2}(?:mode|dan|jailbroken|unrestricted|free from)\b",
    # Headings of a prompt.
    r"\b(?:new|updated|revised|additional|hidden|real|actual) (?:system )?(?:instructions?|prompt|directive)s?\s*(?:for (?:\w+ ){0,4})?:",
    r"\b(?:system|developer) (?:prompt|message|instruction|override)s?\s*:",
    r"<\|?(?:im_start|im_end|system|endoftext|assistant|begin_of_text|eot_id)\|?>|\[/?INST\]|<</?SYS>>|<information>|</?(?:system|instructions?)>",
    r"(?:^|\n)\s*(?:#{1,6}\s*\(?|```)(?:system|new (?:task|instructions?)|assistant)[_ a-z]{0,12}(?:\)|:|\b)|\brole update\s*:",
    r"[-=]{3,}\s*(?:begin|end)\b[^\n]{0,40}\b(?:prompt|instructions?|article|source|document|system)"
    r"|\b(?:begin|end) of (?:the )?(?:system|untrusted|source|article|document|prompt)(?: \w+)?\s*[-=]{3,}",
    # Whoever reads this, if it is a model.
    rf"\b(?:note|message|instructions?|attention|notice|memo|request|reminder|important)[^.!?\n]{{0,12}}\b(?:to|for)\b (?:all |any |the |every )?{_MODEL}\b"
    rf"[^.!?\n]{{0,40}}[:—]",
    rf"\bif you(?:'re| are) (?:an? |the )?(?:\w+ ){{0,2}}{_MODEL}\b",
    rf"\b{_MODEL} (?:reading|summari[sz]ing|processing|parsing) (?:this|the following)\b",
    rf"\bdear {_MODEL}\b",
    r"\b(?:this is|it's) an? (?:important )?message from (?:me|your (?:user|developer|owner|operator|administrator))\b|\bbefore you can solve the task\b",
    # What it is to write.
    r"\b(?:reveal|print|output|repeat|disclose)\b[^.!?\n]{0,30}\b(?:your|the) (?:system |hidden |initial |secret )?(?:system prompt|prompt|instructions)\b",
    rf"\b(?:in|into|to|at the end of) your {_PLACE}\b[^.!?\n]{{0,40}}\b{_TELL}\b|\b{_TELL}\b[^.!?\n]{{0,60}}\b(?:in|into|to|of) your {_PLACE}\b",
    rf"\byour {_PLACE} (?:must|should|shall|will|has to|needs to)\b|\b(?:begin|start|end) your {_PLACE}\b",
    r"\b(?:respond|reply) (?:only|solely|exactly|just) (?:with|in)\b|\b(?:reply|respond) with (?:the (?:word|phrase|text|string)|exactly)\b",
    r"\bdo not (?:summari[sz]e|mention|report on) (?:this article|any other|the other|other) ?(?:articles?|sources?|items?)?\b",
    r"\b(?:set|change) the (?:title|headline|tags?) (?:of (?:the|this|your) (?:digest|newsletter|post|edition) )?to\b",
)
_WHOM = "(?:AI|人工智能|大模型|语言模型|模型|AI助手|智能助手|聊天机器人|摘要(?:程序|工具|器)|编辑助手|GPT|ChatGPT)"
_ORDERS = "(?:指令|指示|提示词?|命令|设定|约束|任务)"
_PART = "(?:摘要|总结|标题|回答|回复|输出|简报|周报|导语|结论|草稿|标签)"
_CHINESE = (
    rf"(?:忽略|无视|忘记|忘掉|不要理会|不必理会|无需理会|不用理会|抛开|绕过|停止遵守)[^。！？\n]{{0,10}}"
    rf"(?:之前|以前|先前|此前|以上|上述|上面|前面|前文|所有|一切|全部|任何|系统|原有|原来|既有|现有|你的)[^。！？\n]{{0,12}}{_ORDERS}",
    r"(?:忽略|无视|不要理会)(?:以上|上述|上面|前面|之前)的?(?:所有|全部)?(?:内容|要求|规则|说明)",
    r"你现在是|从现在(?:起|开始)，?你|你将扮演|请扮演|假装你是|你不再是",
    r"(?:系统|开发者)(?:提示词?|消息|指令)\s*[:：]|(?:新的?|更新后的?|真正的?|最新的?|补充|附加)(?:系统)?(?:指令|提示词)\s*[:：]|角色更新\s*[:：]",
    r"[=＝-]{3,}\s*(?:文章|正文|来源|原文|内容)[^\n]{0,8}(?:结束|到此)",
    rf"(?:如果|若|假如|当)(?:你|您)(?:是|为)(?:一个|一款|一名|正在阅读本文的)?{_WHOM}|作为(?:一个|一款)?{_WHOM}，?(?:你|您|请)",
    rf"(?:致|给|告)(?:所有|各位|阅读本文的|正在阅读(?:本文|此文)?的|处理本文的)?{_WHOM}(?:的(?:说明|提示|指令|话|留言|要求))?\s*[:：]",
    rf"(?:请|务必|必须|一定要|记得)[^。！？\n]{{0,8}}(?:在|于|往)?{_PART}(?:中|里|开头|结尾|末尾|最后)[^。！？\n]{{0,10}}(?:写|加|插入|附|注明|输出|包含|推荐|提到|声明)",
    rf"在{_PART}(?:里|中)(?:加入|写入|写上|插入)|把(?:周报|本期|简报|摘要|文章)?的?{_PART}(?:改成|改为|设为|换成)",
    r"(?:泄露|输出|打印|重复|说出|发送|写出)[^。！？\n]{0,10}系统提示词?|把[^。！？\n]{0,6}系统提示词?",
    r"只(?:需)?(?:输出|回复|返回)[^。！？\n]{0,20}(?:即可|二字|字样)|(?:不要|不得|禁止)(?:总结|概括|摘要|提及|提到)(?:本文|这篇|其他|其它|别的)",
)
ORDER = re.compile("|".join(f"(?:{pattern})" for pattern in _ENGLISH), re.IGNORECASE)
ORDER_ZH = re.compile("|".join(f"(?:{pattern})" for pattern in _CHINESE), re.IGNORECASE)
