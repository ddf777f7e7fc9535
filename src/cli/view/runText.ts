import {differences} from "../../core/difference.js";
import {flattened} from "../../core/flattened.js";
import {showSize} from "../../core/folderSize.js";
import type {TrackedRun} from "../../pipeline/artefact/listRuns.js";
import {duration, integer, minute, percent, runColumns} from "./runColumns.js";
import {type TextColumn, textTable} from "./textTable.js";
import {plural} from "./words.js";

/** The table of runs. @param columns of the terminal; infinity where there is none */
export function runsText(runs: readonly TrackedRun[], columns: number): string {
  const {lines, leftOut} = textTable(runs, runColumns, columns);
  const troubles = runs.filter(({state, message}) => (state === "failed" || state === "damaged") && message);
  return joined([
    ...lines,
    ...troubles.map((run) => `\n${run.name}: ${run.message}`),
    leftOut.length > 0 &&
      `\n${wrapped(`no room for ${leftOut.join(", ")}: widen the terminal, or see --json`, columns)}`,
  ]);
}

/** All that is known of one run, and its curve. */
export function runDetails(run: TrackedRun, columns: number): string {
  const {model, parameterCount, bytes, options = {}, seed, dataHash, codeHash, library, engine, machine} = run;
  const {started, seconds, sessions = 1, workers, test, message, notices, epochs} = run;
  const rows: (readonly [string, string | false | undefined])[] = [
    [
      "model",
      model && `${model}, ${integer(parameterCount)} parameters${bytes === undefined ? "" : `, ${showSize(bytes)}`}`,
    ],
    ...Object.entries(flattened(options)).map(
      ([path, value], i) => [i === 0 ? "options" : "", `${path} ${show(value)}`] as const,
    ),
    ["seed", seed !== undefined && String(seed)],
    ["data", dataHash],
    ["code", codeHash && `${codeHash}${library ? `, lookbook ${library}` : ""}`],
    ["engine", machine?.engine ?? engine],
    [
      "machine",
      machine && `${machine.processor}, ${plural(machine.cores, "core")}, ${machine.system}, node ${machine.node}`,
    ],
    ["", workers !== undefined && `trained by ${plural(workers, "thread")}`],
    ["started", started && `${minute(started)} UTC${seconds === undefined ? "" : `, took ${duration(seconds)}`}`],
    ["", sessions > 1 && `begun and gone on with in ${sessions} sessions`],
    [
      "test",
      test &&
        `${percent(test.accuracy)} right${test.macroF1 === undefined ? "" : `, macro F1 ${test.macroF1.toFixed(4)}`}${test.count === undefined ? "" : `, ${integer(test.count)} pictures`}`,
    ],
    ["state", `${run.state}${message === undefined ? "" : `: ${message}`}`],
    ...notices.map((text) => ["notice", text] as const),
  ];
  const facts = rows.flatMap(([title, text]) => (text ? [`${title.padEnd(9)}${text}`] : []));
  return joined([`${run.profile}/${run.name}`, ...facts, epochs.length > 0 && "", ...curve(run, columns)]);
}

/** Two runs beside each other: what they were made of, where it differs, and both curves. */
export function runsDifference([a, b]: readonly [TrackedRun, TrackedRun], columns: number): string {
  const names = namesOf([a, b]) as [string, string];
  const changed = differences(madeOf(a), madeOf(b));
  const rows = changed.map(({path, before, after}) => [path, show(before), show(after)] as const);
  const made = textTable(
    rows,
    ["", ...names].map((title, i) => ({title, rank: 0, cell: (row: (typeof rows)[number]) => row[i]!})),
    columns,
  );
  const most = Math.max(a.epochs.length, b.epochs.length);
  const epochs = Array.from({length: most}, (_, i) => i).filter(thinned([a, b], most));
  return joined([
    ...(rows.length > 0 ? made.lines : ["both were made of the same options, seed, data, engine and code"]),
    most > 0 && "",
    ...(most > 0 ? textTable(epochs, pairColumns([a, b], names), columns).lines : []),
  ]);
}

