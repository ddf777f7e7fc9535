import {readFileSync} from "node:fs";
import {join} from "node:path";
import {LookbookError} from "../../core/errors.js";
import {libraryRoot} from "../../core/paths.js";
import {isInterval, type Payload, toCarrier, type Value} from "../../core/payload.js";
import type {ProgressFactory} from "../../core/progress.js";
import type {Tested} from "./claim.js";
import {notebookProgress} from "./notebookProgress.js";
import {viewOf} from "./view.js";

/** The part of tslab's `display` that a chapter needs. */
export interface Display {
  html(markup: string): void;
}

/** Values by name; nested records become dotted paths. */
export interface ValueTree {
  readonly [name: string]: Value | ValueTree;
}

/** What the cells of one notebook show and publish. */
export interface Chapter {
  /** Shows a figure, a table or pictures under the cell. */
  show(payload: Payload): void;
  /**
   * Publishes values for prose: `publish("baseline.cnn", {accuracy})` is referred to as `{{baseline.cnn.accuracy}}`.
   * A value that no prose shows fails the build, unless it is published for programs, which read `values.json`.
   * @throws LookbookError `bad-option` for a path or a value that prose could not refer to
   */
  publish(path: string, values: ValueTree, options?: PublishOptions): void;
  /**
   * States a claim with the test behind it: `claim("cnn-beats-dense", "The CNN beats the dense net.", significant(versus, ...))`.
   * `[[cnn-beats-dense]]` in prose then marks the sentence before it with what came out.
   * @param statement Markdown, one sentence that can be true or false
   * @throws LookbookError `bad-option` for an id that prose could not refer to, or an empty statement
   */
  claim(id: string, statement: string, tested: Tested): void;
  /** Puts a warning on every page of the report. */
  notice(text: string): void;
  /** How far long work is, told where it does not get into the notebook's outputs. */
  readonly progress: ProgressFactory;
}

/** Options for publishing values. */
export interface PublishOptions {
  /** `prose` (the default): some sentence of the report shows each value; `programs`: none needs to. */
  readonly audience?: "prose" | "programs";
}

/** Options for {@link chapter}. */
export interface ChapterOptions {
  /**
   * The report's build draws the figures itself. Elsewhere, as in JupyterLab, the chapter brings Plotly along, once.
   * Defaults to whether the environment variable `LOOKBOOK_BUILD` is set, as the build does.
   */
  readonly inBuild?: boolean;
}

/** Opens a chapter; called once, in the first code cell, with tslab's `display`. */
export function chapter(
  display: Display,
  {inBuild = process.env["LOOKBOOK_BUILD"] !== undefined}: ChapterOptions = {},
): Chapter {
  if (!inBuild) display.html(plotlyScript());
  const show = (payload: Payload): void => display.html(toCarrier(payload, viewOf(payload)));
  return {
    show,
    publish: (path, values, {audience = "prose"} = {}) =>
      show({kind: "values", values: flatten(path, values), ...(audience === "programs" && {audience})}),
    claim: (id, statement, {outcome, evidence}) => {
      assertClaim(id, statement);
      show({kind: "claim", id, statement, outcome, evidence});
    },
    notice: (text) => show({kind: "notice", text}),
    progress: notebookProgress(),
  };
}

/** Plotly as a script that sets `window.Plotly`, also on a page whose loader (AMD) would swallow it. */
function plotlyScript(): string {
  const source = readFileSync(join(libraryRoot(), "dist", "vendor", "plotly.min.js"), "utf8").replaceAll(
    "</script",
    "<\\/script",
  );
  return `<script data-lookbook="library">if(!window.Plotly)(function(define,module){${source}\n}).call(window)</script>`;
}

function assertClaim(id: string, statement: string): void {
  if (!/^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$/.test(id)) {
    throw new LookbookError("bad-option", `claim: expected an id such as "cnn-beats-dense", got "${id}"`);
  }
  if (typeof statement !== "string" || statement.trim() === "") {
    throw new LookbookError("bad-option", `claim ${id}: expected a sentence that can be true or false, got none`);
  }
}

function flatten(path: string, values: ValueTree): Record<string, Value> {
  if (!/^[A-Za-z][\w-]*(\.[A-Za-z0-9][\w-]*)*$/.test(path)) {
    throw new LookbookError("bad-option", `publish: expected a dotted path such as "baseline.cnn", got "${path}"`);
  }
  const flat: Record<string, Value> = {};
  for (const [name, value] of Object.entries(values)) {
    const full = `${path}.${name}`;
    if (isValue(value)) flat[full] = value;
    else if (isTree(value)) Object.assign(flat, flatten(full, value));
    else {
      throw new LookbookError(
        "bad-option",
        `publish: ${full} must be a finite number, text, a boolean, an interval or a list of these, got ${describe(value)}`,
      );
    }
  }
  return flat;
}

function isValue(value: unknown): value is Value {
  if (Array.isArray(value)) return value.every((item) => typeof item === "string" || Number.isFinite(item));
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value === "string" || typeof value === "boolean" || isInterval(value);
}

function isTree(value: unknown): value is ValueTree {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function describe(value: unknown): string {
  return typeof value === "number" ? String(value) : value === null ? "null" : typeof value;
}
