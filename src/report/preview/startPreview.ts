import {join} from "node:path";
import {readText} from "../../core/files.js";
import {libraryRoot} from "../../core/paths.js";
import {Preview, type PreviewOptions} from "./preview.js";
import {type ServedPreview, scriptPath, servePreview} from "./server.js";
import {watchFolders} from "./watch.js";

/** Options for {@link startPreview}. */
export interface StartOptions extends Omit<PreviewOptions, "dress"> {
  /** Address to bind to; defaults to loopback. */
  readonly host?: string;
  /** Defaults to 4000; the next free one where it is taken, 0 for any. */
  readonly port?: number;
}

/**
 * Serves the report as it is and keeps it like its notebooks until it is closed; the page is there when this resolves, runs go on behind.
 * @throws LookbookError as {@link Preview.open}; `bad-option` for an address that cannot be bound to; `disk` where nothing can be watched
 */
export async function startPreview(options: StartOptions): Promise<ServedPreview> {
  const {paths, host, port} = options;
  const theme = join(libraryRoot(), "report", "theme");
  const [script, css] = await Promise.all(
    ["preview.js", "preview.css"].map((name) => readText(join(theme, name), "theme file")),
  );
  const preview = await Preview.open({...options, dress: {script: scriptPath, css: css!}});
  const served = await servePreview(preview, {
    script: script!,
    ...(host !== undefined && {host}),
    ...(port !== undefined && {port}),
  });
  const deep = [...new Set([paths.notebooks, join(paths.report, "theme"), theme])];
  const watch = watchFolders({deep, flat: [paths.report], onChange: (changed) => void preview.refresh(changed)});
  void preview.refresh();
  return {
    ...served,
    close: async () => {
      watch.close();
      await Promise.all([preview.close(), served.close()]);
    },
  };
}
