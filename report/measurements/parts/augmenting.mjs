import {openAugmenter} from "lookbook";

const pictures = 5000;
const size = 28 * 28;

/**
 * What a measurement module exports to augment garment-sized pictures in one way, on one thread.
 * Rates are of processor time, so that whatever else the machine does has little say.
 */
export function augmenting(what, options) {
  return {
    title: `Augmentation, one thread: ${what}`,
    unit: "pictures/s",
    prepare: () => {
      const images = Uint8Array.from({length: pictures * size}, (_, i) => (i * 7919) % 256);
      return {augmenter: openAugmenter(options, {images, shape: [28, 28, 1], seed: 1}), epoch: 0};
    },
    run: (state) => {
      const target = new Float32Array(250 * size);
      state.epoch++;
      const before = process.cpuUsage();
      for (let from = 0; from < pictures; from += 250) {
        state.augmenter.fill(
          target,
          Int32Array.from({length: 250}, (_, i) => from + i),
          state.epoch,
        );
      }
      const {user, system} = process.cpuUsage(before);
      return pictures / ((user + system) / 1e6);
    },
  };
}
