import type {Html} from "../../../core/html.js";
import {html} from "../../../core/html.js";
import type {ErrorOutput, StreamOutput} from "../../notebook/nbformat.js";
import {fill} from "../pageStrings.js";
import type {Strings} from "../strings.js";

/** Lines of text output that are printed at the start and at the end of a long one; the screen shows all. */
const printed = {first: 40, last: 15};

/** What a cell wrote to its terminal: colours dropped, redrawn lines as they last stood. */
export function renderStream({name, text}: StreamOutput, strings: Strings): Html | undefined {
  const lines = plainText(text).replace(/\n+$/, "").split("\n");
  if (lines.length === 1 && lines[0]!.trim() === "") return undefined;
  return html`<pre class="stream ${name}" tabindex="0">${abridged(lines, strings)}</pre>`;
}

/** A failed cell's error with its stack. */
export function renderError({ename, evalue, traceback}: ErrorOutput): Html {
  const stack = plainText(traceback.join("\n"));
  return html`<div class="error" role="note"><p><strong>${ename}</strong>: ${evalue}</p>${stack !== "" && html`<pre tabindex="0">${stack}</pre>`}</div>`;
}

/** Text as a terminal would leave it: escape sequences gone, `\r` applied, other control characters dropped. */
export function plainText(text: string): string {
  const plain = text
    .replaceAll(escapes, "")
    .replaceAll("\r\n", "\n")
    .replaceAll(/\p{Cc}/gu, keepSpaces);
  return plain
    .split("\n")
    .map((line) => (line.includes("\r") ? overwritten(line) : line))
    .join("\n");
}

/** Colours, cursor moves and titles of a terminal (ECMA-48: CSI, OSC and two-byte sequences). */
const esc = String.fromCharCode(27);
const bell = String.fromCharCode(7);
const escapes = new RegExp(
  `${esc}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${bell}${esc}]*(?:${bell}|${esc}\\\\)|[@-Z\\\\^_])`,
  "g",
);

function keepSpaces(char: string): string {
  return "\n\r\t".includes(char) ? char : "";
}

function overwritten(line: string): string {
  return line.split("\r").reduce((shown, next) => (next === "" ? shown : next + shown.slice(next.length)));
}

function abridged(lines: readonly string[], {page}: Strings): Html {
  const hidden = lines.length - printed.first - printed.last;
  if (hidden <= 5) return html`${lines.join("\n")}`;
  const [start, middle, end] = [
    lines.slice(0, printed.first),
    lines.slice(printed.first, -printed.last),
    lines.slice(-printed.last),
  ].map((part) => part.join("\n"));
  return html`${start}<span class="screen-only">
${middle}</span><span class="print-only">
${fill(page.linesLeftOut, {count: hidden})}</span>
${end}`;
}