/** Names that tell runs apart: with the profile where it is not the same for all. */
export function namesOf(runs: readonly TrackedRun[]): string[] {
  const isMixed = runs.some(({profile}) => profile !== runs[0]?.profile);
  const names = runs.map(({profile, name}) => (isMixed ? `${profile}/${name}` : name));
  return names.map((name, i) => (names.indexOf(name) === i ? name : `${name} (${runs[i]!.state})`));
}

function madeOf({model, parameterCount, options, seed, dataHash, engine, codeHash}: TrackedRun): object {
  return {model, parameters: parameterCount, seed, data: dataHash, engine, code: codeHash, options};
}

function curve(run: TrackedRun, columns: number): readonly string[] {
  const {epochs} = run;
  if (epochs.length === 0) return [];
  const rows = epochs.filter((_, i) => thinned([run], epochs.length)(i));
  return textTable(
    rows,
    [
      {title: "epoch", rank: 9, cell: ({epoch}) => `${epoch}${epoch === run.bestEpoch ? " *" : "  "}`, align: "right"},
      {title: "train loss", rank: 6, cell: ({trainLoss}) => trainLoss.toFixed(4), align: "right"},
      {title: "train acc", rank: 5, cell: ({trainAccuracy}) => percent(trainAccuracy), align: "right"},
      {title: "val loss", rank: 7, cell: ({validationLoss}) => validationLoss.toFixed(4), align: "right"},
      {title: "val acc", rank: 8, cell: ({validationAccuracy}) => percent(validationAccuracy), align: "right"},
      {title: "learning rate", rank: 4, cell: ({learningRate}) => learningRate.toPrecision(3), align: "right"},
      {title: "time", rank: 3, cell: ({seconds}) => duration(seconds), align: "right"},
    ],
    columns,
  ).lines;
}

function pairColumns(
  [a, b]: readonly [TrackedRun, TrackedRun],
  names: readonly [string, string],
): TextColumn<number>[] {
  const column = (
    run: TrackedRun,
    name: string,
    what: "validationLoss" | "validationAccuracy",
  ): TextColumn<number> => ({
    title: what === "validationLoss" ? `val loss, ${name}` : `val acc, ${name}`,
    rank: what === "validationLoss" ? 1 : 2,
    align: "right",
    cell: (i) => {
      const record = run.epochs[i];
      if (!record) return "";
      const mark = record.epoch === run.bestEpoch ? " *" : "  ";
      return (what === "validationLoss" ? record[what].toFixed(4) : percent(record[what])) + mark;
    },
  });
  return [
    {title: "epoch", rank: 3, cell: (i) => String(i + 1), align: "right"},
    column(a, names[0], "validationLoss"),
    column(b, names[1], "validationLoss"),
    column(a, names[0], "validationAccuracy"),
    column(b, names[1], "validationAccuracy"),
  ];
}

/** Chooses some of many epochs: evenly, the kept ones and the last among them. */
function thinned(runs: readonly TrackedRun[], count: number): (i: number) => boolean {
  const pace = Math.ceil(count / 24);
  return (i) => i % pace === 0 || i === count - 1 || runs.some(({bestEpoch}) => bestEpoch === i + 1);
}

function show(value: unknown): string {
  if (value === undefined) return "-";
  if (typeof value !== "string") return JSON.stringify(value);
  return /^[0-9a-f]{40,}$/.test(value) ? value.slice(0, 8) : value;
}

/** Breaks a text between words. */
function wrapped(text: string, columns: number): string {
  return text.split(" ").reduce((lines, word) => {
    const last = lines.slice(lines.lastIndexOf("\n") + 1);
    return `${lines}${last.length + 1 + word.length > columns ? "\n" : " "}${word}`;
  });
}

function joined(lines: readonly (string | false | undefined)[]): string {
  return `${lines.filter((line) => line !== false && line !== undefined).join("\n")}\n`;
}
