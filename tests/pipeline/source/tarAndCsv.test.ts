import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {parseCsv} from "../../../src/pipeline/source/parseCsv.js";
import {tarEntries} from "../../../src/pipeline/source/tarEntries.js";

const peers = JSON.parse(readFileSync("tests/fixtures/photo/peers.json", "utf8")) as {
  tar: string;
  csv: {text: string; rows: string[][]};
};
const archive = new Uint8Array(Buffer.from(peers.tar, "base64"));

describe("tarEntries(archive, file)", () => {
  it("lists what Python's tarfile packed, long names included, and passes over folders", () => {
    const entries = [...tarEntries(archive, "a.tar")].map(({name, bytes}) => [name, bytes.length]);
    expect(entries).toEqual([
      ["images/7.jpg", 5],
      ["images/empty.jpg", 0],
      [`${"deep/".repeat(30)}long.bin`, 1280],
    ]);
  });

  it("hands out the bytes of each file", () => {
    const [first] = tarEntries(archive, "a.tar");
    expect(Buffer.from(first!.bytes).toString()).toBe("seven");
  });

  it("names the file and the place where an archive is damaged or ends early", () => {
    const damaged = archive.slice();
    damaged[130] = 0x78;
    expect(() => [...tarEntries(damaged, "a.tar")]).toThrow("a.tar: expected the header of a file at byte 0");
    expect(() => [...tarEntries(archive.slice(0, 2600), "a.tar")]).toThrow("a.tar: it ends within deep/");
  });
});

describe("parseCsv(text, file)", () => {
  it("reads quotes, doubled quotes, empty fields and lines as Python's csv does", () => {
    expect(parseCsv(peers.csv.text, "a.csv").map(({fields}) => fields)).toEqual(peers.csv.rows);
  });

  it("counts lines as an editor does, also behind a field of two lines", () => {
    expect(parseCsv('a,b\n"x\ny",1\nc,d\n', "a.csv").map(({line}) => line)).toEqual([1, 2, 4]);
  });

  it("reads back whatever was written", () => {
    const field = fc.string({unit: fc.constantFrom("a", '"', ",", "\n", " ", "é"), maxLength: 5});
    const written = fc.array(fc.array(field, {minLength: 2, maxLength: 4}), {maxLength: 6});
    fc.assert(
      fc.property(written, (rows) => {
        const text = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(",")).join("\r\n");
        expect(parseCsv(text, "a.csv").map(({fields}) => fields)).toEqual(rows);
      }),
    );
  });

  it("refuses quotes that do not match, with the line", () => {
    expect(() => parseCsv('a,b\n1,"two', "a.csv")).toThrow("a.csv, line 2: a quote is opened and never closed");
    expect(() => parseCsv('a,b\n"1"x,2', "a.csv")).toThrow("a.csv, line 2: expected a comma or the end of the line");
  });
});
