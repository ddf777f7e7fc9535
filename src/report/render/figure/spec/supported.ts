import type {Json} from "./read.js";
import {isJson, textAt} from "./read.js";

/**
 * What of a specification the renderer cannot draw faithfully: the first trace type, property or value that it does not know,
 * such as `sankey` or `scatter.line.shape spline`; undefined where it can draw all. Properties that only matter under a pointer
 * are known and ignored.
 */
export function unsupportedPart(data: unknown, layout: unknown): string | undefined {
  if (!Array.isArray(data)) return "data that is no list";
  for (const trace of data) {
    if (!isJson(trace)) return "a trace that is no object";
    if (trace["visible"] === false) continue;
    const type = textAt(trace, "type") ?? "scatter";
    const allowed = traceKeys[type];
    if (allowed === undefined) return type;
    const found = firstUnknown(trace, allowed, "") ?? unknownAxis(trace);
    if (found !== undefined) return `${type}.${found}`;
  }
  const found = layout === undefined || layout === null ? undefined : firstUnknown(layout, layoutKeys, "");
  return found === undefined ? undefined : `layout.${found}`;
}

function unknownAxis(trace: Json): string | undefined {
  const ids = ["x", "y"].map((letter) => [letter, textAt(trace, `${letter}axis`) ?? letter] as const);
  const wrong = ids.find(([letter, id]) => !new RegExp(`^${letter}([2-9]|[1-9]\\d)?$`).test(id));
  return wrong && `${wrong[0]}axis ${wrong[1]}`;
}

/** Paths to what may stand there: anything, anything below, or one of some values. */
type Allowed = ReadonlyMap<string, true | "all" | ReadonlySet<string>>;

function firstUnknown(value: unknown, allowed: Allowed, prefix: string): string | undefined {
  if (!isJson(value)) return prefix.slice(0, -1) || "something that is no object";
  for (const [key, part] of Object.entries(value)) {
    if (part === undefined || part === null) continue;
    const path = `${prefix}${prefix === "" ? key.replace(/^([xy]axis)\d+$/, "$1") : key}`;
    const rule = allowed.get(path);
    if (rule === "all") continue;
    const lists = Array.isArray(part) && listsOfObjects.has(path) ? part : isJson(part) ? [part] : undefined;
    if (lists !== undefined) {
      for (const item of lists) {
        const found = firstUnknown(item, allowed, `${path}.`);
        if (found !== undefined) return found;
      }
    } else if (rule === undefined) {
      return path;
    } else if (rule !== true) {
      const wrong = [part].flat().find((item) => !rule.has(String(item)));
      if (wrong !== undefined) return `${path} ${String(wrong)}`;
    }
  }
  return undefined;
}

const listsOfObjects: ReadonlySet<string> = new Set(["annotations", "shapes"]);

/** `a b.c d* e=one|no_two`: known paths, one with all below it, one with its values. */
function known(...lists: readonly string[]): Allowed {
  const rules = lists
    .join(" ")
    .trim()
    .split(/\s+/)
    .map((entry): [string, true | "all" | ReadonlySet<string>] => {
      const [path, values] = entry.split("=") as [string, string?];
      if (path.endsWith("*")) return [path.slice(0, -1), "all"];
      if (values === undefined) return [path, true];
      return [path, new Set(values.split("|").map((word) => word.replaceAll("_", " ")))];
    });
  return new Map(rules);
}

const hover = `hoverinfo* hoverlabel* hovertemplate* hovertext* hoveron customdata* ids* meta* uid uirevision selected*
  unselected* selectedpoints* hovertemplatefallback* legendrank`;
const common = `type name visible showlegend legendgroup opacity xaxis yaxis x y ${hover}`;
const cells = "x0 dx y0 dy";
const font = (path: string): string => `${path}.color ${path}.size ${path}.family ${path}.weight ${path}.style`;
const line = (path: string): string => `${path}.color ${path}.width ${path}.dash`;
const title = (path: string): string => `${path} ${path}.text ${font(`${path}.font`)} ${path}.standoff ${path}.side`;
const colourBar = (path: string): string =>
  `${path}.title ${path}.title.text ${path}.tickformat ${path}.tickvals ${path}.ticktext ${path}.thickness ${path}.len
  ${path}.outlinewidth ${path}.ticks ${path}.ticklen ${path}.tickprefix ${path}.ticksuffix ${path}.dtick ${path}.nticks
  ${font(`${path}.tickfont`)} ${font(`${path}.title.font`)} ${path}.title.side`;
const colours = (path: string): string =>
  `${path}.color ${path}.colorscale ${path}.cmin ${path}.cmax ${path}.cmid ${path}.cauto ${path}.reversescale ${path}.autocolorscale
  ${path}.showscale ${colourBar(`${path}.colorbar`)}`;
const errors = ["error_x", "error_y"]
  .map(
    (path) => `${path}.type=data|percent|constant|sqrt ${path}.array ${path}.arrayminus ${path}.value ${path}.valueminus
  ${path}.symmetric ${path}.visible ${path}.color ${path}.thickness ${path}.width`,
  )
  .join(" ");
const symbols = ["circle", "square", "diamond", "cross", "x", "triangle-up", "triangle-down"];
const marker = `${colours("marker")} marker.size marker.sizemode=diameter|area marker.sizeref marker.sizemin marker.opacity
  marker.symbol=${[...symbols, ...symbols.map((name) => `${name}-open`)].join("|")} marker.line.color marker.line.width`;
