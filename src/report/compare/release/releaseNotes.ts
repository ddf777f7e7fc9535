import {diffReports} from "../diff/diffReports.js";
import type {ReadReport} from "../report.js";
import {diffMarkdown} from "../show/markdown.js";

/** `NOTES.md` of a release: what it is and what changed since the one before. */
export function releaseNotes(released: ReadReport, before: ReadReport | undefined): string {
  const {digests, page, pdf} = released;
  const {commit, profile, epoch} = digests!.source;
  const html = digests!.files["report.html"]?.sha256;
  const facts = [
    epoch === null ? undefined : `- date: ${new Date(epoch * 1000).toISOString().slice(0, 10)}`,
    `- commit: ${commit ?? "not under version control"}`,
    `- profile: ${profile}`,
    `- SHA-256 of the HTML: \`${html}\``,
    pdf && `- SHA-256 of the PDF: \`${digests!.machine.pdf?.sha256}\` (${digests!.machine.pdf?.browser})`,
  ];
  const changes = before
    ? diffMarkdown(diffReports({...before, name: "the release before"}, {...released, name: "this release"}))
    : "This is the first release.\n";
  const check = "`lookbook verify report/released` builds it again and compares every byte.";
  return `# ${page?.title || "Report"}\n\n${facts.filter(Boolean).join("\n")}\n\n${check}\n\n## What changed\n\n${changes}`;
}
