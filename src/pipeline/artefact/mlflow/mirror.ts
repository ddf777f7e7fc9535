import {messageOf} from "../../../core/errors.js";
import {readJournal, type WallClock} from "../journal.js";
import {trainingOf} from "../training.js";
import {type Known, type Mirrored, pushTraining} from "./push.js";
import type {MlflowServer} from "./server.js";

/** Tells an MLflow server of one training while it runs. Nothing that happens there reaches the training. */
export interface Mirror {
  /** The journal has a new line. */
  nudge(): void;
  /**
   * Tells what is left, once more also where the server did not answer before. Resolves whatever becomes of it.
   * @param folder of the saved run, whose files the server gets
   */
  close(folder?: string): Promise<void>;
}

/** Options for {@link openMirror}. */
export interface MirrorOptions extends Omit<Mirrored, "training" | "folder"> {
  readonly server: MlflowServer;
  /** The training's journal. */
  readonly journal: string;
  readonly now: WallClock;
  /** Told, at most twice, that the server does not take the training: when that is first seen, and at the end. */
  readonly notice: (text: string) => void;
}

/** Opens the mirror of the training that writes `journal`. */
export function openMirror({server, journal, now, notice, ...mirrored}: MirrorOptions): Mirror {
  let known: Known | undefined;
  let isAway = false;
  let isStale = false;
  let going: Promise<void> | undefined;

  const push = async (folder?: string): Promise<void> => {
    const training = trainingOf(await readJournal(journal), now);
    if (!training.facts) return;
    known = await pushTraining(server, {...mirrored, training, ...(folder !== undefined && {folder})}, known);
  };
  const pushAll = async (): Promise<void> => {
    try {
      while (isStale) {
        isStale = false;
        await push();
      }
    } catch (thrown) {
      isAway = true;
      notice(`MLflow at ${server.uri}: ${messageOf(thrown)}; the training goes on, and it is told at its end`);
    }
    going = undefined;
  };
  return {
    nudge: () => {
      isStale = true;
      if (!isAway) going ??= pushAll();
    },
    close: async (folder) => {
      await going;
      await push(folder).catch((thrown: unknown) =>
        notice(
          `MLflow at ${server.uri}: ${messageOf(thrown)}; the training of ${mirrored.name} is not there, \`lookbook runs mirror ${mirrored.name}\` brings it`,
        ),
      );
    },
  };
}
