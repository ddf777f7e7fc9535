/** What a paper says of a network for ImageNet's 1,000 classes, classifier included. */
export interface PublishedNetwork {
  readonly name: string;
  readonly parameters: number;
  /** Products with a sum, for one picture of 224 x 224. */
  readonly multiplyAdds: number;
  /** Share of the validation pictures of ImageNet that are right at the first answer. */
  readonly accuracy: number;
  /** Of the source, among the report's references. */
  readonly reference: string;
}

/**
 * Figures as published, not computed here. MobileNetV2: Sandler et al. (2018), table 4. EfficientNet-B0 and, beside it, ResNet-50: Tan and
 * Le (2019), table 2. EfficientNetV2-B0: the table of pretrained models that goes with the code of Tan and Le (2021).
 */
export const publishedNetworks: readonly PublishedNetwork[] = [
  {name: "MobileNetV2", parameters: 3.4e6, multiplyAdds: 0.3e9, accuracy: 0.72, reference: "sandler2018"},
  {name: "EfficientNet-B0", parameters: 5.3e6, multiplyAdds: 0.39e9, accuracy: 0.771, reference: "tan2019"},
  {name: "EfficientNetV2-B0", parameters: 7.1e6, multiplyAdds: 0.72e9, accuracy: 0.787, reference: "tan2021"},
  {name: "ResNet-50", parameters: 26e6, multiplyAdds: 4.1e9, accuracy: 0.76, reference: "tan2019"},
];
