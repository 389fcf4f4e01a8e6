// Search in the text: reads pagefind's index from this site, and sends nothing.
const words = document.getElementById("words");
const count = document.getElementById("count");
const found = document.getElementById("found");
const MOST = 30;

// An excerpt is text with <mark> around what was found; nothing else of it becomes markup.
const excerpt = (text) => {
  const plain = new DOMParser().parseFromString(text, "text/html").body;
  const line = document.createElement("p");
  for (const node of plain.childNodes) {
    const part = document.createElement(node.nodeName === "MARK" ? "mark" : "span");
    part.textContent = node.textContent;
    line.append(part);
  }
  return line;
};

const item = ({ url, meta, excerpt: text }) => {
  const link = document.createElement("a");
  link.href = url;
  link.textContent = meta.title;
  const entry = document.createElement("li");
  entry.append(link, excerpt(text));
  return entry;
};

const show = async (pagefind) => {
  const asked = words.value.trim();
  const answer = asked ? await pagefind.debouncedSearch(asked) : { results: [] };
  if (!answer) return; // something newer was typed
  const pages = await Promise.all(answer.results.slice(0, MOST).map((one) => one.data()));
  count.textContent = asked ? `${answer.results.length} pages have these words.` : "";
  found.replaceChildren(...pages.map(item));
};

try {
  const pagefind = await import(new URL("../pagefind/pagefind.js", import.meta.url));
  await pagefind.options({ baseUrl: new URL("..", import.meta.url).pathname });
  count.textContent = "";
  words.addEventListener("input", () => show(pagefind));
  words.form.addEventListener("submit", (event) => { event.preventDefault(); show(pagefind); });
} catch {
  count.textContent = "This search works where the site is served, not from files on a disk.";
}
