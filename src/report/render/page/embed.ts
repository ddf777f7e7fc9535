import {createHash} from "node:crypto";
import type {Theme} from "../theme.js";

/** The faces with a character that the page uses. */
export function facesFor(markup: string, faces: Theme["fonts"]): string[] {
  // A flag a code unit: pages have millions of characters and few different ones. No face has any beyond these.
  const used = new Uint8Array(0x10000);
  for (let i = 0; i < markup.length; i++) used[markup.charCodeAt(i)] = 1;
  const needed = faces.filter(({ranges}) => ranges.some(([first, last]) => used.subarray(first, last + 1).includes(1)));
  return needed.map(({css}) => css);
}

/** Only the page's own scripts run, by their hashes, and nothing is fetched: a second wall behind the escaping. */
export function policyFor(scripts: readonly string[]): string {
  const hashes = scripts.map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  return [
    "default-src 'none'",
    `script-src ${hashes.join(" ") || "'none'"}`,
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src data:",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

export function inStyle(css: string): string {
  return `<style>\n${css.replaceAll("</", "<\\/")}\n</style>`;
}

/** A script that an element can hold: its strings may say `</script`, which would end it. */
export function inScript(script: string): string {
  return script.replaceAll(/<\/(script)/gi, "<\\/$1").replaceAll("<!--", "<\\!--");
}
