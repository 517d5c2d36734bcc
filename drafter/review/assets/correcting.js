// A claim that readers have seen, put right: the words, a dated line, the notice for the next edition, and who else says it.

import { $, button, el, t, theirs } from "./dom.js";
import { send } from "./net.js";
import { close, open, say_saved } from "./panels.js";
import { page, say } from "./state.js";

const sourced = (card) => ["item", "brief"].includes(card.piece.kind);
const address = (card) => card.piece.key.slice(card.piece.key.indexOf(":") + 1);

/** Words that are marked in the card, which are what somebody wants corrected. */
function marked(card) {
  for (const { area } of card?.fields ?? []) {
    const words = area.value.slice(area.selectionStart, area.selectionEnd).trim();
    if (words) return words;
  }
  return "";
}

export async function correct(card) {
  if (!page.published || !page.can.correct) return;
  const was = field("correct-was", "correct_was", { required: true });
  const now = field("correct-now", "correct_now", { placeholder: t("correct_now_example") });
  const because = field("correct-because", "correct_because", { required: true, placeholder: t("correct_because_example") });
  was.input.value = now.input.value = marked(card);
  await say_saved();
  const mine = card && sourced(card) ? address(card) : "";
  const pick = el("select", { id: "correct-item" }, el("option", { value: "" }, t("correct_anywhere")),
    ...page.cards.filter(sourced).map((one) => el("option", { value: address(one), selected: address(one) === mine }, `${one.kind} ${one.title}`)));
  const status = el("p", { class: "small", role: "status" });
  const go = el("button", { class: "main" }, t("correct_do"));
  open(t("correct_do"), el("p", { class: "small soft" }, t("correct_means")),
    el("form", { class: "correct", on: { submit } },
      el("div", {}, el("label", { for: "correct-item" }, t("correct_item")), pick), was.box, now.box, because.box,
      el("p", { class: "ways" }, go, button(t("cancel"), close)), status));
  (was.input.value ? now.input : was.input).focus();

  async function submit(event) {
    event.preventDefault();
    if (go.disabled) return;
    go.disabled = true;
    const sent = { url: pick.value, was: was.input.value, now: now.input.value, because: because.input.value, sentence: "" };
    page.moving = true; // the file changes, and not elsewhere
    const { status: code, data } = await send("POST", "/correct", sent).catch(() => ({ status: 0, data: { what: t("away") } }));
    page.moving = false;
    go.disabled = false;
    if (code !== 200) { status.textContent = [data.subject, data.what, data.way_out].filter(Boolean).join(t("colon")); return; }
    say("refresh", true);
    done(data, sent);
  }
}

function field(id, name, more) {
  const input = el("input", { id, autocomplete: "off", ...more });
  return { input, box: el("div", {}, el("label", { for: id }, t(name)), input) };
}

/** What was done, and what is left to a person: the notice to send, and others who say the same. */
function done({ replaced, notice, also, others }, sent) {
  const copied = el("span", { class: "soft small", role: "status" });
  open(t("corrected"),
    el("p", {}, t("corrected_times", { number: replaced })),
    el("h3", {}, t("corrected_notice")), el("p", { class: "notice", tabindex: "0" }, theirs(notice)),
    el("p", { class: "ways" }, button(t("copy"), async () => { await navigator.clipboard.writeText(notice); copied.textContent = t("copied"); }), copied),
    carriers("corrected_also", also, sent), carriers("corrected_others", others, sent),
    el("p", { class: "ways" }, button(t("close"), close, { class: "main" })));
  $("dialog").querySelector(".notice").focus();
}

function carriers(name, found, sent) {
  if (!found.length) return null;
  return el("section", { class: "carriers" }, el("h3", {}, t(name)), el("ul", {}, found.map((one) => carrier(one, sent))));
}

function carrier(one, sent) {
  const own = one.post === page.post;
  const there = one.post && !own ? el("a", { href: new URL(`/posts/${encodeURIComponent(one.post)}`, location.href).href }, theirs(one.name)) : theirs(own ? one.where : one.name);
  const ways = el("p", { class: "ways" });
  const row = el("li", {}, there, el("blockquote", {}, theirs(one.sentence)), ways);
  const way = button(t("correct_there"), () => { way.remove(); ways.before(too(one, sent, ways)); row.querySelector("input").focus(); }, { class: "small", "aria-label": `${t("correct_there")} ${one.sentence}` });
  if (one.can && one.post) ways.append(way);
  else if (one.post) ways.append(el("span", { class: "soft small" }, t("correct_by_hand")));
  return row;
}

/** The same correction in another sentence, of this post or another: nothing else there changes. */
function too(one, sent, ways) {
  const literal = one.sentence.includes(sent.was);
  const id = `too-${document.querySelectorAll("form.too").length}`;
  const was = field(`${id}-was`, "correct_was", { required: true });
  const now = field(`${id}-now`, "correct_now", { placeholder: t("correct_now_example") });
  const because = field(`${id}-because`, "correct_because", { required: true });
  [was.input.value, now.input.value, because.input.value] = [literal ? sent.was : one.sentence, literal ? sent.now : one.sentence, sent.because];
  const status = el("p", { class: "small", role: "status" });
  const go = el("button", { class: "main" }, t("correct_do"));
  const form = el("form", { class: "correct too", on: { submit } }, was.box, now.box, because.box, el("p", { class: "ways" }, go), status);
  return form;

  async function submit(event) {
    event.preventDefault();
    if (go.disabled) return;
    go.disabled = true;
    page.moving = one.post === page.post;
    const asked = { url: "", was: was.input.value, now: now.input.value, because: because.input.value, sentence: one.sentence };
    const { status: code, data } = await send("POST", "/correct", asked, one.post).catch(() => ({ status: 0, data: { what: t("away") } }));
    page.moving = false;
    go.disabled = false;
    if (code !== 200) { status.textContent = [data.subject, data.what, data.way_out].filter(Boolean).join(t("colon")); return; }
    form.remove();
    ways.replaceChildren(el("span", { class: "small", role: "status", tabindex: "-1" }, `✓ ${t("corrected")}`));
    ways.firstChild.focus();
    if (one.post === page.post) say("refresh", true);
  }
}
