// Editions: state, flags, cost, what is left of drafter's words; each can be opened and drafted again.

import { $, button, el, t, theirs } from "./dom.js";
import { home, idOf, redraw } from "./home_net.js";
import { get } from "./net.js";
import { begin, state } from "./home_work.js";

const LOOKED_AT = 4; // posts that are checked anew, the latest first
const WORST = ["BLOCK", "HIGH", "WARN", "INFO"];

export function draw() {
  const { editions, work } = home.state;
  const busy = work.edition?.state === "running";
  redraw($("editions"), editions.length ? el("ul", { class: "cards" }, ...editions.map((one) => card(one, busy))) : el("p", { class: "empty" }, t("no_editions")));
  looked();
}

function card(one, busy) {
  const now = home.now[one.name];
  const name = one.title || one.name;
  const last = one.last?.status === "failed" ? t("last_failed", { what: one.last.message }) : one.last?.status === "started" && !busy ? t("last_killed") : "";
  const current = one.name === home.state.window.name; // its buttons stand above
  return el("li", { class: "edition", id: idOf("edition", one.name) },
    el("div", { class: "head" },
      el("span", { class: "week" }, one.name),
      el("h3", {}, one.post ? link(one, name) : theirs(name)),
      el("span", { class: `state ${one.state}` }, t(state(one)))),
    el("dl", {},
      fact("col_flags", flags(one, now)),
      fact("col_cost", [cost(one), one.runs ? el("span", { class: "soft" }, ` · ${t("runs_number", { number: one.runs })}`) : null]),
      fact("col_effort", effort(now)),
      one.date ? fact("published_on", [one.date, one.items ? el("span", { class: "soft" }, ` · ${t("items_number", { number: one.items })}`) : null]) : null),
    one.aside ? el("p", { class: "small soft" }, t("aside", { file: one.aside })) : null,
    last ? el("p", { class: "small problem" }, last) : null,
    current && one.state !== "published" ? null : el("div", { class: "acts" },
      one.post ? el("a", { class: "button", href: "#", data: { post: one.post }, id: idOf("open", one.name), "aria-label": `${t("open_draft")} ${one.name}` }, t("open_draft")) : null,
      one.state === "published" ? null : button(t("draft_again"), () => begin("draft", one.name), { class: "plain", disabled: busy, id: idOf("again", one.name), "aria-label": t("draft_week", { name: one.name }) })));
}

const link = (one, name) => el("a", { href: "#", data: { post: one.post } }, theirs(name));
const fact = (name, said) => el("div", {}, el("dt", {}, t(name)), el("dd", {}, said));

function flags(one, now) {
  const counted = now?.flags ?? one.flags;
  const found = WORST.filter((severity) => counted[severity]).map((severity) => el("span", { class: `tag ${severity}`, title: t(severity) }, `${t(severity)} ${counted[severity]}`));
  if (one.state === "laid") return "–";
  return [...(found.length ? found : [el("span", { class: "soft" }, t("flags_none"))]), now ? null : el("span", { class: "soft" }, ` ${t("flags_then")}`)];
}

function cost(one) {
  if (one.unpriced) return one.cost ? t("cost_part", { cost: money(one.cost) }) : t("cost_unknown");
  return one.cost ? t("cost_of", { cost: money(one.cost) }) : t("cost_free");
}

const money = (cost) => (cost < 0.1 ? cost.toFixed(4) : cost.toFixed(2));

function effort(now) {
  if (!now?.effort || !now.effort.wrote) return "–";
  const share = Math.floor((100 * now.effort.kept) / now.effort.wrote);
  return [el("span", { class: "meter", "aria-hidden": "true" }, el("span", { class: `of-${Math.round(share / 10)}` })), el("span", { title: t("effort_long", now.effort) }, t("effort_kept", { share }))];
}

/** The posts as they are now, one after the other so that nothing else waits. */
let looking = false;
async function looked() {
  if (looking) return;
  looking = true;
  try {
    for (const one of home.state.editions.filter((edition) => edition.post).slice(0, LOOKED_AT)) {
      if (home.now[one.name]) continue;
      const { status, data } = await get(`/editions/${one.name}/now`);
      if (status !== 200) continue;
      home.now[one.name] = data;
      const there = $("editions").querySelector(`#${CSS.escape(idOf("edition", one.name))}`);
      const known = home.state.editions.find((edition) => edition.name === one.name);
      if (there && known && !there.contains(document.activeElement)) there.replaceWith(card(known, home.state.work.edition?.state === "running"));
    }
  } catch { /* the server is away; it is told where the page listens */ } finally { looking = false; }
}
