// The home of a digest: tabs, and everything kept in step with its files and with the work that goes on.

import { $, t, untell } from "./dom.js";
import * as editions from "./home_editions.js";
import * as inbox from "./home_inbox.js";
import { fetched, home, lost } from "./home_net.js";
import * as shortlist from "./home_shortlist.js";
import * as theses from "./home_theses.js";
import * as work from "./home_work.js";

const TABS = ["editions", "inbox", "shortlist", "theses"];

home.holds = shortlist.busy;
home.draw = () => {
  work.draw();
  editions.draw();
  inbox.draw();
  inbox.progress();
  if (!shortlist.busy()) shortlist.draw();
  theses.draw();
  const { state } = home;
  count("inbox", state.inbox.entries.filter((one) => one.when === "now").length, state.inbox.entries.some((one) => one.problem && one.when !== "past"));
  count("shortlist", state.shortlist.stories.filter((one) => one.decided && one.word !== "drop").length);
  count("theses", state.theses.theses.filter((one) => one.word === "use").length);
};

function count(tab, number, wrong = false) {
  const box = $(`tab-${tab}`).querySelector(".count");
  box.hidden = !number && !wrong;
  box.textContent = wrong ? `${number} !` : String(number);
  box.className = `count ${wrong ? "HIGH" : ""}`;
}

/** The address names the tab once somebody chose one; written at the start it would move where the Tab key begins. */
function chosen(name, focus) {
  tab(name, focus);
  if (location.hash !== `#${name}`) history.replaceState(null, "", `${location.search}#${name}`);
}

function tab(name, focus = false) {
  for (const one of TABS) {
    $(one).hidden = one !== name;
    $(`tab-${one}`).setAttribute("aria-selected", String(one === name));
    $(`tab-${one}`).tabIndex = one === name ? 0 : -1;
  }
  if (focus) $(`tab-${name}`).focus();
}

function tabs() {
  for (const name of TABS) $(`tab-${name}`).addEventListener("click", () => chosen(name));
  $("tabs").addEventListener("keydown", (event) => {
    const at = TABS.findIndex((name) => $(`tab-${name}`).getAttribute("aria-selected") === "true");
    const to = { ArrowRight: (at + 1) % 4, ArrowLeft: (at + 3) % 4, Home: 0, End: 3 }[event.key];
    if (to !== undefined) { event.preventDefault(); chosen(TABS[to], true); }
  });
  addEventListener("hashchange", () => { if (TABS.includes(location.hash.slice(1))) tab(location.hash.slice(1)); });
  tab(TABS.includes(location.hash.slice(1)) ? location.hash.slice(1) : "editions");
}

const THEMES = ["auto", "light", "dark"];
function theme(next = document.documentElement.dataset.theme) {
  document.documentElement.dataset.theme = next;
  document.cookie = `drafter-theme=${next}; path=/; max-age=31536000; samesite=strict`;
  $("theme").title = t("theme", { theme: t(`theme_${next}`) });
  $("theme").setAttribute("aria-label", $("theme").title);
}

function listen() {
  const source = new EventSource(`/events?in=${document.documentElement.lang.slice(0, 2)}`);
  let was = false;
  let state = "";
  source.addEventListener("hello", () => { if (was) { untell(); fetched(); } was = true; });
  source.addEventListener("work", (event) => {
    home.state.work = JSON.parse(event.data);
    const now = Object.values(home.state.work).map((one) => one.number + one.state).join();
    work.progress();
    inbox.progress();
    if (now !== state && state) { home.now = {}; fetched(); }
    state = now;
  });
  source.addEventListener("files", () => { home.now = {}; fetched(); });
  source.addEventListener("error", () => lost());
}

function begin() {
  inbox.begin();
  shortlist.begin();
  theses.begin();
  home.draw();
  tabs();
  theme();
  $("theme").addEventListener("click", () => theme(THEMES[(THEMES.indexOf(document.documentElement.dataset.theme) + 1) % 3]));
  $("dialog-close").addEventListener("click", () => $("dialog").close());
  $("content").addEventListener("click", (event) => {
    const link = event.target.closest("a[data-post]");
    if (link) { event.preventDefault(); location.assign(`/posts/${encodeURIComponent(link.dataset.post)}`); }
  });
  listen();
}

begin();
