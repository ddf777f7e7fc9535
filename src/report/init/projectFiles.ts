import {firstNotebook} from "./firstNotebook.js";
import {readme} from "./readme.js";

/** What a new project is called. */
export interface ProjectNames {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  /** Of the npm package. */
  readonly name: string;
  /** The dependency on this package: a version, or `file:` and a path. */
  readonly lookbook: string;
}

/** The files of a new project: path to content. */
export function projectFiles({title, language, name, lookbook}: ProjectNames): Readonly<Record<string, string>> {
  const manifest = {
    name,
    version: "0.1.0",
    private: true,
    scripts: {report: "lookbook build", preview: "lookbook preview", check: "lookbook check"},
    dependencies: {lookbook},
  };
  const report = {title, subtitle: "", authors: [], language, chapters: ["01-first"]};
  return {
    "package.json": json(manifest),
    "report/report.json": json(report),
    "notebooks/01-first.ipynb": firstNotebook(language),
    "data/.gitkeep": "",
    ".gitignore": `${["node_modules/", "report/dist/", "report/.cache/", "data/processed/", ".ipynb_checkpoints/"].join("\n")}\n`,
    "README.md": readme(title, language),
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
