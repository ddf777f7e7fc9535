import {describe, expect, it} from "vitest";
import {importsOf} from "../../../src/report/notebook/imports.js";

describe("importsOf(source)", () => {
  it.each<[string, ReturnType<typeof importsOf>]>([
    ['import {a, type B, c as d} from "lookbook";', [{specifier: "lookbook", names: ["a", "B", "c"]}]],
    ['import {\n  a, // one\n  b,\n} from "lookbook";', [{specifier: "lookbook", names: ["a", "b"]}]],
    ["import type {Run} from './run';", [{specifier: "./run", names: ["Run"]}]],
    ['import * as tslab from "tslab";', [{specifier: "tslab", names: undefined}]],
    ['import fs, {readFileSync} from "node:fs";', [{specifier: "node:fs", names: undefined}]],
    ['import "./effects.js";', [{specifier: "./effects.js", names: undefined}]],
    ['const lazy = await import("lookbook");', [{specifier: "lookbook", names: undefined}]],
    ['const old = require("lookbook");', [{specifier: "lookbook", names: undefined}]],
    ['export {orbit} from "./orbits.js";', [{specifier: "./orbits.js", names: ["orbit"]}]],
    ["const important = 1;", []],
  ])("%s", (source, expected) => {
    expect(importsOf(source)).toEqual(expected);
  });

  it("finds each of several", () => {
    const source = 'import {a} from "one";\nimport {b} from "two";\nconst x = a(b);';
    expect(importsOf(source).map(({specifier, names}) => `${specifier} ${names}`)).toEqual(["one a", "two b"]);
  });
});
