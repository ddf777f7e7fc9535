/** The profile for reading: the dearest kernels, and the rest in one line. */
export function profileLines({milliseconds, kernels}, most = 30) {
  const line = (ms, calls, name) => `${ms.toFixed(2).padStart(9)} ms  ${calls.padStart(4)} x ${name}`;
  const shown = kernels.slice(0, most).map((kernel) => line(kernel.milliseconds, String(kernel.calls), kernel.name));
  const inKernels = kernels.reduce((sum, kernel) => sum + kernel.milliseconds, 0);
  const rest = kernels.slice(most).reduce((sum, kernel) => sum + kernel.milliseconds, 0);
  return [
    `${milliseconds.toFixed(2).padStart(9)} ms a step, of which ${inKernels.toFixed(2)} ms in kernels`,
    ...shown,
    ...(kernels.length > most ? [line(rest, "", `the ${kernels.length - most} others`)] : []),
  ];
}
