/**
 * The service `eliza`: what was said in each room since the agent started. Messages that the agent receives and ELIZA's replies add to
 * it; the routes, and any other plugin, read it.
 */
import { type EventHandler, type EventType, type IAgentRuntime, Service } from "@elizaos/core";
import { type Place, problem } from "./place.ts";

export type Speaker = "person" | "eliza";

export interface Line {
  who: Speaker;
  text: string;
}

/** When one more comes, the oldest is forgotten. */
const LINES_PER_ROOM = 200;

export class ElizaService extends Service {
  static override serviceType = "eliza";
  override capabilityDescription = "Keeps what was said to ELIZA and by her, room by room";
  readonly #rooms = new Map<string, Line[]>();

  static override async start(runtime: IAgentRuntime): Promise<ElizaService> {
    return new ElizaService(runtime);
  }

  async stop(): Promise<void> {
    this.#rooms.clear();
  }

  /** Oldest first. */
  history(roomId: string): Line[] {
    return [...(this.#rooms.get(roomId) ?? [])];
  }

  /** Any plugin may call it, in whatever language: what it gives is looked at. */
  remember(roomId: string, who: Speaker, text: string): void {
    check(who === "person" || who === "eliza", { path: "who", value: who }, "must be person or eliza");
    check(typeof text === "string", { path: "text", value: text }, "must be a string");
    const lines = this.#rooms.get(roomId) ?? [];
    lines.push({ who, text });
    if (lines.length > LINES_PER_ROOM) lines.shift();
    this.#rooms.set(roomId, lines);
  }

  /** Forgets one room, or all. @returns how many lines that were */
  reset(roomId: string | null = null): number {
    let forgotten = 0;
    for (const [room, lines] of this.#rooms) {
      if (roomId !== null && room !== roomId) continue;
      forgotten += lines.length;
      this.#rooms.delete(room);
    }
    return forgotten;
  }
}

function check(isRight: boolean, place: Place, rule: string): void {
  if (!isRight) throw new Error(`Cannot remember a line as ${problem(place, rule)}`);
}

/** What was said in a room, oldest first; nothing while the service does not run. */
export function historyOf(runtime: IAgentRuntime, roomId: string): Line[] {
  return serviceOf(runtime)?.history(roomId) ?? [];
}

/** Only the person's lines: what the engine reads. */
export function saidIn(runtime: IAgentRuntime, roomId: string): string[] {
  return historyOf(runtime, roomId)
    .filter(({ who }) => who === "person")
    .map(({ text }) => text);
}

export function remember(runtime: IAgentRuntime, roomId: string, who: Speaker, text: string): void {
  serviceOf(runtime)?.remember(roomId, who, text);
}

export function serviceOf(runtime: IAgentRuntime): ElizaService | null {
  return runtime.getService<ElizaService>(ElizaService.serviceType);
}

export const onMessage: EventHandler<EventType.MESSAGE_RECEIVED> = async ({ runtime, message }) => {
  const { text } = message.content;
  if (typeof text === "string" && message.entityId !== runtime.agentId)
    remember(runtime, message.roomId, "person", text);
};
