import type {TablePayload} from "../../../core/payload.js";
import type {SanityScore} from "../../explanation/trial/sanityScores.js";
import {table} from "../table.js";

/** What is left of each method's maps when the logits alone, and when all layers have forgotten. @param all scores of the cascade, all depths */
export function sanityTable(
  all: readonly SanityScore[],
  {caption, id = "sanity"}: {readonly caption: string; readonly id?: string},
): TablePayload {
  const names = [...new Set(all.map(({method}) => method))];
  return table(
    names.map((name) => {
      const own = all.filter(({method}) => method === name);
      const [first, last] = [own[0]!, own.at(-1)!];
      return {
        method: first.title,
        first: first.correlation,
        last: last.correlation,
        firstLike: first.similarity.value,
        lastLike: last.similarity.value,
      };
    }),
    {
      id,
      caption,
      columns: {
        first: {name: "correlation, logits random", format: "fixed(2)"},
        last: {name: "correlation, all random", format: "fixed(2)"},
        firstLike: {name: "similarity, logits random", format: "fixed(2)"},
        lastLike: {name: "similarity, all random", format: "fixed(2)"},
      },
    },
  );
}
