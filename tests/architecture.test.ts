import {readdirSync, readFileSync} from "node:fs";
import {dirname, join, normalize} from "node:path";
import {describe, expect, it} from "vitest";

/** Who may import whom: DESIGN.md's table. `types` may be imported with `import type` only. */
interface Rule {
  readonly values: readonly string[];
  readonly types?: readonly string[];
}
const p = (...rooms: string[]): string[] => rooms.map((room) => `pipeline/${room}`);
const results = p(
  "dataset",
  "explore",
  "features",
  "model",
  "training",
  "tuning",
  "evaluation",
  "explanation",
  "artefact",
);
const rules: Record<string, Rule> = {
  core: {values: []},
  "pipeline/engine": {values: ["core"]},
  "pipeline/source": {values: ["core"]},
  "pipeline/dataset": {values: ["core", ...p("source")]},
  "pipeline/explore": {values: ["core", ...p("dataset")]},
  "pipeline/features": {values: ["core", ...p("engine", "dataset")]},
  "pipeline/model": {values: ["core", ...p("engine")], types: p("features")},
  "pipeline/training": {values: ["core", ...p("engine", "dataset", "features", "model")]},
  "pipeline/tuning": {values: ["core"], types: p("training", "evaluation")},
  "pipeline/evaluation": {values: ["core", ...p("dataset")]},
  "pipeline/explanation": {values: ["core", ...p("engine", "model")]},
  "pipeline/artefact": {values: ["core", ...p("engine", "model")], types: results},
  "pipeline/study": {
    values: [
      "core",
      ...p("engine", "dataset", "features", "model", "training", "evaluation", "explanation", "artefact"),
    ],
  },
  "pipeline/figure": {values: ["core"], types: [...results, ...p("engine", "study")]},
  "report/notebook": {values: ["core"]},
  "report/render": {values: ["core"], types: ["report/notebook"]},
  "report/build": {values: ["core", "report/notebook", "report/render"]},
  "report/check": {values: ["core", "report/notebook", "report/render", "report/build"]},
  "report/init": {values: ["core", "report/notebook", "report/render", "report/check"]},
  "report/compare": {values: ["core", "report/render", "report/build"]},
  "report/preview": {values: ["core", "report/notebook", "report/render", "report/build"]},
  "report/forms": {values: ["core", "report/render"], types: ["report/notebook"]},
  cli: {
    values: [
      "core",
      ...p("engine", "source", "dataset", "model", "artefact", "study", "figure"),
      "report/notebook",
      "report/render",
      "report/build",
      "report/check",
      "report/init",
      "report/compare",
      "report/forms",
      "report/preview",
    ],
  },
};

const root = "src";
const files = readdirSync(root, {recursive: true, encoding: "utf8"}).filter(
  (f) => f.endsWith(".ts") && dirname(f) !== ".",
);

interface Import {
  readonly typeOnly: boolean;
  readonly target: string;
}

function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), "utf8");
  const statements = source.matchAll(/^\s*(?:import|export)\s+(type\s)?([^"';]*?from\s+)?"([^"]+)"/gm);
  const dynamic = source.matchAll(/import\("([^"]+)"\)/g);
  return [
    ...[...statements].map(([, type, , target]) => ({typeOnly: type !== undefined, target: target!})),
    ...[...dynamic].map(([, target]) => ({typeOnly: false, target: target!})),
  ];
}

function roomOf(file: string): string {
  const room = Object.keys(rules)
    .filter((name) => file === name || file.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length)[0];
  return room ?? dirname(file);
}

describe("the architecture", () => {
  it.each(files)("%s lies in a known room", (file) => {
    expect(Object.keys(rules)).toContain(roomOf(file));
  });

  it.each(files)("%s imports only what its room may see", (file) => {
    const room = roomOf(file);
    const {values, types = []} = rules[room]!;
    const violations = importsOf(file)
      .filter(({target}) => target.startsWith("."))
      .map(({typeOnly, target}) => ({typeOnly, target: roomOf(normalize(join(dirname(file), target)))}))
      .filter(
        ({typeOnly, target}) => target !== room && !values.includes(target) && !(typeOnly && types.includes(target)),
      )
      .map(({target, typeOnly}) => `${room} -> ${target}${typeOnly ? " (type)" : ""}`);
    expect(violations).toEqual([]);
  });

  it.each(files.filter((f) => f.startsWith("core/")))("%s knows no machine learning", (file) => {
    expect(importsOf(file).filter(({target}) => /^(@tensorflow\/|onnxruntime)/.test(target))).toEqual([]);
  });

  it.each(files.filter((f) => f.startsWith("report/")))("%s renders without an engine", (file) => {
    expect(importsOf(file).filter(({target}) => target.startsWith("@tensorflow/"))).toEqual([]);
  });

  it.each(files.filter((f) => f.startsWith("pipeline/") || f.startsWith("service/")))(
    "%s knows no document",
    (file) => {
      expect(importsOf(file).filter(({target}) => /^(puppeteer|markdown-it|tslab)/.test(target))).toEqual([]);
    },
  );

  it.each(files.filter((f) => !f.startsWith("cli/")))("%s takes chance, time and place as arguments", (file) => {
    // The ends: progress clocks, the kernel child and timers of the executor read the machine's clock, never the report's bytes.
    const code = readFileSync(join(root, file), "utf8").replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    expect(code).not.toMatch(/Math\.random\(|Date\.now\(|new Date\(\)/);
  });
});
