// The inbox: put something by, see what is wrong with it, change it, take it out.

import { $, button, el, outside, speak, t, tell, theirs } from "./dom.js";
import { colon, fetched, field, home, idOf, listed, named, redraw, said, write } from "./home_net.js";

const WAYS = ["url", "text", "file"];
let way = "url";
let waits = 0; // number of the work whose end the form waits for
const list = el("div", { class: "list" });
const form = el("form", { class: "add", "aria-label": t("add") });
const told = el("ul", { class: "added", role: "status" });

export function begin() {
  $("inbox").append(form, told, list);
  form.addEventListener("submit", (event) => { event.preventDefault(); add(); });
  shape();
}

/** The form for one of the ways; what was typed in fields that both have stays. */
function shape() {
  const typed = Object.fromEntries([...form.elements].filter((one) => one.id && one.type !== "file").map((one) => [one.id, one.type === "checkbox" ? one.checked : one.value]));
  const open = form.querySelector("details")?.open;
  const { kinds } = home.state.inbox;
  const size = Math.floor(home.state.most_bytes / 1e6);
  const input = (name, type = "text", more = {}) => el("input", { id: `add-${name}`, type, autocomplete: "off", ...more });
  const more = el("details", { id: "add-more" }, el("summary", {}, t("more_fields")), el("div", { class: "fields" },
    field("add-note", t("field_note"), input("note")),
    field("add-by", t("field_by"), input("by", "text", { placeholder: home.state.by })),
    field("add-not_before", t("field_not_before"), input("not_before", "date")),
    field("add-kind", t("field_kind"), el("select", { id: "add-kind" }, el("option", { value: "" }, t("kind_rules")), ...kinds.map((kind) => el("option", { value: kind }, named("sort", kind))))),
    el("div", { class: "tick" }, el("input", { type: "checkbox", id: "add-private" }), el("label", { for: "add-private" }, t("field_private")))));
  form.replaceChildren(...[
    el("div", { class: "ways", role: "group", "aria-label": t("add_how") }, ...WAYS.map((name) => button(t(`add_${name}`), () => { way = name; shape(); form.querySelector("input, textarea")?.focus(); }, { "aria-pressed": String(way === name) }))),
    way === "url" ? field("add-url", t("field_url"), input("url", "url", { placeholder: "https://", required: true })) : null,
    way === "text" ? field("add-text", t("field_text"), el("textarea", { id: "add-text", rows: "6", required: true })) : null,
    way === "file" ? field("add-file", t("field_file", { size }), el("input", { id: "add-file", type: "file", required: true, accept: ".pdf,.docx,.html,.htm,.mht,.mhtml,.eml,.md,.txt" })) : null,
    way === "url" ? null : el("div", { class: "fields" }, field("add-title", t("field_title"), input("title")), field("add-url", t("field_page"), input("url", "url", { placeholder: "https://" }))),
    more, el("p", {}, el("button", { class: "main", type: "submit", id: "add-do" }, t("add")))].filter(Boolean));
  more.open = Boolean(open);
  for (const [id, value] of Object.entries(typed)) {
    const one = $(id);
    if (one && form.contains(one)) { if (one.type === "checkbox") one.checked = value; else if (one.type !== "file") one.value = value; }
  }
  busy();
}

function busy() {
  const does = $("add-do");
  if (!does) return;
  const running = home.state.work.inbox?.state === "running";
  does.disabled = running;
  does.textContent = t(running ? "adding" : "add");
}

async function add() {
  const value = (name) => $(`add-${name}`)?.value.trim() ?? "";
  const sent = { url: value("url"), title: value("title"), note: value("note"), by: value("by"), not_before: value("not_before"), kind: value("kind"), private: $("add-private").checked };
  if (way === "text") sent.text = $("add-text").value;
  if (way === "file") {
    const [file] = $("add-file").files;
    if (file.size > home.state.most_bytes) { tell(t("too_large", { size: Math.floor(home.state.most_bytes / 1e6) }), { kind: "bad" }); return; }
    sent.name = file.name;
    sent.file = await encoded(file);
  }
  told.replaceChildren();
  const answer = await write("POST", "/inbox", sent);
  if (!answer) return;
  home.state.work = answer.data;
  waits = answer.data.inbox.number;
  busy();
  speak(t("adding"));
}

function encoded(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => done(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.addEventListener("error", () => failed(reader.error));
    reader.readAsDataURL(file);
  });
}

/** How the adding goes; what was typed goes from the form only when something was put by. */
export function progress() {
  busy();
  const task = home.state.work.inbox;
  if (!task || task.number !== waits || task.state === "running") return;
  waits = 0;
  if (task.state === "failed") { tell(t("not_done", { what: said(task.error) }), { kind: "bad" }); return; }
  const added = task.result.added ?? [];
  const line = (one) => el("li", { class: one.done === "refused" || one.problem ? "problem" : "" }, theirs(t(`added_${one.done}`, { title: one.title || one.target, message: one.message })),
    one.done !== "refused" && one.problem ? `${colon}${unreadable(one.problem)}` : "");
  told.replaceChildren(...added.map(line));
  if (added.some((one) => one.done !== "refused")) { form.reset(); $("add-more").open = false; }
  form.querySelector("input, textarea")?.focus({ preventScroll: true });
  fetched();
}

