import {LookbookError} from "../../../core/errors.js";

/** Does some printing within a time limit and until it is called off. @throws LookbookError `render-failed`; `interrupted` */
export async function within<T>(limit: number, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let abort: (() => void) | undefined;
  const end = new Promise<never>((_, reject) => {
    const seconds = Math.round(limit / 1000);
    timer = setTimeout(
      () => reject(new LookbookError("render-failed", `the PDF was not printed within ${seconds} s`)),
      limit + 1000,
    );
    abort = () =>
      reject(new LookbookError("interrupted", "printing the PDF was interrupted; the previous PDF is untouched"));
    signal?.addEventListener("abort", abort);
  });
  try {
    return await Promise.race([work(), end]);
  } finally {
    clearTimeout(timer);
    if (abort) signal?.removeEventListener("abort", abort);
  }
}
