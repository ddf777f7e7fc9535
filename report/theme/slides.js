// A deck: one slide at a time, scaled to the window, by keys, buttons or swipes; an overview; the speaker's notes; the address names
// the slide. What is too much for a slide is set smaller, down to a limit, and told to whoever prints.
(() => {
  const root = document.body;
  const slides = [...document.querySelectorAll(".slide")];
  const panel = document.querySelector(".deck-notes");
  const least = 0.62;
  let current = 0;

  // --- What is too much is set smaller
  const overflows = (slide) => {
    const body = slide.querySelector(".slide-body");
    const box = body.getBoundingClientRect();
    const scale = box.width / body.offsetWidth || 1;
    const inside = body.firstElementChild;
    const edge = 2 * scale;
    // A drawing keeps to its own box, and the halves of a formula to theirs.
    return [...inside.querySelectorAll("*:not(svg *, .katex *)")].some((element) => {
      const {left, right, top, bottom, width} = element.getBoundingClientRect();
      // The box of an inline element is its font's, which is higher than its line.
      if (width === 0 || getComputedStyle(element).display === "inline") return false;
      return right > box.right + edge || left < box.left - edge || bottom > box.bottom + edge || top < box.top - edge;
    });
  };
  /** Sets the pictures of a grid as large as fits; a high one is divided into halves side by side where that helps. */
  const arrange = (grid, slide) => {
    const items = [...grid.children];
    const columns = Number(grid.style.getPropertyValue("--columns"));
    const rows = Math.ceil(items.length / columns);
    const set = (halves, size) => {
      const half = Math.ceil(rows / halves);
      grid.style.gridTemplateColumns = Array(halves).fill(`repeat(${columns}, ${size}px)`).join(" 20px ");
      for (const [i, item] of items.entries()) {
        const [row, column] = [Math.floor(i / columns), i % columns];
        item.style.gridArea = `${(row % half) + 1} / ${Math.floor(row / half) * (columns + 1) + column + 1}`;
      }
    };
    const largest = (halves) => {
      for (let size = 200; size > 32; size -= 8) {
        set(halves, size);
        if (!overflows(slide)) return size;
      }
      return 32;
    };
    const [whole, divided] = [largest(1), rows > 3 ? largest(2) : 0];
    set(divided > whole ? 2 : 1, Math.max(whole, divided));
  };
  const fit = (slide) => {
    const inside = slide.querySelector(".slide-fit");
    inside.classList.toggle("full", inside.querySelector(".plot") !== null);
    inside.classList.add("roomy");
    inside.style.zoom = "";
    for (const grid of inside.querySelectorAll(".pictures")) arrange(grid, slide);
    if (overflows(slide)) inside.classList.remove("roomy");
    let zoom = 1;
    while (overflows(slide) && zoom > least) {
      zoom = Math.max(least, zoom - 0.04);
      inside.style.zoom = String(zoom);
    }
    return !overflows(slide);
  };

  // --- Figures that came without a drawing
  const drawRest = () =>
    Promise.all(
      [...document.querySelectorAll("[data-plot]:empty")].map((place) => {
        const {data, layout} = JSON.parse(place.nextElementSibling.textContent);
        const size = {width: place.clientWidth, height: Math.max(300, place.clientHeight), autosize: false};
        return window.Plotly?.newPlot(place, data, {...layout, ...size}, {staticPlot: true});
      }),
    );

  // --- Where we are
  const waiting = (slide) => [...slide.querySelectorAll(".fragment.waiting")];
  const place = () => {
    const notes = panel.hidden ? 0 : panel.offsetHeight;
    const [wide, high] = [innerWidth, innerHeight - notes];
    const scale = Math.min(wide / 1280, high / 720);
    root.style.setProperty("--scale", String(scale));
    root.style.setProperty("--left", `${(wide - 1280 * scale) / 2}px`);
    root.style.setProperty("--top", `${(high - 720 * scale) / 2}px`);
  };
  const show = (number, {complete = false, move = true} = {}) => {
    current = Math.max(0, Math.min(slides.length - 1, number));
    for (const [i, slide] of slides.entries()) {
      slide.classList.toggle("shown", i === current);
      slide.inert = i !== current && !root.classList.contains("overview");
      for (const part of slide.querySelectorAll(".fragment")) {
        if (i > current || (i === current && !complete)) part.classList.add("waiting");
        else part.classList.remove("waiting");
      }
    }
    root.style.setProperty("--share", String(slides.length < 2 ? 1 : current / (slides.length - 1)));
    showNotes();
    const hash = `#slide-${current + 1}`;
    if (location.hash !== hash) history.replaceState(null, "", hash);
    if (move) slides[current].focus({preventScroll: true});
  };
  const showNotes = () => {
    const notes = slides[current].querySelector(".slide-notes");
    panel.replaceChildren(...(notes ? [...notes.cloneNode(true).childNodes] : [panel.dataset.none]));
  };
  const next = () => {
    const [part] = waiting(slides[current]);
    if (part) part.classList.remove("waiting");
    else if (current < slides.length - 1) show(current + 1);
  };
  const previous = () => {
    const gone = [...slides[current].querySelectorAll(".fragment:not(.waiting)")].at(-1);
    if (gone) gone.classList.add("waiting");
    else if (current > 0) show(current - 1, {complete: true});
  };
  const overview = (wanted = !root.classList.contains("overview")) => {
    root.classList.toggle("overview", wanted);
    show(current, {complete: true});
    if (wanted) slides[current].scrollIntoView({block: "center"});
    place();
  };
  const notes = () => {
    panel.hidden = !panel.hidden;
    place();
  };
  const full = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => undefined);
  };
  const work = {next, previous, overview: () => overview(), notes, full};

  // --- Keys, buttons, swipes, links
  const keys = {
    ArrowRight: next,
    ArrowDown: next,
    PageDown: next,
    " ": next,
    ArrowLeft: previous,
    ArrowUp: previous,
    PageUp: previous,
    Home: () => show(0),
    End: () => show(slides.length - 1, {complete: true}),
    o: () => overview(),
    p: notes,
    f: full,
    Escape: () => overview(false),
    Enter: () => root.classList.contains("overview") && overview(false),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("button, a, summary") && [" ", "Enter"].includes(event.key)) return;
    const act = event.shiftKey && event.key === " " ? previous : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  document.querySelector(".deck-controls").addEventListener("click", (event) => {
    work[event.target.closest("button")?.dataset.do]?.();
  });
  document.querySelector(".deck").addEventListener("click", (event) => {
    const slide = event.target.closest(".slide");
    if (!root.classList.contains("overview") || !slide) return;
    event.preventDefault();
    show(slides.indexOf(slide));
    overview(false);
  });
  let touch;
  addEventListener("touchstart", ({touches}) => (touch = touches.length === 1 ? touches[0] : undefined), {
    passive: true,
  });
  addEventListener("touchend", ({changedTouches}) => {
    if (!touch || root.classList.contains("overview")) return;
    const [x, y] = [changedTouches[0].clientX - touch.clientX, changedTouches[0].clientY - touch.clientY];
    if (Math.abs(x) > 40 && Math.abs(x) > 1.5 * Math.abs(y)) (x < 0 ? next : previous)();
    touch = undefined;
  });
  const follow = () => {
    let target;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return;
    }
    const number = slides.indexOf(target?.closest(".slide"));
    if (number >= 0) show(number, {complete: target !== slides[number]});
  };
  addEventListener("hashchange", follow);
  addEventListener("resize", place);

  // --- Print: everything, light, one slide a page
  window.lookbookReady = async () => {
    root.classList.remove("live", "overview");
    for (const slide of slides) slide.inert = false;
    for (const part of document.querySelectorAll(".fragment.waiting")) part.classList.remove("waiting");
    // A PDF would keep where on this machine the report lies.
    for (const link of document.querySelectorAll('a[href^="report.html"]')) link.removeAttribute("href");
    await document.fonts.ready;
    await drawRest();
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
    const findings = slides.flatMap((slide) =>
      fit(slide)
        ? []
        : [
            {
              rule: "outside",
              anchor: slide.id,
              message: `${slide.id.replace("-", " ")} (${slide.dataset.place ?? "title"}) holds more than fits, even set at ${Math.round(least * 100)} %; divide it, or leave something out`,
            },
          ],
    );
    return {figures: document.querySelectorAll("[data-plot]").length, findings, chapters: [], flows: false};
  };
  window.lookbookPages = () => undefined;

  // --- Begin
  root.classList.add("live");
  place();
  document.fonts.ready.then(async () => {
    await drawRest();
    for (const slide of slides) fit(slide);
  });
  follow();
  if (!slides.some((slide) => slide.classList.contains("shown"))) show(0, {move: false});
})();
