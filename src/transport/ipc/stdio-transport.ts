/**
 * The guest's end of ipc: frames on the descriptors that this process was started with, claimed before any plugin code runs, so that
 * neither a print nor a child of the plugin can reach a frame.
 */
import { createReadStream, fstatSync, writeSync } from "node:fs";
import type { Socket } from "bun";
import { FrameDecoder, frame, PREAMBLE } from "../../channel/frame.ts";
import type { Receiver, Transport } from "../../channel/transport.ts";
import type { PluginError } from "../../errors.ts";
import { startTimer } from "../../timer.ts";
import { watchDescriptor } from "../descriptor-socket.ts";
import type { Stdio } from "../descriptors.ts";
import { Polling } from "./polling.ts";

/** Over a socket Bun's event loop reads and writes; over plain pipes a stream reads, and writes block. */
export class StdioTransport implements Transport<Uint8Array> {
  readonly #output: number;
  readonly #receiver: Receiver<Uint8Array>;
  readonly #decoder: FrameDecoder;
  #socket: Socket<undefined> | undefined;
  /** What the socket did not take yet. */
  #queue: Uint8Array[] = [];
  readonly #overSocket: boolean;
  #isGone = false;
  /** Told when what is queued has gone out, or never will. */
  #onSent: (() => void) | undefined;
  readonly #polling = new Polling();

  constructor(stdio: Stdio, receiver: Receiver<Uint8Array>) {
    this.#output = stdio.output;
    this.#receiver = receiver;
    this.#decoder = new FrameDecoder(
      { onFrame: (body) => receiver.message(body) },
      { expectPreamble: false },
    );
    this.#overSocket = isOneSocket(stdio);
    if (this.#overSocket) this.#watchSocket(stdio.input);
    else this.#readPipe(stdio.input);
    this.#write(new TextEncoder().encode(PREAMBLE));
  }

  send(message: Uint8Array): void {
    this.#write(frame(message));
    this.#polling.begin();
  }

  /** A guest lives until its host ends the connection. */
  setBusy(): void {}

  poll(us: number): void {
    this.#polling.pollUs = us;
  }

  /** First all that was sent goes out, unless nobody is there to read it. */
  async close(): Promise<void> {
    if (this.#queue.length > 0 && !this.#isGone)
      await new Promise<void>((resolve) => (this.#onSent = resolve));
    this.#socket?.end();
  }

  /** The host ended the connection. */
  #end(error?: PluginError): void {
    this.#isGone = true;
    this.#onSent?.();
    this.#receiver.closed(error);
  }

  #watchSocket(input: number): void {
    watchDescriptor(input, {
      open: (socket) => {
        this.#socket = socket;
        this.#flush();
      },
      data: (_socket, bytes) => this.#read(bytes),
      drain: () => this.#flush(),
      end: () => this.#end(),
      close: () => this.#end(),
      error: () => this.#end(),
    });
  }

  #readPipe(input: number): void {
    const stream = createReadStream("", { fd: input, highWaterMark: 64 * 1024 });
    stream.on("data", (bytes) => this.#read(bytes as Buffer));
    stream.on("close", () => this.#end());
    stream.on("error", () => this.#end());
  }

  #read(bytes: Uint8Array): void {
    this.#polling.end();
    try {
      this.#decoder.push(bytes);
    } catch (error) {
      this.#end(error as PluginError);
    }
  }

  #write(bytes: Uint8Array): void {
    this.#queue.push(bytes);
    this.#flush();
  }

  #flush(): void {
    while (this.#queue.length > 0) {
      const bytes = this.#queue[0] as Uint8Array;
      const written = this.#overSocket ? (this.#socket?.write(bytes) ?? 0) : this.#writeSync(bytes);
      if (written < bytes.length) {
        this.#queue[0] = bytes.subarray(Math.max(0, written));
        if (this.#overSocket || written === 0) return;
      } else {
        this.#queue.shift();
      }
    }
    this.#onSent?.();
  }

  /** A host may have made our output non-blocking: what it does not take yet is tried again soon. */
  #writeSync(bytes: Uint8Array): number {
    try {
      return writeSync(this.#output, bytes);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EAGAIN") startTimer(() => this.#flush(), 1);
      else this.#end();
      return 0;
    }
  }
}

/** Some hosts give pipes, some two sockets: only over one socket can the same watcher read and write. */
function isOneSocket({ input, output }: Stdio): boolean {
  const [from, to] = [fstatSync(input), fstatSync(output)];
  return from.isSocket() && to.isSocket() && from.ino === to.ino && from.dev === to.dev;
}
