import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {escapeHtml} from "../../../src/core/html.js";
import {descendants, first, isElement, visibleText} from "../../../src/core/markup/elements.js";
import {decode, type Element, parseHtml} from "../../../src/core/markup/parseHtml.js";

const tagsOf = (markup: string): string[] => [...descendants(parseHtml(markup))].map(({tag}) => tag);

describe("parseHtml(markup)", () => {
  it("nests elements as their tags do", () => {
    expect(tagsOf("<ul><li>a</li><li><b>b</b></li></ul><p>c</p>")).toEqual(["ul", "li", "li", "b", "p"]);
  });

  it("knows elements without an end, and those of a drawing that end themselves", () => {
    expect(tagsOf('<p>a<br>b<img src="x"></p><svg><path d="M0 0"/><g><line /></g></svg><i>c</i>')).toEqual([
      "p",
      "br",
      "img",
      "svg",
      "path",
      "g",
      "line",
      "i",
    ]);
  });

  it.each(["script", "style"])("takes what stands in %s as text", (tag) => {
    const [element] = descendants(parseHtml(`<${tag}>if (a < b) "<p>"</${tag}><p>x</p>`));
    expect(element!.children).toMatchObject([{text: 'if (a < b) "<p>"'}]);
    expect(tagsOf(`<${tag}>"<p>"</${tag}><p>x</p>`)).toEqual([tag, "p"]);
  });

  it("reads attributes in both quotes, in none, and with character references", () => {
    const [element] = descendants(
      parseHtml(`<a href="a?b=1&amp;c=&quot;2&quot;" title='&#39;&#x41;>' data-n=3 hidden>x</a>`),
    );
    expect(element!.attributes).toEqual({href: 'a?b=1&c="2"', title: "'A>", "data-n": "3", hidden: ""});
  });

  it("passes over comments, the document type and an end without a start", () => {
    expect(tagsOf("<!doctype html><!-- <p> --><b>x</i></b>")).toEqual(["b"]);
  });

  it("gives every node the place of its markup, whatever the markup", () => {
    const piece = fc.constantFrom(
      "<p>",
      "</p>",
      "<b class='x'>",
      "</b>",
      "text",
      " ",
      "<br>",
      "<",
      "&amp;",
      "<!-- -->",
      "é",
    );
    fc.assert(
      fc.property(fc.array(piece, {maxLength: 30}), (pieces) => {
        const markup = pieces.join("");
        const walk = (node: Element): void => {
          let at = node.start;
          for (const child of node.children) {
            expect(child.start).toBeGreaterThanOrEqual(at);
            expect(child.end).toBeGreaterThanOrEqual(child.start);
            expect(child.end).toBeLessThanOrEqual(node.end);
            at = child.end;
            if (!isElement(child)) expect(markup.slice(child.start, child.end)).toBe(child.text);
            else {
              expect(markup.slice(child.start, child.end)).toMatch(new RegExp(`^<${child.tag}`));
              walk(child);
            }
          }
        };
        walk(parseHtml(markup));
      }),
    );
  });

  it("takes time in proportion to the length", () => {
    const markup = `<p title="${"x".repeat(500_000)}">${"<b>y</b>".repeat(50_000)}`;
    const start = performance.now();
    parseHtml(markup);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe("decode(text)", () => {
  it("is the way back from escapeHtml", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(decode(escapeHtml(text))).toBe(text);
      }),
    );
  });

  it("leaves alone what is no reference", () => {
    expect(decode("AT&T; &unknown; &#1114112; a & b")).toBe("AT&T; &unknown; &#1114112; a & b");
  });
});

it("visibleText leaves out what no reader sees", () => {
  const markup =
    '<div>A <b>bold</b>\n word<script>x</script><span aria-hidden="true">h</span><button>Copy</button>.</div>';
  expect(visibleText(first(parseHtml(markup), ({tag}) => tag === "div")!)).toBe("A bold word.");
});
