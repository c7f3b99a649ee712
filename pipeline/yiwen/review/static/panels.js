"use strict";
// What stands round the list: progress, messages, the keys, the export.

import { download } from "./api.js";
import { byId, counted, make } from "./dom.js";

const MOMENT = 6000; // milliseconds that a message stays

const KEYS = [
  ["j  n", "Next finding"], ["k  p", "Finding before"], ["J", "Next one to decide"], ["K", "One to decide before"],
  ["a", "Accept"], ["r", "Refuse"], ["e", "Edit by hand"], ["1 … 9", "Take another candidate"], ["x", "Take the decision back"],
  ["A", "Accept all of the rule"], ["R", "Refuse all of the rule"], ["E", "Rewrite the paragraph"],
  ["u", "Undo"], ["y", "Redo"], ["d", "Show only what is to decide, or all"], ["v", "Final text, or changes"],
  ["/", "Search"], ["s", "Export"], ["?", "These keys"], ["Esc", "Leave an edit, a search or a window"],
];

/** Show how far the review is. */
export function showProgress(counts, total) {
  const decided = total - counts.pending;
  byId("progress-text").textContent = counts.pending
    ? `${counted(counts.pending, "finding")} to decide of ${total.toLocaleString("en")}`
    : total > 1 ? `All ${total.toLocaleString("en")} findings decided` : total ? "The one finding is decided" : "Nothing found";
  const track = byId("track");
  track.setAttribute("aria-valuemax", total);
  track.setAttribute("aria-valuenow", decided);
  for (const bar of track.children) bar.style.width = `${total ? (100 * counts[bar.className]) / total : 0}%`;
}

let leaving = 0;

/** Say something: to the eye for a moment, to a screen reader once. */
export function say(message, problem = false) {
  const toast = byId("toast");
  toast.textContent = message;
  toast.classList.toggle("problem", problem);
  toast.classList.add("on");
  clearTimeout(leaving);
  leaving = setTimeout(() => toast.classList.remove("on"), MOMENT);
}

/** Return whether keys of one letter act. */
export const keysAreOn = () => byId("keys-on").checked;

/** Prepare the windows; `counts` tells how the findings stand. */
export function preparePanels(review, counts) {
  byId("keys-table").append(
    ...KEYS.map(([keys, what]) => make("tr", {}, make("th", { scope: "row" }, ...keys.split("  ").flatMap((key) => [make("kbd", {}, key), " "])), make("td", {}, what))),
  );
  byId("keys-on").checked = localStorage.getItem("keys") !== "off";
  byId("keys-on").addEventListener("change", (event) => localStorage.setItem("keys", event.target.checked ? "on" : "off"));
  byId("help").addEventListener("click", openKeys);
  byId("export").addEventListener("click", () => openExport(review, counts()));
  byId("export-dialog").addEventListener("click", onDownload);
}

/** Open the window of keys. */
export const openKeys = () => byId("keys").showModal();

/** Open the window of exports. */
export function openExport(review, counts) {
  const made = counted(counts.accepted + counts.edited, "change");
  const left = counts.pending ? ` ${counted(counts.pending, "finding")} not decided: there the text stays as the machine wrote it.` : "";
  byId("export-text").textContent = `${made} will be in it.${left}`;
  byId("export-name").textContent = `${review.name}, in its own format (${review.format})`;
  byId("export-problem").textContent = "";
  byId("export-dialog").showModal();
}

async function onDownload(event) {
  const file = event.target.closest("[data-file]")?.dataset.file;
  if (!file) return;
  const problem = byId("export-problem");
  problem.textContent = "";
  try {
    const name = await download(file);
    byId("export-dialog").close();
    say(`${name} is in your downloads.`);
  } catch (error) {
    problem.textContent = error.message;
  }
}
