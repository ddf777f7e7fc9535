import {describe, expect, it} from "vitest";
import {notSentenceCase, notTitleCase} from "../../../../src/report/check/prose/headingCase.js";

const names = new Set(["Kepler", "Fashion-MNIST"]);

describe("notSentenceCase(heading, names)", () => {
  it.each([
    "How they learn",
    "What the CNN sees in Fashion-MNIST",
    "Kepler's third law",
    "The Grad-CAM of one picture",
    "Results: what came out",
    "Why now? Because it is time",
    "`Math.random` is not allowed",
    "{{data.name}} in numbers",
    "3 ways to fail",
    "I was there",
  ])("agrees with %s", (heading) => expect(notSentenceCase(heading, names)).toBeUndefined());

  it.each([
    ["How They Learn", "They"],
    ["how they learn", "how"],
    ["Results: What came out", undefined],
    ["Results: what Came out", "Came"],
    ["The (Other) way", "Other"],
    ["Über alles Und mehr", "Und"],
  ])("finds in %s the word %s", (heading, word) => {
    expect(notSentenceCase(heading, names)).toBe(word);
  });
});

describe("notTitleCase(heading, names)", () => {
  // The first three are examples of the Chicago Manual of Style, 8.160.
  it.each([
    "Mnemonics That Work Are Better Than Rules That Do Not",
    "Singing While You Work",
    "A Little Learning Is a Dangerous Thing",
    "The Law of Kepler",
    "What to Look For",
  ])("agrees with %s", (heading) => expect(notTitleCase(heading, names)).toBeUndefined());

  it.each([
    ["A little Learning", "little"],
    ["The Law Of Kepler", "Of"],
    ["what to Look For", "what"],
  ])("finds in %s the word %s", (heading, word) => expect(notTitleCase(heading, names)).toBe(word));
});
