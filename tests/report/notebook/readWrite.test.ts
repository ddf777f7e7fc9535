import {readFileSync} from "node:fs";
import {mkdtemp, readdir, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Ajv} from "ajv";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {Notebook} from "../../../src/report/notebook/nbformat.js";
import {parseNotebook, readNotebook} from "../../../src/report/notebook/readNotebook.js";
import {formatNotebook, writeNotebook} from "../../../src/report/notebook/writeNotebook.js";
import {fixture, read} from "./fixtures.js";

const official = "tests/fixtures/nbformat/nbformat.v4.5.schema.json";

/** Checks against the official schema, which is of draft 4; Ajv reads it as it is but for its first line. */
function problemsOf(text: string): unknown {
  const {$schema: _, ...schema} = JSON.parse(readFileSync(official, "utf8")) as Record<string, unknown>;
  const validate = new Ajv({strict: false}).compile(schema);
  return validate(JSON.parse(text)) ? [] : validate.errors;
}

describe("formatNotebook", () => {
  it("writes what Python's nbformat writes, byte for byte", () => {
    const text = readFileSync("tests/fixtures/nbformat/python.ipynb", "utf8");
    expect(formatNotebook(parseNotebook(text, "python.ipynb"))).toBe(text);
  });

  it("brings an old notebook to nbformat 4.5", async () => {
    const text = formatNotebook(await read("old-format"));
    expect(problemsOf(text)).toEqual([]);
    expect(JSON.parse(text)).toMatchObject({nbformat: 4, nbformat_minor: 5, metadata: {unknown: {a: 2, b: 1}}});
  });

  it("would be told by the schema of a notebook without ids", () => {
    const text = JSON.stringify({nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [{cell_type: "markdown"}]});
    expect(problemsOf(text)).not.toEqual([]);
  });

  it("keeps any text, metadata and data through writing and reading, and stays valid", () => {
    const text = fc.string({
      unit: fc.oneof(fc.string({unit: "binary", maxLength: 2}), fc.constantFrom("\n", "\r", "\u2028", "\v")),
    });
    const metadata = fc.dictionary(fc.string({minLength: 1}), fc.jsonValue({maxDepth: 2}), {maxKeys: 3});
    const bundle = fc.record({"text/html": text, "application/json": fc.jsonValue({maxDepth: 2}), "image/png": text});
    const output = fc.oneof(
      fc.record({output_type: fc.constant("stream" as const), name: fc.constantFrom("stdout", "stderr"), text}),
      fc.record({output_type: fc.constant("display_data" as const), data: bundle, metadata}),
      fc.record({
        output_type: fc.constant("execute_result" as const),
        data: bundle,
        metadata,
        execution_count: fc.nat(),
      }),
      fc.record({
        output_type: fc.constant("error" as const),
        ename: fc.string(),
        evalue: fc.string(),
        traceback: fc.array(fc.string()),
      }),
    );
    const plain = {
      source: text,
      metadata: metadata.map(({tags: _t, ...rest}) => withoutReserved(rest)),
    };
    const cell = fc.oneof(
      fc.record({cell_type: fc.constantFrom("markdown", "raw"), ...plain}),
      fc.record({
        cell_type: fc.constant("code"),
        ...plain,
        execution_count: fc.option(fc.nat()),
        outputs: fc.array(output, {maxLength: 3}),
      }),
    );
    const notebooks = fc
      .record({metadata: metadata.map(withoutReserved), cells: fc.array(cell, {maxLength: 4})})
      .map(({metadata, cells}) => ({
        nbformat: 4,
        nbformat_minor: 5,
        metadata,
        cells: cells.map((one, i) => ({...one, id: `c${i}`})),
      })) as unknown as fc.Arbitrary<Notebook>;
    fc.assert(
      fc.property(notebooks, (notebook) => {
        const written = formatNotebook(notebook);
        expect(problemsOf(written)).toEqual([]);
        expect(parseNotebook(written, "x")).toEqual(JSON.parse(JSON.stringify(notebook)));
        expect(formatNotebook(parseNotebook(written, "x"))).toBe(written);
      }),
      {numRuns: 60},
    );
  });

  it("writes the file whole and leaves nothing beside it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "lookbook-notebook-"));
    const path = join(folder, "deep", "x.ipynb");
    await writeNotebook(path, await read("outputs"));
    expect(await readFile(path, "utf8")).toBe(formatNotebook(await read("outputs")));
    expect(await readdir(join(folder, "deep"))).toEqual(["x.ipynb"]);
    await rm(folder, {recursive: true});
  });
});

