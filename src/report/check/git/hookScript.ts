/** Options for {@link hookScript}. */
export interface HookScriptOptions {
  /** Folder of the project, relative to the top of the repository; empty where they are the same. */
  readonly prefix: string;
  /** This package's program, for where the project has no node_modules, as in a second work tree. */
  readonly program: string;
}

/** Which hook this is; the first lines of a hook that we wrote hold it. */
export const hookMark = "Written by `lookbook hook install`";

/** What a hook that was there before is called while ours stands in its place. */
export const chainedName = "pre-commit.before-lookbook";

/** The pre-commit hook: runs the one that was there before, then checks the staged notebooks, if there are any. */
export function hookScript({prefix, program}: HookScriptOptions): string {
  const own = `${prefix === "" ? "" : `${prefix}/`}node_modules/lookbook/dist/cli/main.js`;
  return `#!/bin/sh
# ${hookMark}; \`lookbook hook remove\` takes it away and puts back what was here before.
before="$(dirname "$0")/${chainedName}"
if [ -x "$before" ]; then
  "$before" "$@" || exit $?
fi
[ -n "$(git diff --cached --name-only --no-renames --diff-filter=ACMT -- '*.ipynb')" ] || exit 0
for lookbook in ${quoted(own)} ${quoted(program)}; do
  [ -f "$lookbook" ] && exec node "$lookbook" check --staged
done
echo 'lookbook: the staged notebooks cannot be checked: run npm ci, or commit with --no-verify' >&2
exit 1
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
