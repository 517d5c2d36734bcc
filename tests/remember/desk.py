"""A desk with editions behind it, made of invented files: what drafter wrote, what a person made of it, and what was decided."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from drafter.entities import Call, Edition, Evidence, Flag, Item, Language, Link, Paragraph, Stamp, Statement, Usage
from drafter.proofread.review import Line, Review, Waived, counted
from drafter.store import decisions, published
from drafter.store.decisions import Decision
from drafter.store.editions import edition_folder
from drafter.store.files import write_atomic, write_json
from drafter.store.published import Publication
from drafter.store.runs import Record

START = datetime(2026, 1, 9, 4, 0, tzinfo=UTC)
SENTENCES = {
    "zh": (
        "柳湾银行1月26日发出首批三张牌照，每家半年内的流通量不得超过20亿港元。",
        "申请人共有41家，落选的38家可在六个月后再申请。",
        "行长骆文澜说，上限是1月中旬才定下的。",
    ),
    "en": (
        "Willow Bay Bank handed out the first three licences on 26 January, each capped at HK$2 billion for six months.",
        "There were 41 applicants; the other 38 may apply again in six months.",
        "The cap was settled in the middle of January, said its governor, Mina Okafor.",
    ),
}
CHANGED = {"zh": "骆文澜行长说，上限到1月中旬才定。", "en": "Its governor, Mina Okafor, said the cap was settled only in mid-January."}
_HEADS = {"zh": ("主要新闻", "分析", "来源："), "en": ("Top stories", "Analysis", "Source:")}
_ANALYSIS = {
    "zh": "牌照先管住大户，小发行方先碰到的却是成本。",
    "en": "The licences limit the large holders, but small issuers meet the cost of entry first.",
}
_TITLE = {"zh": "柳湾银行发出首批牌照", "en": "Willow Bay Bank hands out licences"}


def start(folder: Path, language: Language = "zh") -> Path:
    """A digest without an edition."""
    folder.mkdir(parents=True, exist_ok=True)
    name = "柳湾周报" if language == "zh" else "Willow Bay Weekly"
    text = f'[digest]\nseries = "willow"\nname = "{name}"\nlanguage = "{language}"\ntimezone = "Asia/Shanghai"\n'
    (folder / "drafter.toml").write_text(text, encoding="utf-8")
    return folder


def add(folder: Path, week: int, language: Language = "zh", *, edits: int = 0, standing: int = 0, waived: int = 0, cost: float | None = 0.04) -> str:
    """An edition with its draft, its record, its review and what was decided; `edits` of its sentences (at most 3) are a person's. Returns its name."""
    name = f"2026-W{week:02d}"
    edition = _edition(name, language, START + timedelta(weeks=week - 2))
    where = edition_folder(folder, name)
    base, mine = _post(edition), _post(edition, edits)
    write_json(where / "edition.json", edition.model_dump(mode="json"))
    write_atomic(where / "draft.md", base)
    write_atomic(folder / "_drafts" / f"willow-2026-w{week:02d}.md", mine)
    write_json(where / "record.json", _record(edition, cost).model_dump(mode="json"))
    review = _review(edition, mine, standing, waived)
    write_json(where / "review.json", review.model_dump(mode="json"))
    decide(folder, name, *(_ignored(one.flag, one.reason, START + timedelta(weeks=week - 2, hours=1)) for one in review.waived))
    return name


def decide(folder: Path, name: str, *made: Decision) -> None:
    decisions.add(edition_folder(folder, name), made)


def publish(folder: Path, name: str) -> None:
    """Move the draft to where posts lie and enter it in the ledger, as `drafter publish` does."""
    draft = folder / "_drafts" / f"willow-{name.lower()}.md"
    day = (START + timedelta(weeks=int(name[-2:]) - 2)).date().isoformat()
    post = folder / "_posts" / f"{day}-willow-{name.lower()}.md"
    post.parent.mkdir(exist_ok=True)
    draft.rename(post)
    published.add(folder, Publication(post=post.relative_to(folder).as_posix(), edition=name, date=day))


