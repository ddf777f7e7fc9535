import {LookbookError} from "../../core/errors.js";
import type {ProjectPaths} from "../../core/paths.js";
import {readAsked} from "../build/askedParameters.js";
import {type Commit, readCommit} from "../build/commit.js";
import {parametersOf} from "../build/config.js";
import {executionOptions, lockHash} from "../build/executionOptions.js";
import type {Fingerprint} from "../build/fingerprint.js";
import {readTheme, reportInputOf} from "../build/reportInput.js";
import {chapterKeys} from "../notebook/chapterKeys.js";
import {executeChapters} from "../notebook/executeChapters.js";
import {SpareKernels} from "../notebook/kernel/spareKernels.js";
import type {KeyParts} from "../notebook/key.js";
import {type OrderedChapter, orderChapters} from "../notebook/order.js";
import type {Parameters} from "../notebook/parameters.js";
import type {Theme} from "../render/theme.js";
import {type PreviewPage, previewPage} from "./previewPage.js";
import {type Problem, problemOf} from "./problem.js";
import {namesOf, type Project, readProject} from "./readProject.js";
import {type RunningChapter, Runs} from "./runs.js";
import {type ShownChapter, showChapter} from "./shownChapter.js";
import {softenedWhere} from "./substitutes.js";
import {TolerantRenderer} from "./tolerantRenderer.js";

/** What all chapters depend on beside themselves. */
export interface Surroundings {
  /** Hashes of library code and data. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly env: NodeJS.ProcessEnv;
}

/** Options for {@link Preview.open}. */
export interface PreviewOptions extends Surroundings {
  readonly paths: ProjectPaths;
  /** Defaults to the configuration's default profile. */
  readonly profile?: string | undefined;
  /** Parameters asked for by hand, over those of the profile. */
  readonly asked?: Readonly<Record<string, string>>;
  readonly fingerprint?: Fingerprint;
  /** False shows what was run before and runs nothing; defaults to true. */
  readonly run?: boolean;
  /** Chapters run side by side; defaults to 1. */
  readonly workers?: number;
  /** What the served page is given beside the report. */
  readonly dress: {readonly script: string; readonly css: string};
  /** Runs chapters; defaults to the real thing. */
  readonly execute?: typeof executeChapters;
}

/** What a reader of the preview is told beside the page. */
export interface PreviewState {
  /** Of the page. */
  readonly version: string;
  readonly running: readonly RunningChapter[];
  /** Chapters whose outputs are those of an earlier run, or of none, and that do not run at present. */
  readonly waiting: readonly string[];
  readonly problems: readonly Problem[];
  /** That library or data have changed, as long as there are chapters for which it matters. */
  readonly news?: string;
}

/** A report that follows its notebooks: outputs come from the cache, what has changed runs, mistakes stand at their places. */
export class Preview {
  readonly #options: PreviewOptions;
  readonly #commit: Commit;
  readonly #lock: Readonly<Record<string, string>>;
  readonly #runs: Runs;
  readonly #renderer = new TolerantRenderer();
  readonly #listeners = new Set<() => void>();
  #project: Project;
  #surroundings: Surroundings;
  /** A kernel that has started before a chapter runs: half of the time that a changed cell takes. */
  #spares: SpareKernels;
  #changed: readonly string[] = [];
  /** Why the surroundings could not be read. */
  #trouble: Problem | undefined;
  #parameters: Parameters = {};
  #order: readonly OrderedChapter[] = [];
  #shown: readonly ShownChapter[] = [];
  #page: PreviewPage | undefined;
  #problems: readonly Problem[] = [];
  #theme: Theme | undefined;
  /** Chapters in the order in which they were edited, the latest first. */
  #edited: readonly string[] = [];
  #updating: Promise<void> | undefined;
  #isDirty = false;
  #isClosed = false;

