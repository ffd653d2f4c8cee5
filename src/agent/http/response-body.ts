/**
 * The body of a response that is written piece by piece. A handler writes on the one side, Bun's server reads on the other: a chunk counts as
 * written when the server asks for the next, which it does when the client's side has room. (A stream of type "direct" has no such limit.)
 */
export class ResponseBody {
  readonly stream: ReadableStream<Uint8Array>;
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  /** The server waits for a chunk until this is called. */
  #given: (() => void) | undefined;
  /** Handed to `write`, and not yet to the server. */
  #waiting: { chunk: Uint8Array; written: () => void } | undefined;
  /** Of the chunk that the server has. */
  #written: (() => void) | undefined;
  #isCut = false;

  /** `onCancel`: the client has left. */
  constructor(onCancel: () => void) {
    this.stream = new ReadableStream(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () => this.#next(),
        cancel: onCancel,
      },
      // Otherwise the first chunk would count as written before anybody has asked for one.
      { highWaterMark: 0 },
    );
  }

  /** One at a time: the next when `written` has been called. */
  write(chunk: Uint8Array, written: () => void): void {
    this.#waiting = { chunk, written };
    if (this.#given !== undefined) this.#give();
  }

  end(): void {
    this.#controller.close();
    this.#given?.();
    this.#given = undefined;
  }

  /** The client sees an error, after the chunk that is on its way. */
  cut(): void {
    this.#isCut = true;
    if (this.#given !== undefined) this.#fail();
  }

  #next(): Promise<void> {
    const asked = new Promise<void>((resolve) => {
      this.#given = resolve;
    });
    const written = this.#written;
    this.#written = undefined;
    written?.();
    if (this.#given !== undefined) {
      if (this.#waiting !== undefined) this.#give();
      else if (this.#isCut) this.#fail();
    }
    return asked;
  }

  #give(): void {
    const { chunk, written } = this.#waiting as { chunk: Uint8Array; written: () => void };
    this.#waiting = undefined;
    this.#written = written;
    this.#controller.enqueue(chunk);
    this.#given?.();
    this.#given = undefined;
  }

  #fail(): void {
    const given = this.#given;
    this.#given = undefined;
    // In a turn of its own, or Bun forgets the chunk before, and the head with it. With an error in it Bun would print that one.
    setImmediate(() => {
      this.#controller.error(undefined);
      given?.();
    });
  }
}
