import type {ReportInput} from "../../../../src/report/render/input.js";
import type {Theme} from "../../../../src/report/render/theme.js";
import {demoReport} from "../demo.js";
import {carries, chapter, code, markdown} from "../notebooks.js";

/** The demonstration with everything that is hard to print: a summary, long and wide tables, long code, many footnotes. */
export function fullReport(theme: Theme, language = "en"): ReportInput {
  const demo = demoReport(theme);
  return {
    ...demo,
    config: {
      ...demo.config,
      language,
      summary: {
        numbers: [
          {label: "Accuracy of the **CNN** on the test set", value: "{{baseline.cnn.accuracy | percent(1) ±}}"},
          {label: "Accuracy of the dense network", value: "{{baseline.dense.accuracy | percent(1) ±}}"},
          {label: "Its F1, averaged over classes", value: "{{baseline.cnn.macroF1 | fixed(3)}}"},
          {label: "Parameters of the CNN", value: "{{baseline.cnn.parameters | si}}"},
          {label: "Test images", value: "{{data.test | integer}}"},
          {label: "Data, compressed", value: "{{data.bytes | bytes}}"},
          {label: "Errors", value: "{{errors.count | integer}}"},
        ],
      },
      lists: ["figures", "tables"],
    },
    chapters: [...demo.chapters, longChapter(), notesChapter(), shortChapter()],
  };
}

function longChapter(): ReportInput["chapters"][number] {
  return chapter("20-long", [
    markdown("# What does not fit a page\n\nA table of 70 rows runs over pages, with its head on each."),
    code("show(longTable());", [
      carries({
        kind: "table",
        id: "long",
        caption: "Every twentieth error, with what was predicted and how sure the network was (n = 70).",
        columns: [{name: "Image"}, {name: "Truth"}, {name: "Predicted"}, {name: "Confidence", format: "percent(1)"}],
        rows: Array.from({length: 70}, (_, i) => [
          `image ${i * 20}`,
          i % 3 === 0 ? "Shirt" : "Coat",
          i % 2 === 0
            ? "Pullover, or a cardigan that was photographed from behind, which is hard to tell even for people"
            : "T-shirt",
          0.5 + ((i * 37) % 50) / 100,
        ]),
      }),
      carries({
        kind: "table",
        id: "very-wide",
        caption: "A table of 22 columns.",
        columns: Array.from({length: 22}, (_, i) => ({name: i === 0 ? "Model" : `metric ${i}`, format: "fixed(3)"})),
        rows: Array.from({length: 5}, (_, i) => [
          `model ${i}`,
          ...Array.from({length: 21}, (_v, j) => (i * 21 + j) / 110),
        ]),
      }),
    ]),
    markdown(
      "## A long listing\n\nThe code of the walk over the grid is shown whole, since the text speaks of its lines.",
    ),
    code(
      `${Array.from(
        {length: 110},
        (_, i) => `const step${i} = await explore(grid, {depth: ${i}, width: ${i * 2}}); // step ${i}`,
      ).join("\n")}\nconst url = "https://example.org/${"a-very-long-path-without-any-space/".repeat(8)}";`,
      [],
      ["show-input"],
    ),
    markdown(
      `## An equation\n\n$$\n\\mathcal{L}(\\theta) = -\\frac{1}{n} \\sum_{i=1}^{n} \\sum_{k=1}^{10} \\mathbf{1}[y_i = k] \\log p_\\theta(k \\mid x_i) + \\lambda \\lVert \\theta \\rVert_2^2 + \\mu \\sum_{l} \\lVert W_l \\rVert_1 + \\nu \\sum_{l} \\operatorname{rank}(W_l)\n$$\n\nand a small number: $10^{-7}$ is {{tiny}}.`,
    ),
    code("publish({tiny: 2.5e-7});", [carries({kind: "values", values: {tiny: 2.5e-7}})]),
  ]);
}

function notesChapter(): ReportInput["chapters"][number] {
  const marks = Array.from({length: 16}, (_, i) => `A statement that needs a source stands here.[^n${i}]`).join(" ");
  const notes = Array.from(
    {length: 16},
    (_, i) =>
      `[^n${i}]: Author ${i}, "A work with a long title that fills its line", volume ${i + 1}, see https://example.org/work/${i}.`,
  ).join("\n");
  return chapter("21-notes", [
    markdown(`# Many footnotes\n\n${marks}\n\n${notes}`),
    markdown(
      "In three sentences, what this report found and what it is good for. The network is right in {{baseline.cnn.accuracy | percent(1)}} of the cases, and its errors are those that people make, too.[^s]\n\n[^s]: Asked of twelve people, see @sec-model.",
      ["summary"],
    ),
    code("test(claims);", [
      carries({
        kind: "claim",
        id: "cnn-beats-dense",
        statement: "The convolutional network is more accurate than the dense one, by {{baseline.gain | points(1)}}.",
        outcome: "holds",
        evidence: {method: "McNemar's test", criterion: "p < 0.05", pValue: 0.0001},
      }),
      carries({
        kind: "claim",
        id: "no-class-below-80",
        statement: "No class has a recall below 80 %.",
        outcome: "refuted",
        evidence: {method: "Wilson's interval", criterion: "lower bound above 0.8"},
      }),
      carries({
        kind: "claim",
        id: "calibrated",
        statement: "Its confidence can be taken at its word.",
        outcome: "undecided",
        evidence: {method: "expected calibration error", criterion: "below 0.02"},
      }),
    ]),
  ]);
}

function shortChapter(): ReportInput["chapters"][number] {
  return chapter("22-short", [
    markdown("# A short chapter\n\nIt has one paragraph, and the next chapter need not wait for a page."),
  ]);
}
