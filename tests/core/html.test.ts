import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {escapeHtml, Html, html, textOf} from "../../src/core/html.js";

describe("html`...`", () => {
  it("escapes text, passes markup and leaves out nothing", () => {
    const name = `<b>"O'Neil" & co</b>`;
    expect(html`<i title="${name}">${name}</i>${undefined}${false}`.markup).toBe(
      `<i title="${escapeHtml(name)}">${escapeHtml(name)}</i>`,
    );
    expect(html`<p>${new Html("<b>x</b>")}${["<", html`<br>`]}${3}</p>`.markup).toBe("<p><b>x</b>&lt;<br>3</p>");
  });

  it("lets no text become markup, and gives the text back", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(html`${text}`.markup).not.toMatch(/[<>"']/);
        expect(textOf(html`<p>${text}</p>`)).toBe(text.trim());
      }),
    );
  });
});
