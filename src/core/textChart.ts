/** A line of a {@link textChart}: one value for each step, the first at step 1. */
export interface TextSeries {
  readonly name: string;
  readonly values: readonly number[];
  readonly stroke: "solid" | "dotted";
  /** Number of a terminal's colour, 31 to 37. */
  readonly colour: number;
}

/** Options for {@link textChart}. */
export interface TextChartOptions {
  /** Characters that the chart may be wide; below 24 it gets wider than asked for. */
  readonly columns: number;
  /** Lines of the plot itself, at least 2; defaults to 8. Two more are the axis and the legend. */
  readonly lines?: number;
  /** Steps from the left end to the right one, at least as many as values. */
  readonly steps: number;
  /** What a step is called: "epoch". */
  readonly step: string;
  /** Whether to colour; without, the strokes tell the series apart. */
  readonly coloured: boolean;
}

/**
 * Draws lines over steps in characters, for terminals; the series that come later lie above. Values that are no finite numbers are left
 * out.
 * @returns the lines of text, none of which is wider than `columns`
 */
export function textChart(
  series: readonly TextSeries[],
  {columns, lines = 8, steps, step, coloured}: TextChartOptions,
): string[] {
  const finite = series.flatMap(({values}) => values.filter(Number.isFinite));
  if (finite.length === 0) return [];
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const middle = Math.floor(lines / 2);
  const labels = [high, high - ((high - low) * middle) / (lines - 1), low].map(threeDigits);
  const margin = Math.max(...labels.map(({length}) => length));
  const width = Math.max(20, columns - margin - 2);
  const cells: (Cell | undefined)[][] = Array.from({length: lines}, () => new Array<undefined>(width).fill(undefined));
  const lineOf = (value: number): number =>
    high === low ? middle : Math.round(((high - value) / (high - low)) * (lines - 1));
  for (const one of series) draw(cells, one, {steps, lineOf});
  const paint = (text: string, colour: number): string => (coloured ? `\u001b[${colour}m${text}\u001b[0m` : text);
  const labelAt = new Map([
    [0, labels[0]!],
    [middle, high === low || lines < 4 ? "" : labels[1]!],
    [lines - 1, high === low ? "" : labels[2]!],
  ]);
  const legend = series.flatMap(({name, stroke, colour}) => [paint(sample[stroke], colour), name]).join(" ");
  return [
    ...cells.map((row, i) => {
      const marks = row.map((cell) => (cell ? paint(cell.mark, cell.colour) : " "));
      return `${(labelAt.get(i) ?? "").padStart(margin)} ┤${marks.join("").trimEnd()}`;
    }),
    axisLine(margin, width, {steps, step}),
    `${" ".repeat(margin + 2)}${legend}`,
  ];
}

interface Cell {
  readonly mark: string;
  readonly colour: number;
}

const sample = {solid: "──", dotted: "··"} as const;

interface Places {
  readonly steps: number;
  readonly lineOf: (value: number) => number;
}

/** Marks one series, column by column; between two steps it runs straight. */
function draw(cells: (Cell | undefined)[][], {values, stroke, colour}: TextSeries, {steps, lineOf}: Places): void {
  const width = cells[0]!.length;
  const put = (line: number, column: number, mark: string): void => {
    cells[line]![column] = {mark: stroke === "solid" ? mark : "·", colour};
  };
  const last = steps > 1 ? Math.round(((values.length - 1) / (steps - 1)) * (width - 1)) : 0;
  let before: number | undefined;
  for (let column = 0; column <= last; column++) {
    const at = last === 0 ? values.length - 1 : (column / last) * (values.length - 1);
    const [left, right] = [values[Math.floor(at)]!, values[Math.ceil(at)]!];
    const value = left + (right - left) * (at % 1);
    const line = Number.isFinite(value) ? lineOf(value) : undefined;
    if (line !== undefined) connect(before ?? line, line, (at, mark) => put(at, column, mark));
    before = line;
  }
}

/** The marks of one column where a line comes in at `from` and goes out at `to`; lines are counted from the top. */
function connect(from: number, to: number, put: (line: number, mark: string) => void): void {
  const falls = to > from;
  put(from, falls ? "╮" : "╯");
  for (let line = Math.min(from, to) + 1; line < Math.max(from, to); line++) put(line, "│");
  put(to, from === to ? "─" : falls ? "╰" : "╭");
}

function axisLine(margin: number, width: number, {steps, step}: Pick<TextChartOptions, "steps" | "step">): string {
  const first = `${step} 1`;
  const last = steps > 1 ? String(steps) : "";
  return `${" ".repeat(margin + 2)}${first}${last.padStart(width - first.length)}`;
}

function threeDigits(value: number): string {
  return value === 0 ? "0" : value.toPrecision(3);
}
