/** What a piece of TypeScript imports from one module. */
export interface Imported {
  /** `lookbook`, `./orbits.js` */
  readonly specifier: string;
  /** The names it takes, types too; undefined where that cannot be told: a namespace, a default, `require`, `import()`. */
  readonly names: readonly string[] | undefined;
}

/** The imports of a cell or a source file, by the form of its statements; one in a comment or a text counts too, which does no harm. */
export function importsOf(source: string): readonly Imported[] {
  const statements = [...source.matchAll(statement)].map(([, clause, specifier]) => ({
    specifier: specifier!,
    names: namesIn(clause!),
  }));
  const whole = [...source.matchAll(wholly)].map(([, specifier]) => ({specifier: specifier!, names: undefined}));
  return [...statements, ...whole];
}

const statement = /\b(?:import|export)\s+(?:type\s+)?([\w$*{][^;"'`]*?)\s*\bfrom\s*["']([^"'\n]+)["']/g;
const wholly = /\b(?:import\s*|import\s*\(\s*|require\s*\(\s*)["'`]([^"'`\n]+)["'`]/g;

function namesIn(clause: string): readonly string[] | undefined {
  const list = /^\{([\s\S]*)\}$/.exec(clause.trim())?.[1];
  if (list === undefined) return undefined;
  const names = list.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "").split(",");
  return names.flatMap((name) => /^(?:type\s+)?([\w$]+)/.exec(name.trim())?.[1] ?? []);
}
