/** What every message must be, whoever sent it: its type, and the requests that its `id` and `re` name. */
import { MESSAGES } from "../contract/generated/messages.ts";
import { type ErrorPlace, errorOf } from "../errors.ts";
import type { Message, MessageType } from "./call.ts";
import { shown } from "./shown.ts";

/** @throws ProtocolError for what is no map with a string `type` */
export function asMessage(value: unknown): Message {
  if (typeof value === "object" && value !== null && typeof (value as Message).type === "string")
    return value as Message;
  const text = `Cannot read a message as it must be a map with a string type: current value is ${shown(value)}`;
  throw errorOf("protocol_violation", text, { value });
}

export function isRequestId(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 1;
}

/** The kind of a message of the contract: `request`, `answer`, `part`, `follow-up` or `notice`. */
export function kindOf(type: string): string | undefined {
  return Object.hasOwn(MESSAGES, type) ? MESSAGES[type as MessageType].kind : undefined;
}

export function namesNoRequest(message: Message, field: "id" | "re", peer: ErrorPlace): Error {
  const value = message[field];
  const what = field === "id" ? "request" : "message";
  const text = `Cannot take the ${what} ${message.type} as its ${field} must be a positive integer: current value is ${shown(value)}`;
  return errorOf("protocol_violation", text, { ...peer, value });
}
