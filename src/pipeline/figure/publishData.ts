import type {ImageDataset} from "../dataset/imageSet.js";
import type {Chapter} from "./chapter.js";

/**
 * Where the data came from, without the machine: official files are the same bytes wherever they were found, and so is the report.
 * The rung that answered is told by the build and by `lookbook doctor`.
 */
export function originOf({synthetic, source}: Pick<ImageDataset, "synthetic" | "source">): string {
  return synthetic ? source : "the official files, each verified by its SHA-256";
}

/**
 * Publishes what the data is, for prose (`data.name`, `data.train`, ...) and for the provenance page; synthetic data puts a notice on
 * every page. Every chapter that opens the data calls it.
 */
export function publishData({publish, notice}: Pick<Chapter, "publish" | "notice">, data: ImageDataset): void {
  const {name, synthetic, hash, licence, train, test} = data;
  const source = originOf(data);
  const {height, width, channels, classNames} = train;
  const counts = {train: train.count, test: test.count, pixels: height * width * channels, classes: classNames.length};
  // Which of these a report speaks of is its own affair.
  publish(
    "data",
    {name, synthetic, source, height, width, ...counts, classNames: [...classNames]},
    {audience: "programs"},
  );
  publish("provenance.data", {name, source, licence, sha256: hash});
  if (synthetic) {
    notice("Synthetic data: these garments were drawn by code, and no figure in this report speaks of Fashion-MNIST.");
  }
}
