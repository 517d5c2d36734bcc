// What the analysis argues: proposals to pick or skip, and a thesis of one's own.

import { $, button, el, t, tell, theirs } from "./dom.js";
import { both, broken, colon, field, home, idOf, redraw, write } from "./home_net.js";

let clash = null;
let offered = ""; // items of the form
const list = el("div");
const form = el("form", { class: "add own" });

export function begin() {
  form.addEventListener("submit", (event) => { event.preventDefault(); own(); });
  $("theses").append(list, form);
}

export function draw() {
  const state = home.state.theses;
  form.hidden = Boolean(state.error) || !state.items.length;
  if (state.error) { redraw(list, broken(state.error)); return; }
  redraw(list, clash, el("p", { class: "soft lead-in" }, t(state.theses.length ? "theses_why" : "no_theses")), el("ul", { class: "rows" }, ...state.theses.map(row)));
  const items = JSON.stringify(state.items);
  if (items !== offered) { offered = items; shape(state.items); }
}

/** The form for these items; what was typed and ticked stays. */
function shape(items) {
  const typed = $("own-text")?.value ?? "";
  const ticked = [...form.querySelectorAll("input:checked")].map((one) => one.id);
  const ticks = (kind, label) => el("fieldset", {}, el("legend", {}, t(label)), ...items.map((item) => el("div", { class: "tick" },
    el("input", { type: "checkbox", id: `${kind}-${item.id}`, value: item.id, name: kind }), el("label", { for: `${kind}-${item.id}` }, theirs(item.headline)))));
  redraw(form, el("h3", {}, t("write_own")),
    field("own-text", t("thesis_text"), el("textarea", { id: "own-text", rows: "2", required: true })), ticks("own-on", "thesis_items"),
    el("details", { id: "own-more" }, el("summary", {}, t("thesis_against")), ticks("own-against", "thesis_against")),
    el("p", {}, el("button", { class: "main", type: "submit", id: "own-do" }, t("add_thesis"))));
  $("own-text").value = typed;
  for (const id of ticked) if ($(id)) $(id).checked = true;
}

async function own() {
  const chosen = (kind) => [...form.querySelectorAll(`input[name=${kind}]:checked`)].map((one) => one.value);
  const ids = chosen("own-on");
  if (ids.length < 2) { tell(t("needs_two"), { kind: "bad", seconds: 6 }); return; }
  const against = chosen("own-against").filter((id) => !ids.includes(id));
  if (await save({ own: { text: $("own-text").value, item_ids: ids, against } })) form.reset();
}

function row(one) {
  const names = new Map(home.state.theses.items.map((item) => [item.id, item.headline]));
  const items = (ids) => ids.map((id) => el("li", {}, theirs(names.get(id) ?? id)));
  const facts = [["affects", one.affected], ["changed", one.change]].filter(([, said]) => said);
  return el("li", { class: `row thesis ${one.word === "use" ? "decided" : one.word}` },
    el("div", { class: "what" }, el("p", { class: "title" }, theirs(one.text)),
      ...facts.map(([name, said]) => el("p", { class: "small soft" }, `${t(name)}${colon}`, theirs(said))),
      el("p", { class: "small soft" }, t("rests_on_items")), el("ul", { class: "small also" }, ...items([...one.item_ids, ...one.earlier_ids])),
      one.against.length ? [el("p", { class: "small soft" }, t("speaks_against")), el("ul", { class: "small also" }, ...items(one.against))] : null),
    el("div", { class: "choose" }, el("span", { class: "state" }, t(one.word === "use" ? "thesis_use" : one.word === "skip" ? "thesis_skip" : "thesis_open")),
      el("div", { class: "words" },
        button(t("pick"), () => save({ words: { [one.n]: "use" } }), { id: idOf("use", String(one.n)), "aria-pressed": String(one.word === "use"), "aria-label": `${t("pick")} ${one.text}` }),
        button(t("skip"), () => save({ words: { [one.n]: "skip" } }), { id: idOf("skip", String(one.n)), "aria-pressed": String(one.word === "skip"), "aria-label": `${t("skip")} ${one.text}` }),
        one.word === "use?" ? null : button("↶", () => save({ words: { [one.n]: "use?" } }), { id: idOf("back", String(one.n)), class: "plain", title: t("back"), "aria-label": t("back") }))));
}

let last = Promise.resolve(true);
/** One write at a time, each of what the one before left: two quick choices are no clash. */
function save(sent, seen) {
  last = last.then(() => put(sent, seen));
  return last;
}

async function put(sent, seen) {
  const answer = await write("PUT", "/theses", { ...sent, digest: seen ?? home.state.theses.digest });
  if (!answer) return false;
  const mine = home.state.theses;
  home.state.theses = answer.data;
  if (answer.status === 412) { met(sent, mine, answer.data); return false; }
  clash = null;
  draw();
  tell(t("saved_file", { file: answer.data.file }), { seconds: 2 });
  return true;
}

/** The file says something else by now: a choice is made again on what it says, unless the thesis is gone. */
function met(sent, mine, there) {
  const line = (one) => `${t(one.word === "use" ? "thesis_use" : one.word === "skip" ? "thesis_skip" : "thesis_open")}  ${one.text}`;
  const wanted = mine.theses.map((one) => ({ ...one, word: sent.words?.[one.n] ?? one.word }));
  const again = () => {
    const words = {};
    for (const [n, word] of Object.entries(sent.words ?? {})) {
      const text = mine.theses.find((one) => one.n === Number(n))?.text;
      const same = there.theses.find((one) => one.text === text);
      if (same) words[same.n] = word;
    }
    clash = null;
    save({ ...sent, words }, there.digest);
  };
  clash = both([...wanted.map(line), ...(sent.own ? [sent.own.text] : [])], there.theses.map(line), again, () => { clash = null; draw(); });
  draw();
  clash.querySelector("button").focus();
}