const unreadable = (problem) => t("unreadable", { problem: named("problem", problem) });

export function draw() {
  const { entries, broken } = home.state.inbox;
  const wrong = entries.filter((one) => one.problem && one.when !== "past");
  const sound = entries.filter((one) => !wrong.includes(one));
  const part = (name, found) => (found.length ? [el("h3", {}, t(name)), el("ul", { class: "rows" }, ...found.map(row))] : []);
  const past = sound.filter((one) => one.when === "past");
  redraw(list,
    ...part("group_wrong", wrong), ...part("group_now", sound.filter((one) => one.when === "now")), ...part("group_wait", sound.filter((one) => one.when === "held" || one.when === "later")),
    entries.some((one) => one.when !== "past") ? null : el("p", { class: "empty" }, t("inbox_empty")),
    past.length ? el("details", { id: "inbox-past" }, el("summary", {}, `${t("group_past")} (${past.length})`), el("ul", { class: "rows" }, ...past.map(row))) : null,
    broken.length ? [el("h3", {}, t("broken_file")), el("ul", { class: "rows" }, ...broken.map((said) => el("li", { class: "problem" }, theirs(said))))] : null);
}

function row(one) {
  const kind = named("sort", one.kind) || (one.proposed ? t("kind_guess", { kind: named("sort", one.proposed) }) : "");
  const facts = [one.published || t("undated"), one.site, kind, one.text ? t("pasted") : "", `${listed(one.by)} ${one.added}`.trim()].filter(Boolean);
  const marks = [one.private ? t("private") : "", one.when === "held" ? t("held_until", { day: one.not_before }) : ""].filter(Boolean);
  return el("li", { class: "row" },
    el("div", { class: "what" },
      el("p", { class: "title" }, outside(one.link, theirs(one.title)), ...marks.map((mark) => el("span", { class: "chip" }, mark))),
      el("p", { class: "small soft" }, theirs(facts.join(" · "))),
      one.note ? el("p", { class: "small note" }, theirs(one.note)) : null,
      one.problem ? el("p", { class: "small problem" }, `${unreadable(one.problem)} `, button(t("paste_text"), () => paste(one), { class: "plain", id: idOf("paste", one.id) })) : null),
    el("div", { class: "acts" },
      button(t("change"), () => change(one), { class: "plain", id: idOf("change", one.id), "aria-label": t("change_of", { title: one.title }) }),
      button(t("take_out"), () => remove(one), { class: "plain", id: idOf("remove", one.id), "aria-label": t("remove_of", { title: one.title }) })));
}

function paste(one) {
  way = "text";
  shape();
  $("add-url").value = one.url;
  $("add-title").value = one.title === one.url ? "" : one.title;
  form.scrollIntoView({ block: "center" });
  $("add-text").focus();
}

async function remove(one) {
  const answer = await write("DELETE", `/inbox/${one.id}`);
  if (!answer) return;
  tell(t("taken_out", { file: answer.data.moved[0] }), { seconds: 8 });
  await fetched();
  $("inbox").focus({ preventScroll: true });
}

function change(one) {
  const { kinds } = home.state.inbox;
  const input = (name, value, type = "text") => el("input", { id: `set-${name}`, type, value, autocomplete: "off" });
  const inside = el("form", {},
    field("set-title", t("field_title"), input("title", one.title === one.url ? "" : one.title)),
    field("set-note", t("field_note"), input("note", one.note)),
    field("set-not_before", t("field_not_before"), input("not_before", one.not_before.slice(0, 10), "date")),
    field("set-kind", t("field_kind"), el("select", { id: "set-kind" }, el("option", { value: "" }, t("kind_rules")), ...kinds.map((kind) => el("option", { value: kind, selected: kind === one.kind }, named("sort", kind))))),
    el("div", { class: "tick" }, el("input", { type: "checkbox", id: "set-private", checked: one.private }), el("label", { for: "set-private" }, t("field_private"))),
    el("p", {}, el("button", { class: "main", type: "submit" }, t("save"))));
  inside.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sent = {};
    for (const [name, before] of [["title", one.title === one.url ? "" : one.title], ["note", one.note], ["not_before", one.not_before.slice(0, 10)], ["kind", one.kind]]) if ($(`set-${name}`).value !== before) sent[name] = $(`set-${name}`).value;
    if ($("set-private").checked !== one.private) sent.private = $("set-private").checked;
    if (Object.keys(sent).length && !(await write("PUT", `/inbox/${one.id}`, sent))) return;
    $("dialog").close();
    fetched();
  });
  $("dialog-title").textContent = t("change");
  $("dialog-inside").replaceChildren(inside);
  $("dialog").showModal();
}
