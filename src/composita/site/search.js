// Search as you type over names, brands and synonyms, from the files that search.py writes.
// Nothing leaves the browser. Each element with `data-search` gets a combobox as the ARIA
// Authoring Practices describe it; what the element held before stays for who has no script.
(() => {
  "use strict";

  const here = new URL(".", document.currentScript.src);
  const site = new URL("..", here);

  // As in search.py.
  const REGULAR = [["ph", "f"], ["ae", "e"], ["oe", "e"], ["y", "i"], ["th", "t"]];
  const KINDS = {
    t: () => "",
    o: (name) => `also called ${name}`,
    s: (name) => `${name} is a form of it`,
    b: (name) => `${name} is a brand name of it`,
  };

  const BETWEEN = /[+,;&/]|\band\b|\bwith\b/i; // names in a list
  const MOST = 12;                             // results
  const MOST_NAMES = 8;                        // of them found by a name of their own
  const FORGIVEN = [[9, 2], [6, 1]];           // from so many letters on, so many errors
  const SURELY_A_NAME = 8;                     // letters: of fewer, the whole name must be alike
  const SURELY_BEGUN = 5;                      // letters from which on a brand is offered
  const UNKNOWN = "Not known here. The generic name stands on the pack, often below the brand.";

  // ---- What is found -----------------------------------------------------------------------

  // Pages for what was typed, best first: {title, path, note, exact}.
  async function find(typed) {
    const names = typed.split(BETWEEN).map((name) => name.trim()).filter((name) => fold(name));
    if (!names.length || fold(names[0]).length < 2) return [];
    if (names.length > 1) return together(names);
    const rows = await named(names[0]);
    if (!rows.length && /\s/.test(names[0])) return together(names[0].split(/\s+/).filter(fold));
    const own = rows.slice(0, MOST_NAMES).map(result);
    const known = new Set(own.map((found) => found.path));
    const isGuess = rows.length && rows[0].rank > 2;
    const within = isGuess ? [] : await holding([[fold(names[0])]]);
    return [...own, ...within.filter((found) => !known.has(found.path))].slice(0, MOST);
  }

  // Pages about several substances, of which each name means one.
  async function together(names) {
    const meant = await Promise.all(names.map(async (name) => {
      const rows = await named(name);
      return [fold(name), ...rows.slice(0, 3).map((row) => fold(row.title))];
    }));
    return (await holding(meant)).slice(0, MOST);
  }

  // Rows whose name begins like this one; where there are none, rows that look like it.
  async function named(name) {
    const key = fold(name);
    const letters = await index();
    const near = await Promise.all(letters.filter((at) => at === key.slice(0, 2)).map(shard));
    let rows = ranked(near, (row) => begins(row, name.toLowerCase(), key));
    const errors = forgiven(key);
    if (!rows.length && errors) {
      const alike = await Promise.all(letters.filter((at) => at[0] === key[0]).map(shard));
      rows = ranked(alike, (row) => looksLike(row, key, errors));
    }
    return rows;
  }

  // Pages with a component for each list of keys, the fewest components first.
  async function holding(meant) {
    const first = new Set(meant[0].map((key) => key.slice(0, 2)));
    const letters = (await index()).filter((at) => first.has(at));
    const pages = (await Promise.all(letters.map(shard))).flatMap((held) => held.pages);
    const fits = (page) => meant.every((keys) => page.keys.some((component) =>
      keys.some((key, place) => (place ? component === key : component.startsWith(key)))));
    const found = new Map(pages.filter(fits).map((page) => [page.path, page]));
    return [...found.values()]
      .sort((a, b) => a.keys.length - b.keys.length || (a.title < b.title ? -1 : 1))
      .map((page) => ({ title: page.title, path: page.path, note: "", exact: isWhole(page, meant) }));
  }

  // Whether the names typed are those of the title, each in full.
  const isWhole = (page, meant) => page.keys.length === meant.length
    && page.keys.every((component) => meant.some(([key]) => key === component));

  function ranked(shards, rank) {
    const best = new Map();
    for (const row of shards.flatMap((held) => held.names)) {
      const found = { ...row, rank: rank(row) };
      const known = best.get(row.path);
      if (found.rank < Infinity && !(known && known.rank <= found.rank)) best.set(row.path, found);
    }
    const order = (a, b) => a.rank - b.rank || "tosb".indexOf(a.kind) - "tosb".indexOf(b.kind)
      || a.name.length - b.name.length || (a.name < b.name ? -1 : 1);
    return [...best.values()].sort(order);
  }

  // 0 for the name itself, 1 where it begins so as it is written, 2 where it does as it sounds.
  function begins(row, typed, key) {
    if (row.key === key) return 0;
    if (row.kind === "b" && key.length < SURELY_BEGUN) return Infinity;
    if (row.name.toLowerCase().startsWith(typed)) return 1;
    return row.key.startsWith(key) ? 2 : Infinity;
  }

  // 3 and more, by the number of errors. Numbers and the first letter must be right, and what looks
  // like a brand may be one that is not known here: no other medicine is offered for it.
  function looksLike(row, key, errors) {
    if (row.kind === "b") return Infinity;
    if (digits(row.key.slice(0, key.length + errors)) !== digits(key)) return Infinity;
    const all = key.length < SURELY_A_NAME ? Math.abs(row.key.length - key.length) : 0;
    if (all > errors) return Infinity;
    const distance = fromBeginning(key, row.key, errors);
    return distance <= errors ? 2 + distance : Infinity;
  }

  const digits = (key) => key.replace(/\D/g, "");

  const forgiven = (key) => (FORGIVEN.find(([length]) => key.length >= length) || [0, 0])[1];

  // How many letters were missed, added, changed or swapped, against some beginning of a name.
  function fromBeginning(key, name, errors) {
    const end = Math.min(name.length, key.length + errors);
    let before = [];
    let last = Array.from({ length: end + 1 }, (_, place) => place);
    for (let i = 1; i <= key.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= end; j += 1) {
        const changed = last[j - 1] + (key[i - 1] === name[j - 1] ? 0 : 1);
        row[j] = Math.min(changed, last[j] + 1, row[j - 1] + 1);
        if (i > 1 && j > 1 && key[i - 1] === name[j - 2] && key[i - 2] === name[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      [before, last] = [last, row];
    }
    return Math.min(...last.slice(Math.max(0, key.length - errors)));
  }

  function result(row) {
    const note = row.rank > 2 ? `looks like what you typed: ${row.name}` : KINDS[row.kind](row.name);
    return { title: row.title, path: row.path, note, exact: row.rank === 0 };
  }

  function fold(name) {
    const plain = name.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]/g, "");
    return REGULAR.reduce((key, [old, now]) => key.replaceAll(old, now), plain);
  }

  // ---- Files, each read once ---------------------------------------------------------------

  const handed = new Map(); // what a file handed over, by its name

  window.compositaSearch = (letters, names, pages) => {
    if (names === undefined) handed.set("index", letters.split(" "));
    else handed.set(letters, { names: lines(names).map(row), pages: lines(pages).map(page) });
  };

  const lines = (text) => (text ? text.split("\n").map((line) => line.split("\t")) : []);

  function row([name, kind, path, title = name]) {
    return { name, kind, title, key: fold(name), path: whole(path, title) };
  }

  function page([title, path]) {
    return { title, path: whole(path, title), keys: title.split("+").map(fold) };
  }

  function whole(path, title) {
    const words = title.toLowerCase().match(/[a-z0-9]+/g) || [];
    return path.replace("~", words.join("-"));
  }

  const read = new Map();

  function file(name) {
    if (!read.has(name)) {
      read.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(`${name}.js`, here).href;
        script.onload = () => resolve(handed.get(name));
        script.onerror = () => reject(new Error(`${name}.js cannot be read`));
        document.head.append(script);
      }));
    }
    return read.get(name);
  }

  const index = () => file("index");
  const shard = (letters) => file(letters);

  // ---- The combobox ------------------------------------------------------------------------

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function combobox(place, number) {
    const id = `search-${number}`;
    const input = element("input", {
      id, type: "search", role: "combobox", autocomplete: "off", spellcheck: "false",
      autocapitalize: "none", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": `${id}-list`,
    });
    const label = element("label", { for: id }, place.dataset.search || "Find a medicine");
    const list = element("ul", { id: `${id}-list`, role: "listbox", hidden: "" });
    list.setAttribute("aria-label", "Pages found");
    const status = element("p", { role: "status", class: "unseen" });
    place.prepend(element("div", { class: "search", role: "search" }, label, input, list, status));

    let results = [];
    let active = -1;
    let asked = 0;

    async function look() {
      asked += 1;
      const mine = asked;
      const typed = input.value.trim();
      let found = [];
      let said = "";
      try {
        found = await find(typed);
        said = told(found, typed);
      } catch {
        said = "The search could not be read. The list of all medicines still works.";
      }
      if (mine === asked) show(found, said, typed);
    }

    function show(found, said, typed = "") {
      results = found;
      active = -1;
      list.replaceChildren(...found.map(option));
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(found.length > 0));
      input.removeAttribute("aria-activedescendant");
      status.textContent = said;
      status.classList.toggle("unseen", found.length > 0 || !said);
      status.dataset.of = typed;
    }

    function option(found, place) {
      const note = found.note ? [" ", element("small", {}, found.note)] : [];
      const made = element("li", { id: `${id}-${place}`, role: "option", "aria-selected": "false" },
        found.title, ...note);
      made.addEventListener("mousedown", (event) => event.preventDefault()); // keep the focus
      made.addEventListener("click", () => pick(found));
      return made;
    }

    function choose(place) {
      if (!results.length) return;
      list.children[active]?.setAttribute("aria-selected", "false");
      active = (place + results.length) % results.length;
      const chosen = list.children[active];
      chosen.setAttribute("aria-selected", "true");
      chosen.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", chosen.id);
    }

    // Names are alike: a page opens at once only where its name was typed in full.
    function enter() {
      if (active >= 0) pick(results[active]);
      else if (results[0]?.exact) pick(results[0]);
      else choose(0);
    }

    // A page opens, unless whoever owns the place does something else with what was found.
    function pick(found) {
      if (place.dispatchEvent(new CustomEvent("pick", { detail: found, cancelable: true }))) {
        open(found);
      } else {
        input.value = "";
        show([], "");
      }
    }

    function escape() {
      if (list.hidden) input.value = "";
      show([], "");
    }

    const keys = {
      ArrowDown: () => choose(active + 1),
      ArrowUp: () => choose(active < 0 ? -1 : active - 1),
      Enter: enter,
      Escape: escape,
    };

    input.addEventListener("keydown", (event) => {
      if (!(event.key in keys) || event.isComposing) return;
      event.preventDefault();
      keys[event.key]();
    });
    input.addEventListener("input", look);
    input.addEventListener("focus", () => index().catch(() => {}), { once: true });
    input.addEventListener("blur", () => show([], ""));
  }

  function told(found, typed) {
    if (found.length) return found.length === 1 ? "1 page found" : `${found.length} pages found`;
    return fold(typed).length < 2 ? "" : UNKNOWN;
  }

  const open = (found) => window.location.assign(new URL(found.path, site));

  document.querySelectorAll("[data-search]").forEach(combobox);
})();
