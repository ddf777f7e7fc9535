import {LookbookError} from "../../core/errors.js";
import {recordTest} from "../artefact/recordTest.js";
import {runFingerprint} from "../artefact/runFingerprint.js";
import type {RungName} from "../engine/engine.js";
import {modelFacts} from "../model/modelFacts.js";
import {openBackbone} from "../model/openBackbone.js";
import type {Contender, Fitted, Lesson} from "./contender.js";
import {trainTransfer} from "./transfer.js";
import type {TransferPlan} from "./transferPlan.js";

/**
 * How a pretrained backbone learns; the epochs of the lesson are those of its last stage. Runs of earlier stages are kept beside it.
 * @param open how backbones are opened; defaults to the real way. For tests
 * Throws LookbookError `missing-file` where no backbone of the plan is here
 */
export function transferFit(plan: TransferPlan, open: typeof openBackbone = openBackbone): Contender["fit"] {
  return async (lesson: Lesson): Promise<Fitted> => {
    const {run, train, validation, epochs, seed, drawing, dataHash, engine, place, workers, progress, signal} = lesson;
    const {backbone, missing} = await open(plan.backbones);
    if (missing) throw new LookbookError("missing-file", `training ${run}: ${missing}`);
    const transfer = await trainTransfer({
      plan: withEpochs(plan, epochs),
      backbone,
      train,
      validation,
      seed,
      dataHash,
      drawing,
      engine: engine as RungName,
      place,
      runs: [...plan.thaw.map((_, i) => `${run}-stage-${i + 1}`), run],
      workers,
      progress,
      watch: lesson.watch,
      ...(lesson.onEpoch && {onEpoch: lesson.onEpoch}),
      ...(signal && {signal}),
    });
    backbone.dispose();
    const {model, history, codeHash, score} = transfer.stages.at(-1)!;
    const [{height, width, channels, classNames}, size] = [train, train.height * train.width * train.channels];
    return {
      history,
      parameterCount: model.parameterCount,
      flops: modelFacts(model).flops,
      bytes: 4 * model.parameterCount,
      code: codeHash,
      fingerprint: (await runFingerprint(`run:${run}`, place.folder)) ?? "",
      score: (images) => {
        const count = images.length / size;
        return score({name: "test", images, labels: new Uint8Array(count), count, height, width, channels, classNames});
      },
      noteTest: (test) => recordTest(run, test, place),
      dispose: transfer.dispose,
    };
  };
}

/** The plan with so many epochs in its last stage. */
function withEpochs(plan: TransferPlan, epochs: number): TransferPlan {
  const last = plan.thaw.at(-1);
  return last
    ? {...plan, thaw: [...plan.thaw.slice(0, -1), {...last, epochs}]}
    : {...plan, head: {...plan.head, epochs}};
}
