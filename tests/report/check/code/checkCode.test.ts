import {resolve} from "node:path";
import {beforeAll, describe, expect, it} from "vitest";
import {checkCode} from "../../../../src/report/check/code/checkCode.js";
import {openTypeScript} from "../../../../src/report/check/code/openTypeScript.js";
import {type CellText, codeCells, readOf} from "../notebooks.js";

// One program checks all of them: its start costs more than any notebook.
const notebooks = {
  right: codeCells(
    'import * as fs from "fs";\nimport {mean} from "lookbook/notebook";\nconst xs = [1, 2, 3];',
    "const m: number = mean(xs);\nconst there: boolean = fs.existsSync(String(m));",
  ),
  laterTypes: codeCells("const width = 3;", "\nconst text: string = width;"),
  unknownName: codeCells("const a = 1;\n\nconst b = c + a;"),
  laterName: codeCells("const early = late;", "const late = 1;"),
  redeclared: codeCells("const x = 1;", 'const x = "one";', "const y: string = x;"),
  importedAgain: codeCells(
    'import {mean} from "lookbook";',
    'import {mean} from "lookbook";\nconst m: number = mean([1]);',
  ),
  topAwait: codeCells("const n = await Promise.resolve(4);", "const m: number = n;"),
  implicitAny: codeCells("function half(x) {\n  return x / 2;\n}"),
  nullable: codeCells("const found = [1].find((x) => x > 2);\nconst next: number = found;"),
  looseIndex: codeCells("const first: number = [1, 2][0];"),
  interfaces: codeCells("interface Point {\n  x: number;\n}", "const p: Point = {x: 1};\nconst q: Point = {y: 1};"),
  parameters: [{code: "let epochs: number = 3;", tags: ["parameters"]}, {code: "epochs = 4;"}],
  parameterType: [
    {code: 'let engine: "wasm" | "cpu" = "wasm";', tags: ["parameters"]},
    {code: 'const is: boolean = engine === "cpu";'},
  ],
  moduleCell: codeCells(
    "/** @module orbits */\nexport const year: number = 365.25;",
    'import {year} from "./orbits";\nconst days: string = year;',
  ),
  missingModule: codeCells('import {nothing} from "./no-such-module";'),
  tslab: codeCells('import * as tslab from "tslab";\ntslab.display.html(1);'),
  syntax: codeCells("const a = ;"),
  expectError: codeCells("// @ts-expect-error: on purpose\nconst n: number = 'one';"),
  loops: codeCells(
    "for (const x of [1]) {\n  String(x);\n}",
    "const f = (): void => {\n  for (let i = 0; i < 3; i++) String(i);\n};",
    "if (true) {\n  while (false) {}\n}",
  ),
  promises: codeCells(
    "async function work(): Promise<number> {\n  return 1;\n}",
    "work();\nvoid work();\nawait work();\nconst later = work();\nlater.then(String);\n[1].forEach(async () => {\n  await work();\n});\nawait Promise.all([work()]);",
  ),
  shorthand: codeCells(
    "const seed = 1;",
    "const options = {seed};\nconst local = 2;\nconst fine = {local, seed: seed};",
    "const inside = (seed: number): object => ({seed});",
  ),
  chance: codeCells(
    "const a = Math.random();\nconst Mine = {random: (): number => 4};\nconst b = Mine.random();",
    'import {randomUUID as id} from "node:crypto";\nconst c = id();',
  ),
  clock: codeCells(
    'const a = Date.now();\nconst b = new Date();\nconst c = new Date("2020-01-01");\nconst d = globalThis.performance.now();',
  ),
  machine: codeCells(
    'const home = "/home/ada/data.csv";\nconst here = process.cwd();\nconst fine = "../data/planets.csv";\nconst slash = "/";',
    'import * as paths from "os";\nconst h = paths.homedir();',
  ),
  network: codeCells(
    'const answer = await fetch("https://example.org");',
    'import https from "https";\nhttps.get("https://example.org");',
  ),
  ends: codeCells("console.log(1);\nprocess.exit(1);"),
  empties: codeCells('const figure = {caption: " ", alt: ""};'),
} satisfies Record<string, readonly CellText[]>;

