/**
 * What a guest waits for the agent: `host.call`, there and back. The plugin `bench` reads a key of the cache again and again, in one
 * action that runs for the whole measurement; a call() here answers the read that waits and lasts until the next one comes. That is one
 * round trip, seen from the host, and nothing else: no invoke is in it, and this agent's cache is a promise.
 */
import type { ActionResult, IAgentRuntime } from "@elizaos/core";
import { callerOf, type Job } from "../component-call.ts";
import { messageOf } from "../payload.ts";
import { type CaseKey, type OpenSubject, type Subject, subjectId } from "../subject.ts";
import { openSession, placeOf, type Session, type Way } from "../way.ts";
import { checkEqual } from "../wrong-result.ts";

const ASKING: Job = {
  kind: "action",
  name: "ASK_HOST",
  inputs: { message: messageOf(""), payloadBytes: 0, options: {} },
  check: (result) => checkEqual("success", (result as ActionResult | undefined)?.success, true),
};

/** @param way of the plugin `bench` */
export function hostCall(way: Way, { pinned = false } = {}): Subject {
  const key: CaseKey = { ...placeOf(way), case: "host-call", payloadBytes: 0, inFlight: 1, pinned };
  return { ...key, id: subjectId(key), open: async () => new Asking(await openSession(way)).begin() };
}

class Asking implements OpenSubject {
  readonly #session: Session;
  /** Answers the read that waits; undefined ends the reading. */
  #answer: ((value: true | undefined) => void) | undefined;
  #asked = 0;
  #arrived = Promise.withResolvers<string>();
  #ended: Promise<ActionResult | undefined> | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Starts the action. Resolves when its first read waits. */
  async begin(): Promise<this> {
    // This agent is nobody else's.
    const runtime: IAgentRuntime = this.#session.runtime;
    runtime.getCache = <Value>(key: string) => this.#read(key) as Promise<Value>;
    try {
      const ended = callerOf(this.#session, ASKING)() as Promise<ActionResult | undefined>;
      this.#ended = ended;
      await Promise.race([this.#arrived.promise, ended.then(endedEarly)]);
    } catch (error) {
      await this.#session.close();
      throw error;
    }
    return this;
  }

  #read(key: string): Promise<true | undefined> {
    const { promise, resolve } = Promise.withResolvers<true | undefined>();
    this.#answer = resolve;
    this.#asked += 1;
    this.#arrived.resolve(key);
    return promise;
  }

  call(): Promise<string> {
    this.#arrived = Promise.withResolvers();
    this.#answer?.(true);
    return this.#arrived.promise;
  }

  check(key: unknown): void {
    checkEqual("key", key, "bench");
  }

  async close(): Promise<void> {
    this.#answer?.(undefined);
    const result = await this.#ended;
    await this.#session.close();
    ASKING.check(result);
    // The guest has counted too: as many answers as there were reads, but for the last one.
    checkEqual("count of host calls", result?.data?.asked, this.#asked - 1);
  }
}

function endedEarly(): never {
  throw new Error("its action ended before it was told to");
}
