import {describe, expect, it} from "vitest";
import {fromCarrier, type PlotPayload} from "../../../src/core/payload.js";
import {chapter} from "../../../src/pipeline/figure/chapter.js";
import {exactly} from "../../../src/pipeline/figure/claim.js";

function open(): {shown: string[]; here: ReturnType<typeof chapter>} {
  const shown: string[] = [];
  return {shown, here: chapter({html: (markup) => shown.push(markup)}, {inBuild: true})};
}

const plot: PlotPayload = {
  kind: "plot",
  id: "counts",
  caption: "Counts",
  alt: "bars",
  data: [{type: "bar", y: [1]}],
  layout: {},
};

describe("chapter(display)", () => {
  it("shows a payload as one HTML display that carries its data", () => {
    const {shown, here} = open();
    here.show(plot);
    expect(shown).toHaveLength(1);
    expect(fromCarrier(shown[0]!)).toEqual(plot);
  });

  it("brings Plotly along once outside the build, and never inside it", () => {
    const shown: string[] = [];
    const here = chapter({html: (markup) => shown.push(markup)}, {inBuild: false});
    here.show(plot);
    expect(shown.map((markup) => markup.includes("window.Plotly=")).slice(0, 2)).toEqual([true, false]);
    expect(open().shown).toEqual([]);
  });

  it("flattens nested values into dotted paths", () => {
    const {shown, here} = open();
    const accuracy = {value: 0.9, low: 0.88, high: 0.92, level: 0.95};
    here.publish("baseline.cnn", {accuracy, seed: 3, data: {name: "x", classes: ["a", "b"]}});
    expect(fromCarrier(shown[0]!)).toEqual({
      kind: "values",
      values: {
        "baseline.cnn.accuracy": accuracy,
        "baseline.cnn.seed": 3,
        "baseline.cnn.data.name": "x",
        "baseline.cnn.data.classes": ["a", "b"],
      },
    });
  });

  it("publishes for prose unless told that only programs read", () => {
    const {shown, here} = open();
    here.publish("run", {seed: 3}, {audience: "programs"});
    expect(fromCarrier(shown[0]!)).toEqual({kind: "values", values: {"run.seed": 3}, audience: "programs"});
  });

  it("states a claim with its test", () => {
    const {shown, here} = open();
    const {claim} = here;
    claim("all-passed", "Every check passed.", exactly(true, {criterion: "no check failed"}));
    expect(fromCarrier(shown[0]!)).toEqual({
      kind: "claim",
      id: "all-passed",
      statement: "Every check passed.",
      outcome: "holds",
      evidence: {method: "checked exactly", criterion: "no check failed"},
    });
  });

  it("refuses a claim that prose could not name, or that says nothing", () => {
    const tested = exactly(true, {criterion: "c"});
    expect(() => open().here.claim("not an id", "S.", tested)).toThrow('such as "cnn-beats-dense", got "not an id"');
    expect(() => open().here.claim("a", " ", tested)).toThrow("claim a: expected a sentence");
  });

  it.each([
    ["not a path!", {a: 1}, 'expected a dotted path such as "baseline.cnn", got "not a path!"'],
    [
      "a",
      {b: Number.NaN},
      "publish: a.b must be a finite number, text, a boolean, an interval or a list of these, got NaN",
    ],
    ["a", {b: null as never}, "got null"],
    ["a", {b: new Float32Array(2) as never}, "got object"],
  ])("refuses to publish %j %j", (path, values, message) => {
    expect(() => open().here.publish(path, values)).toThrow(message);
  });

  it("escapes whatever a caption or label says", () => {
    const {shown, here} = open();
    here.show({...plot, caption: "<script>alert(1)</script>"});
    here.show({kind: "table", id: "t", caption: "c", columns: [{name: "<b>"}], rows: [["<i>"]]});
    expect(shown.join("")).not.toMatch(/<script>alert|<b>|<i>/);
  });
});
