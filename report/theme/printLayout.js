// Fits to paper what was made for a screen: wide tables, long formulas, long lines of code, long listings.
window.lookbookLayout = (() => {
  /** Pixels of the text area of print.css: A4 less 26 mm at either side, 27 mm above and 26 mm below; turned, 245 mm wide. */
  const millimetre = 96 / 25.4;
  const area = {width: 158 * millimetre, height: 244 * millimetre, turned: 245 * millimetre};
  /** Pixels; smaller type cannot be read. A turned page is worth it before that. */
  const small = {table: 8.6, turned: 7.2, formula: 7};
  const longListing = 30;

  /** What no remedy here could mend: a sentence for the author each. */
  const findings = [];
  const tooWide = (named, width, room) => {
    const label = named.querySelector(".label")?.textContent.replace(/\.$/, "");
    const name = label || `"${named.textContent.trim().slice(0, 40)}"`;
    const message = `${name} is ${Math.round((width / room) * 100)} % as wide as the paper; divide it`;
    findings.push({rule: "outside", anchor: named.id || named.closest("[id]")?.id, message});
  };

  /** Sets something in smaller type, step by step, until it fits; whether it does. */
  const shrink = (element, width, room, least) => {
    let size = Number.parseFloat(getComputedStyle(element).fontSize);
    while (width() > room + 1 && size - 0.4 >= least) {
      size -= 0.4;
      element.style.fontSize = `${size}px`;
      element.style.setProperty("--gap", "0.8mm");
    }
    return width() <= room + 1;
  };

  /** A table wider than the paper is set smaller; one that would be too small to read goes on a page that is turned. */
  const fitTable = (table) => {
    const width = () => table.scrollWidth;
    if (width() <= area.width + 1 || shrink(table, width, area.width, small.table)) return;
    const figure = table.closest("figure.table");
    if (!figure) return tooWide(table, width(), area.width);
    table.style.fontSize = "";
    figure.classList.add("turned");
    figure.style.width = `${area.turned}px`;
    if (!shrink(table, width, area.turned, small.turned)) tooWide(figure, width(), area.turned);
    figure.style.width = "";
  };

  const fitFormula = (formula) => {
    const inner = formula.querySelector(".katex-html");
    if (!inner) return;
    const width = () => Math.max(...[...inner.children].map((part) => part.getBoundingClientRect().width));
    if (!shrink(formula, width, area.width, small.formula)) tooWide(formula, width(), area.width);
  };

  /** Lines that are longer than the paper is wide go on below, behind a mark; at a space where there is one near. */
  const wrapLines = (block) => {
    const probe = Object.assign(document.createElement("span"), {textContent: "0".repeat(50)});
    block.append(probe);
    const letter = probe.getBoundingClientRect().width / 50;
    probe.remove();
    const {paddingLeft, paddingRight} = getComputedStyle(block);
    const room = block.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
    const columns = Math.floor((room - 1) / letter);
    if (!(columns > 20)) return;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let column = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest(".screen-only, button, .goes-on")) continue;
      const {data} = node;
      let start = 0;
      for (let i = 0; i < data.length; i++) {
        if (data[i] === "\n") {
          column = 0;
          start = i + 1;
        } else if (++column > columns) {
          const near = data.slice(Math.max(start, i - 24), i).search(/[\s,;(){}[\]][^\s,;(){}[\]]*$/);
          // A word of its own colour is a node of its own: better before it than within.
          const within = i < 24 && start === 0 ? 0 : i;
          const at = near < 0 ? within : Math.max(start, i - 24) + near + 1;
          const rest = node.splitText(at);
          rest.before("\n", mark());
          walker.currentNode = rest.previousSibling;
          column = 2;
          break;
        }
      }
    }
  };
  const mark = () => {
    const span = Object.assign(document.createElement("span"), {className: "goes-on", ariaHidden: "true"});
    span.innerHTML = '<svg viewBox="0 0 10 10"><path d="M1.5 1v5h6M5.5 3.5 8 6 5.5 8.5"/></svg>';
    return span;
  };

  /** A listing that may run over a page says on the next that it goes on: by a head that repeats, and that its start covers. */
  const wrapListing = (pre) => {
    if (pre.textContent.split("\n").length <= longListing) return;
    const part = (name, ...children) => {
      const element = Object.assign(document.createElement("div"), {className: name});
      element.append(...children);
      return element;
    };
    const head = part("long-listing-head", part("continued"));
    const body = part("long-listing-body", part("long-listing-cell"));
    pre.replaceWith(part("long-listing", head, body));
    body.firstChild.append(pre);
  };

  /** The summary has one page; a little too much is set tighter. */
  const fitSummary = (summary) => {
    const height = () => summary.getBoundingClientRect().height;
    if (height() > area.height) summary.classList.add("tight");
    if (height() <= area.height) return;
    const share = (part) => (part ? part.getBoundingClientRect().height : 0);
    const [numbers, claims] = [".key-numbers", ".key-claims"].map((name) => summary.querySelector(name));
    const parts = [
      [share(numbers), `its ${numbers?.children.length} numbers`],
      [share(claims), `its ${claims?.children.length} claims`],
      [height() - share(numbers) - share(claims), "its text"],
    ].sort(([a], [b]) => b - a);
    const pages = (height() / area.height).toFixed(1);
    const longest = `${parts[0][1]} alone fill ${Math.round((parts[0][0] / area.height) * 100)} % of one`;
    findings.push({
      rule: "long-summary",
      anchor: "summary",
      message: `the summary has one page but needs ${pages}; ${longest}: shorten the cells tagged "summary", or list fewer under "summary" in report.json`,
    });
  };

  /** Contents that run over by a few lines are set tighter: a page for the rest would be nearly empty. */
  const fitContents = (contents) => {
    const pages = () => contents.getBoundingClientRect().height / area.height;
    const before = pages();
    if (before < 1 || before % 1 > 0.25) return;
    contents.classList.add("tight");
    if (Math.ceil(pages()) >= Math.ceil(before)) contents.classList.remove("tight");
  };

  /** Text that something hides at its edge. */
  const findCut = () => {
    for (const element of document.querySelectorAll("main :is(p, li, pre, div, td, th, figcaption, h2, h3, h4, dd)")) {
      if (element.scrollWidth <= element.clientWidth + 1 || element.closest(".katex, svg, .plot")) continue;
      if (getComputedStyle(element).overflowX === "visible" || element.clientWidth === 0) continue;
      const anchor = element.closest("[id]")?.id;
      findings.push({
        rule: "outside",
        anchor,
        message: `text is cut off: "${element.textContent.trim().slice(0, 40)}"`,
      });
    }
  };

  const fit = () => {
    for (const table of document.querySelectorAll("main table, .summary table")) fitTable(table);
    for (const formula of document.querySelectorAll(".formula")) fitFormula(formula);
    for (const block of document.querySelectorAll("pre")) if (block.offsetParent) wrapLines(block);
    for (const pre of document.querySelectorAll("pre.code")) if (pre.offsetParent) wrapListing(pre);
    for (const summary of document.querySelectorAll(".summary")) fitSummary(summary);
    for (const contents of document.querySelectorAll(".contents")) fitContents(contents);
    findCut();
    return findings;
  };
  return {fit};
})();
