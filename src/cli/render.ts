import {existsSync} from "node:fs";
import {join, relative, resolve, sep} from "node:path";
import type {Command} from "commander";
import {findProject, type ProjectPaths} from "../core/paths.js";
import {buildView} from "./buildView.js";
import {interruptible} from "./interruptible.js";

interface RenderArguments {
  readonly output?: string;
  readonly pdf: boolean;
  readonly strict?: true;
  readonly quiet?: true;
  readonly json?: true;
}

/** Adds `lookbook render`. */
export function addRenderCommand(program: Command): void {
  program
    .command("render")
    .description("make a report of notebooks that were run before, here or elsewhere; runs nothing")
    .argument("[notebooks...]", "executed .ipynb files, in reading order; defaults to those of the last build")
    .option(
      "-o, --output <folder>",
      "where the report goes; defaults to report/dist, or NAME.report for named notebooks",
    )
    .option("--no-pdf", "make the HTML alone")
    .option("--strict", "fail on cells that were not run, on code that has changed since, and on refuted claims")
    .option("--quiet", "say nothing unless it fails")
    .option("--json", "tell what happens as lines of JSON, for programs")
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  lookbook render                                the last build's notebooks, bound and printed anew",
        "  lookbook render analysis.ipynb --no-pdf        any notebook that Jupyter has run and saved, in any language",
        "  lookbook render a.ipynb b.ipynb -o report/ab   two chapters",
        "",
        "Inside a project its report.json holds; elsewhere the first heading is the title. A notebook that was not run, or in",
        "which a cell failed without the tag raises-exception, is refused.",
      ].join("\n"),
    )
    .action(render);
}

async function render(notebooks: readonly string[], given: RenderArguments): Promise<void> {
  const tell = given.json ? "json" : given.quiet ? "nothing" : "all";
  const write = (text: string): unknown => process.stdout.write(text);
  const columns = (): number => process.stdout.columns ?? 100;
  const view = buildView({tell, write, columns, isTerminal: process.stdout.isTTY === true});
  const {renderNotebooks} = await import("../report/build/renderNotebooks.js");
  const {folder, pdf} = await interruptible((signal) =>
    renderNotebooks({
      notebooks,
      paths: projectOf(notebooks),
      output: given.output === undefined ? undefined : resolve(given.output),
      pdf: given.pdf,
      strict: given.strict === true,
      env: process.env,
      signal,
      onEvent: view.onEvent,
    }),
  ).finally(view.close);
  view.summary();
  if (tell !== "all") return;
  for (const file of ["report.html", ...(pdf ? ["report.pdf"] : [])]) {
    console.log(join(relative(process.cwd(), folder), file));
  }
}

/** The project around the working folder, where all notebooks lie in it; others bring no title and no style of their own. */
function projectOf(notebooks: readonly string[]): ProjectPaths | undefined {
  let paths: ProjectPaths;
  try {
    paths = findProject(process.cwd());
  } catch (thrown) {
    if (notebooks.length === 0) throw thrown;
    return undefined;
  }
  const isInside = (file: string): boolean => !relative(paths.root, resolve(file)).startsWith(`..${sep}`);
  return notebooks.every(isInside) && existsSync(join(paths.report, "report.json")) ? paths : undefined;
}
