"use strict";
// The open finding: why, on what evidence, what else could stand there, and what can be done.

import { icon, linked, make } from "./dom.js";
import { LABELS } from "./model.js";

const AROUND = 70; // characters on each side
const TRUST = { safe: "safe", review: "to review", never: "only reported" };

/** Return the card of an item; `same` is how many of its rule no decision was made on. */
export function cardOf(review, item, same) {
  const rule = review.rules[item.rules[0]];
  const card = make("div", { class: "card" });
  card.append(contextOf(item));
  card.append(make("p", { class: "reason" }, item.message || rule.why || rule.title));
  if (rule.why && rule.why !== item.message) card.append(make("p", { class: "why" }, rule.why));
  card.append(...candidates(item), ...evidence(review, item), facts(item), ...history(item), actions(item), ...bulk(item, same));
  return card;
}

/** Return the words round the finding: on a phone its paragraph may be out of view. */
function contextOf(item) {
  const { mt } = item.passage;
  const [start, end] = item.span;
  const left = mt.slice(Math.max(0, start - AROUND), start);
  const right = mt.slice(end, end + AROUND);
  const before = start > AROUND ? `…${left.replace(/^\S*\s/, "")}` : left;
  const after = end + AROUND < mt.length ? `${right.replace(/\s\S*$/, "")}…` : right;
  return make("p", { class: "context", lang: "en", "aria-hidden": "true" }, before, make("mark", {}, item.before || "‸"), after);
}

function candidates(item) {
  if (!item.options.length || item.locked) return [];
  const buttons = item.options.map((option, at) =>
    make(
      "button",
      { type: "button", class: "option", "data-do": "option", "data-at": at, "aria-pressed": String(item.state === "edited" && item.text === option) },
      make("kbd", { "aria-hidden": "true" }, String(at + 1)),
      make("span", {}, option || "delete"),
    ),
  );
  return [make("div", { class: "options", role: "group", "aria-label": "Other candidates" }, make("h3", {}, "Other candidates"), ...buttons)];
}

function evidence(review, item) {
  const rules = item.rules.map((name) => review.rules[name]);
  const terms = rules.filter((rule) => /[\u3400-\u9fff]/.test(rule.title));
  const lines = [
    ...terms.map((rule) => make("li", {}, make("span", { class: "term" }, rule.title))),
    ...rules.flatMap((rule) => rule.sources).map((source) => make("li", {}, ...linked(source))),
  ];
  return lines.length ? [make("div", { class: "evidence" }, make("h3", {}, "Evidence"), make("ul", {}, ...lines))] : [];
}

function facts(item) {
  const sure = item.confidence < 1 ? `, ${Math.round(item.confidence * 100)}% sure` : "";
  return make(
    "p",
    { class: "facts" },
    make("code", {}, item.rules.join(" + ")),
    ` ${item.kind}, ${item.severity}, ${TRUST[item.safety]}${sure}`,
  );
}

function history(item) {
  const lines = [];
  if (item.decided === "earlier") lines.push("Decided in an earlier draft, in the same sentence.");
  if (item.state === "covered") lines.push(`${LABELS.covered}; accept or edit this one, and it stands instead.`);
  if (item.locked) lines.push("Locked (code, a tag or an address): change it in the file itself.");
  return lines.map((line) => make("p", { class: "note" }, line));
}

function actions(item) {
  const buttons = [];
  const add = (verb, label, key, name, pressed) =>
    buttons.push(
      make(
        "button",
        { type: "button", class: `act ${name}`, "data-do": verb, "aria-keyshortcuts": key, "aria-pressed": pressed },
        icon(name),
        make("span", {}, label),
        make("kbd", { "aria-hidden": "true" }, key),
      ),
    );
  if (item.after !== null && !item.locked) add("accept", "Accept", "a", "accepted", String(item.state === "accepted"));
  add("refuse", item.after === null ? "Leave as it is" : "Refuse", "r", "refused", String(item.state === "refused"));
  if (!item.locked) add("edit", "Edit", "e", "edited", String(item.state === "edited"));
  if (item.decided) add("clear", "Take back", "x", "undo", null);
  return make("div", { class: "actions", role: "group", "aria-label": "Decide" }, ...buttons);
}

function bulk(item, same) {
  if (same <= (item.decided ? 0 : 1)) return [];
  const button = (verb, label, key) =>
    make("button", { type: "button", class: "quiet", "data-do": verb, "aria-keyshortcuts": key }, `${label} all of this rule (${same}) `, make("kbd", { "aria-hidden": "true" }, key));
  const buttons = [button("refuse-rule", "Refuse", "R")];
  if (item.after !== null) buttons.unshift(button("accept-rule", "Accept", "A"));
  return [make("div", { class: "bulk" }, ...buttons)];
}

/** Return a form to write a text by hand; `save` gets the text, `leave` is called when nothing is to change. */
export function editor(text, label, { save, leave, lines }) {
  const box = make("textarea", { rows: "1", "aria-label": label, spellcheck: "true", lang: "en" });
  box.value = text;
  const keys = lines ? "Ctrl+Enter saves, Esc leaves" : "Enter saves, Esc leaves";
  const form = make(
    "form",
    { class: "editor" },
    box,
    make("div", { class: "actions" }, make("button", { class: "act edited", type: "submit" }, "Save"), make("button", { class: "act plain", type: "button" }, "Cancel"), make("span", { class: "note keys" }, keys)),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save(box.value);
  });
  form.querySelector("[type=button]").addEventListener("click", leave);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
    else if (event.key === "Enter" && !event.isComposing && (lines ? event.ctrlKey || event.metaKey : !event.shiftKey)) form.requestSubmit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return { form, box };
}
