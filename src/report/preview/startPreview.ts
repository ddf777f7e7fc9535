import {join} from "node:path";
import {readText} from "../../core/files.js";
import {libraryRoot} from "../../core/paths.js";
import {findLibrary} from "../notebook/reach.js";
import {Preview, type PreviewOptions, type Surroundings} from "./preview.js";
import {type ServedPreview, scriptPath, servePreview} from "./server.js";
import {watchFolders} from "./watch.js";

/** Options for {@link startPreview}. */
export interface StartOptions extends Omit<PreviewOptions, "dress"> {
  /** Address to bind to; defaults to loopback. */
  readonly host?: string;
  /** Defaults to 4000; the next free one where it is taken, 0 for any. */
  readonly port?: number;
  /** Reads anew what all chapters depend on, when library or data change; defaults to leaving them as they are. */
  readonly reread?: () => Promise<Surroundings>;
  /** Told when library or data have changed in a way that matters to a chapter. */
  readonly onNews?: (news: string) => void;
}

/** Milliseconds of quiet after which a compiler, or whoever writes data, is taken to be done. */
const writing = 400;

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
  let told: string | undefined;
  preview.subscribe(() => {
    const {news} = preview.state;
    if (news !== undefined && news !== told) options.onNews?.(news);
    told = news;
  });
  const library = [...new Set([libraryRoot(), findLibrary(paths.notebooks)])].map((root) => join(root, "dist"));
  const reread = options.reread ?? (async () => options);
  const around = watchFolders({
    deep: [...library, paths.data],
    flat: [],
    quiet: writing,
    onChange: (changed) => {
      // What chapters make, they tell of themselves.
      const real = [...changed].filter((path) => !path.startsWith(join(paths.data, "processed")));
      const isOfLibrary = (path: string): boolean => library.some((folder) => path.startsWith(folder));
      const what = [real.some(isOfLibrary) && "the library", !real.every(isOfLibrary) && "the data"];
      if (real.length > 0)
        void preview.renew(
          what.filter((name) => name !== false),
          reread,
        );
    },
  });
  void preview.refresh();
  return {
    ...served,
    close: async () => {
      watch.close();
      around.close();
      await Promise.all([preview.close(), served.close()]);
    },
  };
}
