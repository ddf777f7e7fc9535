import {execFile} from "node:child_process";
import {promisify} from "node:util";

/** The state of the source that a report was built from. */
export interface Commit {
  /** Full hash, or undefined outside a git repository. A commit that only puts a release in place is not it, but the one before. */
  readonly hash: string | undefined;
  /** True where tracked or untracked files differ from the commit. */
  readonly dirty: boolean;
  /** Seconds since 1970: `SOURCE_DATE_EPOCH` where set, else the commit's date; undefined where neither is known. */
  readonly epoch: number | undefined;
}

/** Asks git about `root`. A missing git, or no repository, is no error: the report then says so. */
export async function readCommit(root: string, env: NodeJS.ProcessEnv): Promise<Commit> {
  const git = async (...args: string[]): Promise<string | undefined> =>
    promisify(execFile)("git", ["-C", root, ...args], {env, maxBuffer: 2 ** 28}).then(
      ({stdout}) => stdout.trim(),
      () => undefined,
    );
  // A release is made from the source and must not change it: else no released report could be built again.
  const source = [".", ":(exclude)report/released"];
  const [last, head, status] = await Promise.all([
    git("log", "-1", "--format=%H %ct", "--", ...source),
    git("log", "-1", "--format=%H %ct"),
    git("status", "--porcelain", "--", ...source),
  ]);
  const [hash, date] = (last || head || undefined)?.split(" ") ?? [];
  const epoch = env["SOURCE_DATE_EPOCH"] ?? date;
  return {
    hash,
    // Where git tells of a commit but not of changes, nobody knows that there are none.
    dirty: status === undefined ? hash !== undefined : status !== "",
    epoch: /^\d+$/.test(epoch ?? "") ? Number(epoch) : undefined,
  };
}

/** The date of a commit, ISO 8601. */
export function dateOf({epoch}: Commit): string | undefined {
  return epoch === undefined ? undefined : new Date(epoch * 1000).toISOString();
}
