/** A real Channel on a scripted peer, and the words that its tests share. */
import { expect } from "bun:test";
import type { CallOptions, Message, RequestHandlers } from "../../src/channel/call.ts";
import { Channel, type ChannelOptions } from "../../src/channel/channel.ts";
import { jsonCodec } from "../../src/channel/json-codec.ts";
import { HOST_VOICE } from "../../src/channel/wire-error.ts";
import { PluginError } from "../../src/errors.ts";
import { ScriptedPeer } from "./scripted-peer.ts";

export interface Opened {
  peer: ScriptedPeer;
  channel: Channel<string>;
  notices: Message[];
  closed: PluginError[];
}

export function open(handlers: RequestHandlers = {}, options: Partial<ChannelOptions<string>> = {}): Opened {
  const peer = new ScriptedPeer();
  const notices: Message[] = [];
  const closed: PluginError[] = [];
  const channel = new Channel(peer.connect, {
    codec: jsonCodec,
    handlers,
    onNotice: (message) => notices.push(message),
    onClosed: (reason) => closed.push(reason),
    voice: HOST_VOICE,
    peer: { plugin: "probe", language: "other" },
    ...options,
  });
  return { peer, channel, notices, closed };
}

/** A call of an action without a deadline, unless the options have one. */
export function invoke(channel: Channel<string>, options: Partial<CallOptions> = {}, fields: object = {}) {
  return channel.call(
    "action.invoke",
    { action: "A", ...fields },
    { timeoutMs: Number.POSITIVE_INFINITY, ...options },
  );
}

/** What an action threw or a promise was rejected with. */
export async function errorOfCall(action: () => unknown): Promise<PluginError> {
  try {
    await action();
  } catch (error) {
    expect(error).toBeInstanceOf(PluginError);
    return error as PluginError;
  }
  throw new Error("It did not fail");
}

/** What has not ended yet stays; the rest settles. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await null;
}

export const answer = (re: number, result: unknown = null) => ({ type: "action.result", re, result });
export const ask = (id: number, more: object = {}) => ({
  type: "host.call",
  id,
  method: "m",
  args: [],
  ...more,
});
