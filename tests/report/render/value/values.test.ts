import {describe, expect, it} from "vitest";
import {carries, chapter, code, markdown, render} from "../notebooks.js";

const publish = (values: Record<string, number | string>): ReturnType<typeof code> =>
  code("publish()", [carries({kind: "values", values})]);

describe("published values", () => {
  it("are written into prose of any chapter, earlier or later", () => {
    const {html, values} = render([
      chapter("01-first", [markdown("# First\n\nIt will reach {{cnn.accuracy | percent(1)}}.")]),
      chapter("02-second", [markdown("# Second"), publish({"cnn.accuracy": 0.9123})]),
    ]);
    expect(html).toContain(
      '<a class="value" href="#cell-02-second-2" title="cnn.accuracy, computed in 02-second, cell 2">91.2\u00a0%</a>',
    );
    expect(values).toEqual({"cnn.accuracy": {value: 0.9123, chapter: "02-second", cell: 2}});
  });

  it("name the notebook, the cell and the nearest path where one is unknown", () => {
    const build = (): unknown =>
      render([chapter("01-first", [publish({"cnn.accuracy": 0.9}), markdown("Got {{cnn.acuracy}}.")])]);
    expect(build).toThrow(
      'notebooks/01-first.ipynb, cell 2: no value "cnn.acuracy" was published; did you mean "cnn.accuracy"?',
    );
  });

  it("say what a group holds where its name stands for a value", () => {
    const build = (): unknown => render([chapter("01", [publish({"cnn.f1": 1, "cnn.loss": 2}), markdown("{{cnn}}")])]);
    expect(build).toThrow("it is a group of cnn.f1, cnn.loss");
  });

  it("name the place where a format is not for the value", () => {
    const build = (): unknown => render([chapter("01", [publish({a: "x"}), markdown("{{a | percent(1)}}")])]);
    expect(build).toThrow('notebooks/01.ipynb, cell 2: {{a | percent(1)}}: format "percent" takes a finite number');
  });

  it("may be published twice when equal", () => {
    expect(render([chapter("01", [publish({a: 1}), publish({a: 1})])]).values["a"]?.cell).toBe(1);
  });

  it("published twice with different values are an error that names both cells", () => {
    const build = (): unknown => render([chapter("01", [publish({a: 1})]), chapter("02", [publish({a: 2})])]);
    expect(build).toThrow(
      'the value "a" is published twice with different values: 1 (notebooks/01.ipynb, cell 1) and 2 (notebooks/02.ipynb, cell 1)',
    );
  });

  it("are left alone in code and in formulas", () => {
    const {html} = render([chapter("01", [markdown("Write `{{a | b}}` or\n\n```\n{{c | d}}\n```\n\nand $x_{{a}}$.")])]);
    expect(html).toContain("<code>{{a | b}}</code>");
    expect(html).toContain("<code>{{c | d}}</code>");
  });

  it("stand in tables, although a pipe divides their cells", () => {
    const {html} = render([
      chapter("01", [publish({a: 0.5}), markdown("| x | y |\n|---|---|\n| {{a | percent(0)}} | 2 |")]),
    ]);
    expect(html).toMatch(/<td><a class="value"[^>]*>50\u00a0%<\/a><\/td>\s*<td>2<\/td>/);
  });

  it("that no prose shows are listed", () => {
    const {unusedValues} = render([chapter("01", [publish({a: 1, b: 2}), markdown("{{b}}")])]);
    expect(unusedValues).toEqual(["a"]);
  });

  it("that no sentence shows fail the build, naming the cell and the remedy", () => {
    const build = (...cells: Parameters<typeof chapter>[1]): unknown =>
      render([chapter("01", cells)], {partial: false});
    expect(() => build(publish({a: 1, b: 2, c: 3}), markdown("{{b}}"))).toThrow(
      'notebooks/01.ipynb, cell 1: the values "a", "c" are published, but no sentence shows them; write {{a}} in prose, or publish with {audience: "programs"}',
    );
    expect(() => build(publish({a: 1}))).toThrow('the value "a" is published, but no sentence shows it');
  });

  it("count as shown in a caption, a title, a claim, and by a part of an interval", () => {
    const interval = {value: 1, low: 0, high: 2, level: 0.95};
    const evidence = {method: "m", criterion: "c"};
    const cells = [
      markdown("# T {{title}}\n\n## {{head}}\n\nFrom {{around.low}}."),
      code("", [carries({kind: "values", values: {title: 1, head: 2, around: interval, caption: 3, claim: 4}})]),
      code("", [
        carries({kind: "table", id: "t", caption: "Of {{caption}}.", columns: [], rows: []}),
        carries({kind: "claim", id: "c", statement: "It is {{claim}}.", outcome: "holds", evidence}),
      ]),
    ];
    expect(render([chapter("01", cells)], {partial: false}).unusedValues).toEqual([]);
  });

  it("for programs, and those of the provenance, need no sentence", () => {
    const programs = code("", [carries({kind: "values", audience: "programs", values: {a: 1}})]);
    expect(
      render([chapter("01", [programs, publish({"provenance.data.name": "x"})])], {partial: false}).values,
    ).toHaveProperty("a");
  });

  it("unknown, unused and badly formatted are told of at once, with all other broken references", () => {
    const build = (): unknown =>
      render(
        [
          chapter("01", [
            publish({a: 1, b: "x"}),
            markdown("{{c}} {{b | percent}} @fig-none"),
            markdown("{{c}} [^n] [[d]]"),
          ]),
        ],
        {partial: false},
      );
    expect(build).toThrow(
      /^the report has 7 problems:\n- notebooks\/01.ipynb, cell 2: no value "c"[\s\S]*\n- [^\n]*format "percent" takes a finite number[\s\S]*\n- [^\n]*"@fig-none"[\s\S]*\n- notebooks\/01.ipynb, cell 3: no value "c"[\s\S]*\n- [^\n]*\[\^n\][\s\S]*\n- [^\n]*claim "d"[\s\S]*\n- notebooks\/01.ipynb, cell 1: the value "a"/,
    );
  });

  it("are not listed without end", () => {
    const many = Array.from({length: 25}, (_, i) => `{{x${i}}}`).join(" ");
    expect(() => render([chapter("01", [markdown(many)])])).toThrow(
      /^the report has 25 problems:[\s\S]*\n- and 5 more$/,
    );
  });

  it("count cells as a reader of the notebook does: the injected one is not there", () => {
    const injected = code("const seed = 1;", [], ["injected-parameters"]);
    const {values} = render([chapter("01", [code("const seed = 0;", [], ["parameters"]), injected, publish({a: 1})])]);
    expect(values["a"]?.cell).toBe(2);
  });
});
