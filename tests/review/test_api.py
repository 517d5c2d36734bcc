"""What the page asks for and sends, over real HTTP: the file stays the truth."""

from __future__ import annotations

import json
from typing import Any

import pytest

from drafter.post.read import parse
from drafter.review.difference import words
from tests.review.material import EDITION, FIGURE, Site
from tests.review.test_guard import ask


def get(site: Site, path: str) -> Any:
    answer = ask(site, "GET", path)
    assert answer.status == 200
    return json.loads(answer.read())


def send(site: Site, method: str, path: str, data: object) -> tuple[int, Any]:
    answer = ask(site, method, path, data)
    return answer.status, json.loads(answer.read())


def piece(site: Site, key: str) -> dict[str, Any]:
    return next(one for one in get(site, "/state")["pieces"] if one["key"] == key)


def save(site: Site, key: str, before: str, text: str) -> tuple[int, Any]:
    return send(site, "PUT", "/pieces/x", {"key": key, "before": before, "text": text})


def test_pieces_say_what_a_person_did_to_them(served: Site) -> None:
    states = {one["key"]: one["state"] for one in get(served, "/state")["pieces"]}
    assert set(states.values()) == {"untouched"}
    served.file.write_text(served.text.replace("## 结论", "## 编者的话\n\n写一句。\n\n## 结论").replace(FIGURE, "99.99%"), encoding="utf-8")
    states = {one["key"]: one["state"] for one in get(served, "/state")["pieces"] if one["state"] != "untouched"}
    assert sorted(states.values()) == ["added", "edited"]
    assert states["other:编者的话"] == "added"


def test_a_save_writes_its_piece_and_nothing_else(served: Site) -> None:
    before = served.text
    one = piece(served, "conclusion")
    status, said = save(served, "conclusion", one["text"], one["text"].replace("## 结论\n\n", "## 结论\n\n补一句。"))
    assert status == 200
    assert said["key"] == "conclusion"
    assert served.text == before.replace("## 结论\n\n", "## 结论\n\n补一句。")


def test_a_stale_save_changes_nothing_and_gives_both_texts(served: Site) -> None:
    one = piece(served, "conclusion")
    served.change("## 结论\n\n", "## 结论\n\n别人写的。")
    status, said = save(served, "conclusion", one["text"], one["text"] + "我写的。\n")
    assert status == 412
    assert "别人写的。" in said["there"]
    assert "我写的。" not in served.text


def test_two_editors_of_different_pieces_do_not_meet(served: Site) -> None:
    one, other = piece(served, "conclusion"), piece(served, "analysis")
    assert save(served, "conclusion", one["text"], one["text"] + "甲。\n")[0] == 200
    assert save(served, "analysis", other["text"], other["text"].replace("## 分析\n\n", "## 分析\n\n乙。"))[0] == 200
    assert "甲。" in served.text
    assert "乙。" in served.text


def test_a_heading_typed_into_a_piece_can_be_typed_on(served: Site) -> None:
    one = piece(served, "conclusion")
    first = one["text"] + "\n## 编者的"
    status, said = save(served, "conclusion", one["text"], first)
    assert (status, said["key"]) == (200, "")
    status, said = save(served, "conclusion", first, first + "话\n\n一句。\n")
    assert status == 200
    assert "## 编者的话\n\n一句。\n" in served.text


def test_a_changed_source_address_renames_the_piece(served: Site) -> None:
    one = next(one for one in get(served, "/state")["pieces"] if one["kind"] == "item")
    url = one["links"][0]["url"]
    status, said = save(served, one["key"], one["text"], one["text"].replace(url, "https://moved.example/x"))
    assert status == 200
    assert said["key"] == "item:https://moved.example/x"


@pytest.mark.parametrize("words", ["<<<<<<< mine\n", "nul \x00\n"])
def test_words_that_would_make_it_no_post_are_refused_and_the_file_stays(served: Site, words: str) -> None:
    before = served.text
    one = piece(served, "conclusion")
    status, said = save(served, "conclusion", one["text"], words + one["text"])
    assert status == 422
    assert said["way_out"]
    assert served.text == before


def test_windows_line_ends_stay(served: Site) -> None:
    served.file.write_bytes(served.text.replace("\n", "\r\n").encode())
    one = piece(served, "conclusion")
    assert "\r" not in one["text"]
    assert save(served, "conclusion", one["text"], one["text"] + "一句。\n二句。\n")[0] == 200
    assert served.text.endswith("一句。\r\n二句。\r\n")
    assert "\n" not in served.text.replace("\r\n", "")


def test_a_file_that_is_no_post_by_now_is_told_and_not_written(served: Site) -> None:
    one = piece(served, "conclusion")
    served.file.write_text("<<<<<<< HEAD\n" + served.text, encoding="utf-8")
    before = served.text
    answer = ask(served, "GET", "/state")
    assert answer.status == 422
    assert "git" in json.loads(answer.read())["what"]
    assert save(served, "conclusion", one["text"], one["text"] + "x。\n")[0] == 422
    assert served.text == before


def test_a_missing_file_is_told(served: Site) -> None:
    served.file.unlink()
    assert ask(served, "GET", "/state").status == 422


def test_a_wrong_figure_is_flagged_at_its_words_with_the_sources_sentence(served: Site) -> None:
    served.change(FIGURE, "99.89%")
    review = get(served, "/review")
    flag = review["flags"][0]
    assert flag["severity"] in ("BLOCK", "HIGH")
    assert flag["words"] == "99.89%"
    assert FIGURE in flag["nearest"] or FIGURE in flag["sentence"]
    one = next(one for one in get(served, "/state")["pieces"] if one["id"] == flag["piece"])
    assert one["text"].encode("utf-16-le")[flag["start"] * 2 : flag["end"] * 2].decode("utf-16-le") == "99.89%"


