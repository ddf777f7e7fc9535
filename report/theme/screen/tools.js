// What a reader may take away from a figure or a table: the drawing, the picture, the numbers, a link.
(() => {
  const {copy, labelOf, make, save, say, silent, tell, tend, within} = lookbook;

  const button = (name, label, work) => {
    const element = make("button", {type: "button", "aria-label": label, title: label}, name);
    element.addEventListener("click", async () => {
      try {
        await work();
      } catch {
        tell(say("downloadFailed"));
      }
    });
    return element;
  };

  // --- Tables
  const cellText = (cell) => {
    let text = "";
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(silent)) text += walker.currentNode.data;
    // A number stays one for a spreadsheet: a true minus sign is none to it.
    return text
      .replace(/[\s\u00a0]+/g, " ")
      .trim()
      .replace(/^\u2212(?=[\d.])/, "-");
  };
  const rowsOf = (table) => [...table.rows].map((row) => [...row.cells].map(cellText));
  /** RFC 4180; a text that a spreadsheet would run as a formula is kept a text. */
  const csvField = (text) => {
    const tame = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
  };
  const csvOf = (rows) => `\ufeff${rows.map((row) => row.map(csvField).join(",")).join("\r\n")}\r\n`;
  const tableButtons = (figure, table) => {
    const label = labelOf(figure);
    const name = figure.id || "table";
    return [
      button("CSV", say("download", {label, format: "CSV"}), () =>
        save(csvOf(rowsOf(table)), "text/csv;charset=utf-8", `${name}.csv`),
      ),
      button(say("copy"), say("copyTable", {label}), () => {
        const rows = rowsOf(table);
        return copy(rows.map((row) => row.join("\t")).join("\n"), table.outerHTML);
      }),
    ];
  };

  // --- Figures: how they are drawn is their own script's business
  const formats = [
    ["SVG", "svgOf", "image/svg+xml", "svg"],
    ["PNG", "pngOf", "image/png", "png"],
    ["CSV", "dataOf", "text/csv;charset=utf-8", "csv"],
  ];
  const figureButtons = (figure) => {
    const figures = window.lookbookFigures;
    if (!figures?.has(figure)) return [];
    const label = labelOf(figure);
    return formats.map(([format, method, type, ending]) =>
      button(format, say("download", {label, format}), async () => {
        save(await figures[method](figure), type, `${figure.id || "figure"}.${ending}`);
      }),
    );
  };
  const gridButtons = (figure, grid) => [
    button("PNG", say("download", {label: labelOf(figure), format: "PNG"}), async () => {
      save(await lookbook.picturesOf(grid), "image/png", `${figure.id || "pictures"}.png`);
    }),
  ];
  const pictureButtons = (figure, image) => {
    const [, kind] = /^data:image\/(\w+)/.exec(image.src) || [];
    if (!kind) return [];
    const format = kind === "svg" ? "SVG" : kind.toUpperCase();
    return [
      button(format, say("download", {label: labelOf(figure), format}), () =>
        make("a", {href: image.src, download: `${figure.id || "picture"}.${kind}`}).click(),
      ),
    ];
  };

  const selfLink = (figure) => {
    const label = say("linkTo", {label: labelOf(figure)});
    return make("a", {href: `#${figure.id}`, className: "self", "aria-label": label}, say("link"));
  };
  const linkNumber = (number) =>
    number.replaceChildren(make("a", {href: `#${number.parentElement.id}`}, number.textContent));
  const addTools = (figure) => {
    const table = figure.querySelector("table");
    const image = figure.querySelector(":scope > img");
    const grid = figure.querySelector(":scope > .pictures");
    const pictures = image ? pictureButtons(figure, image) : grid ? gridButtons(figure, grid) : figureButtons(figure);
    const more = table ? tableButtons(figure, table) : pictures;
    let tools = figure.querySelector(":scope > .tools");
    if (!tools) {
      tools = make("div", {className: "tools"});
      if (figure.id) tools.append(selfLink(figure));
      figure.append(tools);
    }
    tools.prepend(...more);
  };

  // A link to a figure is there to be passed on.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".tools .self, .code-tools a, .anchor");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) copy(link.href);
  });

  // --- Tables that are larger than their place say so
  const fits = new ResizeObserver((entries) => {
    for (const {target} of entries) hint(target);
  });
  const hint = (place) => {
    const more = place.scrollWidth > place.clientWidth + 2 || place.scrollHeight > place.clientHeight + 2;
    if (more === place.classList.contains("more")) return;
    place.classList.toggle("more", more);
    if (more) place.after(make("p", {className: "scroll-hint", "aria-hidden": "true"}, say("scrollHint")));
    else if (place.nextElementSibling?.matches(".scroll-hint")) place.nextElementSibling.remove();
  };

  tend((element) => {
    within(element, ".formula[id] > .equation-number").forEach(linkNumber);
    within(element, "main figure").forEach(addTools);
    for (const place of within(element, ".scroll")) fits.observe(place);
  });
})();
