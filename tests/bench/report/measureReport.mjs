import {spawn} from "node:child_process";
import {mkdir, mkdtemp, rm, stat, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {createInterface} from "node:readline";
import {packageVersion} from "../../../dist/core/paths.js";
import {executeNotebook} from "../../../dist/report/notebook/execute.js";
import {parseNotebook} from "../../../dist/report/notebook/readNotebook.js";
import {ratioByRound, summarise} from "../summary.mjs";
import {trivialNotebook, writeProject} from "./project.mjs";
import {timed} from "./timed.mjs";

const packageRoot = process.cwd();
const lookbook = join(packageRoot, "dist", "cli", "main.js");

/**
 * What the report engine takes: a notebook of eight trivial cells against nbclient with the same kernel, 15 chapters with 60 figures
 * from executed notebooks to HTML and PDF in a fresh process, nbconvert beside it, and a build where nothing changed.
 * @param python interpreter with nbclient, nbconvert; what it cannot do is skipped with a word
 */
export async function measureReport({rounds, python, progress}) {
  const folder = await mkdtemp(join(tmpdir(), "lookbook-bench-"));
  try {
    const executing = await measureExecuting(folder, {rounds, python, progress});
    const rendering = await measureRendering(folder, {rounds, python, progress});
    return [...executing, ...rendering];
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

async function measureExecuting(folder, {rounds, python, progress}) {
  const path = join(folder, "trivial.ipynb");
  const text = JSON.stringify(trivialNotebook());
  await writeFile(path, text);
  const notebook = parseNotebook(text, path);
  const peer = await nbclient(python, path, await writeKernelspec(folder));
  const own = [];
  const theirs = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const {failure} = await executeNotebook(notebook, {path});
    if (failure) throw new Error(failure.evalue);
    own.push((performance.now() - start) / 1000);
    if (peer.ask) theirs.push(await peer.ask());
    progress({id: "report"}, `executing, round ${round + 1} of ${rounds}`);
  }
  peer.end?.();
  return [
    {title: "execute 8 trivial cells", seconds: summarise(own), ratio: ratioByRound(own, theirs), against: "nbclient"},
    {title: "- nbclient", seconds: summarise(theirs), skipped: peer.skipped},
  ];
}

/** The same tslab for both; returns the folder that Jupyter is to look in. */
async function writeKernelspec(folder) {
  const tslab = join(packageRoot, "node_modules", "tslab", "bin", "tslab");
  const argv = [process.execPath, tslab, "kernel", "--config-path", "{connection_file}"];
  await mkdir(join(folder, "jupyter", "kernels", "lookbook-bench"), {recursive: true});
  const spec = {argv, display_name: "TypeScript", language: "typescript"};
  await writeFile(join(folder, "jupyter", "kernels", "lookbook-bench", "kernel.json"), JSON.stringify(spec));
  return join(folder, "jupyter");
}

/** Asks for one execution a call; `skipped` says why there is nobody to ask. */
async function nbclient(python, path, kernels) {
  if (python === undefined) return {skipped: "no interpreter in PYTHON"};
  const child = spawn(python, [join(import.meta.dirname, "nbclientPeer.py"), path], {
    stdio: ["pipe", "pipe", "ignore"],
    env: {...process.env, JUPYTER_PATH: kernels},
  });
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  child.on("error", () => undefined);
  const first = await lines.next();
  if (first.done) return {skipped: `${python} has no nbclient`};
  const ask = async () => {
    child.stdin.write("again\n");
    const {value} = await lines.next();
    return value === undefined ? Number.NaN : Number(value);
  };
  return {ask, end: () => child.stdin.end()};
}

async function measureRendering(folder, {rounds, python, progress}) {
  const project = join(folder, "project");
  await mkdir(project);
  const names = await writeProject(project, {packageRoot});
  progress({id: "report"}, "executing 15 chapters once");
  await timed(process.execPath, [lookbook, "build"], {cwd: project});
  const dist = join(project, "report", "dist");
  const notebooks = names.map((name) => join(dist, "notebooks", `${name}.ipynb`));
  const plotly = (await stat(join(packageRoot, "dist", "vendor", "plotly.min.js"))).size;
  const html = (await stat(join(dist, "report.html"))).size;
  const ways = [
    {title: "render 15 chapters, 60 figures: HTML and PDF", args: ["render", "--output", join(folder, "both")]},
    {title: "- HTML alone", args: ["render", "--no-pdf", "--output", join(folder, "html")]},
    {title: "build, nothing changed", args: ["build"]},
  ].map((way) => ({...way, run: () => timed(process.execPath, [lookbook, ...way.args], {cwd: project}), found: []}));
  const peer = {
    title: "- nbconvert to HTML, same notebooks",
    run: () =>
      timed(python, ["-m", "nbconvert", "--to", "html", "--output-dir", join(folder, "nbconvert"), ...notebooks]),
    found: [],
  };
  const printer = {
    title: "- nbconvert to PDF (webpdf), same notebooks",
    run: () => timed(python, ["-m", "nbconvert", "--to", "webpdf", "--output-dir", join(folder, "web"), ...notebooks]),
    found: [],
  };
  for (let round = 0; round < rounds; round++) {
    for (const way of [...ways, ...(python === undefined ? [] : [peer, printer])]) {
      progress({id: "report"}, `${way.title}, round ${round + 1} of ${rounds}`);
      if (way.skipped === undefined) {
        await way.run().then(
          (taken) => way.found.push(taken),
          (cause) => {
            if (way !== peer && way !== printer) throw cause;
            way.skipped = lastLine(cause.message);
          },
        );
      }
    }
  }
  const secondsOf = (way) => way.found.map(({seconds}) => seconds);
  return [
    ...ways.map((way) => ({
      title: way.title,
      seconds: summarise(secondsOf(way)),
      peak: summarise(way.found.map(({peak}) => peak / 2 ** 20)),
      ...(way === ways[1] && {ratio: ratioByRound(secondsOf(way), secondsOf(peer)), against: "nbconvert"}),
    })),
    ...[peer, printer].map((way) => ({title: way.title, seconds: summarise(secondsOf(way)), skipped: way.skipped})),
    {title: "HTML of 60 figures", note: `${mebibytes(html)} MiB, of which Plotly ${mebibytes(plotly)}`},
    {
      title: "versions",
      note: `lookbook ${packageVersion("lookbook", packageRoot)}, plotly ${packageVersion("plotly.js-dist", packageRoot)}`,
    },
  ];
}

/** The rows as one Markdown table. */
export function reportTable(rows) {
  const cells = rows.map(({title, seconds, peak, ratio, against, skipped, note}) => [
    title,
    skipped === undefined ? (seconds ? `${seconds.median.toFixed(2)} s` : (note ?? "")) : `skipped: ${skipped}`,
    seconds ? `${seconds.min.toFixed(2)} to ${seconds.max.toFixed(2)}` : "",
    peak ? `${Math.round(peak.max)} MiB` : "",
    ratio ? `${ratio.median.toFixed(2)} (${ratio.min.toFixed(2)} to ${ratio.max.toFixed(2)}) of ${against}` : "",
  ]);
  const head = ["report", "median", "min to max", "peak memory", "ratio of the time"];
  const widths = head.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i].length)));
  const show = (row) => `| ${row.map((cell, i) => cell.padEnd(widths[i])).join(" | ")} |`;
  return [show(head), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...cells.map(show)].join("\n");
}

function mebibytes(bytes) {
  return (bytes / 2 ** 20).toFixed(2);
}

function lastLine(text) {
  return text.trim().split("\n").at(-1);
}
