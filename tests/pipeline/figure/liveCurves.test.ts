import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {fromCarrier} from "../../../src/core/payload.js";
import {notebookCurves} from "../../../src/pipeline/figure/notebookCurves.js";
import {type TerminalCurvesOptions, terminalCurves} from "../../../src/pipeline/figure/terminalCurves.js";
import type {EpochReport} from "../../../src/pipeline/training/history.js";

/** How a training stands after `count` of four epochs; the second is the best. */
function after(count: number): EpochReport {
  const records = [0.9, 0.4, 0.5, 0.6].slice(0, count).map((loss, i) => ({
    epoch: i + 1,
    learningRate: 0.1,
    trainLoss: 1 / (i + 1),
    trainAccuracy: 0.5 + i / 10,
    validationLoss: loss,
    validationAccuracy: 1 - loss / 2,
  }));
  return {name: "cnn", records, bestEpoch: Math.min(2, count), epochs: 4};
}

const line = "cnn  epoch 3/4  training loss 0.333, 70.0 %  validation loss 0.500, 75.0 %  best: epoch 2";

/** An escape, or one character. */
const piecePattern = new RegExp(`${String.fromCharCode(27)}\\[\\d*[A-Za-z]|[\\s\\S]`, "g");

/** A terminal of 60 columns that knows the escapes a progress line uses. */
function terminal({rows = 40, columns = 60} = {}) {
  const screen: string[] = [""];
  let [row, column] = [0, 0];
  const write = (text: string): void => {
    for (const [piece] of text.matchAll(piecePattern)) {
      if (piece === "\n") {
        row++;
        column = 0;
        screen[row] ??= "";
      } else if (piece === "\r") column = 0;
      else if (piece === "\u001b[2K") screen[row] = "";
      else if (piece.endsWith("A") && piece.length > 1) row -= Number(piece.slice(2, -1));
      else if (piece.length > 1) expect(["0", "35", "36"]).toContain(piece.slice(2, -1));
      else {
        expect(++column).toBeLessThan(columns + 1);
        screen[row] = screen[row]!.padEnd(column - 1).slice(0, column - 1) + piece + screen[row]!.slice(column);
      }
    }
  };
  return {stream: {write, isTTY: true, columns, rows}, shown: () => screen.map((text) => text.trimEnd())};
}

/** What two epochs write on a terminal. */
function written(options: TerminalCurvesOptions): string {
  const chunks: string[] = [];
  const stream = {write: (chunk: string) => void chunks.push(chunk), isTTY: true, columns: 80, rows: 40};
  terminalCurves({stream, ...options}).onEpoch(after(2));
  return chunks.join("");
}

describe("terminalCurves(options)", () => {
  it("redraws the chart in place beneath the progress line, and leaves it there at the end", () => {
    let clock = 0;
    const {stream, shown} = terminal();
    const {progress, onEpoch} = terminalCurves({stream, coloured: false, now: () => clock});
    const bar = progress("train cnn", "images");
    for (const epoch of [1, 2, 3]) {
      clock += 1000;
      bar.update(epoch * 100, 400, `epoch ${epoch}/4  loss 0.123  accuracy 12.3 % and much more than fits`);
      onEpoch(after(epoch));
    }
    const running = shown();
    expect(running[0]).toMatch(/^train cnn {2}75 % {2}\[=+ +\] {2}300\/400 images/);
    expect(running).toHaveLength(12);
    expect(running[9]).toMatch(/^ +epoch 1 +4$/);
    expect(running[10]).toMatch(/·· training loss ── validation loss/);
    expect(running[11]).toBe("best so far: epoch 2, validation loss 0.400, 80.0 %");
    bar.end("epoch 2 kept");
    stream.write("next\n");
    expect(shown()).toEqual(["train cnn  epoch 2 kept  3.0 s", ...running.slice(1), "next", ""]);
  });
  it("colours the lines where it may", () => {
    expect(written({coloured: true})).toContain("\u001b[35m");
    expect(written({coloured: false})).not.toContain("\u001b[35m");
  });
  it.each([
    ["no terminal", {isTTY: false}],
    ["few rows", {isTTY: true, rows: 12, columns: 100}],
    ["few columns", {isTTY: true, rows: 40, columns: 30}],
  ])("writes a line an epoch where there are %s", (_, kind) => {
    const written: string[] = [];
    const stream = {write: (chunk: string) => void written.push(chunk), ...kind};
    const {progress, onEpoch} = terminalCurves({stream, coloured: true, now: () => 0});
    const bar = progress("train cnn", "images");
    onEpoch(after(3));
    bar.end("done");
    expect(written[0]!.replace("\r\u001b[2K", "")).toBe(`${line}\n`);
    expect(written.at(-1)).not.toMatch(/\n\n/);
  });
  it("takes NO_COLOR at its word", () => {
    vi.stubEnv("TERM", "xterm");
    vi.stubEnv("NO_COLOR", undefined);
    expect(written({})).toContain("\u001b[35m");
    vi.stubEnv("NO_COLOR", "1");
    expect(written({})).not.toContain("\u001b[35m");
    vi.unstubAllEnvs();
  });
});

describe("notebookCurves(display)", () => {
  const channel = Symbol.for("lookbook.progress");
  let shown: string[];
  beforeEach(() => {
    shown = [];
  });
  afterEach(() => Reflect.deleteProperty(globalThis, channel));
  const draw = (count: number): void => notebookCurves({html: (markup) => void shown.push(markup)})(after(count));

  it("draws loss and accuracy of each epoch, the best one marked", () => {
    draw(3);
    expect(shown).toHaveLength(1);
    expect(shown[0]!.match(/<polyline/g)).toHaveLength(4);
    expect(shown[0]!.match(/<circle/g)).toHaveLength(2);
    expect(shown[0]).toContain(line);
    // The second of four epochs lies a third of the way between 58 and 358; its loss, 0.4, between 1 and 0.333.
    expect(shown[0]).toContain('<circle cx="158.0" cy="168.2"');
  });
  it("draws a first epoch, and the same markup for the same records", () => {
    draw(1);
    draw(1);
    expect(shown[0]).toBe(shown[1]);
    expect(shown[0]).not.toContain("NaN");
  });
  it("is no figure of a report", () => {
    draw(2);
    expect(fromCarrier(shown[0]!)).toEqual({kind: "values", values: {}});
  });
  it("draws nothing in a build, whose notebooks must not depend on whether a training was loaded", () => {
    Object.assign(globalThis, {[channel]: () => undefined});
    draw(2);
    expect(shown).toEqual([]);
  });
});
