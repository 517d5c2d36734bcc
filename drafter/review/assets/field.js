// A text area that grows with its words. Behind it lies a copy of them, unseen, whose stretches carry the colours of flags: the text
// area stays the browser's own (undo, input methods, spelling, find), and the copy gives the cell its height, so nothing ever jumps.

import { el } from "./dom.js";

const ORDER = ["BLOCK", "HIGH", "WARN", "INFO"];

export class Field {
  /** `heard`: changed(field, at, removed, added), caret(field), enter(field) for Return in a heading. */
  constructor(kind, text, label, language, heard) {
    this.kind = kind;
    this.heard = heard;
    this.mirror = el("div", { class: "mirror", "aria-hidden": "true", inert: true });
    this.area = el("textarea", { rows: 1, "aria-label": label, lang: language, spellcheck: "true", autocapitalize: "off" });
    this.area.value = text;
    this.last = text;
    this.marks = [];
    this.node = el("div", { class: `field ${kind}` }, this.mirror, this.area);
    this.composing = false;
    this.area.addEventListener("compositionstart", () => { this.composing = true; });
    this.area.addEventListener("compositionend", () => { this.composing = false; this.typed(); });
    this.area.addEventListener("input", () => this.typed());
    this.area.addEventListener("keydown", (event) => this.pressed(event));
    for (const event of ["focus", "click", "keyup"]) this.area.addEventListener(event, () => this.heard.caret(this));
    this.paint();
  }

  get value() { return this.area.value; }

  pressed(event) {
    if (this.kind !== "head" || event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.heard.enter(this);
  }

  typed() {
    if (this.kind === "head" && !this.composing && /\n/.test(this.area.value)) this.area.value = this.area.value.replace(/\s*\n\s*/g, " ");
    const [at, removed, added] = edit(this.last, this.area.value);
    this.last = this.area.value;
    if (removed || added) this.heard.changed(this, at, removed, added);
    this.paint();
  }

  /** Words from elsewhere (the file changed); the caret stays where it was in the words. */
  set(text) {
    if (text === this.area.value) return;
    const [at, removed, added] = edit(this.area.value, text);
    const moved = (n) => (n <= at ? n : n >= at + removed ? n + added - removed : at + added);
    const { selectionStart, selectionEnd } = this.area;
    this.area.value = text;
    this.last = text;
    if (document.activeElement === this.area) this.area.setSelectionRange(moved(selectionStart), moved(selectionEnd));
    this.paint();
  }

  /** Other words in a stretch's place, as if they had been typed: the browser's undo takes them back. */
  put(start, end, text) {
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(start, end);
    const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
    if (!done) { this.area.setRangeText(text, start, end, "end"); this.typed(); }
  }

  /** `marks`: {start, end, classes}; drawn into the copy. */
  paint(marks = this.marks) {
    this.marks = marks;
    const text = this.area.value;
    const points = new Set([0, text.length]);
    for (const mark of marks) { points.add(clamp(mark.start, text)); points.add(clamp(mark.end, text)); }
    const sorted = [...points].sort((a, b) => a - b);
    const parts = [];
    for (let n = 0; n + 1 < sorted.length; n += 1) {
      const [start, end] = [sorted[n], sorted[n + 1]];
      const classes = new Set(marks.filter((mark) => mark.start <= start && mark.end >= end).flatMap((mark) => mark.classes));
      const worst = ORDER.find((severity) => classes.has(severity));
      for (const severity of ORDER) if (severity !== worst) classes.delete(severity);
      const piece = text.slice(start, end);
      parts.push(classes.size ? el("span", { class: [...classes].join(" ") }, piece) : piece);
    }
    this.mirror.replaceChildren(...parts, "\u200b");
  }

  /** The drawn stretch that is marked `current`, to scroll to. */
  get current() { return this.mirror.querySelector(".current"); }
}

const clamp = (n, text) => Math.max(0, Math.min(n, text.length));

/** Where two texts differ: offset, characters removed, characters added. */
export function edit(before, after) {
  let start = 0;
  const most = Math.min(before.length, after.length);
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return [start, before.length - start - end, after.length - start - end];
}
