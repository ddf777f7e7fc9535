// A grid of pictures as one picture, with its labels, enlarged without smoothing.
(() => {
  const size = 132;
  const gap = 12;
  const line = 18;

  const labelLines = (pen, text) => {
    const lines = [""];
    for (const word of text.split(" ")) {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (pen.measureText(longer).width <= size) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines.filter(Boolean);
  };

  /** Draws the `.pictures` of a figure; a PNG. */
  lookbook.picturesOf = async (grid) => {
    const items = [...grid.querySelectorAll(".picture")];
    const columns = Number(getComputedStyle(grid).getPropertyValue("--columns")) || items.length;
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d");
    const style = getComputedStyle(document.body);
    const font = "14px 'Source Sans 3', sans-serif";
    pen.font = font;
    const labels = items.map((item) => labelLines(pen, item.querySelector(".picture-label")?.textContent.trim() || ""));
    const images = items.map((item) => item.querySelector("img"));
    await Promise.all(images.map((image) => image.decode()));
    const heights = images.map(({naturalWidth, naturalHeight}) => Math.round((size * naturalHeight) / naturalWidth));
    const rows = Array.from({length: Math.ceil(items.length / columns)}, (_, row) => {
      const own = items.map((_item, i) => i).filter((i) => Math.floor(i / columns) === row);
      const picture = Math.max(...own.map((i) => heights[i]));
      return {picture, all: picture + gap + line * Math.max(...own.map((i) => labels[i].length))};
    });
    const scale = 2;
    canvas.width = scale * (gap + columns * (size + gap));
    canvas.height = scale * (gap + rows.reduce((sum, {all}) => sum + all, 0));
    pen.scale(scale, scale);
    pen.fillStyle = style.backgroundColor;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.imageSmoothingEnabled = false;
    pen.font = font;
    let y = gap;
    rows.forEach(({picture, all}, row) => {
      for (let i = row * columns; i < Math.min(items.length, (row + 1) * columns); i++) {
        const x = gap + (i % columns) * (size + gap);
        pen.drawImage(images[i], x, y, size, heights[i]);
        const label = items[i].querySelector(".picture-label");
        pen.fillStyle = getComputedStyle(label || document.body).color;
        for (const [n, text] of labels[i].entries()) pen.fillText(text, x, y + picture + line * (n + 0.8));
      }
      y += all;
    });
    return new Promise((done) => {
      canvas.toBlob(done, "image/png");
    });
  };
})();
