// Flags: which comes next, what each says, and what can be done about it.

import { $, button, el, marked, speak, t, tell, theirs } from "./dom.js";
import { send } from "./net.js";
import { byId, flags, page, redoable, say } from "./state.js";

/** The next flag (or the one before), from the one looked at or from the caret on. */
export function step(by) {
  const list = flags();
  if (!list.length) { speak(t(page.review ? "no_flags" : "checking")); return; }
  const at = list.findIndex((flag) => flag.id === page.flag);
  look(list[(at < 0 ? (by > 0 ? 0 : list.length - 1) : at + by + list.length) % list.length]);
}

/** Show a flag: its words selected in the text, itself in the right column. */
export function look(flag) {
  page.flag = flag.id;
  const list = flags();
  const card = byId(flag.piece);
  const place = card && flag.start !== null ? card.place(flag.start) : null;
  if (place) {
    page.card = card;
    place.field.area.focus({ preventScroll: true });
    place.field.area.setSelectionRange(place.at, place.at + flag.end - flag.start);
    card.moved();
    card.paint();
    const seen = place.field.current ?? card.node;
    seen.scrollIntoView({ block: "center" });
  } else { // of no words: the caret leaves those of the flag before, or they would be shown for it
    page.line = null;
    (card?.node ?? $("told-here")).focus({ preventScroll: true });
    card?.node.scrollIntoView({ block: "start" });
  }
  say("flag");
  speak(`${t("flag_of", { at: list.indexOf(flag) + 1, of: list.length })} ${t(flag.severity)} ${flag.words} ${flag.means || flag.message}`);
}

export const current = () => flags().find((flag) => flag.id === page.flag) ?? null;

/** The source's words in the place of ours. */
export function accept(flag) {
  const card = byId(flag.piece);
  if (!card || !flag.nearest || flag.start === null) return;
  const place = card.place(flag.start);
  if (!place || place.field.value.slice(place.at, place.at + flag.words.length) !== flag.words) { look(flag); return; }
  place.field.put(place.at, place.at + flag.words.length, flag.nearest);
}

export function edit(flag) {
  look(flag);
}

/** Their words stand in the source, not here. */
const OF_SOURCE = new Set(["suspected-injection", "hidden-text"]);

/** One flag with its ways out. */
export function told(flag, { open = false } = {}) {
  const box = el("li", { class: `flag ${flag.severity}${flag.id === page.flag ? " current" : ""}`, data: { flag: flag.id } });
  const can = flag.start !== null && fits(flag.words, flag.nearest);
  box.append(...[
    el("p", { class: "head" }, el("span", { class: `tag ${flag.severity}` }, t(flag.severity)), " ", flag.piece ? el("a", { href: `#p-${flag.piece}`, on: { click: (event) => { event.preventDefault(); look(flag); } } }, theirs(where(flag))) : theirs(where(flag))),
    flag.words ? el("dl", { class: "pair" },
      el("dt", {}, t(OF_SOURCE.has(flag.code) ? "words_source" : "words_now")), el("dd", {}, theirs(flag.words)),
      ...(flag.nearest ? [el("dt", {}, t("words_source")), el("dd", {}, theirs(flag.nearest))] : [])) : null,
    el("p", { class: "means" }, flag.means || flag.message),
    el("p", { class: "ways" },
      can ? button(t("accept", { words: short(flag.nearest) }), () => accept(flag), { class: ["BLOCK", "HIGH"].includes(flag.severity) ? "main" : null }) : null,
      flag.start === null ? null : button(t("edit"), () => edit(flag)),
      button(t("ignore"), () => asked(), { class: "let-stand" }),
      button(t("redo"), () => say("redo", byId(flag.piece), flag.message), { disabled: !redoable(byId(flag.piece)?.piece), title: page.can.offers ? null : t("redo_later") })),
    open ? more(flag) : el("details", {}, el("summary", {}, `${flag.number} ${flag.code}`), more(flag)),
  ].filter(Boolean));
  if (open) box.append(el("p", { class: "code soft small" }, `${flag.number} ${flag.code}`));
  return box;

  function asked() {
    if (box.querySelector("form")) return;
    const field = el("input", { id: `why-${flag.id}`, required: true, placeholder: t("ignore_example"), autocomplete: "off" });
    const form = el("form", { class: "why", on: { submit: async (event) => { event.preventDefault(); if (await ignore(flag, field.value)) form.remove(); } } },
      el("label", { for: `why-${flag.id}` }, t("ignore_why")), field,
      el("p", { class: "ways" }, el("button", { class: "main" }, t("ignore_do")), button(t("cancel"), () => shut())));
    form.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.isComposing) { event.stopPropagation(); shut(); } });
    box.append(form);
    field.focus();
    function shut() { form.remove(); box.querySelector(".let-stand").focus(); }
  }
}

