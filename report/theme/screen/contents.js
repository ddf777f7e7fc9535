// The contents beside the text: the section being read, chapters that fold, and on a phone a drawer.
(() => {
  const {calm, make, named, say, tend, whenChanged, within} = lookbook;
  const bar = document.querySelector(".bar");
  let nav = document.querySelector(".contents");
  let fold = nav?.querySelector("details:not(.list)");
  if (!nav || !fold) return;

  // --- Room for what stays at the top
  const measure = () => {
    const notices = document.querySelector(".notices");
    if (notices) document.documentElement.style.setProperty("--notices", `${notices.offsetHeight}px`);
  };
  measure();
  addEventListener("resize", measure);
  whenChanged(measure);

  // --- Chapters that fold
  const many = 30;
  let chapters = [];
  let short = true;
  const folds = new Map();
  const foldChapter = (item, i) => {
    const list = item.querySelector("ol");
    const link = item.querySelector("a");
    list.id = `contents-${i + 1}`;
    const button = make("button", {type: "button", className: "fold", "aria-controls": list.id});
    button.setAttribute("aria-label", say("showSections", {title: link.querySelector(".title").textContent.trim()}));
    const set = (open) => {
      list.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
    };
    button.addEventListener("click", () => {
      set(list.hidden);
      folds.get(item).touched = true;
    });
    set(short);
    link.after(button);
    folds.set(item, {set, touched: false});
  };

  // --- The section being read
  let links = [];
  let heads = [];
  const here = document.querySelector(".bar-section");
  let current;
  let chapter;
  const mark = (link) => {
    if (link === current) return;
    current?.removeAttribute("aria-current");
    current = link;
    link?.setAttribute("aria-current", "location");
    if (here)
      here.textContent = link
        ? lookbook
            .textOf(link)
            .replace(/^[\d.]+/, "")
            .trim()
        : "";
    bar?.classList.toggle("reading", Boolean(link));
    const item = link && chapters.find((one) => one.contains(link));
    if (item !== chapter && !short) {
      for (const [one, {set, touched}] of folds) if (!touched) set(one === item);
    }
    chapter = item;
    if (link && !nav.hasAttribute("popover") && !nav.contains(document.activeElement)) {
      const [box, own] = [link.getBoundingClientRect(), nav.getBoundingClientRect()];
      if (box.top < own.top + 40 || box.bottom > own.bottom - 40) nav.scrollTop += box.top - own.top - own.height / 3;
    }
  };
  const edge = () => Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) + 60 || 140;
  const passed = () => {
    const line = edge();
    // Headings stand in reading order: the last that has passed is found by halving.
    let [from, to] = [0, heads.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (heads[middle][0].getBoundingClientRect().top < line) from = middle + 1;
      else to = middle;
    }
    return from - 1;
  };
  const toTop = document.querySelector(".to-top");
  const follow = () => {
    mark(heads[passed()]?.[1]);
    toTop?.classList.toggle("shown", scrollY > 1.5 * innerHeight);
  };
  let waiting = false;
  addEventListener(
    "scroll",
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        follow();
      });
    },
    {passive: true},
  );

  /** Goes so many sections on; -1 goes back. */
  lookbook.step = (by) => {
    const next = heads[Math.max(0, Math.min(heads.length - 1, passed() + by))]?.[0];
    if (next) lookbook.reveal(next);
  };
  lookbook.top = () => {
    scrollTo({top: 0, behavior: calm() ? "instant" : "smooth"});
    document.querySelector(".bar-title")?.focus({preventScroll: true});
  };
  const toTheTop = (event) => {
    event.preventDefault();
    closeDrawer();
    history.replaceState(null, "", location.pathname + location.search);
    lookbook.top();
  };
  tend((element) => {
    for (const link of within(element, 'a[href="#top"]')) link.addEventListener("click", toTheTop);
  });

  // --- A drawer on a phone
  const onPhone = matchMedia("screen and (max-width: 62rem)");
  const opener = document.querySelector(".contents-open");
  const closeDrawer = () => {
    if (nav.hasAttribute("popover") && nav.matches(":popover-open")) nav.hidePopover();
  };
  const settle = () => {
    if (onPhone.matches) nav.setAttribute("popover", "auto");
    else nav.removeAttribute("popover");
    fold.open = true;
  };
  const makeDrawer = () => {
    settle();
    nav.addEventListener("toggle", (event) => {
      if (event.target !== nav) return;
      opener?.setAttribute("aria-expanded", String(event.newState === "open"));
      if (event.newState === "open") {
        const first = current || links[0];
        first?.scrollIntoView({block: "center", behavior: "instant"});
        first?.focus({preventScroll: true});
      }
    });
    nav.addEventListener("click", (event) => {
      if (event.target.closest("a")) closeDrawer();
    });
    nav.addEventListener("focusout", ({relatedTarget}) => {
      if (relatedTarget && !nav.contains(relatedTarget) && relatedTarget !== opener) closeDrawer();
    });
  };
  const isDrawer = "popover" in nav;
  if (isDrawer) onPhone.addEventListener("change", settle);
  else opener?.remove();
  lookbook.openContents = () => {
    if (onPhone.matches && nav.hasAttribute("popover")) nav.showPopover();
    else (current || links[0])?.focus();
  };

  // --- Contents that are, and those that take their place
  const setUp = () => {
    chapters = [...fold.querySelectorAll(":scope > ol > li")].filter((item) => item.querySelector("ol"));
    short = nav.querySelectorAll("li").length <= many;
    folds.clear();
    chapters.forEach(foldChapter);
    links = [...fold.querySelectorAll("a")].filter((a) => a.hash.length > 1);
    if (isDrawer) makeDrawer();
  };
  const findHeads = () => {
    heads = links.map((a) => [named(a.hash), a]).filter(([head]) => head);
    follow();
  };
  setUp();
  findHeads();
  whenChanged(() => {
    if (!nav.isConnected) {
      nav = document.querySelector(".contents");
      fold = nav.querySelector("details:not(.list)");
      chapter = undefined;
      setUp();
    }
    findHeads();
  });
})();
