/**
 * The door for notebooks that show and publish but learn nothing: `lookbook/notebook`. What it exports, the index exports too;
 * through this one neither TensorFlow.js nor its types are loaded, which saves a notebook a second.
 */
// core

export {type ErrorCode, LookbookError} from "./core/errors.js";
export {findProject, type ProjectPaths} from "./core/paths.js";
export type {
  Captioned,
  Cell,
  Column,
  Interval,
  Payload,
  Picture,
  PicturesPayload,
  PlotPayload,
  PlotTrace,
  TablePayload,
  Value,
} from "./core/payload.js";
export {type Progress, type ProgressFactory, silent} from "./core/progress.js";
export {permutation, type Random, seeded, shuffled} from "./core/random.js";
export {type BootstrapOptions, bootstrap, deviation, mean, quantile, wilson} from "./core/statistics.js";
export {type Codec, jsonCodec, type StepOptions, type StepStore, step} from "./core/step.js";
// figure
export {
  type Chapter,
  type ChapterOptions,
  chapter,
  type Display,
  type PublishOptions,
  type ValueTree,
} from "./pipeline/figure/chapter.js";
export {
  above,
  below,
  type ExactOptions,
  exactly,
  type IntervalTestOptions,
  type SignificanceOptions,
  significant,
  type Tested,
  type TestResult,
  within,
} from "./pipeline/figure/claim.js";
export {inverted, type Pixels, pixelsAt, toPicture} from "./pipeline/figure/picture.js";
export {type PicturesFigureOptions, picturesFigure, type Shown} from "./pipeline/figure/picturesFigure.js";
export {type TableOptions, table} from "./pipeline/figure/table.js";
export {classColours, plotTheme, sequentialScale, seriesColours} from "./pipeline/figure/theme.js";
