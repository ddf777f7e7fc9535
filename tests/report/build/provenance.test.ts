import {describe, expect, it} from "vitest";
import type {ExecutedChapter} from "../../../src/report/build/executedChapter.js";
import {codeHash, factsOf, provenanceOf} from "../../../src/report/build/provenance.js";
import {carries, chapter, code, markdown} from "../render/notebooks.js";

const {name, path, notebook} = chapter("01-data", [
  markdown("# Data"),
  code("publish()", [
    carries({kind: "values", values: {"provenance.data.name": "Garments", "provenance.data.sha256": "f0b2"}}),
  ]),
]);
const executed = [{name, path, notebook, execution: {notebook}}] as unknown as ExecutedChapter[];
const context = (language: string): Parameters<typeof provenanceOf>[1] => ({
  config: {language},
  commit: {hash: "3f9c2ab4d5e6f708", dirty: true, epoch: undefined},
  paths: {root: "."},
  profile: "quick",
  parameters: {seed: 7},
  inputs: {library: "abcd"},
});

describe("provenanceOf(chapters, context)", () => {
  it("tells beside figures and values what all of them were computed with, and not the rest", () => {
    const traced = provenanceOf(executed, context("en")).filter((group) => group.traced);
    expect(traced.map(({title, rows}) => [title, ...rows.map((row) => `${row.name}: ${row.value}`)])).toEqual([
      [
        "Source",
        "Commit: 3f9c2ab4d5e6, with changes that were not committed",
        "Profile: quick",
        "Parameter seed: 7",
        "SHA-256 of the library: abcd",
      ],
      ["Data", "Name: Garments", "SHA-256: f0b2"],
    ]);
  });

  it("speaks the language of the report", () => {
    const [source, , chapters] = provenanceOf(executed, context("de"));
    expect(source!.rows[0]).toEqual({name: "Stand", value: "3f9c2ab4d5e6, mit Änderungen, die nicht eingetragen sind"});
    expect(chapters!.rows[0]!.value).toBe(`Programm ${codeHash(notebook).slice(0, 16)}`);
    expect(factsOf(executed, context("de")).map((fact) => fact.name)).toEqual(["Profil", "Daten", "Stand"]);
  });
});
