/** A Jupyter notebook, nbformat 4 (https://nbformat.readthedocs.io). Unknown keys are kept as they came. */
export interface Notebook {
  readonly nbformat: 4;
  readonly nbformat_minor: number;
  readonly metadata: Metadata;
  readonly cells: readonly NotebookCell[];
}

export type Metadata = Readonly<Record<string, unknown>>;

export type NotebookCell = MarkdownCell | RawCell | CodeCell;

interface CellBase {
  readonly id: string;
  readonly metadata: CellMetadata;
  /** Joined: the reader turns nbformat's list of lines into one string. */
  readonly source: string;
}

export interface CellMetadata extends Metadata {
  readonly tags?: readonly string[];
}

export interface MarkdownCell extends CellBase {
  readonly cell_type: "markdown";
}

export interface RawCell extends CellBase {
  readonly cell_type: "raw";
}

export interface CodeCell extends CellBase {
  readonly cell_type: "code";
  readonly execution_count: number | null;
  readonly outputs: readonly Output[];
}

export type Output = StreamOutput | DisplayOutput | ResultOutput | ErrorOutput;

export interface StreamOutput {
  readonly output_type: "stream";
  readonly name: "stdout" | "stderr";
  readonly text: string;
}

/** MIME type to data: text joined, JSON types as values. */
export type MimeBundle = Readonly<Record<string, unknown>>;

export interface DisplayOutput {
  readonly output_type: "display_data";
  readonly data: MimeBundle;
  readonly metadata: Metadata;
}

export interface ResultOutput {
  readonly output_type: "execute_result";
  readonly data: MimeBundle;
  readonly metadata: Metadata;
  readonly execution_count: number | null;
}

export interface ErrorOutput {
  readonly output_type: "error";
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** Whether a cell carries a tag. */
export function hasTag(cell: NotebookCell, tag: string): boolean {
  return cell.metadata.tags?.includes(tag) ?? false;
}

/** Number of a cell as a reader of the notebook counts, from 1; an injected cell shares the number of the cell it follows. */
export function cellNumber(cells: readonly NotebookCell[], index: number): number {
  return cells.slice(0, index + 1).filter((cell) => !hasTag(cell, "injected-parameters")).length;
}

/** What a notebook says of the kernel that runs TypeScript. */
export const kernelspec: Metadata = {display_name: "TypeScript", language: "typescript", name: "tslab"};

/** The metadata of a notebook that was run; where it names no kernel, JupyterLab opens it with this one. */
export function withKernel(metadata: Metadata): Metadata {
  return {kernelspec, ...metadata};
}
