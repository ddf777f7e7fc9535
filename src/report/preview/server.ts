import {randomBytes} from "node:crypto";
import {createServer, type IncomingMessage, type Server, type ServerResponse} from "node:http";
import {type AddressInfo, isIP} from "node:net";
import {LookbookError, messageOf, systemCode} from "../../core/errors.js";
import {Events} from "./events.js";
import type {Preview} from "./preview.js";

/** Options for {@link servePreview}. */
export interface ServeOptions {
  /** The preview's own script. */
  readonly script: string;
  /** Address to bind to; defaults to loopback. */
  readonly host?: string;
  /** Defaults to 4000; the next free one where it is taken, 0 for any. */
  readonly port?: number;
}

/** A preview that can be opened in a browser. */
export interface ServedPreview {
  readonly url: string;
  readonly port: number;
  /** Ends all connections at once. */
  readonly close: () => Promise<void>;
}

/** Where the page finds its script. */
export const scriptPath = "/preview.js";

/** How many ports are tried. */
const attempts = 20;

/**
 * Serves a preview: the page, its parts, what happens, and the script, and nothing else; there is nothing to write to. Requests that name
 * another host are refused, so that no page of another site can read the report by a name that it points here (DNS rebinding).
 * @throws LookbookError `bad-option` where the address cannot be bound to
 */
export async function servePreview(
  preview: Preview,
  {script, host = "127.0.0.1", port = 4000}: ServeOptions,
): Promise<ServedPreview> {
  const events = new Events(preview);
  const server = createServer((request, response) => {
    answer(request, response, {preview, events, script, host});
  });
  const bound = await listen(server, host, port);
  const shown = host === "0.0.0.0" || host === "::" ? "localhost" : isIP(host) === 6 ? `[${host}]` : host;
  return {
    url: `http://${shown}:${bound}/`,
    port: bound,
    close: async () => {
      events.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Context {
  readonly preview: Preview;
  readonly events: Events;
  readonly script: string;
  readonly host: string;
}

function answer(request: IncomingMessage, response: ServerResponse, context: Context): void {
  for (const [name, value] of headers) response.setHeader(name, value);
  const isReading = request.method === "GET" || request.method === "HEAD";
  if (!isOurs(request.headers.host, context.host)) refuse(response, 403, "this address is not the preview's");
  else if (!isReading) refuse(response, 405, "the preview is read only");
  else show(request.url ?? "/", response, context);
}

function show(url: string, response: ServerResponse, {preview: {page}, events, script}: Context): void {
  const [path, query = ""] = url.split("?");
  switch (path) {
    case "/": {
      const nonce = randomBytes(16).toString("base64");
      response.setHeader("Content-Security-Policy", page.policy(nonce));
      send(response, "text/html", page.html(nonce));
      break;
    }
    case "/parts": {
      const {title, language, styles, scripts, body} = page.parts;
      const isKnown = new URLSearchParams(query).get("styles") === styles.hash;
      const parts = {version: page.version, title, language, stylesHash: styles.hash, scriptsHash: scripts.hash, body};
      send(response, "application/json", JSON.stringify(isKnown ? parts : {...parts, styles: styles.texts}));
      break;
    }
    case "/events":
      events.add(response);
      break;
    case scriptPath:
      send(response, "text/javascript", script);
      break;
    default:
      refuse(response, 404, "the preview has one page, at /");
  }
}

const headers: readonly (readonly [string, string])[] = [
  ["Cache-Control", "no-store"],
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "no-referrer"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
];

/** Whether a `Host` header names this server: by its own name, by `localhost`, or by a number, which no rebinding can forge. */
function isOurs(header: string | undefined, host: string): boolean {
  const name = /^(\[[^\]]*\]|[^:]*)(?::\d+)?$/.exec(header ?? "")?.[1]?.toLowerCase() ?? "";
  return name === "localhost" || name === host.toLowerCase() || isIP(name.replaceAll(/[[\]]/g, "")) !== 0;
}

function send(response: ServerResponse, type: string, body: string): void {
  response.setHeader("Content-Type", `${type}; charset=utf-8`);
  response.end(response.req.method === "HEAD" ? undefined : body);
}

function refuse(response: ServerResponse, status: number, why: string): void {
  response.statusCode = status;
  send(response, "text/plain", `${why}\n`);
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  for (let next = port; ; next++) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(next, host, () => {
          server.off("error", reject);
          resolve();
        });
      });
      return (server.address() as AddressInfo).port;
    } catch (cause) {
      if (systemCode(cause) === "EADDRINUSE" && next < port + attempts && next < 65_535) continue;
      throw new LookbookError("bad-option", `cannot listen on ${host}, port ${next}: ${messageOf(cause)}`, {cause});
    }
  }
}
