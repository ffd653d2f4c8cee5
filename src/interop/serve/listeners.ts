/** `on`, `once` and `off` as Node's emitters have them, for the few events of a response; a browser has no node:events. */

type Listener = () => void;

interface Entry {
  listener: Listener;
  once: boolean;
}

export class Listeners {
  readonly #listeners = new Map<string, Entry[]>();

  on(event: string, listener: Listener): this {
    return this.#add(event, { listener, once: false });
  }

  once(event: string, listener: Listener): this {
    return this.#add(event, { listener, once: true });
  }

  off(event: string, listener: Listener): this {
    this.#keep(event, (one) => one.listener !== listener);
    return this;
  }

  addListener(event: string, listener: Listener): this {
    return this.on(event, listener);
  }

  removeListener(event: string, listener: Listener): this {
    return this.off(event, listener);
  }

  listenerCount(event: string): number {
    return this.#listeners.get(event)?.length ?? 0;
  }

  /** Node's streams tell where they are piped to. */
  emit(event: string): boolean {
    const isHeard = this.listenerCount(event) > 0;
    this.tell(event);
    return isHeard;
  }

  /** Whoever listens now is told, in order; those who listen once are forgotten first. */
  protected tell(event: string): void {
    const told = this.#listeners.get(event) ?? [];
    this.#keep(event, ({ once }) => !once);
    for (const { listener } of told) {
      try {
        listener.call(this);
      } catch (error) {
        // Its own failure, as that of a timer: whoever tells is in the middle of something else.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  #add(event: string, entry: Entry): this {
    const entries = this.#listeners.get(event) ?? [];
    entries.push(entry);
    this.#listeners.set(event, entries);
    return this;
  }

  /** Into a list of its own: one that is being told stays as it is. */
  #keep(event: string, isKept: (entry: Entry) => boolean): void {
    this.#listeners.set(event, (this.#listeners.get(event) ?? []).filter(isKept));
  }
}
