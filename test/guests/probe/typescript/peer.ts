/**
 * Another plugin for the agents of the contract suite: what the probe calls and emits to, and what calls the probe. Its service
 * extends elizaOS's own class.
 */
import { type IAgentRuntime, type Plugin, Service } from "@elizaos/core";
import { action, done } from "./define.ts";
import { onProbeEvent } from "./events.ts";
import { type ModelHandler, streamOf } from "./models.ts";
import { recordsOf } from "./records.ts";

type Methods = Record<string, (...args: unknown[]) => unknown>;

class PeerService extends Service {
  static override serviceType = "peer";
  override capabilityDescription = "Answers the probe, and asks it";

  static override async start(runtime: IAgentRuntime): Promise<PeerService> {
    return new PeerService(runtime);
  }

  async stop(): Promise<void> {}

  echo(...args: unknown[]): unknown[] {
    return args;
  }

  fail(message: string): never {
    throw new Error(message);
  }

  /** Calls a method of another service, as plugins call each other. */
  async ask(service: string, method: string, args: unknown[]): Promise<unknown> {
    const found = this.runtime.getService(service) as unknown as Methods | null;
    if (found === null) throw new Error(`There is no service ${service}`);
    return found[method]?.(...args);
  }
}

const peerText: ModelHandler = async (_runtime, { prompt, stream }) => {
  const text = `peer heard: ${prompt}`;
  return stream ? streamOf(text) : text;
};

export default {
  name: "peer",
  description: "The plugin that stands beside the probe",
  services: [PeerService],
  actions: [
    action("PEER_EVENTS", "Answers with n of the events that came", async (runtime) =>
      done({ data: { seen: [...recordsOf(runtime).seen] } }),
    ),
  ],
  // elizaOS's types know its own events and models only.
  events: { PEER_EVENT: [onProbeEvent] } as Plugin["events"] & object,
  models: { PEER_TEXT: peerText } as Plugin["models"] & object,
} satisfies Plugin;
