import type {NotebookCell} from "../../../../src/report/notebook/nbformat.js";
import type {ReportInput} from "../../../../src/report/render/input.js";
import type {Theme} from "../../../../src/report/render/theme.js";
import {demoReport} from "../../render/demo.js";
import {markdown} from "../../render/notebooks.js";

/** A cell with tags beside its own. */
export function tagged<T extends NotebookCell>(cell: T, ...tags: readonly string[]): T {
  return {...cell, metadata: {...cell.metadata, tags: [...(cell.metadata.tags ?? []), ...tags]}};
}

/** A cell as Jupyter's slideshow editor marks it. */
export function typed<T extends NotebookCell>(cell: T, type: string): T {
  return {...cell, metadata: {...cell.metadata, slideshow: {slide_type: type}}};
}

/** The demonstration report with a deck in it: text, a chart beside text, a table, pictures, a formula, notes and fragments. */
export function demoDeck(theme: Theme): ReportInput {
  const report = demoReport(theme);
  const [data, model, end] = report.chapters as [
    ReportInput["chapters"][number],
    ReportInput["chapters"][number],
    ReportInput["chapters"][number],
  ];
  const at = (chapter: typeof data, i: number): NotebookCell => chapter.notebook.cells[i]!;
  const withCells = (chapter: typeof data, cells: readonly NotebookCell[]): typeof data => ({
    ...chapter,
    notebook: {...chapter.notebook, cells},
  });
  const rest = (chapter: typeof data, from: number): readonly NotebookCell[] => chapter.notebook.cells.slice(from);
  return {
    ...report,
    notices: ["Synthetic data."],
    chapters: [
      withCells(data, [
        tagged(at(data, 0), "slide"),
        tagged(at(data, 1), "slide"),
        tagged(at(data, 2), "slide"),
        tagged(at(data, 3), "fragment"),
        tagged(markdown("Say that *balance* was designed, not found: {{data.chance | percent}} is chance."), "notes"),
        ...rest(data, 4),
      ]),
      withCells(model, [
        ...model.notebook.cells.map((cell, i) => (i === 1 || i === 2 || i === 4 ? tagged(cell, "slide") : cell)),
        tagged(
          markdown(
            "## What to remember\n\n- The network is right {{baseline.cnn.accuracy | percent(1)}} of the time, see @fig-confusion and @fig-embedding.\n- It is small.\n- It errs on shirts.",
          ),
          "slide",
        ),
        tagged(markdown("> A thought at the end."), "fragment"),
      ]),
      withCells(
        end,
        end.notebook.cells.map((cell, i) => (i === 1 ? tagged(cell, "slide") : cell)),
      ),
    ],
  };
}
