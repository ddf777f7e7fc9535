/** A number as SVG writes it: at most two decimals. */
export function n(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}

/** A path through points; breaks where a coordinate is not finite. */
export function linePath(points: readonly (readonly [number, number])[]): string {
  let path = "";
  let pen = false;
  for (const [x, y] of points) {
    const known = Number.isFinite(x) && Number.isFinite(y);
    if (known) path += `${pen ? "L" : "M"}${n(x)} ${n(y)}`;
    pen = known;
  }
  return path;
}

/** A rectangle as a piece of a path. */
export function rectPath(left: number, top: number, right: number, bottom: number): string {
  return `M${n(left)} ${n(top)}H${n(right)}V${n(bottom)}H${n(left)}z`;
}

/** Joined markup in a group, unless there is none or the group says nothing. */
export function group(attributes: string, parts: readonly string[]): string {
  const inner = parts.join("");
  return inner === "" || attributes === "" ? inner : `<g ${attributes}>${inner}</g>`;
}
