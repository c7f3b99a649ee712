document.documentElement.classList.add("js");
addEventListener("DOMContentLoaded", () => {
  for (const browser of document.querySelectorAll(".browser")) {
    const show = browser.querySelector("[data-show]");
    const find = browser.querySelector("[data-find]");
    const status = browser.querySelector(".status");
    const items = [...browser.querySelectorAll(".item")];
    const apply = () => {
      const wanted = find.value.trim().toLowerCase();
      let shown = 0;
      for (const item of items) {
        const fits = (!show.value || item.dataset.tags.split(" ").includes(show.value))
          && (!wanted || item.textContent.toLowerCase().includes(wanted));
        item.hidden = !fits;
        shown += fits;
      }
      status.textContent = `${shown} shown`;
    };
    show.addEventListener("change", apply);
    find.addEventListener("input", apply);
    apply();
  }
});
