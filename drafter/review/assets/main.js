// The review page: cards made from what the server said, and kept in step with the file, the checks and the browser's own copy.

import { $, button, el, speak, t, tell, theirs, untell } from "./dom.js";
import { Card } from "./card.js";
import * as evidence from "./evidence.js";
import { look, step } from "./flags.js";
import * as keys from "./keys.js";
import * as local from "./local.js";
import { Away, get, listen, writing } from "./net.js";
import * as outline from "./outline.js";
import { correct } from "./correcting.js";
import * as panels from "./panels.js";
import * as publishing from "./publishing.js";
import { edit } from "./field.js";
import { flags, lineAt, on, page, say, shift, start } from "./state.js";

let waits = false; // the pieces changed while somebody was typing in one of them
let last = 0;
let seen = ""; // digest of the text that the page shows

// Pieces

function apply(state) {
  if (state.seq < last) return []; // an answer that was overtaken
  last = state.seq;
  page.can = state.can;
  page.gone = state.gone;
  page.offers = state.offers;
  page.published = state.published;
  seen = state.digest;
  const pieces = state.pieces.filter((piece) => piece.kind !== "front");
  const incoming = new Set(pieces.map((piece) => piece.key));
  const known = new Map(page.cards.map((card) => [card.piece.key, card]));
  waits = page.cards.some((card) => card.torn || (card.held && !incoming.has(card.piece.key)));
  const changed = [];
  const cards = pieces.map((piece) => {
    const card = known.get(piece.key);
    if (!card) return waits ? null : new Card(piece);
    if (card.meet(piece)) changed.push(card.title);
    return card;
  });
  if (!waits) {
    page.cards = cards;
    arrange();
  }
  front(state.front, state.pieces.find((piece) => piece.kind === "front"));
  panels.offered();
  say("pieces");
  return changed;
}

/** The cards in their order; one that somebody types in is not moved, the others are moved around it. */
function arrange() {
  const cards = new Set(page.cards.map((card) => card.node));
  for (const node of [...$("pieces").children]) if (!cards.has(node)) node.remove();
  const counts = {};
  page.cards.forEach((card, n) => {
    counts[card.piece.kind] = (counts[card.piece.kind] ?? 0) + 1;
    card.numbered(counts[card.piece.kind]);
    const there = $("pieces").children[n] ?? null;
    if (there === card.node) return;
    if ($("pieces").moveBefore && card.node.isConnected) $("pieces").moveBefore(card.node, there);
    else $("pieces").insertBefore(card.node, there);
  });
}

function front(form, piece) {
  const mine = piece?.approved.includes(page.by);
  const approving = page.can.approvals && piece?.approvable ? [
    piece.approved.length ? el("span", { class: "approved" }, t("approved_by", { names: piece.approved.join(t("comma")) })) : null,
    button(t(mine ? "unapprove" : "approve"), () => panels.approve({ piece }), { class: "plain small", "aria-label": `${t(mine ? "unapprove" : "approve")} ${t("front")}` })] : [];
  $("front").replaceChildren(
    el("p", { class: "excerpt" }, el("span", { class: "soft" }, `${t("excerpt")} `), theirs(form.excerpt)),
    el("p", { class: "tags" }, el("span", { class: "soft" }, form.date), ...form.tags.map((tag) => el("span", { class: "chip" }, theirs(tag))), el("span", { class: "acts" }, button(t("edit"), () => panels.front(), { class: "plain small", "aria-label": `${t("edit")} ${t("front")}` }), ...approving)));
  document.title = `${form.title || page.post} · ${t("review")}`;
}

/** The file again, and what the checks say of it. `own`: this page had it changed, which is no news. */
let refreshing = 0; // answers to our own changes that are on their way
async function fetched(own = false) {
  if (page.moving || page.moved) return;
  try {
    refreshing += own ? 1 : 0;
    const { status, data } = await get("/state").finally(() => { refreshing -= own ? 1 : 0; });
    const news = !own && !refreshing && !writing();
    answered();
    if (page.moving || page.moved) return;
    if (status === 410) { publishing.moved(data); return; }
    if (status !== 200) { tell(t("file_broken", { what: data.what ?? status, way_out: data.way_out ?? "" }), { kind: "bad" }); return; }
    if ($("told").classList.contains("broken")) untell();
    const before = seen;
    const changed = apply(data);
    if (news && before !== data.digest && changed.length) { tell(t("from_disk", { pieces: changed.slice(0, 3).join("、") }), { seconds: 6 }); speak(t("from_disk", { pieces: changed.length })); }
    if (before !== data.digest && panels.viewed() !== "edit") panels.view(panels.viewed());
    await checked();
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    lost();
  }
}

// Checks

let checking = null;
let recheck = false;
let rest = 0;
const PAUSED = 2500;
/** `quick`: the changed pieces alone, while somebody types; all of it follows at the next pause. */
async function checked(quick = page.cards.some((card) => card.typing)) {
  if (page.moving || page.moved) return null;
  if (checking) { recheck = true; return checking; }
  clearTimeout(rest);
  checking = (async () => {
    do {
      recheck = false;
      const { status, data } = await get(quick ? "/review?quick" : "/review");
      if (status !== 200) continue;
      clearTimeout(rest);
      if (!data.complete) rest = setTimeout(() => checked(false), PAUSED);
      if (data.digest !== seen && page.review) { recheck = recheck || !page.cards.some((card) => card.dirty); continue; }
      page.review = data;
      for (const card of page.cards) if (card.dirty) shift(card.piece.id, ...edit(card.base, card.text)); // typed while the checks ran
      if (page.line) page.line = lineAt(page.line.piece, page.line.start);
      page.card?.moved();
      painted();
    } while (recheck);
  })().catch((error) => { if (!(error instanceof Away)) throw error; }).finally(() => { checking = null; });
  return checking;
}

