/** The services of one guest, as its host starts and stops them: what is still starting when nobody wants it any more. */
import { expect, test } from "bun:test";
import { closePlugin } from "../../src/index.ts";
import { GuestServices } from "../../src/interop/guest-services.ts";
import { open } from "../channel/opened-channel.ts";
import { failure } from "../fixtures/failure.ts";
import { recordingRuntime } from "../fixtures/recording-runtime.ts";
import { introduce, scripted } from "./adapted.ts";
import { until } from "./served.ts";

function opened() {
  const { peer, channel } = open();
  const started = (instance: number) =>
    peer.give({ type: "service.result", re: peer.lastRequest.id, instance, methods: [] });
  return { peer, services: new GuestServices(channel, undefined), started };
}

test("stop() gives up a start that is under way, and tells who waits for it", async () => {
  const { peer, services } = opened();
  const [one, other] = [failure(services.start("slow")), failure(services.start("slow"))];
  await services.stop("slow");
  expect(await one).toMatchObject({ code: "cancelled", component: "service slow" });
  expect(await other).toBe(await one);
  expect(peer.sent.map(({ type }) => type)).toEqual(["service.start", "cancel"]);
});

test("start() after a start that was given up starts anew", async () => {
  const { peer, services, started } = opened();
  const first = failure(services.start("slow"));
  const stopped = services.stop("slow");
  const second = services.start("slow");
  started(2);
  expect(await second).toEqual({ instance: 2, methods: [] });
  await Promise.all([first, stopped]);
  expect(services.start("slow")).toBe(second);
  expect(peer.requests("service.start")).toHaveLength(2);
});

test("stop() in the turn in which a start ends stops the service", async () => {
  const { peer, services, started } = opened();
  const starting = services.start("quick");
  started(7);
  const stopped = services.stop("quick");
  expect(await starting).toEqual({ instance: 7, methods: [] });
  await until(() => peer.requests("service.stop").length === 1);
  expect(peer.lastRequest).toMatchObject({ type: "service.stop", instance: 7 });
  peer.give({ type: "service.result", re: peer.lastRequest.id });
  await stopped;
});

test("closePlugin() ends while a service's start goes on", async () => {
  const manifest = { name: "scripted", services: [{ name: "slow" }] };
  const { plugin, guests } = await scripted(introduce, { ready: { manifest } });
  const runtime = recordingRuntime();
  const starting = failure(plugin.services?.[0]?.start(runtime) as Promise<unknown>);
  await until(() => guests[0]?.requests("service.start").length === 1);
  await closePlugin(plugin);
  expect(await starting).toMatchObject({ code: "cancelled", component: "service slow" });
  expect(guests[0]?.closes).toBeGreaterThan(0);
});
