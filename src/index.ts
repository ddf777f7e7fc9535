/** The one door for notebooks, in pipeline order. No type of TensorFlow.js comes through it: notebooks would pay seconds for each. */
// core
export type {
  Payload,
  Captioned,
  PlotPayload,
  HoverPictures,
  HoverPicturesOf,
  PlotTrace,
  PicturesPayload,
  Picture,
  TablePayload,
  Column,
  Cell,
  Interval,
  ValuesPayload,
  Value,
  ClaimPayload,
  Outcome,
  Evidence,
  NoticePayload,
} from "./core/payload.js";
export {type Progress, type ProgressFactory, silent} from "./core/progress.js";
export {type Random, seeded, shuffled, permutation} from "./core/random.js";
export {mean, deviation, quantile, wilson, type BootstrapOptions, bootstrap} from "./core/statistics.js";
export {type ErrorCode, LookbookError} from "./core/errors.js";
export {type Codec, jsonCodec, type StepStore, type StepOptions, step} from "./core/step.js";
export {type ProjectPaths, findProject} from "./core/paths.js";
export {type Machine, type Measurement, type RecordedMeasurement, readMeasurement} from "./core/measurement.js";
export {type Collection, type CollectContext, readCollection} from "./core/collection.js";
export {studentT} from "./core/studentT.js";
export {holm} from "./core/holm.js";
export {availableWorkers} from "./core/availableWorkers.js";
// engine
export type {EngineName, RungName, EngineAttempt, Engine} from "./pipeline/engine/engine.js";
export {type OpenEngineOptions, openEngine, engineLadder} from "./pipeline/engine/openEngine.js";
// dataset
export type {ExampleSet, ImageSet, ImageDataset} from "./pipeline/dataset/imageSet.js";
export {openFashionMnist} from "./pipeline/dataset/openFashionMnist.js";
export type {DataKind, FashionMnistOptions} from "./pipeline/dataset/ladderOptions.js";
export {subset} from "./pipeline/dataset/subset.js";
export {selectRows} from "./pipeline/dataset/selectRows.js";
export {type StratifiedSplitOptions, type TrainingSplit, stratifiedSplit} from "./pipeline/dataset/stratifiedSplit.js";
export {
  type DataCheck,
  type ValidateOptions,
  validateDataset,
  assertValid,
} from "./pipeline/dataset/validateDataset.js";
export {type DataCard, type SplitCard, dataCard} from "./pipeline/dataset/dataCard.js";
export {type MoonsDataset, type MoonsDatasetOptions, moonsDataset} from "./pipeline/dataset/moonsDataset.js";
export {type MoonsTruth, moonsTruth} from "./pipeline/source/moonsTruth.js";
export type {RgbImage} from "./core/jpeg.js";
export type {FileLadderOptions} from "./pipeline/dataset/photos/findFiles.js";
export {type LabelledPhoto, type LabelledPhotos, openRealPhotos} from "./pipeline/dataset/photos/openRealPhotos.js";
export type {ProductRecord} from "./pipeline/dataset/photos/productRecord.js";
export {productClasses} from "./pipeline/dataset/photos/productClasses.js";
export {type FashionProducts, openFashionProducts} from "./pipeline/dataset/photos/openFashionProducts.js";
// explore
export {type ClassCount, classCounts} from "./pipeline/explore/classCounts.js";
export {
  type PixelHistogram,
  type ClassHistogram,
  type PixelHistogramOptions,
  pixelHistogram,
} from "./pipeline/explore/pixelHistogram.js";
export {type ClassBrightness, brightnessByClass, brightnessOf} from "./pipeline/explore/brightness.js";
export {type MeanPicture, meanPictures} from "./pipeline/explore/meanPictures.js";
export {type ClassResemblance, type ClassPair, classResemblance} from "./pipeline/explore/classResemblance.js";
export {type ClassSample, type SampleByClassOptions, sampleByClass} from "./pipeline/explore/sampleByClass.js";
export {type Orientation, type Orientations, orientations} from "./pipeline/explore/orientations.js";
export {type PlaneGrid, type PlaneGridOptions, planeGrid} from "./pipeline/explore/planeGrid.js";
// features
export {type Normaliser, fitNormaliser} from "./pipeline/features/normalise.js";
export {
  type ResizeKernel,
  type Resizing,
  type ResizingOptions,
  resizing,
  resizePictures,
} from "./pipeline/features/resize.js";
export {
  type Augmentation,
  type Augmenter,
  type AugmentInput,
  type Erase,
  type Mix,
  type MixOptions,
  type Patches,
  type PictureShape,
  openAugmenter,
} from "./pipeline/features/augment.js";
export {type AugmentedRow, type AugmentedRowsOptions, augmentedRows} from "./pipeline/features/augmentedRows.js";
export {type Corruption, type CorruptionKind, type CorruptOptions, corrupt} from "./pipeline/features/corrupt.js";
export {type CorruptionEntry, corruptionCatalogue, corruptionEntry} from "./pipeline/features/corrupt/catalogue.js";
export {
  type PhotoTreatment,
  type PhotoOptions,
  type PhotoSteps,
  type PreparedPhoto,
  preparePhoto,
} from "./pipeline/features/photo/preparePhoto.js";
export type {Box} from "./pipeline/features/photo/frame.js";
export type {FindGarmentOptions} from "./pipeline/features/photo/findGarment.js";
export type {Mask} from "./pipeline/features/photo/connected.js";
export type {Plane} from "./pipeline/features/photo/barrierDistance.js";
export type {Raster} from "./pipeline/features/photo/averaged.js";
export type {PhotoReport, PhotoWarning} from "./pipeline/features/photo/photoReport.js";
export type {KnownPhoto} from "./pipeline/features/photo/preparePhotos.js";
// model
export type {Model} from "./pipeline/model/model.js";
export type {ArchitectureOptions} from "./pipeline/model/architecture.js";
export {shapeOf} from "./pipeline/model/shapeOf.js";
export {type ModelName, type CatalogueEntry, modelCatalogue, buildModel} from "./pipeline/model/catalogue.js";
export {type DenseNetOptions, denseNet} from "./pipeline/model/denseNet.js";
export {type ShallowCnnOptions, shallowCnn} from "./pipeline/model/shallowCnn.js";
export {type SeResNetOptions, seResNet} from "./pipeline/model/seResNet.js";
export {type MoonsNetOptions, moonsNet} from "./pipeline/model/moonsNet.js";
export {type PredictOptions, predict} from "./pipeline/model/predict.js";
export {
  type CompileModelOptions,
  type CompiledPredictOptions,
  type CompiledModel,
  compileModel,
} from "./pipeline/model/compile.js";
export type {NamedWeight} from "./pipeline/model/namedWeight.js";
export {type ModelFacts, modelFacts} from "./pipeline/model/modelFacts.js";
export {type BackboneName, backboneNames} from "./pipeline/model/backboneFiles.js";
export {type BackboneFacts, backboneFacts} from "./pipeline/model/backboneFacts.js";
export type {Backbone} from "./pipeline/model/backbone.js";
export {type OpenedBackbone, type OpenBackboneOptions, openBackbone} from "./pipeline/model/openBackbone.js";
export {type TransferModelOptions, transferModel} from "./pipeline/model/transferModel.js";
export {type PublishedNetwork, publishedNetworks} from "./pipeline/model/publishedNetworks.js";
// training
export type {EpochRecord, EpochReport, TrainingHistory} from "./pipeline/training/history.js";
export type {TrainOptions, StepTiming} from "./pipeline/training/trainOptions.js";
export type {Loss} from "./pipeline/training/loss.js";
export type {Checkpoint, TrainingState, BestEpoch, LessonPrint} from "./pipeline/training/checkpoint.js";
export type {Optimiser, Moments, WeightMoments} from "./pipeline/training/optimiser.js";
export {type Schedule, learningRateAt} from "./pipeline/training/schedule.js";
export type {Reached, StallOptions, Watched} from "./pipeline/training/stall.js";
export {type Recipe, recipes} from "./pipeline/training/recipes.js";
export {moonsRecipe} from "./pipeline/training/moonsRecipe.js";
export {type FocalLossOptions, focalLoss} from "./pipeline/training/focalLoss.js";
export {type CrossEntropyOptions, type CrossEntropy, crossEntropy} from "./pipeline/training/crossEntropy.js";
export {type ClassBalanceOptions, classBalancedWeights} from "./pipeline/training/classBalancedWeights.js";
export {train} from "./pipeline/training/train.js";
export {restoreEpoch} from "./pipeline/training/restoreEpoch.js";
export type {RatePoint, RateSuggestions} from "./pipeline/training/rateCurve.js";
export {
  type LearningRateSearchOptions,
  type LearningRateSearch,
  findLearningRate,
} from "./pipeline/training/findLearningRate.js";
export {keptEpoch} from "./pipeline/training/keptEpoch.js";
export {type TrainBehindOptions, trainHead, fineTune} from "./pipeline/training/trainBehind.js";
// evaluation
export {type Predictions, predictions, confidenceAt, sumTolerance} from "./pipeline/evaluation/predictions.js";
export {joinPredictions} from "./pipeline/evaluation/joinPredictions.js";
export {type NearestNeighbour, nearestNeighbour} from "./pipeline/evaluation/nearestNeighbour.js";
export {type ClassMetrics, type Evaluation, type EvaluateOptions, evaluate} from "./pipeline/evaluation/evaluate.js";
export {type Comparison, type CompareOptions, compare} from "./pipeline/evaluation/compare.js";
export {type NamedPredictions, type ModelComparison, compareAll} from "./pipeline/evaluation/compareAll.js";
export {
  type ClassScores,
  type Metrics,
  type MetricsOptions,
  metrics,
} from "./pipeline/evaluation/metrics/metrics.js";
export type {CountScores} from "./pipeline/evaluation/metrics/countScores.js";
export {type RowLosses, rowLosses} from "./pipeline/evaluation/metrics/rowLosses.js";
export {type Ranking, oneAgainstRest, pooled, byDoubt} from "./pipeline/evaluation/metrics/ranking.js";
export {
  type RocCurve,
  type PrecisionRecallCurve,
  rocCurve,
  precisionRecallCurve,
} from "./pipeline/evaluation/metrics/curves.js";
export {type SecondGuess, secondGuess} from "./pipeline/evaluation/metrics/secondGuess.js";
export {type Gains, type GainAt, type GainsOptions, gains} from "./pipeline/evaluation/metrics/gains.js";
export {similarOrder} from "./pipeline/evaluation/order/similarOrder.js";
export {type VerdictOptions, verdictOf} from "./pipeline/evaluation/verdict.js";
export type {ReliabilityBin} from "./pipeline/evaluation/calibration/reliability.js";
export {
  type Calibration,
  type CalibrationError,
  type CalibrationOptions,
  calibration,
} from "./pipeline/evaluation/calibration/calibration.js";
export {
  type Temperature,
  type FitTemperatureOptions,
  fitTemperature,
} from "./pipeline/evaluation/calibration/fitTemperature.js";
export {scaleTemperature} from "./pipeline/evaluation/calibration/scaleTemperature.js";
export {type LossDifferenceOptions, lossDifference} from "./pipeline/evaluation/calibration/lossDifference.js";
export {
  type ConfusedPair,
  type PairAsymmetry,
  confusedPairs,
  testAsymmetry,
} from "./pipeline/evaluation/confusedPairs.js";
export {type ErrorsTouching, errorsTouching} from "./pipeline/evaluation/errorsTouching.js";
export {pairErrors} from "./pipeline/evaluation/pairErrors.js";
export {type WrongBesideRightOptions, wrongBesideRight} from "./pipeline/evaluation/wrongBesideRight.js";
export {extremes} from "./pipeline/evaluation/extremes.js";
export {type ErrorCase, worstErrors, errorsOf} from "./pipeline/evaluation/worstErrors.js";
export {type Hit, surestHits} from "./pipeline/evaluation/surestHits.js";
export {countBelow} from "./pipeline/evaluation/countBelow.js";
export {
  type DoubtfulLabel,
  type DoubtfulLabelsOptions,
  doubtfulLabels,
} from "./pipeline/evaluation/labels/doubtfulLabels.js";
export {
  type LabelNoise,
  type LabelNoiseOptions,
  type NoisyPair,
  labelNoise,
} from "./pipeline/evaluation/labels/labelNoise.js";
export type {LabelScore} from "./pipeline/evaluation/labels/labelQuality.js";
export {type AccuracyWithout, accuracyWithout} from "./pipeline/evaluation/labels/accuracyWithout.js";
export {type PlantedNoise, type PlantedNoiseOptions, plantedNoise} from "./pipeline/evaluation/labels/plantedNoise.js";
export {type ChanceDoubts, type ChanceDoubtsOptions, chanceDoubts} from "./pipeline/evaluation/labels/chanceDoubts.js";
export {type CoveragePoint, coverageCurve} from "./pipeline/evaluation/routing/coverageCurve.js";
export {type RoutedShare, type AtThresholdOptions, atThreshold} from "./pipeline/evaluation/routing/atThreshold.js";
export {type ThresholdForRiskOptions, thresholdForRisk} from "./pipeline/evaluation/routing/thresholdForRisk.js";
export {
  type SelectiveRisk,
  type SelectiveRiskOptions,
  selectiveRisk,
} from "./pipeline/evaluation/routing/selectiveRisk.js";
export {type RoutingCosts, type RefundCase, refundCase} from "./pipeline/evaluation/routing/refundCase.js";
export {
  type CostPoint,
  costCurve,
  cheapestThreshold,
  believedThreshold,
} from "./pipeline/evaluation/routing/routingCost.js";
export {
  type Policy,
  type PolicyCost,
  type ComparePoliciesOptions,
  comparePolicies,
} from "./pipeline/evaluation/routing/comparePolicies.js";
export {
  type ErrorCause,
  causeTitles,
  errorCauses,
  type CauseThresholds,
  causeThresholds,
  type CauseEvidence,
  causeOf,
} from "./pipeline/evaluation/errors/errorCause.js";
export {
  type ErrorCluster,
  type ErrorClusterOptions,
  errorClusters,
} from "./pipeline/evaluation/errors/errorClusters.js";
export {type OddPictures, type OddPicturesOptions, oddPictures} from "./pipeline/evaluation/errors/oddPictures.js";
export {pictureCosts} from "./pipeline/evaluation/value/pictureCosts.js";
export {type SavingOptions, saving} from "./pipeline/evaluation/value/saving.js";
export {type CostScenario, costSensitivity} from "./pipeline/evaluation/value/costSensitivity.js";
export {thresholdByClass} from "./pipeline/evaluation/value/thresholdByClass.js";
export type {Slice} from "./pipeline/evaluation/slices/slice.js";
export {slicesByClass} from "./pipeline/evaluation/slices/slicesByClass.js";
export {type SlicesByQuantileOptions, slicesByQuantile} from "./pipeline/evaluation/slices/slicesByQuantile.js";
export {slicesByAttribute} from "./pipeline/evaluation/slices/slicesByAttribute.js";
export {
  type PictureTraits,
  type PictureTraitsOptions,
  pictureTraits,
} from "./pipeline/evaluation/slices/pictureTraits.js";
export type {SameClasses} from "./pipeline/evaluation/slices/sameClasses.js";
export {
  type SliceResult,
  type EvaluateSlicesOptions,
  evaluateSlices,
} from "./pipeline/evaluation/slices/evaluateSlices.js";
export {type TwoByTwo, fisherExact} from "./pipeline/evaluation/slices/fisherExact.js";
export {shareDifference} from "./pipeline/evaluation/slices/shareDifference.js";
export {type Disparity, disparity} from "./pipeline/evaluation/slices/disparity.js";
export {widestDisparity} from "./pipeline/evaluation/slices/widestDisparity.js";
export {type SliceFindings, sliceFindings} from "./pipeline/evaluation/slices/sliceFindings.js";
export {type WidestGap, widestGap} from "./pipeline/evaluation/slices/widestGap.js";
// explanation
export type {ExplainOptions} from "./pipeline/explanation/explainOptions.js";
export {type Explainer, type ExplanationMethod, explainers} from "./pipeline/explanation/method.js";
export type {ClassActivationOptions} from "./pipeline/explanation/gradient/classActivationMaps.js";
export {mapCells} from "./pipeline/explanation/gradient/mapCells.js";
export {gradCam, gradCamPlusPlus} from "./pipeline/explanation/gradient/gradCam.js";
export {
  type IntegratedGradientsOptions,
  type Integrated,
  integratedGradients,
  integrate,
} from "./pipeline/explanation/gradient/integratedGradients.js";
export {
  type InputTimesGradientOptions,
  inputTimesGradient,
} from "./pipeline/explanation/gradient/inputTimesGradient.js";
export type {Baseline} from "./pipeline/explanation/baseline.js";
export {type OcclusionOptions, occlusion} from "./pipeline/explanation/occlusion.js";
export {type MethodMaps, explainAll} from "./pipeline/explanation/explainAll.js";
export {controls} from "./pipeline/explanation/trial/controls.js";
export {type RemovalCurve, type RemovalOptions, removalCurve} from "./pipeline/explanation/trial/removal.js";
export {
  type RemovalResult,
  type RemovalScore,
  removalTrial,
  removalScores,
} from "./pipeline/explanation/trial/removalTrial.js";
export {type SanityCheckOptions, type SanityResult, sanityCheck} from "./pipeline/explanation/trial/sanityCheck.js";
export {rankCorrelation, rankCorrelations} from "./pipeline/explanation/trial/rankCorrelation.js";
export {type SanityScore, sanityScores} from "./pipeline/explanation/trial/sanityScores.js";
export {type MeanIntervalOptions, meanInterval} from "./pipeline/explanation/trial/meanInterval.js";
export {type Pictures, type GarmentShares, garmentShares} from "./pipeline/explanation/garment/garmentShares.js";
export {
  type GarmentScore,
  type GarmentScoreOptions,
  type ClassGarmentScore,
  type GarmentByClassOptions,
  garmentScore,
  garmentByClass,
} from "./pipeline/explanation/garment/garmentScores.js";
export {
  type Judged,
  type DifferenceByAnswer,
  differenceByAnswer,
} from "./pipeline/explanation/garment/differenceByAnswer.js";
export type {Absent} from "./pipeline/explanation/sampling/absentPicture.js";
export {
  type Grid,
  type Superpixels,
  type SuperpixelsOptions,
  superpixels,
} from "./pipeline/explanation/sampling/superpixels.js";
export type {Credit} from "./pipeline/explanation/sampling/game.js";
export type {HidingOptions} from "./pipeline/explanation/sampling/pictureGame.js";
export {type HidingExplanation, mapsOf} from "./pipeline/explanation/sampling/byHiding.js";
export {type LimeOptions, lime, limeExplanations} from "./pipeline/explanation/sampling/lime.js";
export {
  type KernelShapOptions,
  kernelShap,
  kernelShapExplanations,
} from "./pipeline/explanation/sampling/kernelShap.js";
export {
  type PartitionShapOptions,
  partitionShap,
  partitionShapExplanations,
} from "./pipeline/explanation/sampling/partitionShap.js";
export {type Agreement, agreement, rankAgreement} from "./pipeline/explanation/sampling/agreement.js";
export type {PictureSet} from "./pipeline/explanation/sampling/pieceRelevance.js";
export {type Passes, countPasses} from "./pipeline/explanation/countPasses.js";
export {meanMaps, type MeanMapsOptions} from "./pipeline/explanation/meanMaps.js";
export {type Points, pointsAt, pixelPoints, planePoints} from "./pipeline/explanation/embedding/points.js";
export {type PenultimateOptions, penultimateFeatures} from "./pipeline/explanation/embedding/penultimate.js";
export {
  type Neighbours,
  type NearestPointsOptions,
  nearestPoints,
  nearestOf,
} from "./pipeline/explanation/embedding/nearest/nearestPoints.js";
export {type TsneOptions, type TsnePlane, tsne} from "./pipeline/explanation/embedding/tsne/tsne.js";
export {type UmapOptions, umap} from "./pipeline/explanation/embedding/umap/umap.js";
export {type MapQuality, type MapQualityOptions, mapQuality} from "./pipeline/explanation/embedding/quality.js";
export {
  type NeighbourLabels,
  type NeighbourLabelsOptions,
  type TouchingClasses,
  neighbourLabels,
  touchingClasses,
} from "./pipeline/explanation/embedding/reading/neighbourLabels.js";
export {purityGain} from "./pipeline/explanation/embedding/reading/purityGain.js";
export type {KeepOptions} from "./pipeline/explanation/embedding/kept.js";
export {
  type PictureMap,
  type PictureMapOptions,
  type KnownNeighboursOptions,
  pictureMap,
  knownNeighbours,
} from "./pipeline/explanation/embedding/pictureMap.js";
export {type Outlier, type OutlierOptions, outliers} from "./pipeline/explanation/embedding/reading/outliers.js";
export {
  type ErrorNeighbours,
  type ErrorNeighbourhood,
  type ErrorNeighboursOptions,
  errorNeighbours,
} from "./pipeline/explanation/embedding/reading/errorNeighbours.js";
// artefact
export {type Run, type RunPlace, saveRun, loadRun} from "./pipeline/artefact/run.js";
export {runPlace} from "./pipeline/artefact/runPlace.js";
export {type RecordTestOptions, recordTest} from "./pipeline/artefact/recordTest.js";
export type {TestScore} from "./pipeline/artefact/journal.js";
export {checkpointFile} from "./pipeline/artefact/checkpointFile.js";
export {type Kept, type TrainOrLoadOptions, trainOrLoad} from "./pipeline/artefact/trainOrLoad.js";
export type {ModelCard, CardTraining, CardEvaluation, CardClass} from "./pipeline/artefact/modelCard.js";
export {
  type RegistryPlace,
  type ModelReference,
  registryPlace,
  registeredModels,
  defaultModel,
} from "./pipeline/artefact/registryList.js";
export {type RegisteredModel, loadRegistered} from "./pipeline/artefact/registry.js";
export {type TrainedModel, trainedCodec} from "./pipeline/artefact/trainedCodec.js";
// study
export type {View} from "./pipeline/study/views.js";
export type {Contender, Budget, BudgetName, Lesson, Fitted} from "./pipeline/study/contender.js";
export {contenders, contenderNamed} from "./pipeline/study/contenders.js";
export {
  type CrossValidateOptions,
  type CrossValidation,
  type FoldResult,
  crossValidate,
} from "./pipeline/study/crossValidate.js";
export type {StudyResult, StudyData, ViewResult} from "./pipeline/study/result.js";
export {rightRows} from "./pipeline/study/answers.js";
export {type SeedSummary, overSeeds} from "./pipeline/study/overSeeds.js";
export {type MoonsTrial, type MoonsTrialsOptions, moonsTrials, moonsTrial} from "./pipeline/study/moonsTrials.js";
export {type RightBySeed, type SeedBootstrapOptions, seedBootstrap} from "./pipeline/study/seedBootstrap.js";
export {type SeedComparison, compareSeeds} from "./pipeline/study/compareSeeds.js";
export {errorsHalved} from "./pipeline/study/errorsHalved.js";
export {type Drawing, ladderDrawing, studySplit} from "./pipeline/study/studySplit.js";
export {type AskModelOptions, askModel} from "./pipeline/study/askModel.js";
export {
  type AskedModel,
  type RobustnessOptions,
  type Robustness,
  type RobustModel,
  type RobustnessCurve,
  type RobustnessLevel,
  robustness,
} from "./pipeline/study/robustness/robustness.js";
export {
  type BreakingPoint,
  type BreakingPointOptions,
  breakingPoint,
} from "./pipeline/study/robustness/breakingPoint.js";
export {levelAt} from "./pipeline/study/robustness/levelAt.js";
export {
  type StrongestComparison,
  type CompareStrongestOptions,
  compareStrongest,
} from "./pipeline/study/robustness/compareStrongest.js";
export {trainedRange} from "./pipeline/study/robustness/trainedRange.js";
export {type RegionCosts, type ByRegionOptions, byRegion} from "./pipeline/study/robustness/byRegion.js";
export {
  type CorruptionExample,
  type CorruptionExampleOptions,
  corruptionExamples,
} from "./pipeline/study/robustness/corruptionExamples.js";
export {
  type CorruptionError,
  type CorruptionErrorOptions,
  corruptionErrors,
} from "./pipeline/study/robustness/corruptionError.js";
export {
  type TransferOptions,
  type Transfer,
  type TransferStage,
  trainTransfer,
} from "./pipeline/study/transfer.js";
export {
  type TransferPlan,
  type TransferLesson,
  type ThawStep,
  type TransferBudget,
  transferBudgets,
} from "./pipeline/study/transferPlan.js";
export {trainingWork} from "./pipeline/study/trainingWork.js";
export {recordedLadder} from "./pipeline/study/recordedLadder.js";
export type {Clock, Spent} from "./pipeline/study/stopwatch.js";
export type {ExplainCost} from "./pipeline/study/explain/explainCost.js";
export {type CollectExplainContext, collectExplain} from "./pipeline/study/explain/collectExplain.js";
export {collectLadder, missingRows, missingWords} from "./pipeline/study/collectLadder.js";
export {type OutOfFoldRecord, type RoundingEffect, recordedOutOfFold} from "./pipeline/study/labels/outOfFold.js";
export {collectLabels} from "./pipeline/study/labels/collectLabels.js";
export {
  type LadderGroup,
  type LadderGroupsOptions,
  ladderGroups,
  atCommonBudget,
} from "./pipeline/study/ladderGroups.js";
export {type LadderStep, ladderSteps, ablationSteps, stepsOver} from "./pipeline/study/ladderSteps.js";
export {seedVote, voteGain} from "./pipeline/study/seedVote.js";
export {type ClassAnswers, answersByClass} from "./pipeline/study/photos/answersByClass.js";
export {
  type AskTreatmentsOptions,
  type AskedTreatments,
  type TreatmentAnswers,
  type TreatmentStep,
  askTreatments,
} from "./pipeline/study/photos/askTreatments.js";
export {
  type FarFromTrainingInput,
  type FarFromTraining,
  farFromTraining,
} from "./pipeline/study/photos/farFromTraining.js";
export {photoSlices} from "./pipeline/study/photos/photoSlices.js";
export {routedPhotos} from "./pipeline/study/photos/routedPhotos.js";
export {sliceNamed} from "./pipeline/study/photos/sliceNamed.js";
export {type LabelledProduct, type ProductSampleOptions, productSample} from "./pipeline/study/photos/productSample.js";
export {productSlices} from "./pipeline/study/photos/productSlices.js";
// figure
export {
  type Display,
  type ValueTree,
  type Chapter,
  type ChapterOptions,
  type PublishOptions,
  chapter,
} from "./pipeline/figure/chapter.js";
export {
  type Tested,
  type IntervalTestOptions,
  type TestResult,
  type SignificanceOptions,
  type ExactOptions,
  above,
  below,
  within,
  significant,
  exactly,
  undecided,
} from "./pipeline/figure/claim.js";
export {publishData} from "./pipeline/figure/publishData.js";
export {publishEngine} from "./pipeline/figure/publishEngine.js";
export {type TableOptions, table} from "./pipeline/figure/table.js";
export {type Pixels, toPicture, pixelsAt, inverted} from "./pipeline/figure/picture.js";
export {type Shown, type PicturesFigureOptions, picturesFigure} from "./pipeline/figure/picturesFigure.js";
export {sampleFigure} from "./pipeline/figure/sampleFigure.js";
export {classCountsFigure} from "./pipeline/figure/classCountsFigure.js";
export {intensityFigure} from "./pipeline/figure/intensityFigure.js";
export {brightnessFigure} from "./pipeline/figure/brightnessFigure.js";
export {orientationTable} from "./pipeline/figure/orientationTable.js";
export {normalisationFigure} from "./pipeline/figure/normalisationFigure.js";
export {augmentFigure} from "./pipeline/figure/augmentFigure.js";
export {meanPicturesFigure} from "./pipeline/figure/meanPicturesFigure.js";
export {resemblanceFigure} from "./pipeline/figure/resemblanceFigure.js";
export {checkTable} from "./pipeline/figure/checkTable.js";
export {dataCardTable} from "./pipeline/figure/dataCardTable.js";
export {type LearningCurve, learningFigure} from "./pipeline/figure/learningFigure.js";
export {learningRateFigure} from "./pipeline/figure/learningRateFigure.js";
export {
  type LiveTraining,
  type TextStream,
  type TerminalCurvesOptions,
  terminalCurves,
} from "./pipeline/figure/terminalCurves.js";
export {notebookCurves} from "./pipeline/figure/notebookCurves.js";
export {type Trained, trainingTable} from "./pipeline/figure/trainingTable.js";
export {type ComparedModel, comparisonTable} from "./pipeline/figure/comparisonTable.js";
export {type Sized, resizeFigure} from "./pipeline/figure/resizeFigure.js";
export {type Gain, type GainOptions, gainTable, gainFigure} from "./pipeline/figure/transferFigures.js";
export {type PublishedFigureOptions, publishedFigure} from "./pipeline/figure/publishedFigure.js";
export {ladderTable, ladderCostTable, ladderCommandTable} from "./pipeline/figure/ladderTable.js";
export {type LadderCost, type LadderFigureOptions, ladderFigure} from "./pipeline/figure/ladderFigure.js";
export {intervalTable} from "./pipeline/figure/intervalTable.js";
export {stepTable, ablationTable} from "./pipeline/figure/stepTable.js";
export {stepClaim, everyStepClaim} from "./pipeline/figure/ladderClaims.js";
export {type MeasurementTableOptions, measurementTable} from "./pipeline/figure/measurementTable.js";
export {type TabledClass, classTable} from "./pipeline/figure/classTable.js";
export {type ConfusionFigureOptions, confusionFigure} from "./pipeline/figure/confusionFigure.js";
export {type Measured, type MetricsTableOptions, metricsTable} from "./pipeline/figure/metrics/metricsTable.js";
export {modelComparisonTable} from "./pipeline/figure/metrics/modelComparisonTable.js";
export {type RocOfClass, type CurveFigureOptions, rocFigure} from "./pipeline/figure/metrics/rocFigure.js";
export {
  type PrecisionRecallOfClass,
  precisionRecallFigure,
} from "./pipeline/figure/metrics/precisionRecallFigure.js";
export {type ErrorGains, errorGainFigure} from "./pipeline/figure/metrics/errorGainFigure.js";
export {asymmetryTable} from "./pipeline/figure/metrics/asymmetryTable.js";
export {type ClusterTableOptions, clusterTable, causeTable} from "./pipeline/figure/errorTables.js";
export {type PointsPanel, type PointsFigureOptions, pointsFigure} from "./pipeline/figure/pointsFigure.js";
export {
  type DecisionBoundary,
  type DecisionBoundaryOptions,
  decisionBoundaryFigure,
} from "./pipeline/figure/decisionBoundaryFigure.js";
export {type RobustnessFigureOptions, robustnessFigure} from "./pipeline/figure/robustness/robustnessFigure.js";
export {corruptionStrips} from "./pipeline/figure/robustness/corruptionStrips.js";
export {corruptionTable} from "./pipeline/figure/robustness/corruptionTable.js";
export {regionTable} from "./pipeline/figure/robustness/regionTable.js";
export {overconfidenceFigure} from "./pipeline/figure/robustness/overconfidenceFigure.js";
export {breakingTable, corruptionErrorTable, failingTable} from "./pipeline/figure/robustness/robustnessTables.js";
export {type PhotoGridInput, type PhotoGridOptions, photoGrid} from "./pipeline/figure/photos/photoGrid.js";
export {type PhotoTableOptions, treatmentTable, classAnswersTable} from "./pipeline/figure/photos/photoTables.js";
export {type NoiseSeries, accuracyByNoiseFigure} from "./pipeline/figure/accuracyByNoiseFigure.js";
export {type CalibrationSeries, calibrationFigure} from "./pipeline/figure/calibrationFigure.js";
export {calibrationTable} from "./pipeline/figure/calibrationTable.js";
export {
  type RoutedMark,
  type RiskCoverageFigureOptions,
  riskCoverageFigure,
} from "./pipeline/figure/riskCoverageFigure.js";
export {type RoutingCostFigureOptions, routingCostFigure} from "./pipeline/figure/routingCostFigure.js";
export {type WantedRate, wantedRateTable, policyTable} from "./pipeline/figure/routingTables.js";
export {type SliceFigureOptions, sliceFigure} from "./pipeline/figure/sliceFigure.js";
export {type OverlayOptions, overlay} from "./pipeline/figure/overlay.js";
export {explanationFigure} from "./pipeline/figure/explanation/explanationFigure.js";
export {type MethodsFigureOptions, methodsFigure} from "./pipeline/figure/explanation/methodsFigure.js";
export {type SanityFigureOptions, sanityFigure} from "./pipeline/figure/explanation/sanityFigure.js";
export {sanityTable} from "./pipeline/figure/explanation/sanityTable.js";
export {
  type RemovalFigureOptions,
  removalFigure,
  removalAreaFigure,
  removalTable,
} from "./pipeline/figure/explanation/removalFigures.js";
export {garmentFigure} from "./pipeline/figure/explanation/garmentFigure.js";
export {type HidingFigureOptions, hidingFigure} from "./pipeline/figure/sampling/hidingFigure.js";
export {agreementFigure} from "./pipeline/figure/sampling/agreementFigure.js";
export {stabilityFigure} from "./pipeline/figure/sampling/stabilityFigure.js";
export {type ExplainCostTableOptions, explainCostTable} from "./pipeline/figure/sampling/explainCostTable.js";
export {meanMapsFigure} from "./pipeline/figure/explanation/meanMapsFigure.js";
export {labelBasis, roundingWords} from "./pipeline/figure/labels/labelWords.js";
export {type NoiseFigureOptions, noiseFigure} from "./pipeline/figure/labels/noiseFigure.js";
export {
  type WithoutRow,
  type PlantedRow,
  noisyPairTable,
  accuracyWithoutTable,
  plantedNoiseTable,
} from "./pipeline/figure/labels/labelTables.js";
export {type ErrorClusterFigureOptions, errorClusterFigure} from "./pipeline/figure/errorClusterFigure.js";
export {triedTable} from "./pipeline/figure/postmortem/triedTable.js";
export {
  type SensitivityOptions,
  type NextStep,
  sensitivityFigure,
  sensitivityTable,
  nextTable,
} from "./pipeline/figure/postmortem/valueFigures.js";
export {type HoverPicturesOptions, hoverPictures} from "./pipeline/figure/embedding/hoverPictures.js";
export {type MapFigureOptions, mapFigure} from "./pipeline/figure/embedding/mapFigure.js";
export {type PuritySpace, type PurityTableOptions, purityTable} from "./pipeline/figure/embedding/purityTable.js";
export {
  type ErrorWithNeighbours,
  type ErrorNeighboursFigureOptions,
  errorNeighboursFigure,
} from "./pipeline/figure/embedding/errorNeighboursFigure.js";
export {classColours, seriesColours, sequentialScale, plotTheme} from "./pipeline/figure/theme.js";
