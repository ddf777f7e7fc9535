/** What a long task tells while it works. */
export interface Progress {
  /** Work done so far and in all, in `unit`s; `note` is shown beside it (a loss, a file name). */
  update(done: number, total: number, note?: string): void;
  /** Ends the line; `note` says how it came out. */
  end(note?: string): void;
}

/** Opens a progress line for one task. */
export type ProgressFactory = (task: string, unit: string) => Progress;

/** Tells nobody. */
export const silent: ProgressFactory = () => ({update: () => undefined, end: () => undefined});

/** Where a progress line is written and which clock it reads. */
export interface ProgressEnds {
  readonly write: (text: string) => void;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  /** A terminal redraws its line; anything else gets a plain line now and then. */
  readonly isTerminal: boolean;
  /** Milliseconds between two updates; defaults to 100 on a terminal and 10,000 elsewhere. */
  readonly interval?: number;
  /** How wide the terminal is: a redrawn line is cut there, because one that wraps cannot be redrawn. Defaults to any width. */
  readonly columns?: () => number;
}

/**
 * Shows share, rate and time left: `train cnn  42 % [=====>      ] 23,040/54,000 images  1,030/s  30 s left  loss 0.41`.
 */
export function progressTo({
  write,
  now,
  isTerminal,
  interval = isTerminal ? 100 : 10_000,
  columns = () => Number.POSITIVE_INFINITY,
}: ProgressEnds): ProgressFactory {
  return (task, unit) => {
    const start = now();
    let shown = isTerminal ? Number.NEGATIVE_INFINITY : start;
    const clear = isTerminal ? "\r\u001b[2K" : "";
    return {
      update: (done, total, note = "") => {
        if (now() - shown < interval) return;
        shown = now();
        const line = describe(task, unit, {done, total, seconds: (shown - start) / 1000, note});
        write(isTerminal ? clear + line.slice(0, columns() - 1) : `${line}\n`);
      },
      end: (note = "") => {
        if (isTerminal || note) write(`${clear}${task}  ${note || "done"}  ${seconds((now() - start) / 1000)}\n`);
      },
    };
  };
}

interface Moment {
  readonly done: number;
  readonly total: number;
  readonly seconds: number;
  readonly note: string;
}

function describe(task: string, unit: string, {done, total, seconds: spent, note}: Moment): string {
  const share = total > 0 ? done / total : 0;
  const rate = spent > 0 ? done / spent : 0;
  const left = rate > 0 ? `${seconds((total - done) / rate)} left` : "";
  const bar = `[${"=".repeat(Math.round(share * 20)).padEnd(20)}]`;
  const count = `${done.toLocaleString("en-US")}/${total.toLocaleString("en-US")} ${unit}`;
  const speed = `${Math.round(rate).toLocaleString("en-US")}/s`;
  return [task, `${Math.round(share * 100)} %`, bar, count, speed, left, note].filter(Boolean).join("  ");
}

/** A duration for people: `0.4 s`, `12 s`, `3 min 20 s`, `1 h 5 min`. */
export function seconds(value: number): string {
  if (value < 10) return `${value.toFixed(1)} s`;
  if (value < 60) return `${Math.round(value)} s`;
  const minutes = Math.floor(value / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(value % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
