"use strict";
// Talks to the server. Every answer carries all that changed since `version`, from this tab or another.

let tab = "";
let version = 0;
let queue = Promise.resolve();

/** Name this tab: by the name it had before a reload, unless a copy of it is open; undo is of a tab's own steps. */
async function nameTab() {
  const known = sessionStorage.getItem("tab");
  tab = known && (await hold(known)) ? known : Array.from(crypto.getRandomValues(new Uint32Array(4)), String).join("-");
  if (tab !== known) await hold(tab);
  sessionStorage.setItem("tab", tab);
}

/** Hold a name as long as this page lives; false where another page holds it. */
const hold = (name) =>
  new Promise((done) => {
    if (!navigator.locks) done(false);
    navigator.locks?.request(`tab ${name}`, { ifAvailable: true }, (lock) => {
      done(lock !== null);
      return lock ? new Promise(() => {}) : null;
    });
  });

async function answer(response) {
  const type = response.headers.get("content-type") ?? "";
  if (!type.startsWith("application/json")) throw new Error((await response.text()).trim());
  const value = await response.json();
  if (!response.ok) throw new Error(value.error);
  if (value.version !== undefined) version = value.version;
  return value;
}

/** Return all that the page shows. */
export async function load() {
  const [data] = await Promise.all([fetch("/api/review").then(answer), nameTab()]);
  return data;
}

/** Return what changed since the last answer; null while another request is under way. */
let busy = 0;
export async function poll() {
  if (busy) return null;
  return answer(await fetch(`/api/changes?since=${version}`));
}

/** Ask for a change; requests go one after another, so that each knows what the one before it saw. */
export function ask(verb, given = {}) {
  busy += 1;
  const run = async () => {
    const body = JSON.stringify({ ...given, tab, version });
    return answer(await fetch(`/api/${verb}`, { method: "POST", body, headers: { "content-type": "application/json" } }));
  };
  const asked = queue.then(run, run);
  queue = asked.catch(() => {});
  return asked.finally(() => (busy -= 1));
}

/** Fetch a file and hand it to the browser's downloads. Return its name. */
export async function download(file) {
  const response = await fetch(`/export/${file}`);
  if (!response.ok) return answer(response);
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("content-disposition"))[1];
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = decodeURIComponent(named);
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return link.download;
}
