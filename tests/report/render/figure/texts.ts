import {widthOf} from "../../../../src/report/render/figure/text/measure.js";

/** A line of text of a drawing, and the corners of the box that its ink lies in, in the figure's pixels. */
export interface TextLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly angle: number;
}

/** Reads the texts back from a drawing's markup, with what their groups say. Written apart from the renderer. */
export function textsOf(svg: string): TextLine[] {
  const out: TextLine[] = [];
  const stack: Record<string, string>[] = [{}];
  const walk = /<(\/?)(g|text)((?: [\w-]+="[^"]*")*)>/g;
  for (let match = walk.exec(svg); match; match = walk.exec(svg)) {
    const [whole, close, tag, attributes] = match;
    if (tag === "g") {
      if (close) stack.pop();
      else stack.push({...stack.at(-1)!, ...attributesOf(attributes!)});
    } else if (!close) {
      const end = svg.indexOf("</text>", match.index);
      const inner = svg.slice(match.index + whole.length, end);
      out.push(...linesOf({...stack.at(-1)!, ...attributesOf(attributes!)}, inner));
    }
  }
  return out;
}

function linesOf(own: Record<string, string>, inner: string): TextLine[] {
  const size = Number(own["font-size"]);
  const weight = own["font-weight"] === "600" ? 600 : 400;
  const [, angle = "0", turnX = "0", turnY = "0"] =
    /rotate\(([\d.-]+) ([\d.-]+) ([\d.-]+)\)/.exec(own["transform"] ?? "") ?? [];
  const parts = inner.split(/<tspan x="[\d.-]+" dy="([\d.-]+)">/);
  let y = Number(own["y"]);
  const lines: TextLine[] = [];
  for (let i = 0; i < parts.length; i += 2) {
    if (i > 0) y += Number(parts[i - 1]);
    const text = plain(parts[i]!);
    const pieces = [...parts[i]!.matchAll(/<tspan([^>]*)>([^<]*)<\/tspan>|([^<]+)/g)];
    const width = pieces.reduce((sum, [, dress = "", inside, bare]) => {
      const scale = Number(/font-size="([\d.]+)"/.exec(dress)?.[1] ?? size);
      const heavy = dress.includes('font-weight="600"') ? 600 : weight;
      return sum + widthOf(plain(inside ?? bare ?? ""), scale, heavy);
    }, 0);
    const x = Number(own["x"]);
    const left = own["text-anchor"] === "middle" ? x - width / 2 : own["text-anchor"] === "end" ? x - width : x;
    const corners = [left, left + width].flatMap((cx) =>
      [y - 0.75 * size, y + 0.22 * size].map((cy) => turned(cx, cy, Number(angle), Number(turnX), Number(turnY))),
    );
    const [xs, ys] = [corners.map(([cx]) => cx), corners.map(([, cy]) => cy)];
    lines.push({
      text,
      left: Math.min(...xs),
      right: Math.max(...xs),
      top: Math.min(...ys),
      bottom: Math.max(...ys),
      angle: Number(angle),
    });
  }
  return lines;
}

function plain(markup: string): string {
  return markup
    .replaceAll(/<[^>]*>|\u200b/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

function turned(x: number, y: number, degrees: number, aboutX: number, aboutY: number): readonly [number, number] {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  return [aboutX + (x - aboutX) * cos - (y - aboutY) * sin, aboutY + (x - aboutX) * sin + (y - aboutY) * cos];
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!]));
}
