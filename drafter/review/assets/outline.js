// The left column: every piece with its state and its flags.

import { $, button, el, t } from "./dom.js";
import { flagsOf, on, page } from "./state.js";

const ORDER = ["BLOCK", "HIGH", "WARN", "INFO"];
const SIGNS = { untouched: "○", edited: "●", added: "＋", approved: "✓" };

/** On a phone the bar has no room for these. */
const tools = el("p", { class: "more-tools" }, ["open-candidates", "help", "theme"].map((id) => button($(id).getAttribute("aria-label") ?? $(id).textContent, () => { document.body.classList.remove("outlined"); $(id).click(); })), $("home") ? el("a", { class: "button", href: new URL("/", location.href).href }, $("home").title) : null, el("a", { class: "button", href: `#`, on: { click: (event) => { event.preventDefault(); $("language").click(); } } }, $("language").textContent));

/** Where there is no room for it, it opens over the text. `back`: the focus goes to what opened it. */
export function drawer(open, back = true) {
  document.body.classList.toggle("outlined", open);
  $("menu").setAttribute("aria-expanded", String(open));
  if (open) $("outline").querySelector("a")?.focus({ preventScroll: true });
  else if (back) $("menu").focus({ preventScroll: true });
}

export function draw() {
  const all = () => [...$("outline").querySelectorAll("a, button")];
  const held = all().indexOf(document.activeElement);
  $("outline").replaceChildren(el("ol", {}, page.cards.map(entry)), tools);
  if (held >= 0) all()[held]?.focus({ preventScroll: true }); // who walks through it by key stays where they are
}

function entry(card) {
  const { piece } = card;
  const state = piece.approved.length ? "approved" : card.dirty ? "edited" : piece.state;
  const found = flagsOf(card);
  const worst = ORDER.find((severity) => found.some((flag) => flag.severity === severity));
  const link = el("a", { href: `#p-${piece.id}`, class: `${piece.kind} ${page.card === card ? "here" : ""}`, "aria-current": page.card === card ? "true" : null, on: { click: (event) => { event.preventDefault(); go(card); } } },
    el("span", { class: `sign ${state}`, title: state ? t(`state_${state}`) : null, "aria-hidden": "true" }, SIGNS[state] ?? "·"),
    el("span", { class: "said" }, card.title, el("span", { class: "away" }, state ? `（${t(`state_${state}`)}）` : "")),
    worst ? el("span", { class: `tag ${worst}` }, String(found.length), el("span", { class: "away" }, ` ${t("flags")}: ${t(worst)}`)) : null);
  return el("li", {}, link);
}

export function go(card) {
  page.card = card;
  document.body.classList.remove("outlined");
  $("menu").setAttribute("aria-expanded", "false");
  card.node.scrollIntoView({ block: "start" });
  card.node.focus({ preventScroll: true });
}

let waiting = 0;
const later = () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(draw); };
for (const event of ["pieces", "review", "caret", "saved"]) on(event, later);
