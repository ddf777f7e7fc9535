import {layoutPlace} from "../axis/plan.js";
import type {Scale} from "../axis/scale.js";
import {within} from "../axis/scale.js";
import type {Comb} from "../axis/tickStep.js";
import {chooseComb, placesOf, readStep} from "../axis/tickStep.js";
import {tickTexts} from "../axis/tickText.js";
import {listAt, numberAt, textAt} from "../spec/read.js";

/** A tick and what it says, in the small HTML of Plotly. */
export interface Tick {
  readonly place: number;
  readonly text: string;
  /** Share of the labels' size; less than 1 for the digits between powers of ten. */
  readonly size: number;
}

/** The least distance that the bars and boxes of an axis allow its ticks. */
export interface TickFloor {
  readonly size: number;
  readonly origin: number;
}

/** The ticks of an axis: the author's, or those that Plotly would choose at this length. */
export function ticksOf(scale: Scale, labelSize: number, floor: TickFloor | undefined): Tick[] {
  const {plan, range} = scale;
  const {options} = plan;
  const given = listAt(options, "tickvals");
  if (given !== undefined && textAt(options, "tickmode") !== "auto") {
    const places = given.map((value) => (plan.type === "category" ? layoutPlace(plan, value) : plan.toLine(value)));
    const texts = listAt(options, "ticktext") ?? [];
    const comb = chosen(scale, labelSize, undefined);
    const written = tickTexts(plan, comb, places, range);
    return places.flatMap((place, i) => {
      if (!Number.isFinite(place) || !within(scale, place)) return [];
      const text = texts[i] === undefined || texts[i] === null ? written[i]!.text : String(texts[i]);
      return [{place, text, size: 1}];
    });
  }
  const comb = chosen(scale, labelSize, floor);
  const places = placesOf(comb, range).filter((place) => {
    if (!within(scale, place)) return false;
    return plan.type !== "category" || (place >= -0.5 && place < plan.categories.length);
  });
  return tickTexts(plan, comb, places, range).map(({text, size}, i) => ({place: places[i]!, text, size}));
}

function chosen({plan, range, ends}: Scale, labelSize: number, floor: TickFloor | undefined): Comb {
  const {options, type} = plan;
  const step = readStep(options["dtick"], type);
  if (step !== undefined && textAt(options, "tickmode") !== "auto") {
    const origin = plan.type === "log" ? 0 : plan.toLine(options["tick0"]);
    return {step, origin: Number.isFinite(origin) ? origin : originOf(plan.type)};
  }
  const length = Math.abs(ends[1] - ends[0]);
  const least = plan.letter === "y" ? 40 : 80;
  const even = Math.min(9, Math.max(4, length / least)) + 1;
  const count = numberAt(options, "nticks") || (type === "category" ? length / (1.2 * labelSize) : even);
  const comb = chooseComb(type, Math.abs(range[1] - range[0]) / count, range);
  const tooFine = floor && comb.step.kind === "even" && comb.step.size < 2 * floor.size;
  return tooFine ? {step: {kind: "even", size: floor.size}, origin: floor.origin} : comb;
}

function originOf(type: string): number {
  return type === "date" ? Date.UTC(2000, 0, 1) : 0;
}
