import {join, relative} from "node:path";
import type {Command} from "commander";
import {findProject} from "../core/paths.js";
import {interruptible} from "./interruptible.js";

/** Adds `lookbook slides`. */
export function addSlidesCommand(program: Command): void {
  program
    .command("slides")
    .description("make a deck of slides, HTML and PDF, from the tagged cells of the last build; runs nothing")
    .option("--no-pdf", "write the HTML alone")
    .addHelpText(
      "after",
      [
        "",
        "Tags of cells: slide begins one, fragment comes at a key, notes are for the speaker. Jupyter's own slide types do as well.",
        "Keys: arrows and space, o overview, p speaker notes, f full screen.",
        "Build the report first: lookbook build",
      ].join("\n"),
    )
    .action(slides);
}

async function slides({pdf}: {readonly pdf: boolean}): Promise<void> {
  const paths = findProject(process.cwd());
  const {lastReportInput} = await import("../report/build/lastBuild.js");
  const {writeSlides} = await import("../report/forms/slides/writeSlides.js");
  const input = await lastReportInput(paths, process.env);
  const made = await interruptible((signal) => writeSlides(join(paths.report, "dist"), input, {pdf, signal}));
  for (const warning of made.warnings) console.log(`warning: ${warning}`);
  console.log(`${relative(process.cwd(), made.html)}  ${made.slides} slides`);
  if (made.pdf) console.log(join(relative(process.cwd(), paths.report), "dist", "slides.pdf"));
}
