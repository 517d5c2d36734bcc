// Elements and words. Text becomes text nodes only: there is no way from a string to markup on these pages.

const words = JSON.parse(document.getElementById("words").textContent);

/** The interface's words, with {values} filled in. */
export function t(name, values = {}) {
  const said = words[name] ?? name;
  return said.replace(/\{(\w+)\}/g, (all, key) => (key in values ? String(values[key]) : all));
}

/** An element. Props: `class`, `on` (listeners), `data`, properties by name, attributes with a hyphen or as a string otherwise. */
export function el(name, props = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") made.className = value;
    else if (key === "on") for (const [event, heard] of Object.entries(value)) made.addEventListener(event, heard);
    else if (key === "data") Object.assign(made.dataset, value);
    else if (key === "href") { if (/^(https?:\/\/|#)/i.test(value)) made.setAttribute("href", value); }
    else if (typeof value === "boolean") made.toggleAttribute(key, value);
    else made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((one) => one !== null && one !== undefined && one !== false && one !== ""));
  return made;
}

export const button = (text, heard, props = {}) => el("button", { type: "button", ...props, on: { click: heard } }, text);

/** A link to a source's own page: opens apart and tells nothing of us. */
export const outside = (url, ...children) => (url ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, ...children) : el("span", {}, ...children));

/** Text of others: its direction cannot turn the words around it. */
export const theirs = (text, props = {}) => el("bdi", props, text);

/** `text` with every place of `words` marked. */
export function marked(text, words) {
  const at = words ? text.indexOf(words) : -1;
  return at < 0 ? [text] : [text.slice(0, at), el("mark", {}, words), text.slice(at + words.length)];
}

/** Elements from the server's tree: `[name, attributes, children]`; only names and addresses that it is known to send. */
const NAMES = new Set(["h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "blockquote", "strong", "em", "s", "hr", "br", "table", "thead", "tbody", "tr", "th", "td", "code", "pre", "span", "a"]);
export function built(tree) {
  return tree.map((one) => {
    if (typeof one === "string") return one;
    const [name, attributes, children] = one;
    if (!NAMES.has(name)) return built(children);
    return name === "a" ? outside(attributes.href, ...built(children).flat()) : el(name, {}, ...built(children).flat());
  });
}

export const $ = (id) => document.getElementById(id);

/** For screen readers, without moving anything. */
export function speak(text) {
  $("spoken").textContent = "";
  requestAnimationFrame(() => { $("spoken").textContent = text; });
}

/** A line across the top; `ways` are buttons. It stays until it is closed, or for `seconds`. */
let telling = 0;
export function tell(text, { kind = "note", ways = [], seconds = 0 } = {}) {
  const box = $("told");
  box.replaceChildren(el("span", {}, text), ...ways, button("×", () => untell(), { class: "plain", "aria-label": t("close") }));
  box.className = `told ${kind}`;
  box.hidden = false;
  clearTimeout(telling);
  if (seconds) telling = setTimeout(() => untell(), seconds * 1000);
}
export function untell() {
  $("told").hidden = true;
}
