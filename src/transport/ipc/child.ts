/**
 * A guest's process: spawned on one socket pair as its descriptors 0 and 1, and one for its standard error. Sockets, unlike
 * pipes, can be unref'd, so that an idle guest keeps no script alive; their close tells a crash at once. It leads a process group
 * of its own, which ends with it: whatever it started and did not take out of the group by setsid.
 */
import type { Socket, Subprocess } from "bun";
import { errorOf, messageOf } from "../../errors.ts";
import { LIMITS } from "../../limits.ts";
import { startTimer } from "../../timer.ts";
import { watchDescriptor } from "../descriptor-socket.ts";
import { closeDescriptor, socketPair } from "../libc.ts";
import { LineReader } from "./line-reader.ts";
import { forgetGroup, watchGroup } from "./watchdog.ts";

export interface ChildCommand {
  /** Program and arguments. */
  argv: readonly [string, ...string[]];
  /** The whole environment. */
  env: Record<string, string>;
  /** Its working directory; by default ours. */
  cwd?: string | undefined;
}

export interface ChildEvents {
  /** Bytes of its standard output. */
  onData(bytes: Uint8Array): void;
  /** A line of its standard error. */
  onLine(line: string): void;
  /** It does not read what is sent to it, and too much has come together. */
  onStuck(): void;
  /** It is gone; said once. */
  onExit(exit: ChildExit): void;
}

/** How a child ended: a status, or a signal's name. */
export interface ChildExit {
  description: string;
  /** The end of its standard error. */
  lastLines: string;
}

export class Child {
  readonly #events: ChildEvents;
  readonly #process: Subprocess;
  readonly #stderr: LineReader;
  readonly #exited: Promise<void>;
  #socket: Socket | undefined;
  #errorSocket: Socket | undefined;
  #queue: Uint8Array[] = [];
  #queuedBytes = 0;
  /** Something was written in this turn already: what follows goes out with what follows that. */
  #gathers = false;
  #busy = false;

