import {existsSync} from "node:fs";
import {dirname, resolve} from "node:path";
import {decoded} from "../../../core/decoded.js";
import {suggestion} from "../../../core/nearest.js";
import {labelKinds} from "../../render/labels.js";
import type {Problem} from "../finding.js";
import type {ReadSource} from "../source.js";
import {anchorsIn} from "./anchors.js";
import {inlineTokens, type ProseCell} from "./markdown.js";

/** Links and pictures that lead nowhere, and pictures without a text for those who cannot see them. */
export function checkLinks({file}: ReadSource, cells: readonly ProseCell[]): Problem[] {
  const folder = dirname(file);
  return cells.flatMap((cell) =>
    inlineTokens(cell).flatMap(({token, line}) => {
      const at = {cell: cell.number, line};
      if (token.type === "link_open") {
        const problem = linkProblem(String(token.attrGet("href")), folder);
        return problem ? [{rule: "links" as const, ...at, ...problem}] : [];
      }
      if (token.type !== "image") return [];
      const address = String(token.attrGet("src"));
      const problem = pictureProblem(address, folder);
      return [
        ...(problem ? [{rule: "links" as const, ...at, ...problem}] : []),
        ...(token.content.trim() === "" ? [{...at, ...withoutText(address)}] : []),
      ];
    }),
  );
}

type Complaint = Pick<Problem, "message" | "remedy">;

function linkProblem(href: string, folder: string): Complaint | undefined {
  if (href === "" || href === "#") return {message: "a link without an address"};
  if (href.startsWith("#")) return ownAnchorProblem(href);
  const scheme = /^([a-z][a-z+.-]*):/i.exec(href)?.[1]?.toLowerCase();
  if (scheme === "http" || scheme === "https") return addressProblem(href);
  if (scheme !== undefined) return undefined;
  return missingFile(href, folder);
}

function pictureProblem(address: string, folder: string): Complaint | undefined {
  if (/^https?:/i.test(address)) {
    const remedy = "save the picture beside the notebook";
    return {message: `a report fetches nothing, and this picture lies at ${address}`, remedy};
  }
  return /^[a-z][a-z+.-]*:/i.test(address) ? undefined : missingFile(address, folder);
}

/** Only the form: a check must give the same answer without a network. */
function addressProblem(href: string): Complaint | undefined {
  try {
    const {hostname} = new URL(href);
    const isLocal = /^(localhost|127\.|\[::1\])/.test(hostname);
    if (isLocal) return {message: `"${href}" leads to this machine alone`};
    return hostname.includes(".") ? undefined : {message: `"${href}" names no host that others could reach`};
  } catch {
    return {message: `"${href}" is no address`};
  }
}

/** Labels are the renderer's matter: only it knows the figures. */
function ownAnchorProblem(href: string): Complaint | undefined {
  if (new RegExp(`^#(${labelKinds.join("|")})-.`).test(href)) return undefined;
  const remedy = `write ${labelKinds.map((kind) => `#${kind}-`).join(", ")} and the name`;
  return {message: `"${href}" leads nowhere in a report`, remedy};
}

function missingFile(href: string, folder: string): Complaint | undefined {
  const [path = "", anchor] = href.replace(/\?.*$/, "").split("#").map(decoded);
  const file = resolve(folder, path);
  if (path === "") return undefined;
  if (!existsSync(file)) return {message: `there is no file "${path}" beside the notebook`};
  const anchors = anchor ? anchorsIn(file) : undefined;
  if (!anchor || !anchors || anchors.has(anchor)) return undefined;
  return {message: `"${path}" has no heading for "#${anchor}"${suggestion(anchor, anchors)}`};
}

function withoutText(address: string): Problem {
  const remedy = `write ![what it shows](${address})`;
  return {rule: "alternative-text", message: `the picture "${address}" has no alternative text`, remedy};
}
