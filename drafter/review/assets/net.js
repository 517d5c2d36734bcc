// Requests to this server, each write with the page's token.

const base = location.pathname.replace(/\/$/, "");
const meta = document.querySelector('meta[name="drafter-token"]');
let token = meta.content;
const language = document.documentElement.lang.slice(0, 2); // what is said of this page's doings is said in its language

/** The server does not answer. */
export class Away extends Error {}

async function request(method, path, data, to = base) {
  const options = { method, headers: { "x-drafter-language": language }, cache: "no-store" };
  if (method !== "GET") {
    options.headers = { ...options.headers, "x-drafter-token": token, "content-type": "application/json" };
    options.body = JSON.stringify(data ?? {});
    options.keepalive = options.body.length < 60000; // a closing tab's last save still goes out
  }
  try {
    const answer = await fetch(to + path, options);
    const json = (answer.headers.get("content-type") ?? "").startsWith("application/json");
    return { status: answer.status, data: json ? await answer.json() : { what: (await answer.text()).trim() } };
  } catch (error) {
    throw new Away(String(error));
  }
}

let writes = 0;
/** Whether a write of this page has not been answered yet: what the file says otherwise meanwhile may be its doing. */
export const writing = () => writes > 0;

export const get = (path) => request("GET", path);

/** A write. A token that the server no longer knows is fetched anew once: it may have been started again. */
export async function send(method, path, data, post = null) {
  const to = post === null ? base : `/posts/${encodeURIComponent(post)}`; // another post's page
  writes += 1;
  try {
    const first = await request(method, path, data, to);
    if (first.status !== 403 || !(await renewed())) return first;
    return await request(method, path, data, to);
  } finally {
    writes -= 1;
  }
}

async function renewed() {
  const page = await fetch(base, { cache: "no-store" }).catch(() => null);
  const found = page?.ok ? (await page.text()).match(/name="drafter-token" content="([\w-]+)"/) : null;
  if (!found || found[1] === token) return false;
  token = found[1];
  return true;
}

/**
 * Calls `file` with the digest of the file whenever it changed, and `open`/`lost` as the server comes and goes.
 * A tab nobody looks at lets go of its connection: a browser has six for a server, and many tabs would leave none for saving.
 */
export function listen({ file, open, lost }) {
  let source = null;
  let was = false;
  const connect = () => {
    source = new EventSource(`${base}/events`);
    source.addEventListener("hello", () => { open(was); was = true; });
    source.addEventListener("file", (event) => file(event.data));
    source.addEventListener("error", () => lost());
  };
  document.addEventListener("visibilitychange", () => { source.close(); if (!document.hidden) connect(); });
  connect();
}