  /** @throws LoadError `guest_not_found` when the program cannot be started */
  constructor(command: ChildCommand, events: ChildEvents) {
    this.#events = events;
    this.#stderr = new LineReader(LIMITS.maxLogLineBytes, (line) => events.onLine(line));
    const [ours, theirs] = socketPair(true);
    let pair: [number, number];
    try {
      pair = socketPair(true);
    } catch (error) {
      closeDescriptor(ours);
      closeDescriptor(theirs);
      throw error;
    }
    const [ourError, theirError] = pair;
    try {
      this.#process = spawn(command, theirs, theirError);
    } catch (error) {
      closeDescriptor(ours);
      closeDescriptor(ourError);
      throw error;
    } finally {
      closeDescriptor(theirs);
      closeDescriptor(theirError);
    }
    this.#process.unref();
    watchGroup(this.#process.pid);
    const closed = this.#connect(ours);
    const silent = this.#connectError(ourError);
    this.#exited = this.#watch(closed, silent);
  }

  /**
   * Sends bytes, which become the child's: at once where nothing else was sent in this turn, else together with all that the turn sends,
   * as a write costs more than a message. What the socket does not take is queued.
   */
  write(bytes: Uint8Array): void {
    if (this.#gathers || this.#socket === undefined || this.#queue.length > 0) {
      this.#enqueue(bytes);
      return;
    }
    this.#gathers = true;
    queueMicrotask(this.#endGathering);
    const written = Math.max(0, this.#socket.write(bytes));
    if (written < bytes.length) this.#enqueue(bytes.subarray(written));
  }

  readonly #endGathering = (): void => {
    this.#gathers = false;
    if (this.#queue.length > 0) this.#flush();
  };

  #enqueue(bytes: Uint8Array): void {
    this.#queue.push(bytes);
    this.#queuedBytes += bytes.length + CHUNK_OVERHEAD_BYTES;
    if (this.#queuedBytes <= LIMITS.maxQueuedBytes) return;
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#events.onStuck();
  }

  /** Whether the child keeps this process alive. */
  setBusy(busy: boolean): void {
    this.#busy = busy;
    if (busy) {
      this.#socket?.ref();
      this.#process.ref();
    } else {
      this.#socket?.unref();
      this.#process.unref();
    }
  }

  /** Whether its standard output is read: one that writes on meanwhile waits. */
  setReading(reading: boolean): void {
    if (reading) this.#socket?.resume();
    else this.#socket?.pause();
  }

  /** Ends its input, and the process itself after the grace time in ms. Resolves when it is gone. */
  async close(graceMs: number): Promise<void> {
    this.#process.ref();
    // What waits for the end of the turn goes out before the end of the input does.
    this.#flush();
    this.#socket?.shutdown();
    const timer = startTimer(() => this.#endGroup(), graceMs);
    await this.#exited;
    clearTimeout(timer);
  }

  /** Resolves when the connection is gone. */
  #connect(descriptor: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    watchDescriptor(descriptor, {
      open: (socket) => {
        this.#socket = socket;
        this.setBusy(this.#busy);
        this.#flush();
      },
      data: (_socket, bytes) => this.#events.onData(bytes),
      drain: () => this.#flush(),
      close: () => resolve(),
      error: () => resolve(),
    });
    return promise;
  }

  #connectError(descriptor: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    watchDescriptor(descriptor, {
      open: (socket) => {
        this.#errorSocket = socket;
        socket.unref();
      },
      data: (_socket, bytes) => this.#stderr.push(bytes),
      close: () => resolve(),
      error: () => resolve(),
    });
    return promise;
  }

  #flush(): void {
    const socket = this.#socket;
    while (socket !== undefined && this.#queue.length > 0) {
      const bytes = this.#nextWrite();
      const written = Math.max(0, socket.write(bytes));
      this.#queuedBytes -= written;
      if (written < bytes.length) {
        this.#queue.unshift(bytes.subarray(written));
        return;
      }
      this.#queuedBytes -= CHUNK_OVERHEAD_BYTES;
    }
  }

  /** Takes the first chunks of the queue out, as many as are worth copying into one. */
  #nextWrite(): Uint8Array {
    const [first] = this.#queue as [Uint8Array];
    let chunks = 1;
    let length = first.length;
    for (let next = this.#queue[1]; next !== undefined; next = this.#queue[chunks]) {
      if (length + next.length > MAX_JOINED_BYTES) break;
      length += next.length;
      chunks += 1;
    }
    const taken = this.#queue.splice(0, chunks);
    this.#queuedBytes -= (chunks - 1) * CHUNK_OVERHEAD_BYTES;
    return chunks === 1 ? first : Buffer.concat(taken, length);
  }

  /** A child that closed its output is as good as gone; a grandchild may hold the standard error open for ever. */
  async #watch(closed: Promise<void>, silent: Promise<void>): Promise<void> {
    await Promise.race([closed, this.#process.exited]);
    this.#process.ref();
    const timer = startTimer(() => this.#endGroup(), LIMITS.closeGraceMs);
    await this.#process.exited;
    clearTimeout(timer);
    const ended = this.#endRest();
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const lastWords = startTimer(resolve, LAST_WORDS_MS);
    await Promise.race([Promise.all([closed, silent]), late]);
    clearTimeout(lastWords);
    await ended;
    this.#socket?.terminate();
    this.#errorSocket?.terminate();
    this.#stderr.end();
    this.#events.onExit({ description: this.#describeExit(), lastLines: this.#stderr.lastLines });
  }

  /** False where nothing of the group is left. */
  #endGroup(): boolean {
    try {
      return process.kill(-this.#process.pid, "SIGKILL");
    } catch {
      // ESRCH is that; EPERM, of a member that became another user's, is nothing that we could end.
      return false;
    }
  }

  /** Ends what the process left behind in its group. Where nobody reaps, what is dead stays a member of it. */
  async #endRest(): Promise<void> {
    const end = performance.now() + LAST_WORDS_MS;
    while (this.#endGroup() && performance.now() < end) await Bun.sleep(1);
    forgetGroup(this.#process.pid);
  }

  #describeExit(): string {
    const { exitCode, signalCode } = this.#process;
    return signalCode === null ? `exited with status ${exitCode}` : `was ended by ${signalCode}`;
  }
}

/** What a queued chunk costs beside its bytes. */
const CHUNK_OVERHEAD_BYTES = 256;

/** Larger chunks are written as they are. */
const MAX_JOINED_BYTES = 64 * 1024;

/** How long what a dead child wrote last may still be on its way. */
const LAST_WORDS_MS = 100;

function spawn(command: ChildCommand, stdio: number, stderr: number): Subprocess {
  const [program] = command.argv;
  try {
    return Bun.spawn([...command.argv], {
      stdin: stdio,
      stdout: stdio,
      stderr,
      env: command.env,
      ...(command.cwd === undefined ? undefined : { cwd: command.cwd }),
      detached: true,
    });
  } catch (error) {
    throw errorOf("guest_not_found", `Cannot start the guest ${program}: ${messageOf(error)}`, {
      file: program,
      value: command.argv.join(" "),
      remedy: "Check that the program exists and may be run",
    });
  }
}
