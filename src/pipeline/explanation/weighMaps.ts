/**
 * Weighs the activation maps of one picture by their pooled gradients, keeps what speaks for the class, scales the largest to 1.
 * @param activations [height, width, channels], row-major
 * @param gradients same shape: d(class score) / d(activations)
 * @returns [height, width] in [0, 1]; all zero where nothing speaks for the class
 */
export function weighMaps(activations: Float32Array, gradients: Float32Array, channels: number): Float32Array {
  const positions = activations.length / channels;
  const weights = new Float64Array(channels);
  for (let i = 0; i < gradients.length; i++) weights[i % channels]! += gradients[i]! / positions;
  const map = Float32Array.from({length: positions}, (_, p) =>
    Math.max(
      0,
      weights.reduce((sum, weight, c) => sum + weight * activations[p * channels + c]!, 0),
    ),
  );
  const most = map.reduce((a, b) => Math.max(a, b), 0);
  return most > 0 ? map.map((value) => value / most) : map;
}
