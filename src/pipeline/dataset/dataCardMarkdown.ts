import type {DataCard} from "./dataCard.js";

/** Writes a card as Markdown; tables are GitHub's. */
export function dataCardMarkdown(card: DataCard): string {
  const {name, synthetic, licence, source, hash, lineage, checks} = card;
  const warning = "> **Synthetic data.** These pictures were drawn by code; no figure speaks of Fashion-MNIST.";
  return [
    `# Data card: ${name}`,
    ...(synthetic ? [warning] : []),
    table(
      ["", ""],
      [
        ["Licence", licence],
        ["Read from", source],
        ["SHA-256 of all pictures and labels", `\`${hash}\``],
      ],
    ),
    "## Splits",
    splitTable(card),
    "## Classes",
    classTable(card),
    "## Lineage",
    lineage.map((step, i) => `${i + 1}. ${step}`).join("\n") || "Not recorded.",
    ...(checks.length > 0 ? ["## Checks", checkTable(checks)] : []),
  ]
    .join("\n\n")
    .concat("\n");
}

function splitTable({splits}: DataCard): string {
  return table(
    ["split", "pictures", "size", "mean pixel", "deviation"],
    splits.map(({name, count, shape, pixelMean, pixelDeviation}) => [
      name,
      whole(count),
      shape.join(" x "),
      pixelMean.toFixed(2),
      pixelDeviation.toFixed(2),
    ]),
  );
}

function classTable({splits, classNames}: DataCard): string {
  return table(
    ["index", "class", ...splits.map(({name}) => name)],
    classNames.map((name, c) => [String(c), name, ...splits.map(({classCounts}) => whole(classCounts[c]!))]),
  );
}

function checkTable(checks: DataCard["checks"]): string {
  return table(
    ["check", "expected", "got", ""],
    checks.map(({name, expected, got, ok}) => [name, expected, got, ok ? "ok" : "**failed**"]),
  );
}

/** Columns are padded to one width: the card is read as plain text as well. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const escaped = [head, ...rows].map((cells) => cells.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(3, ...escaped.map((cells) => cells[column]!.length)));
  const lines = escaped.map((cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |`);
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

function whole(count: number): string {
  return count.toLocaleString("en-US");
}
