// What opens over or instead of the text: preview, changes, title and tags, candidates, keys, new words.

import { $, built, button, el, outside, speak, t, tell, theirs } from "./dom.js";
import { get, send } from "./net.js";
import { byKey, page, redoable, say } from "./state.js";

// The dialog

let from = null;
export function open(title, ...inside) {
  from = document.activeElement;
  $("dialog-title").replaceChildren(title);
  $("dialog-inside").replaceChildren(...inside.flat().filter(Boolean));
  if (!$("dialog").open) $("dialog").showModal();
}
export const close = () => $("dialog").close();

export function begin() {
  $("dialog-close").addEventListener("click", close);
  $("dialog").addEventListener("close", () => from?.focus?.({ preventScroll: true }));
  $("dialog").addEventListener("click", (event) => { if (event.target === $("dialog")) close(); });
  for (const name of ["edit", "preview", "difference"]) $(`view-${name}`).addEventListener("click", () => view(name));
  $("open-front").addEventListener("click", front);
  $("open-candidates").addEventListener("click", candidates);
  $("help").addEventListener("click", help);
}

// Views of the whole post

let shown = "edit";
export async function view(name) {
  if (name !== "edit") await say_saved();
  shown = name;
  for (const one of ["edit", "preview", "difference"]) $(`view-${one}`).setAttribute("aria-pressed", String(one === name));
  if (name !== "edit" && $("pieces").contains(document.activeElement)) $("draft").focus({ preventScroll: true }); // what has the focus goes out of sight
  $("draft").dataset.view = name;
  if (name === "edit" && document.activeElement === $("draft")) page.card?.node.focus({ preventScroll: true });
  $("other-view")?.remove();
  say("view", name);
  if (name === "edit") return;
  const box = el("div", { id: "other-view", class: name });
  $("draft").append(box);
  const { status, data } = await get(`/${name}`);
  if (shown !== name) return;
  if (status !== 200) { box.append(el("p", { class: "hint" }, data.what ?? String(status))); return; }
  box.append(...(name === "preview" ? preview(data) : difference(data)));
  scrollTo({ top: 0 });
}
export const viewed = () => shown;

export const say_saved = () => Promise.all(page.cards.map((card) => card.save()));

function preview({ tree }) {
  return [el("p", { class: "soft small hint" }, t("approximate")), el("article", { class: "rendered" }, ...built(tree).flat())];
}

function difference({ base, pieces }) {
  if (!base) return [el("p", { class: "hint" }, t("no_base"))];
  if (!pieces.length) return [el("p", { class: "hint" }, t("no_changes"))];
  return [el("p", { class: "soft small hint" }, t("model_wrote")), ...pieces.map((piece) => {
    const card = byKey(piece.key);
    const head = el("h3", {}, theirs(piece.title || card?.kind || piece.key), piece.gone ? el("span", { class: "tag WARN" }, t("piece_gone")) : piece.added ? el("span", { class: "tag INFO" }, t("piece_added")) : "");
    if (piece.gone) return el("section", { class: "piece-changes" }, head, el("p", { class: "change" }, el("del", {}, theirs(piece.text.trim()))), el("p", { class: "ways" }, button(t("restore"), async () => { const back = await send("POST", "/pieces", { after: "", text: piece.text }); if (back.status === 200) { say("state", back.data.state); view("difference"); } })));
    if (piece.added) return el("section", { class: "piece-changes" }, head, el("p", { class: "change" }, el("ins", {}, theirs(piece.text.trim()))));
    return el("section", { class: "piece-changes" }, head, ...changes(card, piece.changes));
  })];
}

/** Changes to take back. Taking one writes it into the card, where the browser can undo it. */
function changes(card, list) {
  return list.map((change) => {
    const parts = turned(change.parts);
    const state = el("span", { class: "soft small", role: "status" });
    const restore = button(t("restore"), () => {
      if (!written(card, change)) { tell(t("both_changed"), { kind: "bad" }); return; }
      row.classList.add("taken");
      restore.disabled = true;
      state.textContent = t("restored");
    });
    const row = el("div", { class: "change" }, words_of(parts), el("p", { class: "ways" }, restore, state));
    return row;
  });
}

/** What drafter wrote is what is gone, and stands before what came in its place. */
function turned(parts) {
  const found = parts.map(([kind, text]) => [{ gone: "new", new: "gone" }[kind] ?? kind, text]);
  for (let n = 1; n < found.length; n += 1) if (found[n - 1][0] === "new" && found[n][0] === "gone") [found[n - 1], found[n]] = [found[n], found[n - 1]];
  return found;
}

