/**
 * Bun with the bare Python loop of floors/python-loop: a socket pair on Bun's event loop, MessagePack, frames. No ids, no deadlines, no
 * environment: answers come in the order of the requests.
 */
import { Decoder, Encoder } from "@msgpack/msgpack";
import type { Socket } from "bun";
import { FrameDecoder } from "../../src/channel/frame.ts";
import { venvPython } from "../../src/setup/python-tools.ts";
import { watchDescriptor } from "../../src/transport/descriptor-socket.ts";
import { closeDescriptor, socketPair } from "../../src/transport/libc.ts";
import { requirePython } from "../peers/python-environment.ts";
import type { Rival } from "../rival.ts";

const LOOP = `${import.meta.dir}/python-loop/loop.py`;
const HEADER_BYTES = 4;

/** The project's own Python has MessagePack with its C extension. */
export const pythonLoop: Rival = {
  case: "python-loop",
  language: "python",
  protocol: "floor",
  ownProcess: true,
  prepare: async () => requirePython(),
  async open(job) {
    const [ours, theirs] = socketPair(true);
    const child = Bun.spawn([venvPython, LOOP], { stdin: theirs, stdout: theirs, stderr: "inherit" });
    closeDescriptor(theirs);
    const host = new LoopHost();
    const closed = host.connect(ours);
    return {
      call: () => host.call(job.next()),
      check: (answer) => job.checkAnswer(answer),
      async close() {
        host.close();
        await closed;
        await child.exited;
      },
    };
  },
};

class LoopHost {
  readonly #encoder = new Encoder();
  readonly #decoder = new Decoder();
  readonly #frames = new FrameDecoder(
    { onFrame: (body) => this.#waiting.shift()?.(this.#decoder.decode(body)) },
    { expectPreamble: false },
  );
  readonly #waiting: ((answer: unknown) => void)[] = [];
  #socket: Socket | undefined;
  /** What the socket has not taken yet, and what is gathered for one write. */
  #unsent: Uint8Array[] = [];
  #gathering = false;

  /** @returns when the connection is gone */
  connect(descriptor: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    watchDescriptor(descriptor, {
      open: (socket) => {
        this.#socket = socket;
        this.#send();
      },
      data: (_socket, bytes) => this.#frames.push(bytes),
      drain: () => this.#send(),
      close: () => resolve(),
    });
    return promise;
  }

  call(request: object): Promise<unknown> {
    const body = this.#encoder.encodeSharedRef(request);
    const framed = Buffer.allocUnsafe(HEADER_BYTES + body.length);
    framed.writeUInt32LE(body.length, 0);
    framed.set(body, HEADER_BYTES);
    const alone = this.#waiting.length === 0;
    const { promise, resolve } = Promise.withResolvers<unknown>();
    this.#waiting.push(resolve);
    this.#unsent.push(framed);
    // Several calls of one turn go out in one write.
    if (alone) this.#send();
    else if (!this.#gathering) {
      this.#gathering = true;
      queueMicrotask(() => this.#send());
    }
    return promise;
  }

  close(): void {
    this.#socket?.end();
  }

  #send(): void {
    this.#gathering = false;
    const [first] = this.#unsent;
    if (this.#socket === undefined || first === undefined) return;
    const bytes = this.#unsent.length === 1 ? first : Buffer.concat(this.#unsent);
    const written = Math.max(0, this.#socket.write(bytes));
    this.#unsent = written < bytes.length ? [bytes.subarray(written)] : [];
  }
}
