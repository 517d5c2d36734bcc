// The week: what can be begun, what goes on, and how it ended.

import { $, button, el, speak, t, theirs } from "./dom.js";
import { home, idOf, redraw, said, write } from "./home_net.js";

let shown = "";
let spoken = "";
const away = new Set(); // ended work that was put away

export function draw() {
  const { window: span, offline, writer, work, editions } = home.state;
  weeks();
  $("week-facts").textContent = [t("week_span", span), span.zone, offline ? t("offline") : "", writer === "extractive" ? t("no_model") : ""].filter(Boolean).join(" · ");
  const busy = work.edition?.state === "running";
  const edition = editions.find((one) => one.name === span.name && one.state !== "laid");
  const next = edition?.post && edition.state !== "published" ? edition.post : ""; // there is a draft to work on: that comes first
  redraw($("week-acts"),
    button(t(home.state.shortlist.stories.length ? "lay_again" : "lay_out"), () => begin("shortlist"), { id: "begin-shortlist", disabled: busy }),
    button(t(edition ? "draft_again" : "draft_now"), () => begin("draft"), { id: "begin-draft", class: next ? "" : "main", disabled: busy }),
    next ? el("a", { class: "button main", href: "#", id: "open-week", data: { post: next } }, t("open_draft")) : null);
  progress();
}

/** Which edition the page is about: the week's own, or another that is there. */
function weeks() {
  const { window: span, current, weeks: all, editions } = home.state;
  const known = new Map(editions.map((one) => [one.name, one]));
  const told = (name) => [name, name === current ? t("this_week") : "", known.has(name) ? t(state(known.get(name))) : ""].filter(Boolean).join(" · ");
  redrawn($("week-name"), all.map((name) => el("option", { value: name, selected: name === span.name }, told(name))));
  const open = span.name === current && !known.has(current) ? editions.find((one) => one.state !== "published" && one.name !== current) : null;
  const other = span.name === current ? open?.name : current;
  $("week-else").hidden = !other;
  redraw($("week-else"), other ? [t(open ? "week_open" : "week_other", { name: other }), " ", button(t("week_go", { name: other }), () => goto(other), { class: "plain small", id: "week-goto" })] : []);
}

function redrawn(select, options) {
  if (select.textContent !== options.map((one) => one.textContent).join("")) select.replaceChildren(...options);
  select.onchange ??= () => goto(select.value);
}

const goto = (name) => location.assign(new URL(`${name === home.state.current ? "/" : `/?week=${encodeURIComponent(name)}`}${location.hash}`, location.href));

export const state = (one) => (one.state === "edited" ? "state_in_work" : `state_${one.state}`);

export async function begin(what, week) {
  const answer = await write("POST", "/tasks", { what, ...(week ? { week } : {}) });
  if (answer) { home.state.work = answer.data; draw(); $("cancel-work")?.focus(); }
}

/** The work in the lane of editions; drawn anew only when it says something else. */
export function progress() {
  const task = home.state.work.edition;
  const now = JSON.stringify(task ?? null) + away.has(task?.number);
  if (now === shown) return;
  shown = now;
  if (!task || away.has(task.number)) { redraw($("work")); return; }
  redraw($("work"), task.state === "running" ? going(task) : ended(task));
  const told = $("work").querySelector(".said")?.textContent ?? "";
  if (told !== spoken) { spoken = told; speak(told); }
}

function going(task) {
  const stages = task.stages.map(([name, done, of]) => el("li", {},
    el("span", {}, t(`stage_${name}`)), el("progress", { max: String(of), value: String(done), "aria-label": t(`stage_${name}`) }), el("span", { class: "soft" }, `${done}/${of}`)));
  const written = task.stages.find(([name]) => name === "summaries");
  const rest = task.what === "draft" && written && written[1] === written[2];
  return el("div", { class: "going" },
    el("p", {}, el("span", { class: "said" }, t(`work_${task.what}`, { name: task.edition })), " ",
      button(t(task.cancelling ? "cancelling" : "cancel_work"), () => write("DELETE", "/tasks/edition"), { id: "cancel-work", disabled: task.cancelling })),
    el("ul", { class: "stages" }, ...(stages.length ? stages : [el("li", { class: "soft" }, t("work_starts"))]), rest ? el("li", { class: "soft" }, t("stage_rest")) : null),
    task.items.length ? el("ol", { class: "items" }, ...task.items.map(([title, done]) => el("li", { class: done ? "done" : "" },
      el("span", { class: "sign", "aria-hidden": "true" }, done ? "✓" : "…"), theirs(title), el("span", { class: "away" }, ` ${t(done ? "item_done" : "item_waits")}`)))) : null);
}

function ended(task) {
  const { result } = task;
  const again = button(t("run_again"), () => begin(task.what, task.edition), { id: "work-again" });
  const close = button("×", () => { away.add(task.number); progress(); }, { class: "plain", "aria-label": t("close") });
  if (task.state === "cancelled") return el("div", { class: "ended" }, el("p", { class: "said" }, t("cancelled")), again, close);
  if (task.state === "failed") return el("div", { class: "ended bad" }, el("p", { class: "said" }, t("failed", { what: said(task.error) })), again, close);
  const told = task.what === "shortlist" ? t("done_shortlist", { name: result.edition })
    : result.proposal ? t("done_left", { name: result.edition, file: result.proposal }) : t("done_draft", { name: result.edition, flags: result.flags });
  return el("div", { class: "ended" },
    el("p", { class: "said" }, told, result.exit_code === 5 ? ` ${t("done_budget")}` : ""),
    result.post ? el("a", { class: "button main", href: "#", id: "open-new", data: { post: result.post } }, t("open_draft")) : null, close,
    result.failures.length ? el("details", { id: idOf("failed", String(task.number)) }, el("summary", {}, t("failures", { number: result.failures.length })),
      el("ul", {}, ...result.failures.map((one) => el("li", {}, theirs(one.subject), el("span", { class: "soft" }, ` ${one.message}`))))) : null,
    result.notes.length ? el("ul", { class: "soft small" }, ...result.notes.map((note) => el("li", {}, theirs(note)))) : null);
}
