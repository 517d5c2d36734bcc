// One piece of the post: its fields, and how its words get into the file.

import { button, el, outside, t, tell, theirs } from "./dom.js";
import { Field } from "./field.js";
import { Away, send } from "./net.js";
import * as local from "./local.js";
import { clash } from "./conflict.js";
import { flagsOf, lineAt, page, redoable, say, shift } from "./state.js";

const PAUSE = 300; // after a key
const LATEST = 900; // of somebody who does not pause
const AGAIN = 1500; // while the server is away
const NUMBERED = new Set(["item", "brief"]);

export class Card {
  constructor(piece) {
    this.node = el("section", { class: "piece", tabindex: "-1" });
    this.over = el("div", { class: "over" });
    this.rows = el("div", { class: "rows" });
    this.under = el("div", { class: "under" }); // conflicts, proposals, questions
    this.node.append(this.over, this.rows, this.under);
    this.dirty = false;
    this.typing = false;
    this.saving = null;
    this.whole = false;
    this.number = 0;
    this.node.addEventListener("focusin", () => { page.card = this; say("caret"); });
    this.node.addEventListener("focusout", (event) => { if (!this.node.contains(event.relatedTarget)) this.left(); });
    this.show(piece);
  }

  get kind() { return t(`kind_${this.piece.kind}`, { number: this.number }); }
  get title() { return this.piece.title || (this.piece.kind === "brief" ? this.text.replace(/[#*_>\s]+/g, " ").replace(/^ ?[-+] /, "").trim().slice(0, 70) : "") || this.kind; }
  get text() { return this.glue.map((glue, n) => glue + (this.fields[n]?.value ?? "")).join(""); }
  get focused() { return this.node.contains(document.activeElement); }
  get held() { return this.dirty || this.clash || (this.focused && this.fields.some((field) => field.area === document.activeElement)); }

  /** The piece as the file has it. */
  show(piece) {
    const body = piece.text.trimEnd();
    const fields = this.whole ? [{ kind: "body", text: body }] : piece.fields;
    const glue = this.whole ? ["", piece.text.slice(body.length)] : piece.glue;
    const same = this.piece && this.fields.length === fields.length && this.fields.every((field, n) => field.kind === fields[n].kind);
    this.piece = piece;
    this.base = piece.text;
    this.node.id = `p-${piece.id}`;
    this.node.className = `piece ${piece.kind} level-${piece.level}`;
    if (same) this.fields.forEach((field, n) => field.set(fields[n].text));
    else this.build(fields, glue);
    this.glue = glue;
    this.dress();
  }

  /** What the file says of the piece by now; true where its words came from elsewhere. */
  meet(piece) {
    if (this.clash || this.torn) return false;
    if (this.dirty) {
      if (piece.text === this.text) { this.base = piece.text; this.dirty = false; local.drop(piece.key); }
      return false;
    }
    if (piece.text !== this.base || piece.text !== this.text) { this.whole = this.whole && this.focused; this.show(piece); return true; }
    const same = this.fields.length === piece.fields.length;
    if (same || this.focused) { this.piece = piece; this.base = piece.text; this.dress(); } else { this.whole = false; this.show(piece); }
    return false;
  }

  /** Words that this browser kept: they are the card's again, and go to the file if it still says what they were based on. */
  bring(before, text) {
    this.whole = true;
    const body = text.trimEnd();
    this.build([{ kind: "body", text: body }], ["", text.slice(body.length)]);
    this.dress();
    this.base = before;
    this.touched();
  }

  build(fields, glue) {
    this.glue = glue;
    const heard = { changed: (field, ...edit) => this.changed(field, ...edit), caret: () => this.moved(), enter: (field) => this.next(field) };
    const language = (text) => (/[\u3400-\u9fff]/.test(text) ? "zh-CN" : "en");
    this.fields = fields.map((one) => new Field(one.kind, one.text, "", language(one.text), heard));
    this.from = el("p", { class: "from" });
    this.rows.replaceChildren(...this.fields.map((field) => field.node), this.from);
  }

  /** What stands around the fields: the kind, the state, the sources. */
  dress() {
    const { piece } = this;
    const mark = JSON.stringify([piece.state, piece.approved, piece.approvable, piece.locked, piece.links, piece.title, this.number, this.whole, page.can, page.published]);
    if (mark === this.dressed && this.from === this.told) return; // what has the focus keeps it
    [this.dressed, this.told] = [mark, this.from];
    const approved = piece.approved.length > 0;
    const mine = piece.approved.includes(page.by);
    this.node.classList.toggle("approvable", piece.approvable);
    const state = approved ? t("approved_by", { names: piece.approved.join(t("comma")) }) : piece.state ? t(`state_${piece.state}`) : "";
    this.over.replaceChildren(
      el("h3", { class: "kind" }, this.kind),
      el("span", { class: `state ${approved ? "approved" : piece.state}` }, state),
      piece.locked ? el("span", { class: "state approved" }, t("locked")) : "",
      el("span", { class: "acts" },
        button(t("redo"), () => say("redo", this), { class: "plain", disabled: !redoable(piece), title: page.can.offers ? "r" : t("redo_later") }),
        page.published && page.can.correct && this.fields.length ? button(t("correct"), () => say("correct", this), { class: "plain", title: "c" }) : null,
        page.can.offers && (piece.locked || redoable(piece)) ? button(t(piece.locked ? "unlock" : "lock"), () => say("lock", this), { class: "plain", "aria-pressed": String(piece.locked) }) : null,
        piece.approvable || !page.can.approvals ? button(mine ? t("unapprove") : t("approve"), () => say("approve", this), { class: "plain", disabled: !page.can.approvals, title: page.can.approvals ? "a" : t("approve_later") }) : null),
    );
    this.node.setAttribute("aria-label", `${this.kind} ${piece.title}`.trim());
    for (const field of this.fields) field.area.setAttribute("aria-label", t(field.kind === "head" ? "headline_of" : "text_of", { kind: this.kind }));
    const links = this.whole ? [] : piece.links;
    this.from.replaceChildren(...(links.length ? [
      el("span", {}, el("span", { class: "soft" }, t("source")), " ",
        ...links.flatMap((link, n) => [n ? " · " : "", outside(link.url, theirs(link.title)), el("span", { class: "soft site" }, ` ${site(link.url)}`)])),
      button(t("edit_source"), () => this.open(), { class: "plain small" }),
    ] : []));
    this.from.hidden = !links.length;
  }

  numbered(number) {
    if (this.number === number || !NUMBERED.has(this.piece.kind)) return;
    this.number = number;
    this.dress();
  }

  /** The whole piece as it stands in the file, source lines too. */
  open() {
    const text = this.text;
    const body = text.trimEnd();
    this.whole = true;
    this.build([{ kind: "body", text: body }], ["", text.slice(body.length)]);
    this.dress();
    this.fields[0].area.focus({ preventScroll: true });
    this.paint();
  }

  /** Offset of a field in the piece. */
  offset(field) {
    let at = 0;
    for (let n = 0; n < this.fields.length; n += 1) {
      at += this.glue[n].length;
      if (this.fields[n] === field) return at;
      at += this.fields[n].value.length;
    }
    return at;
  }

  /** Field and place in it of an offset of the piece. */
  place(at) {
    for (const field of this.fields) {
      const start = this.offset(field);
      if (at >= start && at <= start + field.value.length) return { field, at: at - start };
    }
    return null;
  }

  caret() {
    const field = this.fields.find((one) => one.area === document.activeElement);
    return field ? { field, at: this.offset(field) + field.area.selectionStart } : null;
  }

  moved() {
    const caret = this.caret();
    if (!caret) return;
    page.card = this;
    page.line = lineAt(this.piece.id, caret.at);
    say("caret");
  }

  next(field) {
    const other = this.fields[this.fields.indexOf(field) + 1];
    if (other) { other.area.focus(); other.area.setSelectionRange(0, 0); }
  }

  // Marks

  paint() {
    const marks = flagsOf(this).filter((flag) => flag.start !== null).map((flag) => ({ start: flag.start, end: flag.end, classes: ["flagged", flag.severity, ...(flag.id === page.flag ? ["current"] : [])] }));
    if (page.line && page.line.piece === this.piece.id && page.line.start !== null) marks.push({ start: page.line.start, end: page.line.end, classes: ["sentence"] });
    for (const field of this.fields) {
      const start = this.offset(field);
      const end = start + field.value.length;
      field.paint(marks.filter((mark) => mark.end > start && mark.start < end).map((mark) => ({ ...mark, start: mark.start - start, end: mark.end - start })));
    }
  }

  // Into the file

  changed(field, at, removed, added) {
    shift(this.piece.id, this.offset(field) + at, removed, added);
    this.typing = true;
    this.touched();
  }

  /** The words are not in the file yet. */
  touched() {
    this.dirty = true;
    this.kept = local.keep(this.piece.key, this.base, this.text);
    this.under.querySelector(".empty")?.remove();
    clearTimeout(this.timer);
    this.since ??= performance.now();
    this.timer = setTimeout(() => this.save(), Math.max(0, Math.min(PAUSE, this.since + LATEST - performance.now())));
    say("saved");
  }

  async save() {
    clearTimeout(this.timer);
    if (!this.dirty || this.clash) return;
    if (this.saving) { this.again = true; await this.saving; return; }
    if (this.fields.some((field) => field.composing)) { this.timer = setTimeout(() => this.save(), PAUSE); return; }
    const { text, base } = this;
    if (!text.trim() || (this.fields.length && this.fields.every((field) => !field.value.trim()))) { this.emptied(); return; }
    this.since = undefined;
    this.saving = this.put(base, text);
    await this.saving;
    this.saving = null;
    say("saved");
    if (this.again) { this.again = false; await this.save(); }
  }

  async put(before, text) {
    say("saved");
    try {
      const { status, data } = await send("PUT", `/pieces/${this.piece.id}`, { key: this.piece.key, before, text });
      say("answered");
      if (status === 200) this.stored(text, data);
      else if (status === 412) this.met(data, text);
      else if (status === 403) tell(t("stale"), { kind: "bad" });
      else tell(t("refused", { what: data.what ?? status, way_out: data.way_out ? `${data.way_out} ` : "" }), { kind: "bad" });
    } catch (error) {
      if (!(error instanceof Away)) throw error;
      page.away = true;
      say("saved");
      this.timer = setTimeout(() => this.save(), AGAIN);
    }
  }

  stored(text, { key, state }) {
    page.away = false;
    const old = this.piece.key;
    this.base = text;
    if (key) {
      this.piece.key = key;
      this.piece.id = state.pieces.find((one) => one.key === key)?.id ?? this.piece.id;
      this.node.id = `p-${this.piece.id}`;
    }
    else this.torn = this.focused; // it is more or less than one piece now: taken apart when the caret leaves
    if (this.text === text) {
      this.dirty = false;
      local.drop(old);
    } else {
      local.drop(old);
      local.keep(this.piece.key, this.base, this.text);
      this.again = true;
    }
    say("state", state);
    say("stored");
  }

  met({ there, state }, text) {
    if (there === text) { this.stored(text, { key: this.piece.key, state }); return; }
    clash(this, there, state);
  }

  /** A piece without words is taken out only when that is said in so many words. */
  emptied() {
    if (this.under.querySelector(".empty")) return;
    this.under.append(el("p", { class: "empty ask" }, t("remove_piece"), " ",
      button(t("remove"), async () => {
        const title = this.piece.title;
        const { status, data } = await send("PUT", `/pieces/${this.piece.id}`, { key: this.piece.key, before: this.base, text: "" });
        if (status === 412) { clash(this, data.there, data.state); return; }
        if (status !== 200) { tell(t("refused", { what: data.what, way_out: data.way_out ?? "" }), { kind: "bad" }); return; }
        this.dirty = false;
        local.drop(this.piece.key);
        const after = page.cards[page.cards.indexOf(this) - 1]?.piece.key ?? "";
        const words = this.base;
        document.activeElement?.blur();
        say("state", data.state);
        tell(t("removed", { title: title || this.kind }), { ways: [button(t("put_back"), async () => {
          const back = await send("POST", "/pieces", { after, text: words });
          if (back.status === 200) { say("state", back.data.state); tell(t("saved"), { seconds: 2 }); }
        })] });
      }),
      button(t("put_back"), () => { this.dirty = false; local.drop(this.piece.key); this.under.querySelector(".empty")?.remove(); say("refresh"); }),
    ));
  }

  /** The caret has gone elsewhere. */
  left() {
    this.typing = false;
    if (this.dirty) this.save();
    if (page.line?.piece === this.piece.id) this.paint();
    say("left", this);
  }
}

function site(url) {
  try { return new URL(url).hostname.replace(/^www\./, ""); } catch { return ""; }
}
