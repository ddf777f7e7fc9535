import {mkdir, symlink, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {toCarrier} from "../../../dist/core/payload.js";
import {seeded} from "../../../dist/core/random.js";

/**
 * Writes a project of `chapters` notebooks with `figures` figures in all, of the kinds that the garments' report has. Their cells show
 * ready-made specifications and load no library: what is measured is the report engine.
 */
export async function writeProject(folder, {chapters = 15, figures = 60, packageRoot}) {
  await mkdir(join(folder, "notebooks"), {recursive: true});
  await mkdir(join(folder, "report"), {recursive: true});
  await mkdir(join(folder, "node_modules"), {recursive: true});
  await symlink(packageRoot, join(folder, "node_modules", "lookbook"), "dir");
  await symlink(join(packageRoot, "node_modules", "tslab"), join(folder, "node_modules", "tslab"), "dir");
  await writeFile(join(folder, "package.json"), '{"name": "bench", "private": true}\n');
  const names = Array.from({length: chapters}, (_, i) => `${String(i + 1).padStart(2, "0")}-chapter`);
  const config = {title: "A report to measure", authors: ["Bench"], language: "en", chapters: names};
  await writeFile(join(folder, "report", "report.json"), `${JSON.stringify(config, null, 2)}\n`);
  for (const [i, name] of names.entries()) {
    const share = figures / chapters;
    const own = Array.from({length: Math.round((i + 1) * share) - Math.round(i * share)}, (_, j) =>
      figure(Math.round(i * share) + j),
    );
    await writeFile(join(folder, "notebooks", `${name}.ipynb`), `${JSON.stringify(notebook(name, own), null, 1)}\n`);
  }
  return names;
}

/** A notebook of `cells` cells that do next to nothing. */
export function trivialNotebook(cells = 8) {
  const sources = Array.from({length: cells}, (_, i) => `const x${i} = ${i} + 1;\nconsole.log(x${i});`);
  return withCells(sources.map((source, i) => codeCell(`c${i}`, source)));
}

const words =
  "the model learns what a garment looks like from its outline and loses what only colour could have told".split(" ");

function notebook(name, figures) {
  const cells = [
    prose("title", `# ${name}\n\n${paragraph(60)}`),
    codeCell("setup", 'import * as tslab from "tslab";', ["hide-input"]),
  ];
  for (const [j, {payload}] of figures.entries()) {
    cells.push(prose(`p${j}`, `## Section ${j + 1}\n\n${paragraph(90)} See @fig-${payload.id}.\n\n${paragraph(110)}`));
    cells.push(codeCell(`f${j}`, `tslab.display.html(${JSON.stringify(toCarrier(payload, ""))});`, ["hide-input"]));
    cells.push(codeCell(`s${j}`, `const shown${j}: string = "${payload.id}";\nconsole.log(shown${j}, ${j});`));
  }
  return withCells(cells);
}

function paragraph(count) {
  return Array.from({length: count}, (_, i) => words[(i * 7) % words.length]).join(" ");
}

/** Figures in turns: lines, bars, a heat map with numbers, a histogram, 1,000 points. */
function figure(number) {
  const random = seeded(number);
  const classes = Array.from({length: 10}, (_, i) => `Class ${i}`);
  const draws = (n) => Array.from({length: n}, () => Number(random.next().toFixed(4)));
  const specs = [
    [
      {type: "scatter", mode: "lines+markers", name: "training", x: classes.map((_, i) => i + 1), y: draws(10)},
      {type: "scatter", mode: "lines+markers", name: "validation", x: classes.map((_, i) => i + 1), y: draws(10)},
    ],
    [
      {type: "bar", name: "train", x: classes, y: draws(10)},
      {type: "bar", name: "test", x: classes, y: draws(10)},
    ],
    [{type: "heatmap", x: classes, y: classes, z: classes.map(() => draws(10)), texttemplate: "%{z:.2f}"}],
    [{type: "histogram", nbinsx: 40, x: draws(500)}],
    [{type: "scatter", mode: "markers", x: draws(1000), y: draws(1000)}],
  ];
  const payload = {
    kind: "plot",
    id: `figure-${number}`,
    caption: `Figure number ${number} of the benchmark, drawn from seeded numbers.`,
    alt: `Figure number ${number} of the benchmark`,
    height: number % 5 === 2 ? 480 : 340,
    data: specs[number % 5],
    layout: {xaxis: {title: {text: "a name"}}, yaxis: {title: {text: "a share"}}},
  };
  return {payload};
}

function withCells(cells) {
  return {
    cells,
    metadata: {
      kernelspec: {display_name: "TypeScript", language: "typescript", name: "tslab"},
      language_info: {name: "typescript"},
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

function prose(id, source) {
  return {cell_type: "markdown", id, metadata: {}, source};
}

function codeCell(id, source, tags = []) {
  return {cell_type: "code", id, metadata: {tags}, source, execution_count: null, outputs: []};
}
