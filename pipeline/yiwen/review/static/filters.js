"use strict";
// The bar of filters: choices with counts, and the search.

import { byId, counted, make } from "./dom.js";
import { SAFETIES, SEVERITIES, STATES } from "./model.js";

const WAIT = 120; // milliseconds after a key before the search runs

export class Filters {
  constructor(review, changed) {
    this.review = review;
    this.form = byId("filters");
    this.form.elements.bare.checked = review.passages.length <= 40;
    byId("states").append(...[["", "All"], ...Object.entries(STATES)].map(([value, label]) => chip(value, label)));
    this.fillSelects();
    let waiting = 0;
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("change", (event) => {
      if (event.target.name !== "plain" && event.target.name !== "words") changed();
    });
    this.form.elements.words.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(changed, WAIT);
    });
    this.form.elements.plain.addEventListener("change", (event) => document.body.classList.toggle("plain", event.target.checked));
    byId("reset").addEventListener("click", () => {
      this.reset();
      changed();
    });
  }

  fillSelects() {
    const rules = new Map();
    for (const item of this.review.items) for (const rule of item.rules) rules.set(rule, (rules.get(rule) ?? 0) + 1);
    const named = [...rules].sort(([a], [b]) => a.localeCompare(b)).map(([rule, number]) => [rule, `${rule} (${number})`]);
    fillSelect(this.form.elements.rule, "All rules", named);
    fillSelect(this.form.elements.safety, "Safe or not", Object.entries(SAFETIES));
    fillSelect(this.form.elements.severity, "Any severity", Object.entries(SEVERITIES));
  }

  /** Return what is wanted. */
  get wanted() {
    const { words, rule, safety, severity, bare, state } = this.form.elements;
    return { words: words.value, rule: rule.value, safety: safety.value, severity: severity.value, bare: bare.checked, state: state.value };
  }

  /** Want all findings again. */
  reset() {
    const { words, rule, safety, severity } = this.form.elements;
    words.value = rule.value = safety.value = severity.value = "";
    this.choose("");
  }

  /** Want the findings of a state, "" for all. */
  choose(state) {
    for (const radio of this.form.querySelectorAll("[name=state]")) radio.checked = radio.value === state;
  }

  /** Show only what is to decide, or all again. */
  toggleUndecided() {
    this.choose(this.wanted.state === "pending" ? "" : "pending");
  }

  /** Write the counts beside the choices, and how much is shown. */
  count(counts, shown) {
    const all = this.review.items.length;
    for (const [value, number] of [["", all], ...Object.entries(counts)]) {
      const node = this.form.querySelector(`[data-count="${value}"]`);
      if (node) node.textContent = number.toLocaleString("en");
    }
    byId("shown").textContent = shown.items.size === all ? "" : `${counted(shown.items.size, "finding")} shown`;
    byId("empty").hidden = shown.passages.size > 0;
  }
}

function chip(value, label) {
  return make(
    "label",
    { class: `chip ${value || "all"}` },
    make("input", { type: "radio", name: "state", value, checked: value === "", autocomplete: "off" }),
    make("span", {}, `${label} `, make("b", { "data-count": value })),
  );
}

function fillSelect(select, every, choices) {
  select.replaceChildren(...[["", every], ...choices].map(([value, label]) => make("option", { value }, label)));
}
