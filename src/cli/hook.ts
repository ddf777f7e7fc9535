import {relative} from "node:path";
import type {Command} from "commander";
import {findProject, libraryRoot} from "../core/paths.js";
import {hasFilter, installFilter, removeFilter} from "../report/check/git/filter.js";
import {type Git, gitIn} from "../report/check/git/git.js";
import {type HookStatus, hookStatus, installHook, prefixOf, removeHook} from "../report/check/git/hook.js";

/** Adds `lookbook hook`. */
export function addHookCommands(program: Command): void {
  const hook = program
    .command("hook")
    .description("check staged notebooks before each commit")
    .addHelpText(
      "after",
      "\nExamples:\n  lookbook hook install            git commit runs lookbook check --staged\n  lookbook hook install --filter   git add also strips outputs; the work tree keeps them\n\nA hook that is there already is kept, and runs first.",
    );
  hook
    .command("install")
    .description("put the pre-commit hook in place, or renew it")
    .option("--filter", "also strip notebooks as they are staged, in this clone")
    .action(async ({filter = false}: {filter?: boolean}) => {
      const git = gitOfProject();
      const status = await installHook(git, {prefix: await prefixOf(git), program: programFile()});
      if (filter) await installFilter(git, programFile());
      await show(git, status);
    });
  hook
    .command("remove")
    .description("take hook and filter away; the hook that was there before comes back")
    .action(async () => {
      const git = gitOfProject();
      const status = await removeHook(git);
      await removeFilter(git);
      await show(git, status);
    });
  hook
    .command("status")
    .description("show what runs before a commit")
    .action(async () => {
      const git = gitOfProject();
      await show(git, await hookStatus(git));
    });
}

function gitOfProject(): Git {
  return gitIn(findProject(process.cwd()).root, process.env);
}

/** The file of this very program. */
function programFile(): string {
  return `${libraryRoot()}/dist/cli/main.js`;
}

async function show(git: Git, {path, state, isChained}: HookStatus): Promise<void> {
  const place = relative(process.cwd(), path);
  const words: Record<HookStatus["state"], string> = {
    none: `no pre-commit hook (${place})`,
    ours: `pre-commit checks staged notebooks (${place})${isChained ? ", after the hook that was there before" : ""}`,
    "another's": `pre-commit is another's hook (${place}); lookbook hook install keeps it and runs it first`,
  };
  console.log(words[state]);
  console.log((await hasFilter(git)) ? "git add strips notebooks" : "git add leaves notebooks as they are");
}
