/** What an echo is given: a message as elizaOS has it, whose text has as many bytes as is wanted, or bytes among the options. */
import type { Memory, UUID } from "@elizaos/core";

/** Of the latency rows: a message of 50 words. */
export const LATENCY_BYTES = 300;
/** From a nod to a document. */
export const CURVE_BYTES: readonly number[] = [
  4 ** 3,
  4 ** 4,
  4 ** 5,
  4 ** 6,
  4 ** 7,
  4 ** 8,
  4 ** 9,
  4 ** 10,
  4 ** 11,
];

/** English with what JSON must escape; one byte a character. */
const PROSE =
  'She said, "I was never asked," and left the room.\nNobody followed: it was late, the streets were wet, and what there was to say had been said before. ';

/** A text of exactly so many bytes, as one piece of memory. */
export function textOf(bytes: number): string {
  const text = PROSE.repeat(Math.ceil(bytes / PROSE.length)).slice(0, bytes);
  return Buffer.from(text, "latin1").toString("latin1");
}

/** Bytes of every value. */
export function bytesOf(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 31) & 0xff);
}

/** The message that is handed to an action. The same ids each time, so that no call differs from the one before. */
export function messageOf(text: string): Memory {
  return {
    id: id(1),
    entityId: id(2),
    roomId: id(3),
    createdAt: 1_700_000_000_000,
    content: { text },
  };
}

function id(digit: number): UUID {
  return `${String(digit).repeat(8)}-0000-4000-8000-000000000000` as UUID;
}