  /**
   * Reads the project and draws it from the cache; nothing runs yet.
   * @throws LookbookError where report.json cannot be read, or knows no such profile or parameter
   */
  static async open(options: PreviewOptions): Promise<Preview> {
    const {paths, env} = options;
    const [project, commit, lock] = await Promise.all([
      readProject(paths),
      readCommit(paths.root, env),
      lockHash(paths.root),
    ]);
    const preview = new Preview(options, {project, commit, lock});
    preview.#parameters = preview.#readParameters(project);
    await preview.#update();
    return preview;
  }

  private constructor(options: PreviewOptions, found: Found) {
    const {workers = 1, execute = executeChapters} = options;
    this.#options = options;
    this.#project = found.project;
    this.#commit = found.commit;
    this.#lock = found.lock;
    this.#surroundings = options;
    this.#spares = this.#newSpares();
    this.#runs = new Runs({
      workers,
      execute,
      onProgress: () => this.#tell(),
      onEnd: () => {
        if (!this.#isClosed) void this.refresh();
      },
    });
  }

  get page(): PreviewPage {
    return this.#page!;
  }

  get state(): PreviewState {
    const {running} = this.#runs;
    const isRunning = (name: string): boolean => running.some(({chapter}) => chapter === name);
    const waiting = this.#shown.filter(({name, age}) => age !== "fresh" && !isRunning(name)).map(({name}) => name);
    return {version: this.page.version, running, waiting, problems: this.#problems, ...this.#news()};
  }

  /** Calls back whenever page or state may have changed. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Takes in what has changed on the disk and starts what follows from it; resolves when the page shows it, before anything has run.
   * A chapter that failed runs again when its notebook is among `changed`.
   */
  async refresh(changed: ReadonlySet<string> = new Set()): Promise<void> {
    for (const {name, path} of this.#shown) {
      if (!changed.has(path)) continue;
      this.#runs.forget(name);
      this.#edited = [name, ...this.#edited.filter((other) => other !== name)];
    }
    // Whatever lies outside the notebooks' folder may be the brand, or a style sheet.
    if ([...changed].some((path) => !path.startsWith(this.#options.paths.notebooks))) this.#theme = undefined;
    this.#isDirty = true;
    this.#updating ??= this.#catchUp().finally(() => {
      this.#updating = undefined;
    });
    await this.#updating;
  }

  /**
   * Takes in that library or data may have changed; chapters that depend on what did run again.
   * @param what `the library`, `the data`
   * @param read reads them anew; where it fails, they count as unchanged
   */
  async renew(what: readonly string[], read: () => Promise<Surroundings>): Promise<void> {
    try {
      this.#surroundings = await read();
      this.#trouble = undefined;
    } catch (thrown) {
      this.#trouble = problemOf(thrown, []);
    }
    if (this.#isClosed) return;
    const old = this.#spares;
    this.#spares = this.#newSpares();
    this.#changed = [...new Set([...this.#changed, ...what])];
    await Promise.all([old.close(), this.refresh()]);
  }

  /** Ends all runs; resolves when their processes are gone. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#listeners.clear();
    await Promise.all([this.#runs.close(), this.#spares.close()]);
  }

  async #catchUp(): Promise<void> {
    while (this.#isDirty && !this.#isClosed) {
      this.#isDirty = false;
      await this.#update().catch((thrown: unknown) => {
        this.#problems = [problemOf(thrown, [])];
      });
      this.#schedule();
      this.#tell();
    }
  }

  async #update(): Promise<void> {
    const project = await readProject(this.#options.paths, this.#project);
    const problems = [...project.problems, ...(this.#trouble ? [this.#trouble] : [])];
    const orElse = async <T>(before: T, read: () => T | Promise<T>): Promise<T> => {
      try {
        return await read();
      } catch (thrown) {
        problems.push(problemOf(thrown, namesOf(project)));
        return before;
      }
    };
    this.#project = project;
    this.#parameters = await orElse(this.#parameters, () => this.#readParameters(project));
    this.#order = await orElse([], () => orderChapters(project.chapters));
    const how = this.#how();
    const none: ReadonlyMap<string, KeyParts> = new Map();
    const keys = await orElse(none, () => chapterKeys(this.#order, how));
    const sources = {paths: this.#options.paths, cache: how.cache, parameters: this.#parameters};
    const shown = project.chapters.map((chapter) => {
      const before = this.#shown.find(({name}) => name === chapter.name);
      return showChapter(chapter, {...sources, before, parts: keys.get(chapter.name)});
    });
    await this.#draw(await Promise.all(shown), problems);
  }

  async #draw(shown: readonly ShownChapter[], problems: readonly Problem[]): Promise<void> {
    const {paths, dress} = this.#options;
    const {config} = this.#project;
    this.#theme ??= await readTheme(paths, config);
    const about = {config, commit: this.#commit, paths, profile: this.#profile(), parameters: this.#parameters};
    const input = await reportInputOf(shown, {...about, inputs: this.#inputs(), theme: this.#theme});
    const failures = shown.flatMap((chapter) => this.#runs.failureOf(chapter) ?? []);
    const never = new Set(shown.filter(({age}) => age === "never").map(({name}) => name));
    const known = softenedWhere(input, ({name}) => never.has(name));
    const drawn = this.#renderer.render(known, [...problems, ...failures]);
    if (!drawn.report && !this.#page) throw new LookbookError("render-failed", drawn.problems.at(-1)!.message);
    if (drawn.report) this.#page = previewPage(drawn.report.html, dress, this.#page);
    this.#problems = drawn.problems;
    this.#shown = shown;
    if (shown.every(({age}) => age === "fresh")) this.#changed = [];
  }

  /** Starts what is ready: not fresh, but all it consumes from is; the latest edited first. */
  #schedule(): void {
    if (this.#options.run === false || this.#isClosed) return;
    this.#runs.stopOutdated(this.#shown);
    const chapters = new Map(this.#shown.map((chapter) => [chapter.name, chapter]));
    const rank = (name: string): number => (this.#edited.includes(name) ? this.#edited.indexOf(name) : Infinity);
    const ready = this.#order
      .filter(({after}) => after.every((other) => chapters.get(other)?.age === "fresh"))
      .map(({name}) => chapters.get(name)!)
      .filter(({age, parts}) => age !== "fresh" && parts !== undefined)
      .sort((a, b) => (rank(a.name) < rank(b.name) ? -1 : rank(a.name) > rank(b.name) ? 1 : 0));
    const how = {...this.#how(), spares: this.#spares};
    this.#runs.start(ready, {project: this.#project, how, edited: this.#edited[0]});
    if (this.#runs.running.length > 0) return;
    this.#changed = [];
    // Not while somebody waits for what runs.
    if (!this.#options.execute) this.#spares.prepare(this.#options.paths.notebooks);
  }

  #news(): Pick<PreviewState, "news"> {
    if (this.#changed.length === 0) return {};
    const verb = this.#changed.length > 1 ? "have" : "has";
    const end = this.#options.run === false ? "" : "; chapters run again";
    return {news: `${this.#changed.join(" and ")} ${verb} changed${end}`};
  }

  #newSpares(): SpareKernels {
    return new SpareKernels({env: this.#how().env!});
  }

  #inputs(): Readonly<Record<string, string>> {
    return {...this.#surroundings.inputs, ...this.#lock};
  }

  #how(): ReturnType<typeof executionOptions> {
    const {paths, fingerprint} = this.#options;
    return executionOptions({
      paths,
      env: this.#surroundings.env,
      fingerprint,
      profile: this.#profile(),
      parameters: this.#parameters,
      inputs: this.#inputs(),
    });
  }

  #profile(): string {
    return this.#options.profile ?? this.#project.config.defaultProfile;
  }

  #readParameters({config, chapters}: Project): Parameters {
    return parametersOf(config, this.#profile(), readAsked(this.#options.asked ?? {}, chapters));
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

interface Found {
  readonly project: Project;
  readonly commit: Commit;
  /** Versions of packages. */
  readonly lock: Readonly<Record<string, string>>;
}
