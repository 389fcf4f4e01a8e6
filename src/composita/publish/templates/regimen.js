// Type-ahead for a list of medicines: a combobox as the ARIA Authoring Practices describe it.
// What is chosen becomes a line of the list; without this script the list is typed or pasted.
(() => {
  "use strict";

  const UNKNOWN = "Not known here. The generic name stands on the pack, often below the brand.";
  const WAIT = 90; // ms between keys, before names are asked for
  const list = document.getElementById("list");
  if (!list) return;

  const make = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const input = make("input", {
    id: "add", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
    autocapitalize: "none", maxlength: "300", "aria-autocomplete": "list",
    "aria-expanded": "false", "aria-controls": "add-list", "aria-describedby": "add-how",
  });
  const found = make("ul", { id: "add-list", role: "listbox", hidden: "", "aria-label": "Names" });
  const status = make("p", { role: "status", class: "unseen" });
  const how = make("p", { id: "add-how", class: "remark" }, "Choose a name, or press Enter for what you typed.");
  const label = make("label", { for: "add" }, "Add a medicine");
  list.closest("p").before(make("div", { class: "search add" }, label, input, found, status), how);

  let names = [];
  let active = -1;
  let waiting = 0;
  let asking = new AbortController();

  // "pregabalin 75 mg": the name, and what is said of how it is taken.
  const parted = () => {
    const [, name, rest] = input.value.trim().match(/^(.*?)(\s+\d.*)?$/);
    return { name, rest: rest || "" };
  };

  async function near(typed) {
    asking.abort();
    asking = new AbortController();
    const answer = await fetch("/v1/near", {
      method: "POST", headers: { "content-type": "application/json" }, referrerPolicy: "no-referrer",
      body: JSON.stringify({ typed: typed.slice(0, 100) }), signal: asking.signal,
    });
    return answer.ok ? answer.json() : [];
  }

  async function look() {
    const { name } = parted();
    try {
      show(name.length > 1 ? await near(name) : []);
      const unknown = name.length > 2 && !names.length;
      status.textContent = unknown ? UNKNOWN : names.length ? `${names.length} names` : "";
      status.classList.toggle("unseen", !unknown);
    } catch (error) {
      if (error.name !== "AbortError") show([]);
    }
  }

  function show(more) {
    names = more;
    active = -1;
    found.replaceChildren(...names.map(option));
    found.hidden = !names.length;
    input.setAttribute("aria-expanded", String(names.length > 0));
    input.removeAttribute("aria-activedescendant");
  }

  function option([name, substance], place) {
    const note = name === substance ? [] : [" ", make("small", {}, substance)];
    const made = make("li", { id: `add-${place}`, role: "option", "aria-selected": "false" }, name, ...note);
    made.addEventListener("mousedown", (event) => event.preventDefault()); // keep the focus
    made.addEventListener("click", () => add(name + parted().rest));
    return made;
  }

  function choose(place) {
    if (!names.length) return;
    found.children[active]?.setAttribute("aria-selected", "false");
    active = (place + names.length) % names.length;
    const chosen = found.children[active];
    chosen.setAttribute("aria-selected", "true");
    chosen.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", chosen.id);
  }

  function add(line) {
    clearTimeout(waiting);
    asking.abort();
    const before = list.value.trimEnd();
    list.value = `${before}${before && "\n"}${line}\n`;
    input.value = "";
    show([]);
    status.textContent = `${line} is in the list`;
    status.classList.add("unseen");
  }

  const keys = {
    ArrowDown: () => choose(active + 1),
    ArrowUp: () => choose(active < 0 ? -1 : active - 1),
    Enter: () => (active < 0 ? input.value.trim() && add(input.value.trim()) : add(names[active][0] + parted().rest)),
    Escape: () => show([]),
  };

  input.addEventListener("keydown", (event) => {
    if (!(event.key in keys) || event.isComposing) return;
    event.preventDefault();
    keys[event.key]();
  });
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, WAIT);
  });
  input.addEventListener("blur", () => show([]));
})();
