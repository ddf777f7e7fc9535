import {addMonths, day, hour, minute, month, parseDate, second, year} from "./dates.js";
import type {AxisType} from "./plan.js";

/** From tick to tick: a number on the axis' line; months; on logarithmic axes, steps of the value, or digits: 1, 2, 5 or all. */
export type Step =
  | {readonly kind: "even"; readonly size: number}
  | {readonly kind: "months"; readonly size: number}
  | {readonly kind: "value"; readonly size: number}
  | {readonly kind: "digits"; readonly all: boolean};

/** Where ticks lie: a step, and a place on the line that one of them has. */
export interface Comb {
  readonly step: Step;
  readonly origin: number;
}

/** The ticks that Plotly chooses for a rough distance on the axis' line (`autoTicks`, src/plots/cartesian/axes.js). */
export function chooseComb(type: AxisType, rough: number, range: readonly [number, number]): Comb {
  switch (type) {
    case "linear":
      return {step: {kind: "even", size: round(rough, decade(rough), [2, 5, 10])}, origin: 0};
    case "category":
      return {step: {kind: "even", size: Math.ceil(Math.max(rough, 1))}, origin: 0};
    case "log":
      return {step: logStep(rough, range), origin: 0};
    case "date":
      return dateComb(rough);
  }
}

/** An author's `dtick`: a number, `M3`, `L0.5`, `D1` or `D2`; undefined where it is none of them. */
export function readStep(dtick: unknown, type: AxisType): Step | undefined {
  const [, letter, digits] = /^([MLD]?)(\d*\.?\d+(?:e[+-]?\d+)?)$/i.exec(String(dtick)) ?? [];
  const size = Number(digits);
  if (!(size > 0)) return undefined;
  if (letter === "") return {kind: "even", size};
  if (letter === "M" && type === "date") return {kind: "months", size: Math.round(size)};
  if (letter === "L" && type === "log") return {kind: "value", size};
  return letter === "D" && type === "log" ? {kind: "digits", all: size === 1} : undefined;
}

/** The places of the ticks in a range of the line, ascending; at most a thousand. */
export function placesOf({step, origin}: Comb, range: readonly [number, number]): number[] {
  const [low, high] = range[0] < range[1] ? range : [range[1], range[0]];
  const slack = (high - low) * 1e-4;
  const [from, to] = [low - slack, high + slack];
  const places: number[] = [];
  for (let i = 0, tick = firstAfter(step, origin, from); tick <= to && i < 1000; i++) {
    places.push(tick);
    const next = step.kind === "even" ? snapped(tick + step.size, origin, step.size) : after(step, tick);
    if (!(next > tick)) break;
    tick = next;
  }
  return places;
}

function firstAfter(step: Step, origin: number, from: number): number {
  switch (step.kind) {
    case "even":
      return snapped(Math.ceil((from - origin) / step.size) * step.size + origin, origin, step.size);
    case "months": {
      const about = Math.floor((from - origin) / (month * step.size)) - 1;
      let tick = addMonths(origin, about * step.size);
      for (let i = 1; tick < from; i++) tick = addMonths(origin, (about + i) * step.size);
      return tick;
    }
    case "value":
      return Math.log10(Math.ceil(10 ** from / step.size) * step.size);
    case "digits": {
      const floor = Math.floor(from);
      const digit = digitsOf(step).find((d) => floor + Math.log10(d) >= from) ?? 10;
      return floor + Math.log10(digit);
    }
  }
}

function after(step: Step, tick: number): number {
  switch (step.kind) {
    case "even":
      return tick + step.size;
    case "months":
      return addMonths(tick, step.size);
    case "value":
      return Math.log10(Math.round(10 ** tick / step.size + 1) * step.size);
    case "digits": {
      const floor = Math.floor(tick + 0.01);
      const digit = digitsOf(step).find((d) => floor + Math.log10(d) > tick + 0.01) ?? 10;
      return floor + Math.log10(digit);
    }
  }
}

function digitsOf({all}: {readonly all: boolean}): readonly number[] {
  return all ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : [1, 2, 5];
}

/** Sums of steps drift; the tick is a whole number of them from the origin. */
function snapped(tick: number, origin: number, size: number): number {
  const count = Math.round((tick - origin) / size);
  const decimals = Math.max(0, Math.min(15, 3 - Math.floor(Math.log10(size))));
  const place = origin + count * size;
  return size >= 1 && Number.isInteger(size) ? place : Number(place.toFixed(decimals + 6));
}

function logStep(rough: number, [from, to]: readonly [number, number]): Step {
  if (rough > 0.7) return {kind: "even", size: Math.ceil(rough)};
  if (Math.abs(to - from) >= 1) return {kind: "digits", all: rough <= 0.3};
  const count = 1.5 * Math.abs((to - from) / rough);
  const size = Math.abs(10 ** to - 10 ** from) / count;
  return {kind: "value", size: round(size, decade(size), [2, 5, 10])};
}

function dateComb(rough: number): Comb {
  const origin = parseDate("2000-01-01")!;
  const twice = 2 * rough;
  const even = (size: number, from = origin): Comb => ({step: {kind: "even", size}, origin: from});
  if (twice > year) {
    const years = rough / year;
    // Plotly takes the decade of years, which may be a fraction of one.
    return {step: {kind: "months", size: Math.max(1, 12 * round(years, decade(years), [2, 5, 10]))}, origin};
  }
  if (twice > month) return {step: {kind: "months", size: round(rough / month, 1, [1, 2, 3, 6, 12])}, origin};
  // Weeks begin on Sunday.
  if (twice > day) return even(round(rough, day, [1, 2, 3, 7, 14]), parseDate("2000-01-02")!);
  if (twice > hour) return even(round(rough, hour, [1, 2, 3, 6, 12]));
  if (twice > minute) return even(round(rough, minute, [1, 2, 5, 10, 15, 30]));
  if (twice > second) return even(round(rough, second, [1, 2, 5, 10, 15, 30]));
  return even(Math.max(0.1, round(rough, decade(rough), [2, 5, 10])));
}

function decade(value: number): number {
  return 10 ** Math.floor(Math.log10(value));
}

/** The first of a set's multiples of a base above a value, or the last. */
function round(value: number, base: number, set: readonly number[]): number {
  return base * (set.find((size) => size > value / base) ?? set.at(-1)!);
}