def test_each_sentence_has_its_source_and_the_article_is_text(served: Site) -> None:
    review = get(served, "/review")
    line = next(line for line in review["lines"] if FIGURE in line["text"])
    assert line["standing"] == "traced"
    assert not line["cited"][0]["own"]
    found = get(served, f"/articles?url={line['cited'][0]['url']}")
    assert found["site"]
    assert found["published"] == "2026-01-29"
    assert any(line["cited"][0]["text"] in sentences for sentences in found["paragraphs"])
    assert ask(served, "GET", "/articles?url=https://nowhere.example/").status == 404


def test_a_flag_that_is_let_stand_goes_for_as_long_as_its_words(served: Site) -> None:
    served.change(FIGURE, "99.89%")
    flag = get(served, "/review")["flags"][0]
    assert send(served, "POST", "/waivers", {"flag": flag["id"], "reason": "  "})[0] == 422
    assert send(served, "POST", "/waivers", {"flag": flag["id"], "reason": "银行来电更正"})[0] == 200
    after = get(served, "/review")
    assert flag["id"] not in [one["id"] for one in after["flags"]]
    assert [one["reason"] for one in after["waived"]] == ["银行来电更正"]
    assert len(list((served.digest / EDITION / "waivers").glob("*.json"))) == 1
    served.change("99.89%", "99.88%")
    assert any(one["words"] == "99.88%" for one in get(served, "/review")["flags"])
    served.change("99.88%", "99.89%")
    assert send(served, "DELETE", f"/waivers/{flag['id']}", {})[0] == 200
    assert flag["id"] in [one["id"] for one in get(served, "/review")["flags"]]


def test_the_form_changes_its_values_and_every_other_byte_stays(served: Site) -> None:
    before = get(served, "/front")
    assert before["tags"]
    assert set(before["tags"]) <= set(before["known"])
    status, _ = send(served, "PUT", "/front", {"title": '新题："引号" {{ x }}', "excerpt": before["excerpt"], "tags": ["payments", "新标签"]})
    assert status == 200
    post = parse(served.text)
    assert post.front.data["title"] == '新题："引号" {{ x }}'
    assert post.front.data["tags"] == ["payments", "新标签"]
    assert post.front.data["excerpt"] == before["excerpt"]
    assert post.h1
    assert post.h1.text == '新题："引号" {{ x }}'
    assert "{{" not in served.text[post.front.end :]
    assert send(served, "PUT", "/front", {"title": " ", "excerpt": "", "tags": []})[0] == 422


def test_candidates_come_with_reasons_and_a_swap_is_a_line_of_the_shortlist(served: Site) -> None:
    listed = get(served, "/candidates")
    one = listed["candidates"][0]
    assert all(candidate["reason"] for candidate in listed["candidates"])
    same = next(candidate for candidate in listed["candidates"] if candidate["reason"] == "same-story")
    assert "《" in same["detail"]
    assert "http" not in same["detail"]
    path = served.digest / EDITION / "shortlist.txt"
    path.write_text(f"# mine\nitem?  {one['url']}\n       | says\nlead https://other.example/ # why\n", encoding="utf-8")
    out = listed["items"][0]["url"]
    assert send(served, "POST", "/candidates", {"url": one["url"], "instead": out})[0] == 200
    assert path.read_text(encoding="utf-8") == f"# mine\nitem   {one['url']}\n       | says\nlead https://other.example/ # why\ndrop   {out}\n"
    assert get(served, "/candidates")["candidates"][0]["word"] == "item"
    assert send(served, "POST", "/candidates", {"url": "https://evil.example/\nlead https://x.example", "instead": ""})[0] == 422


def test_the_difference_is_to_what_drafter_wrote(served: Site) -> None:
    assert get(served, "/difference") == {"base": True, "pieces": []}
    served.change(FIGURE, "99.89%")
    (one,) = get(served, "/difference")["pieces"]
    (change,) = one["changes"]
    assert "99.89%" in change["mine"]
    assert FIGURE in change["other"]


def test_the_preview_is_a_tree_of_known_elements_and_text(served: Site) -> None:
    served.change("## 结论\n\n", "## 结论\n\n<img src=x onerror=alert(1)> ![图](https://evil.example/x.png) [点](javascript:alert(1)) **粗**\n\n")
    names: set[str] = set()

    def walk(tree: list[Any]) -> None:
        for one in tree:
            if isinstance(one, list):
                names.add(one[0])
                assert set(one[1]) <= {"href"}
                assert one[1].get("href", "https://").startswith("http")
                walk(one[2])

    walk(get(served, "/preview")["tree"])
    assert "img" not in names
    assert {"h1", "h2", "h3", "p", "a", "strong"} <= names


def test_what_is_not_connected_says_so(served: Site) -> None:
    assert get(served, "/state")["can"] == {"offers": False, "publish": False, "approvals": False, "correct": False}
    for method, path, data in (("POST", "/redo", {"key": "analysis", "note": ""}), ("PUT", "/approval", {"key": "analysis"}), ("POST", "/publish", {})):
        status, said = send(served, method, path, data)
        assert status == 422
        assert "drafter" in said["way_out"]


def test_sentences_with_next_to_nothing_in_common_are_shown_one_after_the_other() -> None:
    assert words("该行终止零售数字货币项目。", "The Bank ends its work on it.") == [
        ("gone", "该行终止零售数字货币项目。"),
        ("new", "The Bank ends its work on it."),
    ]
    assert ("same", "该行终止零售数字货币") in words("该行终止零售数字货币项目。", "该行终止零售数字货币试点。")
