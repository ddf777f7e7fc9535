import {Html} from "../../../core/html.js";

/**
 * Fits the report's markup to a slide: headings begin at the second level, since each slide begins anew; drawn figures need no data; there
 * are no tools. Links to what no slide shows lead to the report beside the deck.
 * @param ids of everything that the deck holds
 */
export function onSlide({markup}: Html, ids: ReadonlySet<string>): Html {
  const text = markup
    .replaceAll(/<div class="tools">[\s\S]*?<\/div>/g, "")
    .replaceAll(/<a class="anchor"[^>]*>[\s\S]*?<\/a>/g, "")
    .replaceAll(/(<\/svg><\/div>)<script type="application\/json">[\s\S]*?<\/script>/g, "$1")
    .replaceAll(/ href="#([^"]+)"/g, (whole, id: string) => (ids.has(id) ? whole : ` href="report.html#${id}"`));
  return new Html(levelled(text));
}

/** All ids in a piece of markup. */
export function idsIn({markup}: Html): readonly string[] {
  return [...markup.matchAll(/<[a-z][^>]* id="([^"]+)"/g)].map(([, id]) => id!);
}

/** The highest heading becomes the second level, and the others follow. */
function levelled(markup: string): string {
  const levels = [...markup.matchAll(/<h([2-6])[\s>]/g)].map(([, level]) => Number(level));
  const by = Math.min(...levels, 6) - 2;
  if (levels.length === 0 || by === 0) return markup;
  return markup.replaceAll(
    /(<\/?)h([2-6])(?=[\s>])/g,
    (_, open: string, level: string) => `${open}h${Number(level) - by}`,
  );
}
