// Keys of the live page: each presses what a button or link of the page does. A letter typed into a
// field is a letter; once a line is kept the field lets go, so that the next key counts and the clock
// is in sight again. Waking from sleep asks the server at once where the session stands.
(() => {
  "use strict";
  const form = document.querySelector("form[data-catch]");
  const words = form?.elements.words;
  const BACK = "seedbed-live-back";
  let back = null;

  // Choose what the line is; what belongs to other kinds is hidden. The words stay.
  function choose(link) {
    form.elements.kind.value = link.dataset.kind;
    form.querySelector("[data-catch-label]").textContent = link.dataset.label;
    form.querySelectorAll("[data-for]").forEach((part) => { part.hidden = !part.dataset.for.split(" ").includes(link.dataset.kind); });
    document.querySelectorAll("[data-kind]").forEach((other) => { if (other === link) other.setAttribute("aria-current", "true"); else other.removeAttribute("aria-current"); });
    if (document.activeElement !== words) back = window.scrollY;
    words.focus();
    if (words.value.trim()) form.dispatchEvent(new Event("input"));
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-kind]");
    if (!link || !form || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    choose(link);
  });

  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return;
    const field = event.target.closest("input, select, textarea");
    if (event.key === "Escape" && field) { field.blur(); return; }
    if (event.key === "Enter" && !event.shiftKey && event.target === words) { event.preventDefault(); form.requestSubmit(); return; }
    if (field || event.repeat || event.key.length !== 1) return;
    const target = document.querySelector(`[data-key="${CSS.escape(event.key.toUpperCase())}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.matches("a[data-kind]")) choose(target); else target.click();
  });

  form?.addEventListener("submit", () => sessionStorage.setItem(BACK, back ?? window.scrollY));
  window.addEventListener("load", () => requestAnimationFrame(() => {
    const kept = sessionStorage.getItem(BACK);
    sessionStorage.removeItem(BACK);
    if (kept === null || !words || words.value) return;
    words.blur();
    window.scrollTo(0, Number(kept));
  }));

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) document.dispatchEvent(new Event("wake"));
  });
})();
