"""What `drafter prompts render` renders on: a kept article, a drafted edition, or the samples that travel with drafter."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError

from drafter import bundled, compose, house, judge, prompts, summarize
from drafter.asks import ChainInputs, ItemData, MendInputs
from drafter.compose import mend
from drafter.config import Settings
from drafter.entities import Article, Ask, Edition, Entry, Flag, Item, Link, Page, Source, Statement
from drafter.errors import KeptMissing, UsageError
from drafter.llm.extract.summary import summarize as own_sentences
from drafter.llm.extractive import ExtractiveWriter
from drafter.store.files import STATE, read_json
from drafter.store.pages import KeptPages
from drafter.voice.shown import in_house
from drafter.writing import Writing

MOST_PAGES = 50
"""Kept pages looked through for one that holds an article."""


def summaries(settings: Settings, folder: Path, url: str | None) -> tuple[list[Ask], str]:
    """The requests for one article (several for a long one), and which article it is. Raises KeptMissing."""
    article, origin = _kept_article(folder, url) or _from_pages(settings, folder, url)
    templates = {"summarize": prompts.load("summarize", folder, settings.post.form)}
    writing = Writing("", settings, templates, ExtractiveWriter, None, date.min, voice=house.read(folder, settings))
    return writing.summary_asks(article), origin


def verdicts(settings: Settings, folder: Path, url: str | None) -> tuple[list[Ask], str]:
    """The judge's request for one article: on the drafted item that rests on it, else on sentences of its own. Raises KeptMissing."""
    article, origin = _kept_article(folder, url) or _from_pages(settings, folder, url)
    drafted, _ = _edition(settings, folder, None)
    item = next((item for item in drafted.items if item.article_id == article.id and judge.statements(item)), None) or _sample_item(article, settings)
    given = judge.inputs(item, article, settings.digest.language)
    return ([judge.ask(prompts.load("judge", folder, settings.post.form), given)] if given else []), origin


def _sample_item(article: Article, settings: Settings) -> Item:
    answer = own_sentences(summarize.inputs(article, settings.digest.language, settings.length))
    statements = tuple(Statement(text=wanted.text) for wanted in answer.statements)
    return Item(id="i1", article_id=article.id, headline=article.title, statements=statements, link=Link(title=article.title, url=article.url))


def chain(name: str, settings: Settings, folder: Path, edition: str | None) -> tuple[list[Ask], str]:
    """The request of one step of the chain, and the edition it is rendered on. Raises UsageError, KeptMissing."""
    drafted, origin = _edition(settings, folder, edition)
    articles = {article.id: article for article in _articles(folder)}
    items = tuple(_item_data(item, articles, drafted) for item in drafted.items)
    voice = house.read(folder, settings)
    inputs = _mend(items, drafted, settings) if name == "mend" else in_house(_inputs(name, items, drafted, settings), name, voice)
    template = prompts.load(name, folder, settings.post.form)
    return [prompts.render(template, inputs, subject=drafted.name, temperature=settings.model.temperature)], origin


def _mend(items: tuple[ItemData, ...], drafted: Edition, settings: Settings) -> MendInputs:
    """As if a check had found its first figure at odds in the analysis' first sentence."""
    given = compose.analysis_inputs(items, drafted.theses, settings.digest.language, drafted.name, settings.length)
    fault = Flag(code="figure-not-in-source", severity="HIGH", where="analysis", message="“…” stands in no source")
    return mend.inputs(drafted.analysis, {1: (fault,)}, given)


def _inputs(name: str, items: tuple[ItemData, ...], drafted: Edition, settings: Settings) -> ChainInputs:
    language, length = settings.digest.language, settings.length
    if name == "theses":
        return compose.theses_inputs(items, language, drafted.name, length)
    if name == "analysis":
        return compose.analysis_inputs(items, drafted.theses, language, drafted.name, length)
    if name == "conclusion":
        return compose.conclusion_inputs(items, drafted.analysis, language, drafted.name, length)
    return compose.front_inputs(items, drafted.analysis, drafted.conclusion, settings.digest, drafted.name, length)


