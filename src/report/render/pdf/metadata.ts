import {escapeHtml} from "../../../core/html.js";
import {stableIds} from "./stableIds.js";

/** What a PDF says of itself. */
export interface PdfMetadata {
  readonly title: string;
  readonly authors: readonly string[];
  readonly subject?: string | undefined;
  /** BCP 47. */
  readonly language?: string | undefined;
  /** ISO 8601; stands in for the time of printing. */
  readonly date: string;
}

/**
 * Gives a PDF of Chromium's its authors, its description for catalogues (XMP, ISO 16684-1) and a date that is not the clock's. The
 * dates and the ids of tags are overwritten in place; what has another length goes into an update at the end of the file (ISO 32000-1, 7.5.6), so that
 * no offset moves. It claims no PDF/UA: Chromium leaves heads and page numbers unmarked, which that standard forbids.
 */
export function withMetadata(pdf: Uint8Array, metadata: PdfMetadata): Uint8Array {
  const day = pdfDate(metadata.date);
  // Latin-1 maps bytes to characters one to one, so the text has the file's offsets.
  const text = stableIds(Buffer.from(pdf).toString("latin1")).replaceAll(
    /\/(CreationDate|ModDate) \(D:\d{14}\+00'00'\)/g,
    `/$1 (${day})`,
  );
  const end = text.slice(text.lastIndexOf("trailer"));
  const size = Number(/\/Size (\d+)/.exec(end)?.[1]);
  const root = /\/Root (\d+) 0 R/.exec(end)?.[1];
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1];
  if (root === undefined || previous === undefined || Number.isNaN(size)) return Buffer.from(text, "latin1");
  const catalog = new RegExp(`(?:^|\\n)${root} 0 obj\\n<<([\\s\\S]*?)>>\\nendobj`).exec(text)?.[1];
  const packet = Buffer.from(xmp(metadata), "utf8").toString("latin1");
  const objects: [number, string][] = [
    [size, `<<${infoEntries(metadata, day).join("\n")}>>`],
    [size + 1, `<</Type /Metadata\n/Subtype /XML\n/Length ${packet.length}>>\nstream\n${packet}\nendstream`],
    ...(catalog === undefined ? [] : [[Number(root), `<<${catalog}\n/Metadata ${size + 1} 0 R>>`] as [number, string]]),
  ];
  let update = "\n";
  let table = "xref\n";
  for (const [id, body] of objects) {
    table += `${id} 1\n${String(text.length + update.length).padStart(10, "0")} 00000 n \n`;
    update += `${id} 0 obj\n${body}\nendobj\n`;
  }
  const trailer = `trailer\n<</Size ${size + 2}\n/Root ${root} 0 R\n/Info ${size} 0 R\n/Prev ${previous}>>\n`;
  return Buffer.from(`${text}${update}${table}${trailer}startxref\n${text.length + update.length}\n%%EOF\n`, "latin1");
}

function infoEntries({title, authors, subject}: PdfMetadata, day: string): string[] {
  return [
    `/Title ${pdfString(title)}`,
    authors.length > 0 ? `/Author ${pdfString(authors.join(", "))}` : "",
    subject === undefined || subject === "" ? "" : `/Subject ${pdfString(subject)}`,
    "/Creator (Lookbook)",
    `/Producer (${producer})`,
    `/CreationDate (${day})`,
    `/ModDate (${day})`,
  ].filter(Boolean);
}

const producer = "Lookbook, Chromium";

function xmp({title, authors, subject = "", language, date}: PdfMetadata): string {
  const [, day = "2000-01-01", time = "00:00:00"] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d))?/.exec(date) ?? [];
  const moment = `${day}T${time}Z`;
  const alternative = (text: string): string =>
    `<rdf:Alt><rdf:li xml:lang="x-default">${escapeHtml(text)}</rdf:li></rdf:Alt>`;
  const properties = [
    "<dc:format>application/pdf</dc:format>",
    `<dc:title>${alternative(title)}</dc:title>`,
    authors.length > 0 &&
      `<dc:creator><rdf:Seq>${authors.map((author) => `<rdf:li>${escapeHtml(author)}</rdf:li>`).join("")}</rdf:Seq></dc:creator>`,
    subject !== "" && `<dc:description>${alternative(subject)}</dc:description>`,
    language !== undefined && `<dc:language><rdf:Bag><rdf:li>${escapeHtml(language)}</rdf:li></rdf:Bag></dc:language>`,
    `<xmp:CreateDate>${moment}</xmp:CreateDate>`,
    `<xmp:ModifyDate>${moment}</xmp:ModifyDate>`,
    "<xmp:CreatorTool>Lookbook</xmp:CreatorTool>",
    `<pdf:Producer>${producer}</pdf:Producer>`,
  ];
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
${properties.filter(Boolean).join("\n")}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
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
