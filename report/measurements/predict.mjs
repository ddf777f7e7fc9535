import {openEngine, predict, shallowCnn} from "lookbook";

const pictures = 1000;

export const title = "Pictures that the shallow CNN classifies";
export const unit = "pictures/s";

/** A network of the shape that ships, untrained: its weights do not change the time. */
export async function prepare() {
  const engine = await openEngine("wasm");
  const model = shallowCnn({inputShape: [28, 28, 1], classCount: 10, normaliser: {mean: 73, deviation: 90}, seed: 1});
  const images = Uint8Array.from({length: pictures * 28 * 28}, (_, i) => (i * 7919) % 256);
  return {engine, model, images};
}

export async function run({model, images}) {
  const start = performance.now();
  await predict(model, images);
  return pictures / ((performance.now() - start) / 1000);
}

export function finish({model}) {
  model.dispose();
}

export function versions({engine}) {
  return {engine: `${engine.name} ${engine.version}`};
}
