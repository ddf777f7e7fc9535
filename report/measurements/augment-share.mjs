import {openEngine, recipes, shallowCnn, train} from "lookbook";

const pictures = 1024;

export const title = "Share of a training step of the shallow CNN that augmenting takes, the SE-ResNet's recipe";
export const unit = "%";
export const better = "less";

/** The convolutional network with the shortest steps: of the SE-ResNet's, which are longer, the share is smaller. */
export async function prepare() {
  const engine = await openEngine("auto");
  const model = shallowCnn({inputShape: [28, 28, 1], classCount: 10, normaliser: {mean: 73, deviation: 90}, seed: 1});
  const set = {
    name: "train",
    images: Uint8Array.from({length: pictures * 28 * 28}, (_, i) => (i * 7919) % 256),
    labels: Uint8Array.from({length: pictures}, (_, i) => i % 10),
    count: pictures,
    height: 28,
    width: 28,
    channels: 1,
    classNames: Array.from({length: 10}, (_, i) => `class ${i}`),
  };
  return {engine, model, set};
}

export async function run({model, set}) {
  let [gathering, total] = [0, 0];
  await train(model, {
    ...recipes["shallow-cnn"],
    augment: recipes["se-resnet"].augment,
    train: set,
    validation: {...set, name: "validation"},
    epochs: 1,
    seed: 1,
    shards: 1, // what a step tells is the gathering of one shard
    onStep: (timing) => {
      gathering += timing.gathering;
      total += timing.total;
    },
  });
  return (100 * gathering) / total;
}

export function finish({model}) {
  model.dispose();
}

export function versions({engine}) {
  return {engine: `${engine.name} ${engine.version}`};
}
