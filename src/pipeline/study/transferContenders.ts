import type {Contender} from "./contender.js";
import {transferFit} from "./transferFit.js";
import {transferBudgets} from "./transferPlan.js";

const {plan} = transferBudgets.full;
const {trainLimit} = transferBudgets.quick;
const headEpochs = {epochs: plan.head.epochs};
const thawEpochs = {epochs: plan.thaw.at(-1)!.epochs};

/** Both stages of a transfer on all pictures; epochs are those of the last stage. */
export const transferContenders: readonly Contender[] = [
  {
    name: "transfer-head",
    title: "frozen backbone, new head",
    description:
      "a head of batch normalisation, dropout and softmax on the features of a backbone that ImageNet has taught",
    family: "transfer",
    budgets: {quick: {epochs: 5, trainLimit}, standard: headEpochs, full: headEpochs},
    views: ["single"],
    fit: transferFit({...plan, thaw: []}),
  },
  {
    name: "transfer-tuned",
    title: "fine-tuned backbone",
    description: "the same, and then its upper blocks thawed step by step at a rate of 0.00001",
    family: "transfer",
    budgets: {quick: {epochs: 1, trainLimit}, standard: thawEpochs, full: thawEpochs},
    views: ["single"],
    fit: transferFit(plan),
  },
];
