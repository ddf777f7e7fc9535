// Keeps an open report like its notebooks: hears from the server what has changed, swaps those parts of the page alone, and says
// what runs and what is wrong. It is served beside the report and is no part of it.
(() => {
  const isOwn = (element) => element.matches("script:not([type^='application/']), [data-preview-ui]");

  // --- The page as it was written, before any script has touched it: elements that hold the text are trees, others are leaves.
  const isBranch = (element, main) =>
    element.contains(main) || (element.tagName === "SECTION" && main.contains(element));
  const nameOf = (element) =>
    `${element.tagName} ${element.id || element.getAttribute("aria-labelledby") || element.className}`;
  const read = (element, main) =>
    isBranch(element, main)
      ? {
          element,
          name: nameOf(element),
          tag: element.cloneNode(false),
          inner: [...element.children].filter((child) => !isOwn(child)).map((child) => read(child, main)),
        }
      : {element, html: element.outerHTML};
  const readBody = (body) => read(body, body.querySelector("main"));
  let shown = readBody(document.body);
  let styles = [...document.head.querySelectorAll("style:not([data-preview])")];
  let {version, styles: stylesHash, scripts: scriptsHash} = document.currentScript.dataset;

  // --- Patching
  const alike = (a, b) => (a.inner && b.inner ? a.name === b.name : !a.inner && !b.inner && a.html === b.html);

  /** Longest common subsequence of two lists (Wagner and Fischer), after what is equal at both ends: pairs of positions. */
  const pairsOf = (before, after) => {
    let start = 0;
    while (start < before.length && start < after.length && alike(before[start], after[start])) start++;
    let end = 0;
    while (
      end < before.length - start &&
      end < after.length - start &&
      alike(before[before.length - 1 - end], after[after.length - 1 - end])
    )
      end++;
    const a = before.slice(start, before.length - end);
    const b = after.slice(start, after.length - end);
    const best = Array.from({length: a.length + 1}, () => new Uint32Array(b.length + 1));
    for (let i = a.length - 1; i >= 0; i--)
      for (let j = b.length - 1; j >= 0; j--)
        best[i][j] = alike(a[i], b[j]) ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
    const pairs = before.slice(0, start).map((_, i) => [i, i]);
    for (let i = 0, j = 0; i < a.length && j < b.length; ) {
      if (alike(a[i], b[j])) pairs.push([start + i++, start + j++]);
      else if (best[i + 1][j] >= best[i][j + 1]) i++;
      else j++;
    }
    for (let k = end; k > 0; k--) pairs.push([before.length - k, after.length - k]);
    return pairs;
  };

  const copyTag = (element, before, after) => {
    for (const {name} of before.attributes) if (!after.hasAttribute(name)) element.removeAttribute(name);
    for (const {name, value} of after.attributes)
      if (before.getAttribute(name) !== value) element.setAttribute(name, value);
  };

  /** Makes the live `before` read as `after`, which loses its elements to the page; tells of what came. */
  const patch = (before, after, added) => {
    copyTag(before.element, before.tag, after.tag);
    const kept = new Map(pairsOf(before.inner, after.inner).map(([i, j]) => [j, before.inner[i]]));
    const staying = new Set(kept.values());
    const gone = before.inner.filter((part) => !staying.has(part));
    // The report's own script may have put a frame around an element.
    const childWith = (element) => {
      let child = element;
      while (child && child.parentNode !== before.element) child = child.parentNode;
      return child;
    };
    const last = before.inner.map((part) => childWith(part.element)).findLast(Boolean);
    let next = last?.nextSibling ?? null;
    for (let j = after.inner.length - 1; j >= 0; j--) {
      const part = after.inner[j];
      const same = kept.get(j);
      if (same) {
        if (same.inner) patch(same, part, added);
        part.element = same.element;
      } else {
        part.element = document.adoptNode(part.element);
        before.element.insertBefore(part.element, next);
        const twin = gone[Math.min(j, gone.length - 1)];
        if (twin) keepOpen(twin.element, part.element);
        added.push(part.element);
      }
      next = childWith(part.element) ?? next;
    }
    for (const part of gone) childWith(part.element)?.remove();
    after.element = before.element;
  };

  /** Code that a reader has unfolded stays so. */
  const keepOpen = (before, after) => {
    const old = [before, ...before.querySelectorAll("details")].filter(({tagName}) => tagName === "DETAILS");
    const now = [after, ...after.querySelectorAll("details")].filter(({tagName}) => tagName === "DETAILS");
    if (old.length === now.length) for (const [i, details] of now.entries()) details.open = old[i].open;
  };

  const leavesOf = (part) => (part.inner ? part.inner.flatMap(leavesOf) : [part.element]);

  /** What stands at the top of the window, and where. */
  const anchor = () => {
    if (scrollY === 0) return () => undefined;
    const leaves = leavesOf(shown).filter((element) => element.closest("main"));
    const at = leaves.findIndex((element) => element.getBoundingClientRect().bottom > 1);
    const tops = leaves.slice(Math.max(0, at)).map((element) => [element, element.getBoundingClientRect().top]);
    const from = scrollY;
    return () => {
      const stayed = tops.find(([element]) => element.isConnected);
      if (stayed) scrollBy({top: stayed[0].getBoundingClientRect().top - stayed[1], behavior: "instant"});
      else scrollTo({top: from, behavior: "instant"});
    };
  };

  const adopt = (parts) => {
    if (scriptsHash !== parts.scriptsHash) {
      location.reload();
      return;
    }
    const back = anchor();
    if (parts.styles) {
      const fresh = parts.styles.map((rules) => Object.assign(document.createElement("style"), {textContent: rules}));
      const mine = document.head.querySelector("style[data-preview]");
      for (const [i, style] of fresh.entries()) {
        if (styles[i]?.textContent === style.textContent) fresh[i] = styles[i];
        else mine.before(style);
      }
      for (const style of styles) if (!fresh.includes(style)) style.remove();
      styles = fresh;
    }
    stylesHash = parts.stylesHash;
    document.title = parts.title;
    document.documentElement.lang = parts.language;
    const next = readBody(new DOMParser().parseFromString(`<body>${parts.body}</body>`, "text/html").body);
    const added = [];
    patch(shown, next, added);
    shown = next;
    version = parts.version;
    back();
    // The frame of the page, with its title and the words of its language, is made alive once.
    if (added.some((element) => element.matches(".bar, dialog"))) {
      location.reload();
      return;
    }
    // For the report's own scripts, which make alive what came (copy buttons, tools of figures) and forget what went.
    for (const element of added.reverse()) element.dispatchEvent(new CustomEvent("lookbook:added", {bubbles: true}));
    document.dispatchEvent(new CustomEvent("lookbook:changed"));
  };

  let asking = Promise.resolve();
  const catchUp = (wanted) => {
    asking = asking.then(async () => {
      if (version === wanted) return;
      const answer = await fetch(`parts?styles=${stylesHash}`).catch(() => undefined);
      if (!answer?.ok) return;
      try {
        adopt(await answer.json());
        mark();
      } catch (reason) {
        // Whatever the report's own script has made of the page: from the start, it is right.
        reportError(reason);
        location.reload();
      }
    });
  };

  // --- What runs and what is wrong
  const host = document.createElement("aside");
  host.dataset.previewUi = "";
  host.setAttribute("aria-label", "Preview");
  const tree = host.attachShadow({mode: "open"});
  tree.innerHTML = `<style>
    :host { position: fixed; z-index: 50; left: 12px; bottom: 12px; max-width: min(38rem, calc(100vw - 24px)); font: 13px/1.45 "Source Sans 3", system-ui, sans-serif; color-scheme: dark; }
    @media print { :host { display: none } }
    .pill { display: inline-flex; align-items: center; gap: 8px; max-width: 100%; padding: 5px 12px; border: 0; border-radius: 999px; background: #20242b; color: #f2f3f5; box-shadow: 0 1px 6px #0005; font: inherit; cursor: default; }
    .pill.bad { cursor: pointer }
    .pill:focus-visible, a:focus-visible { outline: 2px solid #8cb8ff; outline-offset: 2px }
    .dot { flex: none; width: 8px; height: 8px; border-radius: 50%; background: #4cc38a }
    .busy .dot { background: #f5b83d; animation: pulse 1s infinite alternate }
    .bad .dot { background: #ff7a70 }
    .lost .dot { background: #9aa0a8 }
    .text { overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
    .list { max-height: 50vh; margin: 0 0 8px; padding: 10px 14px; overflow: auto; border-radius: 8px; background: #20242b; color: #f2f3f5; box-shadow: 0 1px 6px #0005; list-style: none }
    .list[hidden] { display: none }
    li + li { margin-top: 10px; padding-top: 10px; border-top: 1px solid #fff2 }
    a { color: #9ecbff }
    pre { margin: 4px 0 0; overflow-x: auto; font: 12px/1.4 "JetBrains Mono", monospace; color: #c9cdd3; white-space: pre-wrap; overflow-wrap: anywhere }
    @keyframes pulse { to { opacity: 0.35 } }
    @media (prefers-reduced-motion: reduce) { .dot { animation: none !important } }
  </style><ul class="list" tabindex="0" aria-label="Problems" hidden></ul><button class="pill" type="button"><span class="dot"></span><span class="text" role="status"></span></button>`;
  const [list, pill, text] = ["ul", ".pill", ".text"].map((selector) => tree.querySelector(selector));
  document.body.append(host);
  let state;
  let isOpen = false;
  pill.addEventListener("click", () => {
    isOpen = !isOpen;
    showState();
  });

  /** The place of a problem on the page: the box that holds its message. */
  const boxOf = ({message}) =>
    [...document.querySelectorAll("main .error")].find((box) => box.textContent.includes(message.slice(0, 80)));

  const plural = (count, one) => `${count} ${one}${count === 1 ? "" : "s"}`;
  const showState = () => {
    const {running, waiting, problems, news} = state;
    // What stands nowhere on the page has to be read here.
    const homeless = problems.some((problem) => !boxOf(problem));
    const words = [
      problems.length > 0 && plural(problems.length, "problem"),
      news,
      ...running.map(({chapter, cell, cells, firstLine}) =>
        cell === 0 ? `${chapter}: starting` : `${chapter}: cell ${cell} of ${cells}  ${firstLine}`,
      ),
      waiting.length > 0 && `${plural(waiting.length, "chapter")} not run as it stands`,
    ].filter(Boolean);
    text.textContent = words.join("  ·  ") || "up to date";
    pill.className = `pill ${problems.length > 0 ? "bad" : running.length > 0 ? "busy" : ""}`;
    pill.setAttribute("aria-expanded", String(problems.length > 0 && (isOpen || homeless)));
    list.hidden = problems.length === 0 || !(isOpen || homeless);
    list.replaceChildren(
      ...problems.map((problem) => {
        const {chapter, cell, message, detail} = problem;
        const item = document.createElement("li");
        const place = chapter === undefined ? "report" : cell === undefined ? chapter : `${chapter}, cell ${cell}`;
        const box = boxOf(problem);
        const head = document.createElement(box ? "a" : "strong");
        head.textContent = place;
        if (box) {
          head.href = "#";
          head.addEventListener("click", (event) => {
            event.preventDefault();
            isOpen = false;
            showState();
            box.scrollIntoView({block: "center"});
          });
        }
        item.append(head, ` ${message}`);
        if (!box && detail) item.append(Object.assign(document.createElement("pre"), {textContent: detail}));
        return item;
      }),
    );
  };

  /** Marks chapters that are being computed again; their old outputs stay. */
  const mark = () => {
    if (!state) return;
    const running = new Map(state.running.map((run) => [run.chapter, run]));
    for (const title of document.querySelectorAll(".chapter-title[data-notebook]")) {
      const chapter = title.closest("section");
      const run = running.get(title.dataset.notebook);
      const isWaiting = state.waiting.includes(title.dataset.notebook);
      if (run) chapter.dataset.preview = "running";
      else if (isWaiting) chapter.dataset.preview = "waiting";
      else delete chapter.dataset.preview;
      if (run)
        title.dataset.previewNote =
          run.cell === 0 ? "being computed again" : `being computed again: cell ${run.cell} of ${run.cells}`;
      else if (isWaiting) title.dataset.previewNote = "outputs of an earlier run";
    }
    showState();
  };

  const source = new EventSource("events");
  source.addEventListener("message", ({data}) => {
    state = JSON.parse(data);
    mark();
    catchUp(state.version);
  });
  source.addEventListener("error", () => {
    pill.className = "pill lost";
    text.textContent = "the preview has stopped; start it again and this page goes on";
  });
})();
