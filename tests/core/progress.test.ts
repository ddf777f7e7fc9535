import {describe, expect, it} from "vitest";
import {progressTo, seconds} from "../../src/core/progress.js";

describe("progressTo(ends)", () => {
  it("shows share, bar, rate, time left and note, at most once an interval", () => {
    let clock = 0;
    let text = "";
    const write = (chunk: string): void => {
      text += chunk;
    };
    const bar = progressTo({write, now: () => clock, isTerminal: true, interval: 100})("train", "images");
    clock = 10_000;
    bar.update(25, 100, "loss 0.5");
    clock += 10;
    bar.update(26, 100, "too soon");
    expect(text).toContain("25 %  [=====               ]  25/100 images  3/s  30 s left  loss 0.5");
    expect(text).not.toContain("too soon");
    bar.end("91.0 %");
    expect(text).toContain("train  91.0 %  10 s\n");
  });

  it("writes plain lines, rarely, where there is no terminal", () => {
    let clock = 0;
    const lines: string[] = [];
    const bar = progressTo({write: (line) => lines.push(line), now: () => clock, isTerminal: false})("train", "images");
    for (clock = 0; clock < 25_000; clock += 100) bar.update(clock, 25_000);
    expect(lines).toHaveLength(2);
    expect(lines[0]).not.toContain("\u001b");
  });
});

describe("seconds(value)", () => {
  it.each([
    [0.44, "0.4 s"],
    [42, "42 s"],
    [200, "3 min 20 s"],
    [3900, "1 h 5 min"],
  ])("says %d as %s", (value, text) => expect(seconds(value)).toBe(text));
});
