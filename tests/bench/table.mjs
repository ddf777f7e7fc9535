const columns = [
  ["", ({title}) => title],
  ["images/s", ({rate}) => (rate ? number(rate.median) : "")],
  ["min to max", ({rate}) => (rate ? `${number(rate.min)} to ${number(rate.max)}` : "")],
  ["x PyTorch", ({ratio}) => (ratio ? ratio.median.toFixed(2) : "")],
  ["min to max", ({ratio}) => (ratio ? `${ratio.min.toFixed(2)} to ${ratio.max.toFixed(2)}` : "")],
  ["1 to 2 workers", ({scaling}) => (scaling ? scaling.median.toFixed(2) : "")],
  ["MiB a worker", ({mebibytes}) => (mebibytes === undefined ? "" : number(mebibytes))],
  ["in the step", ({stepShare}) => (stepShare === undefined ? "" : `${(100 * stepShare).toFixed(1)} %`)],
];

/** The results as one Markdown table, which is as readable on a terminal; whoever was left out is told below it, once. */
export function table(results) {
  const rows = results.flatMap(({title, lines}) => [
    [title, ...columns.slice(1).map(() => "")],
    ...lines
      .filter(({skipped}) => skipped === undefined)
      .map((line) => columns.map(([, cell], i) => (i === 0 ? `- ${cell(line)}` : cell(line)))),
  ]);
  const names = columns.map(([name]) => name);
  const widths = names.map((name, i) => Math.max(3, name.length, ...rows.map((row) => row[i].length)));
  const show = (cells) => `| ${cells.map((cell, i) => pad(cell, widths[i], i)).join(" | ")} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  return [show(names), rule, ...rows.map(show), ...leftOut(results)].join("\n");
}

/** Images a second, or MiB: as many digits as are worth reading. */
function number(value) {
  return value.toLocaleString("en-US", {maximumFractionDigits: value < 100 ? 1 : 0});
}

function pad(cell, width, column) {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function leftOut(results) {
  const reasons = new Map();
  for (const {id, lines} of results) {
    for (const {title, skipped} of lines) {
      if (skipped === undefined) continue;
      const key = `${title}: ${skipped}`;
      reasons.set(key, [...(reasons.get(key) ?? []), id]);
    }
  }
  return reasons.size === 0
    ? []
    : ["", ...[...reasons].map(([key, ids]) => `not measured: ${key} (${ids.join(", ")})`)];
}
