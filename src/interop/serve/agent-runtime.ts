/**
 * The `runtime` that the components of a guest are given: every member of elizaOS's is either local, or one `host.call`, or refused by its
 * name with the reason. None succeeds silently.
 */
import type { IAgentRuntime } from "@elizaos/core";
import { HOST_METHODS, type LOCAL_MEMBERS, REFUSED_MEMBERS } from "../../contract/generated/messages.ts";
import { errorOf } from "../../errors.ts";
import type { HostCalls } from "./host-calls.ts";

type Refused = keyof typeof REFUSED_MEMBERS;
/** `agentId` and `character` change: they are read anew each time. */
type LocalMembers = Record<Exclude<(typeof LOCAL_MEMBERS)[number], "agentId" | "character">, unknown>;

/** A class of its own, so that the codec leaves the runtime out of event payloads as the live object that it is. */
class RemoteRuntime {}

/** @param local wins over a host.call of the same name. Methods may be replaced later, as those of elizaOS's own runtime */
export function asAgentRuntime(
  calls: HostCalls,
  local: LocalMembers & Record<PropertyKey, unknown>,
): IAgentRuntime {
  const runtime = new RemoteRuntime();
  const define = (name: PropertyKey, value: unknown) =>
    Object.defineProperty(runtime, name, { value, writable: true, configurable: true });
  for (const method of Object.keys(HOST_METHODS))
    define(method, (...args: unknown[]) => calls.call(method, args));
  for (const member of Object.keys(REFUSED_MEMBERS) as Refused[]) {
    if (Object.hasOwn(READ_AS, member)) define(member, READ_AS[member]);
    else if (DATA.has(member))
      Object.defineProperty(runtime, member, { get: () => refuse(member), configurable: true });
    else define(member, () => refuse(member));
  }
  for (const name of Reflect.ownKeys(local)) define(name, local[name]);
  return runtime as unknown as IAgentRuntime;
}

/** Refused members that elizaOS's types let be nothing. */
const READ_AS: { readonly [Member in Refused]?: null | undefined } = {
  messageService: null,
  elizaOS: undefined,
};

/** Refused members that are no methods: to read them is to use them. */
const DATA: ReadonlySet<Refused> = new Set<Refused>([
  "adapter",
  "db",
  "actions",
  "providers",
  "evaluators",
  "plugins",
  "services",
  "events",
  "routes",
  "stateCache",
]);

function refuse(member: Refused): never {
  const text = `The runtime's ${member} cannot be reached from a plugin in another language or process: ${REFUSED_MEMBERS[member]}`;
  throw errorOf("unsupported", text, { value: member });
}
