// What the parts of the page share: the words of the report's language, where things come from, and a few helpers.
window.lookbook = (() => {
  const root = document.documentElement;

  /** The elements that match: those inside an element, and itself. */
  const within = (element, selector) => [
    ...(element.matches?.(selector) ? [element] : []),
    ...element.querySelectorAll(selector),
  ];
  /** Lets `work` see to the page, and to what comes later: whoever adds an element sends `lookbook:added` from it. */
  const tend = (work) => {
    work(document);
    document.addEventListener("lookbook:added", ({target}) => work(target));
  };
  /** Calls back when elements have come, of which `lookbook:added` tells, or gone. */
  const whenChanged = (work) => document.addEventListener("lookbook:changed", work);

  const data = {};
  tend((element) => {
    for (const place of within(element, "#page-data")) Object.assign(data, JSON.parse(place.textContent));
  });
  const words = data.words || {};

  /** A fixed word or sentence with its `{parts}` filled in. */
  const say = (name, parts = {}) => (words[name] || name).replace(/\{(\w+)\}/g, (_, part) => parts[part]);

  /** An element with properties (`dataset` and attributes with a hyphen included) and children. */
  const make = (tag, properties = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name === "dataset") Object.assign(element.dataset, value);
      else if (name.includes("-") || !(name in element)) element.setAttribute(name, value);
      else element[name] = value;
    }
    element.append(...children);
    return element;
  };

  /** A choice that outlasts the page; nothing is kept where the browser has no store. An empty one is forgotten. */
  const choose = (name, value) => {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
    try {
      if (value) localStorage.setItem(`lookbook-${name}`, value);
      else localStorage.removeItem(`lookbook-${name}`);
    } catch {
      // As the first script says.
    }
  };

  const status = document.getElementById("page-status");
  let clear;
  /** Says a short message: heard by screen readers, seen for a moment by everybody else. */
  const tell = (message) => {
    if (!status) return;
    status.textContent = message;
    clearTimeout(clear);
    clear = setTimeout(() => {
      status.textContent = "";
    }, 2500);
  };

  /** Puts text on the clipboard, also where a page from the disk may not use the newer way. */
  const copy = async (text, markup) => {
    try {
      if (markup && window.ClipboardItem) {
        const types = {"text/plain": text, "text/html": markup};
        const blobs = Object.entries(types).map(([type, part]) => [type, new Blob([part], {type})]);
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      } else await navigator.clipboard.writeText(text);
    } catch {
      const area = make("textarea", {value: text, className: "unseen"});
      const host = document.querySelector("dialog[open]") || document.body;
      const before = document.activeElement;
      host.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      before?.focus({preventScroll: true});
      if (!done) return tell(say("notCopied"));
    }
    tell(say("copied"));
  };

  /** Saves bytes or text as a file of the reader's. */
  const save = (content, type, name) => {
    const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], {type}));
    make("a", {href: url, download: name}).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  };

  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** Opens what hides an element. */
  const unfold = (element) => {
    for (let at = element; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  };

  /** Brings an element into view, opened, with the focus on it, so that reading and tabbing go on from there. */
  const reveal = (element) => {
    unfold(element);
    element.scrollIntoView({block: "start", behavior: "instant"});
    if (!element.matches("a, button, input, summary, [tabindex]")) {
      element.tabIndex = -1;
      element.addEventListener("blur", () => element.removeAttribute("tabindex"), {once: true});
    }
    element.focus({preventScroll: true});
    element.classList.add("found");
    setTimeout(() => element.classList.remove("found"), 2000);
  };

  /** The element that a fragment (`#fig-a`) names. */
  const named = (hash) => {
    const id = hash.slice(1);
    try {
      return id ? document.getElementById(decodeURIComponent(id)) : null;
    } catch {
      return document.getElementById(id);
    }
  };

  /** What an element says, without what only machines or menus say. */
  const textOf = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
      node.nodeType === 1 && node.matches(lookbook.silent)
        ? NodeFilter.FILTER_REJECT
        : node.nodeType === 3
          ? NodeFilter.FILTER_ACCEPT
          : NodeFilter.FILTER_SKIP,
    );
    let text = "";
    while (walker.nextNode()) text += walker.currentNode.data;
    return text.replace(/\s+/g, " ").trim();
  };
  const silent =
    ".katex-mathml, .anchor, .tools, .code-tools, .print-only, .note-mark, .back, script, style, svg, iframe, button";

  /** The label of a figure or table, `Figure 3`. */
  const labelOf = (figure) =>
    (figure.querySelector("figcaption .label")?.textContent || "").replace(/\.$/, "") || say("thisFigure");

  return {
    ...{data, words, say, make, choose, tell, copy, save, calm, unfold, reveal, named, textOf, silent, labelOf},
    ...{within, tend, whenChanged},
  };
})();
