import {augmenting} from "./parts/augmenting.mjs";

export const {title, unit, prepare, run} = augmenting("turn, zoom and translation", {
  rotation: 10,
  zoom: 0.1,
  translation: 1,
});
