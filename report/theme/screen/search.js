// Search: an index of the page's own text, made when it is first asked for; capitals and diacritics do not matter.
(() => {
  const {labelOf, make, reveal, say, silent, unfold, whenChanged} = lookbook;
  const dialog = document.getElementById("search");
  if (!dialog) return;
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  const note = dialog.querySelector("[role=status]");
  const shown = 40;

  // --- Letters made equal
  const special = {ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", "−": "-", "–": "-", "’": "'", "“": '"', "”": '"'};
  const isDigit = (char) => char >= "0" && char <= "9";
  /** Text in plain small letters, and for each of them the place it came from. */
  const plain = (text) => {
    let letters = "";
    const from = [];
    for (let i = 0; i < text.length; i++) {
      let char = text[i];
      // 60,000 is found as 60000, too.
      if (char === "," && isDigit(text[i - 1] || "") && /^\d{3}(?!\d)/.test(text.slice(i + 1, i + 5))) continue;
      if (char > "\u007e") {
        char = char
          .normalize("NFKD")
          .replace(/[\p{M}\u00ad\u200b]/gu, "")
          .toLowerCase();
        char = special[char] ?? char;
      } else char = char.toLowerCase();
      for (const letter of char) {
        letters += letter;
        from.push(i);
      }
    }
    from.push(text.length);
    return {letters, from};
  };
  const wordsOf = (query) => [...new Set(plain(query).letters.split(/\s+/).filter(Boolean))];

  // --- The index
  const blocks = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, figcaption, tr, pre, blockquote, .formula, .pictures";
  const kindOf = (block) => {
    if (/^H\d$/.test(block.tagName)) return "heading";
    if (block.matches("figcaption")) return "caption";
    if (block.matches(".pictures")) return "picture";
    if (block.matches("pre.code")) return "code";
    if (block.matches("tr")) return block.closest(".provenance") && block.querySelector("th code") ? "value" : "table";
    return block.matches(".formula") ? "formula" : "text";
  };
  const weights = {heading: 40, caption: 22, value: 14, text: 12, formula: 9, table: 9, picture: 7, code: 5};
  let index;
  const build = () => {
    const found = new Map();
    for (const part of document.querySelectorAll(".layout > :not(nav)")) {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
        node.nodeType === 3
          ? NodeFilter.FILTER_ACCEPT
          : node.matches(silent) || node.matches("details.source > summary")
            ? NodeFilter.FILTER_REJECT
            : node.matches(`${blocks}, a.value, td, th, .picture-label, [role=img]`)
              ? NodeFilter.FILTER_ACCEPT
              : NodeFilter.FILTER_SKIP,
      );
      let node = walker.nextNode();
      for (; node; node = walker.nextNode()) {
        const element = node.nodeType === 3 ? node.parentElement : node;
        const block = element.closest(blocks);
        // What a figure shows in words belongs to its caption.
        if (node.nodeType === 1 && node.matches("[role=img]")) {
          const caption = node.closest("figure")?.querySelector("figcaption");
          if (caption) entry(found, caption).more += ` ${node.getAttribute("aria-label") || ""}`;
        }
        if (!block) continue;
        const at = entry(found, block);
        if (node.nodeType === 3) at.text += node.data;
        else if (node.matches("a.value")) at.more += ` ${lookbook.pathOf?.(node) || ""}`;
        else if (node.matches("td, th, .picture-label") && at.text) at.text += " \u00b7 ";
      }
    }
    let chapter = "";
    let section = "";
    index = [...found.values()]
      .sort((a, b) => (a.block.compareDocumentPosition(b.block) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))
      .flatMap(({block, text, more}, order) => {
        const clean = text.replace(/[^\S\u00a0]+/g, " ").trim();
        const kind = kindOf(block);
        if (block.tagName === "H2") [chapter, section] = [clean, ""];
        else if (kind === "heading") section = clean;
        const whole = more.trim() ? `${clean} \u00b7 ${more.trim()}` : clean;
        if (!whole) return [];
        const where = kind === "heading" ? (block.tagName === "H2" ? "" : chapter) : section || chapter;
        return [{block, kind, order, where, text: whole, letters: plain(whole).letters}];
      });
  };
  const entry = (found, block) => {
    if (!found.has(block)) found.set(block, {block, text: "", more: ""});
    return found.get(block);
  };

  const rank = (item, words, phrase) => {
    let score = weights[item.kind] + (item.letters.includes(phrase) ? 10 : 0);
    for (const word of words) {
      const at = item.letters.indexOf(word);
      if (at < 0) return 0;
      if (at === 0 || !/[\p{L}\p{N}]/u.test(item.letters[at - 1])) score += 6;
    }
    return score + 8 / (1 + item.letters.length / 80);
  };
  const find = (query) => {
    const words = wordsOf(query);
    if (words.length === 0) return [];
    const phrase = plain(query.trim()).letters;
    return index
      .map((item) => ({item, score: rank(item, words, phrase)}))
      .filter(({score}) => score > 0)
      .sort((a, b) => b.score - a.score || a.item.order - b.item.order)
      .map(({item}) => item);
  };

  /** Where the words stand in a text: [from, to] pairs in order, none overlapping. */
  const spans = (text, words) => {
    const {letters, from} = plain(text);
    const all = words.flatMap((word) => {
      const places = [];
      for (let at = letters.indexOf(word); at >= 0; at = letters.indexOf(word, at + word.length))
        places.push([from[at], from[at + word.length - 1] + 1]);
      return places;
    });
    all.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    return all.filter((span, i) => i === 0 || span[0] >= Math.max(...all.slice(0, i).map(([, to]) => to)));
  };
  /** A piece of the text around the first words found, with the words marked. */
  const excerpt = (text, words) => {
    const found = spans(text, words);
    const first = found[0]?.[0] ?? 0;
    let start = Math.max(0, first - 50);
    if (start > 0) start = text.indexOf(" ", start) + 1 || start;
    if (start > first) start = first;
    const end = Math.min(text.length, start + 170);
    const parts = start > 0 ? ["… "] : [];
    let at = start;
    for (const [from, to] of found) {
      if (to > end) break;
      parts.push(text.slice(at, from), make("mark", {}, text.slice(from, to)));
      at = to;
    }
    parts.push(text.slice(at, end), end < text.length ? " …" : "");
    return parts;
  };

  // --- The list
  let results = [];
  let chosen = -1;
  const choose = (i) => {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = i;
    const option = list.children[i];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({block: "nearest"});
    input.setAttribute("aria-activedescendant", option.id);
  };
  const show = () => {
    const words = wordsOf(input.value);
    results = find(input.value);
    list.replaceChildren(
      ...results.slice(0, shown).map((item, i) => {
        const kind = /caption|picture/.test(item.kind)
          ? labelOf(item.block.closest("figure") || item.block)
          : say(item.kind);
        const where = make("span", {className: "where"}, [kind, item.where].filter(Boolean).join(" · "));
        const text = make("span", {className: "what", dataset: {kind: item.kind}}, ...excerpt(item.text, words));
        return make("li", {id: `result-${i + 1}`, role: "option", "aria-selected": "false"}, text, where);
      }),
    );
    list.hidden = results.length === 0;
    input.setAttribute("aria-expanded", String(results.length > 0));
    choose(results.length > 0 ? 0 : -1);
    list.scrollTop = 0;
    const count = results.length;
    note.textContent =
      words.length === 0
        ? say("searchHint")
        : count === 0
          ? say("noResults")
          : count === 1
            ? say("oneResult")
            : say(count > shown ? "moreResults" : "manyResults", {count, shown});
  };

  /** Marks the words in the text itself, where the browser can without touching it. */
  const paint = (block, words) => {
    const ranges = [];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest(silent)) continue;
      for (const [from, to] of spans(node.data, words)) {
        const range = new Range();
        range.setStart(node, from);
        range.setEnd(node, to);
        ranges.push(range);
      }
    }
    if (window.Highlight && CSS.highlights) CSS.highlights.set("found", new Highlight(...ranges));
    const box = ranges[0]?.getBoundingClientRect();
    if (box && (box.top < 90 || box.bottom > innerHeight - 40))
      scrollBy({top: box.top - innerHeight / 3, behavior: "instant"});
  };
  const go = (i) => {
    const item = results[i];
    if (!item) return;
    const words = wordsOf(input.value);
    dialog.close();
    const near = item.block.closest("[id]");
    if (near && near.id !== "content") {
      try {
        history.pushState(null, "", `#${near.id}`);
      } catch {
        // Some pages from the disk keep no history.
      }
    }
    unfold(item.block);
    reveal(item.block);
    paint(item.block, words);
  };

  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.isComposing) return;
    if (event.key === "Enter") go(chosen);
    else if (event.key === "ArrowDown" && count > 0) choose((chosen + 1) % count);
    else if (event.key === "ArrowUp" && count > 0) choose((chosen - 1 + count) % count);
    else if (event.key === "PageDown" && count > 0) choose(Math.min(count - 1, chosen + 6));
    else if (event.key === "PageUp" && count > 0) choose(Math.max(0, chosen - 6));
    else return;
    event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go([...list.children].indexOf(option));
  });
  // A click on an option must not take the focus out of the field.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());

  whenChanged(() => {
    index = undefined;
    if (!dialog.open) return;
    build();
    show();
  });

  lookbook.openSearch = () => {
    if (dialog.open) return;
    for (const open of document.querySelectorAll("dialog[open]")) open.close();
    CSS.highlights?.delete("found");
    if (!index) build();
    dialog.showModal();
    input.focus();
    input.select();
    show();
  };
  document.querySelector(".search-open")?.addEventListener("click", lookbook.openSearch);
})();
