import type {WordList} from "../checkConfig.js";
import type {Problem} from "../finding.js";
import {type ProseCell, plainTexts} from "./markdown.js";

/** Words that the project's list calls wrong; one written small in the list is found with a capital too. */
export function checkWords(cells: readonly ProseCell[], {wrong}: WordList): Problem[] {
  if (wrong.size === 0) return [];
  const escaped = [...wrong.keys()].map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}-])(${escaped.join("|")})(?![\\p{L}\\p{N}-])`, "giu");
  return cells.flatMap((cell) =>
    plainTexts(cell).flatMap(({line, text}) =>
      [...text.matchAll(pattern)].flatMap(([found]) => {
        const right = wrong.get(found) ?? wrong.get(found.toLowerCase());
        if (right === undefined) return [];
        return [{rule: "words" as const, cell: cell.number, line, message: `"${found}" is written "${right}" here`}];
      }),
    ),
  );
}
