/**
 * Looks over the bytes of a MessagePack message before anything of it is decoded: a decoder makes an array as long as its header says,
 * so that 20 KB of nested headers once cost 3 GiB. One pass, no recursion, no allocation. PROTOCOL.md §1 has the rules.
 */
import { LIMITS } from "../limits.ts";

/** Values of the message that `faultOf` looked over last. */
export let scannedValues = 0;

/** Of each open container, outermost first: the items that it still owes, and whether it is a map. */
const owedBy = new Uint32Array(LIMITS.maxDepth + 1);
const isMapAt = new Uint8Array(LIMITS.maxDepth + 1);

/** Why the bytes are no message that may be decoded; undefined where they are one value within the limits. */
export function faultOf(bytes: Uint8Array): string | undefined {
  const end = bytes.length;
  let at = 0;
  let depth = 0;
  let values = 1;
  /** Items that all open containers together still owe. Each takes a byte at least. */
  let owed = 1;
  owedBy[0] = 1;
  isMapAt[0] = 0;
  while (owed > 0) {
    while (owedBy[depth] === 0) depth--;
    if (at >= end) return "it is cut short";
    const head = bytes[at++] as number;
    const left = owedBy[depth] as number;
    owedBy[depth] = left - 1;
    owed--;
    // Of a map, keys and values alternate: with an even number to come it is a key's turn.
    const isKey = isMapAt[depth] === 1 && left % 2 === 0;
    const form = FORMS[head] as number;
    if (isKey && form !== STRING) return "a map key that is no string";
    if (form === FORBIDDEN) return "an extension type, or the byte that is none";
    const width = WIDTHS[head] as number;
    if (at + width > end) return "it is cut short";
    if (form === FIXED) {
      at += width;
      continue;
    }
    const count = width === 0 ? head & (COUNT_MASKS[head] as number) : lengthAt(bytes, at, width);
    at += width;
    if (form === STRING || form === BYTES) {
      at += count;
      if (at > end) return "it is cut short";
      continue;
    }
    if (depth >= LIMITS.maxDepth) return `more than ${LIMITS.maxDepth} levels`;
    values += count;
    owed += form === MAP ? count * 2 : count;
    if (owed > end - at) return "it promises more values than there are bytes";
    if (values > LIMITS.maxValues) return `more than ${LIMITS.maxValues} values`;
    depth++;
    owedBy[depth] = form === MAP ? count * 2 : count;
    isMapAt[depth] = form === MAP ? 1 : 0;
  }
  scannedValues = values;
  return at < end ? "there are bytes after it" : undefined;
}

function lengthAt(bytes: Uint8Array, at: number, width: number): number {
  let length = 0;
  for (let byte = 0; byte < width; byte++) length = length * 256 + (bytes[at + byte] as number);
  return length;
}

const [FIXED, STRING, BYTES, ARRAY, MAP, FORBIDDEN] = [0, 1, 2, 3, 4, 5];

/** What each first byte begins. */
const FORMS = new Uint8Array(256);
/** How many bytes follow it: the number itself, or the length of what comes then. */
const WIDTHS = new Uint8Array(256);
/** Which of its bits are the length, where it has it in itself. */
const COUNT_MASKS = new Uint8Array(256);

FORMS.fill(MAP, 0x80, 0x90).fill(ARRAY, 0x90, 0xa0).fill(STRING, 0xa0, 0xc0);
COUNT_MASKS.fill(0x0f, 0x80, 0xa0).fill(0x1f, 0xa0, 0xc0);
FORMS[0xc1] = FORBIDDEN;
FORMS.fill(BYTES, 0xc4, 0xc7).fill(FORBIDDEN, 0xc7, 0xca);
WIDTHS.set([1, 2, 4], 0xc4);
// float 32 and 64, then the unsigned and the signed integers
WIDTHS.set([4, 8, 1, 2, 4, 8, 1, 2, 4, 8], 0xca);
FORMS.fill(FORBIDDEN, 0xd4, 0xd9).fill(STRING, 0xd9, 0xdc).fill(ARRAY, 0xdc, 0xde).fill(MAP, 0xde, 0xe0);
WIDTHS.set([1, 2, 4, 2, 4, 2, 4], 0xd9);
