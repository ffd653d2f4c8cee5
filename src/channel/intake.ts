/**
 * Backpressure: a peer whose requests under way hold too many bytes is not read until some of them have settled. The other end of its
 * connection then waits in its own memory, not in ours.
 */
import { LIMITS } from "../limits.ts";
import { startTimer, type Timer } from "../timer.ts";

export interface IntakePort<Encoded> {
  /** Works on one message. */
  take(encoded: Encoded): void;
  /** Bytes of the peer's decoded requests whose handlers have not settled. */
  heldBytes(): number;
  /** Has the transport read, or not. */
  setReading(reading: boolean): void;
}

export class Intake<Encoded> {
  readonly #port: IntakePort<Encoded>;
  /** What the transport had read already when it was told to stop, in order. */
  #kept: Encoded[] = [];
  #isPaused = false;
  #isResuming = false;
  /** Nothing settled for too long: requests are refused instead, until there is room. */
  #hasGivenUp = false;
  #hasProgress = false;
  #patience: Timer | undefined;

  constructor(port: IntakePort<Encoded>) {
    this.#port = port;
  }

  /** Whether messages that come are to be kept. */
  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** A message came meanwhile. Its bytes are the transport's again when this returns. */
  keep(encoded: Encoded): void {
    this.#kept.push(encoded instanceof Uint8Array ? (encoded.slice() as Encoded) : encoded);
  }

  /** A request of the peer came under way. */
  begun(): void {
    if (!this.#isPaused && this.#isFull()) this.#pause();
  }

  /** A request of the peer has settled. */
  settled(): void {
    this.#hasProgress = true;
    if (this.#isFull()) return;
    this.#hasGivenUp = false;
    if (this.#isPaused) this.#resume();
  }

  /** The connection has ended. */
  end(): void {
    clearTimeout(this.#patience);
    this.#kept = [];
  }

  #isFull(): boolean {
    return this.#port.heldBytes() > LIMITS.maxGuestRequestBytes;
  }

  #pause(): void {
    if (this.#hasGivenUp) return;
    this.#isPaused = true;
    this.#port.setReading(false);
    this.#wait();
  }

  /** The answers that a handler waits for may be among what is not read: reading stops for a while only. */
  #wait(): void {
    this.#hasProgress = false;
    this.#patience = startTimer(() => {
      if (this.#hasProgress) {
        this.#wait();
        return;
      }
      this.#hasGivenUp = true;
      this.#resume();
    }, LIMITS.maxPauseMs);
  }

  /** First what was kept; what comes meanwhile is kept behind it. */
  #resume(): void {
    if (this.#isResuming) return;
    this.#isResuming = true;
    while (this.#isPaused && (this.#hasGivenUp || !this.#isFull())) {
      const next = this.#kept.shift();
      if (next !== undefined) {
        this.#port.take(next);
        continue;
      }
      this.#isPaused = false;
      clearTimeout(this.#patience);
      this.#port.setReading(true);
    }
    this.#isResuming = false;
  }
}
