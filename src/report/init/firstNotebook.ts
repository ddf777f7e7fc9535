import {typescriptKernel} from "../check/form/strip.js";
import type {NotebookCell} from "../notebook/nbformat.js";
import {formatNotebook} from "../notebook/writeNotebook.js";

/** The words of the first chapter; all else in it is the same in every language. */
interface Words {
  readonly intro: string;
  readonly counting: string;
  readonly likeliest: string;
  readonly sum: string;
  readonly ways: string;
  readonly share: string;
  readonly tableCaption: string;
  readonly figureCaption: string;
  readonly figureAlt: string;
  readonly statement: string;
  readonly method: string;
  readonly criterion: string;
}

const english: Words = {
  intro: `# Two dice

How likely is each sum of two fair dice? There are few enough cases to count them all, so nothing in this chapter is estimated. Replace it
by one of your own: prose here, code in the cells, and no number typed by hand.`,
  counting: `## Counting the cases

Two dice with {{dice.sides | integer}} sides each fall in {{dice.cases | integer}} ways. @tab-sums counts the ways by their sum, and
@fig-sums draws them.`,
  likeliest: `## The likeliest sum

The sum that comes most often is {{dice.likeliest | integer}}, in {{dice.share | percent(1)}} of all cases: one more than a die has
sides.[[one-more-than-sides]]`,
  sum: "sum",
  ways: "ways",
  share: "share of all cases",
  tableCaption: "Every sum of two dice, with the number of ways to throw it.",
  figureCaption: "The counts rise by one with each sum up to the likeliest, and fall by one after it.",
  figureAlt: "Bars that rise evenly to the middle sum and fall evenly after it.",
  statement: "The likeliest sum of two fair dice is one more than the number of their sides.",
  method: "counted",
  criterion: "the sum with the most ways equals the number of sides plus one",
};

const german: Words = {
  intro: `# Zwei Würfel

Wie wahrscheinlich ist jede Summe zweier fairer Würfel? Es gibt so wenige Fälle, dass man sie alle zählen kann; in diesem Kapitel ist also
nichts geschätzt. Ersetze es durch ein eigenes: Text hier, Code in den Zellen, und keine Zahl von Hand.`,
  counting: `## Die Fälle zählen

Zwei Würfel mit je {{dice.sides | integer}} Seiten fallen auf {{dice.cases | integer}} Arten. @tab-sums zählt die Arten nach ihrer Summe,
und @fig-sums zeichnet sie.`,
  likeliest: `## Die wahrscheinlichste Summe

Am häufigsten ist die Summe {{dice.likeliest | integer}}, in {{dice.share | percent(1)}} aller Fälle: eins mehr, als ein Würfel Seiten
hat.[[one-more-than-sides]]`,
  sum: "Summe",
  ways: "Arten",
  share: "Anteil aller Fälle",
  tableCaption: "Jede Summe zweier Würfel mit der Zahl der Arten, sie zu werfen.",
  figureCaption: "Die Zahl der Arten steigt bis zur wahrscheinlichsten Summe je um eins und fällt danach je um eins.",
  figureAlt: "Balken, die gleichmäßig bis zur mittleren Summe steigen und danach gleichmäßig fallen.",
  statement: "Die wahrscheinlichste Summe zweier fairer Würfel ist eins mehr als die Zahl ihrer Seiten.",
  method: "nachgezählt",
  criterion: "die Summe mit den meisten Arten ist die Zahl der Seiten plus eins",
};

/**
 * A first chapter with all that a chapter can hold: a parameter, prose with live values, a table, a plot and a claim.
 * @param language BCP 47; English where there are no words for it
 */
export function firstNotebook(language: string): string {
  const words = /^de\b/i.test(language) ? german : english;
  return formatNotebook({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: typescriptKernel,
    cells: [
      prose("title", words.intro),
      code("parameters", "let sides: number = 6;", ["parameters"]),
      code("setup", setup, ["hide-input"]),
      prose("counting", words.counting),
      code("count", count),
      code("table", tableCode(words)),
      code("plot", plotCode(words)),
      prose("likeliest", words.likeliest),
      code("claim", claimCode(words)),
    ],
  });
}

const setup = `import * as tslab from "tslab";
import {chapter, exactly, table} from "lookbook/notebook";

const {show, publish, claim} = chapter(tslab.display);`;

const count = `const faces = Array.from({length: sides}, (_, i) => i + 1);
const sums = faces.flatMap((first) => faces.map((second) => first + second));
const counts = Array.from({length: 2 * sides - 1}, (_, i) => ({sum: i + 2, ways: sums.filter((sum) => sum === i + 2).length}));
const likeliest = counts.reduce((best, next) => (next.ways > best.ways ? next : best));
publish("dice", {sides: sides, cases: sums.length, likeliest: likeliest.sum, share: likeliest.ways / sums.length});`;

function tableCode({sum, ways, share, tableCaption}: Words): string {
  return `show(table(counts.map((row) => ({...row, share: row.ways / sums.length})), {
  id: "sums",
  caption: ${JSON.stringify(tableCaption)},
  columns: {sum: {name: ${JSON.stringify(sum)}}, ways: {name: ${JSON.stringify(ways)}}, share: {name: ${JSON.stringify(share)}, format: "percent(1)"}},
}));`;
}

function plotCode({sum, ways, figureCaption, figureAlt}: Words): string {
  return `show({
  kind: "plot",
  id: "sums",
  caption: ${JSON.stringify(figureCaption)},
  alt: ${JSON.stringify(figureAlt)},
  data: [{type: "bar", x: counts.map((row) => row.sum), y: counts.map((row) => row.ways)}],
  layout: {xaxis: {title: {text: ${JSON.stringify(sum)}}, dtick: 1}, yaxis: {title: {text: ${JSON.stringify(ways)}}}},
});`;
}

function claimCode({statement, method, criterion}: Words): string {
  return `claim("one-more-than-sides", ${JSON.stringify(statement)},
  exactly(likeliest.sum === sides + 1, {method: ${JSON.stringify(method)}, criterion: ${JSON.stringify(criterion)}, sampleSize: sums.length}));`;
}

function prose(id: string, source: string): NotebookCell {
  return {cell_type: "markdown", id, metadata: {}, source};
}

function code(id: string, source: string, tags?: readonly string[]): NotebookCell {
  return {cell_type: "code", id, metadata: tags ? {tags} : {}, source, execution_count: null, outputs: []};
}
