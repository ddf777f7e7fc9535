import {escapeHtml} from "../../core/html.js";
import {
  type Cell,
  type ClaimPayload,
  isInterval,
  type Payload,
  type Picture,
  type TablePayload,
  type Value,
} from "../../core/payload.js";
import {plotTheme} from "./theme.js";

/**
 * Markup that shows a payload in JupyterLab and VS Code, which know nothing of payloads.
 * The report does not use it: it draws from the payload's data.
 */
export function viewOf(payload: Payload): string {
  switch (payload.kind) {
    case "plot":
      return plotView(payload.id, payload.height ?? 360) + caption(payload.caption);
    case "pictures":
      return picturesView(payload.pictures, payload.columns) + caption(payload.caption);
    case "table":
      return caption(payload.caption) + tableView(payload);
    case "values":
      return valuesView(payload.values);
    case "claim":
      return claimView(payload);
    case "notice":
      return `<p style="border-left:4px solid #b8860b;padding:.3em .8em">${escapeHtml(payload.text)}</p>`;
  }
}

// The front end may move or re-run the script, so it finds its place by id and waits for Plotly, which comes from the first cell.
function plotView(id: string, height: number): string {
  const place = `lookbook-${id}`;
  const draw = `(function(){var t=0;(function draw(){
    var all=document.querySelectorAll('[id="${place}"]'),el=all[all.length-1];
    if(!window.Plotly||!el){if(t++<100)setTimeout(draw,100);else if(el)el.textContent="Run the first cell to load Plotly.";return}
    var json=el.parentElement.querySelector('script[type="application/vnd.lookbook+json"]').textContent,f=JSON.parse(json);
    window.Plotly.newPlot(el,f.data,Object.assign(${JSON.stringify(plotTheme)},f.layout,{height:${height}}),{responsive:true,displaylogo:false});
  })()})()`;
  return `<div id="${escapeHtml(place)}" style="min-height:${height}px"></div><script>${draw}</script>`;
}

function claimView({statement, outcome, evidence: {method}}: ClaimPayload): string {
  return `<p><b>${outcome}</b>: ${escapeHtml(statement)} <small>(${escapeHtml(method)})</small></p>`;
}

function picturesView(pictures: readonly Picture[], columns: number): string {
  const tones = {good: "#117733", bad: "#aa3344"};
  const cells = pictures.map(({src, label = "", tone}) => {
    const colour = tone ? `color:${tones[tone]}` : "";
    return `<figure style="margin:0;text-align:center"><img alt="" src="${escapeHtml(src)}" style="width:100%;image-rendering:pixelated"><figcaption style="font-size:.8em;${colour}">${escapeHtml(label)}</figcaption></figure>`;
  });
  return `<div style="display:grid;gap:6px;max-width:760px;grid-template-columns:repeat(${columns},1fr)">${cells.join("")}</div>`;
}

function tableView({columns, rows}: TablePayload): string {
  const head = columns.map(({name}) => `<th>${escapeHtml(name)}</th>`).join("");
  const body = rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(plain(cell))}</td>`).join("")}</tr>`)
    .join("");
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function valuesView(values: Readonly<Record<string, Value>>): string {
  const rows = Object.entries(values).map(
    ([path, value]) => `<code>{{${escapeHtml(path)}}}</code> = ${escapeHtml(plain(value))}`,
  );
  return `<details><summary>published ${rows.length} value${rows.length === 1 ? "" : "s"}</summary>${rows.join("<br>")}</details>`;
}

function plain(value: Cell | Value): string {
  if (value === null) return "–";
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : value.toPrecision(4);
  if (isInterval(value)) return `${plain(value.value)} (${plain(value.low)} to ${plain(value.high)})`;
  return String(value);
}

function caption(text: string): string {
  return `<p style="font-size:.9em;opacity:.8">${escapeHtml(text)}</p>`;
}
