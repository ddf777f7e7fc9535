import type {StepReport} from "../../../core/step.js";
import type {MimeBundle} from "../nbformat.js";

/** What the executor tells its child, one JSON a line on the child's file descriptor 4. */
export type Command =
  | {
      readonly type: "run";
      readonly cell: number;
      /** What the cell is called in messages. */
      readonly number: number;
      readonly source: string;
      /** Characters of output the cell may produce. */
      readonly outputLimit: number;
      /** Milliseconds to wait at most for what the cell left running. */
      readonly settle: number;
    }
  | {readonly type: "finish"; readonly settle: number};

/**
 * What the child tells, one JSON a line on its file descriptor 3, written synchronously: nothing is lost when the child is killed, and a
 * child that writes faster than the executor reads waits. `seq` counts from 0 without gaps.
 */
export type Message = {readonly seq: number} & MessageBody;

export type MessageBody =
  | {readonly type: "ready"}
  | {readonly type: "stream"; readonly cell: number; readonly name: "stdout" | "stderr"; readonly text: string}
  | {
      readonly type: "display";
      readonly cell: number;
      readonly data: MimeBundle;
      readonly displayId?: string | undefined;
      readonly update: boolean;
    }
  | {readonly type: "progress"; readonly text: string}
  | {readonly type: "step"; readonly step: StepReport}
  | {
      readonly type: "failure";
      readonly cell: number;
      readonly failure: Failure;
      /** The child wants to be ended: the cell cannot be stopped in any other way. */
      readonly isFatal: boolean;
    }
  /** `cpu`: milliseconds of processor time that the cell took. */
  | {readonly type: "done"; readonly cell: number; readonly peakMemory: number; readonly cpu: number}
  | {readonly type: "finished"};

/** Why a cell failed, mapped to the notebook's own lines. */
export interface Failure {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/**
 * Written by the child to its standard output and error when a cell closes. What came before it on these pipes, from native code that
 * knows nothing of cells, belongs to that cell.
 */
export const fence = "\u0000\u0001lookbook: end of cell\u0001\u0000";
