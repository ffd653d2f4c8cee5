/** Messages as MessagePack, for guests in a process of their own. PROTOCOL.md §1 has the rules. */
import { Decoder, Encoder } from "@msgpack/msgpack";
import { errorOf, messageOf } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import { faultOf, scannedValues } from "./msgpack-scan.ts";
import type { Codec } from "./transport.ts";
import { isPlain, tooManyValues, toWire } from "./values.ts";

const encoder = new Encoder({ maxDepth: LIMITS.maxDepth + 1, ignoreUndefined: true });
const decoder = new Decoder();

/** Between host and a guest's process. The result of `encode` is valid until the next `encode`. */
export const msgpackCodec: Codec<Uint8Array> = {
  encode(message) {
    const bytes = encoder.encodeSharedRef(isPlain(message) ? message : toWire(message));
    // Each value is a byte at least, and of what we encode ourselves their number is all that can be wrong.
    if (bytes.length > LIMITS.maxValues && faultOf(bytes) !== undefined) throw tooManyValues();
    return bytes;
  },

  decode(bytes) {
    const fault = faultOf(bytes);
    if (fault !== undefined) throw violation(fault);
    try {
      return decoder.decode(bytes);
    } catch (error) {
      throw violation(messageOf(error));
    }
  },

  sizeOf: (bytes) => bytes.byteLength,
  decodedSize: (bytes) => bytes.byteLength + scannedValues * LIMITS.valueBytes,
};

function violation(found: string): Error {
  return errorOf("protocol_violation", `Cannot read a message as its MessagePack holds an error: ${found}`);
}
