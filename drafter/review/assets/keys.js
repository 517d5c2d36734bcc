// Keys. Letters count outside of text only, and never while an input method composes.

import { $ } from "./dom.js";
import { accept, ask, current, step } from "./flags.js";
import { drawer, go } from "./outline.js";
import { correct } from "./correcting.js";
import { approve, help, redo, view } from "./panels.js";
import { publish } from "./publishing.js";
import { page } from "./state.js";

const LETTERS = {
  n: () => step(1),
  N: () => step(-1),
  j: () => piece(1),
  k: () => piece(-1),
  e: () => enter(),
  Enter: () => enter(),
  t: () => current() && accept(current()),
  i: () => current() && ask(current()),
  r: () => redo(page.card),
  a: () => page.card && approve(page.card),
  c: () => correct(page.card),
  p: () => publish(),
  1: () => view("edit"),
  2: () => view("preview"),
  3: () => view("difference"),
  "?": () => help(),
};

export function begin() {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || $("dialog").open) return;
    if (event.key === "F8") { event.preventDefault(); step(event.shiftKey ? -1 : 1); return; }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { event.preventDefault(); for (const card of page.cards) card.save(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("textarea, input, select");
    if (event.key === "Escape" && typing && !event.target.isConnected) return; // its form was closed, and has put the focus elsewhere
    if (event.key === "Escape" && document.body.classList.contains("outlined")) { drawer(false); return; }
    if (event.key === "Escape" && typing) { (event.target.closest(".piece") ?? $("draft")).focus({ preventScroll: true }); return; }
    if (typing || (event.key === "Enter" && event.target !== page.card?.node)) return;
    const act = LETTERS[event.key];
    if (act) { event.preventDefault(); act(); }
  });
}

function piece(by) {
  const cards = page.cards.filter((card) => card.fields.length);
  const at = cards.indexOf(page.card);
  const next = cards[Math.max(0, Math.min(cards.length - 1, at < 0 ? 0 : at + by))];
  if (next) go(next);
}

function enter() {
  const field = (page.card ?? page.cards.find((card) => card.fields.length))?.fields.at(-1);
  if (!field) return;
  field.area.focus({ preventScroll: true });
  page.card.moved();
}
