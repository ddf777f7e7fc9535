/**
 * A network as notebooks see it. The TensorFlow.js object behind it stays out of the type, because tslab needs two seconds to read
 * the types of TensorFlow.js; library code gets it with `networkOf`.
 */
export interface Model {
  /** Name in the catalogue: "dense", "shallow-cnn", ... */
  readonly name: string;
  /** Trainable and fixed parameters together. */
  readonly parameterCount: number;
  /** [height, width, channels] of one picture. */
  readonly inputShape: readonly [number, number, number];
  readonly classCount: number;
  /** What the network gives for a picture: a logit a class, or a single one, the log-odds of the second of two classes. */
  readonly logitCount: number;
  /** Frees the weights; the model is unusable afterwards. */
  dispose(): void;
}
