// Frames for what other tools showed, and everything ready for print.
(() => {
  const root = document.documentElement;

  // --- Frames
  const fitFrame = (frame) => {
    const inside = frame.contentDocument?.documentElement;
    if (!inside) return;
    frame.style.height = "0"; // What is in a frame is never measured as less than the frame.
    frame.style.height = `${Math.max(32, inside.scrollHeight + 4)}px`;
  };
  lookbook.tend((element) => {
    for (const frame of lookbook.within(element, "iframe.foreign")) {
      frame.addEventListener("load", () => fitFrame(frame));
      fitFrame(frame);
    }
  });

  // --- Print
  /**
   * Gets the page ready for paper and says when it is: every figure drawn at the present width, in light colours and as
   * vectors, fonts and pictures loaded. Rejects with the names of the figures that are late.
   */
  window.lookbookReady = async (limit) => {
    const figures = window.lookbookFigures;
    root.dataset.theme = "light";
    // The outline of a PDF begins with its chapters; its title stands in the file's own data.
    document.querySelector(".cover-title")?.removeAttribute("role");
    for (const head of document.querySelectorAll("h2, h3, h4, h5, h6")) head.ariaLevel = String(head.tagName[1] - 1);
    for (const details of document.querySelectorAll(".contents details, details.shown")) details.open = true;
    const pending = new Set(figures?.names);
    let failed = [];
    const work = (async () => {
      failed = (await figures?.toPaper(pending)) ?? [];
      await document.fonts.ready;
      await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
      for (const frame of document.querySelectorAll("iframe.foreign")) fitFrame(frame);
    })();
    const late = new Promise((_, reject) => {
      setTimeout(
        () =>
          reject(
            new Error(
              `figures not drawn in time: ${[...pending].join(", ") || "none, but fonts or pictures were late"}`,
            ),
          ),
        limit,
      );
    });
    await Promise.race([work, late]);
    if (failed.length > 0) throw new Error(`figures that could not be drawn: ${failed.join("; ")}`);
    return {figures: figures?.count ?? 0};
  };
})();
