/** Something that runs one model, batch by batch. */
export interface Computer {
  /** "onnx", or TensorFlow.js's name of its backend. */
  readonly engine: string;
  /** What computes, for people. */
  readonly description: string;
  /** How many batches may be on their way at a time. */
  readonly lanes: number;
  /**
   * Runs a batch.
   * @param lane from 0; one batch at a time on each
   * @param batch examples, row-major; not changed, not kept
   * @returns the output's numbers, row-major
   */
  run(lane: number, batch: Float32Array | Uint8Array): Promise<Float32Array>;
  dispose(): Promise<void>;
}
