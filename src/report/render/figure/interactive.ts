import {groundUnder, onGround} from "./colour/ground.js";
import {scaleOf} from "./colour/scale.js";
import type {DrawnFigure, FigureSpec} from "./figure.js";
import {narrowWidth} from "./page/sizes.js";
import {plotlyTemplate} from "./plotlyTemplate.js";
import type {Json} from "./spec/read.js";
import {at, isJson, listAt, objectAt, textAt} from "./spec/read.js";
import {styleTraces} from "./spec/style.js";

/** What Plotly is given. */
export interface Interactive {
  readonly data: readonly Json[];
  readonly layout: Json;
}

/** Options for {@link interactiveForm}. */
export interface InteractiveOptions {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Turns a colour of CSS, variables and `light-dark()` included, into one that Plotly reads. */
  readonly resolve: (colour: string) => string;
  /** The drawn figure whose place it takes; without one, Plotly lays it out itself. */
  readonly drawn?: DrawnFigure | undefined;
}

/** A figure for Plotly, in the looks of the page; where it takes the place of a drawn one, in the same frame. */
export function interactiveForm(
  {data, layout}: FigureSpec,
  {width, height, resolve, drawn}: InteractiveOptions,
): Interactive {
  const traces = Array.isArray(data) ? data.filter(isJson) : [];
  // What was not drawn may be of types that nothing here knows.
  const styled = new Map(drawn && styleTraces(traces).map(({index, spec}) => [index, spec]));
  const textSize = drawn?.frame.textSize;
  const looks = traces.map(
    (trace, i) => recoloured(suited(styled.get(i) ?? trace, {width, textSize}), resolve) as Json,
  );
  const {
    template,
    font,
    paper_bgcolor,
    plot_bgcolor,
    colorway,
    width: w,
    height: h,
    ...rest
  } = isJson(layout) ? layout : {};
  void [template, font, paper_bgcolor, plot_bgcolor, colorway, w, h];
  const histogram = traces.some((trace) => at(trace, "type") === "histogram");
  const common: Json = {
    ...(recoloured(rest, resolve) as Json),
    template: plotlyTemplate(resolve),
    autosize: false,
    width,
    height,
    ...(histogram && rest["bargap"] === undefined && {bargap: 0.03}),
  };
  if (drawn === undefined) {
    return {data: looks, layout: {...common, ...(rest["title"] ? {margin: {t: 44, ...objectAt(rest, "margin")}} : {})}};
  }
  return {data: looks, layout: {...common, ...framed(common, drawn)}};
}

/** The drawn figure's margins, ranges and ticks; it keeps its own title, legend and colour bar on top. */
function framed(layout: Json, {frame, width}: DrawnFigure): Json {
  const axes = Object.entries(frame.axes).map(([name, axis]): [string, Json] => {
    const own = objectAt(layout, name);
    const {range, domain, tickvals, ticktext, tickangle, type, categories, showgrid, anchor, title} = axis;
    const order = type === "category" ? {categoryorder: "array", categoryarray: categories} : {};
    const given = listAt(own, "domain") || at(own, "overlaying") ? {} : {domain};
    const ticks = {tickmode: "array", tickvals, ticktext, tickangle, ticklabelstandoff: 0, anchor};
    const {scaleanchor, matches, ...free} = own;
    void [scaleanchor, matches];
    const words = title === "" ? {} : {title: {...objectAt(own, "title"), text: title}};
    const size = {tickfont: {size: width < narrowWidth ? 11 : 12, ...objectAt(own, "tickfont")}};
    return [
      name,
      {
        ...free,
        ...words,
        ...order,
        ...given,
        ...ticks,
        ...size,
        type,
        range,
        showgrid,
        autorange: false,
        automargin: false,
      },
    ];
  });
  const notes = listAt(layout, "annotations")?.filter(isJson);
  return {
    ...Object.fromEntries(axes),
    margin: {...frame.margin, pad: 0, autoexpand: false},
    showlegend: false,
    ...(notes && {annotations: notes.map((note) => ({...note, font: {size: 12, ...objectAt(note, "font")}}))}),
    title: undefined,
    grid: undefined,
  };
}

interface Surroundings {
  readonly width: number;
  /** Of the texts of marks; undefined where nothing was drawn. */
  readonly textSize: number | undefined;
}

/** A heat map's scale that begins at white is the page's own; where a drawing stands, Plotly's defaults are the drawing's. */
function suited(trace: Json, {width, textSize}: Surroundings): Json {
  const own = textSize === undefined ? trace : likeDrawn(trace, textSize);
  if (at(trace, "type") !== "heatmap") return own;
  const scale = scaleOf(at(trace, "colorscale"), at(trace, "reversescale") === true);
  const narrow = width < narrowWidth && at(trace, "texttemplate") !== undefined;
  const stops = scale && {colorscale: scale.stops, reversescale: false, autocolorscale: false};
  return {...own, ...stops, ...(narrow && {showscale: false})};
}

function likeDrawn(trace: Json, textSize: number): Json {
  const type = at(trace, "type") ?? "scatter";
  const marker = objectAt(trace, "marker");
  const colour = (share: number): string => `color-mix(in srgb,${textAt(trace, "line.color")} ${share}%,transparent)`;
  const filled = type === "box" || !["none", undefined].includes(textAt(trace, "fill"));
  const errors = ["error_x", "error_y"].filter((name) => at(trace, name) !== undefined);
  const ink = type === "bar" ? {color: "var(--ink)"} : {};
  return {
    ...trace,
    ...((at(trace, "text") ?? at(trace, "texttemplate")) !== undefined && {
      textfont: {size: textSize, ...objectAt(trace, "textfont")},
    }),
    ...(type === "bar" && {textangle: 0, constraintext: "none"}),
    ...(type === "box" && {line: {width: 1.5, ...objectAt(trace, "line")}}),
    ...(filled && at(trace, "fillcolor") === undefined && {fillcolor: colour(type === "box" ? 30 : 35)}),
    ...(type === "heatmap" && {showscale: false}),
    ...(at(marker, "showscale") !== undefined && {marker: {...marker, showscale: false}}),
    ...Object.fromEntries(errors.map((name) => [name, {thickness: 1.5, ...ink, ...objectAt(trace, name)}])),
  };
}

/** Every colour in a specification, as the page shows it now. */
function recoloured(value: unknown, resolve: (colour: string) => string, key = ""): unknown {
  if (Array.isArray(value)) {
    if (key === "colorscale")
      return value.map((stop) => (Array.isArray(stop) ? [stop[0], resolve(String(stop[1]))] : stop));
    return /color$/i.test(key)
      ? value.map((item) => recoloured(item, resolve, key))
      : value.some(isJson)
        ? value.map((item) => recoloured(item, resolve))
        : value;
  }
  if (isJson(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, recoloured(part, resolve, name)]));
  }
  if (typeof value !== "string" || !/color$/i.test(key)) return value;
  const shown = key === "bgcolor" ? groundUnder(value, value) : onGround(value, value);
  return /var\(|light-dark\(|color-mix\(/.test(shown) ? resolve(shown) : value;
}
