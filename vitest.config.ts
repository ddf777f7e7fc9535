import {defineConfig} from "vitest/config";

/**
 * Tests of functions that keep no state: no engine, child process or browser, and nothing of this process changed. They share processes,
 * since to start one for each file takes longer than most of these tests.
 */
const together = [
  "tests/cli/view/*.test.ts",
  "tests/core/!(step).test.ts",
  "tests/core/markup/**/*.test.ts",
  "tests/pipeline/dataset/!(officialFiles).test.ts",
  "tests/pipeline/{explore,source}/**/*.test.ts",
  "tests/pipeline/explanation/embedding/!(penultimate|pictureMap).test.ts",
  "tests/pipeline/explanation/sampling/!(byHiding).test.ts",
  "tests/pipeline/evaluation/**/!(evaluate).test.ts",
  "tests/pipeline/explanation/{meanMaps,resize,trial/similarity}.test.ts",
  "tests/pipeline/explanation/garment/*.test.ts",
  "tests/pipeline/features/!(normalise).test.ts",
  "tests/pipeline/features/{augment,corrupt,photo}/**/*.test.ts",
  "tests/pipeline/{dataset,study}/photos/*.test.ts",
  "tests/pipeline/figure/{labels,postmortem,sampling}/*.test.ts",
  "tests/pipeline/study/labels/*.test.ts",
  "tests/pipeline/study/seedVote.test.ts",
  "tests/pipeline/figure/!(liveCurves|ladder).test.ts",
  "tests/pipeline/{figure,study}/robustness/robustness*.test.ts",
  "tests/pipeline/training/{binaryCrossEntropy,board,classBalancedWeights,clipByGlobalNorm,focalLoss,optimiser}.test.ts",
  "tests/pipeline/training/{rateCurve,schedule,stall}.test.ts",
  "tests/report/build/{brandConfig,config,documentConfig,readSources}.test.ts",
  "tests/report/check/{form,project,prose,show}/**/*.test.ts",
  "tests/report/compare/{diff,page,release,show,verify}/**/*.test.ts",
  "tests/report/forms/{markdown,slides}/{markdownFiles,roles}.test.ts",
  "tests/report/notebook/{budget,imports,kernelspec,key,order,parameters,shorthandHint}.test.ts",
  "tests/report/preview/{carryOutputs,excerpt,problem,substitutes}.test.ts",
  "tests/report/render/*.test.ts",
  "tests/report/render/{citation,claims,glossary,output,prose,value}/**/*.test.ts",
  "tests/report/render/figure/!(page).test.ts",
  "tests/report/render/page/*.test.ts",
  "tests/report/render/pdf/{metadata,read,stableIds}.test.ts",
];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Children, browsers and servers share two cores with others there; a test that fails twice has failed.
    retry: process.env["CI"] ? 1 : 0,
    pool: "forks",
    // The default leaves one core of two idle.
    maxWorkers: "100%",
    // In the order of their names: the files that take long come first.
    projects: [
      {
        extends: true,
        test: {
          name: "apart",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/fixtures/**", "tests/bench/**", ...together],
        },
      },
      {extends: true, test: {name: "together", include: together, isolate: false}},
    ],
  },
});
