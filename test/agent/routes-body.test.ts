/** What a handler gets of a request's body, by its content type, and which bodies are refused before the handler is asked. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { connect } from "node:net";
import { prepareCoreEnvironment } from "../../src/agent/core-environment.ts";
import { LIMITS } from "../../src/limits.ts";
import { until } from "../fixtures/processes.ts";
import { route, type Served, serveRoutes } from "./served-routes.ts";

prepareCoreEnvironment("fatal");

const MIB = 1024 * 1024;
let served: Served;
let asked = 0;

beforeAll(async () => {
  served = await serveRoutes(
    [
      route("POST /body", async ({ body, rawBody }, res) => {
        asked++;
        const isBytes = Buffer.isBuffer(body);
        res.json({
          body: isBytes ? `bytes ${body.toString("hex")}` : body,
          raw: rawBody?.toString("latin1"),
        });
      }),
      route("PUT /echo", async ({ rawBody }, res) => {
        res.send(rawBody);
      }),
      route(
        "POST /upload",
        async ({ body, rawBody, files, file }, res) => {
          const shown = files?.map(({ buffer, ...rest }) => ({ ...rest, text: buffer.toString("latin1") }));
          res.json({ body, rawBody, files: shown, first: file === files?.[0] });
        },
        { isMultipart: true },
      ),
    ],
    { maxBodyBytes: 6 * MIB },
  );
});
afterAll(async () => {
  expect(served.serverErrors).toEqual([]);
  await served.close();
});

const post = (
  type: string | undefined,
  body: string | Uint8Array | undefined,
  more: Record<string, string> = {},
) =>
  served.fetch("/body", {
    method: "POST",
    ...(body !== undefined && { body }),
    headers: { ...(type !== undefined && { "content-type": type }), ...more },
  });

describe("a body is", () => {
  test.each([
    ["application/json", '{"a":[1,null]}', { a: [1, null] }],
    ["application/json; charset=utf-8", '"text"', "text"],
    ["Application/JSON", "0", 0],
    ["application/x-www-form-urlencoded", "a=1&b=x+y&a=%E2%82%AC", { a: ["1", "€"], b: "x y" }],
    ["text/plain", "hällo", "hällo"],
    ["text/csv; charset=utf-8", "a,b", "a,b"],
    ["application/octet-stream", "AB", "bytes 4142"],
    ["application/ld+json", "{}", "bytes 7b7d"],
    ["multipart/form-data; boundary=x", "--x--", "bytes 2d2d782d2d"],
  ])("of type %s", async (type, text, body) => {
    const response = await post(type, new TextEncoder().encode(text));
    const raw = Buffer.from(text).toString("latin1");
    expect(await response.json()).toEqual({ body, raw });
  });

  test("text of the charset that it names", async () => {
    const response = await post('text/plain; charset="ISO-8859-1"', new Uint8Array([0xe4]));
    expect(await response.json()).toEqual({ body: "ä", raw: "ä" });
  });

  test("bytes where no type is given", async () => {
    const response = await post(undefined, new Uint8Array([255]));
    expect(await response.json()).toEqual({ body: "bytes ff", raw: "ÿ" });
  });

  test.each([undefined, "application/json", "application/octet-stream"])(
    "undefined where there is none, of type %p",
    async (type) => {
      expect(await (await post(type, undefined)).json()).toEqual({ raw: "" });
    },
  );

  test("whole, and goes back byte for byte", async () => {
    const bytes = crypto.getRandomValues(new Uint8Array(65_536));
    const body = Buffer.concat(Array.from({ length: 80 }, () => bytes));
    expect(body.length).toBe(5 * MIB);
    const response = await served.fetch("/echo", { method: "PUT", body });
    expect(response.headers.get("content-length")).toBe(String(body.length));
    expect(Bun.hash(await response.arrayBuffer())).toBe(Bun.hash(body));
  });
});

describe("a form", () => {
  test("has its fields in body and its files in multer's shape", async () => {
    const form = new FormData();
    form.append("name", "Ada");
    form.append("tag", "a");
    form.append("tag", "b");
    form.append("doc", new File(["hello"], "x.txt", { type: "text/plain" }));
    form.append("bin", new File([new Uint8Array([0, 255])], "x"));
    const response = await served.fetch("/upload", { method: "POST", body: form });
    expect(await response.json()).toEqual({
      body: { name: "Ada", tag: ["a", "b"] },
      files: [
        { fieldname: "doc", originalname: "x.txt", mimetype: "text/plain", size: 5, text: "hello" },
        { fieldname: "bin", originalname: "x", mimetype: "application/octet-stream", size: 2, text: "\0ÿ" },
      ],
      first: true,
    });
  });

  test("has no file for a field that was left empty", async () => {
    const form = new FormData();
    form.append("doc", new File([], ""));
    const response = await served.fetch("/upload", { method: "POST", body: form });
    expect(await response.json()).toEqual({ body: {}, files: [], first: true });
  });

  test("that is broken is refused", async () => {
    const headers = { "content-type": "multipart/form-data" };
    const response = await served.fetch("/upload", { method: "POST", body: "no form", headers });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: expect.stringContaining("Cannot read the body as a form: "),
    });
  });
});

describe("a body is refused", () => {
  test.each([
    ["application/json", '{"a":', 400, "Cannot read the body as JSON: "],
    ["text/plain; charset=klingon", "x", 415, "current value is klingon"],
  ])("of type %s, when it cannot be read", async (type, text, status, error) => {
    const before = asked;
    const response = await post(type, text);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: expect.stringContaining(error) });
    expect(asked).toBe(before);
  });

  test("when it is compressed", async () => {
    const response = await post("application/json", Bun.gzipSync("{}"), { "content-encoding": "gzip" });
    expect(response.status).toBe(415);
    expect(await response.json()).toEqual({
      error: expect.stringContaining("must be identity: current value is gzip"),
    });
  });

  const tooLarge = { error: `Cannot take the body as it must have at most ${6 * MIB} bytes` };

  test("when it is larger than maxBodyBytes", async () => {
    const exact = await served.fetch("/echo", { method: "PUT", body: new Uint8Array(6 * MIB) });
    expect((await exact.arrayBuffer()).byteLength).toBe(6 * MIB);
    const response = await served.fetch("/echo", { method: "PUT", body: new Uint8Array(6 * MIB + 1) });
    expect([response.status, await response.json()]).toEqual([413, tooLarge]);
  });

  test("when its chunks are larger than maxBodyBytes together", async () => {
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (sent++ < 100) controller.enqueue(new Uint8Array(MIB));
        else controller.close();
      },
    });
    const response = await served.fetch("/echo", { method: "PUT", body });
    expect([response.status, await response.json()]).toEqual([413, tooLarge]);
  });

  test("by the limit of all routes where no other is given", async () => {
    expect(LIMITS.maxRequestBodyBytes).toBe(16 * MIB);
    const other = await serveRoutes([route("PUT /echo", async ({ rawBody }, res) => void res.send(rawBody))]);
    const put = async (size: number) =>
      (await other.fetch("/echo", { method: "PUT", body: new Uint8Array(size) })).status;
    expect([await put(16 * MIB), await put(16 * MIB + 1)]).toEqual([200, 413]);
    await other.close();
  });

  test("when the client leaves in the middle of it, without a word to the handler", async () => {
    const before = asked;
    served.arrived.length = served.statuses.length = 0;
    const socket = connect(served.port, "127.0.0.1");
    socket.write("POST /p/body HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nbegun");
    await until("the body is being read", () => served.arrived.length === 1);
    socket.destroy();
    await until("an answer", () => served.statuses.length === 1);
    expect([served.statuses, asked]).toEqual([[400], before]);
  });
});
