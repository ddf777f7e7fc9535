import {execFile} from "node:child_process";
import {promisify} from "node:util";
import {LookbookError, systemCode} from "../../../core/errors.js";

/** Runs git in a folder and gives its output. */
export type Git = (...args: readonly string[]) => Promise<string>;

/**
 * Git in `folder`, with the environment that a hook is given: its index may be another than the repository's own.
 * @throws LookbookError `bad-option` outside of a repository or where git refuses, with its own words; `missing-file` without git
 */
export function gitIn(folder: string, env: NodeJS.ProcessEnv): Git {
  return async (...args) => {
    try {
      const {stdout} = await promisify(execFile)("git", args, {cwd: folder, env, maxBuffer: 2 ** 30});
      return stdout;
    } catch (cause) {
      if (systemCode(cause) === "ENOENT") throw new LookbookError("missing-file", "git is not installed", {cause});
      const said = String((cause as {stderr?: unknown}).stderr ?? "").trim();
      const reason = /not a git repository/.test(said) ? `${folder} lies in no git repository` : said;
      throw new LookbookError("bad-option", `git ${args[0]}: ${reason}`, {cause});
    }
  };
}
