// The shortlist: candidates by story, a word for each, and the order of the edition. Every choice goes to the file at once.

import { $, button, el, outside, speak, t, tell, theirs } from "./dom.js";
import { both, broken, colon, fetched, home, idOf, listed, named, redraw, write } from "./home_net.js";
import { begin as work } from "./home_work.js";

const WORDS = ["lead", "item", "brief", "drop"];
let clash = null;
let saving = null;
let held = ""; // address of the story that is dragged
let seen = null; // the shortlist as the server gave it last
let known = ""; // what was decided there
const list = el("div");
const form = el("form", { class: "one-line" });

const stories = () => home.state.shortlist.stories;
const title = (one) => one.title || one.url;
const decided = () => stories().filter((one) => one.decided);
const kept = () => decided().filter((one) => one.word !== "drop");

export function begin() {
  const input = el("input", { id: "more-url", type: "url", placeholder: "https://", required: true, autocomplete: "off" });
  form.append(el("label", { for: "more-url", class: "away" }, t("add_address")), input, el("button", { type: "submit", id: "more-do" }, t("add_address")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save([...choices(), { url: input.value.trim(), word: "item", section: "" }]);
    input.value = "";
  });
  $("shortlist").append(list, form);
}

export function draw() {
  const { shortlist, work: { edition } } = home.state;
  if (shortlist !== seen) { seen = shortlist; known = JSON.stringify(choices()); }
  form.hidden = Boolean(shortlist.error) || !stories().length;
  if (shortlist.error) { redraw(list, broken(shortlist.error)); return; }
  if (!stories().length) {
    redraw(list, el("p", { class: "empty" }, t("no_shortlist"), " ", t("no_candidates_yet")),
      el("p", {}, button(t("lay_out"), () => work("shortlist"), { class: "main", id: "lay-out", disabled: edition?.state === "running" })));
    return;
  }
  const open = stories().filter((one) => !one.decided && one.word !== "drop");
  const others = stories().filter((one) => !one.decided && one.word === "drop");
  const dropped = decided().filter((one) => one.word === "drop");
  redraw(list,
    clash,
    el("h3", {}, t("decided_part"), " ", el("span", { class: "soft" }, String(kept().length))),
    kept().length ? el("ol", { class: "rows ordered", id: "ordered" }, ...kept().map(row)) : el("p", { class: "empty" }, t("none_decided")),
    open.length ? [el("h3", {}, t("proposed_part"), " ", el("span", { class: "soft" }, String(open.length)), button(t("accept_all"), () => acceptAll(open), { id: "accept-all" })), el("ul", { class: "rows" }, ...open.map(row))] : null,
    others.length ? [el("h3", {}, t("others_part"), " ", el("span", { class: "soft" }, String(others.length))), el("ul", { class: "rows" }, ...others.map(row))] : null,
    dropped.length ? [el("h3", {}, t("dropped_part"), " ", el("span", { class: "soft" }, String(dropped.length))), el("ul", { class: "rows" }, ...dropped.map(row))] : null,
    shortlist.notes.length ? el("ul", { class: "comments" }, ...shortlist.notes.map((note) => el("li", {}, theirs(note)))) : null);
}

function row(one) {
  const at = kept().indexOf(one);
  const node = el("li", { class: `row story ${one.decided ? "decided" : ""} ${one.word}`, id: idOf("story", one.url) },
    el("div", { class: "what" },
      el("p", { class: "title" }, outside(one.link, theirs(title(one)))),
      el("p", { class: "small soft" }, theirs(facts(one))),
      one.note || one.by?.length ? el("p", { class: "small note" }, one.by?.length ? t("added_by", { by: listed(one.by) }) : "", one.by?.length && one.note ? colon : "", one.note ? theirs(one.note) : "") : null,
      one.marks?.filter((mark) => mark !== "picked").length ? el("p", { class: "small problem" }, t("look_at", { marks: listed(one.marks.filter((mark) => mark !== "picked").map((mark) => named("mark", mark))) })) : null,
      one.chosen === false && one.reason ? el("p", { class: "small soft" }, t("not_chosen", { why: [named("reason", one.reason), one.detail].filter(Boolean).join(colon) })) : null,
      ...one.comments.map((said) => el("p", { class: "small comments" }, theirs(said))),
      why(one)),
    el("div", { class: "choose" }, words(one), sections(one), order(one, at)));
  if (at >= 0) draggable(node, one);
  return node;
}

