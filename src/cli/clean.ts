import {rm} from "node:fs/promises";
import {join, relative} from "node:path";
import type {Command} from "commander";
import {diskError} from "../core/files.js";
import {findProject} from "../core/paths.js";

/** Adds `lookbook clean`. */
export function addCleanCommand(program: Command): void {
  program
    .command("clean")
    .description("remove what builds made: caches, trained models, the report; data that was downloaded stays")
    .option("--data", "remove downloaded data too")
    .addHelpText(
      "after",
      "\nExamples:\n  lookbook clean          the next build starts cold\n  lookbook clean --data   ... and fetches the data again",
    )
    .action(async ({data = false}: {data?: boolean}) => {
      const paths = findProject(process.cwd());
      const made = [
        join(paths.report, "dist"),
        join(paths.report, ".cache"),
        join(paths.models, "runs"),
        join(paths.data, "processed"),
        ...(data ? [join(paths.data, "raw")] : []),
      ];
      for (const folder of made) {
        await rm(folder, {recursive: true, force: true}).catch((cause: unknown) => {
          throw diskError("write", folder, cause);
        });
        console.log(`removed ${relative(paths.root, folder)}/`);
      }
    });
}
