import {join} from "node:path";
import {LookbookError} from "../../../core/errors.js";
import {readText} from "../../../core/files.js";
import {writeFolder} from "../writeFolder.js";
import {markdownFiles} from "./markdownFiles.js";

/** What {@link writeMarkdown} left. */
export interface WrittenMarkdown {
  readonly folder: string;
  /** Chapters, appendices and the index. */
  readonly pages: number;
  /** Figures and pictures. */
  readonly pictures: number;
  readonly warnings: readonly string[];
}

/**
 * Writes the report that lies in `dist` as Markdown into `dist/markdown`; runs nothing.
 * @throws LookbookError `missing-file` where there is no report; `disk`
 */
export async function writeMarkdown(dist: string): Promise<WrittenMarkdown> {
  const html = await readText(join(dist, "report.html"), "report").catch((cause: unknown) => {
    if (!(cause instanceof LookbookError && cause.code === "missing-file")) throw cause;
    throw new LookbookError("missing-file", `there is no report in ${dist}; run \`lookbook build\` first`, {cause});
  });
  const {files, warnings} = markdownFiles(html);
  const folder = join(dist, "markdown");
  await writeFolder(folder, files);
  const pages = [...files.keys()].filter((path) => path.endsWith(".md")).length;
  return {folder, pages, pictures: files.size - pages, warnings};
}
