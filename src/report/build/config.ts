import {join} from "node:path";
import {LookbookError} from "../../core/errors.js";
import {readJson} from "../../core/files.js";
import {isRecord} from "../../core/isRecord.js";
import {suggestion} from "../../core/nearest.js";
import type {Parameters, ParameterValue} from "../notebook/parameters.js";
import {type DocumentConfig, readDocumentConfig} from "./documentConfig.js";

/** report/report.json: what the report is made of. */
export interface ReportConfig extends DocumentConfig {
  readonly title: string;
  readonly subtitle: string;
  readonly authors: readonly string[];
  /** BCP 47 tag of the prose, such as "en". */
  readonly language: string;
  /** A data set that this package knows how to get, such as "fashion-mnist"; empty where the project brings its own in `data/`. */
  readonly data: string;
  /** Notebooks in reading order, named without folder and extension. */
  readonly chapters: readonly string[];
  readonly defaultProfile: string;
  readonly profiles: Readonly<Record<string, Profile>>;
  /** Parameters of all profiles. */
  readonly parameters: Parameters;
}

export interface Profile {
  readonly parameters: Parameters;
  /** Whether a refuted claim fails the build. */
  readonly strict: boolean;
}

/**
 * Reads and checks the configuration in `folder`.
 * @throws LookbookError `missing-file`, `bad-file` or `bad-config`, naming the file and the key
 */
export async function readConfig(folder: string): Promise<ReportConfig> {
  const path = join(folder, "report.json");
  const raw = await readJson(path, "report configuration");
  const fail = (key: string, expected: string, got: unknown): never => {
    throw new LookbookError(
      "bad-config",
      `${path}: "${key}" must be ${expected}, got ${JSON.stringify(got) ?? "nothing"}`,
    );
  };
  if (!isRecord(raw)) return fail("(top level)", "an object", raw);
  /** A misspelt key would be passed over in silence, and what it asks for with it. */
  const onlyKnown = (where: string, given: Readonly<Record<string, unknown>>, known: readonly string[]): void => {
    const other = Object.keys(given).find((key) => !known.includes(key));
    if (other !== undefined) {
      const message = `${path}: nothing reads the key "${where}${other}"${suggestion(other, known)}`;
      throw new LookbookError("bad-config", message);
    }
  };
  onlyKnown("", raw, keys);
  const text = (key: string, fallback?: string): string => {
    const value = raw[key] ?? fallback;
    return typeof value === "string" ? value : fail(key, "text", value);
  };
  const texts = (key: string): readonly string[] => {
    const value = raw[key] ?? [];
    return Array.isArray(value) && value.every((v) => typeof v === "string")
      ? value
      : fail(key, "a list of texts", value);
  };
  const parameters = (key: string, value: unknown = {}): Parameters => {
    if (!isRecord(value) || !Object.values(value).every(isParameter))
      return fail(key, "an object of texts, numbers, booleans", value);
    return value as Parameters;
  };
  const flag = (key: string, value: unknown = false): boolean =>
    typeof value === "boolean" ? value : fail(key, "true or false", value);
  const profiles = raw["profiles"] ?? {default: {}};
  if (!isRecord(profiles) || !Object.values(profiles).every(isRecord))
    return fail("profiles", "an object of objects", profiles);
  for (const [name, profile] of Object.entries(profiles))
    onlyKnown(`profiles.${name}.`, profile as Record<string, unknown>, ["parameters", "strict"]);
  const names = Object.keys(profiles);
  const outside = names.find((name) => !plainName.test(name));
  if (outside !== undefined) fail("profiles", "named by letters, digits, spaces, dots and hyphens", outside);
  const defaultProfile = text("defaultProfile", names[0]);
  if (!names.includes(defaultProfile)) fail("defaultProfile", `one of ${names.join(", ")}`, defaultProfile);
  const chapters = texts("chapters");
  if (chapters.length === 0) fail("chapters", "a list with at least one notebook", raw["chapters"]);
  const twice = chapters.find((name, i) => chapters.indexOf(name) !== i);
  if (twice !== undefined) fail("chapters", "a list without repeats", twice);
  const escaping = chapters.find((name) => !plainName.test(name));
  if (escaping !== undefined) fail("chapters", "names of notebooks, without folder and extension", escaping);
  return {
    ...readDocumentConfig(raw, fail),
    title: text("title"),
    subtitle: text("subtitle", ""),
    authors: texts("authors"),
    language: text("language", "en"),
    data: text("data", ""),
    chapters,
    defaultProfile,
    profiles: Object.fromEntries(
      Object.entries(profiles).map(([name, profile]) => [
        name,
        {
          parameters: parameters(`profiles.${name}.parameters`, (profile as Record<string, unknown>)["parameters"]),
          strict: flag(`profiles.${name}.strict`, (profile as Record<string, unknown>)["strict"]),
        },
      ]),
    ),
    parameters: parameters("parameters", raw["parameters"]),
  };
}

/**
 * The parameters of one profile: the configuration's, then the profile's, then those of the command line. The report lists them in this
 * order, which is that of their names where the command line alone has them: a report that is built again repeats it.
 * @throws LookbookError `bad-option` for an unknown profile, naming those that exist
 */
export function parametersOf(config: ReportConfig, profile: string, overrides: Parameters = {}): Parameters {
  const chosen = Object.hasOwn(config.profiles, profile) ? config.profiles[profile] : undefined;
  if (!chosen) {
    const known = Object.keys(config.profiles).join(", ");
    throw new LookbookError("bad-option", `unknown profile "${profile}"; report.json knows ${known}`);
  }
  return {...config.parameters, ...chosen.parameters, ...byName(overrides)};
}

/** The keys of report.json; `check` and `release` are read by the commands of those names. */
const keys: readonly string[] = [
  ...["title", "subtitle", "authors", "language", "data", "chapters", "defaultProfile", "profiles", "parameters"],
  ...["summary", "lists", "chapterStart", "references", "citationStyle", "brand", "logo", "check", "release"],
];

/** What names a file or a folder and leads nowhere else. */
const plainName = /^[\w][\w .-]*$/;

function byName(parameters: Parameters): Parameters {
  return Object.fromEntries(Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isParameter(value: unknown): value is ParameterValue {
  return (
    typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))
  );
}