# Articles


def _articles(folder: Path) -> Iterator[Article]:
    """Kept articles as drafting read them; a file that is a Failure, or torn, is none."""
    for path in sorted((folder / STATE / "kept" / "articles").glob("*/*.json")):
        try:
            yield Article.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            continue


def _kept_article(folder: Path, url: str | None) -> tuple[Article, str] | None:
    for article in _articles(folder):
        if url is None or article.url == url:
            return article, article.url
    return None


def _from_pages(settings: Settings, folder: Path, url: str | None) -> tuple[Article, str]:
    own = [place for place in (folder / STATE / "kept" / "pages", folder / "pages") if place.is_dir()]
    demo = bundled.folder("demo") / "pages"
    known: list[str] = []
    for place in (*own, demo):
        listed = _urls(place)
        known += listed
        wanted = listed[:MOST_PAGES] if url is None else [url] if url in listed else []
        for one in wanted:
            if article := _extracted(KeptPages(place), one, settings):
                return article, f"{article.url}" + (" (of the demo)" if place == demo and not own else "")
    if url in known:
        raise KeptMissing(url or "", "the page is kept, but holds no article", "`drafter sources check --offline` says why")
    near = difflib.get_close_matches(url or "", known, n=3, cutoff=0.5)
    raise KeptMissing(
        url or str(folder), "is not kept", f"the nearest kept: {', '.join(near)}" if near else "run `drafter draft` once, so that its pages are kept"
    )


def _urls(place: Path) -> list[str]:
    urls: list[str] = []
    for path in sorted(place.glob("*.json")):
        try:
            facts = read_json(path)
        except (OSError, ValueError):  # torn: as good as not kept, as everywhere
            continue
        if isinstance(facts, dict) and isinstance(facts.get("url"), str):
            urls.append(facts["url"])
    return urls


def _extracted(pages: KeptPages, url: str, settings: Settings) -> Article | None:
    from drafter.collect.feeds import looks_like_feed
    from drafter.collect.reading import read_article

    page = pages.get(url)
    kind = page.headers.get("content-type", "") if isinstance(page, Page) else ""
    if not isinstance(page, Page) or looks_like_feed(page.body, kind):
        return None
    entry = Entry(url=url, source=Source(location=url, origin="kept page"))
    got = read_article(page.body, kind, url, page.final_url, entry, page.fetched_at, settings.fetch.min_text)
    return got if isinstance(got, Article) else None


# Editions


def _edition(settings: Settings, folder: Path, name: str | None) -> tuple[Edition, str]:
    drafted = {path.parent.name: path for path in sorted((folder / STATE / "editions").glob("*/edition.json"))}
    if name is not None and name not in drafted:
        near = difflib.get_close_matches(name, drafted, n=1, cutoff=0)
        raise UsageError(name, "is no drafted edition", f"the nearest is {near[0]}" if near else "`drafter draft` makes one")
    if not drafted:
        sample = bundled.find("templates", f"samples/edition.{settings.digest.language}.json", None)
        return Edition.model_validate_json(sample.read_bytes()), "sample items, since no edition is drafted yet"
    chosen = drafted[name or max(drafted)]
    try:
        return Edition.model_validate_json(chosen.read_bytes()), f"edition {chosen.parent.name}"
    except ValidationError as error:
        raise KeptMissing(str(chosen), f"cannot be read: {error.errors()[0]['msg']}", "draft the edition again") from error


def _item_data(item: Item, articles: dict[str, Article], drafted: Edition) -> ItemData:
    """As the chain sees it; where the article is no longer kept, its link says which site it is of."""
    if item.article_id in articles:
        return compose.item_data([item], articles, drafted.language)[0]
    return ItemData(
        id=item.id,
        headline=item.headline,
        statements=tuple(statement.text for statement in item.statements),
        source_title=item.link.title,
        site=urlsplit(item.link.url).hostname or "",
        published=item.published.value[:10] if item.published else "",
        language=drafted.language,
    )
