import {recipes} from "lookbook";
import {augmenting} from "./parts/augmenting.mjs";

export const {title, unit, prepare, run} = augmenting("the recipe and mixup", {
  ...recipes["se-resnet"].augment,
  mix: {kind: "mixup", alpha: 0.2},
});
