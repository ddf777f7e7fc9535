import {recipes} from "lookbook";
import {augmenting} from "./parts/augmenting.mjs";

export const {title, unit, prepare, run} = augmenting("the SE-ResNet's recipe", recipes["se-resnet"].augment);
