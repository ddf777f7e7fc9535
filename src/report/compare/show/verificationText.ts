import type {FileComparison, Verification} from "../verify/verifyReports.js";
import {counted} from "./plain.js";
import {diffText, type TextOptions} from "./text.js";

/** What came out of building a report again, for the terminal. */
export function verificationText(verification: Verification, options: TextOptions = {}): string {
  const {equal, files, altered, expected, diff, page, pdf} = verification;
  const compared = files.filter(({outcome}) => outcome !== "not compared").length;
  const head = equal
    ? `${diff.old} can be built again: ${counted(compared, "file")} equal, byte for byte`
    : `${diff.old} cannot be built again: ${counted(files.filter(({outcome}) => outcome === "differs").length, "file")} of ${compared} differ`;
  const width = Math.max(0, ...files.map(({name}) => name.length));
  const parts = [
    [head, ...files.map((file) => `  ${file.name.padEnd(width)}  ${outcomeOf(file)}`)],
    altered.map((name) => `${name} is not the file that digests.json records: it was changed after the build`),
    list(equal ? "although" : "a difference is expected, because", expected),
    equal || diff.equal || diff.elsewhere ? [] : [diffText(diff, options).trimEnd()],
    page
      ? [
          `report.html differs first at byte ${page.bytes.start}, in ${page.where}`,
          `  was: ${page.old}`,
          `  is:  ${page.new}`,
        ]
      : [],
    pdf
      ? [
          `report.pdf differs first at byte ${pdf.bytes.start}, in ${pdf.page === undefined ? "no page" : `page ${pdf.page}`}, ${objectOf(pdf)}`,
          `  was: ${pdf.old}`,
          `  is:  ${pdf.new}`,
        ]
      : [],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function outcomeOf({outcome, old, new: now, reason}: FileComparison): string {
  switch (outcome) {
    case "equal":
      return `equal    ${old}`;
    case "differs":
      return `differs  ${old?.slice(0, 16)}… → ${now?.slice(0, 16)}…`;
    case "not compared":
      return `not compared: ${reason}`;
  }
}

function objectOf({object, kind}: NonNullable<Verification["pdf"]>): string {
  return object === undefined ? kind : `object ${object} (${kind})`;
}

function list(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [title, ...items.map((item) => `  - ${item}`)];
}
