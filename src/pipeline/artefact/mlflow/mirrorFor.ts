import {readFileSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {messageOf} from "../../../core/errors.js";
import {hostOutput} from "../../../core/hostOutput.js";
import {findProject} from "../../../core/paths.js";
import {appendJournal, type WallClock} from "../journal.js";
import {type Mirror, openMirror} from "./mirror.js";
import {mlflowServer} from "./server.js";

/** Options for {@link mirrorFor}. */
export interface MirrorForOptions {
  /** `models/runs/<profile>` */
  readonly folder: string;
  readonly journal: string;
  readonly now: WallClock;
}

/**
 * The mirror of a training on the server that the environment names; undefined where it names none. What there is to say goes into
 * the journal, and past a notebook to whoever runs it: nothing of it may reach a report.
 */
export function mirrorFor(name: string, {folder, journal, now}: MirrorForOptions): Mirror | undefined {
  const tell = hostOutput() ?? ((text: string) => void process.stderr.write(text));
  const notice = (text: string): void => {
    tell(`${text}\n`);
    appendJournal(journal, {type: "notice", text}, now).catch(() => undefined);
  };
  try {
    const server = mlflowServer(process.env);
    const profile = basename(folder);
    return server && openMirror({server, journal, now, notice, name, profile, project: projectName(folder)});
  } catch (thrown) {
    notice(`${messageOf(thrown)}; the training goes on without it`);
    return undefined;
  }
}

/** What the project calls itself: the name in its package.json, else that of its folder. */
export function projectName(folder: string): string {
  try {
    const {root} = findProject(folder);
    return packageName(root) ?? basename(root);
  } catch {
    return basename(dirname(folder));
  }
}

function packageName(root: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {name?: string}).name;
  } catch {
    return undefined;
  }
}