def flag(**said: Any) -> Flag:
    """A flag about the first sentence, or as said."""
    about = {"code": "figure-elsewhere", "severity": "WARN", "where": _TITLE["zh"], "message": "m", "words": "20亿港元", "statement": SENTENCES["zh"][0]}
    return Flag.model_validate(about | said)


def _ignored(one: Flag, reason: str, at: datetime) -> Decision:
    return Decision(
        at=at, what="ignored", by="林若", piece="item:https://a.example/licences", code=one.code, words=one.words, before=one.statement, reason=reason
    )


def _edition(name: str, language: Language, at: datetime) -> Edition:
    said = tuple(
        Statement(text=text, evidence=(Evidence(article_id="a" * 12, sentence_ids=(f"s{number}",), quote=f"quote {number}"),))
        for number, text in enumerate(SENTENCES[language], 1)
    )
    link = Link(title="Willow Bay hands out licences", url="https://a.example/licences")
    item = Item(id="i1", article_id="a" * 12, headline=_TITLE[language], statements=said, link=link)
    analysis = Paragraph(statements=(Statement(text=_ANALYSIS[language], kind="inference", rests_on=("i1",)),))
    none = Paragraph(statements=())
    title = f"{_TITLE[language]} {name}"
    return Edition(
        name=name, language=language, date=Stamp(value=at.isoformat()), title=title, lede=none, items=(item,), analysis=(analysis,), conclusion=(), tags=()
    )


def _post(edition: Edition, edits: int = 0) -> str:
    language = edition.language
    items, analysis, source = _HEADS[language]
    said = [CHANGED[language] if edits >= 1 and text == SENTENCES[language][2] else text for text in SENTENCES[language]]
    said = [text for number, text in enumerate(said) if not (edits >= 2 and number == 1)]
    said += [("另见上期。" if language == "zh" else "See also last week.")] if edits >= 3 else []
    between = "" if language == "zh" else " "
    link = edition.items[0].link
    return (
        f'---\ntitle: "{edition.title}"\ndate: {edition.date.value[:10]}\n---\n\n# {edition.title}\n\n## {items}\n\n### {edition.items[0].headline}\n\n'
        f"{between.join(said)}\n\n**{source}** [{link.title}]({link.url})\n\n## {analysis}\n\n{_ANALYSIS[language]}\n"
    )


def _record(edition: Edition, cost: float | None) -> Record:
    about = {"subject": edition.items[0].link.url, "model": "test-writer", "key": "0" * 64, "attempt": 1, "kept": False, "calls": 1}
    call = Call.model_validate({"prompt": "summarize", **about, "usage": Usage(input_tokens=900, output_tokens=200), "cost": cost})
    return Record(writer="openai", calls=(call,), cost_usd=cost)


def _review(edition: Edition, post: str, standing: int, waived: int) -> Review:
    texts = [text for text in SENTENCES[edition.language] if text in post]
    flags = tuple(flag(words=_figure(text), statement=text, message=f"found {number}") for number, text in enumerate(texts[:standing]))
    let = tuple(
        Waived(flag=flag(words=_figure(text), statement=text), reason="已向银行核实" if edition.language == "zh" else "The bank confirmed it")
        for text in texts[:waived]
    )
    headline = Line(text=edition.items[0].headline, part="headline", where=edition.items[0].headline, standing="traced")
    lines = [
        Line(text=text, part="item", where=edition.items[0].headline, standing="traced", flags=tuple(one for one in flags if one.statement == text))
        for text in texts
    ]
    analysis = Line(text=_ANALYSIS[edition.language], part="analysis", where="analysis", standing="not-checked", why="its wording")
    every = (headline, *lines, analysis)
    return Review(edition=edition.name, language=edition.language, title=edition.title, counts=counted(every, flags, let), flags=flags, waived=let, lines=every)


def _figure(text: str) -> str:
    """The sentence's first figure with what belongs to it."""
    found = re.search(r"(?:HK\$)?\d+(?:亿港元|家| billion)?", text)
    return found[0] if found else text[:6]


def lines_of(folder: Path, name: str) -> list[dict[str, Any]]:
    """The edition's decisions, as they stand in their file."""
    path = edition_folder(folder, name) / decisions.FILE
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
