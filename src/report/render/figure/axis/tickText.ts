import {format} from "d3-format";
import type {Json} from "../spec/read.js";
import {at, numberAt, textAt} from "../spec/read.js";
import {day, formatDate, hour, minute, second} from "./dates.js";
import type {AxisPlan} from "./plan.js";
import type {Comb, Step} from "./tickStep.js";

/** What a tick says, in the small HTML of Plotly; `size` is its share of the labels' size. */
export interface TickText {
  readonly text: string;
  readonly size: number;
}

/**
 * Writes the labels of an axis' ticks as Plotly does (`tickText`, src/plots/cartesian/axes.js): by the author's format, else as
 * many digits as the step needs, thousands and millions as 1k and 1M.
 */
export function tickTexts(
  plan: AxisPlan,
  comb: Comb,
  ticks: readonly number[],
  range: readonly [number, number],
): TickText[] {
  const {options, type} = plan;
  const [before, behind] = [textAt(options, "tickprefix") ?? "", textAt(options, "ticksuffix") ?? ""];
  const dress = ({text, size}: TickText): TickText => ({text: text === "" ? "" : `${before}${text}${behind}`, size});
  const whole = (text: string): TickText => dress({text, size: 1});
  switch (type) {
    case "category":
      return ticks.map((tick) => whole(plan.categories[Math.round(tick)] ?? ""));
    case "date":
      return dateTexts(options, comb, ticks).map(whole);
    case "log":
      return ticks.map((tick) => dress(logText(options, comb.step, tick, range)));
    case "linear": {
      const write = numberWriter(options, sizeOf(comb.step), range);
      return ticks.map((tick) => whole(write(tick)));
    }
  }
}

/** Writes a number by a d3 format, with a true minus; as it is where the format is none. */
export function formatNumber(value: number, spec: string): string {
  try {
    return format(spec)(value).replaceAll("-", "\u2212");
  } catch {
    return String(value);
  }
}

function sizeOf(step: Step): number {
  return step.kind === "digits" ? 1 : step.size;
}

function logText(options: Json, step: Step, tick: number, range: readonly [number, number]): TickText {
  const value = 10 ** tick;
  const values = range.map((end) => 10 ** end) as [number, number];
  if (at(options, "tickformat") || step.kind === "value") {
    return {text: numberWriter(options, sizeOf(step), values)(value), size: 1};
  }
  const power = Math.round(tick);
  if (Math.abs(tick - power) > 0.001 && step.kind === "digits") {
    return {text: String(Math.round(10 ** (tick - Math.floor(tick)))), size: 0.75};
  }
  if (Math.abs(power) > 14 || textAt(options, "exponentformat") === "power") {
    const exponent = `<sup>${power < 0 ? "\u2212" : ""}${Math.abs(power)}</sup>`;
    return {text: power === 0 ? "1" : power === 1 ? "10" : `10${exponent}`, size: 1};
  }
  return {text: numberWriter(options, value, [0, value])(value), size: 1};
}

/** @param step the distance of ticks decides the digits; @param range decides whether a power of ten is taken out */
function numberWriter(options: Json, step: number, range: readonly [number, number]): (value: number) => string {
  const spec = textAt(options, "tickformat");
  if (spec) return (value) => formatNumber(value, spec);
  const digits = 2 - Math.floor(Math.log10(step) + 0.01);
  const style = textAt(options, "exponentformat") ?? "B";
  const most = Math.floor(Math.log10(Math.max(Math.abs(range[0]), Math.abs(range[1]))) + 0.01);
  const taken = Math.abs(most) > (numberAt(options, "minexponent") ?? 3) && style !== "none";
  const prefixed = (style === "B" || style === "SI") && most <= 14 && most >= -15;
  const exponent = !taken ? 0 : prefixed ? 3 * Math.round((most - 1) / 3) : most;
  const grouped = at(options, "separatethousands") === true;
  return (value) => {
    const size = Math.abs(value);
    if (size < 10 ** -digits / 2) return "0";
    const text = rounded(size / 10 ** exponent, digits + exponent);
    const number = separated(text, grouped);
    return `${value < 0 ? "\u2212" : ""}${number}${exponent === 0 ? "" : powerText(exponent, style)}`;
  };
}

function rounded(value: number, digits: number): string {
  if (digits <= 0) {
    const unit = 10 ** -digits;
    return String(Math.round(value / unit) * unit);
  }
  return value.toFixed(Math.min(20, digits)).replace(/\.?0+$/, "");
}

/** Commas between thousands from five digits on, and from four where a fraction follows or the author wants them. */
function separated(text: string, always: boolean): string {
  const [whole = "", fraction] = text.split(".");
  if (whole.length <= 4 && fraction === undefined && !always) return text;
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function powerText(exponent: number, style: string): string {
  const signed = `${exponent < 0 ? "\u2212" : "+"}${Math.abs(exponent)}`;
  if (style === "e" || style === "E") return `${style}${signed}`;
  if (style === "B" && exponent === 9) return "B";
  const prefix = ["f", "p", "n", "μ", "m", "", "k", "M", "G", "T"][exponent / 3 + 5];
  if ((style === "B" || style === "SI") && prefix !== undefined) return prefix;
  return `×10<sup>${signed.replace("+", "")}</sup>`;
}

/** Dates say what changes from tick to tick; the day's or the year's name stands below the first and wherever it changes. */
function dateTexts(options: Json, {step}: Comb, ticks: readonly number[]): string[] {
  const given = textAt(options, "tickformat");
  let last = "";
  return ticks.map((tick) => {
    const [line, head = ""] = given === undefined ? dateLabel(step, tick) : formatDate(tick, given).split("\n");
    if (head === "" || head === last) return line!;
    last = head;
    return `${line}<br>${head}`;
  });
}

function dateLabel(step: Step, tick: number): [string, string?] {
  if (step.kind === "months") return [formatDate(tick, step.size % 12 === 0 ? "%Y" : "%b %Y")];
  const size = sizeOf(step);
  if (size >= day) return [formatDate(tick, "%b %-d"), formatDate(tick, "%Y")];
  const clock = size >= minute || size >= hour ? "%H:%M" : size >= second ? "%H:%M:%S" : "%H:%M:%S.%3f";
  return [formatDate(tick, clock), formatDate(tick, "%b %-d, %Y")];
}
