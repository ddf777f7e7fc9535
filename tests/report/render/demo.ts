import {encode} from "fast-png";
import type {Interval} from "../../../src/core/payload.js";
import {seeded} from "../../../src/core/random.js";
import type {ReportInput} from "../../../src/report/render/input.js";
import type {Theme} from "../../../src/report/render/theme.js";
import {chapter, code, markdown, carries as show} from "./notebooks.js";

const garments = ["T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];
const around = (value: number, half = 0.006): Interval => ({value, low: value - half, high: value + half, level: 0.95});

/** A report of three chapters with every kind of figure and prose, for looking at and for printing. */
export function demoReport(theme: Theme): ReportInput {
  return {
    config: {
      title: "Garment classification with TypeScript",
      subtitle: "A technical report computed by its own build",
      authors: ["Ada Example", "Grace Sample"],
      language: "en",
    },
    builtDate: "2026-11-21",
    facts: [
      {name: "Data", value: "Fashion-MNIST, 70,000 images"},
      {name: "Profile", value: "standard"},
      {name: "Engine", value: "wasm, one thread"},
      {name: "Commit", value: "3f9c2ab"},
    ],
    provenance: [
      {
        title: "Build",
        rows: [
          {name: "Commit", value: "3f9c2ab4d5e6f708192a3b4c5d6e7f8091a2b3c4"},
          {name: "Seed", value: "20171"},
          {name: "Data (SHA-256)", value: "f0b2c9d4".repeat(8)},
        ],
      },
      {title: "Versions", rows: ["@tensorflow/tfjs-core 4.22.0", "plotly.js 4.1.1", "node 20.20.2"].map(version)},
    ],
    chapters: [dataChapter(), modelChapter(), postmortemChapter()],
    theme,
  };
}

function version(text: string): {name: string; value: string} {
  const [name, value] = text.split(" ");
  return {name: name!, value: value!};
}

function dataChapter(): ReportInput["chapters"][number] {
  const random = seeded(7);
  const image = (): string => pixels((x, y) => (Math.hypot(x - 3.5, y - 3.5) < 3 ? 60 + random.int(195) : 0));
  return chapter("01-data", [
    markdown(`# The data

Fashion-MNIST [^xiao] holds {{data.train | plural(training image, training images)}} and {{data.test | integer}} test
images of ten kinds of garment, each {{data.size}} pixels, and weighs {{data.bytes | bytes}}. It was made to be a drop-in
replacement for the handwritten digits, which had become too easy; @fig-samples shows what the pictures look like, and
@sec-balance asks whether the classes are equally large. The models that learn from them follow in @sec-model.

[^xiao]: H. Xiao, K. Rasul, R. Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine learning
    algorithms", arXiv 1708.07747 (2017). The pictures come from a shop's catalogue.

## What a picture looks like

Every picture is a small grey image: bright garment, black ground, centred by its mass. The labels were given by hand in the
shop and are not free of error -- "Shirt" and "T-shirt" differ by a collar that few pixels can show.`),
    code(
      'const data = await openFashionMnist();\npublish("data", {train: data.train.length, test: data.test.length});\nshow(sampleGrid(data.train, {perClass: 2}));',
      [
        show({
          kind: "values",
          values: {"data.train": 60000, "data.test": 10000, "data.size": "28 × 28", "data.bytes": 30878645},
        }),
        show({
          kind: "pictures",
          id: "samples",
          caption:
            "Two training images of each class. *Shirt*, *Coat* and *Pullover* share a silhouette (n = 20 of {{data.train | integer}}).",
          alt: "A grid of twenty small grey pictures, two of each kind of garment",
          columns: 10,
          pictures: Array.from({length: 20}, (_, i) => ({src: image(), width: 8, height: 8, label: garments[i % 10]!})),
        }),
      ],
    ),
    markdown(`## Are the classes balanced? {#balance}

They are, by construction: @fig-class-counts counts the same number in every class, so that plain accuracy is a fair summary
and a classifier that guesses is right {{data.chance | percent}} of the time.

:::note
Balance holds for the training and the test set alike. The validation set is drawn **stratified**, so it holds there too.
:::`),
    code("show(classCountsFigure(classCounts(data.train)));\npublish({chance: 0.1});", [
      show({kind: "values", values: {"data.chance": 0.1}}),
      show({
        kind: "plot",
        id: "class-counts",
        caption: "Training images for each class (n = {{data.train | integer}}).",
        alt: "Bar chart: each of the ten classes has 6,000 training images",
        height: 300,
        data: [{type: "bar", orientation: "h", y: [...garments].reverse(), x: garments.map(() => 6000)}],
        layout: {xaxis: {title: {text: "images"}}, yaxis: {showline: false, ticks: ""}},
      }),
    ]),
    markdown(
      "## How bright are the pixels?\n\nHalf of all pixels are ground. @fig-intensity leaves them out; without that, the peak at zero hides everything else.\n",
    ),
    code("show(intensityFigure(data.train));", [
      {
        output_type: "stream",
        name: "stdout",
        text: "reading train-images-idx3-ubyte.gz\n\u001b[32m100 %\u001b[0m 60,000/60,000 images\n",
      },
      show({
        kind: "plot",
        id: "intensity",
        caption: "Brightness of the pixels that are not ground, in a sample of 2,000 images.",
        alt: "Histogram of pixel brightness with a broad hump near 200",
        height: 280,
        data: [
          {
            type: "histogram",
            nbinsx: 48,
            x: Array.from({length: 1500}, () =>
              Math.round(90 + 60 * (random.next() + random.next()) + 45 * random.next()),
            ),
          },
        ],
        layout: {xaxis: {title: {text: "brightness (0 to 255)"}}, yaxis: {title: {text: "pixels"}}},
      }),
    ]),
  ]);
}

function modelChapter(): ReportInput["chapters"][number] {
  const epochs = Array.from({length: 12}, (_, i) => i + 1);
  const curve = (from: number, to: number, pace: number): number[] =>
    epochs.map((e) => to + (from - to) * Math.exp(-e / pace));
  const confusion = garments.map((_, i) =>
    garments.map((__, j) => (i === j ? 880 - ((i * 37) % 120) : (i * 13 + j * 7) % 29)),
  );
  return chapter("03-model", [
    code("const seed: number = 20171;", [], ["parameters"]),
    markdown(`# Baseline and network {#model}

A dense network without convolution is the yardstick. For a picture $x \\in [0, 1]^{784}$ it computes

$$
p(y = k \\mid x) = \\frac{\\exp(w_k^\\top h(x) + b_k)}{\\sum_{j=1}^{10} \\exp(w_j^\\top h(x) + b_j)}, \\qquad h(x) = \\max(0, Ax + c)
$$

and is trained on the cross-entropy $-\\log p(y \\mid x)$. The convolutional network reaches {{baseline.cnn.accuracy | percent(1) ±}}
against {{baseline.dense.accuracy | percent(1)}}: a gain of {{baseline.gain | points(1)}}.

## Training

The loss falls quickly and then slowly ([Figure](#fig-curves), or in the usual notation @fig-curves). Early stopping on the validation loss
restored the weights of epoch {{baseline.cnn.bestEpoch}}.`),
    code(
      `const cnn = trainCnn(data, {seed, epochs: 12, schedule: oneCycle({peak: 0.02, warmUp: 0.25}), onEpoch: ({epoch, validationLoss}) => console.log(epoch, validationLoss)});
// A line that is far too long for any page, to see how it wraps: ${"conv(32) -> relu -> maxPool -> ".repeat(6)}dense(10)
for (const {epoch, loss} of cnn.history) {
  progress.update(epoch, 12, \`loss \${loss.toFixed(3)}\`); // 3-layer network
}
show(learningCurves(cnn.history));`,
      [
        show({
          kind: "values",
          values: {
            "baseline.cnn.accuracy": around(0.9123),
            "baseline.dense.accuracy": around(0.8834),
            "baseline.cnn.macroF1": around(0.9118),
            "baseline.gain": 0.0289,
            "baseline.cnn.bestEpoch": 9,
            "baseline.cnn.parameters": 292_330,
          },
        }),
        show({
          kind: "plot",
          id: "curves",
          caption: "Loss and accuracy on training and validation data after each epoch (n = 54,000 and 6,000).",
          alt: "Two panels of line charts; loss falls and accuracy rises with the epochs, the validation curves flatten after nine",
          height: 320,
          data: [
            {x: epochs, y: curve(0.9, 0.18, 3), name: "training", mode: "lines+markers"},
            {x: epochs, y: curve(0.85, 0.25, 2.6), name: "validation", mode: "lines+markers"},
            {
              x: epochs,
              y: curve(0.7, 0.935, 3),
              name: "training",
              mode: "lines+markers",
              xaxis: "x2",
              yaxis: "y2",
              showlegend: false,
              line: {color: undefined},
            },
            {
              x: epochs,
              y: curve(0.72, 0.914, 2.6),
              name: "validation",
              mode: "lines+markers",
              xaxis: "x2",
              yaxis: "y2",
              showlegend: false,
            },
          ],
          layout: {
            grid: {rows: 1, columns: 2, pattern: "independent", xgap: 0.24},
            xaxis: {title: {text: "epoch"}},
            xaxis2: {title: {text: "epoch"}},
            yaxis: {title: {text: "loss"}},
            yaxis2: {title: {text: "accuracy"}, tickformat: ".0%"},
          },
        }),
      ],
    ),
    markdown(`## Results

@tab-metrics compares the two class by class and @fig-confusion shows where the network errs. Its
{{baseline.cnn.parameters | si}} parameters are few by today's measure; its macro F1 is {{baseline.cnn.macroF1 | percent(1)}}.

:::warning Shirts
Sixty per cent of all errors touch *Shirt*. No model here can be blamed for all of them: see @sec-postmortem.
:::`),
    code("show(metricsTable(evaluate(cnn, data.test)));", [
      show({
        kind: "table",
        id: "metrics",
        caption: "Precision, recall and F1 of each class on the test set (n = 10,000).",
        columns: [
          {name: "Class"},
          {name: "Precision", format: "percent(1)"},
          {name: "Recall", format: "percent(1)"},
          {name: "F1", format: "percent(1)"},
          {name: "Images", format: "integer"},
        ],
        rows: garments.map((name, i) => [
          name,
          around(0.85 + ((i * 31) % 14) / 100, 0.021),
          around(0.84 + ((i * 17) % 15) / 100, 0.022),
          around(0.85 + ((i * 7) % 14) / 100, 0.016),
          1000,
        ]),
      }),
      show({
        kind: "plot",
        id: "confusion",
        caption:
          "Confusion matrix on the test set: rows are the truth, columns the prediction, diagonal in the darkest blue (n = 10,000).",
        alt: "Heat map of ten by ten counts; the diagonal is dark, and shirts are often taken for T-shirts, pullovers and coats",
        height: 520,
        data: [
          {
            type: "heatmap",
            x: garments,
            y: garments,
            z: confusion,
            text: confusion.map((row) => row.map(String)),
            texttemplate: "%{text}",
            textfont: {size: 11},
          },
        ],
        layout: {
          yaxis: {autorange: "reversed", title: {text: "truth"}, showline: false, ticks: ""},
          xaxis: {title: {text: "prediction"}, showline: false, ticks: "", tickangle: -35},
        },
      }),
    ]),
    code("show(wideTable(folds));", [
      show({
        kind: "table",
        id: "wide",
        caption: "Accuracy by fold and class, a table with many columns.",
        columns: [
          {name: "Fold"},
          ...garments.map((name) => ({name, format: "percent(1)"})),
          {name: "All", format: "percent(1)"},
        ],
        rows: Array.from({length: 6}, (_, i) => [
          `fold ${i + 1}`,
          ...garments.map((_g, j) => 0.8 + ((i * 7 + j * 11) % 19) / 100),
          around(0.91, 0.004),
        ]),
      }),
    ]),
  ]);
}

function postmortemChapter(): ReportInput["chapters"][number] {
  const random = seeded(3);
  const point = (): number => random.next() + random.next() - 1;
  return chapter("14-postmortem", [
    markdown(`# What went wrong

The network was wrong {{errors.count | plural(time, times)}}.[^count] Most of it happens between {{errors.worst | list}}.
A second look at @fig-confusion and @tab-metrics tells the same story.

[^count]: On 10,000 test images, that is {{errors.share | percent(2)}}.

### A smaller heading

1. Labels are wrong in about 1.5 % of the cases.
2. A collar is two pixels wide.
   - and lost in the resampling
   - or cropped

| cause | errors | share of all |
|:------|-------:|-------------:|
| label | 131 | {{errors.labels | percent(1)}} |
| shape | 402 | 45.8 % |

> A picture that a person cannot tell apart should not count against a model.

\`\`\`typescript
const causes: Map<string, number> = await clusterErrors(errors, {k: 4}); // {{not.a.value | here}}
\`\`\``),
    code("show(embedding(errors));", [
      show({
        kind: "values",
        values: {
          "errors.count": 877,
          "errors.share": 0.0877,
          "errors.labels": 0.149,
          "errors.worst": ["Shirt", "T-shirt", "Coat"],
        },
      }),
      show({
        kind: "plot",
        id: "embedding",
        caption: "Errors in the plane of the two largest principal components (n = 240 of {{errors.count | integer}}).",
        alt: "Scatter plot of errors in three overlapping clouds",
        height: 380,
        data: ["Shirt", "Coat", "Pullover"].map((name, i) => ({
          type: "scatter",
          mode: "markers",
          name,
          marker: {size: 6, opacity: 0.75},
          x: Array.from({length: 80}, () => i * 0.9 + point()),
          y: Array.from({length: 80}, () => (i % 2) * 1.1 + point()),
        })),
        layout: {xaxis: {title: {text: "first component"}}, yaxis: {title: {text: "second component"}}},
      }),
      show({
        kind: "pictures",
        id: "worst",
        caption: "The errors that the network was surest of.",
        alt: "Twelve pictures with true and predicted labels",
        columns: 6,
        pictures: Array.from({length: 12}, (_, i) => ({
          src: pixels((x, y) => ((x + y + i) % 5) * 60),
          width: 8,
          height: 8,
          label: `${garments[i % 10]}, not ${garments[(i + 3) % 10]}`,
          tone: i % 4 === 0 ? ("good" as const) : ("bad" as const),
        })),
      }),
    ]),
    code(
      "console.log(report);",
      [
        {
          output_type: "stream",
          name: "stdout",
          text: Array.from({length: 90}, (_, i) => `error ${i}: Shirt taken for Coat\n`).join(""),
        },
      ],
      ["show-input"],
    ),
  ]);
}

/** A picture of 8 by 8 grey pixels. */
function pixels(brightness: (x: number, y: number) => number): string {
  const data = Uint8Array.from({length: 64}, (_, i) => Math.min(255, brightness(i % 8, Math.floor(i / 8))));
  const png = encode({width: 8, height: 8, data, depth: 8, channels: 1});
  return `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
}
