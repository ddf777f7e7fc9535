import ts from "@tslab/typescript-for-tslab";
import {expect, it} from "vitest";

// tslab skips library checks, so a type its TypeScript 5.0 cannot read would turn into `any` in silence.
it("dist/index.d.ts means the same to the notebook's TypeScript", {timeout: 60_000}, () => {
  const program = ts.createProgram(["dist/index.d.ts"], {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"],
    noEmit: true,
    skipLibCheck: false,
  });
  const messages = ts
    .getPreEmitDiagnostics(program)
    .filter((d) => d.file && !d.file.fileName.includes("node_modules"))
    .map((d) => ts.flattenDiagnosticMessageText(d.messageText, "\n"));
  expect(messages).toEqual([]);
  const tfjs = program.getSourceFiles().filter((f) => f.fileName.includes("@tensorflow/"));
  expect(
    tfjs.map((f) => f.fileName),
    "notebooks pay seconds for the types of TensorFlow.js",
  ).toEqual([]);
});
