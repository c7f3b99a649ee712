"use strict";
// What is shown: passages, their items, where each stands; which of them the filters let through.

export const STATES = { pending: "To decide", accepted: "Accepted", edited: "Edited", refused: "Refused" };
export const LABELS = { ...STATES, covered: "Covered by another change" };
export const SAFETIES = { safe: "Safe", review: "To review", never: "Only reported" };
export const SEVERITIES = { error: "Errors", warning: "Warnings", note: "Notes" };

export class Review {
  constructor({ document: { name, format, hasSource, rules, passages }, states }) {
    Object.assign(this, { name, format, hasSource, rules });
    this.passages = passages.map((passage, index) => ({ ...passage, index, rewritten: null }));
    this.items = this.passages.flatMap((passage) =>
      passage.items.map((item) => Object.assign(item, { passage, state: item.applied ? "accepted" : "pending", text: null, decided: "" })),
    );
    this.items.forEach((item, index) => (item.index = index));
    this.byKey = new Map(this.items.map((item) => [item.key, item]));
    this.update(states);
  }

  /** Take over states as the server tells them; return the passages in which something changed. */
  update(states) {
    const changed = [];
    for (const [index, told] of Object.entries(states)) {
      const passage = this.passages[index];
      const before = JSON.stringify([passage.rewritten, passage.items.map((item) => [item.state, item.text, item.decided])]);
      passage.rewritten = told.rewritten;
      told.items.forEach(([state, text, decided], at) => Object.assign(passage.items[at], { state, text, decided }));
      const after = JSON.stringify([passage.rewritten, told.items]);
      if (before !== after) changed.push(passage);
    }
    return changed;
  }

  /** Return how many items stand in each state. */
  counts() {
    const counts = { pending: 0, accepted: 0, edited: 0, refused: 0, covered: 0 };
    for (const item of this.items) counts[item.state] += 1;
    return counts;
  }
}

/** Return the text that an item writes, or null where it writes none. */
export const written = (item) =>
  item.state === "accepted" ? item.after : item.state === "edited" ? item.text : null;

/** Return the items that are written, in text order, none of which overlaps another. */
export const writers = (passage) =>
  passage.rewritten === null ? passage.items.filter((item) => written(item) !== null) : [];

/** Return a passage's text as it stands after all decisions. */
export function result(passage) {
  if (passage.rewritten !== null) return passage.rewritten;
  let [text, at] = ["", 0];
  for (const item of writers(passage)) {
    text += passage.mt.slice(at, item.span[0]) + written(item);
    at = item.span[1];
  }
  return text + passage.mt.slice(at);
}

const words = (...texts) => texts.filter(Boolean).join("\n").toLowerCase();

function holds(review, item, sought) {
  item.words ??= words(
    item.before, item.after, item.message, ...item.rules, ...item.rules.map((rule) => review.rules[rule].title),
  );
  return item.words.includes(sought) || (item.text ?? "").toLowerCase().includes(sought);
}

function holdsText(passage, sought) {
  passage.words ??= words(passage.mt, passage.src);
  return passage.words.includes(sought);
}

/** Return which items and passages a filter shows: two sets. A search finds findings first, else their paragraphs. */
export function filtered(review, wanted) {
  const narrow = Boolean(wanted.state || wanted.rule || wanted.safety || wanted.severity);
  const sought = wanted.words.trim().toLowerCase();
  const items = new Set();
  const passages = new Set();
  for (const passage of review.passages) {
    const inText = !sought || holdsText(passage, sought);
    const own = sought ? passage.items.filter((item) => holds(review, item, sought)) : [];
    for (const item of own.length ? own : inText ? passage.items : []) if (fits(item, wanted)) items.add(item);
    const some = passage.items.some((item) => items.has(item));
    if (some || (!narrow && inText && (wanted.bare || (sought && passage.items.length === 0)))) passages.add(passage);
  }
  return { items, passages };
}

function fits(item, wanted) {
  return (
    (!wanted.state || item.state === wanted.state) &&
    (!wanted.rule || item.rules.includes(wanted.rule)) &&
    (!wanted.safety || item.safety === wanted.safety) &&
    (!wanted.severity || item.severity === wanted.severity)
  );
}
