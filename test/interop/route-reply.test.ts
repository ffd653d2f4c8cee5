/** What a guest answers to a route, written into a server's `res`: whole, in chunks, and against the protocol. */
import { expect, test } from "bun:test";
import type { Message } from "../../src/channel/call.ts";
import { type RouteReply, RouteWriter } from "../../src/interop/adapter/route-reply.ts";

/** A `res` that notes what is done to it. `full`: write says that the client has not taken it yet. */
class Reply implements RouteReply {
  readonly done: unknown[] = [];
  full = false;
  headersSent = false;
  #drains: (() => void)[] = [];

  status(code: number) {
    this.done.push(["status", code]);
  }
  setHeader(name: string, value: string | string[]) {
    this.done.push(["header", name, value]);
  }
  json(data: unknown) {
    this.done.push(["json", data]);
  }
  send(data: unknown) {
    this.done.push(["send", data]);
  }
  end() {
    this.done.push(["end"]);
  }
  write(data: unknown): boolean {
    this.done.push(["write", data]);
    return !this.full;
  }
  once(event: string, listener: () => void) {
    if (event === "drain") this.#drains.push(listener);
  }
  drain() {
    for (const listener of this.#drains.splice(0)) listener();
  }
}

function writing(res: RouteReply = new Reply()) {
  const reached: number[] = [];
  let isBroken = false;
  const writer = new RouteWriter(res, {
    plugin: "probe",
    component: "route GET /x",
    reached: (_re, seq) => reached.push(seq),
  });
  writer.onBroken = () => {
    isBroken = true;
  };
  return { writer, res: res as Reply, reached, isBroken: () => isBroken };
}

const response = (fields: object): Message => ({ type: "route.response", re: 1, status: 200, ...fields });
const head = (fields: object = {}): Message => ({ type: "route.head", re: 1, status: 200, ...fields });
const chunk = (seq: number, data: unknown = `c${seq}`): Message => ({
  type: "route.chunk",
  re: 1,
  seq,
  data,
});
const end: Message = { type: "route.end", re: 1 };
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("end() writes json, text, bytes as a Buffer, and nothing", async () => {
  const bodies: [object, unknown[]][] = [
    [{ json: null }, ["json", null]],
    [{ body: "text" }, ["send", "text"]],
    [{ body: Uint8Array.of(1, 2) }, ["send", Buffer.of(1, 2)]],
    [{}, ["end"]],
    [{ status: 204, body: "never" }, ["end"]],
  ];
  for (const [fields, expected] of bodies) {
    const { writer, res } = writing();
    await writer.end(response(fields));
    expect(res.done.at(-1)).toEqual(expected);
  }
});

test("end() sets headers, one or several values, but none of the server's own", async () => {
  const { writer, res } = writing();
  const headers = { "x-a": "1", "set-cookie": ["a=1", "b=2"], "Content-Length": "99", connection: "close" };
  await writer.end(response({ headers, body: "" }));
  expect(res.done).toEqual([
    ["status", 200],
    ["header", "x-a", "1"],
    ["header", "set-cookie", ["a=1", "b=2"]],
    ["send", ""],
  ]);
});

test("part() writes chunks in order and tells of each when the client has it", async () => {
  const { writer, res, reached } = writing();
  res.full = true;
  for (const message of [head(), chunk(0), chunk(1)]) writer.part(message);
  await settled();
  expect(res.done).toEqual([
    ["status", 200],
    ["write", "c0"],
  ]);
  expect(reached).toEqual([]);
  res.full = false;
  res.drain();
  await settled();
  expect(reached).toEqual([0, 1]);
  await writer.end(end);
  expect(res.done.slice(2)).toEqual([["write", "c1"], ["end"]]);
});

test("part() keeps chunks for a server that cannot write, and end() sends them whole", async () => {
  const res = new Reply();
  Object.defineProperty(res, "write", { value: undefined });
  const { writer } = writing(res);
  for (const message of [head(), chunk(0, "é"), chunk(1, Uint8Array.of(7))]) writer.part(message);
  await writer.end(end);
  expect(res.done.at(-1)).toEqual(["send", Buffer.concat([Buffer.from("é"), Buffer.of(7)])]);
});

test("chunks are copied: the bytes of a message are valid only until it was taken", async () => {
  const { writer, res } = writing();
  const bytes = Uint8Array.of(1, 2, 3);
  writer.part(head());
  writer.part(chunk(0, bytes));
  bytes.fill(0);
  await writer.end(end);
  expect(res.done[1]).toEqual(["write", Buffer.of(1, 2, 3)]);
});

const violations: [name: string, messages: Message[], rule: string][] = [
  ["a chunk before the head", [chunk(0)], "route.chunk must come after route.head"],
  ["a second head", [head(), head()], "route.head must come once"],
  ["a chunk out of order", [head(), chunk(1)], "seq must be 0"],
  ["a chunk of a map", [head(), chunk(0, {})], "a body must be a text or bytes"],
  ["a status of 99", [head({ status: 99 })], "status must be an integer from 200 to 599"],
  ["headers that are no map", [head({ headers: [] })], "headers must be a map"],
  ["an end without a head", [end], "route.end must come after route.head"],
  ["a whole response after a head", [head(), response({})], "route.response must not come after route.head"],
];
for (const [name, messages, rule] of violations)
  test(`RouteWriter refuses ${name}`, async () => {
    const { writer } = writing();
    for (const message of messages.slice(0, -1)) writer.part(message);
    const last = messages.at(-1) as Message;
    const isAnswer = last.type === "route.end" || last.type === "route.response";
    if (!isAnswer) writer.part(last);
    const error = await writer.end(isAnswer ? last : end).catch((thrown) => thrown);
    expect(error).toMatchObject({ name: "ProtocolError", code: "protocol_violation", plugin: "probe" });
    expect(error.message).toContain(rule);
  });

test("RouteWriter refuses a fifth chunk ahead, and says that the response is broken", async () => {
  const { writer, res, isBroken } = writing();
  res.full = true;
  writer.part(head());
  for (let seq = 0; seq < 4; seq++) writer.part(chunk(seq));
  expect(isBroken()).toBe(false);
  writer.part(chunk(4));
  expect(isBroken()).toBe(true);
  expect(String(writer.broken)).toContain("at most 4 chunks may be ahead");
});

test("RouteWriter refuses more chunks than it may keep for a server that cannot write", async () => {
  const res = new Reply();
  Object.defineProperty(res, "write", { value: undefined });
  const { writer } = writing(res);
  writer.part(head());
  writer.part(chunk(0, new Uint8Array(32 * 1024 * 1024)));
  writer.part(chunk(1, "x"));
  const error = await writer.end(end).catch((thrown) => thrown);
  expect(error).toMatchObject({ code: "value_refused", value: 32 * 1024 * 1024 + 1 });
});
