/** A peer that says and does what a test tells it, at the other end of a real Channel: no process, no clock. */
import type { Message } from "../../src/channel/call.ts";
import { jsonCodec } from "../../src/channel/json-codec.ts";
import type { Receiver, Transport } from "../../src/channel/transport.ts";
import { MESSAGES } from "../../src/contract/generated/messages.ts";
import type { PluginError } from "../../src/errors.ts";

const kindOf = (type: string) => (MESSAGES as Record<string, { kind?: string }>)[type]?.kind;

export class ScriptedPeer {
  /** What the channel has sent, in order. */
  readonly sent: Message[] = [];
  /** What the peer does inside `send`, before it returns. */
  onSend: ((message: Message) => void) | undefined;
  busy = false;
  closes = 0;
  /** Whether the channel reads what the peer says, and how often it ceased to. A scripted peer says it all the same. */
  isRead = true;
  pauses = 0;
  /** Requests that the peer has made and that are not answered, by id. */
  readonly open = new Set<number>();
  /** Requests of the channel that the peer has not answered and that were not cancelled, by id. */
  readonly asked = new Set<number>();
  /** What the channel did that it must not. Collected, as it would catch what `send` throws. */
  readonly faults: string[] = [];
  readonly #ids = new Set<unknown>();
  #receiver: Receiver<string> | undefined;
  #isClosed = false;

  readonly connect = (receiver: Receiver<string>): Transport<string> => {
    this.#receiver = receiver;
    return {
      send: (text) => this.#take(jsonCodec.decode(text) as Message),
      setBusy: (busy) => {
        if (busy === this.busy) this.faults.push(`It said busy ${busy} twice`);
        this.busy = busy;
      },
      setReading: (reading) => {
        if (!reading) this.pauses++;
        this.isRead = reading;
      },
      close: async () => {
        this.closes++;
        this.break();
      },
    };
  };

  give(message: Message): void {
    const { id, re, type } = message;
    if (typeof id === "number" && !this.#isClosed) this.open.add(id);
    if (typeof re === "number" && kindOf(type) === "answer") this.asked.delete(re);
    this.giveText(jsonCodec.encode(message));
  }

  giveText(text: string): void {
    this.#receiver?.message(text);
  }

  /** The connection is gone. */
  break(error?: PluginError): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#receiver?.closed(error);
  }

  /** The channel's requests of one type, in order. */
  requests(type: string): Message[] {
    return this.sent.filter((message) => message.type === type);
  }

  /** The ids of the channel's requests, in order. */
  get ids(): number[] {
    return this.sent.flatMap(({ id }) => (id === undefined ? [] : [id as number]));
  }

  /** The last request of the channel. */
  get lastRequest(): Message & { id: number } {
    const request = this.sent.findLast(({ id }) => typeof id === "number");
    if (request === undefined) throw new Error("The channel has asked nothing");
    return request as Message & { id: number };
  }

  #take(message: Message): void {
    if (this.#isClosed) this.faults.push(`It sent ${message.type} after the end`);
    this.sent.push(message);
    const re = message.re as number;
    if (message.id !== undefined) this.#takeRequest(message);
    else if (message.type === "cancel") this.#mustHold(this.asked.delete(re), message);
    else if (kindOf(message.type) === "answer") this.#mustHold(this.open.delete(re), message);
    this.onSend?.(message);
  }

  #takeRequest(message: Message): void {
    const { id } = message;
    this.#mustHold(Number.isSafeInteger(id) && !this.#ids.has(id), message);
    this.#ids.add(id);
    this.asked.add(id as number);
  }

  #mustHold(condition: boolean, message: Message): void {
    if (!condition) this.faults.push(`It sent ${JSON.stringify(message)}`);
  }
}
