/**
 * The `runtime` that a TypeScript guest's components are given: what elizaOS answers at once comes from the snapshot of
 * `plugin.init`, the rest is one `host.call`.
 */
import type { IAgentRuntime } from "@elizaos/core";
import { type CallScope, requestOf } from "../channel/call-scope.ts";
import type { Channel } from "../channel/channel.ts";
import { HOST_METHODS } from "../contract/generated/messages.ts";
import { errorOf } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import { LOG_LEVELS } from "./log.ts";

type Setting = string | number | boolean | null;

/** What `plugin.init` and `plugin.update` tell. */
export interface AgentSnapshot {
  settings: Record<string, Setting>;
  agent: { id: string; character: Record<string, unknown> };
}

/** A runtime over the guest's end of a channel. `snapshot` may be replaced while it is used. */
export class GuestRuntime {
  readonly #channel: Channel<never>;
  readonly #scope: CallScope | undefined;
  readonly logger: Record<string, (...args: unknown[]) => void>;
  snapshot: AgentSnapshot;

  constructor(channel: Channel<never>, scope: CallScope | undefined, snapshot: AgentSnapshot) {
    this.#channel = channel;
    this.#scope = scope;
    this.snapshot = snapshot;
    this.logger = Object.fromEntries(
      [...LOG_LEVELS, "log", "success", "progress"].map((level) => [
        level,
        (...args: unknown[]) => this.#log(level, args),
      ]),
    );
  }

  get agentId(): string {
    return this.snapshot.agent.id;
  }

  get character(): Record<string, unknown> {
    return this.snapshot.agent.character;
  }

  getSetting(key: string): Setting {
    const { settings } = this.snapshot;
    return Object.hasOwn(settings, key) ? (settings[key] ?? null) : null;
  }

  /** Replaces one setting of the snapshot. A guest that is a host in turn hears of it through this method. */
  setSetting(key: string, value: Setting): void {
    this.snapshot.settings = { ...this.snapshot.settings, [key]: value };
  }

  getService(): null {
    return null;
  }

  hasService(): boolean {
    return false;
  }

  /** Calls one of the host's methods by its name. */
  async call(method: string, args: unknown[]): Promise<unknown> {
    const answer = await this.#channel.call(
      "host.call",
      { method, args },
      {
        timeoutMs: LIMITS.hostTimeoutMs,
        component: `runtime method ${method}`,
      },
    );
    return answer.value;
  }

  /** elizaOS's loggers take an object and a message, or a message and anything. */
  #log(level: string, args: unknown[]): void {
    const [first, ...rest] = args;
    const fields = typeof first === "object" && first !== null && !(first instanceof Error) ? first : {};
    const words = (fields === first ? rest : args).map((word) =>
      word instanceof Error ? word.message : String(word),
    );
    const request = requestOf(this.#channel, this.#scope?.current());
    this.#channel.notify("log", {
      ...(request === undefined ? undefined : { re: request.id }),
      level: (LOG_LEVELS as readonly string[]).includes(level) ? level : "info",
      message: words.join(" "),
      fields,
    });
  }
}

/** The same as elizaOS's interface. Methods that cannot cross are refused by their name; they never succeed silently. */
export function asAgentRuntime(runtime: GuestRuntime): IAgentRuntime {
  const calls = Object.fromEntries(
    HOST_METHODS.map((method) => [method, (...args: unknown[]) => runtime.call(method, args)]),
  );
  return new Proxy(runtime, {
    get(target, property) {
      if (typeof property === "symbol" || property in target) {
        const value = Reflect.get(target, property, target);
        return typeof value === "function" ? value.bind(target) : value;
      }
      if (Object.hasOwn(calls, property)) return calls[property];
      return /^(register|ensure|process|evaluate|create|update|delete|send|add|remove|set)[A-Z]?/.test(
        property,
      )
        ? () => refuse(property)
        : undefined;
    },
  }) as unknown as IAgentRuntime;
}

function refuse(method: string): never {
  throw errorOf(
    "unsupported",
    `The runtime method ${method} cannot be called from a plugin in a process of its own`,
    {
      value: method,
    },
  );
}
