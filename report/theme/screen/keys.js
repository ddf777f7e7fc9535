// The keyboard: single letters as commands, which can be switched off, and the help that lists them.
(() => {
  const {choose, make, say} = lookbook;
  const root = document.documentElement;
  const commands = {
    "/": ["keySearch", () => lookbook.openSearch()],
    j: ["keyNext", () => lookbook.step(1)],
    k: ["keyPrevious", () => lookbook.step(-1)],
    t: ["keyContents", () => lookbook.openContents?.()],
    g: ["keyTop", () => lookbook.top?.()],
    c: ["keyCode", () => lookbook.foldAll()],
    w: ["keyWrap", () => lookbook.toggleWrap()],
    d: ["keyTheme", () => lookbook.nextTheme()],
    "?": ["keyHelp", () => openHelp()],
  };

  const help = document.getElementById("help");
  const fillHelp = () => {
    const rows = Object.entries(commands).map(([key, [name]]) => [
      make("dt", {}, make("kbd", {}, key)),
      make("dd", {}, say(name)),
    ]);
    rows.push([make("dt", {}, make("kbd", {}, "Ctrl K")), make("dd", {}, say("keySearch"))]);
    rows.push([make("dt", {}, make("kbd", {}, "Esc")), make("dd", {}, say("keyClose"))]);
    const letters = make("input", {type: "checkbox", checked: root.dataset.keys !== "off"});
    letters.addEventListener("change", () => choose("keys", letters.checked ? "" : "off"));
    const shut = make("button", {type: "button", className: "close"}, say("close"));
    shut.addEventListener("click", () => help.close());
    help.append(
      make("h2", {id: "help-title", tabIndex: -1, autofocus: true}, say("helpTitle")),
      make("dl", {}, ...rows.map((row) => make("div", {}, ...row))),
      make("label", {}, letters, say("singleKeys")),
      shut,
    );
  };
  const openHelp = () => {
    if (!help || help.open) return;
    if (!help.hasChildNodes()) fillHelp();
    help.showModal();
  };
  help?.addEventListener("click", (event) => {
    if (event.target === help) help.close();
  });
  document.querySelector(".help-open")?.addEventListener("click", openHelp);

  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const wide = event.ctrlKey || event.metaKey;
    if (wide && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      lookbook.openSearch();
      return;
    }
    if (wide || event.altKey || root.dataset.keys === "off" || document.querySelector("dialog[open]")) return;
    if (event.target.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    const command = commands[event.key];
    if (!command) return;
    event.preventDefault();
    command[1]();
  });
})();
