import type ts from "@tslab/typescript-for-tslab";
import type {RuleName} from "../rules.js";
import type {CodeScope, Objection} from "./codeRule.js";

/** What a cell must not ask of the machine, so that a report repeats: how it is written in code, and what to do instead. */
interface Ban {
  readonly rule: RuleName;
  /** Dotted names, called. */
  readonly calls: readonly string[];
  readonly message: string;
  readonly remedy: string;
}

const bans: readonly Ban[] = [
  {
    rule: "chance",
    calls: ["Math.random", "crypto.randomUUID", "crypto.randomBytes", "crypto.getRandomValues", "crypto.randomInt"],
    message: "differs from run to run",
    remedy: "draw from a stream with a seed: seeded(seed) of lookbook",
  },
  {
    rule: "clock",
    calls: ["Date.now", "performance.now", "process.hrtime", "process.hrtime.bigint", "process.uptime"],
    message: "reads the clock, so that the report differs from run to run",
    remedy: "take the time from the data; durations of cells are in timings.html already",
  },
  {
    rule: "machine-paths",
    calls: ["process.cwd", "os.homedir", "os.tmpdir", "os.hostname"],
    message: "depends on the machine",
    remedy: "write paths relative to the notebook, such as ../data, or ask findProject",
  },
  {
    rule: "network",
    calls: ["fetch", "http.get", "https.get", "http.request", "https.request"],
    message: "fetches while the cell runs: the report would depend on the network and on what comes back today",
    remedy: "fetch once, keep the file in data/ with its checksum, and read it",
  },
  {
    rule: "exit",
    calls: ["process.exit", "process.abort", "process.kill"],
    message: "ends the kernel, and with it the chapter",
    remedy: "throw an error where the cell must not go on",
  },
  {
    rule: "console",
    calls: ["log", "info", "debug", "warn", "error", "table", "dir", "trace", "time", "timeEnd"].map(
      (n) => `console.${n}`,
    ),
    message: "prints into the report",
    remedy: "show a table or publish a value; take it out where it was for you alone",
  },
];

const banOf = new Map(bans.flatMap((ban) => ban.calls.map((call) => [call, ban])));

/** A call whose answer differs from run to run or from machine to machine, or that prints or ends. */
export function repeatability(node: ts.Node, scope: CodeScope): Objection | undefined {
  const {tsc} = scope;
  if (tsc.isNewExpression(node) && isGlobal(node.expression, scope) && node.expression.getText() === "Date") {
    if (node.arguments !== undefined && node.arguments.length > 0) return undefined;
    return objection(banOf.get("Date.now")!, "new Date", node);
  }
  if (!tsc.isCallExpression(node)) return undefined;
  const name = dottedName(node.expression, scope);
  const ban = name === undefined ? undefined : banOf.get(name);
  return ban && objection(ban, name!, node);
}

function objection({rule, message, remedy}: Ban, name: string, at: ts.Node): Objection {
  return {rule, at, message: `${name}() ${message}`, remedy};
}

/** `Math.random` of a call, where `Math` is no variable of the notebook; an imported module counts by the name of its namespace. */
function dottedName(node: ts.Expression, scope: CodeScope): string | undefined {
  const {tsc} = scope;
  if (tsc.isPropertyAccessExpression(node)) {
    const before = dottedName(node.expression, scope);
    return before === undefined ? undefined : withoutGlobal(`${before}.${node.name.text}`);
  }
  if (!tsc.isIdentifier(node)) return undefined;
  return isGlobal(node, scope) ? node.text : importedName(node, scope);
}

function isGlobal(node: ts.Node, {checker, isCell}: CodeScope): boolean {
  return !(checker.getSymbolAtLocation(node)?.declarations ?? []).some((d) => isCell(d.getSourceFile()));
}

/** `os` for `import * as paths from "node:os"`, `os.homedir` for `import {homedir as home} from "os"`. */
function importedName(node: ts.Identifier, {tsc, checker}: CodeScope): string | undefined {
  const [declaration] = checker.getSymbolAtLocation(node)?.declarations ?? [];
  if (declaration === undefined) return undefined;
  const statement = tsc.findAncestor(declaration, tsc.isImportDeclaration);
  if (!statement || !tsc.isStringLiteral(statement.moduleSpecifier)) return undefined;
  const module = statement.moduleSpecifier.text.replace(/^node:/, "").replace(/^perf_hooks$/, "globalThis");
  if (!tsc.isImportSpecifier(declaration)) return module;
  return withoutGlobal(`${module}.${(declaration.propertyName ?? declaration.name).text}`);
}

function withoutGlobal(name: string): string {
  return name.replace(/^(globalThis|global)\./, "");
}
