import type {Finding} from "./finding.js";
import type {Layout} from "./layout.js";
import {textIn, within} from "./layout.js";

/** Rows over two pages, and pages on which a table goes on without its head. */
export function tableFindings(layout: Layout): Finding[] {
  return layout.elements
    .filter(({type}) => type === "Table")
    .flatMap((table) => {
      const rows = within(table).filter(({type}) => type === "TR");
      return [
        ...rows.filter((row) => !isHead(row)).flatMap((row) => splitRow(row, layout)),
        ...lostHeads(rows, layout),
      ];
    });
}

/** A head is on every page that its table is on. */
function isHead({children}: Layout["elements"][number]): boolean {
  return children.every(({type}) => type === "TH");
}

function splitRow(row: Layout["elements"][number], {shown}: Layout): Finding[] {
  const marks = new Map([...shown(row)].filter(([, on]) => on.some(({kind}) => kind === "text")));
  const [page] = marks.keys();
  if (page === undefined || marks.size < 2) return [];
  return [{rule: "split-row", page, message: `the row "${textIn(marks)}" of a table is split over two pages`}];
}

function lostHeads([head, ...rows]: Layout["elements"], {shown, pages}: Layout): Finding[] {
  if (head === undefined || !isHead(head)) return [];
  const headMarks = shown(head);
  const [first] = headMarks.keys();
  const words = [...headMarks.values()].flat().flatMap(({text}) => (text.trim() === "" ? [] : [text]));
  const others = new Set(rows.flatMap((row) => [...shown(row).keys()]).filter((page) => page !== first));
  return [...others]
    .filter((page) => !words.every((word) => pages[page - 1]!.some(({text}) => text === word)))
    .map((page) => ({
      rule: "lost-head",
      page,
      message: `a table goes on without its head "${words.join(" ").slice(0, 40)}"`,
    }));
}
