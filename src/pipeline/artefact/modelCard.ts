import type {Machine} from "../../core/measurement.js";
import type {Interval} from "../../core/payload.js";
import {seconds as duration} from "../../core/progress.js";

/**
 * What whoever uses a registered model has to know of it, as plain data.
 * After Mitchell et al., "Model cards for model reporting" (2019).
 */
export interface ModelCard {
  readonly name: string;
  /** "1.0.0": the first number changes with what goes in or comes out. */
  readonly version: string;
  /** For headings. */
  readonly title: string;
  /** One sentence, without a capital and a full stop. */
  readonly description: string;
  readonly input: {
    /** [height, width, channels] of one picture. */
    readonly shape: readonly [number, number, number];
    /** What the numbers are and how the picture has to look. */
    readonly expects: string;
  };
  /** In the order of the outputs, which are logits. */
  readonly classNames: readonly string[];
  readonly parameters: number;
  /** Of the weights on disk. */
  readonly bytes: number;
  readonly training: CardTraining;
  /** On the test set, one entry a view; the first is how the model is meant to be asked. */
  readonly evaluation: readonly CardEvaluation[];
  /** Of the first view, in the order of `classNames`. */
  readonly classes: readonly CardClass[];
  readonly intendedUse: string;
  /** One sentence each. */
  readonly limitations: readonly string[];
  readonly licence: string;
}

/** How a model came to be. */
export interface CardTraining {
  /** Makes the same weights again, bit for bit where the engine is wasm. */
  readonly command: string;
  readonly seed: number | string;
  /** Epochs that were trained, and the one, from 1, whose weights were kept. */
  readonly epochs: {readonly trained: number; readonly kept: number};
  readonly options: Readonly<Record<string, unknown>>;
  readonly data: {readonly name: string; readonly hash: string; readonly train: number; readonly validation: number};
  readonly engine: string;
  /** Hash of the code that trained. */
  readonly code: string;
  /** Null where it is not known. */
  readonly seconds: {readonly wall: number; readonly cpu: number} | null;
  readonly machine: Machine;
  /** ISO 8601, a day. */
  readonly date: string;
}

/** How often a model was right. */
export interface CardEvaluation {
  /** "single", or "flip": the mean over the picture and its mirror image. */
  readonly view: string;
  /** Pictures. */
  readonly count: number;
  /** With Wilson's interval. */
  readonly accuracy: Interval;
  readonly macroF1: number;
}

/** How a model does on one class. */
export interface CardClass {
  readonly name: string;
  /** Test pictures. */
  readonly support: number;
  readonly precision: number;
  readonly recall: number;
}

/** The card for people, as Markdown. */
export function cardMarkdown(card: ModelCard): string {
  const {name, version, title, description, input, classNames, training, evaluation, classes} = card;
  const [height, width, channels] = input.shape;
  const {data, epochs, seconds, machine} = training;
  const time = seconds
    ? `, ${duration(seconds.wall)} on ${machine.cores} cores of ${machine.processor} (${duration(seconds.cpu)} of processor time)`
    : "";
  return `${[
    `# ${title}, version ${version}`,
    `\`${name}\`: ${description}. ${whole(card.parameters)} parameters, ${whole(card.bytes)} bytes of weights.`,
    "## Intended use",
    card.intendedUse,
    "## What goes in, what comes out",
    `Pictures of ${height} x ${width} x ${channels}: ${input.expects}. The scaling is part of the network.`,
    `One logit for each of ${classNames.length} classes: ${classNames.join(", ")}.`,
    "## How it does",
    table(
      ["View", "Test pictures", "Accuracy", "95 % interval", "Macro F1"],
      evaluation.map(({view, count, accuracy, macroF1}) => [
        view,
        whole(count),
        percent(accuracy.value),
        `${percent(accuracy.low)} to ${percent(accuracy.high)}`,
        percent(macroF1),
      ]),
    ),
    table(
      ["Class", "Test pictures", "Precision", "Recall"],
      classes.map((each) => [each.name, whole(each.support), percent(each.precision), percent(each.recall)]),
    ),
    "## How it was made",
    `Trained on ${whole(data.train)} pictures of ${data.name}, ${whole(data.validation)} others chose the epoch; epoch ${epochs.kept} of ${epochs.trained} was kept. Seed ${training.seed}, engine ${training.engine}, ${training.date}${time}. The test set had no say. To make it again:`,
    `    ${training.command}`,
    "## Limitations",
    card.limitations.map((limitation) => `- ${limitation}`).join("\n"),
    "## Licence",
    card.licence,
  ].join("\n\n")}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function whole(n: number): string {
  return n.toLocaleString("en-US");
}
