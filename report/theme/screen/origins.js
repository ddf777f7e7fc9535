// "How was this made?" beside every figure, table, value and claim: the cell with its code, and what it was computed with.
(() => {
  const {data, labelOf, make, named, reveal, say, tend, textOf, within} = lookbook;
  const dialogs = "popover" in document.documentElement;

  /** The published path of a live value. */
  const pathOf = (link) => link.dataset.value || /^[\w.-]+/.exec(link.title)?.[0] || "";
  lookbook.pathOf = pathOf;
  if (!dialogs) return;

  const openers = "main a.value, .summary a.value, a.claim, a.origin";
  tend((element) => {
    for (const link of within(element, openers)) link.setAttribute("aria-haspopup", "dialog");
  });

  const box = make("div", {id: "made", className: "made", popover: "auto", role: "dialog", tabIndex: -1});
  box.setAttribute("aria-labelledby", "made-title");
  document.querySelector("main").append(box);

  const row = (name, ...value) => make("div", {}, make("dt", {}, name), make("dd", {}, ...value));
  const code = (text) => make("code", {}, text);

  const valueRows = (path) => {
    const {values = {}} = data.made || {};
    const part = /\.(low|high|level|value)$/.exec(path);
    const value = values[path] ?? (part ? values[path.slice(0, part.index)] : undefined);
    const rows = [row(say("published"), code(path))];
    if (value === undefined) return rows;
    if (value !== null && typeof value === "object" && !Array.isArray(value)) {
      rows.push(row(say("value"), code(String(value.value))));
      rows.push(
        row(say("interval", {level: Math.round(value.level * 1e6) / 1e4}), code(`[${value.low}, ${value.high}]`)),
      );
    } else rows.push(row(say("value"), code(Array.isArray(value) ? value.join(", ") : String(value))));
    return rows;
  };

  /** Where a link's cell is: a claim leads to its row of the appendix, and that to the cell. */
  const sourceOf = (link) =>
    link.matches(".claim") ? named(link.hash)?.querySelector('a[href^="#cell-"]')?.hash || "" : link.hash;
  const claimRows = (link) => {
    const statement = named(link.hash)?.querySelector("th")?.cloneNode(true);
    for (const extra of statement?.querySelectorAll(".number, .claim-source") || []) extra.remove();
    const more = make("a", {href: link.hash}, say("evidence"));
    more.addEventListener("click", () => box.hidePopover());
    return [row(say("claim"), statement ? textOf(statement) : ""), row(more, link.title)];
  };

  const fillIn = (link, hash) => {
    const {facts = [], chapters = {}} = data.made || {};
    const cell = named(hash);
    const [, name, number] = /^#cell-(.+)-(\d+)$/.exec(decodeURIComponent(hash)) || [];
    const chapter = chapters[name] || {};
    const figure = link.closest("figure");
    const path = link.matches(".value") ? pathOf(link) : "";
    const title = link.matches(".origin") ? labelOf(figure) : link.textContent;
    const source = cell?.querySelector("details.source pre.code code");
    const shut = make("button", {type: "button", className: "close", "aria-label": say("close")}, "×");
    shut.addEventListener("click", () => box.hidePopover());
    const jump = make("a", {href: hash}, say("goToCell"));
    jump.addEventListener("click", (event) => {
      event.preventDefault();
      box.hidePopover();
      if (cell?.querySelector("details.source")) cell.querySelector("details.source").open = true;
      if (location.hash !== hash) history.pushState(null, "", hash);
      reveal(cell);
    });
    const pre = source
      ? make("pre", {className: "code", tabIndex: 0, "aria-label": say("code"), role: "group"}, source.cloneNode(true))
      : make("p", {className: "no-code"}, say("noCode"));
    const groups = facts.flatMap(([group, rows]) => rows.map(([label, value]) => row(`${group}: ${label}`, value)));
    const timings = make("a", {href: `timings.html#${encodeURIComponent(name || "")}`}, say("timings"));
    box.replaceChildren(
      make("header", {}, make("h2", {id: "made-title"}, say("made"), title && ` ${title}`), shut),
      make(
        "dl",
        {},
        ...(path ? valueRows(path) : link.matches(".claim") ? claimRows(link) : []),
        row(say("notebook"), code(chapter.path || name || "")),
        row(say("cell"), number || "", ...(cell ? [" · ", jump] : [])),
      ),
      pre,
      make(
        "details",
        {open: true},
        make("summary", {}, say("madeWith")),
        make("dl", {}, ...(chapter.code ? [row(say("codeHash"), code(chapter.code))] : []), ...groups),
      ),
      make("p", {className: "timings"}, timings),
    );
  };

  /** Below the link, or above where there is more room; on a phone the style sheet puts it at the bottom. */
  const place = (link) => {
    const at = link.getClientRects()[0] || link.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const head = document.querySelector(".bar").offsetHeight;
    const [above, below] = [at.top - head, innerHeight - at.bottom];
    box.style.maxHeight = `min(32rem, ${Math.max(160, above, below) - 16}px)`;
    const [wide, high] = [box.offsetWidth, box.offsetHeight];
    const top = below < high + 16 && above > below ? at.top - high - 8 : at.bottom + 8;
    box.style.left = `${Math.max(8, Math.min(at.left, room - wide - 8)) + scrollX}px`;
    box.style.top = `${top + scrollY}px`;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(openers);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    fillIn(link, sourceOf(link));
    if (!box.matches(":popover-open")) {
      link.focus({preventScroll: true});
      box.showPopover();
    }
    place(link);
    box.scrollTop = 0;
    box.focus({preventScroll: true});
    opener?.removeAttribute("aria-expanded");
    opener = link;
    link.setAttribute("aria-expanded", "true");
  });
  let opener;
  box.addEventListener("beforetoggle", ({newState}) => {
    if (newState === "closed") opener?.removeAttribute("aria-expanded");
  });
})();
