// What the home shows, as the server said it last, and the writes that change it.

import { $, button, el, t, tell, untell } from "./dom.js";
import { Away, get, send } from "./net.js";

export const home = { state: JSON.parse(document.getElementById("state").textContent), now: {}, draw: () => {}, holds: () => false, writes: 0 };

const asked = new URLSearchParams(location.search).get("week") ?? "";
const week = asked ? `?week=${encodeURIComponent(asked)}` : "";

export const colon = document.documentElement.lang.startsWith("zh") ? "：" : ": ";

/** Names and marks, one after the other. */
export const listed = (all) => all.join(document.documentElement.lang.startsWith("zh") ? "、" : ", ");

/** What is wrong and the way out, as one text. */
export const said = (error) => [error.subject, error.what, error.way_out].filter(Boolean).join(colon);

let asking = null;
let again = false;
/** The state anew; one question at a time. */
export async function fetched() {
  if (asking) { again = true; return asking; }
  asking = (async () => {
    do {
      again = false;
      const { writes } = home;
      const { status, data } = await get(`/state${week}`);
      if (home.writes !== writes) { again = true; continue; } // read before a choice was written: it would take it back on the page
      if ($("told").classList.contains("away-told")) untell();
      if (status === 200) { home.state = home.holds() ? { ...data, shortlist: home.state.shortlist } : data; home.draw(); }
      else tell(t("not_done", { what: said(data) }), { kind: "bad" });
    } while (again);
  })().catch((error) => { if (!(error instanceof Away)) throw error; lost(); }).finally(() => { asking = null; });
  return asking;
}

export function lost() { tell(t("home_away"), { kind: "bad away-told" }); }

/** A write; what the server said where it was taken (or met another's), else null and the person is told. */
export async function write(method, path, data) {
  try {
    const answer = await send(method, path, { week: asked, ...data });
    if (answer.status < 300 || answer.status === 412) return answer;
    tell(answer.status === 403 ? t("home_stale") : t("not_done", { what: said(answer.data) }), { kind: "bad" });
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    lost();
  }
  return null;
}

/** Draw a panel anew without taking the focus away: what has it is known by its id. */
export function redraw(panel, ...children) {
  const held = panel.contains(document.activeElement) ? document.activeElement.id : "";
  const open = new Set([...panel.querySelectorAll("details[open]")].map((one) => one.id));
  panel.replaceChildren(...children.flat().filter(Boolean));
  for (const one of panel.querySelectorAll("details")) if (open.has(one.id)) one.open = true;
  if (held) document.getElementById(held)?.focus({ preventScroll: true });
}

/** An id for what belongs to an address or a name. */
export const idOf = (kind, name) => `${kind}-${encodeURIComponent(name)}`;

/** What a code is called, the code itself where nobody named it: `named("sort", "news")`. */
export const named = (kind, code) => (code ? t(`${kind}_${code}`).replace(`${kind}_`, "") : "");

export const field = (id, label, input) => el("div", { class: "field" }, el("label", { for: id }, label), input);

/** A file that cannot be read, told in its panel. */
export const broken = (error) => el("p", { class: "problem", role: "alert" }, t("broken_text", error));

/** Both sides of a file that was changed meanwhile; `sides` are lists of lines. */
export function both(mine, theirs, keep, take) {
  const list = (name, lines) => el("div", {}, el("h4", {}, t(name)), el("ul", { tabindex: "0" }, ...lines.map((line) => el("li", {}, line))));
  const box = el("div", { class: "clash", role: "alertdialog", "aria-label": t("file_changed") }, el("p", {}, t("file_changed")),
    el("div", { class: "both" }, list("mine", mine), list("theirs", theirs)),
    el("p", { class: "ways" }, button(t("keep_mine"), () => { box.remove(); keep(); }, { class: "main" }), button(t("take_theirs"), () => { box.remove(); take(); })));
  return box;
}
