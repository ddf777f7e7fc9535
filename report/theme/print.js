// What the printing engine calls. It opens the page at the width of the paper's text, calls `lookbookReady`, prints, reads where
// everything came to lie, calls `lookbookPages` with it, and prints again.
(() => {
  const drawn = window.lookbookReady;
  const headings = [...document.querySelectorAll(".summary-title, .chapter-title")];

  /** A PDF drops the text of a group whose parts say nothing: drawings speak, and a grid's text goes to its first picture. */
  const describePictures = () => {
    for (const group of document.querySelectorAll('[role="img"][aria-label]')) {
      for (const drawing of group.querySelectorAll("svg[aria-hidden]")) drawing.removeAttribute("aria-hidden");
      const [first] = group.querySelectorAll("img");
      if (!first || group.textContent.trim() !== "") continue;
      first.alt = group.ariaLabel;
      group.removeAttribute("role");
    }
  };

  /** Makes the page ready: figures drawn, everything fitted to paper. What begins where, and what could not be mended. */
  window.lookbookReady = async (limit) => {
    const ready = await drawn(limit);
    const findings = window.lookbookLayout.fit();
    describePictures();
    const chapters = headings.map((heading) => {
      const number = heading.querySelector(".number")?.textContent ?? "";
      const title = lookbook.textOf(heading).slice(number.length).trim();
      const part = heading.closest("section");
      return {anchor: part.id || heading.id, head: [number, title].filter(Boolean).join("\u2002")};
    });
    const starts = document.querySelectorAll(".chapter");
    const flows = starts.length > 1 && getComputedStyle(starts[1]).breakBefore === "auto";
    return {...ready, findings, chapters, flows};
  };

  /**
   * Fills in what is known when the page was printed once.
   * @param pages anchor to number, for the contents
   * @param heads the running head of each page, from the first
   * @param follows anchors of chapters that begin where the one before them ends
   * @param tight anchors of chapters to be set a little tighter
   */
  window.lookbookPages = (pages, {heads = [], follows = [], tight = []} = {}) => {
    for (const place of document.querySelectorAll("[data-page-of]"))
      place.textContent = pages[place.dataset.pageOf] || "";
    const chapterAt = (anchor) => document.getElementById(anchor)?.closest(".chapter");
    for (const anchor of follows) chapterAt(anchor)?.classList.add("follows");
    for (const anchor of tight) chapterAt(anchor)?.classList.add("tight");
    if (heads.length > 0) writeHeads(heads);
  };

  /** A running head for each page by its number: a counter style whose symbols are the heads. */
  const writeHeads = (heads) => {
    const symbols = heads.map((head) => JSON.stringify(head)).join(" ");
    const sheet = document.getElementById("running-heads") || document.createElement("style");
    sheet.id = "running-heads";
    sheet.textContent = `@counter-style running-heads{system:fixed 1;symbols:${symbols};suffix:""}
@page{@top-right{content:counter(page,running-heads)}}
@media print{.chapter,.summary{page:auto!important}}`;
    document.head.append(sheet);
  };
})();
