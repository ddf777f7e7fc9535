import {deflateSync} from "node:zlib";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {marksOf} from "../../../../src/report/render/pdf/read/content.js";
import {eachOperator} from "../../../../src/report/render/pdf/read/operators.js";
import {readPdf} from "../../../../src/report/render/pdf/read/pdfFile.js";
import {structureOf} from "../../../../src/report/render/pdf/read/structure.js";

/** The operators of a content with their operands. */
function operatorsOf(content: string): unknown[] {
  const found: unknown[] = [];
  eachOperator(Buffer.from(content, "latin1"), (operator, {numbers, texts}) =>
    found.push([operator, ...numbers, ...texts]),
  );
  return found;
}

/** A PDF of one page with some content, and what belongs to it. */
function fileOf(content: string, objects: readonly string[] = [], resources = ""): ReturnType<typeof readPdf> {
  const stream = deflateSync(content).toString("latin1");
  const bodies = [
    "1 0 obj\n<</Type /Catalog\n/Pages 2 0 R>>\nendobj",
    "2 0 obj\n<</Type /Pages\n/Count 1\n/Kids [3 0 R]>>\nendobj",
    `3 0 obj\n<</Type /Page\n/Resources <<${resources}>>\n/MediaBox [0 0 200 100]\n/Contents 4 0 R>>\nendobj`,
    `4 0 obj\n<</Filter /FlateDecode\n/Length ${stream.length}>> stream\n${stream}\nendstream\nendobj`,
    ...objects,
  ];
  return readPdf(Buffer.from(`%PDF-1.4\n${bodies.join("\n")}`, "latin1"));
}

describe("eachOperator(content, visit)", () => {
  it("keeps numbers, names, strings and dictionaries apart", () => {
    expect(
      operatorsOf("q\n.24 0 0 -.24 0 841.9 cm\n/F4 12 Tf <0001>Tj /P <</MCID 3 >>BDC [<01> -5 <02>] TJ (a\\)b) Tj"),
    ).toEqual([
      ["q"],
      ["cm", 0.24, 0, 0, -0.24, 0, 841.9],
      ["Tf", 12, "/F4"],
      ["Tj", "<0001>"],
      ["BDC", "/P", "<</MCID 3 >>"],
      ["TJ", -5, "<01>", "<02>"],
      ["Tj", "(a\\)b)"],
    ]);
  });

  it("takes a dictionary in a dictionary as one", () => {
    expect(operatorsOf("/Span <</A <</B <FEFF>>> /C 1>> BDC")).toEqual([["BDC", "/Span", "<</A <</B <FEFF>>> /C 1>>"]]);
  });

  it("reads any number as it was written", () => {
    fc.assert(
      fc.property(fc.double({min: -1e6, max: 1e6, noNaN: true}), (number) => {
        const written = number.toFixed(5);
        const [[, read]] = operatorsOf(`${written} w`) as [[string, number]];
        expect(read).toBeCloseTo(Number(written), 8);
      }),
    );
  });

  it("comes to an end on any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({maxLength: 300}), (bytes) => eachOperator(bytes, () => undefined)));
  });
});

describe("marksOf(file, page)", () => {
  const marks = (content: string): ReturnType<typeof marksOf> => {
    const file = fileOf(content);
    return marksOf(file, file.pages[0]!);
  };

  it("places a shape from the upper left corner, through every change of space", () => {
    const [shape] = marks("q 2 0 0 2 10 20 cm 5 5 20 10 re f Q");
    expect(shape).toMatchObject({kind: "shape", left: 20, right: 60, top: 50, bottom: 70, content: undefined});
  });

  it("cuts a shape where it is clipped, and forgets the clip with its state", () => {
    const [cut, whole] = marks("q 0 0 50 50 re W n 0 0 90 90 re f Q 0 0 90 90 re f");
    expect(cut).toMatchObject({right: 50, top: 50});
    expect(whole).toMatchObject({right: 90, top: 10});
  });

  it("knows what is content and what is furniture", () => {
    const [head, text] = marks("0 0 9 9 re f /P <</MCID 7 >>BDC 0 0 9 9 re f EMC");
    expect([head?.content, text?.content]).toEqual([undefined, 7]);
  });

  it("measures text by the widths of its font and reads it by the font's map", () => {
    const map = "1 beginbfchar <0001> <0041> endbfchar 1 beginbfrange <0002> <0003> <0062> endbfrange";
    const font = [
      "5 0 obj\n<</Type /Font\n/Subtype /Type0\n/BaseFont /AAAAAA+Test-Regular\n/DescendantFonts [6 0 R]\n/ToUnicode 7 0 R>>\nendobj",
      "6 0 obj\n<</Type /Font\n/W [1 [500 250] 3 3 1000]\n/DW 100>>\nendobj",
      `7 0 obj\n<</Length ${map.length}>> stream\n${map}\nendstream\nendobj`,
    ];
    const file = fileOf("BT /F1 10 Tf 1 0 0 1 20 40 Tm <0001> Tj 5 0 Td <00020003> Tj ET", font, "/Font <</F1 5 0 R>>");
    const [mark] = marksOf(file, file.pages[0]!);
    expect(mark).toMatchObject({kind: "text", text: "Abc", font: "Test-Regular", size: 10, left: 20});
    expect(mark?.right).toBeCloseTo(20 + 5 + 2.5 + 10);
  });
});

describe("structureOf(file)", () => {
  const element = (id: number, rest: string): string => `${id} 0 obj\n<</Type /StructElem\n${rest}>>\nendobj`;
  const file = fileOf("", [
    "9 0 obj\n<</Type /StructTreeRoot\n/K 10 0 R>>\nendobj",
    element(10, "/S /Figure\n/Alt (A \\(small\\) chart)\n/P 9 0 R\n/K [11 0 R 12 0 R]"),
    element(11, "/S /P\n/P 10 0 R\n/Pg 3 0 R\n/K [4 <</Type /MCR\n/Pg 3 0 R\n/MCID 5>> <</Type /OBJR\n/Obj 99 0 R>>]"),
    element(12, "/S /Caption\n/P 10 0 R\n/Pg 3 0 R\n/K 6"),
  ]);

  it("reads elements, their alternative text and where their contents are", () => {
    expect(structureOf(file)).toMatchObject({
      type: "Figure",
      alt: "A (small) chart",
      children: [
        {
          type: "P",
          contents: [
            {page: 1, content: 4},
            {page: 1, content: 5},
          ],
        },
        {type: "Caption", contents: [{page: 1, content: 6}]},
      ],
    });
  });

  it("is nothing where a file has no tags", () => {
    expect(structureOf(fileOf(""))).toBeUndefined();
  });
});
