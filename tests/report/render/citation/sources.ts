import {readFileSync} from "node:fs";
import type {Source} from "../../../../src/report/render/citation/source.js";
import type {SourcesInput} from "../../../../src/report/render/input.js";

/** Three works that everybody in the field can check. */
export const works: readonly Source[] = [
  {
    id: "selvaraju2017",
    type: "paper-conference",
    title: "Grad-CAM: visual explanations from deep networks via gradient-based localization",
    author: [
      {family: "Selvaraju", given: "Ramprasaath R."},
      {family: "Cogswell", given: "Michael"},
      {family: "Das", given: "Abhishek"},
    ],
    "container-title": "International Conference on Computer Vision",
    page: "618-626",
    issued: {"date-parts": [[2017]]},
    DOI: "10.1109/ICCV.2017.74",
  },
  {
    id: "mcnemar1947",
    type: "article-journal",
    title: "Note on the sampling error of the difference between correlated proportions or percentages",
    author: [{family: "McNemar", given: "Quinn"}],
    "container-title": "Psychometrika",
    volume: "12",
    issue: "2",
    page: "153-157",
    issued: {"date-parts": [[1947, 6]]},
  },
  {
    id: "efron1993",
    type: "book",
    title: "An introduction to the bootstrap",
    author: [
      {family: "Efron", given: "Bradley"},
      {family: "Tibshirani", given: "Robert J."},
    ],
    publisher: "Chapman & Hall",
    issued: {"date-parts": [[1993]]},
    URL: "https://example.org/bootstrap?a=1&b=2",
  },
];

const read = (name: string): string => readFileSync(name, "utf8");

/** The works with a style; defaults to the numeric one. */
export function sourcesIn(stylePath = "report/styles/numeric.csl", items: readonly Source[] = works): SourcesInput {
  return {
    path: "report/references.json",
    items,
    style: read(stylePath),
    stylePath,
    locales: {"en-US": read("report/styles/locales-en-US.xml"), "de-DE": read("report/styles/locales-de-DE.xml")},
  };
}
