import {createHash} from "node:crypto";
import {createReadStream} from "node:fs";

/** SHA-256 of bytes or text, in hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

/** SHA-256 of a file, in hex, read as a stream. */
export async function sha256File(path: string): Promise<string> {
  return digestFile(path, "sha256");
}

/** What a checksum in hex is, by its length: the publishers of some files give MD5 alone. */
export function checksumKind(checksum: string): "md5" | "sha256" {
  return checksum.length === 32 ? "md5" : "sha256";
}

/** MD5 or SHA-256 of a file, in hex, read as a stream. */
export async function digestFile(path: string, kind: "md5" | "sha256"): Promise<string> {
  const hash = createHash(kind);
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** SHA-256 of any JSON value; the order of keys does not matter, keys with the value undefined do not count. */
export function hashOf(value: unknown): string {
  return sha256(canonicalJson(value));
}

/** JSON with sorted keys: equal values give equal text. */
export function canonicalJson(value: unknown, indent?: number): string {
  return JSON.stringify(sortKeys(value), null, indent);
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== "object") return value;
  const record = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.keys(record)
      .sort()
      .map((key) => [key, sortKeys(record[key])]),
  );
}
