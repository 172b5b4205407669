// The only script of our own. Every page works without it; it saves while you write, keeps a form
// from being sent twice, counts the live clock, tells of a date that is soon and shows what needs
// a script, such as print buttons.
(() => {
  "use strict";
  const AUTOSAVE_AFTER = 1500; // milliseconds without a key
  const TRY_AGAIN_AFTER = 10000;
  const SEND_AGAIN_AFTER = 5000;
  const OUTLIVES_THE_PAGE = 60000; // characters: browsers let no more go on after the page is left

  // A form with data-autosave="address" posts itself there. The answer's text goes to its
  // [data-saved] line; a header X-Version renews the hidden field `version`, X-Fields others.
  function autosave(form) {
    const line = form.querySelector("[data-saved]");
    let timer, running = false, again = false, waiting = null, unsaved = false;
    const say = (text) => { if (line && line.textContent !== text) line.textContent = text; };
    function post() {
      const body = new URLSearchParams(new FormData(form));
      return fetch(form.dataset.autosave || form.action, {
        method: "POST", body, headers: { "X-Autosave": "1" }, credentials: "same-origin", redirect: "manual",
        keepalive: body.toString().length < OUTLIVES_THE_PAGE,
      });
    }
    async function save() {
      if (running) { again = true; return; }
      running = true;
      unsaved = false;
      try {
        const answer = await post();
        if (answer.ok) {
          if (!unsaved) form.autocomplete = "off"; // it stands: who comes back sees that, not what a browser kept
          const version = answer.headers.get("X-Version");
          if (version && form.elements.version) form.elements.version.value = version;
          const fields = JSON.parse(answer.headers.get("X-Fields") || "{}");
          for (const name in fields) if (form.elements[name]) form.elements[name].value = fields[name];
          say((await answer.text()).trim());
        } else if (answer.headers.get("Content-Type")?.startsWith("text/plain")) {
          say((await answer.text()).trim()); // why not, in a line: the button tells all of it
        } else if (answer.status >= 500) {
          unsaved = true;
          say(form.dataset.notSaved || "");
          timer = setTimeout(save, TRY_AGAIN_AFTER);
        } else {
          say(document.body.dataset.byButton || ""); // signed out meanwhile, or open too long
        }
      } catch {
        unsaved = true;
        say(form.dataset.notSaved || "");
        timer = setTimeout(save, TRY_AGAIN_AFTER);
      }
      running = false;
      if (waiting) { form.requestSubmit(waiting); waiting = null; again = false; }
      if (again) { again = false; save(); }
    }
    const heard = () => { unsaved = true; form.autocomplete = "on"; clearTimeout(timer); timer = setTimeout(save, AUTOSAVE_AFTER); };
    form.addEventListener("input", heard);
    if (fresh() && typed(form)) heard(); // a slow line: there were words before this script
    form.addEventListener("submit", (event) => {
      clearTimeout(timer);
      unsaved = false;
      if (running) { event.preventDefault(); waiting = event.submitter || form.querySelector("button"); } // one's own save is not a rival
    });
    window.addEventListener("pagehide", () => { if (unsaved) { unsaved = false; post().catch(() => {}); } }); // left while typing
  }

  // A box with data-count="id" says in that element how many characters are left, near the end.
  function count(box) {
    const line = document.getElementById(box.dataset.count);
    const before = line?.textContent;
    const tell = () => {
      const left = box.maxLength - box.value.length;
      const text = left < 1000 ? line.dataset.left.replace("0", left) : before;
      if (line.textContent !== text) line.textContent = text;
    };
    if (line) { tell(); box.addEventListener("input", tell); }
  }

  // [data-ends-at="1772750000"] (Unix seconds) counts down to m:ss and, past zero, up with a plus.
  // data-now is the server's time when the page was made: the clock of this machine may be wrong.
  function clock(element) {
    const skew = Date.now() - Number(element.dataset.now) * 1000;
    const tick = () => {
      const left = Math.round((Number(element.dataset.endsAt) * 1000 - (Date.now() - skew)) / 1000);
      const size = Math.abs(left);
      const text = (left < 0 ? "+" : "") + Math.floor(size / 60) + ":" + String(size % 60).padStart(2, "0");
      if (element.textContent !== text) element.textContent = text;
    };
    tick();
    const beat = setInterval(() => (element.isConnected ? tick() : clearInterval(beat)), 500);
  }

  // [data-sooner] tells, beside the date of a promise, that it is sooner than its owner's
  // organization usually needs; the element #tempo knows each person's days.
  function tempo(line) {
    const known = JSON.parse(document.getElementById("tempo")?.textContent || "{}");
    const owner = document.getElementById(line.dataset.owner), due = document.getElementById(line.dataset.due);
    if (!owner || !due) return;
    const tell = () => {
      const left = Math.round((Date.parse(due.value) - Date.parse(line.dataset.today)) / 86400000);
      const theirs = known[owner.value];
      const text = theirs && left < theirs.days ? line.dataset.sooner.replace("{usual}", theirs.usual).replace("{left}", Math.max(left, 0)) : "";
      if (line.textContent !== text) line.textContent = text;
      line.hidden = !text;
    };
    for (const field of [owner, due]) field.addEventListener("change", tell);
  }

  // Whoever spoke came: in a table with data-seats the ticks of a row follow each other.
  document.addEventListener("input", ({ target }) => {
    const row = target.closest?.("[data-seats] tr");
    if (!row) return;
    const [came, spoke] = row.querySelectorAll("[type=checkbox]");
    if (target === spoke && spoke.checked) came.checked = true;
    if (target === came && !came.checked) spoke.checked = false;
  });

  // Who comes back to a page finds there what they typed, over what stands by now. What the page had
  // shown comes back with it, so that what somebody else changed meanwhile is asked for and not lost.
  const SHOWN = "form :is([name=base], [name=version], [name^=was-])[type=hidden]";
  const shown = () => [...document.querySelectorAll(SHOWN)].map((field) => [field, field.form.action + field.name]);
  const changed = (field) => (/^(checkbox|radio)$/.test(field.type) ? field.checked !== field.defaultChecked : field.value !== (field.defaultValue ?? field.value)); // a box that says no value has "on"
  const typed = (form) => [...form.elements].some((field) => field.type !== "hidden" && changed(field));
  const fresh = () => performance.getEntriesByType("navigation")[0]?.type === "navigate"; // else a browser put them back
  window.addEventListener("pagehide", () => history.replaceState({ ...history.state, shown: Object.fromEntries(shown().map(([field, key]) => [key, field.value])) }, ""));
  window.addEventListener("pageshow", (event) => {
    const was = event.persisted ? {} : history.state?.shown || {};
    for (const [field, key] of shown()) if (key in was && typed(field.form)) field.value = was[key];
  });

  function revive(root) {
    const all = (selector) => [...(root.matches?.(selector) ? [root] : []), ...root.querySelectorAll(selector)];
    all("form[data-autosave]").forEach(autosave);
    all("[data-ends-at]").forEach(clock);
    all("[data-count]").forEach(count);
    all("[data-sooner]").forEach(tempo);
    all("[data-print], [data-needs-script]").forEach((part) => { part.hidden = false; });
    all("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "get") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, SEND_AGAIN_AFTER);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach((form) => delete form.dataset.sent));
  document.addEventListener("htmx:load", (event) => { if (event.detail.elt !== document.body) revive(event.detail.elt); });
  revive(document);
})();
