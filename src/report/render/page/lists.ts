import type {Html} from "../../../core/html.js";
import type {ListKind} from "../input.js";
import {renderInline} from "../prose/prose.js";
import type {Strings} from "../strings.js";
import {firstSentence} from "./firstSentence.js";
import type {SurveyedFigure} from "./surveyChapter.js";

/** A list of figures, tables or listings. */
export interface ReportList {
  readonly title: string;
  readonly entries: readonly {readonly anchor: string; readonly number: string; readonly caption: Html}[];
}

/** A list of so few is not worth its room, unless it is asked for. */
const few = 3;

/** The lists that a report has. @param wanted their kinds; defaults to those with more than three entries */
export function listsOf(
  figures: readonly SurveyedFigure[],
  wanted: readonly ListKind[] | undefined,
  strings: Strings,
): readonly ReportList[] {
  const kinds = wanted ?? (["figures", "tables", "listings"] as const);
  return kinds
    .map((list) => ({list, members: figures.filter(({kind}) => kind === kindOf[list])}))
    .filter(({members}) => members.length > (wanted === undefined ? few : 0))
    .map(({list, members}) => ({
      title: strings[list],
      entries: members.map(({kind, id, label, caption, scope}) => ({
        anchor: `${kind}-${id}`,
        number: label.split(" ").at(-1)!,
        caption: renderInline(firstSentence(caption).replace(/\.$/, ""), scope),
      })),
    }));
}

const kindOf: Readonly<Record<ListKind, SurveyedFigure["kind"]>> = {figures: "fig", tables: "tab", listings: "lst"};
