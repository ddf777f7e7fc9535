// Figures. They come drawn; this script draws them anew where the page is narrower or wider than they were meant for, and on paper.
// Plotly is in the page as text: it is compiled when a reader first works with a figure, or for one that the renderer cannot draw.
(() => {
  const {tend, whenChanged, within} = lookbook;
  let places = [];
  const root = document.documentElement;
  const {say} = lookbook;
  const thinnedNote = lookbook.words.pointsDrawn;
  if (!document.querySelector("[data-plot]")) return;

  // --- Colours: CSS as the browser resolves it, in the words that Plotly reads.
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const resolve = (colour) => {
    probe.style.color = "";
    probe.style.color = colour;
    const shown = getComputedStyle(probe).color;
    const [, r, g, b, a = "1"] = /^color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)$/.exec(shown) || [];
    return r === undefined ? shown : `rgba(${[r, g, b].map((part) => Math.round(part * 255)).join(",")},${a})`;
  };

  // --- Drawn figures
  const specs = new Map();
  const specOf = (place) => {
    if (!specs.has(place)) specs.set(place, JSON.parse(place.nextElementSibling.textContent));
    return specs.get(place);
  };
  const drawnIn = (place) => place.querySelector(":scope > svg.drawn");
  const shown = new Map();
  /** Draws a figure at a width; what the renderer cannot draw stays Plotly's. */
  const draw = (place, width, height) => {
    const drawing = lookbookDraw.drawFigure(specOf(place), {width, height, thinnedNote});
    if (!drawing.svg) return undefined;
    const holder = document.createElement("template");
    holder.innerHTML = drawing.svg;
    drawnIn(place)?.remove();
    place.prepend(holder.content);
    shown.set(place, drawing);
    return drawing;
  };
  const isDrawn = (place) => drawnIn(place) !== null;
  const fit = (place) => {
    const width = Math.round(place.clientWidth);
    const svg = drawnIn(place);
    if (printing || width < 50 || Math.abs(width - svg.viewBox.baseVal.width) < 2) return;
    const wasLive = live.has(place);
    if (wasLive) rest(place);
    draw(place, width);
    if (wasLive) wake(place);
  };
  let printing = false;

  const near = new IntersectionObserver(
    (entries) => {
      for (const {isIntersecting, target} of entries) {
        if (!isIntersecting) continue;
        if (isDrawn(target)) fit(target);
        else if (!live.has(target)) drawByPlotly(target).catch(() => undefined);
      }
    },
    {rootMargin: "900px 0px"},
  );
  const look = () => {
    for (const place of places) {
      near.unobserve(place);
      near.observe(place);
    }
  };
  let width = innerWidth;
  let timer;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    clearTimeout(timer);
    timer = setTimeout(look, 120);
  });
  addEventListener("lookbook-width", look);

  // --- Plotly
  let compiled;
  /** Compiles the page's own copy, once. The policy of the page knows its text by its hash. */
  const plotly = () => {
    compiled ??= new Promise((done, fail) => {
      // After the next paint, so that the page can say that it is busy.
      requestAnimationFrame(() =>
        setTimeout(() => {
          const script = document.createElement("script");
          script.textContent = document.getElementById("plotly").textContent;
          document.body.append(script);
          if (window.Plotly) done(window.Plotly);
          else fail(new Error("Plotly did not start"));
        }),
      );
    });
    return compiled;
  };
  const fontsLoaded = () =>
    Promise.all(["400", "600"].map((weight) => document.fonts.load(`${weight} 13px "Source Sans 3"`)));
  const config = () => ({
    displayModeBar: false,
    displaylogo: false,
    responsive: false,
    showTips: false,
    staticPlot: printing,
  });
  const formOf = (place, size) => {
    const form = lookbookDraw.interactiveForm(specOf(place), {...size, resolve, drawn: shown.get(place)});
    if (matchMedia("(pointer: coarse)").matches) form.layout.dragmode = false;
    return form;
  };
  const live = new Map();

  /** The pictures of a figure's points; another figure's where it has none of its own. */
  const sheetOf = (place) => {
    const {hoverPictures} = specOf(place);
    if (!hoverPictures?.figure) return hoverPictures;
    const other = places.find(({dataset}) => dataset.plot === `fig-${hoverPictures.figure}`);
    return other && specOf(other).hoverPictures;
  };

  /** Plotly's own drawing of what the renderer cannot draw. */
  const drawByPlotly = async (place, height) => {
    live.set(place, place);
    try {
      const [engine] = await Promise.all([plotly(), fontsLoaded()]);
      const size = {width: place.clientWidth, height: height || place.clientHeight || specOf(place).height || 360};
      const {data, layout} = formOf(place, size);
      await engine.react(place, data, layout, config());
      place.style.height = `${size.height}px`;
    } catch (reason) {
      place.classList.add("failed");
      place.textContent = say("figureFailed", {reason: reason?.message});
      throw reason;
    }
  };

  // --- A drawn figure comes to life
  const namesOf = (place, item) => {
    const {data} = specOf(place);
    const {legendgroup, name} = data[item.dataset.trace] || {};
    const alike = (trace, i) =>
      String(i) === item.dataset.trace ||
      (legendgroup ? trace.legendgroup === legendgroup : name && trace.name === name);
    return data.flatMap((trace, i) => (alike(trace, i) ? [i] : []));
  };
  const toggle = (place, item) => {
    const on = item.getAttribute("aria-pressed") === "false";
    item.setAttribute("aria-pressed", String(on));
    window.Plotly.restyle(live.get(place), {visible: on ? true : "legendonly"}, namesOf(place, item));
  };
  /** The legend stays the drawn one; its names become buttons. */
  const wakeLegend = (place) => {
    // What can be pressed must not be hidden from those who hear the page.
    drawnIn(place).removeAttribute("aria-hidden");
    for (const item of drawnIn(place).querySelectorAll("[data-trace]")) {
      item.setAttribute("role", "button");
      item.setAttribute("tabindex", "0");
      item.setAttribute("aria-label", item.dataset.name);
      item.setAttribute("aria-pressed", String(!item.hasAttribute("opacity")));
      item.addEventListener("click", () => live.has(place) && toggle(place, item));
      item.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        if (live.has(place)) toggle(place, item);
      });
    }
  };
  const same = (a, b) => a?.every((end, i) => String(end) === String(b[i]) || Math.abs(end - b[i]) < 1e-9);
  /** A reader who zooms gets ticks for what is seen then; back at the start, those of the drawn figure. */
  const followZoom = (place, box) => {
    box.on("plotly_relayout", (change) => {
      const {axes} = shown.get(place).frame;
      const update = {};
      for (const [name, axis] of Object.entries(axes)) {
        if (axis.type === "category" || !Object.keys(change).some((key) => key.startsWith(`${name}.`))) continue;
        const mode = same(box.layout[name].range, axis.range) ? "array" : "auto";
        if (box.layout[name].tickmode !== mode) update[`${name}.tickmode`] = mode;
      }
      if (Object.keys(update).length > 0) window.Plotly.relayout(box, update);
    });
  };
  const wake = async (place) => {
    if (live.has(place) || !isDrawn(place) || printing) return;
    const box = Object.assign(document.createElement("div"), {className: "live"});
    live.set(place, box);
    place.classList.add("waiting");
    try {
      const [engine] = await Promise.all([plotly(), fontsLoaded()]);
      if (live.get(place) !== box) return;
      if (!shown.has(place)) draw(place, drawnIn(place).viewBox.baseVal.width);
      const {width, height} = shown.get(place);
      const {data, layout} = formOf(place, {width, height});
      place.append(box);
      await engine.newPlot(box, data, layout, config());
      if (live.get(place) !== box) return;
      followZoom(place, box);
      lookbook.showHoverPictures(box, sheetOf(place));
      wakeLegend(place);
      place.setAttribute("role", "group");
      place.classList.add("live-now");
    } catch (reason) {
      rest(place);
      lookbook.tell(say("figureFailed", {reason: reason?.message}));
    } finally {
      place.classList.remove("waiting");
    }
  };
  const rest = (place) => {
    const box = live.get(place);
    if (!box || box === place) return;
    live.delete(place);
    window.Plotly?.purge(box);
    box.remove();
    place.setAttribute("role", "img");
    drawnIn(place)?.setAttribute("aria-hidden", "true");
    place.classList.remove("live-now", "waiting");
    for (const item of drawnIn(place)?.querySelectorAll("[data-trace]") ?? []) {
      for (const name of ["role", "tabindex", "aria-label", "aria-pressed"]) item.removeAttribute(name);
    }
  };

  const pause = 180;
  const arm = (place) => {
    place.tabIndex = 0;
    place.setAttribute("aria-description", say("figureKeys"));
    let hovering;
    place.addEventListener("pointerenter", ({pointerType}) => {
      if (pointerType === "mouse") hovering = setTimeout(() => wake(place), pause);
    });
    place.addEventListener("pointerleave", () => clearTimeout(hovering));
    place.addEventListener("click", () => wake(place));
    place.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === place && !live.has(place)) {
        event.preventDefault();
        wake(place);
      } else if (event.key === "Escape" && live.has(place)) {
        event.stopPropagation();
        rest(place);
        place.focus();
      }
    });
  };
  tend((element) => {
    for (const place of within(element, "[data-plot]")) {
      if (isDrawn(place)) arm(place);
      places.push(place);
      near.observe(place);
    }
  });
  whenChanged(() => {
    for (const place of places.filter(({isConnected}) => !isConnected)) {
      near.unobserve(place);
      rest(place);
      if (live.delete(place)) window.Plotly?.purge(place);
      for (const kept of [specs, shown]) kept.delete(place);
    }
    places = places.filter(({isConnected}) => isConnected);
  });

  /** Drawn figures change with the page by themselves; Plotly's are told. */
  const recolour = () => {
    if (printing) return;
    for (const [place, box] of live) {
      if (!box.layout) continue;
      const {width, height} = box.layout;
      const {data, layout} = formOf(place, {width, height});
      window.Plotly.react(box, data, layout, config());
    }
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
  new MutationObserver(recolour).observe(root, {attributeFilter: ["data-theme"]});

  // --- Paper
  const toPaper = (place) => {
    rest(place);
    const width = Math.round(place.clientWidth);
    return draw(place, width, lookbookDraw.paperHeight(specOf(place), width));
  };
  // A reader who prints gets what is on the screen, at the paper's width where the browser tells it.
  addEventListener("beforeprint", () => {
    if (printing) return;
    for (const place of [...live.keys()]) rest(place);
  });

  // --- What a reader may take away
  const placeOf = (figure) => {
    const id = typeof figure === "string" ? figure : figure?.querySelector("[data-plot]")?.dataset.plot;
    return places.find((place) => place.dataset.plot === id);
  };
  const faceRules = () => {
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
    const wanted = rules.filter(
      (rule) =>
        rule instanceof CSSFontFaceRule &&
        /Source Sans 3/.test(rule.style.getPropertyValue("font-family")) &&
        rule.style.getPropertyValue("font-style") !== "italic" &&
        /U\+0{0,3}(?:-|20)/i.test(rule.style.getPropertyValue("unicode-range")),
    );
    return wanted.map((rule) => rule.cssText).join("");
  };
  const standalone = (place) => {
    const {svg} = lookbookDraw.drawFigure(specOf(place), {width: drawnIn(place).viewBox.baseVal.width, thinnedNote});
    const style = getComputedStyle(root);
    const names = new Set([...svg.matchAll(/var\(--([\w-]+)/g)].map(([, name]) => name));
    for (const name of ["plot-low", "plot-middle", "plot-high"]) names.add(name);
    const tokens = new Map([...names].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    const scheme = resolve("light-dark(#000,#fff)") === resolve("#000") ? "light" : "dark";
    const whole = lookbookDraw.selfContained(svg, tokens, scheme);
    const ground = `<rect width="100%" height="100%" fill="${resolve("var(--paper)")}"/>`;
    return whole.replace(/^<svg[^>]*>/, (tag) => `${tag}<style>${faceRules()}</style>${ground}`);
  };
  const pictureOf = async (svg, scale) => {
    const picture = new Image();
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await picture.decode();
    const canvas = Object.assign(document.createElement("canvas"), {
      width: picture.width * scale,
      height: picture.height * scale,
    });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => {
      canvas.toBlob(done, "image/png");
    });
  };
  const csvField = (value) => {
    const text = value === null ? "" : String(value);
    const tame = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
  };

  /** By the element of a figure, or the id that it is drawn under. */
  window.lookbookFigures = {
    get count() {
      return places.length;
    },
    has: (figure) => placeOf(figure) !== undefined,
    /** The figure as a file that needs nothing else, in the present colours. */
    svgOf: async (figure) => {
      const place = placeOf(figure);
      if (!place || isDrawn(place)) return place && standalone(place);
      const [, text] = (await window.Plotly.toImage(place, {format: "svg"})).split(",");
      return decodeURIComponent(text);
    },
    pngOf: async (figure, scale = 2) => pictureOf(await window.lookbookFigures.svgOf(figure), scale),
    /** One table over all traces, as CSV. */
    dataOf: (figure) => {
      const place = placeOf(figure);
      if (!place) return undefined;
      const {columns, rows} = lookbookDraw.tableOf(specOf(place).data);
      return `\ufeff${[columns, ...rows].map((row) => row.map(csvField).join(",")).join("\r\n")}\r\n`;
    },
    /** Draws all figures at the paper's width, as vectors. `pending` holds the names of those that are still to come. */
    toPaper: async (pending) => {
      printing = true;
      const failed = [];
      for (const place of places) {
        const name = place.dataset.plot;
        try {
          if (!toPaper(place)) await drawByPlotly(place, lookbookDraw.paperHeight(specOf(place), place.clientWidth));
          pending.delete(name);
        } catch (reason) {
          failed.push(`${name}: ${reason?.message}`);
        }
      }
      return failed;
    },
    get names() {
      return places.map((place) => place.dataset.plot);
    },
  };
})();
