/**
 * The job that ours, every floor and every peer do: the action ECHO, asked with a message and options, answers the message's text and
 * the options. What goes, what comes back and how it is checked is src/bench's own; how it is carried is the question.
 */
import type { Job } from "./component-call.ts";
import { bytesJob, ECHO, textJob } from "./echo-job.ts";
import { checkEqual, wrongResult } from "./wrong-result.ts";

/** One message of the protocol that asks for it. */
export interface EchoRequest {
  type: "action.invoke";
  id: number;
  action: string;
  memory: { content: { text?: string } };
  options: object;
}

export interface EchoAnswer {
  type: string;
  re: number;
  result: { success: boolean; text: string; data: object };
}

/** What a handler makes of a request. */
export function echo({ id, memory, options }: EchoRequest): EchoAnswer {
  const result = { success: true, text: memory.content.text ?? "", data: options };
  return { type: "action.result", re: id, result };
}

/** The payload is the message's text, or bytes among the options. */
export type PayloadKind = "text" | "bytes";

/** Requests with the same inputs, each with an id of its own. */
export class EchoJob {
  readonly kind: PayloadKind;
  readonly #job: Job;
  #requests = 0;

  constructor(payloadBytes: number, kind: PayloadKind = "text") {
    this.kind = kind;
    this.#job = kind === "text" ? textJob(payloadBytes) : bytesJob(payloadBytes);
  }

  get payloadBytes(): number {
    return this.#job.inputs.payloadBytes;
  }

  next(): EchoRequest {
    this.#requests += 1;
    const { message, options } = this.#job.inputs;
    return { type: "action.invoke", id: this.#requests, action: ECHO, memory: message, options };
  }

  /** @throws where it is not what ours must give */
  checkResult(result: unknown): void {
    this.#job.check(result);
  }

  /** @throws where it is no answer to one of the requests, or its result is not what ours must give */
  checkAnswer(answer: unknown): void {
    const { type, re, result } = answer as EchoAnswer;
    checkEqual("type", type, "action.result");
    if (!(re >= 1 && re <= this.#requests)) throw wrongResult("re", `1 to ${this.#requests}`, re);
    this.checkResult(result);
  }
}
