import type {Rgb} from "./colour/parse.js";
import {parseColour, toHex} from "./colour/parse.js";

/** Names of CSS variables, without hyphens before them, to their values as written. */
export type Tokens = ReadonlyMap<string, string>;

/** The variables that a style sheet gives to the whole page; later ones win, as they do in the page. */
export function tokensOf(css: string): Tokens {
  const tokens = new Map<string, string>();
  const bare = css.replaceAll(/\/\*[\s\S]*?\*\//g, "");
  for (const [, body] of bare.matchAll(/(?:^|[}\s]):root\s*\{([^{}]*)\}/g)) {
    for (const [, name, value] of body!.matchAll(/--([\w-]+)\s*:\s*([^;]+);?/g)) tokens.set(name!, value!.trim());
  }
  return tokens;
}

/**
 * A drawn figure that stands on its own, for a file or another page: its colours and fonts written out.
 * @param tokens of the page's style sheets; see {@link tokensOf}
 */
export function selfContained(svg: string, tokens: Tokens, scheme: "light" | "dark" = "light"): string {
  const resolved = svg.replaceAll(/ (fill|stroke|font-family)="([^"]*)"/g, (whole, name: string, value: string) => {
    if (!/var\(|light-dark\(|color-mix\(/.test(value)) return whole;
    return ` ${name}="${resolveValue(value, tokens, scheme).replaceAll('"', "'")}"`;
  });
  return resolved.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ');
}

/** Writes out `var()`, `light-dark()` and `color-mix(in srgb, ...)`, innermost first. */
export function resolveValue(value: string, tokens: Tokens, scheme: "light" | "dark"): string {
  let text = value;
  for (let calls = 0; calls < 100; calls++) {
    const [name, start] = lastCall(text);
    if (name === undefined) return text;
    const open = start + name.length;
    const close = closing(text, open);
    const parts = partsOf(text.slice(open + 1, close));
    text = `${text.slice(0, start)}${evaluate(name, parts, tokens, scheme)}${text.slice(close + 1)}`;
  }
  return text;
}

/** The call that begins last holds no other. */
function lastCall(text: string): [string | undefined, number] {
  const found = ["var", "light-dark", "color-mix"].map((name): [string, number] => [
    name,
    text.lastIndexOf(`${name}(`),
  ]);
  const last = found.reduce((best, call) => (call[1] > best[1] ? call : best));
  return last[1] < 0 ? [undefined, -1] : last;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === "(") depth++;
    if (text[i] === ")" && --depth === 0) return i;
  }
  return text.length;
}

function evaluate(name: string, parts: readonly string[], tokens: Tokens, scheme: "light" | "dark"): string {
  if (name === "var") return tokens.get(parts[0]!.replace(/^--/, "")) ?? parts[1] ?? "currentColor";
  if (name === "light-dark") return (scheme === "light" ? parts[0] : parts[1]) ?? "currentColor";
  const [, first = "", second = ""] = parts;
  const [, colour = first, share] = /^(.*?)\s+([\d.]+)%$/.exec(first) ?? [];
  const part = share === undefined ? 0.5 : Number(share) / 100;
  const [a, b] = [parseColour(colour), parseColour(second)];
  return a && b ? toHex(mixed(a, b, part)) : colour;
}

function mixed(a: Rgb, b: Rgb, share: number): Rgb {
  const mix = (x: number, y: number): number => x * share + y * (1 - share);
  return {r: mix(a.r, b.r), g: mix(a.g, b.g), b: mix(a.b, b.b), a: mix(a.a, b.a)};
}

/** Splits at commas that stand in no brackets. */
function partsOf(text: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const char of text) {
    if (char === "(") depth++;
    if (char === ")") depth--;
    if (char === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += char;
  }
  return parts.map((part) => part.trim());
}
