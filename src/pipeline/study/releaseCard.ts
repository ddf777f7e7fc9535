import {LookbookError} from "../../core/errors.js";
import {wilson} from "../../core/statistics.js";
import type {ModelCard} from "../artefact/modelCard.js";
import type {Run} from "../artefact/run.js";
import type {ImageDataset} from "../dataset/imageSet.js";
import {confusion} from "../evaluation/confusion.js";
import {classTallies} from "../evaluation/scores.js";
import {decodeErrors} from "./answers.js";
import type {Contender} from "./contender.js";
import type {StudyResult} from "./result.js";

/** What a model card is written from. */
export interface ReleaseCardOptions {
  readonly run: Pick<Run, "options" | "model">;
  readonly result: StudyResult;
  readonly contender: Pick<Contender, "title" | "description">;
  /** On which the result was found. */
  readonly data: Pick<ImageDataset, "name" | "hash" | "licence" | "test" | "synthetic">;
  readonly version: string;
  /** The view in which the model is meant to be asked; defaults to the result's last. */
  readonly view?: string;
}

/**
 * Writes the card of a trained model out of its result on the test set.
 * @throws LookbookError `bad-data` where the result was found on other data than these
 */
export function releaseCard({run, result, contender, data, version, view}: ReleaseCardOptions): ModelCard {
  if (result.data.hash !== data.hash) {
    throw new LookbookError(
      "bad-data",
      `run ${result.run} was tested on ${result.data.name} of hash ${result.data.hash.slice(0, 12)}, these data are ${data.name} of hash ${data.hash.slice(0, 12)}`,
    );
  }
  const {labels, classNames, count} = data.test;
  const meant = result.test.find((each) => each.view === view) ?? result.test.at(-1)!;
  const answers = Uint8Array.from(labels); // slice() of a Buffer would be a view of the labels
  for (const {row, answer} of decodeErrors(meant.errors, count)) answers[row] = answer;
  const tallies = classTallies(confusion(labels, answers, classNames.length));
  const [height, width, channels] = run.model.inputShape;
  return {
    name: result.contender,
    version,
    title: contender.title,
    description: contender.description,
    input: {
      shape: [height, width, channels],
      expects: "grey levels 0 to 255, one garment, bright on black, upright, filling the picture as in the data set",
    },
    classNames,
    parameters: result.parameters,
    bytes: result.bytes,
    training: {
      command: result.command,
      seed: result.seed,
      epochs: result.epochs,
      options: run.options,
      data: {
        name: data.name,
        hash: result.data.hash,
        train: result.data.train,
        validation: result.data.validation,
      },
      engine: result.engine,
      code: result.code,
      seconds: result.seconds,
      machine: result.machine,
      date: result.date,
    },
    evaluation: [meant, ...result.test.filter((each) => each !== meant)].map(({view: name, accuracy, macroF1}) => ({
      view: name,
      count,
      accuracy: wilson(Math.round(accuracy * count), count),
      macroF1,
    })),
    classes: tallies.map(({hits, support, predicted}, k) => ({
      name: classNames[k]!,
      support,
      precision: predicted === 0 ? 0 : hits / predicted,
      recall: support === 0 ? 0 : hits / support,
    })),
    intendedUse:
      "To sort product pictures of garments into these classes, with a person for those of which it is not sure. Not for photographs of people, and not where a wrong class does harm.",
    limitations: [
      ...(data.synthetic
        ? ["It was trained and tested on garments drawn by code: no figure here speaks of real ones."]
        : []),
      `It knows these ${classNames.length} classes and no other: what is shown to it is called one of them.`,
      `It was tested on pictures of the same source as it learnt from; photographs with other backgrounds, several garments or folded ones are harder, by how much is not known here.`,
      `${weakest(tallies, classNames)} is recognised least often.`,
      "The labels that it was tested on were given by people, and some may be wrong.",
    ],
    licence: `Weights: Apache-2.0, as the project. Data: ${data.licence}.`,
  };
}

function weakest(
  tallies: readonly {readonly hits: number; readonly support: number}[],
  names: readonly string[],
): string {
  const recall = tallies.map(({hits, support}) => (support === 0 ? 1 : hits / support));
  return names[recall.indexOf(Math.min(...recall))]!;
}
