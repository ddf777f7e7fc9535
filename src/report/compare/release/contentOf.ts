import {descendants} from "../../../core/markup/elements.js";
import {type Element, parseHtml} from "../../../core/markup/parseHtml.js";

/**
 * What a page says, without the fonts, style sheets and scripts that are the same in every report: a release keeps it in git, so that
 * later ones can be compared with it.
 */
export function contentOf(page: string): string {
  const heavy = [...descendants(parseHtml(page))].filter(isHeavy);
  let at = 0;
  const kept = heavy.map(({start, end}) => {
    const before = page.slice(at, start);
    at = end;
    return before;
  });
  return `${kept.join("")}${page.slice(at)}`.replaceAll(/\n{2,}/g, "\n");
}

/** The data of figures stand in scripts that are none. */
function isHeavy({tag, attributes}: Element): boolean {
  return tag === "style" || (tag === "script" && !/json/.test(attributes["type"] ?? ""));
}
