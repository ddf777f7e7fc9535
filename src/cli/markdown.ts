import {join, relative} from "node:path";
import type {Command} from "commander";
import {findProject} from "../core/paths.js";
import {plural} from "./view/words.js";

/** Adds `lookbook markdown`. */
export function addMarkdownCommand(program: Command): void {
  program
    .command("markdown")
    .description("write the built report as Markdown for a wiki, into report/dist/markdown; runs nothing")
    .addHelpText(
      "after",
      "\nREADME.md has the contents, every chapter is a file, figures are SVG files, pictures PNG files.\nBuild the report first: lookbook build",
    )
    .action(markdown);
}

async function markdown(): Promise<void> {
  const {report} = findProject(process.cwd());
  const {writeMarkdown} = await import("../report/forms/markdown/writeMarkdown.js");
  const {folder, pages, pictures, warnings} = await writeMarkdown(join(report, "dist"));
  for (const warning of warnings) console.log(`warning: ${warning}`);
  console.log(
    `${join(relative(process.cwd(), folder), "README.md")}  ${plural(pages, "page")}, ${plural(pictures, "picture")}`,
  );
}
