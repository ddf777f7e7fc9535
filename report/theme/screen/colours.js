// Light and dark: as the system, or as the reader chooses.
(() => {
  const {choose, say, tell} = lookbook;
  const root = document.documentElement;
  const button = document.querySelector(".theme-toggle");
  const states = ["", "light", "dark"];
  const names = ["themeSystem", "themeLight", "themeDark"];
  const at = () => Math.max(0, states.indexOf(root.dataset.theme || ""));

  const show = () => {
    if (!button) return;
    const name = say(names[at()]);
    button.setAttribute("aria-label", name);
    button.title = name;
  };
  const next = () => {
    choose("theme", states[(at() + 1) % states.length]);
    show();
    tell(say(names[at()]));
  };
  button?.addEventListener("click", next);
  show();
  lookbook.nextTheme = next;

  const width = document.querySelector(".width-toggle");
  const showWidth = () => width?.setAttribute("aria-pressed", String(root.dataset.width === "wide"));
  width?.addEventListener("click", () => {
    choose("width", root.dataset.width === "wide" ? "" : "wide");
    showWidth();
    dispatchEvent(new Event("lookbook-width"));
  });
  showWidth();
  document.querySelector(".print")?.addEventListener("click", () => print());
})();
