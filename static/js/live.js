// Keys of the live page: each presses what a button or link of the page does. A letter typed into a
// field is a letter. Waking from sleep asks the server at once where the session stands.
(() => {
  "use strict";
  const form = document.querySelector("form[data-catch]");
  const words = form?.elements.words;

  // Choose what the line is; what belongs to other kinds is hidden. The words stay.
  function choose(link) {
    form.elements.kind.value = link.dataset.kind;
    form.querySelector("[data-catch-label]").textContent = link.dataset.label;
    form.querySelectorAll("[data-for]").forEach((part) => { part.hidden = !part.dataset.for.split(" ").includes(link.dataset.kind); });
    document.querySelectorAll("[data-kind]").forEach((other) => { if (other === link) other.setAttribute("aria-current", "true"); else other.removeAttribute("aria-current"); });
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

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) document.dispatchEvent(new Event("wake"));
  });
})();
