import {deflateSync} from "node:zlib";

/** A PDF by the book (ISO 32000-1, 7.5) with a page for each text, compressed as browsers do it. */
export function makePdf(texts: readonly string[], {producer = "hand"}: {readonly producer?: string} = {}): Uint8Array {
  const pageNumber = (i: number): number => 4 + 2 * i;
  const objects = [
    "<</Type /Catalog /Pages 2 0 R>>",
    `<</Type /Pages /Kids [${texts.map((_, i) => `${pageNumber(i)} 0 R`).join(" ")}] /Count ${texts.length}>>`,
    "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
    ...texts.flatMap((text, i) => [
      `<</Type /Page /Parent 2 0 R /Resources <</Font <</F1 3 0 R>>>> /Contents ${pageNumber(i) + 1} 0 R>>`,
      stream(`BT /F1 12 Tf 72 720 Td (${text}) Tj ET`),
    ]),
    `<</Producer (${producer})>>`,
  ];
  const chunks = ["%PDF-1.4\n"];
  const offsets = objects.map((body, i) => {
    const offset = chunks.join("").length;
    chunks.push(`${i + 1} 0 obj\n${body}\nendobj\n`);
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const start = chunks.join("").length;
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  const trailer = `trailer\n<</Size ${objects.length + 1} /Root 1 0 R /Info ${objects.length} 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(chunks.join("") + table + trailer, "latin1");
}

function stream(text: string): string {
  const packed = deflateSync(text).toString("latin1");
  return `<</Filter /FlateDecode /Length ${packed.length}>>\nstream\n${packed}\nendstream`;
}
