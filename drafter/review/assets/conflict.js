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
      el("div", {}, el("h4", {}, t("mine")), el("pre", { tabindex: "0" }, mine)),
      there === null ? null : el("div", {}, el("h4", {}, t("theirs")), el("pre", { tabindex: "0" }, there))),
    el("p", { class: "ways" },
      button(t("keep_mine"), () => decide(there === null ? put(card, mine) : write(card, there, card.text)), { class: "main" }),
      there === null ? button(t("remove"), () => decide(take(card, state))) : button(t("take_theirs"), () => decide(take(card, state))),
      there === null ? null : button(t("keep_both"), () => decide(write(card, there, joined(there, card.text))))));
  card.under.append(box);
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

const joined = (there, mine) => `${there.trimEnd()}\n\n${mine.trimStart()}`;

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