describe("parseNotebook", () => {
  it("joins lines and makes ids that stay the same from reading to reading", async () => {
    const {cells} = await read("old-format");
    expect(cells.map(({source}) => source)).toEqual(["# Title\n\ntext", "const a = 1;\na"]);
    expect(cells[1]).toMatchObject({outputs: [{output_type: "stream", name: "stdout", text: "1\n2"}]});
    expect(cells.map(({id}) => id)).toEqual((await read("old-format")).cells.map(({id}) => id));
    expect(new Set(cells.map(({id}) => id)).size).toBe(2);
  });

  const cell = {cell_type: "markdown", metadata: {}, source: ""};
  const around = (...cells: unknown[]): string => JSON.stringify({nbformat: 4, nbformat_minor: 5, metadata: {}, cells});

  it.each([
    ["[]", "expected an object, got a list"],
    ['{"nbformat": 4}', "expected a list of cells, got nothing"],
    [around(7), "cell 1: expected an object, got 7"],
    [around({...cell, metadata: []}), "cell 1, metadata: expected an object, got a list"],
    [around({...cell, metadata: {tags: "x"}}), 'cell 1: expected tags as a list of texts, got "x"'],
    [around(cell, {...cell, cell_type: "heading"}), 'cell 2: expected cell_type code, markdown or raw, got "heading"'],
    [
      around({...cell, id: "a"}, {...cell, id: "a"}),
      'cell 2: expected an id of its own, got "a", which is also cell 1\'s',
    ],
    [around({...cell, cell_type: "code", outputs: 1}), "cell 1: expected a list of outputs, got 1"],
    [
      around({...cell, cell_type: "code", outputs: [{output_type: "pyout"}]}),
      'cell 1, output 1: expected output_type stream, display_data, execute_result or error, got "pyout"',
    ],
  ])("says where %s is no notebook", (text, message) => {
    expect(() => parseNotebook(text, "x.ipynb")).toThrow(message);
  });

  it.each([
    ["not-json", /not-json\.ipynb, line 2: expected JSON, got Expected double-quoted property name/],
    ["merge-conflict", /merge-conflict\.ipynb, line 2: expected JSON, got an unresolved merge conflict/],
    ["empty", /empty\.ipynb.*: expected JSON, got an empty file/],
    ["nbformat-3", /nbformat-3\.ipynb: expected nbformat 4 \(open an older one in JupyterLab and save it, .*got 3/],
    ["malformed-cell", /malformed-cell\.ipynb, cell 2: expected source as text or a list of lines, got 7/],
  ])("refuses %s in one sentence that names the file", async (name, message) => {
    await expect(read(name)).rejects.toThrow(message);
    await expect(read(name)).rejects.toMatchObject({name: "LookbookError", code: "bad-notebook"});
  });

  it("says that a notebook is missing", async () => {
    await expect(readNotebook(fixture("no-such"))).rejects.toThrow(/notebook .*no-such\.ipynb does not exist/);
  });
});

/** Names for which the schema wants a type of its own. */
function withoutReserved(metadata: Record<string, unknown>): Record<string, unknown> {
  const reserved = ["tags", "kernelspec", "language_info", "orig_nbformat", "title", "authors", "name", "format"];
  const others = ["collapsed", "scrolled", "deletable", "editable", "jupyter", "execution", "__proto__"];
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => ![...reserved, ...others].includes(key)));
}
