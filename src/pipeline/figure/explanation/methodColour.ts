/** One colour a method, in their order; what is no method is grey. */
export function methodColour(index: number): string {
  return colours[index % colours.length]!;
}

/** Of what knows nothing of the network. */
export const controlColour = "#777777";

const colours = ["#332288", "#cc6677", "#44aa99", "#999933", "#882255", "#3388bb", "#117733", "#aa4499", "#bb7722"];
