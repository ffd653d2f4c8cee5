/** The chunks of a response that is written: four are on their way to the client, the others wait here for `route.more`. */
import type { IncomingRequest } from "../../channel/call.ts";
import { errorOf } from "../../errors.ts";
import { LIMITS } from "../../limits.ts";

/** A text or bytes, as they cross. */
export type Chunk = string | Uint8Array;

/** PROTOCOL.md §2: chunks that may be ahead of `route.more`. */

export class ChunkWindow {
  readonly #call: IncomingRequest;
  /** Chunks that have no room yet, and their length together. */
  readonly #queue: Chunk[] = [];
  #queuedLength = 0;
  #sent = 0;
  #taken = 0;

  constructor(call: IncomingRequest) {
    this.#call = call;
  }

  /** Whether nothing waits here. */
  get isFlushed(): boolean {
    return this.#queue.length === 0;
  }

  /** Whether one more chunk would go out at once. */
  get hasRoom(): boolean {
    return this.isFlushed && this.#sent - this.#taken < LIMITS.maxChunksAhead;
  }

  /** @throws CallError `overloaded` where too much waits, `value_refused` for a chunk that the host does not take: that one is left out */
  write(chunk: Chunk): void {
    if (this.#queuedLength + chunk.length > LIMITS.maxQueuedBytes) {
      const rule = `at most ${LIMITS.maxQueuedBytes} bytes may wait`;
      throw errorOf("overloaded", `Cannot write more of the response as ${rule} for the client`, {
        value: this.#queuedLength,
        remedy: "Wait for drain when write returns false",
      });
    }
    this.#queue.push(chunk);
    this.#queuedLength += chunk.length;
    this.#flush();
  }

  /** The client took chunks up to that one. @throws CallError `value_refused`, as write does */
  more(seq: number): void {
    // What the host took it took in order; more than was sent it cannot have.
    this.#taken = Math.min(Math.max(this.#taken, seq + 1), this.#sent);
    this.#flush();
  }

  #flush(): void {
    while (this.#sent - this.#taken < LIMITS.maxChunksAhead) {
      const data = this.#queue.shift();
      if (data === undefined) return;
      this.#queuedLength -= data.length;
      this.#send(data);
    }
  }

  #send(data: Chunk): void {
    // Counted first: a host in this process may follow up before `part` returns.
    const seq = this.#sent++;
    try {
      this.#call.part("route.chunk", { seq, data });
    } catch (refused) {
      this.#sent = seq;
      throw refused;
    }
  }
}

/** The chunk that a value is, if it is one. */
export function chunkOf(value: unknown): Chunk | undefined {
  if (typeof value === "string" || value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return undefined;
}
