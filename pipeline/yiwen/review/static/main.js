"use strict";
// Joins the list, the filters and the server: what each key and button does.

import { ask, load, poll } from "./api.js";
import { byId, counted } from "./dom.js";
import { Filters } from "./filters.js";
import { List } from "./list.js";
import { LABELS, Review } from "./model.js";
import { keysAreOn, openExport, openKeys, preparePanels, say, showProgress } from "./panels.js";

const EVERY = 1500; // milliseconds between looks at what other tabs did
const SHOWN = 60; // characters of a text in a message

let review, list, filters;

const short = (text) => (text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text);
const plain = (text) => (text.trim() ? short(text) : text ? "a space" : "nothing");

function counts() {
  const sums = review.counts();
  showProgress(sums, review.items.length);
  filters.count(sums, list.shown);
  return sums;
}

/** Take over states told by the server. What a filter no longer lets through goes. */
function take(told) {
  const changed = review.update(told.states);
  if (!changed.length) return;
  list.refresh(filters.wanted, changed);
  counts();
}

async function tell(verb, given, message) {
  try {
    const told = await ask(verb, given);
    take(told);
    say(message(told), told.kept === false);
    return told;
  } catch (error) {
    say(error.message || "The server does not answer; is `yiwen review` still running?", true);
    return null;
  }
}

const STALE = "Another tab decided this meanwhile; look again.";

async function decide(item, state, text = null) {
  const left = () => `${review.counts().pending.toLocaleString("en")} to decide.`;
  const said = () => (state === null ? "Undecided" : LABELS[state]);
  return tell("decide", { key: item.key, state, text }, (told) =>
    told.kept ? `${said()}: ${plain(item.before || item.after || item.message)}${state === "edited" ? ` → ${plain(text)}` : ""}. ${left()}` : STALE,
  );
}

/** Decide on the current item by a key, and go on to the next. */
async function decideAndGo(item, state, text = null) {
  const next = list.step(1);
  const told = await decide(item, state, text);
  if (!told?.kept) return;
  const target = next && list.shown.items.has(next) ? next : list.step(1) ?? (list.shown.items.has(item) ? item : list.step(-1));
  if (target) list.go(target);
}

async function wholeRule(item, state) {
  const rule = item.rules[0];
  const done = state === "accepted" ? "Accepted" : "Refused";
  await tell("rule", { rule, state }, (told) => (told.count ? `${done} ${counted(told.count, "finding")} of ${rule}.` : `Nothing of ${rule} is undecided.`));
}

async function move(verb) {
  const done = verb === "undo" ? "Undone" : "Redone";
  const told = await tell(verb, {}, ({ move: made }) => {
    if (!made) return `Nothing to ${verb}.`;
    const kept = made.kept ? ` ${counted(made.kept, "decision")} changed since and kept.` : "";
    return `${done}: ${made.label}.${kept}`;
  });
  const item = told?.move?.keys.map((key) => review.byKey.get(key)).find((one) => one && list.shown.items.has(one));
  if (item) list.go(item);
}

function passageOf(element) {
  const article = element.closest(".passage");
  return article ? review.passages[list.articles.indexOf(article)] : list.current?.passage ?? null;
}

function rewrite(passage) {
  list.rewrite(passage, (text) =>
    tell("decide", { key: passage.key, state: "edited", text }, (told) => (told.kept ? `Rewritten: paragraph ${passage.index + 1}.` : STALE)),
  );
}

const restore = (passage) =>
  tell("decide", { key: passage.key, state: null }, (told) => (told.kept ? `Paragraph ${passage.index + 1} is as its findings say.` : STALE));

function edit(item) {
  if (item.locked) say("Locked (code, a tag or an address): change it in the file itself.", true);
  else list.edit(item, (text) => decide(item, "edited", text));
}

function accept(item, go) {
  if (item.after === null || item.locked) edit(item);
  else (go ? decideAndGo : decide)(item, "accepted");
}

function step(by, want) {
  const item = list.step(by, want);
  if (item) list.go(item);
  else say(by > 0 ? "That was the last one." : "That was the first one.");
}

const undecided = (item) => item.state === "pending";

/** What the buttons of a finding and the keys do to the item; `go` says whether to go on to the next. */
const VERBS = {
  accept,
  refuse: (item, go) => (go ? decideAndGo : decide)(item, "refused"),
  edit,
  clear: (item) => decide(item, null),
  "accept-rule": (item) => wholeRule(item, "accepted"),
  "refuse-rule": (item) => wholeRule(item, "refused"),
};

