import type {CheckConfig} from "../checkConfig.js";
import type {Problem} from "../finding.js";
import type {ReadSource} from "../source.js";
import {checkHeadings} from "./checkHeadings.js";
import {checkLinks} from "./checkLinks.js";
import {checkWords} from "./checkWords.js";
import {headingsOf, proseCells} from "./markdown.js";

/** What the prose of one notebook tells by itself. */
export function checkProse(source: ReadSource, config: CheckConfig): Problem[] {
  const cells = proseCells(source);
  return [
    ...checkHeadings(headingsOf(cells), config),
    ...checkLinks(source, cells),
    ...checkWords(cells, config.words),
  ];
}
