import {describe, expect, it} from "vitest";
import {compareAll} from "../../../src/pipeline/evaluation/compareAll.js";
import {confusedPairs, testAsymmetry} from "../../../src/pipeline/evaluation/confusedPairs.js";
import {precisionRecallCurve, rocCurve} from "../../../src/pipeline/evaluation/metrics/curves.js";
import {gains} from "../../../src/pipeline/evaluation/metrics/gains.js";
import {metrics} from "../../../src/pipeline/evaluation/metrics/metrics.js";
import {byDoubt, oneAgainstRest} from "../../../src/pipeline/evaluation/metrics/ranking.js";
import {classTable} from "../../../src/pipeline/figure/classTable.js";
import {confusionFigure} from "../../../src/pipeline/figure/confusionFigure.js";
import {asymmetryTable} from "../../../src/pipeline/figure/metrics/asymmetryTable.js";
import {errorGainFigure} from "../../../src/pipeline/figure/metrics/errorGainFigure.js";
import {metricsTable} from "../../../src/pipeline/figure/metrics/metricsTable.js";
import {modelComparisonTable} from "../../../src/pipeline/figure/metrics/modelComparisonTable.js";
import {precisionRecallFigure} from "../../../src/pipeline/figure/metrics/precisionRecallFigure.js";
import {rocFigure} from "../../../src/pipeline/figure/metrics/rocFigure.js";
import {unsupportedPart} from "../../../src/report/render/figure/spec/supported.js";
import {answered, asked} from "../evaluation/answers.js";

/** Three classes of four; one of class 0 was called 2, one of class 2 was called 0, and class 1 is never mistaken. */
const yTrue = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2];
const answers = asked(
  yTrue,
  yTrue.flatMap((truth, row) => {
    const answer = row === 0 ? 2 : row === 8 ? 0 : truth;
    return [0, 1, 2].map((k) => (k === answer ? 0.5 + row / 64 : 0.25 - row / 128));
  }),
  3,
);
const measured = metrics(answers, {rounds: 20});
const options = {
  modelName: "CNN",
  count: 12,
  macro: measured.macroRocArea,
  micro: measured.microRocArea,
  labelled: 2,
};
const rankings = answers.classNames.map((_, k) => oneAgainstRest(answers, k));
const roc = rocFigure(
  measured.perClass.map(({name, rocArea}, k) => ({name, curve: rocCurve(rankings[k]!), area: rocArea})),
  options,
);
const precisionRecall = precisionRecallFigure(
  measured.perClass.map(({name, averagePrecision}, k) => ({
    name,
    curve: precisionRecallCurve(rankings[k]!),
    area: averagePrecision,
  })),
  options,
);
const gain = errorGainFigure([{name: "CNN", gains: gains(byDoubt(answers), {at: [0.25, 0.5], rounds: 20})}], {
  caption: "Errors.",
});
const confusion = confusionFigure(measured, {modelName: "CNN", order: [0, 2, 1], cells: "errors"});

describe("figures of metrics", () => {
  it.each([roc, precisionRecall, gain, confusion])("$id is drawn by the report, and says what it shows", (figure) => {
    expect(unsupportedPart(figure.data, figure.layout)).toBeUndefined();
    expect(figure.caption).toMatch(/.+\.$/);
    expect(figure.alt).toMatch(/.+\.$/);
    expect(JSON.stringify(figure)).not.toMatch(/NaN|undefined|Infinity/);
  });
  it("label the classes that are hardest to tell from the rest, and draw the others in grey below them", () => {
    const lines = roc.data.filter(({mode}) => mode === "lines") as unknown as {name: string; line: {color: string}}[];
    expect(lines.map(({name}) => name)).toEqual(["class 1", "class 0", "class 2"]);
    expect(lines[0]!.line.color).toBe("#b5b5b5");
    expect(roc.caption).toContain("the other 1, in grey, have at least 1.000");
  });
  it("say how many errors are among the least sure answers: here, one of two", () => {
    expect(gain.alt).toBe(
      "Cumulative gain chart. CNN: 50 % of its errors in the least sure 25 %, 50 % of its errors in the least sure 50 %.",
    );
  });
  it("put the classes of a confusion matrix in the order asked for, count its errors or give shares", () => {
    const [trace] = confusion.data as unknown as [{x: string[]; z: (number | null)[][]; text: string[][]}];
    expect(trace.x).toEqual(["class 0", "class 2", "class 1"]);
    expect(trace.z).toEqual([
      [null, 1, 0],
      [1, null, 0],
      [0, 0, null],
    ]);
    expect(trace.text[0]).toEqual(["", "1", ""]);
    expect(confusion.caption).toContain("The commonest slip: once class 0 was called class 2.");
    const [shares] = confusionFigure(measured, {modelName: "CNN", cells: "shares"}).data as unknown as [
      {text: string[][]},
    ];
    expect(shares.text[0]).toEqual(["75", "", "25"]);
    const faultless = metrics(answered([0, 1], [0, 1], 2), {rounds: 5});
    expect(confusionFigure(faultless, {modelName: "CNN", cells: "errors"}).caption).toContain("No picture was taken");
  });
});

describe("tables of metrics", () => {
  it("give every figure of every model, times 100, with its interval", () => {
    const {rows, columns} = metricsTable([{name: "CNN", metrics: measured}], {caption: "All."});
    expect(columns.map(({name}) => name)).toEqual(["Figure, times 100", "CNN"]);
    expect(rows).toHaveLength(16);
    expect(rows[0]).toMatchObject(["Accuracy", {value: 100 * (10 / 12)}]);
  });
  it("give a class its average precision where that was worked out", () => {
    expect(classTable(measured, {modelName: "CNN"}).columns.at(-1)!.name).toBe("Average precision");
  });
  it("say that a p-value is below what three digits can say", () => {
    const never = answered(
      yTrue,
      yTrue.map((k) => (k + 1) % 3),
      3,
    );
    const right = answered(yTrue, yTrue, 3);
    const compared = compareAll(
      [
        {name: "right", predictions: right},
        {name: "never", predictions: never},
      ],
      {rounds: 5},
    );
    const {rows, caption} = modelComparisonTable(compared);
    expect(rows[0]).toMatchObject(["right and never", 12, 0, {value: 100}, "< 0.001", "< 0.001"]);
    expect(caption).toContain("for 1 comparison.");
    const pairs = testAsymmetry(confusedPairs(measured));
    expect(asymmetryTable(pairs, {count: 12}).rows).toEqual([["class 0 and class 2", 1, 1, 1, "1.000", "1.000"]]);
  });
});
