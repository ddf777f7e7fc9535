/** Lines before and after the one that is meant. */
const around = 2;

/**
 * The lines of a source that a message speaks of, numbered, the line itself marked: that of `line 3`, else the first that holds
 * something the message quotes, else the first with text in it.
 */
export function excerptOf(source: string, message: string): string {
  const lines = source.split("\n");
  const at = lineOf(lines, message);
  if (at < 0) return "";
  const from = Math.max(0, at - around);
  const shown = lines.slice(from, at + around + 1);
  const width = String(from + shown.length).length;
  return shown
    .map((line, i) => {
      const number = String(from + i + 1).padStart(width);
      return `${from + i === at ? ">" : " "} ${number} | ${line.slice(0, longest)}`.trimEnd();
    })
    .join("\n");
}

/** Characters of a line that are shown. */
const longest = 160;

function lineOf(lines: readonly string[], message: string): number {
  const numbered = Number(/\bline (\d+)/.exec(message)?.[1] ?? 0) - 1;
  if (numbered >= 0 && numbered < lines.length) return numbered;
  const quoted = [...message.matchAll(/"([^"]{2,})"|\{\{([^{}]+)\}\}|\$([^$]+)\$/g)].flatMap(
    ([, a, b, c]) => a ?? b ?? c ?? [],
  );
  for (const text of quoted) {
    const found = lines.findIndex((line) => line.includes(text));
    if (found >= 0) return found;
  }
  return lines.findIndex((line) => line.trim() !== "");
}
