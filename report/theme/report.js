// Draws the figures when they come into view, and gets everything ready for print. It depends on nothing but Plotly.
(() => {
  const root = document.documentElement;
  const plots = [...document.querySelectorAll("[data-plot]")];
  const drawn = new Map();
  let printing = false;

  // --- Colours: the style sheet's, read as the browser resolves them.
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const colour = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };

  const template = () => {
    const [ink, soft, grid, axis, paper] = ["ink", "soft", "plot-grid", "plot-axis", "paper"].map(colour);
    const scale = [
      [0, colour("plot-low")],
      [0.5, colour("plot-middle")],
      [1, colour("plot-high")],
    ];
    const font = {family: '"Source Sans 3", sans-serif', size: 13, color: ink};
    const axes = {
      automargin: true,
      gridcolor: grid,
      linecolor: axis,
      tickcolor: axis,
      zeroline: false,
      showline: true,
      ticks: "outside",
      ticklen: 4,
      ticklabelstandoff: 3,
      title: {standoff: 8, font: {...font, color: soft}},
      tickfont: {...font, size: 12, color: soft},
    };
    const bar = {
      thickness: 10,
      outlinewidth: 0,
      ticks: "outside",
      tickcolor: axis,
      tickfont: {...font, size: 11, color: soft},
    };
    const heat = [{colorscale: scale, colorbar: bar, xgap: 1, ygap: 1}];
    return {
      layout: {
        font,
        paper_bgcolor: "rgba(0,0,0,0)",
        plot_bgcolor: "rgba(0,0,0,0)",
        colorway: [1, 2, 3, 4, 5, 6, 7, 8].map((i) => colour(`plot-${i}`)),
        colorscale: {sequential: scale},
        coloraxis: {colorbar: bar},
        xaxis: axes,
        yaxis: axes,
        margin: {t: 16, r: 12, b: 44, l: 52},
        legend: {
          orientation: "h",
          x: 0,
          y: 1.02,
          yanchor: "bottom",
          font: {...font, color: soft},
          bgcolor: "rgba(0,0,0,0)",
        },
        hoverlabel: {font: {...font, color: ink}, bgcolor: paper, bordercolor: axis},
        bargap: 0.25,
        title: {font: {...font, size: 14}, x: 0, xanchor: "left"},
      },
      data: {heatmap: heat, histogram: [{marker: {line: {color: paper, width: 0.5}}}]},
    };
  };

  // --- Figures
  const darkNow = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const specOf = (place) => JSON.parse(place.nextElementSibling.textContent);

  const layoutOf = ({data, layout = {}}, place) => {
    const {width, height, template: own, paper_bgcolor, plot_bgcolor, font, colorway, ...rest} = layout;
    const narrow = place.clientWidth < 480;
    const histogram = data.some(({type}) => type === "histogram");
    const wanted = {
      ...rest,
      template: template(),
      autosize: false,
      width: place.clientWidth,
      height: printing ? paperHeight(place) : place.clientHeight,
    };
    if (histogram && rest.bargap === undefined) wanted.bargap = 0.03;
    if (rest.title) wanted.margin = {t: 44, ...rest.margin};
    if (narrow) wanted.font = {size: 11};
    if (matchMedia("(pointer: coarse)").matches) wanted.dragmode = false;
    return wanted;
  };

  /** Heights are meant at the width of a screen's text; paper is narrower, and tall figures keep their shape. */
  const paperHeight = ({clientHeight, clientWidth}) =>
    Math.round(Math.max(Math.min(280, clientHeight), clientHeight * Math.min(1, clientWidth / 752)));

  const config = () => ({
    displayModeBar: false,
    displaylogo: false,
    responsive: false,
    showTips: false,
    staticPlot: printing,
  });

  /** A trace's own colours on the present ground; beside written numbers, a narrow heat map needs no scale. */
  const adapted = (trace, place) => {
    const suited = {...trace};
    if (trace.type === "heatmap" && trace.texttemplate && place.clientWidth < 480) suited.showscale = false;
    // A scale that begins at white means "from the ground up".
    if (/^(#fff|white)/i.test(trace.colorscale?.[0]?.[1])) delete suited.colorscale;
    if (darkNow() && !printing) {
      for (const part of ["line", "marker", "error_y", "error_x"]) {
        if (trace[part]?.color) suited[part] = {...trace[part], color: lifted(trace[part].color)};
      }
    }
    return suited;
  };
  /** Lightens a hex colour that would drown in the dark. */
  const lifted = (own) => {
    if (Array.isArray(own)) return own.map(lifted);
    const [, ...pairs] = /^#(..)(..)(..)$/.exec(own) || [];
    const [r, g, b] = pairs.map((pair) => Number.parseInt(pair, 16));
    if (pairs.length === 0 || 0.2126 * r + 0.7152 * g + 0.0722 * b > 90) return own;
    return `rgb(${[r, g, b].map((part) => Math.round(part + (255 - part) * 0.5)).join(",")})`;
  };

  const draw = (place) => {
    const spec = specOf(place);
    const data = spec.data.map((trace) => adapted(trace, place));
    const done = Plotly.react(place, data, layoutOf(spec, place), config()).then(
      () => drawn.set(place, true),
      (reason) => {
        place.classList.add("failed");
        place.textContent = `This figure could not be drawn: ${reason?.message}`;
        throw reason;
      },
    );
    drawn.set(place, false);
    return done;
  };
  const redraw = () => {
    if (!printing) for (const place of drawn.keys()) draw(place).catch(() => undefined);
  };

  const fontsLoaded = () =>
    Promise.all(["400", "600"].map((weight) => document.fonts.load(`${weight} 13px "Source Sans 3"`)));

  if (plots.length > 0) {
    const seen = new IntersectionObserver(
      (entries) => {
        for (const {isIntersecting, target} of entries) {
          if (!isIntersecting) continue;
          seen.unobserve(target);
          if (!drawn.has(target)) draw(target).catch(() => undefined);
        }
      },
      {rootMargin: "600px 0px"},
    );
    // Labels are measured when a figure is drawn, so the fonts come first.
    fontsLoaded().finally(() => {
      for (const place of plots) seen.observe(place);
    });
    let width = innerWidth;
    let timer;
    addEventListener("resize", () => {
      if (innerWidth === width) return;
      width = innerWidth;
      clearTimeout(timer);
      timer = setTimeout(redraw, 120);
    });
    addEventListener("beforeprint", () => {
      for (const place of plots) if (!drawn.has(place)) draw(place).catch(() => undefined);
    });
  }

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  new MutationObserver(redraw).observe(root, {attributeFilter: ["data-theme"]});
  addEventListener("lookbook-width", redraw);

  // --- Frames
  const fitFrame = (frame) => {
    const inside = frame.contentDocument?.documentElement;
    if (inside) frame.style.height = `${Math.max(32, inside.scrollHeight + 4)}px`;
  };
  for (const frame of document.querySelectorAll("iframe.foreign")) {
    frame.addEventListener("load", () => fitFrame(frame));
    fitFrame(frame);
  }

  // --- Print
  /** Plotly paints heat maps as bitmaps; on paper each tile becomes a rectangle of the colour it was painted in. */
  const tilesAsVectors = async (place) => {
    const {_fullLayout: layout, calcdata = []} = place;
    for (const [{trace, x, y} = {}] of calcdata) {
      if (trace?.type !== "heatmap" || trace.zsmooth || !x || !y || x.length * y.length > 40000) continue;
      const group = [...place.querySelectorAll(".hm")].find((g) => g.__data__?.[0]?.trace === trace);
      const image = group?.querySelector("image");
      if (!image) continue;
      const picture = new Image();
      picture.src = image.getAttribute("href") || image.getAttribute("xlink:href");
      await picture.decode();
      const canvas = Object.assign(document.createElement("canvas"), {width: picture.width, height: picture.height});
      const pixels = canvas.getContext("2d");
      pixels.drawImage(picture, 0, 0);
      const [left, top, wide, high] = ["x", "y", "width", "height"].map((name) => Number(image.getAttribute(name)));
      const [xa, ya] = [layout[axisName(trace.xaxis)], layout[axisName(trace.yaxis)]];
      const gaps = [trace.xgap || 0, trace.ygap || 0].map((gap) => gap / 2);
      const tiles = document.createElementNS("http://www.w3.org/2000/svg", "g");
      tiles.setAttribute("shape-rendering", "crispEdges");
      for (let j = 0; j + 1 < y.length; j++) {
        for (let i = 0; i + 1 < x.length; i++) {
          const [x0, x1] = [xa.c2p(x[i]), xa.c2p(x[i + 1])].sort((a, b) => a - b);
          const [y0, y1] = [ya.c2p(y[j]), ya.c2p(y[j + 1])].sort((a, b) => a - b);
          const at = [((x0 + x1) / 2 - left) / wide, ((y0 + y1) / 2 - top) / high];
          if (at.some((share) => share < 0 || share >= 1)) continue;
          const [r, g, b, a] = pixels.getImageData(
            Math.floor(at[0] * picture.width),
            Math.floor(at[1] * picture.height),
            1,
            1,
          ).data;
          if (a === 0) continue;
          const tile = document.createElementNS("http://www.w3.org/2000/svg", "rect");
          const box = {x: x0 + gaps[0], y: y0 + gaps[1], width: x1 - x0 - 2 * gaps[0], height: y1 - y0 - 2 * gaps[1]};
          for (const [name, value] of Object.entries(box)) tile.setAttribute(name, value.toFixed(2));
          tile.setAttribute("fill", `rgb(${r},${g},${b})`);
          if (a < 255) tile.setAttribute("fill-opacity", (a / 255).toFixed(3));
          tiles.append(tile);
        }
      }
      image.replaceWith(tiles);
    }
  };
  const axisName = (id) => `${id[0]}axis${id.slice(1)}`;

  /**
   * Gets the page ready for paper and says when it is: every figure drawn at the present width, in light colours and as
   * vectors, fonts and pictures loaded, tables fitted. Rejects with the names of the figures that are late.
   */
  window.lookbookReady = async (limit) => {
    printing = true;
    root.dataset.theme = "light";
    // The outline of a PDF begins with its chapters; its title stands in the file's own data.
    document.querySelector(".cover-title")?.removeAttribute("role");
    for (const head of document.querySelectorAll("h2, h3, h4, h5, h6")) head.ariaLevel = String(head.tagName[1] - 1);
    for (const details of document.querySelectorAll(".contents details, details.shown")) details.open = true;
    const pending = new Set(plots.map((place) => place.dataset.plot));
    const failed = [];
    const work = (async () => {
      await fontsLoaded();
      for (const place of plots) {
        try {
          await draw(place);
          place.style.height = `${place._fullLayout.height}px`;
          await tilesAsVectors(place);
          pending.delete(place.dataset.plot);
        } catch (reason) {
          failed.push(`${place.dataset.plot}: ${reason?.message}`);
        }
      }
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
    return {figures: plots.length};
  };
})();
