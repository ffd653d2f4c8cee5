/** One method of one service of the agent, called for a plugin that knows the service by its type alone. */
import type { IAgentRuntime } from "@elizaos/core";
import type { ScopedCall } from "../channel/call-scope.ts";
import { closest } from "../contract/suggestion.ts";
import { errorOf } from "../errors.ts";
import { declaredMethods, methodOf, methodsOf } from "./service-methods.ts";
import { findService } from "./service-waits.ts";

export interface ServiceCall {
  /** The service's type. */
  service: string;
  method: string;
  args: readonly unknown[];
}

/** Waits for a service that is starting. @throws where there is no such service or method, and what the method throws */
export async function callService(
  runtime: IAgentRuntime,
  { service, method, args }: ServiceCall,
  scope: ScopedCall | undefined,
): Promise<unknown> {
  const instance = await findService(runtime, service, scope);
  const declared = declaredMethods(Object(instance.constructor));
  // A guest's service may offer more than its manifest declares: those are the object's own.
  const isOffered = declared?.includes(method) !== false || Object.hasOwn(instance, method);
  const found = isOffered ? methodOf(instance, method) : undefined;
  if (found === undefined) throw unknownMethod(service, method, declared ?? methodsOf(instance));
  return found.apply(instance, [...args]);
}

function unknownMethod(service: string, method: string, known: readonly string[]): Error {
  const near = closest(method, known);
  const hint = near === undefined ? "" : `: did you mean ${near}?`;
  return errorOf("host_failed", `The service ${service} has no method ${method.slice(0, 100)}${hint}`, {
    value: method,
    remedy: `Call one of ${known.join(", ") || "none"}`,
  });
}
