/** What went wrong, for programs; the message says it for people. */
export type ErrorCode =
  | "bad-option"
  | "bad-shape"
  | "missing-file"
  | "bad-file"
  | "bad-checksum"
  | "bad-data"
  | "download-failed"
  | "disk"
  | "busy"
  | "no-engine"
  | "no-browser"
  | "bad-notebook"
  | "bad-parameter"
  | "bad-config"
  | "bad-reference"
  | "refuted-claim"
  | "cell-failed"
  | "cell-timeout"
  | "kernel-died"
  | "interrupted"
  | "diverged"
  | "out-of-memory"
  | "worker-died"
  | "render-failed"
  | "release-refused";

/**
 * The one error this package throws on purpose.
 * A message names what, where (file, notebook, cell, row), what was expected, what came, and the remedy.
 */
export class LookbookError extends Error {
  override readonly name: string = "LookbookError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The `code` of a Node system error ("ENOENT", "ENOSPC", ...), if it has one. */
export function systemCode(thrown: unknown): string | undefined {
  const code = thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
  return typeof code === "string" ? code : undefined;
}
