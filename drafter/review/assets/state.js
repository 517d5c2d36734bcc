// What the page knows: its cards in order, what the checks said last, which flag and sentence are looked at.

export const start = JSON.parse(document.getElementById("state").textContent);

export const page = {
  post: start.post,
  can: start.can,
  by: start.by, // who sits here
  published: start.published,
  moving: false, // it is being published: its file goes elsewhere
  moved: false, // and has gone
  cards: [], // in reading order
  gone: start.gone,
  offers: start.offers, // words of drafter's that wait for a word
  review: null, // the last answer of the checks
  flag: "", // id of the flag that is looked at
  line: null, // the sentence under the caret
  card: null, // the card with the caret, or the one last looked at
  away: false,
};

const heard = new Map();

/** Told things: `pieces`, `review`, `caret`, `saved`, `answered`, `flag`. */
export function on(name, told) {
  heard.set(name, [...(heard.get(name) ?? []), told]);
}
export function say(name, ...values) {
  for (const told of heard.get(name) ?? []) told(...values);
}

export const byId = (id) => page.cards.find((card) => card.piece.id === id) ?? null;
const WRITES = new Set(["item", "brief", "analysis", "conclusion", "title", "lede"]);
/** Whether drafter writes such a piece, and may write this one. */
export const redoable = (piece) => page.can.offers && piece && WRITES.has(piece.kind) && !piece.locked;

export const byKey = (key) => page.cards.find((card) => card.piece.key === key) ?? null;

const ENDED = /[。！？!?.…；;：:”」』）)\]]["'’”]*\s*$/;

/** A sentence that somebody is in the middle of: its flags wait until it ends or is left. */
export function unfinished(line) {
  const card = line && byId(line.piece);
  if (!card || !card.typing || line.start === null || ENDED.test(line.text)) return false;
  const caret = card.caret();
  return caret !== null && caret.field.kind === "body" && caret.at >= line.start && caret.at <= line.end + 1;
}

/** Flags to show, worst first. */
export function flags() {
  if (!page.review) return [];
  if (!page.cards.some((card) => card.typing)) return page.review.flags;
  const waiting = page.review.lines.filter(unfinished);
  if (!waiting.length) return page.review.flags;
  return page.review.flags.filter((flag) => !waiting.some((line) => line.piece === flag.piece && flag.start !== null && flag.start >= line.start && flag.end <= line.end));
}

export const flagsOf = (card) => flags().filter((flag) => flag.piece === card.piece.id);

/** The sentence at a place. */
export function lineAt(id, at) {
  const inside = (page.review?.lines ?? []).filter((line) => line.piece === id && line.start !== null && line.start <= at && at <= line.end);
  return inside.find((line) => at < line.end) ?? inside[0] ?? null;
}

/** Keeps places right while words come and go before the checks have looked again. */
export function shift(id, at, removed, added) {
  const by = added - removed;
  for (const one of [...(page.review?.lines ?? []), ...(page.review?.flags ?? [])]) {
    if (one.piece !== id || one.start === null) continue;
    if (one.start >= at + removed) { one.start += by; one.end += by; }
    else if (one.end > at) { one.start = Math.min(one.start, at); one.end = Math.max(one.start, one.end >= at + removed ? one.end + by : at + added); }
    else if (one.end === at && one.text !== undefined) one.end += added; // a sentence grows at its end, a flag's words do not
  }
}
