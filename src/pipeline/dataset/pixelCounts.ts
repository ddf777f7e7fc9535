/** How often each brightness occurs: 256 counts, from 0 (black) to 255 (white). */
export function pixelCounts(images: Uint8Array): Float64Array {
  const counts = new Float64Array(256);
  for (let i = 0; i < images.length; i++) counts[images[i]!]!++;
  return counts;
}
