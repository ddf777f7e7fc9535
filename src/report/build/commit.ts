import {execFile} from "node:child_process";
import {promisify} from "node:util";

/** The state of the source that a report was built from. */
export interface Commit {
  /** Full hash, or undefined outside a git repository. */
  readonly hash: string | undefined;
  /** True where tracked or untracked files differ from the commit. */
  readonly dirty: boolean;
  /** Seconds since 1970: `SOURCE_DATE_EPOCH` where set, else the commit's date; undefined where neither is known. */
  readonly epoch: number | undefined;
}

/** Asks git about `root`. A missing git, or no repository, is no error: the report then says so. */
export async function readCommit(root: string, env: NodeJS.ProcessEnv): Promise<Commit> {
  const git = async (...args: string[]): Promise<string | undefined> =>
    promisify(execFile)("git", ["-C", root, ...args], {env}).then(
      ({stdout}) => stdout.trim(),
      () => undefined,
    );
  const [hash, date, status] = await Promise.all([
    git("rev-parse", "HEAD"),
    git("log", "-1", "--format=%ct"),
    git("status", "--porcelain", "--", "."),
  ]);
  const epoch = env["SOURCE_DATE_EPOCH"] ?? date;
  return {
    hash,
    dirty: status !== undefined && status !== "",
    epoch: /^\d+$/.test(epoch ?? "") ? Number(epoch) : undefined,
  };
}
