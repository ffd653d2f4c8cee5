/** Frames of PROTOCOL.md §3: u32 little-endian length, then that many bytes; before them the guest's preamble, once. */
import { errorOf } from "../errors.ts";
import { LIMITS } from "../limits.ts";

export const PREAMBLE = "ELIZAIPC1\n";
const PREAMBLE_BYTES = new TextEncoder().encode(PREAMBLE);
const HEADER_BYTES = 4;

/**
 * A message with its header, in memory of its own.
 * @throws CallError `value_refused` when it is larger than the receiver takes
 */
export function frame(
  body: Uint8Array,
  maxFrameBytes: number = LIMITS.maxFrameBytes,
): Uint8Array<ArrayBuffer> {
  if (body.length > maxFrameBytes)
    throw errorOf(
      "value_refused",
      `Cannot send a message as it must have at most ${maxFrameBytes} bytes: current value is ${body.length}`,
      {
        value: body.length,
        remedy: "Send less at once",
      },
    );
  const framed = new Uint8Array(HEADER_BYTES + body.length);
  for (let byte = 0; byte < HEADER_BYTES; byte += 1) framed[byte] = body.length >>> (8 * byte);
  framed.set(body, HEADER_BYTES);
  return framed;
}

export interface FrameSink {
  /** One body; the bytes are the sink's only until it returns, unless it copies them. */
  onFrame(body: Uint8Array): void;
  /** Bytes that came before the preamble. */
  onNoise?(bytes: Uint8Array): void;
}

/** Cuts a stream of any chunks into frames. After an error it must not be used again. */
export class FrameDecoder {
  readonly #sink: FrameSink;
  /** The longest body. One that is longer is refused by its header, before its bytes have come. */
  maxFrameBytes: number;
  /** Chunks that do not make a whole frame yet, and their length together. */
  #chunks: Uint8Array[] = [];
  #length = 0;
  #awaitsPreamble: boolean;
  #noise = 0;

  constructor(sink: FrameSink, options: { expectPreamble: boolean; maxFrameBytes?: number }) {
    this.#sink = sink;
    this.#awaitsPreamble = options.expectPreamble;
    this.maxFrameBytes = options.maxFrameBytes ?? LIMITS.maxFrameBytes;
  }

  /** Whether the stream may end here: between two frames. */
  get isBetweenFrames(): boolean {
    return this.#length === 0;
  }

  /** @throws ProtocolError `protocol_violation` for what is no frame */
  push(chunk: Uint8Array): void {
    let bytes = chunk;
    if (this.#length > 0 || chunk.length < HEADER_BYTES) {
      this.#chunks.push(chunk);
      this.#length += chunk.length;
      if (this.#length < this.#needed()) return;
      bytes = this.#join();
      this.#chunks = [];
      this.#length = 0;
    }
    if (this.#awaitsPreamble) bytes = this.#skipPreamble(bytes);
    const done = this.#awaitsPreamble ? 0 : this.#cut(bytes);
    if (done === bytes.length) return;
    this.#chunks.push(done === 0 ? bytes : bytes.subarray(done));
    this.#length = bytes.length - done;
  }

  /** How many bytes the next step needs; joining chunks before they are enough would cost the square of their number. */
  #needed(): number {
    const [first] = this.#chunks;
    if (this.#awaitsPreamble || first === undefined || first.length < HEADER_BYTES) return HEADER_BYTES;
    const length = bodyLength(first, 0);
    // One that no frame may have is refused now, not once so many bytes have come.
    return length > this.maxFrameBytes ? HEADER_BYTES : HEADER_BYTES + length;
  }

  #join(): Uint8Array {
    const [first] = this.#chunks;
    if (first !== undefined && this.#chunks.length === 1) return first;
    const joined = new Uint8Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      joined.set(chunk, at);
      at += chunk.length;
    }
    return joined;
  }

  #skipPreamble(bytes: Uint8Array): Uint8Array {
    const at = indexOf(bytes, PREAMBLE_BYTES);
    // What may still become the preamble is kept; all before it is noise.
    const noise = at === -1 ? Math.max(0, bytes.length - PREAMBLE_BYTES.length + 1) : at;
    this.#noise += noise;
    if (this.#noise > LIMITS.maxPreambleBytes)
      throw violation(
        `the preamble ${JSON.stringify(PREAMBLE)} within ${LIMITS.maxPreambleBytes} bytes`,
        `${this.#noise} other bytes`,
      );
    if (noise > 0) this.#sink.onNoise?.(bytes.subarray(0, noise));
    if (at === -1) return bytes.subarray(noise);
    this.#awaitsPreamble = false;
    return bytes.subarray(at + PREAMBLE_BYTES.length);
  }

  /** Gives every whole frame to the sink; returns how many bytes they took. */
  #cut(bytes: Uint8Array): number {
    let at = 0;
    while (bytes.length - at >= HEADER_BYTES) {
      const length = bodyLength(bytes, at);
      if (length === 0 || length > this.maxFrameBytes)
        throw violation(`a frame of 1 to ${this.maxFrameBytes} bytes`, `${length} bytes`);
      if (bytes.length - at - HEADER_BYTES < length) break;
      const body = bytes.subarray(at + HEADER_BYTES, at + HEADER_BYTES + length);
      at += HEADER_BYTES + length;
      this.#sink.onFrame(body);
    }
    return at;
  }
}

function bodyLength(bytes: Uint8Array, at: number): number {
  let length = 0;
  for (let byte = HEADER_BYTES - 1; byte >= 0; byte -= 1) length = (length << 8) | (bytes[at + byte] ?? 0);
  return length >>> 0;
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  for (let at = 0; at + wanted.length <= bytes.length; at++)
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  return -1;
}

function violation(rule: string, value: string): Error {
  return errorOf(
    "protocol_violation",
    `Cannot read the guest's output as it must be ${rule}: current value is ${value}`,
    { value },
  );
}
