/** What a PDF says of itself. */
export interface PdfMetadata {
  readonly title: string;
  readonly authors: readonly string[];
  readonly subject?: string | undefined;
  /** ISO 8601; stands in for the time of printing. */
  readonly date: string;
}

/**
 * Gives a PDF of Chromium's its authors and a date that is not the clock's. The dates are overwritten in place; what has
 * another length goes into an update at the end of the file (ISO 32000-1, 7.5.6), so that no offset moves.
 */
export function withMetadata(pdf: Uint8Array, metadata: PdfMetadata): Uint8Array {
  const day = pdfDate(metadata.date);
  // Latin-1 maps bytes to characters one to one, so the text has the file's offsets.
  const text = Buffer.from(pdf)
    .toString("latin1")
    .replaceAll(/\/(CreationDate|ModDate) \(D:\d{14}\+00'00'\)/g, `/$1 (${day})`);
  const size = Number(/\/Size (\d+)/.exec(text.slice(text.lastIndexOf("trailer")))?.[1]);
  const root = /\/Root (\d+ 0 R)/.exec(text.slice(text.lastIndexOf("trailer")))?.[1];
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1];
  if (root === undefined || previous === undefined || Number.isNaN(size)) return Buffer.from(text, "latin1");
  const start = text.length + 1;
  const entries = [
    `/Title ${pdfString(metadata.title)}`,
    metadata.authors.length > 0 ? `/Author ${pdfString(metadata.authors.join(", "))}` : "",
    metadata.subject === undefined ? "" : `/Subject ${pdfString(metadata.subject)}`,
    "/Creator (Lookbook)",
    "/Producer (Lookbook, Chromium)",
    `/CreationDate (${day})`,
    `/ModDate (${day})`,
  ].filter(Boolean);
  const info = `\n${size} 0 obj\n<<${entries.join("\n")}>>\nendobj\n`;
  const table = `xref\n${size} 1\n${String(start).padStart(10, "0")} 00000 n \n`;
  const trailer = `trailer\n<</Size ${size + 1}\n/Root ${root}\n/Info ${size} 0 R\n/Prev ${previous}>>\n`;
  const at = text.length + info.length;
  return Buffer.from(`${text}${info}${table}${trailer}startxref\n${at}\n%%EOF\n`, "latin1");
}

/** `D:20261121000000+00'00'`, in UTC. */
function pdfDate(iso: string): string {
  const [, year = "2000", month = "01", day = "01", time = ""] =
    /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d:\d\d))?/.exec(iso) ?? [];
  return `D:${year}${month}${day}${(time || "00:00:00").replaceAll(":", "")}+00'00'`;
}

/** A text string in UTF-16 with its mark, in hex: any character, and nothing to escape. */
function pdfString(text: string): string {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le").swap16();
  return `<${bytes.toString("hex").toUpperCase()}>`;
}
