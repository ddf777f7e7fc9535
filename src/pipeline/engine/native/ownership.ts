import * as tf from "@tensorflow/tfjs-core";

/** Under this name both native packages register themselves. */
export const nativeBackend = "tensorflow";

/** What a package registered while it loaded; it does so once in a process. */
interface Registration {
  readonly factory: () => tf.KernelBackend | Promise<tf.KernelBackend>;
  readonly kernels: readonly tf.KernelConfig[];
}

const registrations = new Map<string, Registration>();
let owner: string | undefined;

/**
 * Loads a native package, or puts back what it registered when it was loaded before, in place of what another one registered
 * under the same name. Without that, the second package warns of every kernel, and the first's would compute.
 * @throws whatever `load` throws; nothing stays registered then
 */
export async function own<T>(packageName: string, load: () => Promise<T>): Promise<T> {
  if (owner === packageName && tf.findBackendFactory(nativeBackend)) return load();
  disown();
  const before = registrations.get(packageName);
  if (before) {
    tf.registerBackend(nativeBackend, before.factory, 3);
    for (const kernel of before.kernels) tf.registerKernel(kernel);
  }
  try {
    const loaded = await load();
    const factory = tf.findBackendFactory(nativeBackend) as Registration["factory"] | null;
    if (factory !== null) registrations.set(packageName, {factory, kernels: tf.getKernelsForBackend(nativeBackend)});
    owner = packageName;
    return loaded;
  } catch (thrown) {
    disown();
    throw thrown;
  }
}

/** Takes away what the current owner registered; its tensors go with it. */
export function disown(): void {
  for (const {kernelName} of tf.getKernelsForBackend(nativeBackend)) tf.unregisterKernel(kernelName, nativeBackend);
  if (tf.findBackendFactory(nativeBackend)) tf.removeBackend(nativeBackend);
  owner = undefined;
}
