"""What is true of a site that an engine built of drafter's posts; the engines' test modules name the engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.config import Settings
from drafter.entities import Edition, Language
from drafter.post import escape
from tests.post import samples, sites

LANGUAGES: tuple[Language, ...] = ("zh", "en")
SOUP = samples.soup(400)
PLAIN_LINKS = {
    "zh": ["https://harbour.example.com/shore-power_%282026%29", "https://news.example.cn/a?id=7&page=1", "https://robots.example.net/%E4%BA%8C%E6%9C%9F"],
    "en": ["https://news.example.cn/a?id=7", "https://robots.example.net/phase-2"],
}


def hostile(profile: str, language: Language, number: int) -> tuple[Edition, Settings]:
    payload = samples.PAYLOADS[number]
    post = {"profile": profile, "spacing": "keep", "file_name": f"p{number}-{language}"}
    return samples.hostile(payload, language, "2026-W05"), sites.settings(digest=samples.hostile_digest(payload, language), post=post)


def hostile_week(profile: str, language: Language, number: int) -> tuple[Edition, Settings]:
    payload = samples.PAYLOADS[number]
    post = {"profile": profile, "spacing": "keep", "file_name": f"w{number}-{language}", "ai_disclosure": payload}
    digest = samples.hostile_digest(payload, language) | {"sections": (payload, "fine")}
    return samples.hostile_week(payload, language, "2026-W05"), sites.settings(digest=digest, post=post)


def plain(profile: str, language: Language, **post: object) -> tuple[Edition, Settings]:
    edition = samples.chinese() if language == "zh" else samples.english()
    chosen = sites.settings(
        digest={"language": language, "author": "编辑部"}, post={"profile": profile, "date": "zoned", "file_name": f"plain-{language}"} | post
    )
    return edition, chosen


def site_of(profile: str, folder: Path) -> Path:
    """One site with a post for every claim below."""
    posts = [hostile(profile, language, number) for number in range(len(samples.PAYLOADS)) for language in LANGUAGES]
    posts += [hostile_week(profile, language, number) for number in range(len(samples.PAYLOADS)) for language in LANGUAGES]
    posts += [plain(profile, language) for language in LANGUAGES]
    posts += [(samples.mixed(SOUP, "2026-W05"), sites.settings(post={"profile": profile, "spacing": "keep", "file_name": "soup"}))]
    if profile == "jekyll":
        posts += [plain(profile, "zh", folder="_posts", file_name="{date}-held-back")]
    for edition, chosen in posts:
        sites.write(folder, edition, chosen)
    sites.build(profile, folder)
    return folder


def shown(text: str) -> str:
    """Text as a reader sees it."""
    return sites.straight(escape.clean(text))


class Pages:
    """Claims about the site in the fixture `site` of `profile`."""

    profile: str

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("number", range(len(samples.PAYLOADS)))
    def test_a_hostile_text_in_every_field_is_only_text(self, site: Path, number: int, language: Language) -> None:
        edition, chosen = hostile(self.profile, language, number)
        seen = sites.look(site, f"p{number}-{language}")
        assert seen.live == []
        assert seen.blocks == samples.readable(edition, chosen, samples.WORDS[language])
        assert seen.title == seen.blocks[0][1]
        assert seen.links == [url for item in edition.items for link in (item.link, *item.further) if (url := escape.url(link.url))]

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("number", range(len(samples.PAYLOADS)))
    def test_a_hostile_text_in_updates_briefs_sections_and_notices_is_only_text(self, site: Path, number: int, language: Language) -> None:
        edition, _ = hostile_week(self.profile, language, number)
        seen = sites.look(site, f"w{number}-{language}", briefs=True)
        assert seen.live == []
        assert set(seen.links) <= {url for url in map(escape.url, samples.addresses(edition)) if url}
        texts = [text for _, text in seen.blocks]
        payload = shown(samples.PAYLOADS[number])
        assert sum(text.count(payload) for text in texts) >= 12, "every field shows it as it is"

    def test_markup_at_random_is_only_text(self, site: Path) -> None:
        seen = sites.look(site, "soup")
        wanted = []
        for text in SOUP:
            wanted += [("h3", shown(f"h{text}h")), ("p", shown(f"文{text}")), ("p", shown(f"Source: {text}"))]
        wanted += [("h2", "分析"), *(("p", shown(text)) for text in SOUP if shown(text)), ("h2", "结论")]
        assert seen.live == []
        assert seen.blocks[3:] == wanted

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_plain_draft_becomes_the_page_that_was_meant(self, site: Path, language: Language) -> None:
        seen = sites.look(site, f"plain-{language}")
        assert seen.live == []
        assert seen.date == "2026-01-31 07:30 +0800"
        assert [tag for tag, _ in seen.blocks].count("h3") == {"zh": 3, "en": 2}[language]
        assert seen.links == PLAIN_LINKS[language]
