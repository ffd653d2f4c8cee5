/** The vectors that bun, cargo and pytest share. */
import exchangesFile from "./vectors/exchanges.json";
import messagesFile from "./vectors/messages.json";
import refusedFile from "./vectors/refused.json";
import valuesFile from "./vectors/values.json";

export interface Refused {
  name: string;
  json?: string;
  msgpack?: string;
  code: string;
}

export type Step = { send: Record<string, unknown> } | { expect: Record<string, unknown> };

/** `kinds`: for guests that have all kinds of components, else for every guest. */
export interface Exchange {
  name: string;
  kinds?: "all";
  steps: Step[];
}

export const valueVectors = valuesFile.values;
export const refusedVectors = refusedFile.refused as Refused[];
export const messageVectors = messagesFile.messages;
export const exchangeVectors = exchangesFile.exchanges as unknown as Exchange[];
