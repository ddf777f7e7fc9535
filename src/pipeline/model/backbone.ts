/** A pretrained network without its head, as notebooks see it; it takes RGB pictures of any size, 0 to 255, and scales them itself. */
export interface Backbone {
  /** Folder of its weights: "mobilenet-v2-1.0-224". */
  readonly name: string;
  /** Without the head. */
  readonly parameterCount: number;
  /** Its blocks, from the picture up; "top" stands for the layers between the last block and the pooling. */
  readonly blocks: readonly string[];
  /** Numbers that it makes of a picture, behind global average pooling. */
  readonly featureCount: number;
  /** SHA-256 of its weights. */
  readonly hash: string;
  /** Frees the weights; the backbone is unusable afterwards. */
  dispose(): void;
}