/** Blank lines at the end of a piece are no words of it. */
function words_of(parts) {
  const row = el("p", { class: "words" }, parts.map(([kind, text]) => (kind === "same" ? text : el(kind === "gone" ? "del" : "ins", {}, text))));
  for (let last = row.lastChild; last; last = last.lastChild ?? null) if (last.nodeType === Node.TEXT_NODE) last.data = last.data.trimEnd();
  return row;
}

/** Puts a change into the card where its words still stand; other changes of the piece move along. */
function written(card, change) {
  if (!card) return false;
  const text = card.text;
  const near = [...places(text, change.mine)].sort((a, b) => Math.abs(a - change.start) - Math.abs(b - change.start))[0];
  if (near === undefined) return false;
  const place = card.place(near);
  const end = near + change.mine.length;
  if (place && place.at + change.mine.trimEnd().length <= place.field.value.length) {
    const inside = Math.min(change.mine.length, place.field.value.length - place.at);
    place.field.put(place.at, place.at + inside, inside < change.mine.length ? change.other.trimEnd() : change.other);
    return true;
  }
  card.whole = true;
  card.build([{ kind: "body", text: text.slice(0, near) + change.other + text.slice(end) }], ["", ""]);
  card.dress();
  card.touched();
  return true;
}

function* places(text, words) {
  if (!words) return;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) yield at;
}

// Title and tags

export async function front() {
  await say_saved();
  const { data } = await get("/front");
  if (data.faults.length) { open(t("front"), el("p", {}, t("front_broken", { why: data.faults.join("; ") }))); return; }
  const title = counted("front-title", t("title"), data.title, data.most.title);
  const excerpt = counted("front-excerpt", t("excerpt"), data.excerpt, data.most.excerpt);
  const chosen = new Set(data.tags);
  const known = [...new Set([...data.known, ...data.tags])];
  const boxes = el("fieldset", { class: "chips" }, el("legend", {}, t("tags")), ...known.map((tag) => el("label", { class: "chip" }, el("input", { type: "checkbox", value: tag, checked: chosen.has(tag) }), theirs(tag))));
  const more = el("input", { id: "front-more", autocomplete: "off" });
  const wrong = el("p", { class: "bad small", role: "alert" });
  open(t("front"), el("form", { on: { submit: saved } }, title, excerpt, boxes, el("p", {}, el("label", { for: "front-more" }, t("tags_more")), more), wrong, el("p", { class: "ways" }, el("button", { class: "main" }, t("save_form")), button(t("cancel"), close))));

  async function saved(event) {
    event.preventDefault();
    const tags = [...boxes.querySelectorAll("input:checked")].map((one) => one.value);
    for (const one of more.value.split(/[,，、]/)) if (one.trim() && !tags.includes(one.trim())) tags.push(one.trim());
    const sent = { title: title.querySelector("textarea").value.replace(/\s+/g, " ").trim(), excerpt: excerpt.querySelector("textarea").value.replace(/\s+/g, " ").trim(), tags };
    const { status, data: said } = await send("PUT", "/front", sent);
    if (status !== 200) { wrong.textContent = `${said.what ?? status} ${said.way_out ?? ""}`; return; }
    close();
    say("state", said.state);
    say("refresh");
  }
}

function counted(id, label, value, most) {
  const count = el("span", { class: "soft small" });
  const area = el("textarea", { id, rows: 2, on: { input: () => counts() } });
  area.value = value;
  const counts = () => { const n = [...area.value.trim()].length; count.textContent = t("characters", { count: n, most }); count.classList.toggle("over", n > most); };
  counts();
  return el("p", {}, el("label", { for: id }, label), area, count);
}

// Candidates

export async function candidates() {
  const { data } = await get("/candidates");
  const list = data.candidates.map((one) => {
    const pick = el("select", { "aria-label": t("instead_of") }, el("option", { value: "" }, t("in_place_of_none")), ...data.items.map((item) => el("option", { value: item.url }, `${t("instead_of")} ${item.title}`)));
    const row = el("li", { class: "candidate" },
      el("p", {}, outside(one.link, theirs(one.title))),
      el("p", { class: "small soft" }, theirs([one.published, one.reason && t(`reason_${one.reason}`), one.detail, t("score", { score: one.score.toFixed(2) })].filter(Boolean).join(" · "))),
      one.word ? el("p", { class: "small decided" }, t(one.word === "drop" ? "decided_drop" : "decided_item"), " ", button(one.word === "drop" ? t("swap_in") : t("undo_choice"), () => swap(one.url, "", one.word !== "drop")))
        : el("p", { class: "ways" }, pick, button(t("swap_in"), () => swap(one.url, pick.value, false))));
    return row;
  });
  open(t("candidates"), el("p", { class: "small soft" }, t(list.length ? "candidates_why" : "no_candidates")), el("ul", { class: "candidates" }, list));
}