describe("checkCode(tsc, sources)", {timeout: 60_000}, () => {
  const found = new Map<string, string[]>();
  let dependencies: readonly string[] = [];
  beforeAll(() => {
    const names = Object.keys(notebooks) as (keyof typeof notebooks)[];
    const results = checkCode(
      openTypeScript(resolve("notebooks")),
      names.map((name) => readOf(notebooks[name], name)),
      {},
    );
    for (const [i, name] of names.entries()) {
      const {problems} = results[i]!;
      found.set(
        name,
        problems.map(({rule, cell, line, message}) => `${rule} ${cell}:${line} ${message}`),
      );
    }
    dependencies = results[0]!.dependencies;
  }, 60_000);
  const of = (name: keyof typeof notebooks): string[] => found.get(name)!;

  it.each(["right", "redeclared", "importedAgain", "topAwait", "looseIndex", "parameterType", "expectError"] as const)(
    "has nothing to say of the notebook %s",
    (name) => expect(of(name)).toEqual([]),
  );

  it.each([
    ["laterTypes", "types 2:2 Type 'number' is not assignable to type 'string'."],
    ["unknownName", "types 1:3 Cannot find name 'c'."],
    ["laterName", "types 1:1 Cannot find name 'late'."],
    ["implicitAny", "types 1:1 Parameter 'x' implicitly has an 'any' type."],
    ["nullable", "types 1:2 Type 'number | undefined' is not assignable to type 'number'."],
    ["interfaces", "types 2:2 Type '{ y: number; }' is not assignable to type 'Point'."],
    ["moduleCell", "types 2:2 Type 'number' is not assignable to type 'string'."],
    ["missingModule", "types 1:1 Cannot find module './no-such-module'"],
    ["tslab", "types 1:2 Argument of type 'number' is not assignable to parameter of type 'string'."],
    ["syntax", "types 1:1 Expression expected."],
  ] as const)("names cell and line of the mistake in %s", (name, expected) => {
    expect(of(name)).toHaveLength(1);
    expect(of(name)[0]).toContain(expected);
  });

  it("treats parameters as the constants that a build injects", () => {
    expect(of("parameters")).toEqual(["types 2:1 Cannot assign to 'epochs' because it is a constant."]);
  });

  it("finds loops outside of functions alone", () => {
    expect(of("loops").map((text) => text.slice(0, 18))).toEqual(["top-level-loop 1:1", "top-level-loop 3:2"]);
  });

  it("finds promises that nobody waits for, and no others", () => {
    expect(of("promises").map((text) => text.replace(/ [a-zA-Z ]+$/, ""))).toEqual([
      "floating-promise 2:1",
      "floating-promise 2:5",
      "floating-promise 2:6",
    ]);
  });

  it("finds the shorthand that tslab would fail at, and no other", () => {
    expect(of("shorthand")).toEqual([
      'shorthand 2:1 tslab does not find "seed" of an earlier cell behind the shorthand {seed}',
    ]);
  });

  it.each([
    ["chance", ["chance 1:1 Math.random()", "chance 2:2 crypto.randomUUID()"]],
    ["clock", ["clock 1:1 Date.now()", "clock 1:2 new Date()", "clock 1:4 performance.now()"]],
    [
      "machine",
      [
        'machine-paths 1:1 the path "/home/ada/data.csv"',
        "machine-paths 1:2 process.cwd()",
        "machine-paths 2:2 os.homedir()",
      ],
    ],
    ["network", ["network 1:1 fetch()", "network 2:2 https.get()"]],
    ["ends", ["console 1:1 console.log()", "exit 1:2 process.exit()"]],
    ["empties", ["captions 1:1 an empty caption", "alternative-text 1:1 an empty alternative text"]],
  ] as const)("finds what a report must not do: %s", (name, expected) => {
    expect(of(name)).toHaveLength(expected.length);
    for (const [i, start] of expected.entries()) expect(of(name)[i]).toContain(start);
  });

  it("tells on which files the answer rests, and on no cell", () => {
    expect(dependencies.some((file) => file.endsWith("lib.es2022.d.ts"))).toBe(true);
    expect(dependencies.some((file) => file.endsWith("dist/notebook.d.ts"))).toBe(true);
    expect(dependencies.filter((file) => file.includes("-cells/"))).toEqual([]);
  });

  it("checks what an index gives where the project asks for it", () => {
    const tsc = openTypeScript(resolve("notebooks"));
    const [result] = checkCode(tsc, [readOf(notebooks.looseIndex)], {uncheckedIndex: true});
    expect(result!.problems.map(({message}) => message)).toEqual([
      "Type 'number | undefined' is not assignable to type 'number'.   Type 'undefined' is not assignable to type 'number'.",
    ]);
  });
});
