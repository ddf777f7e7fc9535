import type {CheckConfig} from "./checkConfig.js";
import type {Finding, Problem} from "./finding.js";
import {isFixable, type RuleName, rules} from "./rules.js";
import {numberedCells, type ReadSource} from "./source.js";

/** Options for {@link weigh}. */
export interface WeighOptions {
  readonly config: Pick<CheckConfig, "rules">;
  /** Rules that were asked for; the others' problems are dropped. */
  readonly asked: ReadonlySet<RuleName>;
}

/**
 * Makes findings of the problems of one file: with the weight that the project gives to their rules, and the line that is meant. A comment
 * `// check: allow RULE` on that line or the one before it drops them.
 * @param source undefined for a file that is no notebook, or none that can be read
 */
export function weigh(
  problems: readonly Problem[],
  path: string,
  source: ReadSource | undefined,
  {config, asked}: WeighOptions,
): Finding[] {
  const lines = new Map(
    source ? numberedCells(source.notebook).map(({cell, number}) => [number, cell.source.split("\n")]) : [],
  );
  return problems
    .flatMap((problem): Finding[] => {
      const {rule, cell, line} = problem;
      const severity = config.rules[rule] ?? rules[rule].severity;
      const around = lines.get(cell ?? 0);
      if (severity === "off" || !asked.has(rule) || isAllowed(rule, around, line)) return [];
      const excerpt = around?.[(line ?? 0) - 1]?.trim();
      return [
        {
          ...problem,
          severity,
          path,
          ...(excerpt && {excerpt}),
          fixable: problem.fixable ?? (isFixable(rule) && source !== undefined),
        },
      ];
    })
    .sort((a, b) => (a.cell ?? 0) - (b.cell ?? 0) || (a.line ?? 0) - (b.line ?? 0));
}

function isAllowed(rule: RuleName, lines: readonly string[] | undefined, line: number | undefined): boolean {
  if (!lines || line === undefined) return false;
  return [lines[line - 1], lines[line - 2]].some((text) => {
    const names = /\/\/\s*check:\s*allow\s+([\w-]+(?:\s*,\s*[\w-]+)*)/.exec(text ?? "")?.[1];
    return names?.split(/\s*,\s*/).includes(rule) ?? false;
  });
}