function facts(one) {
  if (one.title === null || one.title === undefined) return `${one.site} · ${t("not_offered")}`;
  return [one.site || one.source, one.published || t("undated"), named("sort", one.kind), t("score_of", { score: Number(one.score).toFixed(2) })].filter(Boolean).join(" · ");
}

function why(one) {
  const parts = Object.entries(one.parts ?? {}).filter(([, value]) => value);
  if (!parts.length && !one.others.length && !one.kind_why) return null;
  return el("details", { id: idOf("why", one.url) }, el("summary", { class: "small" }, one.others.length ? `${t("why_score")} · ${t("also")} (${one.others.length})` : t("why_score")),
    el("p", { class: "small soft" }, parts.map(([name, value]) => `${named("part", name)} ${Number(value.toFixed(3))}`).join(" + ")),
    one.kind_why ? el("p", { class: "small soft" }, `${named("sort", one.kind)}: ${one.kind_why}`) : null,
    one.others.length ? el("ul", { class: "small also" }, ...one.others.map((other) => el("li", {}, outside(other.link, theirs(other.title || other.url)), el("span", { class: "soft" }, theirs(` ${[other.site, named("reason", other.reason)].filter(Boolean).join(" · ")}`))))) : null);
}

function words(one) {
  return el("div", { class: "words", role: "group", "aria-label": t("word_of", { title: title(one) }) },
    ...WORDS.map((word) => button(t(`word_${word}`), () => set(one, word), {
      id: idOf(`word-${word}`, one.url), "aria-pressed": String(one.decided && one.word === word), class: !one.decided && one.word === word ? "proposed" : "",
      "aria-description": !one.decided && one.word === word ? t("proposal") : null })),
    one.decided ? button("↶", () => set(one, null), { id: idOf("undecide", one.url), class: "plain", title: t("undecide"), "aria-label": t("undecide") }) : null);
}

function sections(one) {
  const all = home.state.shortlist.sections;
  if (!all.length || one.word === "drop") return null;
  const select = el("select", { id: idOf("section", one.url), "aria-label": t("section_of", { title: title(one) }) },
    el("option", { value: "" }, t("section_none")), ...all.map((name) => el("option", { value: name, selected: name === one.section }, name)));
  select.addEventListener("change", () => { one.section = select.value; set(one, one.word); });
  return select;
}

function order(one, at) {
  if (at < 0) return null;
  const last = kept().length - 1;
  return el("div", { class: "order" },
    button("↑", () => move(one, -1), { id: idOf("up", one.url), disabled: at === 0, title: t("move_up"), "aria-label": t("move_up_of", { title: title(one) }) }),
    button("↓", () => move(one, 1), { id: idOf("down", one.url), disabled: at === last, title: t("move_down"), "aria-label": t("move_down_of", { title: title(one) }) }));
}

// Choices

const choice = ({ url, word, section }) => ({ url, word, section: word === "drop" ? "" : section });
const choices = () => decided().map(choice);

function set(one, word) {
  const stay = steady(one);
  if (word === null) { one.decided = false; one.word = one.proposed; }
  else { one.word = word; if (!one.decided) { one.decided = true; toEnd(one); } }
  draw();
  stay();
  save(choices());
}

