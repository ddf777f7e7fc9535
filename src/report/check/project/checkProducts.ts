import {LookbookError, messageOf} from "../../../core/errors.js";
import {suggestion} from "../../../core/nearest.js";
import {type Links, linksOf} from "../../notebook/order.js";
import type {Problem} from "../finding.js";
import type {ReadSource} from "../source.js";

/** What chapters consume and nobody produces, two produce, or one says it produces and never names in a cell. */
export function checkProducts(chapters: readonly ReadSource[]): (readonly [ReadSource, Problem])[] {
  const declared = chapters.map((source) => ({source, ...declaration(source)}));
  const made = new Map<string, ReadSource>();
  const found: (readonly [ReadSource, Problem])[] = [];
  const add = (source: ReadSource, message: string, remedy?: string): void => {
    found.push([source, {rule: "products", cell: 1, message, remedy}]);
  };
  for (const {source, links, problem} of declared) {
    if (problem) found.push([source, problem]);
    for (const product of links.produces) {
      const other = made.get(product);
      if (other) add(source, `it produces "${product}", and so does ${other.path}; expected one producer`);
      else made.set(product, source);
      if (!isNamed(product, source)) {
        const remedy = "write it in a cell, or take it out of produces";
        add(source, `it declares that it produces "${product}", but no cell names "${nameOf(product)}"`, remedy);
      }
    }
  }
  for (const {source, links} of declared) {
    for (const product of links.consumes.filter((name) => !made.has(name))) {
      const hint = suggestion(product, made.keys()) || "; add the chapter that does, or take it out of consumes";
      add(source, `it consumes "${product}", which no chapter produces${hint}`);
    }
  }
  return found;
}

function declaration(source: ReadSource): {readonly links: Links; readonly problem?: Problem} {
  try {
    return {links: linksOf({notebook: source.notebook, path: source.path})};
  } catch (thrown) {
    if (!(thrown instanceof LookbookError)) throw thrown;
    const message = messageOf(thrown).replace(/^notebook .*?, cell 1, /, "");
    return {links: {consumes: [], produces: []}, problem: {rule: "products", cell: 1, message}};
  }
}

/** `cnn` of `run:cnn`, `orbits.json` of `file:data/processed/orbits.json`. */
function nameOf(product: string): string {
  return product.replace(/^[^:]*:/, "").replace(/^.*\//, "");
}

function isNamed(product: string, {notebook}: ReadSource): boolean {
  return notebook.cells.some((cell) => cell.cell_type === "code" && cell.source.includes(nameOf(product)));
}
