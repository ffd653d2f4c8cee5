/** Waits of a guest for its own services that cannot end: the host sees them all, and tells who waits. */
import { expect, test } from "bun:test";
import type { Plugin } from "@elizaos/core";
import { loadPlugin, type Protocol } from "../../src/index.ts";
import { startRealAgent } from "../contract/agents.ts";
import { ask } from "../fixtures/call.ts";
import { codesOf, failure, told } from "../fixtures/failure.ts";
import { artefact } from "../fixtures/repository.ts";

const guests: [language: string, protocol: Protocol][] = [
  ["rust", "wasm"],
  ["rust", "ffi"],
  ["typescript", "ipc"],
  ["python", "ipc"],
];

for (const [language, protocol] of guests) {
  test(`${language} ${protocol}: a service that waits for itself fails by deadlock, and who waits for it later is told at once`, async () => {
    await using plugin = await loadPlugin({
      manifestPath: artefact(`test/guests/probe/${language}/plugin.json`),
      protocol,
      settings: { PROBE_WAITS_FOR: "probe_waits" },
    });
    const service = plugin.services?.find(({ serviceType }) => serviceType === "probe_waits");
    const agent = await startRealAgent([{ ...plugin, services: [service] } as Plugin]);
    const load = agent.runtime.getServiceLoadPromise("probe_waits" as "unknown");
    expect(told(await failure(load))).toContain(`waits for the service probe_waits`);
    const options = { service: "probe_waits", method: "waitedFor", wait: true };
    const late = await failure(ask(plugin, agent.runtime, "SERVICE", options));
    expect(codesOf(late)).toContain("host_failed");
    expect(told(late)).toContain("The service probe_waits could not start");
    await agent.close();
  });
}
