// A post on its way to its readers: what stops it, publishing in spite of that, and taking it back.

import { $, button, el, t, tell, theirs } from "./dom.js";
import { correct } from "./correcting.js";
import { where } from "./flags.js";
import { send } from "./net.js";
import * as outline from "./outline.js";
import { close, open, say_saved } from "./panels.js";
import { byId, flags, on, page, say } from "./state.js";

export function begin() {
  $("publish").addEventListener("click", publish);
  on("review", dressed);
  on("review", () => { if (asked && $("dialog").open && $("dialog-title").textContent === t("publish")) publish(); });
  on("saved", dressed);
}

let asked = false; // publishing was asked for before the checks had answered
const must = () => flags().filter((flag) => flag.severity === "BLOCK");

/** What must be dealt with first, as the server said it last and as the page knows it. */
function blocks() {
  if (!page.review) return [{ text: t("checking"), overridable: false }];
  const found = [...page.review.blocks];
  if (must().length && !found.length) found.push({ text: t("blocks_flags", { number: must().length }), overridable: false });
  if (page.cards.some((card) => card.dirty)) found.push({ text: t("blocks_unsaved"), overridable: false });
  return found;
}
const told = (one) => (one.words ? `${one.text}${t("colon")}${one.words}` : one.text);

function dressed() {
  const why = blocks();
  const ready = page.review && !why.length;
  const said = page.published ? t("is_published_long") : why.length ? t("blocks", { why: why.map(told).join("; ") }) : page.can.publish ? t("publish_ready") : t("publish_later");
  $("publish").title = said;
  $("publish-why").textContent = said;
  $("publish").dataset.ready = String(Boolean(ready && page.can.publish && !page.published));
  $("publish").classList.toggle("main", Boolean(ready && !page.published));
  $("publish").replaceChildren(t(page.published ? "is_published" : "publish"), why.length && !page.published ? el("span", { class: "count BLOCK" }, String(must().length || why.length)) : "");
}

export async function publish() {
  if (page.published) { afterwards(); return; }
  await say_saved();
  asked = !page.review;
  const why = blocks();
  const status = el("p", { class: "small", role: "status" });
  const go = button(t("publish"), () => published(go, status, {}), { class: "main" });
  open(t("publish"),
    el("p", {}, why.length ? t("blocks_first") : page.can.publish ? t("publish_sure") : t("publish_later")),
    why.length ? listed(why) : open_flags(),
    page.can.publish && !why.length ? el("p", { class: "ways" }, go, button(t("cancel"), close)) : null,
    page.can.publish && why.length ? inSpite(why, status) : null,
    status);
}

const row = (flag) => el("li", {}, button(`${where(flag)}${t("colon")}${flag.words || flag.message}`, () => { close(); say("look", flag); }, { class: "plain" }), flag.means ? el("span", { class: "soft small" }, ` ${flag.means}`) : null);

/** What does not stop it and is probably wrong: nobody should find out from readers. */
function open_flags() {
  const found = page.published ? [] : flags().filter((flag) => flag.severity === "HIGH");
  return found.length ? el("div", { class: "open-flags" }, el("p", { class: "small soft" }, t("publish_with", { number: found.length })), el("ol", { class: "blocking" }, found.map(row))) : null;
}

function listed(why) {
  const known = must();
  const rest = why.filter((one) => !known.some((flag) => flag.code === one.code));
  return el("ol", { class: "blocking" },
    known.map(row),
    rest.map((one) => el("li", {}, byId(one.piece) ? button(told(one), () => { close(); outline.go(byId(one.piece)); }, { class: "plain" }) : told(one))));
}

/** A reason and a name get past flags; not past live markup, front matter that cannot be read, an embargo, or what people have not done yet. */
function inSpite(why, status) {
  const fast = why.filter((one) => !one.overridable);
  if (fast.length === why.length) return null;
  if (fast.length) return el("p", { class: "small soft" }, t("override_not", { what: fast.map(told).join("; ") }));
  const reason = el("textarea", { id: "override-why", rows: 2, required: true, placeholder: t("override_example") });
  const by = el("input", { id: "override-by", required: true, autocomplete: "name" });
  by.value = page.by;
  const go = el("button", { class: "danger" }, t("override_do"));
  const form = el("form", { on: { submit: (event) => {
    event.preventDefault();
    if (!reason.value.trim() || !by.value.trim()) { status.textContent = t("override_needs"); return; }
    published(go, status, { override: reason.value, by: by.value, over: why.map((one) => one.id) });
  } } },
    el("p", { class: "small soft" }, t("override_means", { number: why.length })),
    el("div", {}, el("label", { for: "override-why" }, t("override_why")), reason),
    el("div", {}, el("label", { for: "override-by" }, t("override_by")), by),
    el("p", { class: "ways" }, go, button(t("cancel"), close)));
  return el("details", { class: "in-spite" }, el("summary", {}, t("override")), form);
}

/** The file moves: what is asked of its old place until the answer is here is no fault. */
async function published(go, status, more) {
  go.disabled = true;
  status.textContent = t("publishing");
  const { status: code, data } = await moving("/publish", { override: "", by: "", ...more });
  if (code !== 200) { go.disabled = false; status.textContent = why_not(data); say("refresh"); return; }
  close();
  moved(data);
  if (data.notes.length) open(t("is_published"), el("p", {}, t("publish_notes")), el("ul", { class: "notes" }, data.notes.map((note) => el("li", {}, theirs(note)))), el("p", { class: "ways" }, there(data)));
}

async function moving(path, sent) {
  page.moving = true;
  const answer = await send("POST", path, sent).catch(() => ({ status: 0, data: { what: t("away") } }));
  page.moving = false;
  return answer;
}

const why_not = (data) => [data.subject, data.what, data.way_out].filter(Boolean).join(t("colon"));

/** What can be done about a post that readers have. */
function afterwards() {
  const status = el("p", { class: "small", role: "status" });
  const back = button(t("unpublish"), () => sure.hidden = false, { "aria-controls": "unpublish-sure" });
  const go = button(t("unpublish_do"), () => takenBack(go, status), { class: "danger" });
  const sure = el("div", { class: "ask", id: "unpublish-sure", hidden: true }, el("p", {}, t("unpublish_sure")), el("p", { class: "ways" }, go, button(t("cancel"), () => sure.hidden = true)));
  open(t("is_published"), el("p", {}, t("is_published_long")),
    el("p", { class: "ways" }, page.can.correct ? button(t("correct"), () => { close(); correct(page.card); }, { class: "main" }) : null, page.can.publish ? back : null),
    sure, status);
}

async function takenBack(go, status) {
  go.disabled = true;
  await say_saved();
  const { status: code, data } = await moving("/unpublish", {});
  if (code !== 200) { go.disabled = false; status.textContent = why_not(data); say("refresh"); return; }
  close();
  moved(data);
}

const there = (data) => button(t(data.draft ? "open_draft_again" : "open_published"), () => location.assign(new URL(`/posts/${data.post}`, location.href)));

/** The post lies somewhere else by now: its page is there, and this one is told so until somebody goes. Where it lay stays its place for Hugo. */
export function moved(data) {
  if (data.post === page.post) { page.published = !data.draft; say("saved"); say("refresh"); tell(t(data.draft ? "went_back" : "went", data), { seconds: 8 }); return; }
  page.moved = true;
  page.published = !data.draft;
  say("saved");
  document.body.classList.add("moved");
  tell(t(data.draft ? "went_back" : "went", data), { kind: "moved", ways: [there(data)] });
  for (const area of document.querySelectorAll("#pieces textarea")) area.readOnly = true;
}
