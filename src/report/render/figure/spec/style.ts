import {onGround} from "../colour/ground.js";
import type {Json} from "./read.js";
import {at, listAt, numberAt, objectAt, textAt} from "./read.js";

/** A trace with its looks settled, so that the renderer and Plotly show the same. */
export interface StyledTrace {
  /** Its place in the specification. */
  readonly index: number;
  readonly type: string;
  /** The author's, with colours, dashes and symbols filled in. */
  readonly spec: Json;
  readonly name: string;
  /** The colour it is known by; variables of the page where the author chose none. */
  readonly colour: string;
  /** Named in the legend, but not drawn. */
  readonly hidden: boolean;
  /** Has a place in the legend, if there is one. */
  readonly inLegend: boolean;
}

/**
 * Settles how the visible traces look. Colours come from the page's palette, in the order of the traces; a name keeps its colour
 * in every panel. Where several lines are drawn and the author gave no dash, each gets its own, or its own symbol where the lines
 * have markers, so that they can be told apart in grey and by the colour-blind.
 */
export function styleTraces(data: readonly Json[]): StyledTrace[] {
  const colours = new Map<string, string>();
  let count = 0;
  const styled = data.flatMap((trace, index): StyledTrace[] => {
    const visible = at(trace, "visible") ?? true;
    if (visible === false) return [];
    const key = textAt(trace, "name") ?? `\u0000${index}`;
    const next = `var(--plot-${(count++ % 8) + 1})`;
    const given = colours.get(key) ?? next;
    colours.set(key, given);
    const type = textAt(trace, "type") ?? "scatter";
    const [spec, colour] = dressed(trace, type, given);
    return [
      {
        index,
        type: type === "scattergl" ? "scatter" : type,
        spec,
        name: textAt(trace, "name") ?? `trace ${index}`,
        colour,
        hidden: visible === "legendonly",
        inLegend: at(trace, "showlegend") !== false && type !== "heatmap",
      },
    ];
  });
  return distinguished(styled);
}

/** How the points of a scatter trace are shown; Plotly draws markers on lines of fewer than twenty points. */
export function modeOf(trace: Json): {readonly lines: boolean; readonly markers: boolean; readonly text: boolean} {
  const points = [at(trace, "x"), at(trace, "y")].map((list) => (Array.isArray(list) ? list.length : 0));
  const mode = textAt(trace, "mode") ?? (Math.max(...points) < 20 ? "lines+markers" : "lines");
  return {lines: mode.includes("lines"), markers: mode.includes("markers"), text: mode.includes("text")};
}

/** A trace with its colours filled in, and the one it is known by. */
function dressed(trace: Json, type: string, given: string): [Json, string] {
  const [line, marker] = [objectAt(trace, "line"), objectAt(trace, "marker")];
  const own = colourIn(line);
  const marks = colourIn(marker);
  if (type === "scatter" || type === "scattergl") {
    const colour = own ?? marks ?? given;
    const shown = modeOf(trace).lines ? colour : (marks ?? own ?? given);
    const spec = {
      ...trace,
      line: {...line, color: own ?? marks ?? given},
      marker: {...marker, color: at(marker, "color") ?? own ?? given},
    };
    return [spec, shown];
  }
  if (type === "box") {
    const colour = own ?? marks ?? given;
    return [{...trace, line: {...line, color: colour}, marker: {...marker, color: marks ?? colour}}, colour];
  }
  if (type === "heatmap") return [trace, given];
  return [{...trace, marker: {...marker, color: at(marker, "color") ?? given}}, marks ?? given];
}

/** The one colour of a line or of markers; a text that is no colour says nothing, and must not come into the drawing. */
function colourIn(part: Json): string | undefined {
  const text = textAt(part, "color");
  return text === undefined || onGround(text, "") === "" ? undefined : text;
}

const dashes = ["solid", "dash", "dot", "dashdot", "12px,3px", "12px,3px,2px,3px"];
const symbols = ["circle", "square", "diamond", "triangle-up", "triangle-down", "x", "cross"];
/** Beyond so many markers their shapes cannot be told apart, and circles take less room. */
const mostSymbols = 2000;

function distinguished(traces: readonly StyledTrace[]): StyledTrace[] {
  // What has no name, such as a diagonal or the kept epoch of a curve, is a part of something else and not to be told apart.
  const named = traces.filter(
    ({type, spec, inLegend}) => type === "scatter" && inLegend && (textAt(spec, "name") || textAt(spec, "legendgroup")),
  );
  const dotted = named.filter(({spec}) => modeOf(spec).markers);
  const bare = named.filter(
    ({spec}) => modeOf(spec).lines && !modeOf(spec).markers && numberAt(spec, "line.width") !== 0,
  );
  const free = (list: readonly StyledTrace[], path: string): boolean =>
    list.every(({spec}) => at(spec, path) === undefined) && new Set(list.map(groupOf)).size > 1;
  const points = dotted.reduce((sum, {spec}) => sum + (listAt(spec, "y")?.length ?? 0), 0);
  const dashOf = free(bare, "line.dash") ? dashesOf(bare) : undefined;
  const symbolOf = points <= mostSymbols && free(dotted, "marker.symbol") ? ordered(dotted, symbols) : undefined;
  return traces.map((trace) => {
    // Of a name's traces, those in other panels have no place in the legend, but look the same.
    const {lines, markers} = trace.type === "scatter" ? modeOf(trace.spec) : {lines: false, markers: false};
    const dash = lines && !markers ? dashOf?.get(groupOf(trace)) : undefined;
    const symbol = markers ? symbolOf?.get(groupOf(trace)) : undefined;
    const spec = {
      ...trace.spec,
      ...(dash !== undefined && {line: {...objectAt(trace.spec, "line"), dash}}),
      ...(symbol !== undefined && {marker: {...objectAt(trace.spec, "marker"), symbol}}),
    };
    return {...trace, spec};
  });
}

/** The thickest line of all needs no dash to stand out. */
function dashesOf(traces: readonly StyledTrace[]): Map<string, string> {
  const widthOf = ({spec}: StyledTrace): number => numberAt(spec, "line.width") ?? 2;
  const most = Math.max(...traces.map(widthOf));
  const thickest = traces.filter((trace) => widthOf(trace) === most);
  if (thickest.length > 1 || most < 2.5) return ordered(traces, dashes);
  const others = traces.filter((trace) => trace !== thickest[0]);
  return new Map([...ordered(others, dashes), [groupOf(thickest[0]!), "solid"]]);
}

function ordered(traces: readonly StyledTrace[], looks: readonly string[]): Map<string, string> {
  const groups = [...new Set(traces.map(groupOf))];
  return new Map(groups.map((name, i) => [name, looks[i % looks.length]!]));
}

/** Traces of one group look the same. */
function groupOf({spec, index}: StyledTrace): string {
  return textAt(spec, "legendgroup") || textAt(spec, "name") || `\u0000${index}`;
}