const KEYS = {
  j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1),
  J: () => step(1, undecided), K: () => step(-1, undecided),
  a: "accept", r: "refuse", e: "edit", x: "clear", A: "accept-rule", R: "refuse-rule",
  E: () => list.current && rewrite(list.current.passage),
  u: () => move("undo"), y: () => move("redo"), U: () => move("redo"),
  d: () => (filters.toggleUndecided(), refilter()),
  v: () => byId("filters").elements.plain.click(),
  s: () => openExport(review, counts()),
  "/": () => {
    openFilters(true);
    byId("filters").elements.words.select();
  },
  "?": openKeys,
};

function onKey(event) {
  if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
  const writing = event.target.closest("textarea, select, input:not([type=checkbox], [type=radio])");
  if (event.key === "Escape" && event.target.name === "words") leaveSearch();
  else if (writing) return;
  else if ((event.ctrlKey || event.metaKey) && !event.altKey && ["z", "Z", "y"].includes(event.key)) {
    move(event.key === "z" && !event.shiftKey ? "undo" : "redo");
  } else if (event.ctrlKey || event.metaKey || event.altKey || !keysAreOn()) return;
  else if (/^[1-9]$/.test(event.key)) takeOption(list.current, Number(event.key) - 1, true);
  else if (event.key in KEYS) act(KEYS[event.key]);
  else return;
  event.preventDefault();
}

function act(verb) {
  if (typeof verb === "function") verb();
  else if (list.current) VERBS[verb](list.current, true);
  else step(1);
}

function takeOption(item, at, go) {
  if (item && !item.locked && at < item.options.length) (go ? decideAndGo : decide)(item, "edited", item.options[at]);
}

function leaveSearch() {
  const { words } = byId("filters").elements;
  if (words.value) {
    words.value = "";
    refilter();
  } else words.blur();
  if (list.current) list.go(list.current);
}

function refilter() {
  list.filter(filters.wanted);
  counts();
}

function openFilters(open) {
  byId("filters").classList.toggle("open", open);
  byId("fold").setAttribute("aria-expanded", String(open));
}

function onClick(event) {
  const button = event.target.closest("[data-do]");
  const item = review.byKey.get(event.target.closest("[data-key]")?.dataset.key) ?? list.current;
  if (button) onButton(button, item);
  else if (event.target.closest(".card, form")) return;
  else if (event.target.closest(".head") && item === list.current) list.open(null);
  else if (event.target.closest("[data-key]") && window.getSelection().isCollapsed) list.go(item);
}

function onButton(button, item) {
  const verb = button.dataset.do;
  const inThumb = button.closest("#thumb") !== null;
  if (verb === "next" || verb === "previous") step(verb === "next" ? 1 : -1);
  else if (verb === "rewrite") rewrite(passageOf(button));
  else if (verb === "restore") restore(passageOf(button));
  else if (!item) step(1);
  else if (verb === "option") takeOption(item, Number(button.dataset.at), false);
  else VERBS[verb](item, inThumb);
}

async function look() {
  if (document.visibilityState !== "visible") return;
  try {
    const told = await poll();
    if (told) take(told);
    if (document.body.classList.contains("away")) say("The server answers again.");
    document.body.classList.remove("away");
  } catch {
    if (!document.body.classList.contains("away")) say("The server does not answer; start `yiwen review` again. Decisions so far are kept.", true);
    document.body.classList.add("away");
  }
}

async function start() {
  review = new Review(await load());
  byId("name").textContent = review.name;
  document.title = `${review.name} – yiwen review`;
  document.body.classList.toggle("with-source", review.hasSource);
  list = new List(review);
  filters = new Filters(review, refilter);
  refilter();
  preparePanels(review, counts);
  document.addEventListener("keydown", onKey);
  byId("list").addEventListener("click", onClick);
  byId("thumb").addEventListener("click", onClick);
  byId("undo").addEventListener("click", () => move("undo"));
  byId("redo").addEventListener("click", () => move("redo"));
  byId("fold").addEventListener("click", () => openFilters(!byId("filters").classList.contains("open")));
  setInterval(look, EVERY);
  window.addEventListener("beforeunload", (event) => list.isEditing && event.preventDefault());
  document.addEventListener("visibilitychange", look);
  document.body.classList.add("ready");
}

start().catch((error) => {
  byId("name").textContent = "The review cannot be shown";
  say(error.message, true);
});
