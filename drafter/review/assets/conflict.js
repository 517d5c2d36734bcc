// A piece that was changed here and in the file: both texts are shown, and neither goes until a person says so.

import { button, el, speak, t } from "./dom.js";
import { send } from "./net.js";
import * as local from "./local.js";
import { page, say } from "./state.js";

export function clash(card, there, state) {
  card.clash = true;
  card.under.querySelector(".clash")?.remove();
  const mine = card.text;
  const box = el("div", { class: "clash", role: "group", "aria-label": t("both_changed") },
    el("p", { class: "why" }, t(there === null ? "gone_elsewhere" : "both_changed")),
    el("div", { class: "both" },
      el("div", {}, el("h4", {}, t("mine")), el("pre", { tabindex: "0" }, ...shown(mine, there, "mine"))),
      there === null ? null : el("div", {}, el("h4", {}, t("theirs")), el("pre", { tabindex: "0" }, ...shown(mine, there, "theirs")))),
    el("p", { class: "ways" },
      button(t("keep_mine"), () => decide(there === null ? put(card, mine) : write(card, there, card.text)), { class: "main" }),
      there === null ? button(t("remove"), () => decide(take(card, state))) : button(t("take_theirs"), () => decide(take(card, state))),
      there === null ? null : button(t("keep_both"), () => decide(write(card, there, joined(there, card.text))))));
  card.under.append(box);
  for (const mark of box.querySelectorAll("pre mark:first-of-type")) mark.parentElement.scrollTop = mark.offsetTop - mark.parentElement.offsetTop - 48; // what differs is in sight
  speak(t("both_changed"));
  say("saved");

  async function decide(done) {
    const said = await done;
    if (said && said.status === 412) { clash(card, said.data.there, said.data.state); return; }
    if (said && said.status !== 200) return;
    box.remove();
    card.clash = false;
    card.dirty = false;
    local.drop(card.piece.key);
    card.node.focus({ preventScroll: true });
    say("state", said ? said.data.state : state);
    say("refresh");
    say("saved");
  }
}

/** What both have once, and where they differ the file's words and then these: no sentence of either is lost. */
export const joined = (there, mine) => together(there, mine).map(([, text]) => text).join("");

/** One of the texts, with what only it has marked. */
function shown(mine, there, which) {
  if (there === null) return [mine];
  return together(there, mine).filter(([whose]) => whose === "both" || whose === which).map(([whose, text]) => (whose === "both" ? text : el("mark", {}, text)));
}

/** Sentences in order, each `both`, `theirs` or `mine`: by the longest row that both have. */
function together(there, mine) {
  const cut = (text) => text.match(/[^。！？!?\n]*?(?:[。！？!?]+[”」』"')）]*|\.(?=\s)|\n+|$)/gs).filter(Boolean);
  const [a, b] = [cut(there), cut(mine)];
  const long = Array.from({ length: a.length + 1 }, () => new Array(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) for (let j = b.length - 1; j >= 0; j -= 1) long[i][j] = a[i] === b[j] ? long[i + 1][j + 1] + 1 : Math.max(long[i + 1][j], long[i][j + 1]);
  const row = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) { row.push(["both", a[i]]); i += 1; j += 1; }
    else if (i < a.length && (j >= b.length || long[i + 1][j] >= long[i][j + 1])) { row.push(["theirs", a[i]]); i += 1; }
    else { row.push(["mine", b[j]]); j += 1; }
  }
  return row;
}

const write = (card, before, text) => send("PUT", `/pieces/${card.piece.id}`, { key: card.piece.key, before, text });

/** The file no longer has it: it goes back behind the piece before. */
const put = (card, text) => send("POST", "/pieces", { after: page.cards[page.cards.indexOf(card) - 1]?.piece.key ?? "", text });

function take(card, state) {
  const found = state.pieces.find((one) => one.key === card.piece.key);
  card.clash = false;
  card.dirty = false;
  card.whole = false;
  if (found) card.show(found);
  return Promise.resolve(null);
}
