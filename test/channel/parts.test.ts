/** What comes between a request and its answer: parts of the one who works on it, follow-ups of the one who asked. */
import { expect, test } from "bun:test";
import type { IncomingRequest, Message } from "../../src/channel/call.ts";
import { answer, errorOfCall, invoke, open, settled } from "./opened-channel.ts";

const handle = (id: number) => ({ type: "route.handle", id, route: "/", method: "GET", path: "/" });

test("part() sends parts with the id of the request, and answersAfterParts() the other answer", () => {
  const { peer } = open({
    "route.handle": (_message, call) => {
      call.part("route.head", { status: 200 });
      call.part("route.chunk", { seq: 0, data: "a" });
      call.answersAfterParts();
      return {};
    },
  });
  peer.give(handle(7));
  expect(peer.sent).toEqual([
    { type: "route.head", re: 7, status: 200 },
    { type: "route.chunk", re: 7, seq: 0, data: "a" },
    { type: "route.end", re: 7 },
  ]);
});

test("part() does nothing once the request is answered, cancelled or closed", async () => {
  const calls: IncomingRequest[] = [];
  const { peer, channel } = open({
    "route.handle"(message, call) {
      calls.push(call);
      return message.id === 1 ? { status: 204 } : new Promise(() => {});
    },
  });
  for (const id of [1, 2, 3]) peer.give(handle(id));
  peer.give({ type: "cancel", re: 2 });
  const before = peer.sent.length;
  for (const call of calls.slice(0, 2)) call.part("route.chunk", { seq: 0, data: "late" });
  expect(peer.sent).toHaveLength(before);
  await channel.close();
  calls[2]?.part("route.chunk", { seq: 0, data: "late" });
  expect(peer.sent).toHaveLength(before);
});

test("a request that has an answer after parts takes either, and no other", async () => {
  const { peer, channel } = open();
  const ask = () => channel.call("route.handle", {}, { timeoutMs: Number.POSITIVE_INFINITY });
  const [whole, inParts, wrong] = [ask(), ask(), errorOfCall(ask)];
  peer.give({ type: "route.response", re: 1, status: 200 });
  peer.give({ type: "route.end", re: 2 });
  peer.give({ type: "model.result", re: 3, value: 1 });
  expect(await whole).toMatchObject({ type: "route.response" });
  expect(await inParts).toMatchObject({ type: "route.end" });
  expect(await wrong).toMatchObject({ code: "protocol_violation" });
});

test("onFollowUp is told of route.more, and of none of a request that has ended", async () => {
  const seen: Message[] = [];
  const ends: ((answer: object) => void)[] = [];
  const { peer } = open({
    "route.handle": (_message, call) => {
      call.onFollowUp = (message) => seen.push(message);
      return new Promise((resolve) => ends.push(resolve));
    },
  });
  peer.give(handle(5));
  peer.give({ type: "route.more", re: 5, seq: 0 });
  peer.give({ type: "route.more", re: 6, seq: 0 });
  ends[0]?.({ status: 200 });
  await settled();
  peer.give({ type: "route.more", re: 5, seq: 1 });
  expect(seen).toEqual([{ type: "route.more", re: 5, seq: 0 }]);
});

test("a strict channel ends by an answer to a request that was never made", async () => {
  const { peer, channel } = open({}, { strict: true });
  const call = errorOfCall(() => invoke(channel));
  peer.give(answer(2, "x".repeat(2000)));
  const error = await call;
  expect(error).toMatchObject({ name: "ProtocolError", code: "protocol_violation" });
  expect(error.message).toStartWith('Cannot use the answer {"type":"action.result","re":2,"result":"xxx');
  expect(error.message).toEndWith("as the request 2 was never made");
  expect(error.message.length).toBeLessThan(700);
  expect(channel.closed).toBeDefined();
});

test("a strict channel ends by a second answer", async () => {
  const { peer, channel } = open({}, { strict: true });
  const call = invoke(channel);
  peer.give(answer(1));
  await call;
  peer.give(answer(1));
  expect(channel.closed).toMatchObject({ code: "protocol_violation" });
  expect(channel.closed?.message).toEndWith("as the request 1 has had its answer");
});

test("a strict channel takes one late answer to a call that was given up, and no second", async () => {
  const { peer, channel } = open({}, { strict: true });
  const controller = new AbortController();
  const call = errorOfCall(() => invoke(channel, { signal: controller.signal }));
  controller.abort();
  expect(await call).toMatchObject({ code: "cancelled" });
  peer.give({ type: "error", re: 1, code: "cancelled", message: "" });
  expect(channel.closed).toBeUndefined();
  peer.give(answer(1));
  expect(channel.closed).toMatchObject({ code: "protocol_violation" });
});
