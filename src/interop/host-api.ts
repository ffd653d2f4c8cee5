/**
 * What a guest may ask of the agent: `host.call` by elizaOS's own names, `service.call`, `component.register`. Who the guest is, and
 * what it may, is the host's knowledge.
 */
import type { HandlerCallback, IAgentRuntime, Memory } from "@elizaos/core";
import type { IncomingRequest, Message, RequestHandlers } from "../channel/call.ts";
import type { CallScope } from "../channel/call-scope.ts";
import { shown } from "../channel/shown.ts";
import { isMap } from "../channel/values.ts";
import { HOST_METHODS, LOCAL_MEMBERS, REFUSED_MEMBERS } from "../contract/generated/messages.ts";
import { type HostMethod, isHostMethod, permissionsOf } from "../contract/permissions.ts";
import { closest } from "../contract/suggestion.ts";
import { errorOf } from "../errors.ts";
import { withOpenCharacter } from "./open-character.ts";
import type { Policy } from "./policy.ts";
import { callService } from "./service-call.ts";
import { awaitInitialised, awaitService } from "./service-waits.ts";
import { collected, isTextStream } from "./text-stream.ts";

/** The agent that a guest serves, and what the guest may ask of it. */
export interface HostSide {
  runtime(): IAgentRuntime | undefined;
  policy(): Policy;
  scope: CallScope | undefined;
  /** Registers a component that the guest announced. @throws where the agent or the policy refuses it */
  register(runtime: IAgentRuntime, kind: string, definition: Record<string, unknown>): void;
}

type AnyMethod = (...args: unknown[]) => unknown;

/** One host.call, as the special methods see it. */
interface HostCall {
  runtime: IAgentRuntime;
  args: unknown[];
  request: IncomingRequest;
  side: HostSide;
}

/** The handlers of a guest's requests that are not made inside one call's own callback. */
export function hostHandlers(side: HostSide): RequestHandlers {
  return {
    // No async function: one holds its parameters, and so the message, until it ends.
    "host.call"(message, request) {
      const { method, args } = message;
      if (typeof method !== "string" || !Array.isArray(args)) throw misshapen(message, "a method and args");
      const runtime = agentOf(side, method);
      const call = { runtime, args: withFunctions(message, method, args, request), request, side };
      return Promise.resolve(callMethod(call, method)).then(asValue);
    },
    async "service.call"(message) {
      const { service, method, args } = message;
      if (typeof service !== "string" || typeof method !== "string" || !Array.isArray(args))
        throw misshapen(message, "a service, a method and args");
      side.policy().requireService(service);
      const runtime = agentOf(side, `the service ${service}`);
      return {
        value: (await callService(runtime, { service, method, args }, side.scope?.current())) ?? null,
      };
    },
    "component.register"(message) {
      const { kind, definition } = message;
      if (typeof kind !== "string" || !isMap(definition)) throw misshapen(message, "a kind and a definition");
      side.policy().require(`register:${kind}s`, `the registration of a ${kind}`);
      side.register(agentOf(side, `the registration of a ${kind}`), kind, definition);
      if (kind === "service") side.policy().addService(String(definition.name));
      return {};
    },
  };
}

function asValue(value: unknown): object {
  return { value: value ?? null };
}

function agentOf(side: HostSide, what: string): IAgentRuntime {
  const runtime = side.runtime();
  if (runtime !== undefined) return runtime;
  throw errorOf("host_failed", `Cannot use ${what} as the plugin has no agent yet`, { value: what });
}

/** The functions that a guest named by `stream` and `callback`: they reach it by messages. */
function withFunctions(
  message: Message,
  method: string,
  args: unknown[],
  request: IncomingRequest,
): unknown[] {
  if (message.stream === true && method === "useModel") {
    const onStreamChunk = (text: string) => request.part("model.chunk", { text });
    return [args[0], { ...Object(args[1]), stream: true, onStreamChunk }, ...args.slice(2)];
  }
  const at = CALLBACK_ARGUMENT[method];
  if (message.callback === true && at !== undefined) {
    const given = [...args];
    given[at] = guestCallback(request);
    return given;
  }
  return args;
}

const CALLBACK_ARGUMENT: Record<string, number> = { processActions: 3, evaluate: 3 };

function guestCallback(request: IncomingRequest): HandlerCallback {
  return async (content) => {
    const options = { component: "the callback" };
    const { memories } = await request.call("callback.emit", { content }, options);
    return (memories ?? []) as Memory[];
  };
}

function callMethod(call: HostCall, method: string): unknown {
  if (!isHostMethod(method)) throw unknownMethod(method);
  const { runtime, args, side } = call;
  for (const permission of permissionsOf(method, args)) side.policy().require(permission, method, runtime);
  const special = SPECIAL[method];
  if (special !== undefined) return special(call);
  return applied(runtime, method, args);
}

function applied(runtime: IAgentRuntime, method: HostMethod, args: unknown[]): unknown {
  const found = (runtime as unknown as Record<string, AnyMethod | undefined>)[method];
  if (found !== undefined) return found.apply(runtime, args);
  throw errorOf("unsupported", `The agent has no runtime method ${method}`, { value: method });
}

/** Methods whose arguments or answers are more than values. */
const SPECIAL: { [Method in HostMethod]?: (call: HostCall) => unknown } = {
  // elizaOS hands the runtime to every event handler.
  emitEvent: ({ runtime, args }) =>
    applied(runtime, "emitEvent", [args[0], { ...(args[1] as object), runtime }]),
  async composeState({ runtime, args, side }) {
    return withOpenCharacter(await applied(runtime, "composeState", args), runtime, side.policy());
  },
  async useModel({ runtime, args }) {
    const value = await applied(runtime, "useModel", args);
    return isTextStream(value) ? collected(value) : value;
  },
  // These two wait for long, without the arguments: a closure, or an async function, that names them would hold them.
  getServiceLoadPromise({ runtime, args, side }) {
    const type = String(args[0]);
    return awaitService(runtime, type, side.scope?.current()).then(() => ({ service: type }));
  },
  initPromise: ({ runtime, side }) => awaitInitialised(runtime, side.scope?.current()),
};

function unknownMethod(method: string): Error {
  const reason = Object.hasOwn(REFUSED_MEMBERS, method)
    ? REFUSED_MEMBERS[method as keyof typeof REFUSED_MEMBERS]
    : undefined;
  const isLocal = (LOCAL_MEMBERS as readonly string[]).includes(method);
  const near = reason === undefined && !isLocal ? closest(method, Object.keys(HOST_METHODS)) : undefined;
  const why = reason ?? (isLocal ? "the guest's own SDK answers it" : "elizaOS has none of that name");
  return errorOf(
    "unsupported",
    `The runtime's ${method.slice(0, 100)} cannot be reached from a plugin in another language or process: ${why}`,
    { value: method, remedy: near === undefined ? undefined : `Did you mean ${near}?` },
  );
}

function misshapen(message: Message, rule: string): Error {
  return errorOf(
    "protocol_violation",
    `Cannot take a ${message.type} as it must have ${rule}: current value is ${shown(message)}`,
    { value: message },
  );
}
