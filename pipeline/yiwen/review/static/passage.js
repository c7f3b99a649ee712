"use strict";
// One passage: source, text with its changes, and the list of its findings.

import { icon, make } from "./dom.js";
import { LABELS, result, writers, written } from "./model.js";

/** Fill the article of a passage. `shown` are the items that the filter lets through; `current` is the open one. */
export function fill(article, review, passage, shown, current) {
  const name = `p${passage.index}`;
  const number = make("h2", { class: "number", id: `${name}n` }, make("span", { class: "unseen" }, "Paragraph "), String(passage.index + 1));
  const parts = [make("div", { class: "margin" }, number, rewriteButton(passage))];
  if (review.hasSource) parts.push(sourceOf(passage, current));
  parts.push(make("div", { class: "text-side" }, textOf(passage, shown, current), ...toolsOf(passage)));
  const rows = passage.items.filter((item) => shown.has(item)).map((item) => rowOf(review, item));
  if (rows.length) parts.push(make("ul", { class: "findings", "aria-label": `Findings in paragraph ${passage.index + 1}` }, ...rows));
  article.replaceChildren(...parts);
  article.classList.toggle("bare", rows.length === 0);
}

function sourceOf(passage, current) {
  const side = make("div", { class: "source" });
  if (!passage.src) return make("div", { class: "source none" }, make("p", { class: "unseen" }, "No source"));
  const lit = current?.passage === passage ? current.src : null;
  const text = make("p", { lang: "zh", class: "text" });
  if (lit) text.append(passage.src.slice(0, lit[0]), make("mark", {}, passage.src.slice(...lit)), passage.src.slice(lit[1]));
  else text.append(passage.src);
  side.append(text);
  return side;
}

function toolsOf(passage) {
  if (passage.rewritten === null) return [];
  return [
    make("p", { class: "rewritten" }, icon("edited"), "Rewritten by hand "),
    make("button", { type: "button", class: "quiet", "data-do": "restore" }, "Take the rewriting back"),
  ];
}

function rewriteButton(passage) {
  const label = `Rewrite paragraph ${passage.index + 1} (E)`;
  return make("button", { type: "button", class: "icon", "data-do": "rewrite", title: label, "aria-label": label }, icon("edited"));
}

/** Return the text with what is written struck out and put in, and what waits underlined. */
export function textOf(passage, shown, current) {
  const box = make("p", { lang: "en", class: "text" });
  if (passage.rewritten !== null) {
    box.append(make("ins", { class: "whole" }, result(passage)));
    return box;
  }
  const marks = passage.items.filter((item) => item.state === "pending" || item.state === "refused");
  let at = 0;
  for (const item of writers(passage)) {
    box.append(...stretch(passage, at, item.span[0], marks, current));
    box.append(changeOf(item, item === current));
    at = item.span[1];
  }
  box.append(...stretch(passage, at, passage.mt.length, marks, current));
  return box;
}

function changeOf(item, isCurrent) {
  const change = make("span", { class: isCurrent ? "change current" : "change", "data-key": item.key });
  if (item.before && item.before !== written(item)) change.append(make("del", {}, item.before));
  if (written(item)) change.append(make("ins", { class: item.state }, written(item)));
  return change;
}

/** Return a stretch of the text that nothing is written in, cut at the borders of what is marked there. */
function stretch(passage, start, end, marks, current) {
  const inside = marks.filter((item) => item.span[0] >= start && item.span[1] <= end);
  const borders = [...new Set([start, end, ...inside.flatMap((item) => item.span)])].sort((a, b) => a - b);
  const parts = inside.filter((item) => item.span[0] === item.span[1]);
  const nodes = [];
  borders.forEach((border, index) => {
    for (const item of parts.filter((one) => one.span[0] === border)) nodes.push(markOf(item, "", current));
    const next = borders[index + 1];
    if (next === undefined) return;
    const text = passage.mt.slice(border, next);
    const covering = inside.filter((item) => item.span[0] <= border && item.span[1] >= next && item.span[0] < item.span[1]);
    const top = covering.find((item) => item === current) ?? shortest(covering);
    nodes.push(top ? markOf(top, text, current) : text);
  });
  return nodes;
}

const shortest = (items) => [...items].sort((a, b) => a.span[1] - a.span[0] - (b.span[1] - b.span[0]))[0];

function markOf(item, text, current) {
  const classes = ["mark", item.state, item.safety, item === current ? "current" : ""].join(" ").trim();
  return make("span", { class: classes, "data-key": item.key }, text);
}

/** Return the row of a finding: what it is and where it stands; it opens when it is gone to. */
export function rowOf(review, item) {
  const head = make("button", { type: "button", class: "head", "aria-expanded": "false" }, ...headOf(item));
  const row = make("li", { class: `finding ${item.state} ${item.safety}`, "data-key": item.key }, head);
  const quick = make("span", { class: "quick" });
  if (item.after !== null && !item.locked) quick.append(quickButton("accept", "accepted", item));
  quick.append(quickButton("refuse", "refused", item));
  row.append(quick);
  return row;
}

function quickButton(verb, name, item) {
  const label = `${verb === "accept" ? "Accept" : "Refuse"}: ${item.before || item.after === null ? shown(item.before || item.message) : `insert ${item.after}`}`;
  return make(
    "button",
    { type: "button", class: `icon ${name}`, "data-do": verb, tabindex: "-1", title: label, "aria-label": label, "aria-pressed": String(item.state === name) },
    icon(name),
  );
}

const shown = (text) => (text.trim() ? text : text ? "space" : "nothing");

/** Return a text with the blanks at its ends, and its line breaks, made visible. */
const visible = (text) => text.replace(/^ +| +$/g, (blanks) => "␣".repeat(blanks.length)).replaceAll("\n", "⏎");

function headOf(item) {
  const after = item.state === "edited" ? item.text : item.after;
  const what = make("span", { class: "what" });
  if (item.before) what.append(make("del", {}, visible(item.before)));
  else if (after !== null) what.append(make("span", { class: "nothing" }, "nothing"));
  if (after === null) what.append(make("span", { class: "nothing says" }, `${item.before ? " " : ""}${item.message}`));
  else what.append(arrow(), after === "" ? make("span", { class: "nothing" }, "deleted") : make("ins", {}, visible(after)));
  return [
    make("span", { class: "badge" }, icon(item.state)),
    what,
    make("span", { class: "unseen" }, `: ${LABELS[item.state]}, ${item.rules.join(", ")}`),
  ];
}

function arrow() {
  return make("span", { class: "arrow" }, make("span", { "aria-hidden": "true" }, " → "), make("span", { class: "unseen" }, " becomes "));
}
