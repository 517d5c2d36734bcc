// What is typed and not yet in the file, kept in this browser from one key press to the next.
//
// An entry belongs to one tab: two tabs on one piece do not overwrite each other's. While a tab lives it holds a lock of its name,
// so that another tab takes over entries of dead ones only.

const tab = crypto.randomUUID();
const post = JSON.parse(document.getElementById("state").textContent).post;
const prefix = `drafter ${post} `;
if (navigator.locks) navigator.locks.request(`drafter-tab-${tab}`, () => new Promise(() => {}));

const name = (key) => `${prefix}${tab} ${key}`;

/** `before`: what the file had when it was typed. */
export function keep(key, before, text) {
  try {
    localStorage.setItem(name(key), JSON.stringify({ key, before, text }));
    return true;
  } catch {
    return false; // full or forbidden: the page says "not saved yet" until the file has it
  }
}

export function drop(key) {
  localStorage.removeItem(name(key));
}

/** Entries of tabs that are gone; they are this tab's from now on. */
export async function orphans() {
  const alive = new Set(navigator.locks ? (await navigator.locks.query()).held.map((one) => one.name.replace("drafter-tab-", "")) : []);
  const found = [];
  for (let n = localStorage.length - 1; n >= 0; n -= 1) {
    const at = localStorage.key(n);
    if (!at.startsWith(prefix) || alive.has(at.slice(prefix.length).split(" ")[0])) continue;
    try {
      const entry = JSON.parse(localStorage.getItem(at));
      keep(entry.key, entry.before, entry.text);
      found.push(entry);
    } catch { /* torn: nothing to read in it */ }
    localStorage.removeItem(at);
  }
  return found;
}