async function swap(url, instead, out) {
  const { status, data } = await send("POST", "/candidates", { url, instead, out });
  if (status !== 200) { tell(`${data.what} ${data.way_out ?? ""}`, { kind: "bad" }); return; }
  await candidates();
}

// New words for a piece

/** What drafter offers, under the piece that it is about; what is about none stands above the text. */
export function offered() {
  for (const card of page.cards) {
    const mine = page.offers.filter((one) => one.key === card.piece.key);
    card.under.querySelector(".offers")?.remove();
    if (mine.length) card.under.append(offers(mine, card));
  }
  const rest = page.offers.filter((one) => !byKey(one.key));
  if (rest.length) $("front").append(offers(rest, null));
}

function offers(list, card) {
  const all = list.length > 1 ? el("p", { class: "ways all" }, button(t("take_all"), async () => { for (const one of list) if (!(await decide(one, true, card))) return; }, { class: "main" })) : null;
  return el("div", { class: "offers ask" }, el("h4", {}, t("offered")), ...list.map((one) => el("div", { class: "change" }, words_of(one.parts),
    el("p", { class: "ways" }, button(t("take"), () => decide(one, true, card)), button(t("leave"), () => decide(one, false, card))))), all);
}

async function decide(one, taken, card) {
  await card?.save();
  const { status, data } = await send("POST", "/offers", { offer: one.id, taken });
  if (status !== 200) { tell(`${data.what} ${data.way_out ?? ""}`, { kind: "bad" }); return false; }
  say("state", data);
  say("refresh");
  speak(t(taken ? "taken" : "left"));
  (card?.under.querySelector(".offers button") ?? card?.node)?.focus({ preventScroll: true });
  return true;
}

export function redo(card, because = "") {
  if (!card || !redoable(card.piece)) return;
  card.under.querySelector(".redo")?.remove();
  const note = el("input", { id: `note-${card.piece.id}`, placeholder: t("redo_example"), value: because, autocomplete: "off" });
  const state = el("p", { class: "small soft", role: "status" });
  const form = el("form", { class: "redo ask", on: { submit: ask, keydown: (event) => { if (event.key === "Escape" && !event.isComposing) { form.remove(); card.node.focus({ preventScroll: true }); } } } },
    el("label", { for: `note-${card.piece.id}` }, t("redo_note")), note,
    el("p", { class: "ways" }, el("button", { class: "main" }, t("redo_ask")), button(t("cancel"), () => form.remove())), state);
  card.under.append(form);
  note.focus();

  async function ask(event) {
    event.preventDefault();
    if (form.classList.contains("waiting")) return;
    form.classList.add("waiting");
    state.textContent = t("redo_wait");
    await card.save();
    const { status, data } = await send("POST", "/redo", { key: card.piece.key, note: note.value }).catch((error) => ({ status: 0, data: { what: t("away"), error } }));
    form.classList.remove("waiting");
    if (status !== 200 || data.problem) { state.textContent = data.problem || `${data.what} ${data.way_out ?? ""}`; return; }
    say("state", data.state);
    if (!page.offers.some((one) => one.key === card.piece.key)) { state.textContent = t("redo_same"); return; }
    form.remove();
    speak(t("proposed"));
    card.under.querySelector(".offers button")?.focus({ preventScroll: true });
  }
}

export async function lock(card) {
  const { status, data } = await send("PUT", "/lock", { key: card.piece.key, locked: !card.piece.locked });
  if (status === 200) say("state", data); else tell(`${data.what} ${data.way_out ?? ""}`, { kind: "bad" });
}

export async function approve(card) {
  if (!page.can.approvals || !card.piece.approvable) return;
  await card.save?.();
  const { status, data } = await send("PUT", "/approval", { key: card.piece.key, approved: !card.piece.approved.includes(page.by) });
  if (status === 200) say("state", data); else tell(`${data.what} ${data.way_out ?? ""}`, { kind: "bad" });
}

// Keys

const KEYS = [["F8 / ⇧F8", "keys_next"], ["n / N", "keys_flag"], ["j / k", "keys_piece"], ["e", "keys_edit"], ["Esc", "keys_leave"], ["t", "keys_accept"], ["i", "keys_ignore"], ["r", "keys_redo"], ["a", "keys_approve"], ["c", "keys_correct"], ["p", "keys_publish"], ["1 2 3", "keys_views"], ["Ctrl S", "keys_save"], ["?", "keys_help"]];
export function help() {
  open(t("help"), el("dl", { class: "keys" }, KEYS.flatMap(([keys, what]) => [el("dt", {}, el("kbd", {}, keys)), el("dd", {}, t(what))])));
}
