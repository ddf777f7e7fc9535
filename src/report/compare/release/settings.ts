import {join} from "node:path";
import {LookbookError} from "../../../core/errors.js";
import {readJson} from "../../../core/files.js";

/** `release` of report.json: what a release shows of the report, for a README. */
export interface ReleaseSettings {
  /** Ids of figures and tables, as references name them: `fig-confusion`. */
  readonly pictures: readonly string[];
  /** Pages of the PDF, from 1; defaults to the first two. */
  readonly pages: readonly number[];
}

/**
 * Reads the settings of releases from the configuration in `folder`.
 * @throws LookbookError `bad-config` naming the key
 */
export async function readReleaseSettings(folder: string): Promise<ReleaseSettings> {
  const path = join(folder, "report.json");
  const {release = {}} = (await readJson(path, "report configuration")) as {release?: unknown};
  const {pictures = [], pages = [1, 2]} = release as Record<string, unknown>;
  const fail = (key: string, expected: string, got: unknown): never => {
    throw new LookbookError("bad-config", `${path}: "${key}" must be ${expected}, got ${JSON.stringify(got)}`);
  };
  if (!Array.isArray(pictures) || !pictures.every(isId)) {
    return fail("release.pictures", 'a list of ids of figures and tables, such as "fig-confusion"', pictures);
  }
  if (!Array.isArray(pages) || !pages.every(isPage)) {
    return fail("release.pages", "a list of page numbers from 1", pages);
  }
  return {pictures, pages};
}

function isId(id: unknown): id is string {
  return typeof id === "string" && /^(fig|tab)-[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*$/u.test(id);
}

function isPage(page: unknown): page is number {
  return Number.isInteger(page) && Number(page) > 0;
}
