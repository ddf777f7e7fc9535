import {type Command, InvalidArgumentError} from "commander";
import {LookbookError} from "../core/errors.js";
import {suggestion} from "../core/nearest.js";
import {findProject} from "../core/paths.js";
import {checkFiles, type NotebookReader} from "../report/check/checkFiles.js";
import {stripFiles} from "../report/check/form/stripFiles.js";
import {gitIn} from "../report/check/git/git.js";
import {indexedFiles, indexedSources, stagedFiles} from "../report/check/git/stagedSources.js";
import {notebookFiles, pathIn, readSources} from "../report/check/readSources.js";
import {isFixable, isRule, type RuleName, ruleNames, rules} from "../report/check/rules.js";
import {annotations} from "../report/check/show/annotations.js";
import {isFailed, showResult} from "../report/check/show/showResult.js";

interface CheckArguments {
  /** `+name` and `-name`, in the order given. */
  readonly rule?: readonly string[];
  readonly rules?: boolean;
  readonly fix?: boolean;
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly staged?: boolean;
  readonly cache: boolean;
}

/** Adds `lookbook check`. */
export function addCheckCommand(program: Command): void {
  program
    .command("check")
    .description("find what is wrong with notebooks before a build does: form, types, prose, links, references")
    .argument("[notebooks...]", "the .ipynb files; defaults to those of the project")
    .option("--fix", "mend what can be mended: outputs, counts, ids, metadata")
    .option("--staged", "check the notebooks that the next commit changes, as they are staged")
    .option("--strict", "warnings fail the check too")
    .option("--rule <name>", "apply this rule alone; may be repeated", collect("+"))
    .option("--no-rule <name>", "leave this rule out; may be repeated", collect("-"))
    .option("--rules", "list the rules")
    .option("--json", "print the findings as JSON")
    .option("--no-cache", "look at everything anew")
    .addHelpText(
      "after",
      "\nExamples:\n  lookbook check                                 all notebooks of the project\n  lookbook check notebooks/01-data.ipynb --fix\n  lookbook check --rule types --rule links\n\nA comment `// check: allow RULE` on the line, or the one before, allows what a rule objects to. Warnings do not fail the check.",
    )
    .action(check);
}

async function check(given: readonly string[], options: CheckArguments): Promise<void> {
  if (options.rules) return listRules();
  const {staged = false, strict = false, json = false, fix = false, cache: reuse} = options;
  if (staged && fix)
    throw new LookbookError("bad-option", "--fix mends files, --staged checks the index; mend, then git add");
  const folder = process.cwd();
  const git = gitIn(folder, process.env);
  const files = given.length > 0 ? given : staged ? await stagedFiles(git) : await notebookFiles(findProject(folder));
  if (fix) {
    for (const {file} of await stripFiles(files)) process.stderr.write(`mended ${pathIn(folder, file)}\n`);
  }
  const reader: NotebookReader = staged
    ? {list: (paths) => indexedFiles(git, paths), read: (wanted, root) => indexedSources(git, wanted, root)}
    : {list: notebookFiles, read: readSources};
  const {sources, ...result} = await checkFiles(files, {reader, asked: askedRules(options.rule ?? []), reuse, folder});
  const failed = isFailed(result, {strict});
  // A commit that is fine needs no words.
  if (json) console.log(JSON.stringify(result, null, 2));
  else if (!staged || result.findings.length > 0) console.log(showResult(result, {strict}));
  if (!json && process.env["GITHUB_ACTIONS"] === "true") {
    const root = process.env["GITHUB_WORKSPACE"] ?? folder;
    for (const line of annotations(result.findings, sources, root)) console.log(line);
  }
  if (!failed) return;
  process.exitCode = 1;
  if (staged) console.error("mend and stage what was found, or commit with --no-verify");
}

/** Collects `--rule name` as `+name` and `--no-rule name` as `-name`: commander keeps both under one key. */
function collect(sign: "+" | "-"): (name: string, earlier: unknown) => string[] {
  return (name, earlier) => {
    if (!isRule(name)) {
      throw new InvalidArgumentError(`There is no rule "${name}"${suggestion(name, ruleNames)}; --rules lists them.`);
    }
    return [...(Array.isArray(earlier) ? (earlier as string[]) : []), `${sign}${name}`];
  };
}

function askedRules(given: readonly string[]): Set<RuleName> {
  const named = (sign: string): string[] => given.filter((rule) => rule.startsWith(sign)).map((rule) => rule.slice(1));
  const [wanted, unwanted] = [named("+"), named("-")];
  return new Set(
    ruleNames.filter((rule) => (wanted.length === 0 || wanted.includes(rule)) && !unwanted.includes(rule)),
  );
}

function listRules(): void {
  const width = Math.max(...ruleNames.map(({length}) => length));
  for (const name of ruleNames) {
    const {severity, asks} = rules[name];
    console.log(`${name.padEnd(width)}  ${severity.padEnd(7)}  ${asks}${isFixable(name) ? " (--fix)" : ""}`);
  }
}
