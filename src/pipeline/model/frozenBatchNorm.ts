import {serialization, type Tensor} from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-layers";

/** Options for {@link freezeBatchNorm}. */
export interface FreezeBatchNormOptions {
  /** Which of the batch normalisations, by name; defaults to all. */
  readonly layers?: (name: string) => boolean;
}

/**
 * The same network with batch normalisations that keep their statistics: they normalise with the moving ones in training, too, and
 * never move them. In tfjs-layers, `trainable = false` stops the gradient alone. Scale and shift still learn where the layer is
 * trainable.
 * @returns a network of its own, with the names, the weights and the `trainable` flags of the given one; the caller disposes both
 */
export async function freezeBatchNorm(
  network: tf.LayersModel,
  {layers = () => true}: FreezeBatchNormOptions = {},
): Promise<tf.LayersModel> {
  registerFrozenBatchNorm();
  const modelTopology = replaced(network.toJSON(null, false), layers) as Topology;
  const frozen = await tf.models.modelFromJSON({modelTopology});
  const before = new Map(network.weights.map((weight) => [weight.originalName, weight]));
  for (const weight of frozen.weights) weight.write(before.get(weight.originalName)!.read());
  return frozen;
}

/** A batch normalisation that is frozen from the start. */
export function frozenBatchNormalization(config: Config): tf.layers.Layer {
  return new FrozenBatchNormalization(config);
}

/** Makes the layer known to models that are read from JSON, as worker threads do. Again costs nothing. */
export function registerFrozenBatchNorm(): void {
  serialization.registerClass(FrozenBatchNormalization);
}

type Topology = Extract<Parameters<typeof tf.models.modelFromJSON>[0], {modelTopology: unknown}>["modelTopology"];
type Call = (inputs: Tensor | Tensor[], options: object) => Tensor | Tensor[];

type Config = Parameters<typeof tf.layers.batchNormalization>[0];

// The class is not exported.
const BatchNormalization = tf.layers.batchNormalization({}).constructor as (new (
  config?: Config,
) => tf.layers.Layer) &
  Pick<typeof tf.layers.Layer, "fromConfig">;

class FrozenBatchNormalization extends BatchNormalization {
  static readonly className: string = "FrozenBatchNormalization";

  override call(...[inputs, options]: Parameters<Call>): ReturnType<Call> {
    return super.call(inputs, {...options, training: false});
  }
}

/** A network's JSON with the layer's class changed, in models within models too. */
function replaced(json: unknown, isWanted: (name: string) => boolean): unknown {
  if (Array.isArray(json)) return json.map((value) => replaced(value, isWanted));
  if (json === null || typeof json !== "object") return json;
  const entries = Object.entries(json).map(([key, value]) => [key, replaced(value, isWanted)] as const);
  const {class_name: className, config} = json as {class_name?: unknown; config?: {name?: unknown}};
  const copy = Object.fromEntries(entries);
  const isNormalisation = className === "BatchNormalization" && isWanted(String(config?.name));
  return isNormalisation ? {...copy, class_name: FrozenBatchNormalization.className} : copy;
}
