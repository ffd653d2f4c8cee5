/**
 * What carries encoded messages between a host and one guest. A transport knows bytes, processes, pointers and
 * linear memory; it knows nothing of requests, actions or providers.
 */
import type { PluginError } from "../errors.ts";

/** Moves encoded messages (`string` in a process, `Uint8Array` between processes) to one peer and back. */
export interface Transport<Encoded> {
  /**
   * Hands one message over. May call `receiver.message` with answers before it returns. Never throws: a
   * connection that broke tells by `receiver.closed`.
   */
  send(message: Encoded): void;
  /** Told when the first call comes under way and when the last one ends: an idle guest keeps no script alive. */
  setBusy(busy: boolean): void;
  /** How long to look for the peer's next message before this process sleeps, µs. Where messages wait for no one there is nothing to do. */
  poll?(us: number): void;
  /**
   * The longest message that the peer may send from now on, in bytes (characters in a process). Before that it is
   * LIMITS.maxReadyBytes, at a host's end; a guest takes what its host sends.
   */
  accept?(maxBytes: number): void;
  /** Whether messages are read. While they are not, the peer waits, or keeps what it says; a transport without this reads on. */
  setReading?(reading: boolean): void;
  /** Ends the peer, by force after the grace time. Resolves when nothing of it is left; may be called twice. */
  close(): Promise<void>;
}

/** The one who listens; given to the transport when it is made. */
export interface Receiver<Encoded> {
  /** One whole message. The bytes are the receiver's only until it returns. */
  message(message: Encoded): void;
  /** The connection is gone; said once. Without an error somebody asked for it. */
  closed(error?: PluginError): void;
}

/** Makes a transport that reports to `receiver`. */
export type Connect<Encoded> = (receiver: Receiver<Encoded>) => Transport<Encoded>;

/** One encoding of messages. Both directions throw PluginErrors: `value_refused` and `protocol_violation`. */
export interface Codec<Encoded> {
  encode(message: Record<string, unknown>): Encoded;
  decode(encoded: Encoded): unknown;
  /** Length in the unit that limits are given in, bytes or what is close to it. */
  sizeOf(encoded: Encoded): number;
  /** Bytes that the value of the message takes in memory, about. Asked of the one that was decoded last: its values were counted then. */
  decodedSize(encoded: Encoded): number;
}
