/** Something that several subjects use at once: opened for the first of them, closed after the last one. */
export class Shared<Value> {
  readonly #open: () => Promise<Value>;
  readonly #close: (value: Value) => Promise<void>;
  #value: Promise<Value> | undefined;
  #users = 0;

  constructor(open: () => Promise<Value>, close: (value: Value) => Promise<void>) {
    this.#open = open;
    this.#close = close;
  }

  /** Each that was fulfilled is answered by one release(). */
  async acquire(): Promise<Value> {
    this.#users += 1;
    this.#value ??= this.#open();
    try {
      return await this.#value;
    } catch (error) {
      this.#users -= 1;
      this.#value = undefined;
      throw error;
    }
  }

  async release(): Promise<void> {
    this.#users -= 1;
    const value = this.#value;
    if (this.#users > 0 || value === undefined) return;
    this.#value = undefined;
    await this.#close(await value);
  }
}
