"use strict";
// The list of passages: built as it comes into view, one finding open at a time.

import { cardOf, editor } from "./card.js";
import { byId, make } from "./dom.js";
import { filtered, result, written } from "./model.js";
import { fill } from "./passage.js";

const AHEAD = "1200px 0px"; // passages this far from the window are built before they are seen
const SLICE = 10; // passages built at a time, while the browser is idle and nobody scrolls
const BLOCK = 24; // passages laid out together
const REST = 200; // milliseconds after which a scroll is over

export class List {
  constructor(review) {
    this.review = review;
    this.root = byId("list");
    this.current = null;
    this.shown = { items: new Set(), passages: new Set() };
    const heights = review.passages.map(estimator(window.innerWidth, review.hasSource));
    this.articles = review.passages.map((passage) => {
      const article = make("article", { class: "passage", id: `p${passage.index}`, "aria-labelledby": `p${passage.index}n` });
      article.style.containIntrinsicSize = `auto ${heights[passage.index]}px`;
      return article;
    });
    this.heights = heights;
    this.filled = new Set();
    this.screen = window.innerHeight;
    this.scrolled = -REST;
    window.addEventListener("scroll", () => (this.scrolled = performance.now()), { passive: true });
    this.root.classList.toggle("with-source", review.hasSource);
    this.root.replaceChildren(...this.articles);
    this.watcher = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) this.near(Number(entry.target.id.slice(1)));
    }, { rootMargin: AHEAD });
  }

  /** Show what a filter lets through. */
  filter(wanted) {
    const focused = this.root.contains(document.activeElement);
    this.shown = filtered(this.review, wanted);
    this.filled.clear();
    this.watcher.disconnect();
    for (const [index, article] of this.articles.entries()) {
      article.hidden = !this.shown.passages.has(this.review.passages[index]);
      if (article.firstChild) article.replaceChildren();
      article.classList.remove("ready");
    }
    this.buildFirst();
    this.buildRest();
    if (this.current) this.open(this.shown.items.has(this.current) ? this.current : null);
    if (this.current && focused) this.go(this.current);
  }

  /** Take over what changed in some passages: what no longer passes the filter goes, what passes again comes. */
  refresh(wanted, changed) {
    this.shown = filtered(this.review, wanted);
    for (const passage of changed) {
      const article = this.articles[passage.index];
      article.hidden = !this.shown.passages.has(passage);
      if (!article.hidden && !this.filled.has(passage.index)) this.near(passage.index);
      else this.draw(passage);
    }
    if (this.current && !this.shown.items.has(this.current) && !this.isEditing) this.open(null);
  }

  /** Build what fills the first screen at once, so that it is there in the first frame. */
  buildFirst() {
    let space = 1.5 * this.screen;
    for (const [index, article] of this.articles.entries()) {
      if (article.hidden) continue;
      if (space < 0) break;
      this.near(index);
      space -= this.heights[index];
    }
  }

  /** Build the rest as it comes near, and all while nothing else is to do, so that the browser's own search finds it. */
  buildRest() {
    const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 30));
    const round = (this.round = {});
    let next = 0;
    const work = () => {
      if (round !== this.round) return;
      const still = performance.now() - this.scrolled > REST;
      for (let built = 0; still && built < SLICE && next < this.articles.length; next += 1) {
        if (this.articles[next].hidden || this.filled.has(next)) continue;
        this.build(next);
        built += 1;
      }
      if (next < this.articles.length) still ? idle(work) : setTimeout(work, REST);
    };
    requestAnimationFrame(() => {
      if (round !== this.round) return;
      for (const [index, article] of this.articles.entries()) if (!article.hidden && !article.classList.contains("ready")) this.watcher.observe(article);
      idle(work);
    });
  }

  /** Build and lay out a passage and its neighbours, before they come into view: seldom many cost less than often one. */
  near(index) {
    const first = index - (index % BLOCK);
    for (let at = first; at < Math.min(first + BLOCK, this.articles.length); at += 1) {
      this.watcher.unobserve(this.articles[at]);
      this.articles[at].classList.add("ready");
      if (!this.articles[at].hidden) this.build(at);
    }
  }

  build(index) {
    if (this.filled.has(index)) return;
    this.filled.add(index);
    this.draw(this.review.passages[index]);
  }

  /** Draw a passage anew, with its open finding; a hand edit under way is left alone. */
  draw(passage) {
    const article = this.articles[passage.index];
    if (!this.filled.has(passage.index) || article.querySelector("form")) return;
    const had = article.contains(document.activeElement) ? document.activeElement.closest("[data-key]")?.dataset.key : null;
    fill(article, this.review, passage, this.shown.items, this.current);
    if (this.current?.passage === passage) this.unfold();
    if (had) this.row(this.review.byKey.get(had))?.querySelector(".head").focus({ preventScroll: true });
  }

  /** Whether a hand edit is under way, which nothing but the user may end. */
  get isEditing() {
    return this.root.querySelector(".editor") !== null;
  }

  row(item) {
    return item ? this.articles[item.passage.index].querySelector(`li[data-key="${item.key}"]`) : null;
  }

  unfold() {
    const row = this.row(this.current);
    if (!row) return;
    row.classList.add("current");
    row.querySelector(".head").setAttribute("aria-expanded", "true");
    row.append(cardOf(this.review, this.current, this.sameRule(this.current).length));
  }

  /** Return the items of a rule that no decision was made on. */
  sameRule(item) {
    return this.review.items.filter((one) => one.rules.includes(item.rules[0]) && !one.decided && one.state !== "covered");
  }

  /** Make an item the current one and open it; null closes. */
  open(item) {
    const before = this.current;
    this.current = item;
    document.body.classList.toggle("has-current", item !== null);
    if (before) this.draw(before.passage);
    if (item && item.passage !== before?.passage) this.draw(item.passage);
  }

  /** Go to an item: open it, bring it into view, give it the focus. */
  go(item) {
    this.near(item.passage.index);
    this.open(item);
    const row = this.row(item);
    if (!row) return;
    row.querySelector(".head").focus({ preventScroll: true });
    this.reveal(row);
  }

  /** Scroll so that the row is in view, with as much of its passage above it as fits. */
  reveal(row) {
    const top = document.querySelector(".top").getBoundingClientRect().bottom + 8;
    const bottom = window.innerHeight - (document.querySelector("#thumb").offsetHeight + 16);
    const box = row.getBoundingClientRect();
    const passage = row.closest(".passage").getBoundingClientRect();
    const whole = box.bottom - passage.top <= bottom - top;
    if (box.top >= top && box.bottom <= bottom && (!whole || passage.top >= top)) return;
    const by = whole ? passage.top - top : Math.min(box.top - top, box.bottom - bottom);
    window.scrollBy({ top: by, behavior: "instant" });
  }

  /** Return the item so many steps from the current one among those shown, or the nearest that `want` accepts. */
  step(by, want = () => true) {
    const items = this.review.items;
    const start = this.current?.index ?? (by > 0 ? -1 : items.length);
    for (let at = start + by; at >= 0 && at < items.length; at += by) {
      if (this.shown.items.has(items[at]) && want(items[at])) return items[at];
    }
    return null;
  }

  /** Edit the text of an item by hand. */
  edit(item, save) {
    this.go(item);
    const row = this.row(item);
    const old = row.querySelector(".card");
    const leave = () => this.closeEditor(item.passage, row, () => row.querySelector(".head").focus({ preventScroll: true }));
    const { form, box } = editor(written(item) ?? item.after ?? item.before, "Text to write here", {
      save: (text) => {
        leave();
        save(text);
      },
      leave,
      lines: false,
    });
    row.insertBefore(form, old);
    grow(box);
    box.focus({ preventScroll: true });
    box.select();
    this.reveal(row);
  }

  /** Rewrite a passage by hand. */
  rewrite(passage, save) {
    this.near(passage.index);
    const side = this.articles[passage.index].querySelector(".text-side");
    if (side.querySelector("form")) return;
    const leave = () => this.closeEditor(passage, side, () => this.articles[passage.index].querySelector("[data-do=rewrite]")?.focus({ preventScroll: true }));
    const { form, box } = editor(result(passage), "Text of the paragraph", {
      save: (text) => {
        leave();
        save(text);
      },
      leave,
      lines: true,
    });
    side.classList.add("editing");
    side.append(form);
    grow(box);
    box.focus({ preventScroll: true });
  }

  closeEditor(passage, place, focus) {
    place.querySelector("form")?.remove();
    place.classList.remove("editing");
    this.draw(passage);
    focus();
  }
}

function grow(box) {
  const fit = () => {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  };
  box.addEventListener("input", fit);
  fit();
}

/** Return what tells about how high a passage will be, in pixels; the browser keeps the real height once it is drawn. */
function estimator(width, hasSource) {
  const wide = width >= 1100;
  const letters = wide ? (hasSource ? 50 : 75) : Math.max(34, width / 9);
  return (passage) => {
    const text = Math.ceil(passage.mt.length / letters) * 28 + 44;
    const rows = passage.items.length * 40 + 10;
    return wide ? Math.max(text, rows) + 8 : text + rows + 40;
  };
}
