import {describe, expect, it} from "vitest";
import {chapter, markdown, render} from "../notebooks.js";

const build = (text: string): ReturnType<typeof render> => render([chapter("01", [markdown("# T"), markdown(text)])]);

describe("Markdown that means something else than was meant", () => {
  it.each<[string, string, string]>([
    ["a callout without end", ":::note\nText.\n\nMore.", 'the callout ":::note" is never closed'],
    [
      "a block of code without end",
      "```ts\nconst a = 1;\n",
      'the block of code "```ts" is never closed; end it with a line of "```"',
    ],
    ["a block of code that only begins", "Text\n\n~~~~", 'the block of code "~~~~" is never closed'],
    ["a formula without end", "$$\n\\frac{1}{2}\n\nText.", 'the formula that begins with "$$" has no end'],
    ["a formula without end in a line", "Let $$x1 be.", 'the formula that begins with "$$x1 be." has no end'],
    [
      "a row with a cell too many",
      "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
      'the table row "| 1 | 2 | 3 |" has 3 cells, but the head has 2',
    ],
    ["a row with a cell too few", "a | b\n--|--\n1", 'the table row "1" has 1 cells, but the head has 2'],
    [
      "a head with a cell too few",
      "| a |\n|---|---|\n| 1 | 2 |",
      '"| a |" heads no table: it has 1 cells, but the line of dashes below has 2',
    ],
    ["an unknown callout", ":::nte\nx\n:::", '":::nte" is no callout; did you mean "note"?'],
  ])("is an error: %s", (_, text, message) => {
    expect(() => build(text)).toThrow(`notebooks/01.ipynb, cell 2: ${message}`);
  });

  it.each<[string, string, string]>([
    ["a skipped level", "## A\n\n#### B", 'the heading "B" is of level 4, but the one before it of level 2'],
    ["HTML", "Two<br>lines", 'the HTML "<br>" is shown as text; write Markdown'],
    ["a single dollar", "Let $x be.", 'a "$" opens no formula in "$x be."'],
  ])("is warned of: %s", (_, text, message) => {
    expect(build(text).warnings).toContain(
      `notebooks/01.ipynb, cell 2: ${message}${message.startsWith("a ") ? "; close it, or write \\$ for the sign" : ""}`,
    );
  });

  it("names every place at once", () => {
    expect(() => build(":::note\n```\n")).toThrow(/^the report has 2 problems:/);
  });

  it.each([
    ":::note\nText.\n:::\n\n::::tip\n:::note\nInner\n:::\n::::",
    "> ```ts\n> a\n> ```",
    "```\n$$ and ::: and | a |\n```",
    "- item\n\n  ```ts\n  a\n  ```",
    "| a | b |\n|:--|--:|\n| `x \\| y` | 2 |\n",
    "From $5 to $10, a < b > c, $x^2$ and\n$$ x $$\n$$\ny\n$$ {#eq-y}",
    "Rule:\n\n---\n\ntext",
  ])("is nothing of the kind: %j", (text) => {
    expect(build(text).warnings).toEqual([]);
  });
});
