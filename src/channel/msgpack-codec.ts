/** Messages as MessagePack, for guests in a process of their own. PROTOCOL.md §1 has the rules. */
import { Decoder, Encoder, ExtensionCodec } from "@msgpack/msgpack";
import { errorOf, messageOf } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import type { Codec } from "./transport.ts";
import { isPlain, toWire } from "./values.ts";

/** The library's own timestamp extension is left out: dates cross as strings. */
const noExtensions = new ExtensionCodec();
noExtensions.register({ type: -1, encode: () => null, decode: refuseExtension });

const encoder = new Encoder({
  extensionCodec: noExtensions,
  maxDepth: LIMITS.maxDepth + 1,
  ignoreUndefined: true,
});
const decoder = new Decoder({ extensionCodec: noExtensions, mapKeyConverter: stringKey });

/** Between host and a guest's process. The result of `encode` is valid until the next `encode`. */
export const msgpackCodec: Codec<Uint8Array> = {
  encode: (message) => encoder.encodeSharedRef(isPlain(message) ? message : toWire(message)),

  decode(bytes) {
    let value: unknown;
    try {
      value = decoder.decode(bytes);
    } catch (error) {
      throw violation(messageOf(error));
    }
    check(value, 0);
    return value;
  },

  sizeOf: (bytes) => bytes.byteLength,
};

function refuseExtension(): never {
  throw new Error("an extension type");
}

function stringKey(key: unknown): string {
  if (typeof key === "string") return key;
  throw new Error(`a map key that is no string: ${String(key)}`);
}

/** What the library lets pass: depth, and extensions that nobody registered. Only what is stepped into is looked at: most values are none. */
function check(value: unknown, depth: number): void {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return;
  if (depth >= LIMITS.maxDepth) throw violation(`more than ${LIMITS.maxDepth} levels`);
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === "object") check(item, depth + 1);
    return;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) throw violation("an extension type");
  for (const key in value) {
    const item = (value as Record<string, unknown>)[key];
    if (typeof item === "object") check(item, depth + 1);
  }
}

function violation(found: string): Error {
  return errorOf("protocol_violation", `Cannot read a message as its MessagePack holds an error: ${found}`);
}