function painted() {
  const list = flags();
  const must = list.filter((flag) => flag.severity === "BLOCK" || flag.severity === "HIGH").length;
  $("flag-count").replaceChildren(page.review ? t("flags_number", { number: list.length }) : t("checking"), must ? el("span", { class: `count ${list[0].severity}` }, String(must)) : "");
  for (const card of page.cards) card.paint();
  say("review");
}

// The line that says whether the words are safe

function saved() {
  const dirty = page.cards.filter((card) => card.dirty);
  const busy = dirty.some((card) => card.saving);
  const said = page.away ? t("unsaved") : dirty.some((card) => card.clash) ? t("unsaved") : busy ? t("saving") : dirty.length ? t("unsaved") : wrote ? t("saved_at", { time: wrote }) : "";
  if ($("saved").textContent !== said) $("saved").textContent = said;
  $("saved").className = `saved ${page.away || dirty.some((card) => card.clash) ? "bad" : dirty.length ? "open" : "done"}`;
  if (!dirty.length && stored) { wrote = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }); stored = false; saved(); }
  if (page.away) tell(t("away"), { kind: "bad away-told" });
}
let wrote = "";
let stored = false;

function lost() {
  if (page.away) return;
  page.away = true;
  saved();
}

/** The server answers, whatever it says. */
function answered() {
  if (!page.away) return;
  page.away = false;
  if ($("told").classList.contains("away-told")) untell();
}

// The beginning

async function recovered() {
  const found = await local.orphans();
  let back = 0;
  for (const entry of found) {
    const card = page.cards.find((one) => one.piece.key === entry.key);
    if (card && card.base === entry.text) { local.drop(entry.key); continue; }
    if (card && !card.dirty) { card.bring(entry.before, entry.text); back += 1; }
    else if (entry.text.trim() && !page.cards.some((one) => one.text.includes(entry.text.trim()))) { strayed(entry); back += 1; }
    else local.drop(entry.key);
  }
  if (back) tell(t("recovered"), { seconds: 8 });
}

/** Words of a piece that the post no longer has: shown until somebody says what becomes of them. */
function strayed(entry) {
  const last = page.cards.at(-1);
  const box = el("div", { class: "clash" }, el("p", { class: "why" }, t("gone_elsewhere")), el("pre", { tabindex: "0" }, entry.text),
    el("p", { class: "ways" }, button(t("remove"), () => { local.drop(entry.key); box.remove(); })));
  last?.under.append(box);
}

const THEMES = ["auto", "light", "dark"];
function theme(next = document.documentElement.dataset.theme) {
  document.documentElement.dataset.theme = next;
  document.cookie = `drafter-theme=${next}; path=/; max-age=31536000; samesite=strict`;
  $("theme").title = t("theme", { theme: t(`theme_${next}`) });
  $("theme").setAttribute("aria-label", $("theme").title);
}

function begin() {
  $("draft").replaceChildren(el("div", { id: "front" }), el("div", { id: "pieces", class: "opening" }));
  evidence.begin();
  panels.begin();
  publishing.begin();
  keys.begin();
  apply(start);
  outline.draw();
  on("state", apply);
  on("stored", () => { stored = true; saved(); checked(); });
  on("saved", saved);
  on("answered", answered);
  on("refresh", fetched);
  on("redo", panels.redo);
  on("approve", panels.approve);
  on("lock", panels.lock);
  on("correct", correct);
  on("look", look);
  on("left", (card) => { card.torn = false; if (waits) fetched(); painted(); });
  on("flag", () => { for (const card of page.cards) card.paint(); });
  on("caret", () => { for (const card of page.cards) if (card === page.card || card.lit) { card.paint(); card.lit = card === page.card; } });
  $("next-flag").addEventListener("click", () => step(1));
  $("theme").addEventListener("click", () => theme(THEMES[(THEMES.indexOf(document.documentElement.dataset.theme) + 1) % 3]));
  $("menu").addEventListener("click", () => outline.drawer(!document.body.classList.contains("outlined")));
  $("draft").addEventListener("pointerdown", () => { if (document.body.classList.contains("outlined")) outline.drawer(false, false); });
  theme();
  saved();
  addEventListener("beforeunload", (event) => { if (page.cards.some((card) => card.dirty)) { for (const card of page.cards) card.save(); event.preventDefault(); } });
  addEventListener("pagehide", () => { for (const card of page.cards) card.save(); });
  listen({
    file: (digest) => { if (digest !== seen) fetched(); }, // what this page wrote itself is known
    open: (again) => { answered(); if (again) { for (const card of page.cards) card.save(); fetched(); } saved(); },
    lost,
  });
  recovered();
  checked();
  requestAnimationFrame(() => setTimeout(() => $("pieces").classList.remove("opening"))); // what is out of sight is laid out behind the first frame
}

begin();
