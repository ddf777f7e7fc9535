/**
 * The mean of each channel over all pictures and positions.
 * @param images [..., channels]
 */
export function channelMeans(images: Uint8Array | Float32Array, channels: number): Float64Array {
  const sums = new Float64Array(channels);
  for (let at = 0; at < images.length; ) for (let c = 0; c < channels; c++) sums[c]! += images[at++]!;
  return sums.map((sum) => (sum * channels) / images.length);
}
