import {spawn} from "node:child_process";
import {once} from "node:events";
import {availableParallelism} from "node:os";
import {join} from "node:path";
import {type Command, InvalidArgumentError} from "commander";
import {hashCode} from "../core/code.js";
import {findProject, libraryRoot} from "../core/paths.js";
import {readConfig} from "../report/build/config.js";
import type {Surroundings} from "../report/preview/preview.js";
import {dataDirOption} from "./buildOptions.js";
import {interruptible} from "./interruptible.js";
import {collectParameters} from "./parameters.js";
import {openProjectData, type ProjectData, productFingerprint} from "./projectData.js";

interface PreviewArguments {
  readonly profile?: string;
  readonly parameter?: Readonly<Record<string, string>>;
  readonly port: number;
  readonly host: string;
  readonly run: boolean;
  readonly open?: true;
  readonly dataDir?: string;
}

/** Adds `lookbook preview`. */
export function addPreviewCommand(program: Command): void {
  program
    .command("preview")
    .description("show the report in a browser and keep it like the notebooks as they are saved")
    .option("--profile <name>", "size of the runs: quick, standard or full, as report/report.json says")
    .option("-p, --parameter <name=value>", "override a parameter; may be repeated", collectParameters)
    .option("--port <number>", "port to listen on; the next free one where it is taken", readPort, 4000)
    .option("--host <address>", "address to listen on; others than the default let other machines read", "127.0.0.1")
    .option("--no-run", "show what was run before, and run nothing")
    .option("--open", "open it in the browser")
    .option(...dataDirOption)
    .addHelpText(
      "after",
      "\nExamples:\n  lookbook preview --profile quick --open\n  lookbook preview --no-run --port 8080\n\nProse is on screen as soon as it is saved; a changed cell runs its chapter, and those that consume from it. Ctrl-C ends it.",
    )
    .action(preview);
}

async function preview({profile, parameter, port, host, run, open, dataDir}: PreviewArguments): Promise<void> {
  const paths = findProject(process.cwd());
  const config = await readConfig(paths.report);
  const read = async (): Promise<Surroundings & Pick<ProjectData, "title">> => {
    const {title, inputs, env} = await openProjectData(paths, {...config, env: process.env, dataDir});
    return {title, inputs: {library: hashCode(["index"], join(libraryRoot(), "dist")), ...inputs}, env};
  };
  const {title, ...surroundings} = await read();
  if (title !== undefined) console.log(`data: ${title}`);
  const {startPreview} = await import("../report/preview/startPreview.js");
  await interruptible(async (signal) => {
    const served = await startPreview({
      paths,
      profile,
      ...(parameter && {asked: parameter}),
      ...surroundings,
      reread: read,
      onNews: (news) => console.log(news),
      fingerprint: productFingerprint(paths),
      workers: Math.max(1, Math.floor(availableParallelism() / 2)),
      run,
      host,
      port,
    });
    if (served.port !== port && port !== 0) console.log(`port ${port} is taken`);
    console.log(`${served.url}  (Ctrl-C to end)`);
    if (open) openInBrowser(served.url);
    if (!signal.aborted) await once(signal, "abort");
    await served.close();
  });
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new InvalidArgumentError("a port is a whole number from 0 to 65535");
}

/** Leaves it to the desktop; where there is none, the address on the terminal has to do. */
function openInBrowser(url: string): void {
  const [command, ...args] =
    process.platform === "win32"
      ? ["cmd", "/c", "start", "", url]
      : process.platform === "darwin"
        ? ["open", url]
        : ["xdg-open", url];
  spawn(command!, args, {stdio: "ignore", detached: true})
    .on("error", () => undefined)
    .unref();
}
