/** A guest in a process of its own: MessagePack frames over its standard input and output. */
import { FrameDecoder, frame } from "../../channel/frame.ts";
import type { Receiver, Transport } from "../../channel/transport.ts";
import { errorOf, type PluginError } from "../../errors.ts";
import { LIMITS } from "../../limits.ts";
import { Child, type ChildCommand, type ChildExit } from "./child.ts";
import { Polling } from "./polling.ts";

export interface IpcOptions {
  /** What the guest is, for errors: a file or a module's name. */
  artefact: string;
  /** A line of the child's standard error, or of its output before the preamble. */
  onLine(line: string): void;
}

export class IpcTransport implements Transport<Uint8Array> {
  readonly #receiver: Receiver<Uint8Array>;
  readonly #options: IpcOptions;
  readonly #child: Child;
  readonly #decoder: FrameDecoder;
  readonly #polling = new Polling();
  #busy = false;
  #ready = false;
  /** Set when the connection ends for a reason that is better than the exit that follows. */
  #reason: PluginError | undefined;
  #closing = false;
  #exited = false;

  /** @throws LoadError `guest_not_found` */
  constructor(command: ChildCommand, receiver: Receiver<Uint8Array>, options: IpcOptions) {
    this.#receiver = receiver;
    this.#options = options;
    this.#decoder = new FrameDecoder(
      {
        onFrame: (body) => {
          this.#ready = true;
          receiver.message(body);
        },
        onNoise: (bytes) => {
          for (const line of new TextDecoder().decode(bytes).split("\n"))
            if (line !== "") options.onLine(line);
        },
      },
      { expectPreamble: true, maxFrameBytes: LIMITS.maxReadyBytes },
    );
    this.#child = new Child(command, {
      onData: (bytes) => this.#read(bytes),
      onLine: (line) => options.onLine(line),
      onStuck: () => this.#break(notReading(options.artefact)),
      onExit: (exit) => this.#end(exit),
    });
  }

  /** @throws CallError `value_refused` for a message that is too large */
  send(message: Uint8Array): void {
    if (this.#exited) return;
    this.#child.write(frame(message));
    if (this.#busy) this.#polling.begin();
  }

  setBusy(busy: boolean): void {
    this.#busy = busy;
    if (!busy) this.#polling.end();
    if (!this.#exited) this.#child.setBusy(busy);
  }

  poll(us: number): void {
    this.#polling.pollUs = us;
  }

  accept(maxBytes: number): void {
    this.#decoder.maxFrameBytes = maxBytes;
  }

  setReading(reading: boolean): void {
    this.#child.setReading(reading);
  }

  async close(): Promise<void> {
    this.#closing = true;
    // One that never spoke, or speaks against the protocol, is owed no time.
    const graceMs = this.#ready && this.#reason === undefined ? LIMITS.closeGraceMs : 0;
    if (!this.#exited) await this.#child.close(graceMs);
  }

  #read(bytes: Uint8Array): void {
    if (this.#reason !== undefined) return;
    try {
      this.#decoder.push(bytes);
    } catch (error) {
      this.#break(error as PluginError);
    }
  }

  /** Ends the connection for a reason of ours. */
  #break(reason: PluginError): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    void this.close();
    this.#receiver.closed(reason);
  }

  #end(exit: ChildExit): void {
    this.#exited = true;
    if (this.#reason !== undefined) return;
    this.#receiver.closed(this.#closing ? undefined : this.#exitError(exit));
  }

  #exitError(exit: ChildExit): PluginError {
    const { artefact } = this.#options;
    const lastWords = exit.lastLines === "" ? "" : `; it wrote last: ${exit.lastLines.split("\n").at(-1)}`;
    const place = { value: exit.description, traceback: exit.lastLines === "" ? undefined : exit.lastLines };
    if (this.#ready) {
      const cut = this.#decoder.isBetweenFrames ? "" : " in the middle of a frame";
      return errorOf("crashed", `The plugin's process ${exit.description}${cut}${lastWords}`, {
        ...place,
        remedy: "Load the plugin again",
      });
    }
    return errorOf(
      "guest_exited",
      `Cannot load ${artefact} as its process ${exit.description} before it was ready${lastWords}`,
      {
        ...place,
        file: artefact,
        remedy: "Run it by hand to see what it says",
      },
    );
  }
}

function notReading(artefact: string): PluginError {
  const message = `The plugin's process does not read what is sent to it: ${LIMITS.maxQueuedBytes} bytes wait`;
  return errorOf("protocol_violation", message, { file: artefact, value: LIMITS.maxQueuedBytes });
}
