import {spawnSync} from "node:child_process";
import {mkdtemp, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {describe, expect, it} from "vitest";
import {installKernelspec} from "../../../src/report/notebook/kernelspec.js";
import type {Notebook, Output} from "../../../src/report/notebook/nbformat.js";
import {parseNotebook} from "../../../src/report/notebook/readNotebook.js";
import {execute, fixture} from "./fixtures.js";

/** Jupyter's command: the variable JUPYTER, else what lies on PATH. */
const jupyter = process.env["JUPYTER"] ?? "jupyter";
const isThere = spawnSync(jupyter, ["nbconvert", "--version"], {encoding: "utf8"}).status === 0;
const why = isThere ? "" : " (skipped: no `jupyter nbconvert`; install it with pip, or set JUPYTER)";

describe.skipIf(!isThere)(`through jupyter nbconvert and ZeroMQ, with the installed kernelspec${why}`, () => {
  it("a notebook has the same outputs as from the executor", {timeout: 90_000}, async () => {
    const folder = await mkdtemp(join(tmpdir(), "lookbook-parity-"));
    const kernels = join(folder, "data", "kernels");
    const spec = {folder: kernels, name: "lookbook-parity", displayName: "x", node: process.execPath};
    await installKernelspec({...spec, project: resolve(".")});
    const args = ["nbconvert", "--to", "notebook", "--execute", "--output-dir", folder, fixture("outputs")];
    const env = {...process.env, JUPYTER_PATH: join(folder, "data")};
    const convert = spawnSync(jupyter, [...args, "--ExecutePreprocessor.kernel_name=lookbook-parity"], {
      env,
      encoding: "utf8",
    });
    expect(convert.status, convert.stderr).toBe(0);
    const theirs = parseNotebook(await readFile(join(folder, "outputs.ipynb"), "utf8"), "outputs.ipynb");
    const {notebook: ours} = await execute("outputs");
    expect(summary(ours)).toEqual(summary(theirs));
    await rm(folder, {recursive: true});
  });
});

/** Without execution counts: nbclient takes them from a message that tslab never sends. */
function summary({cells}: Notebook): readonly unknown[] {
  return cells.map((cell) => (cell.cell_type === "code" ? byStream(cell.outputs) : cell.source));
}

/** nbclient joins all chunks of one stream where the first stood; the executor keeps their order. Compared as nbclient has them. */
function byStream(outputs: readonly Output[]): readonly Output[] {
  const joined: Output[] = [];
  for (const output of outputs) {
    const at = joined.findIndex(
      (other) => output.output_type === "stream" && other.output_type === "stream" && other.name === output.name,
    );
    const other = joined[at];
    if (other?.output_type === "stream" && output.output_type === "stream") {
      joined[at] = {...other, text: other.text + output.text};
    } else joined.push(output);
  }
  return joined;
}
