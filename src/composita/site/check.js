// The check in the browser: what matters when medicines are taken together, from the files that
// shards.py writes. Nothing is sent: the list stands in the address after "#", which no server sees.
// Findings come about as in the package `check`; a test holds the two alike.
(() => {
  "use strict";

  const here = new URL(".", document.currentScript.src);
  const MOST = 10; // medicines
  const [CLASS, ENZYME, EFFECT] = [1, 2, 3]; // how directly a source speaks; 0 is by name

  // ---- Files -------------------------------------------------------------------------------

  const handed = new Map();
  const read = new Map();
  window.compositaCheck = (name, value) => handed.set(name, value);

  function file(name) {
    if (!read.has(name)) {
      read.set(name, new Promise((resolve) => {
        const script = document.createElement("script");
        script.src = new URL(`${name}.js`, here).href;
        script.onload = () => resolve(handed.get(name));
        script.onerror = () => resolve(undefined);
        document.head.append(script);
      }));
    }
    return read.get(name);
  }

  // What a path of a page stands for: its substances, none where nobody knows it.
  async function taken(path, common) {
    const letter = path.split("/")[0];
    const pages = common.letters.includes(letter) ? await file(`pages-${letter}`) : {};
    const shards = await Promise.all((pages[path] || []).map(file));
    return { path, shards: shards.filter(Boolean) };
  }

  // ---- Findings ----------------------------------------------------------------------------

  const place = (common, level) => Object.keys(common.levels).indexOf(level);
  const atMost = (common, level, most) =>
    most && place(common, most) > place(common, level) ? most : level;
  const first = (common, levels) =>
    [...levels].sort((a, b) => place(common, a) - place(common, b))[0];

  const couples = (list) => list.flatMap((a, at) => list.slice(at + 1).map((b) => [a, b]));

  // All findings about these substances, the gravest first.
  function findings(shards, common) {
    const having = shared(shards, common);
    const told = new Map([...having.keys()].map((key) => [key, []]));
    const pairs = new Map();
    for (const pair of couples(shards)) {
      for (const ground of [...grounds(...pair, common), ...grounds(pair[1], pair[0], common)]) {
        const key = topics(ground).find((one) => concerns(ground, having.get(one) || []));
        if (key) told.get(key).push(ground);
        else pairs.set(pair, [...(pairs.get(pair) || []), ground]);
      }
    }
    const silent = couples(shards).filter(([a, b]) =>
      ![...pairs.keys()].some((pair) => pair.includes(a) && pair.includes(b)));
    const found = [
      ...[...pairs].map(([pair, said]) => together(pair, said, common)),
      ...[...having].map(([key, who]) => addsUp(key, who, told.get(key), common)),
      ...silent.flatMap(([a, b]) => [through(a, b, common), through(b, a, common)]),
      ...classes(shards, common),
    ].filter(Boolean);
    const order = (one) =>
      [place(common, one.level), one.direct, ...one.who.map((shard) => shards.indexOf(shard))];
    return found.sort((x, y) => compare(order(x), order(y)));
  }

  // As tuples are compared: by the first that differs, a beginning before what goes on.
  function compare(x, y) {
    const at = x.findIndex((one, place) => one !== y[place]);
    return at < 0 ? x.length - y.length : x[at] - (y[at] ?? -1);
  }

  // For each effect that adds up, the substances that have it, where there are several.
  function shared(shards, common) {
    const all = Object.keys(common.effects).map((key) => [key, shards.filter((s) => s.effects[key])]);
    return new Map(all.filter(([, who]) => who.length > 1));
  }

  // What the sources of `a` say about `b`.
  function grounds(a, b, common) {
    const terms = Object.keys(a.told).filter((term) => term in b.called);
    return terms.flatMap((term) => a.told[term].map(([line, level, effects, outcomes, named]) => {
      const [why, most, direct] = b.ways[b.called[term]] || [undefined, "", 0];
      return { a, b, line, why, direct, effects, outcomes, named, level: atMost(common, level, most) };
    }));
  }

  // The effects that a statement is about: by what comes of it, then by the class that it names.
  const topics = ({ outcomes, named, why }) => (outcomes.length || !why ? outcomes : named);
  const concerns = (ground, who) => who.includes(ground.a) && who.includes(ground.b);

  const byForce = (said, common) => [...said].sort((x, y) =>
    place(common, x.level) - place(common, y.level) || x.direct - y.direct);

  const sentence = ({ a, b, line, why }) => [
    { text: line[0].replaceAll("{b}", b.name), notes: line[1], of: a },
    ...(why ? [{ text: why[0], notes: why[1], of: b }] : []),
  ];

  function together(pair, said, common) {
    const ordered = byForce(said, common);
    const effects = [...new Set(ordered.flatMap((ground) => ground.effects))].slice(0, 3);
    return {
      kind: "interaction", who: pair, level: ordered[0].level, what: effects.join(", "),
      between: [[pair, ordered[0].level]], direct: ordered[0].direct,
      lines: ordered.map(sentence), levels: [...new Set(ordered.map((ground) => ground.level))],
    };
  }

  function addsUp(key, who, said, common) {
    const ordered = byForce(said, common);
    const between = couples(who).map((pair) => [pair, levelOf(pair, key, said, common)]);
    const level = first(common, between.map((one) => one[1]));
    return {
      kind: "adds up", who, what: common["adds up"].replace("{effect}", common.effects[key]),
      level, between, direct: ordered.length && ordered[0].level === level ? ordered[0].direct : EFFECT,
      lines: [...ordered.map(sentence), ...who.map((shard) => {
        const [, , [text, notes]] = shard.effects[key];
        return [{ text, notes, of: shard }];
      })],
      levels: [...new Set(ordered.map((ground) => ground.level))],
    };
  }

  // The level of two that share an effect: what the weaker counts for, or what is said of them.
  function levelOf(pair, key, said, common) {
    const weaker = pair.map((shard) => shard.effects[key]).sort((x, y) => y[0] - x[0])[0];
    const of = said.filter(({ a, b }) => pair.includes(a) && pair.includes(b));
    return first(common, [weaker[1], ...of.map((ground) => ground.level)]);
  }

  // Where `b` acts on an enzyme that `a` needs.
  function through(a, b, common) {
    const inhibitorsFirst = [...b.acts].sort((x, y) => (x[1] === "inducer") - (y[1] === "inducer"));
    const met = a.needs.flatMap(([enzyme, needs, needed]) => inhibitorsFirst
      .filter(([enzymes]) => enzymes.includes(enzyme))
      .map(([, role, strength, acting]) => (
        { enzyme, role, needed, acting, level: common.enzyme[`${needs}/${strength}`] }))
      .filter(({ level }) => level));
    if (!met.length) return null;
    const level = first(common, met.map((one) => one.level));
    const best = met.find((one) => one.level === level);
    const text = common.through[best.role].replaceAll("{a}", a.name)
      .replaceAll("{b}", b.name).replaceAll("{enzyme}", best.enzyme);
    const lines = [[{ text, notes: best.needed[1], of: a }, { text: "", notes: best.acting[1], of: b }]];
    return {
      kind: "enzyme", who: [a, b], level, between: [[[a, b], level]], direct: ENZYME,
      what: common.changes[best.role], lines, levels: [],
    };
  }

  function classes(shards, common) {
    const [level, what, text] = common.class;
    const names = [...new Set(shards.flatMap((shard) => Object.keys(shard.classes)))];
    return names.map((name) => [name, shards.filter((shard) => name in shard.classes)])
      .filter(([, who]) => who.length > 1)
      .map(([name, who]) => ({
        kind: "same class", who, level, what: what.replace("{topic}", name), levels: [],
        between: couples(who).map((pair) => [pair, level]), direct: CLASS,
        lines: [[
          { text: text.replace("{names}", listed(who)).replace("{what}", name), notes: [], of: who[0] },
          ...who.map((shard) => ({ text: "", notes: shard.classes[name][1], of: shard })),
        ]],
      }));
  }

  // ---- Words -------------------------------------------------------------------------------

  function listed(who, last = "and") {
    const names = who.map((one) => one.name || one);
    return names.length > 1 ? `${names.slice(0, -1).join(", ")} ${last} ${names.at(-1)}` : names[0];
  }

  // What stands in a link for a medicine that no page is about.
  const named = (path) => path.split("/").at(-1).replaceAll("-", " ");

  const titled = (finding, common) => (finding.what ? common.title : common.untold)
    .replace("{level}", common.levels[finding.level]).replace("{what}", finding.what)
    .replace("{names}", grouped(finding, finding.level));

  // The pairs of a level in few groups: "A, B and C" for A with B, A with C and B with C.
  function grouped({ who, between }, level) {
    const pairs = between.filter((one) => one[1] === level).map(([pair]) => pair);
    const met = (a, b) => pairs.some((pair) => pair.includes(a) && pair.includes(b));
    const groups = [];
    for (let waiting = pairs; waiting.length;) {
      const group = [...waiting[0]];
      for (const one of who) {
        if (!group.includes(one) && group.every((other) => met(one, other))) group.push(one);
      }
      groups.push(who.filter((one) => group.includes(one)));
      waiting = waiting.filter((pair) => !pair.every((one) => group.includes(one)));
    }
    return groups.map((group) => listed(group)).join("; ");
  }

  // What a finding counts for the pairs that do not carry it.
  const others = (finding, common) => Object.keys(common.levels)
    .filter((level) => level !== finding.level && finding.between.some((one) => one[1] === level))
    .map((level) => common.others.replace("{level}", common.levels[level])
      .replace("{names}", grouped(finding, level)));

  // ---- The page ----------------------------------------------------------------------------

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  const box = document.querySelector("[data-check]");
  const list = box.querySelector("[data-list]");
  const status = box.querySelector("[role=status]");
  const result = box.querySelector("[data-result]");

  const paths = () => {
    const given = decodeURIComponent(location.hash.slice(1)).split(",").filter(Boolean);
    return [...new Set(given)].slice(0, MOST);
  };
  const put = (chosen) => { location.hash = chosen.map(encodeURI).join(","); };

  document.querySelector("[data-pick]").addEventListener("pick", (event) => {
    event.preventDefault();
    const chosen = paths();
    if (chosen.length === MOST) status.textContent = `A check takes ${MOST} medicines at most.`;
    else put([...chosen, event.detail.path.replace(/\.html$/, "")]);
  });

  function item(one, all) {
    const name = one.shards.map((shard) => shard.name).join(" + ") || named(one.path);
    const off = element("button", { type: "button" }, "Remove ", element("span", { class: "unseen" }, name));
    off.addEventListener("click", () => put(all.map(({ path }) => path).filter((p) => p !== one.path)));
    return element("li", {}, element("b", {}, name), " ", off);
  }

  async function run() {
    const common = await file("common");
    const all = await Promise.all(paths().map((path) => taken(path, common)));
    list.replaceChildren(...all.map((one) => item(one, all)));
    const shards = [...new Set(all.flatMap((one) => one.shards))];
    const strangers = all.filter((one) => !one.shards.length).map((one) => named(one.path));
    const found = findings(shards, common);
    const several = shards.length + strangers.length > 1;
    status.textContent = several ? counted(found.length) : "Add at least two medicines.";
    result.replaceChildren(...(several ? told(shards, strangers, found, common) : []));
  }

  const counted = (count) => (count === 1 ? "1 finding." : `${count} findings.`);

  function told(shards, strangers, found, common) {
    const notes = new Notes();
    const parts = found.map((finding) => part(finding, notes, common));
    const names = [...shards.map((shard) => shard.name), ...strangers];
    const marks = names.map((_, row) => names.map((__, column) =>
      (row === column ? "" : answer(shards[row], shards[column], found, common))));
    return [
      ...strangers.map((name) => element("p", { class: "silent" }, common.none.replace("{typed}", name))),
      element("h2", {}, "What matters when they are taken together"),
      ...(parts.length ? parts : [element("p", { class: "silent" }, "Nothing was found. See below who was asked.")]),
      element("h2", {}, "Every pair at a glance"),
      matrix(names, marks, common),
      ...unsaid(shards, strangers, names, marks, common),
      element("h2", {}, "Sources"),
      notes.shown(),
    ];
  }

  function part(finding, notes, common) {
    const lines = finding.lines.map((line) => element("li", {}, ...spoken(line, notes)));
    const made = element("section", { class: "l3", "data-level": finding.level, "data-kind": finding.kind },
      element("h3", {}, titled(finding, common)), element("ul", {}, ...lines));
    const levels = finding.levels.map((level) => common.levels[level].toLowerCase());
    const differ = levels.length > 1 ? [`Sources differ: ${levels.join(", ")}.`] : [];
    const remark = [...differ, ...others(finding, common)].join(" ");
    if (remark) made.append(element("p", { class: "remark" }, remark));
    return made;
  }

  function spoken(line, notes) {
    const numbers = [...new Set(line.flatMap(({ notes: cited, of }) => cited.map((n) => notes.number(of, n))))];
    const links = numbers.sort((a, b) => a - b).flatMap((n) => [" ", element("a", { href: `#n${n}` }, n)]);
    for (const link of links) {
      if (link.href) link.addEventListener("click", (event) => notes.show(event, link));
    }
    return [line.map(({ text }) => text).filter(Boolean).join(" "), element("sup", {}, ...links.slice(1))];
  }

  // The sources of the whole answer, numbered as they are cited.
  class Notes {
    constructor() { this.places = new Map(); }

    number(shard, own) {
      const note = shard.notes[own - 1];
      const key = note.slice(0, 2).join("\n");
      if (!this.places.has(key)) this.places.set(key, [this.places.size + 1, note]);
      return this.places.get(key)[0];
    }

    // The address keeps the list of medicines, so a number does not change it.
    show(event, link) {
      event.preventDefault();
      const source = document.getElementById(link.getAttribute("href").slice(1));
      source.scrollIntoView();
      source.focus();
    }

    shown() {
      return element("ol", { class: "cited" }, ...[...this.places.values()].map(([n, [document, section, url]]) =>
        element("li", { id: `n${n}`, value: n, tabindex: "-1" }, `${document} ${section} `,
          ...(url ? [element("a", { href: url }, "Read it", element("span", { class: "unseen" }, `: ${document}`))] : []))));
    }
  }

  // The mark of a pair: our level, or which of the other two answers it is.
  function answer(a, b, found, common) {
    const about = found.flatMap(({ between }) => between)
      .filter(([pair]) => a !== b && pair.includes(a) && pair.includes(b));
    if (about.length) return first(common, about.map((one) => one[1]));
    return a && b && a.asked.length && b.asked.length ? "silent" : "unknown";
  }

  function matrix(names, marks, common) {
    const head = names.map((_, at) => element("th", { scope: "col" }, at + 1));
    const rows = names.map((name, row) => element("tr", {}, element("th", { scope: "row" }, `${row + 1} ${name}`),
      ...marks[row].map((mark) => element("td", { "data-level": mark }, ...sign(mark, common)))));
    const used = [...Object.keys(common.marks)].filter((mark) => marks.flat().includes(mark));
    return element("div", {},
      element("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Every pair" },
        element("table", { class: "matrix" }, element("thead", {}, element("tr", {}, element("td", {}), ...head)),
          element("tbody", {}, ...rows))),
      element("p", { class: "remark" }, used.map((mark) => common.marks[mark].join(" ")).join("; ")));
  }

  function sign(mark, common) {
    if (!mark) return [];
    const [shown, meaning] = common.marks[mark];
    return [element("span", { "aria-hidden": "true" }, shown), element("span", { class: "unseen" }, meaning)];
  }

  // What is said of pairs of which nothing was found: two different answers.
  function unsaid(shards, strangers, names, marks, common) {
    const of = (answer) => couples(names.map((_, at) => at)).filter(([a, b]) => marks[a][b] === answer);
    const told = (answer, because) => {
      const pairs = of(answer).map(([a, b]) => `${names[a]} + ${names[b]}`);
      if (!pairs.length) return [];
      const text = common[answer].replace("{because}", because).replace("{pairs}", listed(pairs));
      return [element("p", { class: "silent", "data-answer": answer }, text)];
    };
    const asked = [...new Set(of("silent").flat().flatMap((at) => shards[at].asked))];
    const lacking = [...strangers, ...shards.filter((shard) => !shard.asked.length).map((shard) => shard.name)];
    return [...told("silent", listed(asked)), ...told("unknown", listed(lacking, "or"))];
  }

  addEventListener("hashchange", run);
  run();
})();
