/** Text that GitHub-flavoured Markdown shows as it is, inside a line. */
export function escapeInline(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]~$|]/g, "\\$&")
    .replaceAll(/&(?=#?\w+;)/g, "&amp;")
    .replaceAll("<", "&lt;");
}

/** A paragraph whose first characters mean nothing but themselves: they begin no heading, list, quote or rule. */
export function escapeStart(paragraph: string): string {
  return paragraph
    .replace(/^(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|>|-{3,}|={3,})/, "\\$&")
    .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2");
}

/** Code in a line, with as many backticks as it needs. */
export function codeSpan(code: string): string {
  const ticks = fenceFor(code, 1);
  const pad = /^`|`$|^ .* $/.test(code) ? " " : "";
  return `${ticks}${pad}${code}${pad}${ticks}`;
}

/** Code on lines of its own. */
export function codeBlock(code: string, language: string): string {
  const fence = fenceFor(code, 3);
  return `${fence}${language}\n${code.replace(/\n+$/, "")}\n${fence}`;
}

/** A run of backticks longer than any in a text. */
function fenceFor(text: string, least: number): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return "`".repeat(Math.max(least, longest + 1));
}
