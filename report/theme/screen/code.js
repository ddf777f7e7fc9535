// Code: folds that open one by one or together, copying, wrapping; a link to a cell opens its fold.
(() => {
  const {choose, copy, make, named, say, tend, unfold, whenChanged, within} = lookbook;
  const root = document.documentElement;
  const folds = () => [...document.querySelectorAll("main details.source")];

  // --- All folds at once
  const anyClosed = () => folds().some(({open}) => !open);
  const showState = () => {
    const all = document.querySelector(".fold-all");
    if (!all) return;
    all.hidden = folds().length === 0;
    all.setAttribute("aria-pressed", String(!anyClosed()));
    all.textContent = say(anyClosed() ? "showCode" : "hideCode");
  };
  /** Opens or closes all code; what is read stays where it is on the screen. */
  lookbook.foldAll = () => {
    const open = anyClosed();
    const anchor = [...document.querySelectorAll("main :is(h2, h3, h4, p, figure, summary)")].find(
      (element) => element.getBoundingClientRect().top > 80,
    );
    const before = anchor?.getBoundingClientRect().top;
    for (const fold of folds()) fold.open = open;
    if (anchor) scrollBy({top: anchor.getBoundingClientRect().top - before, behavior: "instant"});
    showState();
  };
  tend((element) => {
    for (const all of within(element, ".fold-all")) all.addEventListener("click", lookbook.foldAll);
  });
  const onToggle = ({target}) => target.matches?.("main details.source") && showState();
  document.addEventListener("toggle", onToggle, {capture: true});
  whenChanged(showState);

  // --- Copying and wrapping
  const showWraps = (element = document) => {
    for (const button of within(element, ".code-tools > .wrap"))
      button.setAttribute("aria-pressed", String(root.dataset.lines !== "long"));
  };
  lookbook.toggleWrap = () => {
    choose("lines", root.dataset.lines === "long" ? "" : "long");
    showWraps();
  };
  const addTools = (pre) => {
    const tools = make("div", {className: "code-tools"});
    if (pre.dataset.language) tools.append(make("span", {className: "language"}, pre.dataset.language));
    const wrap = make("button", {type: "button", className: "wrap"}, say("wrap"));
    wrap.addEventListener("click", lookbook.toggleWrap);
    const button = make("button", {type: "button", className: "copy", "aria-label": say("copyCode")}, say("copy"));
    button.addEventListener("click", () => copy(pre.querySelector("code").textContent));
    tools.append(wrap, button);
    const cell = pre.closest("details.source")?.closest(".cell[id]");
    if (cell) tools.append(make("a", {href: `#${cell.id}`, "aria-label": say("linkToCell")}, say("link")));
    const frame = make("div", {className: "code-frame"});
    pre.replaceWith(frame);
    frame.append(pre, tools);
    showWraps(tools);
  };
  tend((element) => within(element, "pre.code").forEach(addTools));
  showState();

  // --- Links into folds
  const follow = () => {
    const target = named(location.hash);
    if (!target) return;
    const inside = target.matches(".cell") && target.querySelector("details.source");
    if (inside) inside.open = true;
    unfold(target);
    target.scrollIntoView({block: "start", behavior: "instant"});
  };
  addEventListener("hashchange", follow);
  // A second click on the same link changes no fragment, but the fold may have been closed since.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link && !event.defaultPrevented && link.hash === location.hash) follow();
  });
  follow();
})();