/** Whether the source's words can stand where ours do: a figure for a figure, Chinese for Chinese; a foreign verb is no replacement. */
function fits(words, nearest) {
  if (!words || !nearest || words === nearest || nearest.length > 120) return false;
  const han = (text) => /[\u3400-\u9fff]/.test(text);
  const latin = (text) => /[A-Za-z]{2}/.test(text);
  return han(words) === han(nearest) && (latin(words) || !latin(nearest));
}

const PLACES = { post: "whole_post", tags: "tags", "front matter": "kind_front", title: "kind_title", lede: "kind_lede", analysis: "kind_analysis", conclusion: "kind_conclusion" };
export const where = (flag) => (PLACES[flag.where] || !flag.where ? t(PLACES[flag.where] ?? "whole_post") : flag.where);

const short = (text) => (text.length > 24 ? `${text.slice(0, 23)}…` : text);

function more(flag) {
  return el("div", { class: "more small soft" },
    flag.means && flag.message ? el("p", {}, theirs(flag.message)) : null,
    flag.sentence ? el("blockquote", {}, theirs("", {}), ...marked(flag.sentence, flag.nearest)) : null,
    flag.way_out ? el("p", {}, `→ ${flag.way_out}`) : null);
}

/** Let it stand, with a reason; whether it does. */
async function ignore(flag, reason) {
  if (!reason.trim()) return false;
  const next = flags()[flags().findIndex((one) => one.id === flag.id) + 1];
  const { status, data } = await send("POST", "/waivers", { flag: flag.id, reason });
  if (status !== 200) { tell(data.what ?? String(status), { kind: "bad" }); return false; }
  if (data.in_a_row) tell(t("demote_offer", { code: data.code, number: data.in_a_row }), { ways: [button(t("demote"), () => demote(data.code))] });
  else tell(t("waived_told"), { seconds: 4 });
  page.flag = next?.id ?? "";
  document.getElementById("told-here").focus({ preventScroll: true }); // its form is gone; n goes on from here
  say("refresh");
  return true;
}

async function demote(code) {
  const { status, data } = await send("PUT", "/demoted", { code });
  tell(status === 200 ? t("demoted", { code }) : `${data.what} ${data.way_out ?? ""}`, status === 200 ? { seconds: 6 } : { kind: "bad" });
  say("refresh");
}

/** Opens the reason's field of the flag that is looked at. */
export function ask(flag) {
  document.querySelector(`[data-flag="${flag.id}"] .let-stand`)?.click();
}

/** A flag that a person lets stand. */
export function waived(flag) {
  return el("li", { class: "flag waived" },
    el("p", { class: "head" }, el("span", { class: "tag" }, t("waived")), " ", theirs(flag.words || flag.where)),
    el("p", {}, t("waived_because", { reason: flag.reason })),
    el("p", { class: "ways" }, button(t("waive_back"), async () => { await send("DELETE", `/waivers/${flag.id}`); $("told-here").focus({ preventScroll: true }); say("refresh"); })));
}
