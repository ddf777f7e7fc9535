import {homedir} from "node:os";
import {relative} from "node:path";
import type {Command} from "commander";
import {messageOf} from "../core/errors.js";
import {findProject, libraryRoot, type ProjectPaths, packageVersion} from "../core/paths.js";
import {fashionMnistLadder} from "../pipeline/dataset/fashionMnistLadder.js";
import {findFiles} from "../pipeline/dataset/photos/findFiles.js";
import {backboneNames} from "../pipeline/model/backboneFiles.js";
import {findBackbone, howToGet} from "../pipeline/model/findBackbone.js";
import {readConfig} from "../report/build/config.js";
import {kernelFolders, listKernelspecs} from "../report/notebook/kernelspec.js";
import {photographKeys} from "./projectData.js";

/** One line of the doctor's report. */
interface Finding {
  readonly name: string;
  /** Undefined where only trying tells. */
  readonly found: boolean | undefined;
  readonly note: string;
  readonly remedy?: string | undefined;
}

/** Adds `lookbook doctor`. */
export function addDoctorCommand(program: Command): void {
  program
    .command("doctor")
    .description("show which data, engine, browser and kernel are found, and what to do about those that are not")
    .addHelpText(
      "after",
      "\nExamples:\n  lookbook doctor\n\nOf each ladder the first rung that is found is the one that is used.",
    )
    .action(doctor);
}

async function doctor(): Promise<void> {
  // TensorFlow.js and the browser's driver are loaded by the commands that use them, not by every --help.
  const {engineLadder} = await import("../pipeline/engine/openEngine.js");
  const {browserLadder} = await import("../report/render/pdf/browserLadder.js");
  const paths = findProject(process.cwd());
  const place = (path: string): string => (path.startsWith("/") ? relative(process.cwd(), path) || "." : path);
  section("Node and npm packages", nodeFindings(paths));
  if (await usesFashionMnist(paths)) {
    section(
      "Fashion-MNIST",
      (await fashionMnistLadder({root: paths.root})).map(({name, place: where, found, note, remedy}) => ({
        name,
        found,
        note: `${place(where)}: ${note}`,
        remedy,
      })),
    );
    section("ImageNet backbones, for transfer learning", backbones(paths));
    section("Photographs, for the chapter on robustness", await photographs(paths));
  }
  section(
    "Engine",
    (await engineLadder()).map(({name, ok, reason, remedy}) => ({
      name,
      found: ok,
      note: reason,
      remedy: remedy || undefined,
    })),
  );
  section(
    "Browser, for the PDF",
    browserLadder().map(({name, path, found, remedy}) => ({name, found: path !== undefined, note: found, remedy})),
  );
  section("Jupyter kernel", await kernels());
}

/** A project that brings its own data needs neither that set nor its networks; one whose configuration is broken is shown all. */
async function usesFashionMnist({report}: ProjectPaths): Promise<boolean> {
  try {
    return (await readConfig(report)).data === "fashion-mnist";
  } catch {
    return true;
  }
}

function nodeFindings({root}: ProjectPaths): Finding[] {
  const names = ["tslab", "@tensorflow/tfjs-core", "plotly.js-dist", "arquero", "markdown-it", "puppeteer"];
  return [
    {name: "node", found: true, note: process.version},
    ...names.map((name) => {
      const version = packageVersion(name, root) ?? packageVersion(name, libraryRoot());
      return {name, found: version !== undefined, note: version ?? "not installed", remedy: "run `npm ci`"};
    }),
  ];
}

function backbones(paths: ProjectPaths): Finding[] {
  return backboneNames.map((name) => {
    const place = findBackbone(name, paths);
    const note = place === undefined ? "in none of the known places" : relative(process.cwd(), place);
    return {name, found: place !== undefined, note, remedy: howToGet(name)};
  });
}

async function photographs({root}: ProjectPaths): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const name of photographKeys) {
    const {folder, rung, missing} = await findFiles(name, {root});
    const note = folder === undefined ? "in none of the known places" : `${rung}: ${relative(process.cwd(), folder)}`;
    findings.push({name, found: folder !== undefined, note, remedy: missing});
  }
  return findings;
}

async function kernels(): Promise<Finding[]> {
  const remedy = "run `lookbook kernel install`";
  try {
    const found = await listKernelspecs(kernelFolders({platform: process.platform, env: process.env, home: homedir()}));
    const ours = found.filter(({language}) => language === "typescript");
    if (ours.length === 0) return [{name: "tslab", found: false, note: "no kernelspec for TypeScript", remedy}];
    return ours.map(({name, folder}) => ({name, found: true, note: folder}));
  } catch (cause) {
    return [{name: "tslab", found: false, note: messageOf(cause), remedy}];
  }
}

function section(title: string, findings: readonly Finding[]): void {
  console.log(`\n${title}`);
  const width = Math.max(...findings.map(({name}) => name.length));
  for (const {name, found, note, remedy} of findings) {
    console.log(`  ${found === undefined ? "?" : found ? "+" : "-"} ${name.padEnd(width)}  ${note}`);
    if (found !== true && remedy) console.log(`    ${" ".repeat(width)}  to get it: ${remedy}`);
  }
}
