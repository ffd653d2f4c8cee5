/** A running service of an agent, as its callers have it. */
import type { Service } from "@elizaos/core";
import { until } from "../../fixtures/processes.ts";
import type { FullAgent } from "../agents.ts";

/** Over a channel every method is a promise. */
export type Called = Service & Record<string, (...args: unknown[]) => Promise<unknown>>;

/** The service of that type, when it runs. @throws where it does not start */
export async function serviceOf({ runtime }: Pick<FullAgent, "runtime">, type: string): Promise<Called> {
  const status = () => runtime.getServiceRegistrationStatus(type);
  await until(`the service ${type} has started`, () => !["pending", "registering"].includes(status()));
  const service = runtime.getService(type);
  if (service === null) throw new Error(`The service ${type} does not run: it is ${status()}`);
  return service as Called;
}
