// The right column: all flags, or where the sentence under the caret comes from.

import { $, button, el, outside, t, theirs } from "./dom.js";
import { get } from "./net.js";
import { current, look, told, waived } from "./flags.js";
import { go } from "./outline.js";
import { flags, on, page, unfinished } from "./state.js";

const articles = new Map(); // address → promise of the article, null where none is kept
let tab = "flags";
let drawn = "";

const tabs = el("div", { class: "tabs", role: "tablist" }, ...["flags", "evidence"].map((name) =>
  el("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "told-here", on: { click: () => choose(name), keydown: (event) => { if (["ArrowLeft", "ArrowRight"].includes(event.key)) { choose(tab === "flags" ? "evidence" : "flags"); $(`tab-${tab}`).focus(); } } } }, t(`tab_${name}`))));
const fold = button("", () => { document.body.classList.toggle("folded"); dressed(); }, { class: "plain fold" });
const inside = el("div", { id: "told-here", class: "inside", role: "tabpanel", tabindex: "0" });

export function begin() {
  const narrow = matchMedia("(max-width: 51rem)");
  if (narrow.matches) document.body.classList.add("folded");
  on("view", (name) => { if (narrow.matches && name !== "edit") { document.body.classList.add("folded"); dressed(); } });
  $("evidence").replaceChildren(el("div", { class: "top" }, tabs, fold), inside);
  dressed();
  draw();
}

function dressed() {
  const folded = document.body.classList.contains("folded");
  fold.replaceChildren(el("span", { "aria-hidden": "true" }, folded ? "▴" : "▾"), el("span", { class: "away" }, t("evidence")));
  fold.setAttribute("aria-expanded", String(!folded));
}

export function choose(name) {
  tab = name;
  document.body.classList.remove("folded");
  dressed();
  drawn = "";
  draw();
}

function draw() {
  const list = flags();
  for (const name of ["flags", "evidence"]) {
    $(`tab-${name}`).setAttribute("aria-selected", String(tab === name));
    $(`tab-${name}`).tabIndex = tab === name ? 0 : -1;
  }
  $("tab-flags").replaceChildren(t("tab_flags"), list.length ? el("span", { class: `count ${list[0].severity}` }, String(list.length)) : "");
  inside.setAttribute("aria-labelledby", `tab-${tab}`);
  if (inside.querySelector("form")) return; // somebody is giving a reason
  const mark = JSON.stringify([tab, page.flag, list.map((flag) => [flag.id, flag.start]), tab === "evidence" ? [page.line, page.review === null, page.line && unfinished(page.line)] : page.review?.waived]);
  if (mark === drawn) return;
  drawn = mark;
  inside.replaceChildren(...(tab === "flags" ? everyFlag(list) : page.line ? sentence(page.line, list) : [el("p", { class: "soft hint" }, t("put_caret"))]));
  if (tab === "evidence") $("evidence").scrollTop = 0;
  else inside.querySelector(".flag.current")?.scrollIntoView({ block: "nearest" });
}

function everyFlag(list) {
  if (!page.review) return [el("p", { class: "soft hint" }, t("checking"))];
  const { sums, failures, waived: stand } = page.review;
  return [
    el("p", { class: "soft small sums" }, t("sums", sums)),
    ...failures.map((one) => el("p", { class: "small failure" }, theirs(one.subject), ` — ${one.message}`)),
    list.length ? el("ol", { class: "flags" }, list.map((flag) => told(flag))) : el("p", { class: "hint" }, t("no_flags_long")),
    stand.length ? el("details", { class: "stand" }, el("summary", {}, `${t("waived")} ${stand.length}`), el("ol", { class: "flags" }, stand.map(waived))) : null,
  ].filter(Boolean);
}

function sentence(line, list) {
  if (unfinished(line)) return [el("p", { class: "soft hint" }, t("unfinished"))];
  const mine = list.filter((flag) => flag.piece === line.piece && flag.start !== null && flag.start >= line.start && flag.end <= line.end);
  const differs = mine.find((flag) => flag.severity !== "INFO"); // a mark of approval above a fault would be read as one
  const groups = new Map();
  for (const one of line.cited) groups.set(one.url + one.title, [...(groups.get(one.url + one.title) ?? []), one]);
  for (const flag of mine) if (flag.sentence && ![...groups.values()].flat().some((one) => one.text === flag.sentence)) groups.set(flag.url + flag.sentence, [{ text: flag.sentence, url: flag.url, title: "", language: "", own: false }]);
  return [
    el("p", { class: `standing ${differs ? differs.severity : line.standing}` }, el("span", { "aria-hidden": "true" }, differs ? "≠ " : line.standing === "traced" ? "✓ " : "– "), t(differs ? "standing_differs" : `standing_${line.standing}`), line.why ? el("span", { class: "soft" }, `${t("colon")}${line.why}`) : ""),
    line.beyond.length ? el("p", { class: "small soft" }, t("beyond", { what: line.beyond.join("; ") })) : null,
    mine.length ? el("ol", { class: "flags" }, mine.map((flag) => told(flag, { open: mine.length === 1 }))) : null,
    groups.size ? null : el("p", { class: "soft hint" }, t(line.standing === "not-checked" ? "no_source" : "with_items")),
    ...[...groups.values()].map((cited) => (cited[0].own ? own(cited) : source(cited, mine))),
  ].filter(Boolean);
}

/** Our own item, which an analysis rests on. */
function own(cited) {
  const card = page.cards.find((one) => one.piece.key.endsWith(`:${cited[0].url}`) && cited[0].url);
  return el("section", { class: "source" },
    el("h4", {}, theirs(cited[0].title)),
    ...cited.map((one) => el("blockquote", {}, theirs(one.text))),
    card ? button(t("go_to_item"), () => go(card)) : null);
}

function source(cited, mine) {
  const { url, title, language } = cited[0];
  const box = el("section", { class: "source" }, el("h4", {}, outside(url, theirs(title || url))), ...cited.map((one) => el("blockquote", { lang: language || null }, theirs(one.text))));
  if (url) article(url).then((found) => { if (found) box.replaceChildren(...page_of(found, cited, mine)); else box.append(el("p", { class: "small soft" }, t("no_article"))); });
  return box;
}

function article(url) {
  if (!articles.has(url)) articles.set(url, get(`/articles?url=${encodeURIComponent(url)}`).then(({ status, data }) => (status === 200 ? data : null)).catch(() => { articles.delete(url); return null; }));
  return articles.get(url);
}

function page_of(found, cited, mine) {
  const wanted = new Set(cited.map((one) => one.text));
  const nearest = mine.map((flag) => flag.nearest).filter(Boolean);
  const text = el("div", { class: "article", lang: found.language || null, tabindex: "0", role: "region", "aria-label": found.title }, found.paragraphs.map((sentences) => el("p", {}, sentences.flatMap((one) => [said(one), " "]))));
  requestAnimationFrame(() => { const first = text.querySelector(".cited"); if (first) text.scrollTop = first.offsetTop - text.offsetTop - 40; });
  const facts = [found.site, found.byline, found.published && t("published", { day: found.published }), found.fetched && t("fetched", { day: found.fetched })].filter(Boolean);
  return [
    el("h4", {}, theirs(found.title)),
    el("p", { class: "small soft facts" }, theirs(facts.join(" · ")), found.stand_in ? el("span", { class: "tag WARN" }, t("stand_in")) : ""),
    text,
    found.url ? el("p", { class: "small" }, outside(found.url, t("open_source"), el("span", { "aria-hidden": "true" }, " ↗"))) : null,
  ].filter(Boolean);

  function said(one) {
    if (!wanted.has(one)) return one;
    const word = nearest.find((words) => one.includes(words));
    const at = word ? one.indexOf(word) : -1;
    return el("span", { class: "cited" }, ...(at < 0 ? [one] : [one.slice(0, at), el("mark", {}, word), one.slice(at + word.length)]));
  }
}

let waiting = 0;
const later = () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(draw); };
on("review", later);
on("pieces", later);
on("flag", () => { tab = page.line ? "evidence" : "flags"; document.body.classList.remove("folded"); dressed(); later(); });
on("caret", () => { if (page.line && tab === "flags" && page.card?.caret()) tab = "evidence"; const flag = current(); if (flag && page.line && flag.piece !== page.line.piece) page.flag = ""; later(); });
export { look };
