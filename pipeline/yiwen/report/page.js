"use strict";
// All data stand in the page's elements. Without this script everything can be read; with it, filtered and stepped through.
document.documentElement.classList.add("js");
document.addEventListener("DOMContentLoaded", () => {
  const main = document.querySelector("main");
  const form = document.querySelector(".filters");
  const status = form.querySelector(".status");
  const empty = main.querySelector(".empty");
  const counts = new Map([...form.querySelectorAll("[data-count]")].map((node) => [node.dataset.count, node]));
  const segments = [...main.querySelectorAll(".segment")].map((node) => ({
    node,
    text: null,
    notes: [...node.querySelectorAll(".note")].map((note) => ({
      node: note,
      kind: note.dataset.kind,
      rule: note.dataset.rule,
      safety: note.dataset.safety,
      items: [...note.querySelectorAll("li")],
    })),
  }));
  const chapters = [...main.querySelectorAll(".chapter")];
  let current = null;

  const wanted = () => ({
    words: form.elements.text.value.trim().toLowerCase(),
    kind: form.elements.kind.value,
    rule: form.elements.rule.value,
    safeties: new Set([...form.querySelectorAll("[name=safety]:checked")].map((box) => box.value)),
    only: form.elements.only.checked,
  });

  const holds = (segment, words) => {
    if (!words) return true;
    segment.text ??= segment.node.textContent.toLowerCase();
    return segment.text.includes(words);
  };

  // A count beside a choice says what choosing it would show, so it heeds every filter but its own.
  const tally = () => ({ kind: new Map(), rule: new Map(), safety: new Map() });
  const add = (map, key, number) => map.set(key, (map.get(key) ?? 0) + number);
  const countNote = (sums, note, want) => {
    const kind = !want.kind || note.kind === want.kind;
    const rule = !want.rule || note.rule === want.rule;
    const safety = want.safeties.has(note.safety);
    if (rule && safety) add(sums.kind, note.kind, note.items.length);
    if (kind && safety) add(sums.rule, note.rule, note.items.length);
    if (kind && rule) add(sums.safety, note.safety, note.items.length);
    return kind && rule && safety;
  };

  const showNote = (segment, note, shown) => {
    if (note.node.hidden === !shown) return;
    note.node.hidden = !shown;
    const numbers = new Set(note.items.map((item) => item.dataset.n));
    for (const mark of segment.node.querySelectorAll(".text [data-n]")) {
      if (numbers.has(mark.dataset.n)) mark.classList.toggle("off", !shown);
    }
  };

  const number = (value) => value.toLocaleString("en");
  const label = (select, sums) => {
    for (const option of select.options) {
      if (option.value) option.textContent = `${option.value} (${number(sums.get(option.value) ?? 0)})`;
    }
  };

  const apply = () => {
    const want = wanted();
    const sums = tally();
    const narrowed = Boolean(want.kind || want.rule || want.safeties.size < counts.size);
    let segmentsShown = 0;
    let itemsShown = 0;
    main.toggleAttribute("data-only", want.only);
    for (const segment of segments) {
      const found = holds(segment, want.words);
      let items = 0;
      for (const note of segment.notes) {
        const shown = found && countNote(sums, note, want);
        showNote(segment, note, shown || !found);
        if (shown) items += note.items.length;
      }
      segment.node.hidden = !found || ((want.only || narrowed) && items === 0);
      segmentsShown += segment.node.hidden ? 0 : 1;
      itemsShown += items;
    }
    label(form.elements.kind, sums.kind);
    label(form.elements.rule, sums.rule);
    for (const [safety, node] of counts) node.textContent = number(sums.safety.get(safety) ?? 0);
    const found = itemsShown === 1 ? "1 change or finding" : `${number(itemsShown)} changes and findings`;
    status.textContent = `${found}, ${number(segmentsShown)} of ${number(segments.length)} segments`;
    empty.hidden = segmentsShown > 0;
    for (const chapter of chapters) {
      chapter.classList.toggle("bare", want.words !== "" && !chapter.querySelector(".segment:not([hidden])"));
    }
  };

  const light = (item) => {
    for (const node of main.querySelectorAll(".current")) node.classList.remove("current");
    current = item;
    if (!item) return;
    item.classList.add("current");
    for (const mark of item.closest(".segment").querySelectorAll(".text [data-n]")) {
      if (mark.dataset.n === item.dataset.n) mark.classList.add("current");
    }
  };

  const go = (item) => {
    light(item);
    const segment = item.closest(".segment");
    segment.scrollIntoView({ block: "start" });
    item.focus({ preventScroll: true });
    const box = item.getBoundingClientRect();
    if (box.bottom > window.innerHeight) item.scrollIntoView({ block: "end" });
  };

  const step = (by) => {
    const items = segments
      .filter((segment) => !segment.node.hidden)
      .flatMap((segment) => segment.notes.filter((note) => !note.node.hidden).flatMap((note) => note.items));
    if (!items.length) return;
    const at = items.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : items.length - 1) : at + by;
    if (items[next]) go(items[next]);
  };

  const reset = () => {
    form.reset();
    form.elements.only.checked = false;
    apply();
  };

  const showOnly = (safety) => {
    form.reset();
    for (const box of form.querySelectorAll("[name=safety]")) box.checked = box.value === safety;
    apply();
  };

  // What a summary's sentence was taken from: the very words where the browser can light a range, else the segment.
  const lightEvidence = (link, segment) => {
    if (!window.CSS?.highlights) return;
    const text = segment.querySelector(".after .text, .same .text");
    const range = document.createRange();
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let [start, end, seen] = [Number(link.dataset.start), Number(link.dataset.end), 0];
    range.selectNodeContents(text);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.data.length;
      if (start >= seen && start < seen + length) range.setStart(node, start - seen);
      if (end > seen && end <= seen + length) range.setEnd(node, end - seen);
      seen += length;
    }
    CSS.highlights.set("evidence", new Highlight(range));
  };

  const reveal = (hash) => {
    const target = hash.length > 1 ? document.getElementById(hash.slice(1)) : null;
    if (target?.classList.contains("segment") && target.hidden) reset();
    return target;
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", apply);
  let waiting = 0;
  form.elements.text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) {
      const target = reveal(link.hash);
      if (target && link.dataset.start) lightEvidence(link, target);
      if (link.dataset.safety) showOnly(link.dataset.safety);
      return;
    }
    const button = event.target.closest("button");
    if (button?.classList.contains("fold")) {
      button.setAttribute("aria-expanded", String(form.classList.toggle("open")));
    } else if (button?.dataset.do === "reset") {
      reset();
    } else if (button) {
      step(button.dataset.do === "next" ? 1 : -1);
    }
  });

  main.addEventListener("click", (event) => {
    const mark = event.target.closest(".text [data-n]");
    const item = mark?.closest(".segment").querySelector(`li[data-n="${Number(mark.dataset.n)}"]`);
    if (item) light(item);
  });

  main.addEventListener("focusin", (event) => {
    const item = event.target.closest("li[data-n]");
    if (item && item !== current) light(item);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !form.elements.keys.checked) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    const steps = { j: 1, n: 1, k: -1, p: -1 };
    if (event.key in steps) step(steps[event.key]);
    else if (event.key === "/") {
      form.classList.add("open");
      form.elements.text.focus();
    } else return;
    event.preventDefault();
  });

  // Paper cannot be unfolded.
  const unfolded = [];
  window.addEventListener("beforeprint", () => {
    for (const node of document.querySelectorAll("details:not([open])")) {
      node.open = true;
      unfolded.push(node);
    }
  });
  window.addEventListener("afterprint", () => {
    for (const node of unfolded.splice(0)) node.open = false;
  });

  window.addEventListener("hashchange", () => reveal(location.hash));
  apply();
  if (location.hash) reveal(location.hash)?.scrollIntoView();
});