/** The rows around a story that goes elsewhere stay where they are on the screen; call what it gives back after drawing. */
function steady(one) {
  const node = document.getElementById(idOf("story", one.url));
  const near = node?.nextElementSibling ?? node?.previousElementSibling;
  const top = near?.getBoundingClientRect().top;
  return () => {
    const now = near && document.getElementById(near.id)?.getBoundingClientRect().top;
    if (now !== undefined && now !== null) scrollBy({ top: now - top, behavior: "instant" });
  };
}

/** A new decision stands behind those there are. */
function toEnd(one) {
  const rest = stories().filter((other) => other !== one);
  const at = rest.findLastIndex((other) => other.decided) + 1;
  home.state.shortlist.stories = [...rest.slice(0, at), one, ...rest.slice(at)];
}

function acceptAll(open) {
  for (const one of open) { one.decided = true; toEnd(one); }
  draw();
  save(choices());
}

function move(one, by) {
  const all = kept();
  const other = all[all.indexOf(one) + by];
  if (!other) return;
  place(one, other, by > 0);
  draw();
  const at = kept().indexOf(one) + 1;
  const again = document.getElementById(idOf(by < 0 ? "up" : "down", one.url));
  if (again?.disabled) document.getElementById(idOf(by < 0 ? "down" : "up", one.url))?.focus(); else again?.focus();
  speak(t("moved", { at, of: kept().length }));
}

function place(one, other, behind) {
  const rest = stories().filter((story) => story !== one);
  const at = rest.indexOf(other) + (behind ? 1 : 0);
  home.state.shortlist.stories = [...rest.slice(0, at), one, ...rest.slice(at)];
  save(choices());
}

function draggable(node, one) {
  node.setAttribute("draggable", "true");
  node.addEventListener("dragstart", (event) => { held = one.url; event.dataTransfer.effectAllowed = "move"; event.dataTransfer.setData("text/plain", one.url); node.classList.add("held"); });
  node.addEventListener("dragend", () => { held = ""; node.classList.remove("held"); });
  node.addEventListener("dragover", (event) => { if (held) event.preventDefault(); });
  node.addEventListener("drop", (event) => {
    event.preventDefault();
    const moved = stories().find((story) => story.url === held);
    if (!moved || moved === one) return;
    const box = node.getBoundingClientRect();
    place(moved, one, event.clientY > box.top + box.height / 2);
    draw();
  });
}

// Into the file

let next = null;
/** One write at a time; the last choice counts. */
async function save(wanted, digest) {
  if (saving) { next = wanted; return; }
  home.writes += 1;
  saving = write("PUT", "/shortlist", { decided: wanted, digest: digest ?? home.state.shortlist.digest });
  const answer = await saving;
  saving = null;
  home.writes += 1;
  if (!answer) { next = null; fetched(); return; }
  if (answer.status === 412) { const mine = next ?? wanted; next = null; met(mine, answer.data); return; } // what was chosen meanwhile counts
  home.state.shortlist.digest = answer.data.digest;
  known = JSON.stringify(wanted);
  if (next) { const later = next; next = null; save(later); return; }
  clash = null;
  home.state.shortlist = answer.data;
  draw();
  tell(t("saved_file", { file: answer.data.file }), { seconds: 2 });
}

/** The file says something else by now: where only proposals changed nobody is asked. */
function met(wanted, there) {
  if (JSON.stringify(there.stories.filter((one) => one.decided).map(choice)) === known) { save(wanted, there.digest); return; }
  const names = new Map([...stories(), ...there.stories].map((one) => [one.url, title(one)]));
  const line = ({ url, word, section }) => `${t(`word_${word}`)}${section ? ` [${section}]` : ""}  ${names.get(url) ?? url}`;
  home.state.shortlist = there;
  clash = both(wanted.map(line), there.stories.filter((one) => one.decided).map(line), () => { clash = null; save(wanted, there.digest); }, () => { clash = null; draw(); });
  draw();
  clash.querySelector("button").focus();
}

/** Whether a state that comes in may be drawn: not over a choice that is on its way. */
export const busy = () => saving !== null || clash !== null;
