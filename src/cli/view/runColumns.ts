import {showSize} from "../../core/folderSize.js";
import {seconds} from "../../core/progress.js";
import type {TrackedRun} from "../../pipeline/artefact/listRuns.js";
import type {TextColumn} from "./textTable.js";

/** What `lookbook runs` says of a run, a column each, in reading order. */
export const runColumns: readonly TextColumn<TrackedRun>[] = [
  {title: "run", rank: 99, cell: ({name}) => name},
  {title: "profile", rank: 12, cell: ({profile}) => profile},
  {title: "state", rank: 15, cell: stateOf},
  {title: "model", rank: 8, cell: ({model}) => model ?? ""},
  {title: "seed", rank: 5, cell: ({seed}) => String(seed ?? ""), align: "right"},
  {title: "parameters", rank: 7, cell: ({parameterCount}) => integer(parameterCount), align: "right"},
  {title: "size", rank: 2, cell: ({bytes}) => (bytes === undefined ? "" : showSize(bytes)), align: "right"},
  {title: "epochs", rank: 11, cell: epochsOf, align: "right"},
  {title: "best", rank: 6, cell: ({bestEpoch}) => integer(bestEpoch), align: "right"},
  {title: "val loss", rank: 10, cell: (run) => keptOf(run)?.validationLoss.toFixed(4) ?? "", align: "right"},
  {title: "val acc", rank: 14, cell: (run) => percent(keptOf(run)?.validationAccuracy), align: "right"},
  {title: "test acc", rank: 13, cell: ({test}) => percent(test?.accuracy), align: "right"},
  {title: "time", rank: 9, cell: (run) => duration(run.seconds), align: "right"},
  {title: "started", rank: 1, cell: ({started}) => (started === undefined ? "" : minute(started))},
  {title: "data", rank: 3, cell: ({dataHash}) => dataHash?.slice(0, 8) ?? ""},
  {title: "engine", rank: 0, cell: ({engine}) => engine ?? ""},
  {title: "code", rank: 4, cell: ({codeHash}) => codeHash?.slice(0, 8) ?? ""},
];

/** The epoch whose weights were kept, or would be; undefined before the first is over. */
export function keptOf({epochs, bestEpoch}: TrackedRun): TrackedRun["epochs"][number] | undefined {
  return epochs.find(({epoch}) => epoch === bestEpoch);
}

/** `91.23 %` */
export function percent(share: number | undefined): string {
  return share === undefined ? "" : `${(100 * share).toFixed(2)} %`;
}

/** `159,498` */
export function integer(value: number | undefined): string {
  return value === undefined ? "" : value.toLocaleString("en-US");
}

/** As `seconds`, empty where it is not known. */
export function duration(value: number | undefined): string {
  return value === undefined ? "" : seconds(value);
}

/** A time as `2026-11-21 18:13`, in universal time, as journals have it. */
export function minute(time: string): string {
  return time.slice(0, 16).replace("T", " ");
}

/** One that finished, but whose name another has now, can be told but not loaded. */
function stateOf({state, isSaved}: TrackedRun): string {
  return state === "finished" && !isSaved ? "replaced" : state;
}

/** Of one that is not at its end, how many it wants. */
function epochsOf({epochs, state, options}: TrackedRun): string {
  const wanted = options?.["epochs"];
  if (state === "finished" || typeof wanted !== "number") return state === "damaged" ? "" : String(epochs.length);
  return `${epochs.length} of ${wanted}`;
}
