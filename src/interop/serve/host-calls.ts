/** The runtime's methods that the host works on. What of their arguments is a function stays here, and is called by its messages. */
import type { CallOptions, Message } from "../../channel/call.ts";
import { isMap } from "../../channel/values.ts";
import { emitHandlers } from "../callback.ts";
import { TextStream } from "../text-stream.ts";
import type { HostLink } from "./host-link.ts";

type AnyFunction = (...args: unknown[]) => unknown;

/** Where elizaOS's methods take the callback of a handler. */
const CALLBACK_ARGUMENT: Record<string, number> = { processActions: 3, evaluate: 3 };

/** Waits that have no end of their own, as in elizaOS: for what may come late, or never. */
const WITHOUT_DEADLINE: ReadonlySet<string> = new Set(["initPromise", "getServiceLoadPromise"]);

export class HostCalls {
  readonly #link: HostLink;

  constructor(link: HostLink) {
    this.#link = link;
  }

  /** Calls one of the host's methods by its name. */
  async call(method: string, args: unknown[]): Promise<unknown> {
    if (method === "useModel") return await this.#useModel(args);
    const at = CALLBACK_ARGUMENT[method];
    const callback = at === undefined ? undefined : args[at];
    if (at === undefined || typeof callback !== "function") return (await this.#ask(method, args)).value;
    const fields = { callback: true };
    const inside = emitHandlers(callback as AnyFunction);
    return (await this.#ask(method, args.with(at, null), { fields, inside })).value;
  }

  async #useModel(args: unknown[]): Promise<unknown> {
    const [type, params, ...rest] = args;
    if (!isMap(params)) return (await this.#ask("useModel", args)).value;
    const { onStreamChunk, ...sent } = params;
    const listener = typeof onStreamChunk === "function" ? (onStreamChunk as AnyFunction) : undefined;
    const given = [type, sent, ...rest];
    // elizaOS's rule: `stream: false` wins over the function.
    if (params.stream === false || (listener === undefined && params.stream !== true))
      return (await this.#ask("useModel", given)).value;
    return listener === undefined ? await this.#asStream(given) : await this.#withListener(given, listener);
  }

  /** The whole text, after the function was called with each part. */
  async #withListener(args: unknown[], listener: AnyFunction): Promise<unknown> {
    const { stream, answer } = this.#stream(args);
    for await (const text of stream.result.textStream) {
      try {
        await listener(text);
      } catch {
        // As in elizaOS: who listens to a model cannot stop it by failing.
      }
    }
    return (await answer).value;
  }

  /** What elizaOS gives to `stream: true` alone. A text that came whole is a stream of one part; no text is given as it is. */
  async #asStream(args: unknown[]): Promise<unknown> {
    const { stream, answer } = this.#stream(args);
    if (await stream.begun) return stream.result;
    const { value } = await answer;
    if (typeof value !== "string") return value;
    const whole = new TextStream();
    if (value !== "") whole.push(value);
    whole.end({ value });
    return whole.result;
  }

  #stream(args: unknown[]): { stream: TextStream; answer: Promise<Message> } {
    const controller = new AbortController();
    const scope = this.#link.scope?.current()?.signal;
    const stream = new TextStream(() => controller.abort());
    const answer = this.#ask("useModel", args, {
      fields: { stream: true },
      signal: scope === undefined ? controller.signal : AbortSignal.any([controller.signal, scope]),
      onPart: ({ text }) => {
        if (typeof text === "string") stream.push(text);
      },
    });
    answer.then(
      ({ value }) => stream.end({ value }),
      (error) => stream.fail(error),
    );
    return { stream, answer };
  }

  async #ask(
    method: string,
    args: unknown[],
    more: Partial<CallOptions> & { fields?: object } = {},
  ): Promise<Message> {
    const { fields, ...options } = more;
    const timeoutMs = WITHOUT_DEADLINE.has(method) ? Number.POSITIVE_INFINITY : undefined;
    return await this.#link.channel.call(
      "host.call",
      { method, args: withoutTrailing(args), ...fields },
      { timeoutMs, component: `runtime method ${method}`, ...options },
    );
  }
}

/** Arguments that were left open stay so: as null they would take the place of elizaOS's defaults. */
function withoutTrailing(args: unknown[]): unknown[] {
  return args.slice(0, args.findLastIndex((argument) => argument !== undefined) + 1);
}