const bars = `orientation=v|h ${errors} ${colours("marker")} marker.opacity marker.line.color marker.line.width text texttemplate
  textposition=inside|outside|auto|none ${font("textfont")} ${font("insidetextfont")} ${font("outsidetextfont")} cliponaxis textangle=0|auto
  insidetextanchor=start|middle|end constraintext=none|inside|outside|both`;
const scatter = known(
  common,
  cells,
  marker,
  errors,
  line("line"),
  font("textfont"),
  `mode text texttemplate textposition fill=none|tozeroy|tonexty|toself fillcolor connectgaps cliponaxis line.simplify
  line.shape=linear|hv|vh|hvh|vhv`,
);

const traceKeys: Readonly<Record<string, Allowed>> = {
  scatter,
  scattergl: scatter,
  bar: known(common, cells, bars, "base width"),
  histogram: known(
    common,
    bars,
    `nbinsx nbinsy xbins.start xbins.end xbins.size ybins.start ybins.end ybins.size autobinx autobiny histfunc=count
    histnorm=|percent|probability|density|probability_density`,
  ),
  heatmap: known(
    common,
    cells,
    `z zmin zmax zmid zauto colorscale reversescale autocolorscale showscale text texttemplate ${font("textfont")} xgap ygap
    zsmooth=false hoverongaps transpose=false connectgaps=false ${colourBar("colorbar")}`,
  ),
  box: known(
    common,
    cells,
    `orientation=v|h q1 median q3 lowerfence upperfence mean boxpoints=all|outliers|false boxmean=true|false jitter pointpos
    fillcolor line.color line.width width whiskerwidth notched=false quartilemethod=linear marker.color marker.size
    marker.opacity marker.symbol=circle|circle-open marker.line.color marker.line.width text`,
  ),
};

const axes = ["xaxis", "yaxis"]
  .map(
    (path) => `${path}.type=linear|log|date|category|- ${title(`${path}.title`)} ${path}.range
  ${path}.autorange=true|false|reversed ${path}.rangemode=normal|tozero|nonnegative ${path}.tickmode=auto|linear|array
  ${path}.tickvals ${path}.ticktext ${path}.tick0 ${path}.dtick ${path}.nticks ${path}.tickformat ${path}.tickprefix
  ${path}.ticksuffix ${path}.tickangle ${path}.ticks=outside|inside| ${path}.ticklen ${path}.tickcolor ${path}.tickwidth
  ${path}.ticklabelstandoff ${path}.showticklabels ${font(`${path}.tickfont`)} ${path}.automargin ${path}.showgrid
  ${path}.gridcolor ${path}.gridwidth ${path}.griddash ${path}.showline ${path}.linecolor ${path}.linewidth
  ${path}.mirror=true|false ${path}.zeroline ${path}.zerolinecolor ${path}.zerolinewidth ${path}.side=left|right|top|bottom
  ${path}.anchor ${path}.position ${path}.overlaying ${path}.domain ${path}.categoryarray
  ${path}.categoryorder=trace|array|category_ascending|category_descending ${path}.exponentformat=none|e|E|power|SI|B
  ${path}.showexponent=all ${path}.minexponent ${path}.separatethousands ${path}.visible ${path}.color ${path}.scaleanchor
  ${path}.scaleratio ${path}.constrain=range|domain ${path}.constraintoward ${path}.matches ${path}.fixedrange ${path}.hoverformat
  ${path}.showspikes ${path}.spikemode ${path}.spikecolor ${path}.spikethickness ${path}.spikedash ${path}.spikesnap
  ${path}.layer ${path}.uirevision ${path}.autotickangles ${path}.tickson=labels`,
  )
  .join(" ");

const layoutKeys: Allowed = known(
  axes,
  title("title"),
  `title.x title.xanchor title.y title.yanchor title.xref title.yref title.pad* width height autosize template* font*
  paper_bgcolor plot_bgcolor colorway margin.l margin.r margin.t margin.b margin.pad margin.autoexpand bargap bargroupgap
  barmode=group|stack|relative|overlay boxmode=group|overlay boxgap boxgroupgap grid.rows grid.columns
  grid.pattern=independent|coupled grid.xgap grid.ygap grid.roworder showlegend legend.x legend.y legend.xanchor
  legend.yanchor legend.orientation=h|v ${title("legend.title")} ${font("legend.font")} legend.bgcolor legend.bordercolor
  legend.borderwidth legend.traceorder=normal legend.itemwidth legend.itemsizing legend.tracegroupgap legend.itemclick
  legend.itemdoubleclick legend.xref legend.yref hovermode hoverlabel* hoverdistance* hoversubplots* spikedistance dragmode
  selectdirection clickmode uirevision separators=., colorscale* modebar* meta* newshape* transition* autotypenumbers
  annotations.text annotations.x annotations.y annotations.xref annotations.yref annotations.showarrow annotations.ax
  annotations.ay annotations.axref=pixel annotations.ayref=pixel annotations.xanchor annotations.yanchor annotations.xshift
  annotations.yshift ${font("annotations.font")} annotations.align annotations.bgcolor annotations.bordercolor
  annotations.borderwidth annotations.borderpad annotations.opacity annotations.textangle annotations.arrowcolor
  annotations.arrowwidth annotations.arrowhead annotations.arrowsize annotations.standoff annotations.visible
  annotations.name annotations.hovertext annotations.captureevents annotations.cliponaxis
  shapes.type=line|rect|circle shapes.x0 shapes.x1 shapes.y0 shapes.y1 shapes.xref shapes.yref shapes.fillcolor
  shapes.opacity ${line("shapes.line")} shapes.layer=above|below|between shapes.visible shapes.name shapes.editable`,
);
