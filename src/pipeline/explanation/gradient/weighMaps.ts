/** Weighs the channels of a layer by their gradients. @returns [channels] */
export type ChannelWeights = (activations: Float32Array, gradients: Float32Array, channels: number) => Float64Array;

/**
 * Grad-CAM's weights: the mean gradient of each channel.
 * @param gradients [height, width, channels], row-major: d(class score) / d(activations)
 */
export const meanGradients: ChannelWeights = (_activations, gradients, channels) => {
  const positions = gradients.length / channels;
  const weights = new Float64Array(channels);
  for (let i = 0; i < gradients.length; i++) weights[i % channels]! += gradients[i]! / positions;
  return weights;
};

/**
 * Grad-CAM++'s weights: the sum of each channel's positive gradients g, each divided by 2 + g * (the sum of the channel's activations),
 * so that a large find counts no more than a small one. That is equation 19 of the paper for the exponential of the logit as the
 * score; its value is a factor of all weights alike and is left out.
 * Source: Chattopadhay, Sarkar, Howlader, Balasubramanian, "Grad-CAM++" (WACV 2018).
 * @param activations [height, width, channels], row-major, as a ReLU leaves them; a channel whose sum is negative counts as empty
 */
export const positiveGradients: ChannelWeights = (activations, gradients, channels) => {
  const totals = new Float64Array(channels);
  for (let i = 0; i < activations.length; i++) totals[i % channels]! += activations[i]!;
  const weights = new Float64Array(channels);
  for (let i = 0; i < gradients.length; i++) {
    const gradient = Math.max(0, gradients[i]!);
    weights[i % channels]! += gradient / (2 + gradient * Math.max(0, totals[i % channels]!));
  }
  return weights;
};

/**
 * Sums the activation maps of one picture by the weights of their channels, keeps what speaks for the class, scales the largest to 1.
 * @param activations [height, width, channels], row-major
 * @returns [height, width] in [0, 1]; all zero where nothing speaks for the class
 */
export function weighMaps(activations: Float32Array, weights: Float64Array): Float32Array {
  const channels = weights.length;
  const map = Float32Array.from({length: activations.length / channels}, (_, p) =>
    Math.max(
      0,
      weights.reduce((sum, weight, c) => sum + weight * activations[p * channels + c]!, 0),
    ),
  );
  const most = map.reduce((a, b) => Math.max(a, b), 0);
  return most > 0 ? map.map((value) => value / most) : map;
}
