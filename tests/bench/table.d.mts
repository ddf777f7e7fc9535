import type {Summary} from "./summary.mjs";

export interface Line {
  readonly title: string;
  readonly rate?: Summary | undefined;
  readonly ratio?: Summary | undefined;
  readonly scaling?: Summary | undefined;
  readonly mebibytes?: number | undefined;
  readonly stepShare?: number | undefined;
  readonly skipped?: string | undefined;
}
export interface Result {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly Line[];
}
export function table(results: readonly Result[]): string;
