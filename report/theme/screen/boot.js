// Runs before the page is drawn: the reader's choices of earlier visits hold from the first paint on.
(() => {
  const root = document.documentElement;
  root.dataset.script = "";
  try {
    for (const name of ["theme", "width", "lines", "keys"]) {
      const kept = localStorage.getItem(`lookbook-${name}`);
      if (kept && /^[a-z]+$/.test(kept)) root.dataset[name] = kept;
    }
  } catch {
    // A page from the disk may have no store; choices then last as long as the page.
  }
})();
