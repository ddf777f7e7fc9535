/** Warnings as they are told: those that differ by a page only become one, `report.pdf, pages 5 to 9, 12: ...`. */
export function groupWarnings(warnings: readonly string[]): readonly string[] {
  const groups = new Map<string, {readonly before: string; readonly after: string; readonly pages: number[]}>();
  for (const text of warnings) {
    const [, before, page, after] = /^(.*\bpage )(\d+)(:.*)$/s.exec(text) ?? [];
    if (before === undefined || after === undefined) {
      groups.set(text, {before: text, after: "", pages: []});
      continue;
    }
    const key = `${before}\n${after}`;
    const group = groups.get(key) ?? {before, after, pages: []};
    group.pages.push(Number(page));
    groups.set(key, group);
  }
  return [...groups.values()].map(({before, after, pages}) => {
    if (pages.length === 0) return before;
    const many = new Set(pages).size > 1;
    return `${many ? before.replace(/page $/, "pages ") : before}${spans(pages)}${after}`;
  });
}

/** `1, 3 to 5` */
function spans(pages: readonly number[]): string {
  const sorted = [...new Set(pages)].sort((a, b) => a - b);
  const found: [number, number][] = [];
  for (const page of sorted) {
    const last = found.at(-1);
    if (last?.[1] === page - 1) last[1] = page;
    else found.push([page, page]);
  }
  return found
    .map(([from, to]) => (from === to ? `${from}` : `${from}${to === from + 1 ? ", " : " to "}${to}`))
    .join(", ");
}
