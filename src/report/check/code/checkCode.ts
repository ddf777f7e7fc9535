import type ts from "@tslab/typescript-for-tslab";
import type {Problem} from "../finding.js";
import type {ReadSource} from "../source.js";
import {type CellChain, cellFiles} from "./cellFiles.js";
import {type CellProgram, type CellProgramOptions, cellProgram} from "./cellProgram.js";
import type {CodeRule} from "./codeRule.js";
import {emptyText} from "./emptyText.js";
import {floatingPromise} from "./floatingPromise.js";
import {machinePath} from "./machinePath.js";
import type {TypeScript} from "./openTypeScript.js";
import {repeatability} from "./repeatability.js";
import {shorthand} from "./shorthand.js";
import {topLevelLoop} from "./topLevelLoop.js";

/** What was found in the code of one notebook. */
export interface CodeResult {
  readonly problems: readonly Problem[];
  /** The files outside of the notebook that this depends on: types and modules. */
  readonly dependencies: readonly string[];
  /** False where an import was not found: that may change without a change of any file. */
  readonly isSettled: boolean;
}

const rules: readonly CodeRule[] = [topLevelLoop, shorthand, floatingPromise, repeatability, machinePath, emptyText];

/** Checks the code of notebooks, all in one program; the results stand in the order of the notebooks. */
export function checkCode(tsc: TypeScript, sources: readonly ReadSource[], options: CellProgramOptions): CodeResult[] {
  const chains = sources.map(cellFiles);
  const compiled = cellProgram(tsc, chains, options);
  const cells = new Set(chains.flatMap(({files, modules}) => [...files, ...modules.values()].map(({file}) => file)));
  const dependencies = compiled.program
    .getSourceFiles()
    .map(({fileName}) => fileName)
    .filter((name) => !cells.has(name));
  return chains.map((chain) => {
    const problems = checkChain(tsc, chain, compiled);
    return {problems, dependencies, isSettled: !problems.some(({message}) => message.startsWith("Cannot find module"))};
  });
}

function checkChain(tsc: TypeScript, chain: CellChain, {program, checker}: CellProgram): Problem[] {
  const files = [...chain.files, ...chain.modules.values()];
  const names = new Set(files.map(({file}) => file));
  const isCell = ({fileName}: ts.SourceFile): boolean => names.has(fileName);
  return files.flatMap(({file: name, number}) => {
    if (number === undefined) return []; // What a build injects is not the author's.
    const file = program.getSourceFile(name)!;
    const problems: Problem[] = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      (diagnostic) => ({
        rule: "types",
        cell: number,
        line: lineOf(file, diagnostic.start ?? 0),
        message: tsc.flattenDiagnosticMessageText(diagnostic.messageText, " "),
      }),
    );
    const scope = {tsc, checker, file, isCell};
    const walk = (node: ts.Node): void => {
      for (const rule of rules) {
        const {at, ...problem} = rule(node, scope) ?? {};
        if (at) problems.push({...(problem as Problem), cell: number, line: lineOf(file, at.getStart(file))});
      }
      tsc.forEachChild(node, walk);
    };
    walk(file);
    return problems;
  });
}

function lineOf(file: ts.SourceFile, position: number): number {
  return file.getLineAndCharacterOfPosition(position).line + 1;
}
