// The picture of the point under the pointer, cut out of the figure's sheet of pictures.
(() => {
  const side = 84;
  const gap = 12;
  const sheets = new Map();
  const sheetAt = (src) => {
    if (!sheets.has(src)) {
      const sheet = new Image();
      sheet.src = src;
      sheets.set(
        src,
        sheet.decode().then(() => sheet),
      );
    }
    return sheets.get(src);
  };

  /** @param pictures as in `PlotPayload.hoverPictures`; without any, nothing happens */
  lookbook.showHoverPictures = (box, pictures) => {
    if (!pictures?.src) return;
    const {src, width, height, columns} = pictures;
    const canvas = Object.assign(document.createElement("canvas"), {
      className: "hover-picture",
      width,
      height,
      hidden: true,
    });
    canvas.setAttribute("role", "img");
    const scale = side / Math.max(width, height);
    const [wide, high] = [width * scale, height * scale];
    Object.assign(canvas.style, {width: `${wide}px`, height: `${high}px`});
    box.append(canvas);
    let asked;
    const hide = () => {
      asked = undefined;
      canvas.hidden = true;
    };
    const show = async ({customdata, bbox, data, text}) => {
      const number = [customdata].flat()[0];
      if (!Number.isInteger(number) || number < 0) return hide();
      asked = number;
      const sheet = await sheetAt(src).catch(() => undefined);
      if (!sheet || asked !== number) return;
      const [x, y] = [(number % columns) * width, Math.floor(number / columns) * height];
      if (y + height > sheet.naturalHeight) return hide();
      const context = canvas.getContext("2d");
      context.clearRect(0, 0, width, height);
      context.drawImage(sheet, x, y, width, height, 0, 0, width, height);
      // Above the point, or below where there is no room: Plotly's words stand beside it.
      const middle = (bbox.x0 + bbox.x1) / 2;
      const left = Math.min(Math.max(0, middle - wide / 2), Math.max(0, box.clientWidth - wide));
      const above = bbox.y0 - gap - high;
      canvas.style.left = `${left}px`;
      canvas.style.top = `${above >= 0 ? above : bbox.y1 + gap}px`;
      canvas.setAttribute("aria-label", text || data.name || "");
      canvas.hidden = false;
    };
    box.on("plotly_hover", ({points: [point]}) => show(point));
    box.on("plotly_unhover", hide);
    box.on("plotly_relayouting", hide);
  };
})();
